"""The keeper of the register: what was prepared at the desk is journaled, if nobody came in between."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from quartierkg.journal import Record
from quartierkg.query.operation import Operation, perform
from quartierkg.register.case import Case
from quartierkg.register.deed import Deed, stale
from quartierkg.register.register import Register
from quartierkg.snapshot import Archive
from quartierkg.snapshot.revision import INDEX

_SCRATCH = "changed"


class Keeper:
    """The register of a store that is open for writing."""

    def __init__(self, archive: Archive) -> None:
        """Read the register.

        :raises StoreFault: when an act cannot be read.
        """
        self._archive = archive
        self._alone = Lock()
        self.register = Register.of(archive.journal)

    def require_current(self, deed: Deed) -> None:
        """Nothing, where all that a deed rests on is still what it was when it was prepared.

        That is its case, with every move, dossier and opinion, and what the network says of the Quartiers that its
        verdict looked at; the charter and its shapes do not change while a service runs.

        :raises Conflict: when it is another one since.
        """
        if self.register.case(deed.case.quartier).entry != deed.case.entry:
            raise stale(deed.case)
        if deed.around is not None and not deed.around.holds(self._archive.snapshot):
            raise stale(deed.case)

    def keep(self, deed: Deed, journaled: Callable[[tuple[Record, ...]], object] | None = None) -> Case:
        """Journal a deed; the case as it is then.

        :param journaled: what journals its records, with the change of the graphs that goes with them; by default
            they are journaled alone, which a deed that changes no graph allows.
        :raises Conflict: when somebody else did something in between.
        :raises StoreFault: when the disk refuses it.
        """
        assert deed.update is None or journaled is not None
        with self._alone:
            self.require_current(deed)
            (journaled or self._archive.journal.append)(deed.records)
            self.register.catch_up(self._archive.journal.entries, self._archive.journal.data)
            return self.register.case(deed.case.quartier)

    def keep_here(self, deed: Deed) -> Case:
        """Journal a deed and show it, in this process: nobody else reads the store.

        :raises Conflict: when somebody else did something in between.
        :raises StoreFault: when the disk refuses it.
        """
        if deed.update is None:
            return self.keep(deed)
        archive = self._archive
        scratch = archive.directory / _SCRATCH
        operation = Operation("update", deed.update)
        changes = perform(operation, archive.snapshot.directory / INDEX, scratch)
        name = deed.acts[-1].verb

        def journaled(records: tuple[Record, ...]) -> None:
            archive.show(archive.write(f"register {name}", changes, scratch, deed.case.quartier, records))

        return self.keep(deed, journaled)
