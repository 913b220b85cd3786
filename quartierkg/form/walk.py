"""Where the shapes of the charter look: each property on its way, by the class of thing that has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from quartierkg.charter.rules import RuleSet, Values
from quartierkg.terms import term

# Where a shape holds others (SHACL, 4.6 and 4.7); the members of a list are met one behind the other.
_NESTING: Final = tuple(
    term(name)
    for name in (
        *("sh:property", "sh:node", "sh:not", "sh:qualifiedValueShape", "sh:and", "sh:or", "sh:xone"),
        *("rdf:first", "rdf:rest"),
    )
)
_CLOSURES: Final = tuple(term(f"sh:{name}") for name in ("zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"))

Classes = frozenset[NamedNode]
"""What the things at one point of a way are, each by the first class of its sheet."""


@dataclass(frozen=True, slots=True)
class Step:
    """A property that a rule looks at."""

    class_: NamedNode
    property: NamedNode
    judges: NamedNode | None
    """The requirement that the rule judges."""
    stated: Values
    """What the shape says whose path ends here; nothing on the way."""
    chosen: bool
    """Whether the path names others beside it, of which one does: that makes no field of it."""


class Walk:
    """Follows the paths of some rules from class to class."""

    def __init__(
        self,
        rules: RuleSet,
        ahead: Callable[[NamedNode, NamedNode], Iterable[NamedNode]],
        back: Callable[[NamedNode, NamedNode], Iterable[NamedNode]],
        met: Callable[[Step], None],
    ) -> None:
        """Ready to walk.

        :param ahead: the classes that a property leads to from a class.
        :param back: the classes whose things lead to a class by a property.
        :param met: told of each step.
        """
        self._nodes, self._rules = rules.nodes, rules.rules
        self._ahead, self._back, self._met = ahead, back, met

    def rule(self, iri: NamedNode, classes: Classes) -> None:
        """Everything that a rule looks at, from what it is put to."""
        judges = self._rules[iri].judges
        seen: set[tuple[object, Classes]] = set()
        todo: list[tuple[object, Classes]] = [(iri, classes)]
        while todo:
            node, here = todo.pop()
            if (node, here) in seen or not here or isinstance(node, Literal):
                continue
            seen.add((node, here))
            stated = self._stated(node)
            for path in stated.get(term("sh:path"), ()):
                here = self._follow(path, here, judges, stated)
            todo += [(value, here) for name in _NESTING for value in stated.get(name, ())]

    def _stated(self, node: object) -> Values:
        return self._nodes.get(node, {}) if isinstance(node, NamedNode | BlankNode) else {}

    def _follow(
        self, path: object, here: Classes, judges: NamedNode | None, stated: Values, *, chosen: bool = False
    ) -> Classes:
        """The classes at the end of a path (SHACL, 2.3.1)."""
        if isinstance(path, NamedNode):
            for class_ in here:
                self._met(Step(class_, path, judges, stated, chosen))
            return frozenset(found for class_ in here for found in self._ahead(class_, path))
        steps = self._items(path)
        for place, step in enumerate(steps):
            last = stated if place == len(steps) - 1 else {}
            here = self._follow(step, here, judges, last, chosen=chosen)
        if steps:
            return here
        return self._formed(self._stated(path), here, judges, stated)

    def _formed(self, form: Values, here: Classes, judges: NamedNode | None, stated: Values) -> Classes:
        """The end of a path that goes back, chooses or repeats."""
        for inner in form.get(term("sh:inversePath"), ()):
            if isinstance(inner, NamedNode):
                before = frozenset(found for class_ in here for found in self._back(class_, inner))
                for class_ in before:
                    self._met(Step(class_, inner, judges, {}, chosen=False))
                return before
        for choice in form.get(term("sh:alternativePath"), ()):
            ends = [self._follow(step, here, judges, stated, chosen=True) for step in self._items(choice)]
            return frozenset().union(*ends)
        for name in _CLOSURES:
            for inner in form.get(name, ()):
                return here | self._follow(inner, here, judges, stated)
        return frozenset()

    def _items(self, path: object) -> list[object]:
        found: list[object] = []
        while term("rdf:first") in self._stated(path):
            values = self._stated(path)
            found.append(values[term("rdf:first")][0])
            path = values[term("rdf:rest")][0]
        return found
