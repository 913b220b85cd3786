"""A register over the bundled network, and a dossier of a Quartier that it does not know yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quartierkg.intake.source import Source
from quartierkg.register.case import Case
from quartierkg.register.deed import Deed
from quartierkg.register.desk import Desk, Person
from quartierkg.register.documents import Documents
from quartierkg.register.keeper import Keeper
from quartierkg.snapshot import Archive
from quartierkg.terms import ID
from tests.samples import ROOT

TODAY = "2026-06-01"
QUARTIER = f"{ID}quartier/havre-neuf"
APPLICANT = Person("Zoé Candidat", "applicant")
ONE = Person("Ana Première", "member")
TWO = Person("Bo Deuxième", "member")
CHAIR = Person("Cy Présidence", "chair")


def dossier(name: str = "port-lumiere.ttl") -> Source:
    """A bundled dossier, as that of a Quartier that nobody knows."""
    data = (ROOT / "data" / "dossiers" / name).read_bytes()
    for before, after in ((b"quartier/port-lumiere", b"quartier/havre-neuf"), (b"id/port-lumiere/", b"id/havre-neuf/")):
        data = data.replace(before, after)
    text = data.replace(b"qid:port-lumiere", b"qid:havre-neuf")
    return Source(f"havre-neuf-{name}", text)


class Office:
    """The desk and the keeper of one store."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.keeper = Keeper(archive)

    @property
    def desk(self) -> Desk:
        """The desk, on the day of the test."""
        return Desk(self.archive.snapshot, Documents(self.archive.journal).source, TODAY)

    def case(self, quartier: str = QUARTIER) -> Case:
        """The case as it stands."""
        return self.keeper.register.case(quartier)

    def keep(self, deed: Deed) -> Case:
        """Journal and show."""
        return self.keeper.keep_here(deed)

    def make(self, move: str, on: str, person: Person, **more: object) -> Case:
        """A move, made and kept."""
        return self.keep(self.desk.make(self.case(), move, on, person, **more))  # type: ignore[arg-type]

    def until_all_realised(self) -> None:
        """From the interest to the eve of the award, with the opinions of the committee."""
        self.make("DeclareInterest", "2023-11-01", APPLICANT)
        self.make("OpenCall", "2024-01-15", ONE)
        self.keep(self.desk.file(self.case(), dossier(), APPLICANT))
        self.make("FileResponse", "2024-04-02", APPLICANT)
        self.make("ConstituteStructure", "2024-06-20", APPLICANT)
        self.make("SignCharter", "2024-09-12", ONE)
        self.make("SetCalendar", "2024-10-01", TWO)
        for place, row in enumerate(("QN-C2-02", "QN-C4-02", "QN-C4-11", "QN-C7-03")):
            self.keep(self.desk.opine(self.case(), row, "passed", "Vu sur place.", (ONE, TWO)[place % 2]))
        self.make("RealiseAll", "2026-05-10", TWO)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A store of its own."""
    with Archive(tmp_path / "store") as archive:
        yield Office(archive)
