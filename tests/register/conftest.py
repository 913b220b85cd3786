"""A register over the bundled network, and a dossier of a Quartier that it does not know yet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
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
APPLICANT = Person("Zoé Candidat", "applicant")
ONE = Person("Ana Première", "member")
TWO = Person("Bo Deuxième", "member")
CHAIR = Person("Cy Présidence", "chair")


NUMBERS = count(1)


def fresh() -> str:
    """A Quartier that nobody has named yet."""
    return f"{ID}quartier/havre-neuf-{next(NUMBERS)}"


def dossier(quartier: str) -> Source:
    """A bundled dossier that meets the charter, as that of another Quartier."""
    slug = quartier.rpartition("/")[2].encode()
    data = (ROOT / "data" / "dossiers" / "port-lumiere.ttl").read_bytes()
    for before in (b"quartier/port-lumiere", b"id/port-lumiere/", b"qid:port-lumiere"):
        data = data.replace(before, before.replace(b"port-lumiere", slug))
    return Source("dossier.ttl", data)


class Office:
    """The desk and the keeper of one store."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.keeper = Keeper(archive)
        self.quartier = fresh()

    @property
    def desk(self) -> Desk:
        """The desk, on the day of the test."""
        return Desk(self.archive.snapshot, Documents(self.archive.journal).source, TODAY)

    def case(self) -> Case:
        """The case as it stands."""
        return self.keeper.register.case(self.quartier)

    def file(self, person: Person = APPLICANT) -> Deed:
        """The filing of a dossier that meets the charter, prepared."""
        return self.desk.file(self.case(), dossier(self.quartier), person)

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
        self.keep(self.file())
        self.make("FileResponse", "2024-04-02", APPLICANT)
        self.make("ConstituteStructure", "2024-06-20", APPLICANT)
        self.make("SignCharter", "2024-09-12", ONE)
        self.make("SetCalendar", "2024-10-01", TWO)
        for place, row in enumerate(("QN-C2-02", "QN-C4-02", "QN-C4-11", "QN-C7-03")):
            self.keep(self.desk.opine(self.case(), row, "passed", "Vu sur place.", (ONE, TWO)[place % 2]))
        self.make("RealiseAll", "2026-05-10", TWO)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """A store for all: each test has a Quartier of its own there."""
    root: Path = tmp_path_factory.mktemp("register")
    with Archive(root / "store") as found:
        yield found


@pytest.fixture
def office(archive: Archive) -> Office:
    """The desk and the keeper of a Quartier that nobody knows."""
    return Office(archive)
