"""The sections of a page, in the order in which manuals have them."""

from __future__ import annotations

from collections.abc import Iterator

from quartierkg.language import Text
from quartierkg.manual import words
from quartierkg.manual.page import Entry, Manual, Page

Section = tuple[Text, tuple[Entry, ...]]


def sections(manual: Manual, page: Page) -> Iterator[Section]:
    """The lists of a page, those that have something."""
    codes = tuple(Entry(Text.alike(code), said) for code, said in words.CODES)
    for title, entries in (
        (words.ARGUMENTS, page.arguments),
        (words.OPTIONS, page.options),
        (words.COMMANDS, page.commands),
        (words.EXAMPLES, page.examples),
        (words.STATUS, codes if manual.above(page) is None else ()),
    ):
        if entries:
            yield title, entries


def around(manual: Manual, page: Page) -> tuple[Page, ...]:
    """The pages above and below one."""
    above = manual.above(page)
    below = tuple(one for one in manual.pages if manual.above(one) is page)
    return ((above,) if above is not None else ()) + below
