"""The facts of one check that remedies are tried with: what the dossier states, the day, what the context knows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg import vocabulary
from quartierkg.charter.context import Context
from quartierkg.charter.remedy.change import Value
from quartierkg.intake import geometry, lexical
from quartierkg.intake.dossier import Dossier
from quartierkg.terms import is_blank, term

_TYPE: Final = term("rdf:type")
_DATE: Final = term("xsd:date")
_SUBCLASS: Final = term("rdfs:subClassOf")
_WKT: Final = term("geo:wktLiteral")
_SOME_BOUNDARY: Final = "POLYGON ((2 47, 2.01 47, 2.01 47.01, 2 47.01, 2 47))"
# So many dates are tried at most.
_DATES: Final = 6


@dataclass(frozen=True)
class Standing:
    """A dossier in its context, as remedies look at it."""

    dossier: Dossier
    context: Context
    _values: dict[tuple[object, NamedNode], list[Value]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for triple in self.dossier.triples:
            if isinstance(triple.object, NamedNode | Literal):
                self._values.setdefault((triple.subject, triple.predicate), []).append(triple.object)

    @property
    def quartier(self) -> NamedNode | None:
        """The Quartier that the dossier is about, where it says so."""
        return self.dossier.quartiers[0] if self.dossier.quartiers else None

    def values(self, node: NamedNode, property_: NamedNode) -> list[Value]:
        """What the dossier states of a thing."""
        return self._values.get((node, property_), [])

    def states(self, node: NamedNode, property_: NamedNode, value: Value) -> bool:
        """Whether the dossier states a value; a class counts with those below it."""
        found = self.values(node, property_)
        if property_ != _TYPE:
            return value in found
        return any(value in self._classes(one) for one in found)

    def described(self, class_: NamedNode) -> list[NamedNode]:
        """The things of a class that the dossier describes, and that have an address."""
        found = (t.subject for t in self.dossier.triples if t.predicate == _TYPE and t.object == class_)
        return list(dict.fromkeys(node for node in found if isinstance(node, NamedNode) and not is_blank(node)))

    def known(self, class_: NamedNode) -> list[NamedNode]:
        """The members of a class that the context knows, without the Quartier itself."""
        found = (
            triple.subject
            for triple in self.context.triples
            if triple.predicate == _TYPE and triple.object == class_ and isinstance(triple.subject, NamedNode)
        )
        return sorted(set(found) - {self.quartier}, key=str)

    def days(self) -> list[Literal]:
        """Dates to try, the day of the check first; then, from the latest, those of the dossier and the days before."""
        day = datetime.date.fromisoformat(self.context.day)
        stated = set(self._dates())
        earlier = {date - datetime.timedelta(days=1) for date in stated if date > datetime.date.min}
        rest = sorted((date for date in stated | earlier if date < day), reverse=True)
        tried = [day, *(rest if len(rest) <= _DATES else [*rest[: _DATES // 2], *rest[-_DATES // 2 :]])]
        return [Literal(date.isoformat(), datatype=_DATE) for date in tried]

    def _dates(self) -> Iterator[datetime.date]:
        facts = self.context.facts(self.dossier)
        for triple in (*self.dossier.triples, *facts):
            if isinstance(triple.object, Literal) and triple.object.datatype == _DATE:
                found = lexical.date(triple.object.value)
                if found is not None:
                    yield found

    @cached_property
    def boundary(self) -> Literal:
        """A boundary that is valid, round every place of the dossier."""
        places = (
            t.object.value for t in self.dossier.triples if isinstance(t.object, Literal) and t.object.datatype == _WKT
        )
        return Literal(geometry.around(places) or _SOME_BOUNDARY, datatype=_WKT)

    @cached_property
    def point_inside(self) -> Literal | None:
        """A place within the boundary of the Quartier; None where it has no valid boundary."""
        outlines = self.values(self.quartier, term("geo:hasGeometry")) if self.quartier is not None else []
        for outline in (node for node in outlines if isinstance(node, NamedNode)):
            for value in self.values(outline, term("geo:asWKT")):
                point = geometry.point_within(value.value) if isinstance(value, Literal) else None
                if point is not None:
                    return Literal(point, datatype=_WKT)
        return None

    @cached_property
    def _above(self) -> dict[NamedNode, list[NamedNode]]:
        above: dict[NamedNode, list[NamedNode]] = {}
        for triple in vocabulary.bundled().needed:
            if triple.predicate == _SUBCLASS and isinstance(triple.object, NamedNode):
                assert isinstance(triple.subject, NamedNode)
                above.setdefault(triple.subject, []).append(triple.object)
        return above

    def _classes(self, class_: Value) -> set[Value]:
        """A class and those above it."""
        found: set[Value] = set()
        todo = [class_]
        while todo:
            one = todo.pop()
            if one not in found and isinstance(one, NamedNode):
                found.add(one)
                todo += self._above.get(one, [])
        return found
