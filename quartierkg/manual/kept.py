"""The manual as JSON, and the one that comes with the package: for who shows it without the commands themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

import quartierkg
from quartierkg.language import Text
from quartierkg.manual.page import Entry, Manual, Page


def write(manual: Manual) -> str:
    """The pages as JSON; the version is that of the package that reads it."""
    return json.dumps([asdict(page) for page in manual.pages], ensure_ascii=False, indent=1) + "\n"


def read(written: str) -> Manual:
    """The manual of such JSON."""
    return Manual(quartierkg.__version__, tuple(_page(page) for page in json.loads(written)))


@cache
def bundled() -> Manual:
    """The manual of this version."""
    return read((files("quartierkg.manual") / "commands.json").read_text(encoding="utf-8"))


def _page(kept: dict[str, Any]) -> Page:
    entries = {name: _entries(kept[name]) for name in ("arguments", "options", "commands", "examples")}
    more = _text(kept["more"]) if kept["more"] is not None else None
    return Page(kept["name"], _text(kept["about"]), more, _text(kept["usage"]), **entries)


def _entries(kept: Iterable[dict[str, Any]]) -> tuple[Entry, ...]:
    return tuple(Entry(_text(one["written"]), _text(one["about"])) for one in kept)


def _text(kept: dict[str, str]) -> Text:
    return Text(kept["fr"], kept["en"])
