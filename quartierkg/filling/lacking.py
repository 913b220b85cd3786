"""What a finding says of each thing that lacks something, and where on the pages one answers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.charter.cause import Cause
from quartierkg.charter.finding import Finding
from quartierkg.errors import Place
from quartierkg.filling.state import State
from quartierkg.intake.position import Positions
from quartierkg.language import Text

_SHOWN: Final = 12
Answer = tuple[str, NamedNode | None]
"""What tells a thing from all others, and the property that is at fault, where one is."""


@dataclass(frozen=True, slots=True)
class Lack:
    """A condition that does not hold, and of what."""

    text: Text
    subject: str | None
    about: NamedNode | None


class Lacks:
    """What findings about one dossier say of its things."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._places: Mapping[Place, Answer] | None = None

    def of(self, finding: Finding) -> tuple[Lack, ...]:
        """What each thing lacks, the nearest first; empty where the message says it all."""
        told = (self._at_its_field(lack, finding) for lack in self._told(finding.causes, None, None))
        return tuple(dict.fromkeys(told))[:_SHOWN]

    def _at_its_field(self, lack: Lack, finding: Finding) -> Lack:
        """What a thing lacks, at the one field of it where something was found, if it has no other of its own."""
        if lack.subject is None or lack.about is not None:
            return lack
        found = {about for subject, about in map(self._answer, _positions(finding)) if subject == lack.subject}
        return replace(lack, about=found.pop()) if len(found) == 1 else lack

    def at(self, finding: Finding) -> Answer | None:
        """Where the first value stands that was found, be its thing one without an address or not."""
        answers = map(self._answer, _positions(finding))
        return next(((subject, about) for subject, about in answers if subject is not None), None)

    def _told(self, causes: Iterable[Cause], name: Text | None, above: Place | None) -> Iterator[Lack]:
        for cause in causes:
            place = cause.position or above
            if cause.message is not None:
                said = _LINE.filled(name, cause.message) if name is not None else cause.message
                subject, about = self._answer(place)
                yield Lack(said, subject, about)
            yield from self._told(cause.causes, cause.label or name, place)

    def _answer(self, place: Place | None) -> tuple[str | None, NamedNode | None]:
        if place is None:
            return None, None
        if self._places is None:  # only where something is lacking are the lines of the text counted
            self._places = dict(self._standing())
        return self._places.get(place, (None, None))

    def _standing(self) -> Iterator[tuple[Place, Answer]]:
        """What stands where in the text of the dossier; a value comes behind its subject, and counts."""
        positions, triples = Positions(self._state.source), self._state.read_again.triples
        called = {
            number: self._state.standing.identifier(triple.subject)
            for number, triple in enumerate(triples)
            if isinstance(triple.subject, NamedNode)
        }
        for number, subject in called.items():
            place = positions.subject(number)
            if place is not None:
                yield place, (subject, None)
        for number, subject in called.items():
            place = positions.value(number)
            if place is not None:
                yield place, (subject, triples[number].predicate)


def _positions(finding: Finding) -> Iterator[Place | None]:
    return (found.position for found in finding.found)


_LINE: Final = Text("{} : {}", "{}: {}")
