"""What a shape consists of: its conditions one by one, each as an engine can be asked, and what lies below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg.charter.path import Paths
from quartierkg.charter.probe import Part, Value
from quartierkg.charter.rules import RuleSet, Values
from quartierkg.language import Text
from quartierkg.terms import term

HAS_VALUE: Final = term("sh:hasValue")
QUALIFIED: Final = term("sh:qualifiedValueShape")
_LEAST: Final = term("sh:qualifiedMinCount")
_COUNTS: Final = (_LEAST, term("sh:qualifiedMaxCount"))
_APART: Final = frozenset(
    term(name)
    for name in (
        "rdf:type",
        "sh:path",
        "sh:message",
        "sh:severity",
        "qn:selects",
        "sh:property",
        "sh:node",
        "sh:and",
        "sh:or",
    )
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a shape, and what to look into where it does not hold."""

    part: Part
    shape: Value | None = None
    """The shape that the node itself should meet."""
    of_values: Value | None = None
    """The shape that values of its path should meet."""
    too_many: Value | None = None
    """The shape that fewer of them should meet, or none."""
    either: tuple[Value, ...] = ()
    """The shapes of which it should meet one."""


class Conditions:
    """Takes the shapes of a rule set apart."""

    def __init__(self, rules: RuleSet, paths: Paths) -> None:
        self._rules, self._paths = rules, paths

    def stated(self, shape: Value) -> Values:
        """What is stated of a shape, by property."""
        return {} if isinstance(shape, Literal) else self._rules.nodes.get(shape, {})

    def named(self, shape: Value, seen: set[object]) -> Iterator[NamedNode]:
        """The named shapes that a node has to meet, however deep."""
        if shape in seen or isinstance(shape, Literal):
            return
        seen.add(shape)
        if isinstance(shape, NamedNode):
            yield shape
        for value in (*self.stated(shape).get(term("sh:node"), []), *self.items(shape, "sh:and")):
            yield from self.named(value, seen)

    def of(self, shape: Value) -> Iterator[Condition]:
        """The conditions of a shape, one by one."""
        values = self.stated(shape)
        for inner in (*values.get(term("sh:node"), []), *self.items(shape, "sh:and")):
            if term("sh:path") not in values:
                yield Condition(Part(((self.by(inner), inner),)), shape=inner)
        for head in values.get(term("sh:or"), []):
            yield Condition(Part(((term("sh:or"), head),)), either=tuple(self.items(shape, "sh:or")))
        for inner in values.get(term("sh:property"), []):
            yield from self._of_path(inner)
        if term("sh:path") in values:
            yield from self._of_path(shape)
            return
        for predicate, found in values.items():
            if predicate not in _APART:
                yield from (Condition(Part(((predicate, value),))) for value in found)

    def by(self, shape: Value) -> NamedNode:
        """How a shape is asked for: one with a path is no node shape (SHACL, 2)."""
        values = self.stated(shape)
        return term("sh:property" if term("sh:path") in values else "sh:node")

    def _of_path(self, shape: Value) -> Iterator[Condition]:
        values = self.stated(shape)
        (path,) = values[term("sh:path")]
        for inner in values.get(term("sh:node"), []):
            yield Condition(Part(((term("sh:node"), inner),), path), of_values=inner)
        for inner in values.get(QUALIFIED, []):
            for count in (count for count in _COUNTS if count in values):
                part = Part(((QUALIFIED, inner), (count, values[count][0])), path)
                yield Condition(part, of_values=inner) if count == _LEAST else Condition(part, too_many=inner)
        for predicate, found in values.items():
            if predicate not in _APART and predicate not in (QUALIFIED, *_COUNTS):
                for value in found:
                    yield Condition(Part(((predicate, value),), path), shape=self._condition_of(path, predicate, value))

    def _condition_of(self, path: Value, predicate: NamedNode, value: Value) -> Value | None:
        """On what a fact depends that a rule adds (``sh:TripleRule``): without the fact, that does not hold."""
        if predicate != HAS_VALUE:
            return None
        return next((condition for *fact, condition in self._added if fact == [path, value]), None)

    @cached_property
    def _added(self) -> list[tuple[Value, Value, Value]]:
        """The facts that rules add: property, value and condition."""
        return [
            (values[term("sh:predicate")][0], values[term("sh:object")][0], condition)
            for values in self._rules.nodes.values()
            if term("sh:predicate") in values
            for condition in values.get(term("sh:condition"), [])
        ]

    def items(self, shape: Value, curie: str) -> list[Value]:
        """The members of the lists of a shape, as of ``sh:or``."""
        return [item for head in self.stated(shape).get(term(curie), []) for item in self._paths.items(head)]

    def message(self, shape: Value) -> Text | None:
        """The message of a named shape."""
        if not isinstance(shape, NamedNode):
            return None
        said = {
            value.language: value.value
            for value in self.stated(shape).get(term("sh:message"), [])
            if isinstance(value, Literal)
        }
        return Text(said["fr"], said["en"]) if {"fr", "en"} <= said.keys() else None
