"""A page as ``man`` reads it: the macros of man(7) and no others, so that groff and mandoc both show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from quartierkg.language import Language, Text
from quartierkg.manual import words
from quartierkg.manual.page import Entry, Manual, Page
from quartierkg.manual.section import around, sections

SECTION: Final = 1
# A backslash is written \e, a hyphen that may be copied \-, a space that breaks no line \~ (groff_char(7)).
_WRITTEN: Final = {"\\": "\\e", "-": "\\-", "\u00a0": "\\~", "\u202f": "\\~"}
_SPECIAL: Final = re.compile("[" + re.escape("".join(_WRITTEN)) + "]")


def path(page: Page, language: Language) -> PurePosixPath:
    """Where ``man`` looks for a page, below a folder of MANPATH: what is English has no folder of its own."""
    folder = PurePosixPath(f"man{SECTION}") if language == "en" else PurePosixPath(language, f"man{SECTION}")
    return folder / f"{page.id}.{SECTION}"


def write(manual: Manual, page: Page, language: Language) -> str:
    """The page."""
    return "\n".join(_lines(manual, page, language)) + "\n"


def _lines(manual: Manual, page: Page, language: Language) -> Iterator[str]:
    def said(text: Text) -> str:
        return escaped(text.in_(language))

    head = (page.id.upper(), str(SECTION), "", f"quartierkg {manual.version}", words.TITLE.in_(language))
    yield ".TH " + " ".join(f'"{escaped(one)}"' for one in head)
    yield _heading(words.NAME, language)
    yield f"{escaped(page.id)} \\- {said(page.about)}"
    yield _heading(words.SYNOPSIS, language)
    yield f".B {escaped(page.name)}"
    yield said(page.usage)
    if page.more is not None:
        yield _heading(words.DESCRIPTION, language)
        yield said(page.more)
    for title, entries in sections(manual, page):
        yield _heading(title, language)
        for entry in entries:
            yield from _example(entry, language) if title is words.EXAMPLES else _entry(entry, language)
    others = around(manual, page)
    if others:
        yield _heading(words.SEE, language)
        yield ",\n".join(f".BR {escaped(one.id)} ({SECTION})" for one in others)


def _heading(title: Text, language: Language) -> str:
    return f".SH {escaped(title.in_(language).upper())}"


def _entry(entry: Entry, language: Language) -> Iterator[str]:
    yield ".TP"
    yield f".B {escaped(entry.written.in_(language))}"
    yield escaped(entry.about.in_(language))


def _example(entry: Entry, language: Language) -> Iterator[str]:
    yield ".PP"
    yield escaped(entry.about.in_(language))
    yield from (".PP", ".RS", ".nf", escaped(entry.written.in_(language)), ".fi", ".RE")


def escaped(said: str) -> str:
    """A line of text, none of which is read as a request."""
    line = _SPECIAL.sub(lambda found: _WRITTEN[found[0]], " ".join(said.splitlines()))
    return f"\\&{line}" if line[:1] in (".", "'") else line
