"""A batch as a PDF that can be read aloud (PDF/UA-1): tagged, with its language and its title; for the files.

On paper a verdict takes at most one page for each group of rows (a criterion, or what stands outside them); lists that
would go on are cut there, and say so. The data formats have everything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Final

import typst

import quartierkg
from quartierkg.language import Language, Text
from quartierkg.report import words
from quartierkg.report.batch import Batch
from quartierkg.report.section import Explanation, Item, Mark, Section
from quartierkg.report.sheet import Fact, Sheet, counts, sheet
from quartierkg.report.text import plain

Object = dict[str, object]

_TEMPLATE: Final = "report.typ"
# Values of one reason, and items of a section that are no rows: both come as a dossier likes.
_MOST: Final = 10
# The compiler's own fonts alone look alike everywhere. A name in a script that they lack is looked for among the
# system's fonts; PDF/UA forbids a character that no font has (ISO 14289-1, 7.21.8): the file then is only tagged.
_ATTEMPTS: Final = ((True, True), (False, True), (False, False))


def write(batch: Batch, language: Language) -> bytes:
    """The document of a batch, the same bytes every time."""
    source = (files("quartierkg.report") / "templates" / _TEMPLATE).read_bytes()
    inputs = {"data": json.dumps(content(batch, language), ensure_ascii=False)}
    fault: Exception | None = None
    for own_fonts, standard in _ATTEMPTS:
        try:
            return _compiled(source, inputs, own_fonts, standard)
        except typst.TypstError as failed:
            fault = failed
    assert fault is not None
    raise fault


def _compiled(source: bytes, inputs: dict[str, str], own_fonts: bool, standard: bool) -> bytes:
    found = typst.compile(
        source,
        format="pdf",
        sys_inputs=inputs,
        ignore_system_fonts=own_fonts,
        pdf_standards=["ua-1"] if standard else [],
        timestamp=0,
    )
    assert isinstance(found, bytes)
    return found


def content(batch: Batch, language: Language) -> Object:
    """What the template lays out."""
    sheets = [sheet(verdict) for verdict in batch.verdicts]
    days = {verdict.day for verdict in batch.verdicts}
    title = words.VERDICT.in_(language)
    if len(sheets) == 1:
        title = f"{title} – {plain(sheets[0].title.in_(language))}"
    several = len(sheets) + len(batch.unreadable) > 1
    return {
        "title": title,
        "heading": words.VERDICT.in_(language),
        "author": f"quartierkg {quartierkg.__version__}",
        "language": language,
        "date": [int(part) for part in days.pop().split("-")] if len(days) == 1 else None,
        "colon": words.COLON.in_(language),
        "pages": words.PAGES.in_(language),
        "verdicts": [_sheet(found, language) for found in sheets],
        "unreadable_title": words.UNREADABLE.in_(language),
        "unreadable": [plain(fault.line(language)) for fault in batch.unreadable],
        "summary": words.titled(words.SUMMARY, counts(batch.summary).in_(language), language) if several else None,
    }


def _sheet(found: Sheet, language: Language) -> Object:
    return {
        "title": plain(found.title.in_(language)),
        "decision": _fact(words.DECISION, found.said, language),
        "facts": [_fact(fact.name, fact.value, language) for fact in found.facts],
        "criteria_title": words.CRITERIA.in_(language),
        "criteria": [_labelled(mark, language) for mark in found.criteria],
        "sections": [_section(section, language) for section in found.sections],
    }


def _section(section: Section, language: Language) -> Object:
    free = [item for item in section.items if not item.mark.id]
    cut = free[_MOST:]
    return {
        "title": f"{section.title.in_(language)} ({len(section.items)})",
        "items": list(_items([item for item in section.items if item not in cut], language)),
        "more": words.MORE.in_(language).format(len(cut)) if cut else None,
    }


def _items(items: Iterable[Item], language: Language) -> Iterator[Object]:
    """The items; rows of one sentence that follow each other stand under it together."""
    before: Text | None = None
    for item in items:
        yield _item(item, None if item.quote == before else item.quote, language)
        before = item.quote


def _item(item: Item, quote: Text | None, language: Language) -> Object:
    return {
        "heading": _labelled(item.mark, language),
        "quote": words.quoted(quote, "fr") if quote else None,
        "translation": words.quoted(quote, "en") if quote and language == "en" else None,
        "reasons": [_reason(explanation, language) for explanation in item.explanations],
    }


def _reason(explanation: Explanation, language: Language) -> Object:
    found = [Fact(words.FOUND, value) for value in explanation.found[:_MOST]]
    if more := len(explanation.found[_MOST:]):
        found.append(Fact(words.FOUND, words.MORE.filled(more)))
    required = [Fact(words.REQUIRED, explanation.required)] if explanation.required is not None else []
    return {
        "facts": _facts([*found, *required], language),
        "message": plain(explanation.message.in_(language)) if explanation.message is not None else None,
        "reasons": [{"depth": one.depth, "text": plain(one.text.in_(language))} for one in explanation.reasons],
    }


def _facts(facts: Iterable[Fact], language: Language) -> list[Object]:
    return [_fact(fact.name, fact.value, language) for fact in facts]


def _fact(name: Text, value: Text, language: Language) -> Object:
    return {"name": name.in_(language), "value": plain(value.in_(language))}


def _labelled(mark: Mark, language: Language) -> str:
    name = f"{mark.id} " if mark.id else ""
    return plain(f"{mark.sign} {name}{mark.label.in_(language)} – {mark.said.in_(language)}")
