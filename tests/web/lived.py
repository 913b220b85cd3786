"""Lives of Quartiers in a register, journaled without judging: the verdicts are made up, the credentials are signed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad
from starlette.testclient import TestClient

from quartierkg.access import Role
from quartierkg.charter.document import charter
from quartierkg.intake.source import Source
from quartierkg.register import certificate
from quartierkg.register.act import Act
from quartierkg.register.case import Case
from quartierkg.register.deed import Deed
from quartierkg.terms import ID, ONTOLOGY, term
from quartierkg.web.service import Service

NOON: Final = datetime(2026, 5, 20, 12, tzinfo=UTC)
PATH: Final = (
    ("DeclareInterest", "2023-11-01"),
    ("OpenCall", "2024-01-15"),
    ("FileResponse", "2024-04-02"),
    ("ConstituteStructure", "2024-06-20"),
    ("SignCharter", "2024-09-12"),
    ("SetCalendar", "2024-10-01"),
    ("RealiseAll", "2026-05-10"),
)
MOTIVE: Final = "Fab lab <b>fermé</b>"
PIECE: Final = "<script>alert(1)</script>.pdf"


def judgement(gate: str = "label", **rows: str) -> dict[str, Any]:
    """A verdict that is met, save for some requirements."""
    known = {row.id: "passed" for row in charter("1").requirements if row.decides}
    return {
        "gate": gate,
        "profile": "charter",
        "day": "2026-05-20",
        "outcome": "notMet" if rows else "met",
        "criteria": {str(number): "passed" for number in range(1, 9)},
        "rows": known | {name.replace("_", "-"): outcome for name, outcome in rows.items()},
        "charter": "1",
        "shapes_sha256": "5" * 64,
        "source_sha256": "d" * 64,
        "context_sha256": "c" * 64,
        "engines": [{"name": "shacl", "version": "9.8.7"}, {"name": "pyshacl", "version": "6.5.4"}],
        "award": "2026-05-20" if gate == "label" else None,
    }


@dataclass(frozen=True, slots=True)
class Register:
    """An instance whose register has some cases."""

    client: TestClient

    @property
    def about(self) -> Service:
        """The instance."""
        found = self.client.app.state.service  # type: ignore[attr-defined]
        assert isinstance(found, Service)
        return found

    def case(self, name: str) -> Case:
        """The case of a Quartier."""
        return self.about.keeper.register.case(f"{ID}quartier/{name}")

    def shown(self, name: str, role: Role = Role.APPLICANT) -> dict[str, str]:
        """What somebody shows who speaks for a Quartier."""
        access = self.about.access
        assert access is not None
        quartier = f"{ID}quartier/{name}" if role is Role.APPLICANT else None
        return {"Authorization": f"Bearer {access.tokens.create('Zoé', role, quartier)[1]}"}

    def act(self, slug: str, verb: str, on: str, by: str, documents: tuple[Source, ...] = (), **said: Any) -> Case:
        """Something is done, and journaled."""
        case = self.case(slug)
        act = Act(verb, case.quartier, on, by, "member", said)  # type: ignore[arg-type]
        return self.about.keeper.keep(Deed(case, (act,), documents))

    def file(self, name: str, **rows: str) -> str:
        """A dossier is filed; its digest."""
        dossier = Source("dossier.ttl", f"# the dossier of {name}".encode(), "text/turtle")
        said = {"dossier": "urn:d", "name": "dossier.ttl", "media_type": "text/turtle", "sha256": dossier.sha256}
        judged = judgement("application", **rows)
        more: dict[str, Any] = said | {"context": "e" * 64, "judgement": judged}
        self.act(name, "file", "2024-04-01", "Zoé", (dossier,), **more)
        return dossier.sha256

    def move(self, name: str, move: str, on: str, **more: Any) -> Case:
        """A move is made."""
        return self.act(name, "move", on, "Bo", move=move, **more)

    def award(self, name: str, *, illustrative: bool = False, on: str = "2026-05-20") -> Case:
        """The label is awarded by two people, with its credential."""
        about, case = self.about, self.case(name)
        node = NamedNode(case.quartier)
        said = {"move": "Award", "proposed_by": "Ana", "version": 1, "context": "e" * 64, "judgement": judgement()}
        named = [Quad(node, term("rdfs:label"), Literal(f"Le {name}", language="fr"))]
        if illustrative:
            named.append(Quad(node, term("qn:illustrative"), Literal("true", datatype=term("xsd:boolean"))))
        deed = Deed(case, (Act("move", case.quartier, on, "Bo", "member", said),), stated=tuple(named))
        ordinal = sum(1 for _ in certificate.credentials(about.keeper.register.cases.values()))
        signed = certificate.certified(deed, ordinal, about.signing(), NOON)
        return about.keeper.keep(replace(signed, stated=()))

    def live(self, name: str, moves: int = len(PATH)) -> str:
        """A life up to the eve of the award, or less; the digest of its dossier."""
        for move, on in PATH[:2]:
            self.move(name, move, on)
        digest = self.file(name)
        for move, on in PATH[2:moves]:
            self.move(name, move, on)
        return digest


def people(client: TestClient) -> Register:
    """Some cases: one in force, one suspended and invented, one withdrawn, one that nobody else may read yet."""
    found = Register(client)
    for name in ("brume-neuve", "val-sur", "mont-perdu"):
        found.live(name)
    piece = Source(PIECE, b"%PDF", "application/pdf")
    said: dict[str, Any] = {
        "version": 1,
        "name": PIECE,
        "media_type": "application/pdf",
        "size": 4,
        "sha256": piece.sha256,
    }
    found.act("brume-neuve", "attach", "2024-05-01", "Zoé", (piece,), **said)
    row = next(row for row in charter("1").requirements if row.id == "QN-C4-11")
    opinion: dict[str, Any] = {
        "version": 1,
        "requirement": row.iri.value,
        "outcome": "passed",
        "motive": "Vu sur place.",
    }
    found.act("brume-neuve", "assert", "2026-05-01", "Ana", **opinion)
    found.award("brume-neuve", illustrative=True)
    found.award("val-sur")
    found.award("mont-perdu")
    found.move("brume-neuve", "Suspend", "2026-07-01", motive=MOTIVE)
    found.move("mont-perdu", "Withdraw", "2026-08-01", motive="Abandon.")
    found.live("val-cache", 4)
    known = [{"on": "2020-02-03", "to": f"{ONTOLOGY}InterestDeclared"}]
    found.act("val-connu", "open", "2026-01-02", "Zoé", history=known)
    return found
