"""What a thing is called on a page: its name, else what tells it from others of its kind."""

from __future__ import annotations

from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg.filling import words
from quartierkg.filling.state import State
from quartierkg.form import Field
from quartierkg.language import Language, number, shortened
from quartierkg.terms import NAMING

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
    return " · ".join(said[:_SHOWN]) or words.UNNAMED.in_(language)


def _said(state: State, node: NamedNode, field: Field, language: Language, depth: int) -> list[str]:
    """A value in words: the first one of a field."""
    for value in state.standing.graph.objects(node, field.property)[:1]:
        if isinstance(value, Literal):
            said = shortened(value.value)
            # Without a unit it may be a year, which is not grouped.
            return [f"{number(said, language)}\u00a0{field.unit}" if field.unit else said]
        if isinstance(value, NamedNode):
            known = next((choice.label.in_(language) for choice in field.choices if choice.node == value), None)
            if known is not None:
                return [known]
            if value in state.standing.things and depth < _DEEPEST:
                return [called(state, value, language, depth + 1)]
    return []
