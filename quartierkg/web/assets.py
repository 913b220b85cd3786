"""What pages show and run beside their text: sheets and icons of ours, and the scripts that were bundled, by name.

The scripts are made by ``frontend/`` when the product is installed, and may be missing: pages work without them.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC: Final = "/static"
BUILT: Final = "built"
THIRD_PARTY: Final = f"{STATIC}/{BUILT}/THIRD-PARTY.txt"
"""Whose code is bundled in the scripts, and under which licences."""
# RFC 8246: what stands at such an address never changes.
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_MANIFEST: Final = "manifest.json"
_VERSION: Final = "v"
_SHEETS: Final = ("site.css", "check.css", "editor.css", "form.css", "icon.svg")


@cache
def folder() -> Path:
    """Where the sheets, icons and scripts are."""
    return Path(str(files("quartierkg.web") / "static"))


def script(name: str) -> str | None:
    """The address of a bundled script or sheet; None where it was not made."""
    found = _built(_changed(folder() / BUILT / _MANIFEST)).get(name)
    return f"{STATIC}/{BUILT}/{found}" if found is not None else None


def sheet(name: str, *, still: bool = False) -> str:
    """The address of a sheet or icon of ours, with its version, so that browsers may keep it.

    :param still: whether it becomes a file beside the page, whose name holds no version.
    """
    path = folder() / name
    return f"{STATIC}/{name}" if still else f"{STATIC}/{name}?{_VERSION}={_digest(path, _changed(path))}"


def version() -> str:
    """What changes whenever a page names another sheet or script."""
    return "-".join(_digest(path, changed) for path in _made() if (changed := _changed(path)))


@cache
def _made() -> tuple[Path, ...]:
    return tuple(folder() / name for name in (f"{BUILT}/{_MANIFEST}", *_SHEETS))


class Assets(StaticFiles):
    """The files, each with how long browsers may keep it."""

    def __init__(self) -> None:
        super().__init__(directory=folder())

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file: for ever where its address says which version it is, else as long as it does not change."""
        answer = await super().get_response(path, scope)
        if answer.status_code in {200, 304}:
            versioned = path in _names() or scope["query_string"].startswith(f"{_VERSION}=".encode())
            answer.headers["Cache-Control"] = _FOR_EVER if versioned else "no-cache"
        return answer


def _names() -> frozenset[str]:
    found = _built(_changed(folder() / BUILT / _MANIFEST))
    return frozenset(os.path.join(BUILT, name) for name in found.values())  # noqa: PTH118 - as the framework writes it


def _changed(path: Path) -> int:
    """When a file was last changed; 0 where it is not there."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(2)
def _built(changed: int) -> Mapping[str, str]:
    """What each source became, as the manifest says."""
    if not changed:
        return {}
    found = json.loads((folder() / BUILT / _MANIFEST).read_bytes())["files"]
    return {str(name): str(file) for name, file in found.items()}


@lru_cache(16)
def _digest(path: Path, changed: int) -> str:  # noqa: ARG001 - a file that changed is read again
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
