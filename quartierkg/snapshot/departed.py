"""What was published once and is no longer: the journal keeps it, the graphs do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from quartierkg.journal import FILES, Journal
from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import PUBLIC
from quartierkg.snapshot.revision import current
from quartierkg.snapshot.statements import statements
from quartierkg.snapshot.unpublished import Unpublished

_LOST: Final = FILES - {"synth"}


def departed(journal: Journal, hidden: Unpublished | None = None) -> frozenset[NamedNode]:
    """Whatever earlier statements of the public graphs were about; some of it may be described still.

    A fictional network that another recipe replaced is not among it: it was never anybody's.

    :param hidden: what is never published, of which nothing is said either.
    :raises StoreFault: when an entry cannot be read.
    """
    withdrawn = [quad for quad in _withdrawn(journal) if quad.graph_name in PUBLIC]
    stated = (quad.subject for quad in Unpublished.among(withdrawn, hidden).shown(withdrawn))
    return frozenset(subject for subject in stated if isinstance(subject, NamedNode))


def _withdrawn(journal: Journal) -> Iterator[Quad]:
    standing = {entry.number for entry in current(journal.entries)}
    for entry in journal.entries:
        if entry.fields.kind == "write":
            yield from Changes.read(journal.data(entry)).removed
        elif entry.fields.kind in _LOST and entry.number not in standing:
            yield from statements(journal.record(entry))
