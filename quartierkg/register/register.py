"""The register as it stands: every case, as the acts of the journal make it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Self

from quartierkg.journal import Entry, Kept
from quartierkg.register.act import Act
from quartierkg.register.case import Case


class Register:
    """The cases by their Quartier; it grows with the journal and holds nothing of its own."""

    def __init__(self) -> None:
        self._cases: dict[str, Case] = {}
        self.last = 0
        """The last entry that is counted in."""

    @classmethod
    def of(cls, journal: Kept) -> Self:
        """The register that a journal makes.

        :raises StoreFault: when an act cannot be read.
        """
        found = cls()
        found.catch_up(journal.entries, journal.data)
        return found

    @property
    def cases(self) -> Mapping[str, Case]:
        """Every case, by the IRI of its Quartier, in the order in which they were begun."""
        return MappingProxyType(self._cases)

    def case(self, quartier: str) -> Case:
        """The case of a Quartier; an empty one where nothing was done yet."""
        return self._cases.get(quartier, Case(quartier))

    def catch_up(self, entries: Iterable[Entry], data: Callable[[Entry], bytes]) -> None:
        """Count in the entries that are not yet.

        :raises StoreFault: when an act cannot be read.
        """
        for entry, act in acts(entries, data, self.last):
            self._cases[act.quartier] = self.case(act.quartier).after(
                act, entry.number, entry.fields.time.partition("T")[0]
            )
            self.last = entry.number


def acts(entries: Iterable[Entry], data: Callable[[Entry], bytes], after: int = 0) -> Iterator[tuple[Entry, Act]]:
    """The acts among some entries, those up to one left out.

    :raises StoreFault: when one cannot be read.
    """
    for entry in entries:
        if entry.number > after and entry.fields.kind == "act":
            yield entry, Act.read(entry, data(entry))
