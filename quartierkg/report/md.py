"""A batch as Markdown (CommonMark 0.31): the committee's sheet for a wiki, a ticket or a merge request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from quartierkg.errors import Unreadable
from quartierkg.language import Language, Text
from quartierkg.report import words
from quartierkg.report.batch import Batch
from quartierkg.report.section import Explanation, Item, Mark, Section
from quartierkg.report.sheet import Sheet, counts, sheet
from quartierkg.report.text import plain

# Any ASCII punctuation may be escaped (CommonMark, 2.4); these could begin markup, a table's cell or an entity.
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#|~!&$@])")

# What would begin a list or underline a heading at the start of a line (CommonMark, 4.3 and 5.2).
_MARKER: Final = re.compile(r"^(\s*\d*)([-+=.)])")


def write(batch: Batch, language: Language) -> str:
    """Every sheet, then the files that got none, then the counts where there is more than one file."""
    blocks = [block for verdict in batch.verdicts for block in _sheet(sheet(verdict), language)]
    if batch.unreadable:
        blocks += _unreadable(batch.unreadable, language)
    if len(batch.verdicts) + len(batch.unreadable) > 1:
        blocks += [f"## {words.SUMMARY.in_(language)}", counts(batch.summary).in_(language)]
    return "\n\n".join([f"# {words.VERDICT.in_(language)}", *blocks]) + "\n"


def escaped(said: str) -> str:
    """A text on one line that Markdown shows as it is."""
    return _MARKER.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", plain(said.replace("\n", " "))))


def titled(title: Text, said: str, language: Language) -> str:
    """A word in bold, and what it announces."""
    return words.titled(Text(f"**{title.fr}**", f"**{title.en}**"), escaped(said), language)


def _sheet(found: Sheet, language: Language) -> Iterator[str]:
    yield f"## {escaped(found.title.in_(language))}"
    yield titled(words.DECISION, found.said.in_(language), language)
    yield "\n".join(f"- {titled(fact.name, fact.value.in_(language), language)}" for fact in found.facts)
    yield f"### {words.CRITERIA.in_(language)}"
    yield "\n".join(f"{number}. {_labelled(mark, language)}" for number, mark in enumerate(found.criteria, 1))
    for section in found.sections:
        yield from _section(section, language)


def _section(section: Section, language: Language) -> Iterator[str]:
    yield f"### {section.title.in_(language)} ({len(section.items)})"
    for item in section.items:
        yield from _item(item, language)


def _item(item: Item, language: Language) -> Iterator[str]:
    yield f"#### {_labelled(item.mark, language)}"
    if item.quote is not None:
        yield f"> {escaped(words.quoted(item.quote, 'fr'))}"
        if language == "en":
            yield f"> {escaped(words.quoted(item.quote, 'en'))}"
    for explanation in item.explanations:
        yield from _explanation(explanation, language)


def _explanation(explanation: Explanation, language: Language) -> Iterator[str]:
    facts = [titled(words.FOUND, found.in_(language), language) for found in explanation.found]
    if explanation.required is not None:
        facts.append(titled(words.REQUIRED, explanation.required.in_(language), language))
    if facts:
        yield "\n".join(f"- {fact}" for fact in facts)
    if explanation.message is not None:
        yield escaped(explanation.message.in_(language))
    if explanation.reasons:
        lines = (f"{'  ' * one.depth}- {escaped(one.text.in_(language))}" for one in explanation.reasons)
        yield "\n".join(lines)


def _unreadable(faults: Iterable[Unreadable], language: Language) -> Iterator[str]:
    yield f"## {words.UNREADABLE.in_(language)}"
    yield "\n".join(f"- {escaped(fault.line(language))}" for fault in faults)


def _labelled(mark: Mark, language: Language) -> str:
    name = f"{mark.id} " if mark.id else ""
    return f"{mark.sign} {name}{escaped(mark.label.in_(language))} – {escaped(mark.said.in_(language))}"
