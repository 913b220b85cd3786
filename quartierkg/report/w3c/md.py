"""Reports as Markdown (CommonMark 0.31)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quartierkg.language import Language
from quartierkg.report.md import escaped, titled
from quartierkg.report.w3c import words
from quartierkg.report.w3c.layout import Item, Page, pages
from quartierkg.report.w3c.result import Report

_STEP = "  "


def write(reports: Sequence[Report], name: str, language: Language) -> str:
    """Every report under a heading of the first level; a detail is a list in the list."""
    blocks = [block for page in pages(reports, language) for block in _page(page, name, language)]
    return "\n\n".join(blocks) + "\n"


def _page(page: Page, name: str, language: Language) -> Iterator[str]:
    yield f"# {page.title}"
    conforms = titled(words.CONFORMS, page.conforms.in_(language), language)
    yield f"- {titled(words.FILE, name, language)}\n- {conforms}"
    if not page.groups:
        yield words.NO_RESULT.in_(language)
    for group in page.groups:
        yield f"## {escaped(group.title.in_(language))} ({len(group.items)})"
        yield "\n".join(line for item in group.items for line in _item(item, "", language))


def _item(item: Item, indent: str, language: Language) -> Iterator[str]:
    yield f"{indent}- {escaped(item.message)}"
    for fact in item.facts:
        yield f"{indent}{_STEP}- {titled(fact.name, fact.value.in_(language), language)}"
    for detail in item.details:
        yield from _item(detail, indent + _STEP, language)
