"""The whole manual as one page of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from quartierkg.language import Language, Text
from quartierkg.manual import words
from quartierkg.manual.page import Entry, Manual, Page
from quartierkg.manual.section import sections

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|])")


def write(manual: Manual, language: Language) -> str:
    """The page, below a title and a line of contents."""
    return "\n".join(_lines(manual, language)) + "\n"


def _lines(manual: Manual, language: Language) -> Iterator[str]:
    yield f"# {words.TITLE.in_(language)}"
    yield ""
    yield _plain(words.LEAD, language)
    yield ""
    yield " · ".join(f"[{page.name.partition(' ')[2] or page.name}](#{page.id})" for page in manual.pages)
    for page in manual.pages:
        yield from _page(manual, page, language)


def _page(manual: Manual, page: Page, language: Language) -> Iterator[str]:
    yield from ("", f"## {page.name}", "", _plain(page.about, language), "")
    yield from ("```", f"{page.name} {page.usage.in_(language)}", "```")
    if page.more is not None:
        yield from ("", _plain(page.more, language))
    for title, entries in sections(manual, page):
        yield from ("", f"**{title.in_(language)}**", "")
        for entry in entries:
            yield from _example(entry, language) if title is words.EXAMPLES else _entry(entry, language)


def _entry(entry: Entry, language: Language) -> Iterator[str]:
    yield f"- `{entry.written.in_(language)}`: {_plain(entry.about, language)}"


def _example(entry: Entry, language: Language) -> Iterator[str]:
    yield from (_plain(entry.about, language), "", "```sh", entry.written.in_(language), "```", "")


def _plain(text: Text, language: Language) -> str:
    return _SPECIAL.sub(r"\\\1", text.in_(language))
