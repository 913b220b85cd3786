"""What a page shows of the values of a field, and what an answer states.

A value that comes back as it was shown stays the literal that it is, whatever its datatype: only what somebody changed
is read. What a page cannot show is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg.filling import outline, words
from quartierkg.filling.state import State
from quartierkg.form import Field, Kind
from quartierkg.language import LANGUAGES, Text, number
from quartierkg.terms import curie, is_blank, term
from quartierkg.workbook import cell
from quartierkg.workbook.cell import Bad

LONGEST: Final = 20_000
"""So many characters of one text a page shows, and takes, at most."""
LONGEST_OUTLINE: Final = 400_000
"""So many of an outline: some ten thousand corners."""
MOST: Final = 40
"""So many values of one field a page shows at most."""
_OUTLINE: Final = term("geo:wktLiteral")
# What a page or a form that is sent does not carry as it is (HTML, 13.2.3.5 and 4.10.22.4); ends of lines are.
_UNFIT: Final = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LISTED: Final = (Kind.CHOICE, Kind.REFERENCE)
Value = Literal | NamedNode


def normal(said: str) -> str:
    """A text as it was before it was sent: forms end lines by two characters."""
    return said.replace("\r\n", "\n").replace("\r", "\n")


def shown(state: State, node: NamedNode, field: Field, language: str | None) -> list[tuple[Value, str]]:
    """The values of a field that a page shows, each with the text that stands for it."""
    objects = state.standing.graph.objects(node, field.property)
    return [(value, said) for value, said in _texts(state, field, language, objects)][:MOST]


def _longest(field: Field) -> int:
    return LONGEST_OUTLINE if field.datatype == _OUTLINE else LONGEST


def _texts(state: State, field: Field, language: str | None, objects: Iterable[object]) -> Iterator[tuple[Value, str]]:
    for value in objects:
        if isinstance(value, Literal) and field.kind not in _LISTED and value.language == language:
            if value.value.strip() and len(value.value) <= _longest(field) and not _UNFIT.search(value.value):
                yield value, value.value
        elif isinstance(value, NamedNode) and field.kind in _LISTED:
            said = called(state, field, value)
            if said is not None:
                yield value, said


def called(state: State, field: Field, node: NamedNode) -> str | None:
    """What stands for a thing in an answer, and is read as that thing; None where nothing does."""
    key = (field.kind, field.classes, field.choices, node)
    if key not in state.called:
        state.called[key] = _called(state, field, node)
    return state.called[key]


def _called(state: State, field: Field, node: NamedNode) -> str | None:
    for said in _ways(state, field, node):
        try:
            if not _UNFIT.search(said) and chosen(state, field, said) == node:
                return said
        except Bad:
            continue
    return None


def _ways(state: State, field: Field, node: NamedNode) -> Iterator[str]:
    if field.kind is Kind.CHOICE:
        yield curie(node)
    elif node in state.standing.things:
        yield from state.standing.called(node) if not state.standing.things[node].path else ()
        yield state.standing.identifier(node)
    for language in LANGUAGES if field.kind is Kind.REFERENCE else ():
        yield from (choice.label.in_(language) for choice in field.choices if choice.node == node)
    if not is_blank(node):
        yield from (node.value, f"<{node.value}>")


def chosen(state: State, field: Field, said: str) -> NamedNode:
    """The thing that an answer names.

    :raises Bad: when it names none, or more than one.
    """
    names = state.standing.names
    if field.kind is Kind.CHOICE:
        return names.chosen(said, field.choices)
    return names.one(said, field.classes, field.choices)


def read(state: State, field: Field, said: str, language: str | None) -> Value:
    """What an answer states.

    :raises Bad: when it states nothing, or what no page would show again, to change it or to take it away.
    """
    if _UNFIT.search(said):
        raise Bad(words.UNFIT)
    if len(said) > _longest(field):
        most = str(_longest(field))
        raise Bad(words.TOO_LONG.filled(Text(number(most, "fr"), number(most, "en"))))
    if field.kind in _LISTED:
        return chosen(state, field, said)
    if field.datatype == _OUTLINE:
        return Literal(outline.wkt(said), datatype=_OUTLINE)
    plain = said.strip()
    return cell.literal(field, plain, language)
