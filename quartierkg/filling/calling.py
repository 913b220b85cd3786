"""What a thing is called on a page: its name, else what tells it from others of its kind."""

from __future__ import annotations

from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg.filling import steps, words
from quartierkg.filling.state import State
from quartierkg.form import Field, Kind
from quartierkg.language import Language, Text, day, number, shortened
from quartierkg.terms import NAMING
from quartierkg.workbook.standing import Thing

_TRUTHS: Final = {"true": words.YES, "false": words.NO}
_SHOWN: Final = 3
_DEEPEST: Final = 2


def called(state: State, node: NamedNode, language: Language, depth: int = 0) -> str:
    """The name of a thing, or the first things that are said of it."""
    graph = state.standing.graph
    texts = [value for name in NAMING for value in graph.objects(node, name) if isinstance(value, Literal)]
    chosen = next((one for one in texts if one.language == language), texts[0] if texts else None)
    if chosen is not None and chosen.value.strip():
        return shortened(chosen.value)
    thing = state.standing.things.get(node)
    fields = thing.sheet.fields if thing is not None else ()
    said = [one for field in fields for one in _said(state, node, field, language, depth)]
    if thing is not None and depth < _DEEPEST:
        said[:0] = _whose(state, thing, language, depth)
    return " · ".join(said[:_SHOWN]) or words.UNNAMED.in_(language)


def _whose(state: State, thing: Thing, language: Language, depth: int) -> list[str]:
    """What owns a thing without a name, where there may be several such owners: figures are those of an actor."""
    single = steps.singles(state.form)
    owners = [triple.subject for triple in state.standing.owners(thing)[:1]]
    return [
        called(state, owner, language, depth + 1)
        for owner in owners
        if isinstance(owner, NamedNode) and state.standing.things[owner].sheet not in single
    ]


def _said(state: State, node: NamedNode, field: Field, language: Language, depth: int) -> list[str]:
    """A value in words: the first one of a field."""
    for value in state.standing.graph.objects(node, field.property)[:1]:
        if isinstance(value, Literal):
            said = shortened(value.value)
            if field.kind is Kind.BOOLEAN:
                return [_TRUTHS.get(said, Text.alike(said)).in_(language)]
            if field.kind is Kind.DATE:
                return [day(said, language)]
            # Without a unit it may be a year, which is not grouped.
            return [f"{number(said, language)}\u00a0{field.unit}" if field.unit else said]
        if isinstance(value, NamedNode):
            known = next((choice.label.in_(language) for choice in field.choices if choice.node == value), None)
            if known is not None:
                return [known]
            if value in state.standing.things and depth < _DEEPEST:
                return [called(state, value, language, depth + 1)]
    return []
