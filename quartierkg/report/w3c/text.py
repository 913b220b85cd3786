"""Reports as plain text, wrapped for paper and terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quartierkg.language import Language
from quartierkg.report.text import plain, wrapped
from quartierkg.report.w3c import words
from quartierkg.report.w3c.layout import Item, Page, pages
from quartierkg.report.w3c.result import Report
from quartierkg.report.words import titled

_STEP = 4


def write(reports: Sequence[Report], name: str, language: Language) -> str:
    """Every report under its title."""
    return "\n\n".join("\n".join(_page(page, name, language)) for page in pages(reports, language)) + "\n"


def _page(page: Page, name: str, language: Language) -> Iterator[str]:
    yield page.title
    yield "═" * len(page.title)
    yield from wrapped(titled(words.FILE, name, language), 2, "")
    yield titled(words.CONFORMS, page.conforms.in_(language), language)
    if not page.groups:
        yield from ("", words.NO_RESULT.in_(language))
    for group in page.groups:
        yield ""
        yield f"{plain(group.title.in_(language))} ({len(group.items)})"
        for item in group.items:
            yield ""
            yield from _item(item, 2, language)


def _item(item: Item, indent: int, language: Language) -> Iterator[str]:
    inner = indent + _STEP
    yield from wrapped(item.message, inner, " " * indent + "•   ")
    for fact in item.facts:
        said = titled(fact.name, fact.value.in_(language), language)
        yield from wrapped(said, inner + 2, " " * inner)
    for detail in item.details:
        yield from _item(detail, inner, language)
