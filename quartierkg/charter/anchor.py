"""Which statement of a dossier a finding points to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from pyoxigraph import NamedNode

from quartierkg.charter.finding import Anchor
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.position import Positions


class Anchors:
    """The statements of one dossier, for findings to point to."""

    def __init__(self, dossier: Dossier) -> None:
        self._triples = dossier.triples
        self._positions = Positions(dossier.source)

    def of(self, found: Iterable[tuple[NamedNode, NamedNode, object]], focus: NamedNode) -> Anchor | None:
        """The first of the statements that the dossier makes, else the first about their subject or about the focus.

        :param found: node, property and value of what was found.
        """
        found = list(found)
        for statement in found:
            if statement in self._statements:
                return Anchor(self._positions, self._statements[statement], stated=True)
        for node in (*(node for node, _, _ in found), focus):
            if node in self._subjects:
                return Anchor(self._positions, self._subjects[node], stated=False)
        return None

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
