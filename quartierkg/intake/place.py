"""Lines and columns of what stands in a text; both count from 1."""

from __future__ import annotations

from quartierkg.errors import Place


def at(text: str, offset: int) -> Place:
    """The place of an offset."""
    return Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def first(text: str, *written: str) -> Place | None:
    """Where the first of some ways of writing the same thing stands; None when it is written in none of them."""
    offsets = (text.find(way) for way in written)
    return next((at(text, offset) for offset in offsets if offset >= 0), None)


def end(text: str) -> Place:
    """Where a text ends, white space apart."""
    return at(text, len(text.rstrip()))
