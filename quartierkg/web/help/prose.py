"""The little Markdown that the tutorials are written in, as blocks for a page: headings, paragraphs and commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from markupsafe import Markup, escape

SERVICE: Final = "http://127.0.0.1:8000"
"""The service of whoever follows a tutorial; on a page of the service, the service itself."""
_INLINE: Final = re.compile(r"`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)")
_FENCED: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)

Link = Callable[[str], str]
"""Writes an address of ours."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text: what it is, and what it says."""

    kind: Literal["title", "heading", "paragraph", "command", "output"]
    said: Markup


def blocks(text: str, link: Link) -> Iterator[Block]:
    """The parts of a text, in their order."""
    end = 0
    for found in _FENCED.finditer(text):
        yield from _prose(text[end : found.start()], link)
        yield Block("output" if found[1] == "text" else "command", escape(found[2].rstrip("\n")))
        end = found.end()
    yield from _prose(text[end:], link)


def _prose(text: str, link: Link) -> Iterator[Block]:
    for part in filter(None, (part.strip() for part in text.split("\n\n"))):
        mark, _, heading = part.partition(" ")
        if mark == "#":
            yield Block("title", inline(heading, link))
        elif mark == "##":
            yield Block("heading", inline(heading, link))
        else:
            yield Block("paragraph", inline(part, link))


def inline(text: str, link: Link) -> Markup:
    """A line with its code and links; everything else is text."""
    said, end = Markup(), 0
    for found in _INLINE.finditer(text):
        code, words, address = found.groups()
        said += escape(text[end : found.start()])
        if code is not None:
            said += Markup("<code>{}</code>").format(code)
        else:
            said += Markup('<a href="{}">{}</a>').format(link(address.removeprefix(SERVICE) or "/"), words)
        end = found.end()
    return said + escape(text[end:])
