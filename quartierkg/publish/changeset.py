"""Change sets: what one revision states and another does not, from what the journal keeps of all that happened between.

A write is kept statement by statement; a file is kept whole, so that two of them are compared. What is derived from the
statements (:data:`quartierkg.snapshot.graphs.DERIVED`) is counted anew at each revision and never part of a set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Quad, Store

from quartierkg.errors import Gone, NotFound, StoreFault
from quartierkg.journal import Entry, Ledger
from quartierkg.journal.entry import GENESIS
from quartierkg.language import Text
from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import STATED
from quartierkg.snapshot.overlay import Overlay
from quartierkg.snapshot.revision import current
from quartierkg.snapshot.statements import statements
from quartierkg.snapshot.unpublished import Unpublished
from quartierkg.synth import Recipe

"""The graphs whose changes are told."""
_QUARTIER: Final = 60_000
"""So many bytes a fictional Quartier would have as a file, about: 530 statements."""
_WHOLE: Final = Text(
    "Reprenez les fichiers entiers de la révision actuelle : /dumps.",
    "Take the whole files of the current revision: /dumps.",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A revision, by its number and its place in the chain of the journal."""

    number: int
    chain: str = GENESIS


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What makes one revision of another."""

    start: Mark
    end: Mark
    added: tuple[Quad, ...]
    removed: tuple[Quad, ...]

    def reversed(self) -> ChangeSet:
        """What undoes it."""
        return ChangeSet(self.end, self.start, self.removed, self.added)


def between(
    ledger: Ledger, start: int, end: int, hidden: Unpublished | None = None, most: int | None = None
) -> ChangeSet:
    """What changes from one revision to another, later or earlier; revision 0 holds nothing.

    :param hidden: what is never told.
    :param most: so many bytes of the journal are read, at most.
    :raises NotFound: when there is no such revision, or when more would have to be read.
    :raises Gone: when what an entry stood for cannot be made any more.
    :raises StoreFault: when the journal cannot be read.
    """
    marks = {0: Mark(0)} | {entry.number: Mark(entry.number, entry.chain) for entry in ledger.entries}
    for number in (start, end):
        if number not in marks:
            raise _unknown(number, len(marks) - 1)
    if start > end:
        return between(ledger, end, start, hidden, most).reversed()
    passed = tuple(entry for entry in ledger.entries if start < entry.number <= end and entry.shown)
    if all(entry.fields.kind == "write" for entry in passed):
        added, removed = _composed(ledger, passed, most)
    else:
        added, removed = _compared(ledger, start, end, most)
    # What was marked once stays unsaid when it goes, whatever the marks of today.
    shown = Unpublished.among((*added, *removed), hidden)
    return ChangeSet(marks[start], marks[end], _told(shown, added), _told(shown, removed))


def _told(hidden: Unpublished, quads: Iterable[Quad]) -> tuple[Quad, ...]:
    return tuple(sorted(hidden.shown(quad for quad in quads if quad.graph_name in STATED), key=str))


def _composed(ledger: Ledger, writes: Iterable[Entry], most: int | None) -> tuple[list[Quad], list[Quad]]:
    """What writes, one after another, add and remove in the end: each says what it changed indeed."""
    _check(ledger, writes, most)
    net: dict[Quad, bool] = {}
    for entry in writes:
        changes = Changes.read(ledger.data(entry))
        for quads, stated in ((changes.removed, False), (changes.added, True)):
            for quad in quads:
                if net.get(quad) is (not stated):
                    del net[quad]
                else:
                    net[quad] = stated
    return [quad for quad, stated in net.items() if stated], [quad for quad, stated in net.items() if not stated]


def _compared(ledger: Ledger, start: int, end: int, most: int | None) -> tuple[list[Quad], list[Quad]]:
    """What is stated at two revisions, as far as it may differ: by files that only one has, and by writes."""
    before, after = ledger.until(start), ledger.until(end)
    had, has = frozenset(current(before.entries)), frozenset(current(after.entries))
    _check(ledger, {*(had ^ has), *_after_writes(after)}, most)
    was_said, is_said = Overlay.of(before).said, Overlay.of(after).said
    old, new = _stated(ledger, had - has), _stated(ledger, has - had)
    said = (quad for quad in was_said | is_said if was_said.get(quad) is not is_said.get(quad))
    doubtful = {*(old ^ new), *said}
    # A statement may stand in several files: what one of them leaves out may be in another still.
    graphs = {str(quad.graph_name) for quad in doubtful}
    others = [entry for entry in had & has if f"<{entry.fields.graph}>" in graphs]
    _check(ledger, {*(had ^ has), *others}, most)
    stays = {quad for entry in others for quad in _stated(ledger, (entry,)) & doubtful}
    was = {quad for quad in doubtful if was_said.get(quad, quad in old or quad in stays)}
    now = {quad for quad in doubtful if is_said.get(quad, quad in new or quad in stays)}
    return list(now - was), list(was - now)


def _after_writes(ledger: Ledger) -> Iterator[Entry]:
    """The entries that decide what writes come to: they, and each file that comes after one."""
    written = False
    for entry in ledger.entries:
        written = written or entry.fields.kind == "write"
        if written and entry.shown:
            yield entry


def _stated(ledger: Ledger, entries: Iterable[Entry]) -> set[Quad]:
    """What files state, as a store spells it.

    :raises Gone: when another version of the generator made a fictional network.
    """
    store = Store()
    for entry in entries:
        try:
            store.extend(statements(ledger.record(entry)))
        except StoreFault as fault:
            if entry.fields.kind != "synth":
                raise
            raise _not_made_again(entry) from fault
    return set(store)


def _check(ledger: Ledger, entries: Iterable[Entry], most: int | None) -> None:
    """Nothing, where some entries are not too much to be read.

    :raises NotFound: when they are.
    """
    if most is not None and sum(_size(ledger, entry) for entry in entries) > most:
        raise NotFound(
            Text(
                "Ces révisions diffèrent de trop d’énoncés pour que leurs différences soient comptées ici.",
                "These revisions differ by too many statements for their differences to be counted here.",
            ),
            remedy=_WHOLE,
        )


def _size(ledger: Ledger, entry: Entry) -> int:
    """How large an entry is, in bytes; of a fictional network, about as large as it would be as a file."""
    if entry.fields.kind != "synth":
        return ledger.size(entry)
    try:
        return Recipe.read(ledger.data(entry)).quartiers * _QUARTIER
    except StoreFault as fault:
        raise _not_made_again(entry) from fault


def _unknown(number: int, latest: int) -> NotFound:
    return NotFound(
        Text(
            f"Il n’y a pas de révision {number} (la dernière : {latest}).",
            f"There is no revision {number} (the latest: {latest}).",
        )
    )


def _not_made_again(entry: Entry) -> Gone:
    return Gone(
        Text(
            f"L’entrée {entry.number} du journal est un réseau fictif d’une autre version, qui ne peut être refait.",
            f"Entry {entry.number} of the journal is a fictional network of another version, which cannot be remade.",
        ),
        remedy=_WHOLE,
    )
