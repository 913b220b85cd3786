"""What happened to a thing, as a line of dated events: a Quartier's states, a dossier's steps, a territory's labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from quartierkg import vocabulary
from quartierkg.language import Language
from quartierkg.publish.citation import Citations
from quartierkg.publish.description import Description
from quartierkg.publish.incoming import stated
from quartierkg.publish.value import Value
from quartierkg.publish.view import link, property_name
from quartierkg.snapshot import Snapshot
from quartierkg.terms import term

# The events of a kind of thing: how they hang on it, when they were, and what they led to.
_HISTORY: Final = term("qn:history")
_TERRITORY: Final = term("qn:territory")
_ON_DOSSIER: Final = term("qn:onDossier")
# What a dossier is about, asks for and answers has a history of its own.
_OTHERS: Final = frozenset((term("qn:concerns"), term("qn:answersCall"), term("qn:answersCharter")))
_SOURCE_DATE: Final = term("qn:sourceDate")
# So many events are shown; the data have all of them.
_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    date: str | None
    """As precise as its source has it; None where the source gives none."""
    what: Value
    outcome: Value | None
    """The state that it led to, or what came of it."""
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The events of a thing, the earliest first, and the state that it is in."""

    state: Value | None
    of: Value | None
    """What that is the state of, where it is another thing."""
    events: tuple[Event, ...]


def history(snapshot: Snapshot, found: Description, language: Language, citations: Citations) -> History:
    """What is known to have happened to a thing; empty where nothing is."""
    reader = _Reader(snapshot, found, language, citations)
    events = sorted(reader.events(), key=lambda event: (event.date is None, event.date or "", event.what.text))
    concerned = None if reader.one(found.iri, "qn:state") else reader.one(found.iri, "qn:concerns")
    state = reader.one(concerned or found.iri, "qn:state")
    return History(
        link(snapshot, state, language) if state else None,
        link(snapshot, concerned, language) if concerned and state else None,
        tuple(events[:_MOST]),
    )


class _Reader:
    """Reads the events of one thing."""

    def __init__(self, snapshot: Snapshot, found: Description, language: Language, citations: Citations) -> None:
        self._snapshot = snapshot
        self._found = found
        self._language = language
        self._citations = citations

    def events(self) -> Iterator[Event]:
        """The events that hang on the thing, and those that name it."""
        types = {triple.object for triple in self._said(term("rdf:type"))}
        for triple in self._said(_HISTORY):
            yield from self._event(triple.object, "qn:happenedOn", "qn:toState")
        for node in self._naming(_TERRITORY, term("qn:LabelEvent")):
            yield from self._event(node, "qn:eventDate", "qn:eventKind", dated=False)
        if term("qn:Dossier") in types:
            yield from self._steps()
            for node in self._naming(_ON_DOSSIER, term("qn:Verdict")):
                yield from self._event(node, "qn:judgedOn", "qn:outcome")

    def one(self, node: NamedNode, property_: str) -> NamedNode | None:
        """The first thing that a property leads to."""
        found = (quad.object for quad in self._quads(node, term(property_)))
        return min((one for one in found if isinstance(one, NamedNode)), key=lambda one: one.value, default=None)

    def _event(self, node: object, when: str, to: str, *, dated: bool = True) -> Iterator[Event]:
        if not isinstance(node, NamedNode):
            return
        dates = self._dates(node, term(when))
        if not dates and dated:
            return
        outcome = self.one(node, to)
        shown = link(self._snapshot, outcome, self._language) if outcome else None
        yield Event(min(dates, default=None), link(self._snapshot, node, self._language), shown, self._cited(node))

    def _steps(self) -> Iterator[Event]:
        """The dates of a dossier, and of what it consists of."""
        for triple in self._found.of(self._found.iri):
            if isinstance(triple.object, Literal) and self._is_date(triple.predicate):
                yield self._step(triple.predicate, triple.object, None)
            elif isinstance(triple.object, NamedNode) and triple.predicate not in _OTHERS:
                for quad in self._quads(triple.object, None):
                    if isinstance(quad.object, Literal) and self._is_date(quad.predicate):
                        yield self._step(quad.predicate, quad.object, triple.object)

    def _step(self, property_: NamedNode, date: Literal, of: NamedNode | None) -> Event:
        what = Value(property_name(self._snapshot, property_, self._language))
        part = link(self._snapshot, of, self._language) if of is not None else None
        return Event(date.value, what, part, self._cited(of) if of is not None else self._citations.default)

    def _cited(self, node: NamedNode) -> tuple[int, ...]:
        return self._citations.of(node) or self._citations.default

    def _is_date(self, property_: NamedNode) -> bool:
        return property_ in vocabulary.bundled().dated and property_ != _SOURCE_DATE

    def _said(self, property_: NamedNode) -> Iterator[Triple]:
        return (triple for triple in self._found.of(self._found.iri) if triple.predicate == property_)

    def _naming(self, property_: NamedNode, class_: NamedNode) -> Iterator[NamedNode]:
        """The things of a class that name this one."""
        for node in self._found.namers.by_property.get(property_, ())[: 10 * _MOST]:
            if isinstance(node, NamedNode) and next(self._snapshot.quads(node, term("rdf:type"), class_), None):
                yield node

    def _dates(self, node: NamedNode, property_: NamedNode) -> list[str]:
        return [quad.object.value for quad in self._quads(node, property_) if isinstance(quad.object, Literal)]

    def _quads(self, node: NamedNode, property_: NamedNode | None) -> Iterator[Quad]:
        return stated(self._snapshot.quads(node, property_))
