"""The committee's sheet as plain text, wrapped for paper and terminal, without colours."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from quartierkg.charter.verdict import Verdict
from quartierkg.errors import BadCells, Unreadable
from quartierkg.language import Language, Text
from quartierkg.report import words
from quartierkg.report.batch import Batch, Ending
from quartierkg.report.pieces import Pieces, nothing
from quartierkg.report.recap import recap
from quartierkg.report.section import Explanation, Item, Mark, Section
from quartierkg.report.sheet import Fact, Sheet, sheet

WIDTH: Final = 100
_RULE: Final = f"\n{'─' * WIDTH}\n\n"
# What a dossier must not do to a terminal: move its cursor, change its colours, turn its writing round.
_CONTROL: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def write(batch: Batch, language: Language) -> str:
    """Every sheet, then the files that got none, then the counts where there is more than one file."""
    return PIECES.whole(batch, language)


def _piece(verdict: Verdict, language: Language) -> str:
    return _lines(_sheet(sheet(verdict), language))


def _foot(ending: Ending, language: Language, *, after: bool) -> str:
    parts = list(_ending(ending, language, alone=not after))
    return "".join(f"{_RULE if after or place else ''}{part}" for place, part in enumerate(parts))


def _ending(ending: Ending, language: Language, *, alone: bool) -> Iterator[str]:
    """The files that got no sheet, and the counts where there is more than one file or no sheet."""
    summary = ending.summary
    if ending.unreadable:
        yield _lines(_unreadable(ending.unreadable, language))
    if summary.files > 1 or (alone and summary.judged):
        yield _lines(recap(summary, language))


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def plain(said: str) -> str:
    """A text that a terminal shows and does not obey."""
    return _CONTROL.sub("\ufffd", said)


def _sheet(found: Sheet, language: Language) -> Iterator[str]:
    yield from heading(found.title, found.facts, language)
    yield ""
    yield from wrapped(words.titled(words.DECISION, found.said.in_(language), language), 0)
    yield ""
    yield words.CRITERIA.in_(language)
    for number, mark in enumerate(found.criteria, 1):
        yield f"  {mark.sign} {number}  {_labelled(mark, language)}"
    for section in found.sections:
        yield from _section(section, language)


def heading(title: Text, facts: Sequence[Fact], language: Language) -> Iterator[str]:
    """The heading of a sheet: its title, and the facts below it in two columns."""
    said = plain(title.in_(language))
    yield said
    yield "═" * min(WIDTH, len(said))
    width = max(len(fact.name.in_(language)) for fact in facts)
    for fact in facts:
        yield from wrapped(fact.value.in_(language), width + 3, f"{fact.name.in_(language):<{width}}   ")


def _section(section: Section, language: Language) -> Iterator[str]:
    yield ""
    yield f"{section.title.in_(language)} ({len(section.items)})"
    for item in section.items:
        yield ""
        yield from _item(item, language)


def _item(item: Item, language: Language) -> Iterator[str]:
    name = f"{item.mark.id}  " if item.mark.id else ""
    yield from wrapped(f"{name}{_labelled(item.mark, language)}", 6, f"  {item.mark.sign}   ")
    if item.quote is not None:
        yield from wrapped(words.quoted(item.quote, "fr"), 6)
        if language == "en":
            yield from wrapped(words.quoted(item.quote, "en"), 6)
    for explanation in item.explanations:
        yield from _explanation(explanation, language)


def _explanation(explanation: Explanation, language: Language) -> Iterator[str]:
    for found in explanation.found:
        yield from wrapped(words.titled(words.FOUND, found.in_(language), language), 8, " " * 6)
    if explanation.required is not None:
        yield from wrapped(words.titled(words.REQUIRED, explanation.required.in_(language), language), 8, " " * 6)
    if explanation.message is not None:
        yield from wrapped(explanation.message.in_(language), 6)
    for reason in explanation.reasons:
        indent = 8 + 2 * reason.depth
        yield from wrapped(reason.text.in_(language), indent, " " * (indent - 2) + "– ")


def _unreadable(faults: Iterable[Unreadable], language: Language) -> Iterator[str]:
    yield words.UNREADABLE.in_(language)
    yield ""
    for fault in faults:
        if not (isinstance(fault, BadCells) and fault.told):
            yield from wrapped(fault.line(language), 6, "  ✗   ")
            continue
        yield from wrapped(Text("{} : {}", "{}: {}").filled(fault.source or "", fault.title).in_(language), 6, "  ✗   ")
        for one in fault.told:
            yield from wrapped(one.in_(language), 8, "      – ")


def _labelled(mark: Mark, language: Language) -> str:
    return f"{mark.label.in_(language)} – {mark.said.in_(language)}"


def wrapped(said: str, indent: int, first: str | None = None) -> list[str]:
    """Lines of at most :data:`WIDTH`; an address is never broken."""
    return textwrap.wrap(
        plain(said),
        WIDTH,
        initial_indent=" " * indent if first is None else first,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


PIECES: Final = Pieces(nothing, _piece, _RULE, _foot)
