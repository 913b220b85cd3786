"""Which statement of a dossier a finding points to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from quartierkg.errors import Place
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.position import Places, Positions


@dataclass(frozen=True, slots=True)
class Anchor:
    """The statement of the dossier that a finding points to; its place is looked up when somebody wants to see it."""

    positions: Places
    statement: int
    """Its number in the order of the document, from 0."""
    stated: bool
    """Whether its value is at fault; else its subject is, which lacks something."""

    @property
    def place(self) -> Place | None:
        """Where it stands; None in a syntax that does not tell."""
        return self.positions.value(self.statement) if self.stated else self.positions.subject(self.statement)

    def settled(self) -> Settled:
        """The place without the source that it was looked up in."""
        return Settled(self.place)

    def __reduce__(self) -> tuple[object, ...]:
        """No source crosses to another process."""
        return Settled, (self.place,)


@dataclass(frozen=True, slots=True)
class Settled:
    """What a finding points to, once it was looked up; the source is gone."""

    place: Place | None

    def settled(self) -> Settled:
        """Itself."""
        return self


class Anchors:
    """The statements of one dossier, for findings to point to."""

    def __init__(self, dossier: Dossier) -> None:
        self._triples = dossier.triples
        self._positions = dossier.places or Positions(dossier.source)

    def of(self, found: Iterable[tuple[object, NamedNode, object]], focus: object) -> Anchor | None:
        """The first of the statements that the dossier makes, else the first about their subject or about the focus.

        :param found: node, property and value of what was found.
        """
        found = list(found)
        for statement in found:
            anchor = self.exactly(statement)
            if anchor is not None:
                return anchor
        for node in (*(node for node, _, _ in found), focus):
            if node in self._subjects:
                return Anchor(self._positions, self._subjects[node], stated=False)
        return None

    def exactly(self, statement: tuple[object, object, object]) -> Anchor | None:
        """A statement of the dossier; None for one that it does not make."""
        if statement not in self._statements:
            return None
        return Anchor(self._positions, self._statements[statement], stated=True)

    @cached_property
    def _statements(self) -> dict[tuple[object, object, object], int]:
        """The number of each statement."""
        numbered = enumerate(self._triples)
        return {(triple.subject, triple.predicate, triple.object): number for number, triple in numbered}

    @cached_property
    def _subjects(self) -> dict[object, int]:
        """The number of the first statement about each subject."""
        found: dict[object, int] = {}
        for number, triple in enumerate(self._triples):
            found.setdefault(triple.subject, number)
        return found
