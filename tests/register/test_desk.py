"""The life of a label at the desk: what is allowed, what is refused and why, and what becomes public when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pyoxigraph import NamedNode, QuerySolutions

from quartierkg.charter import context as contexts
from quartierkg.errors import Conflict, NotAllowed, NotFound, ParameterFault, Refused, TooLarge
from quartierkg.intake.dossier import read
from quartierkg.intake.source import Source
from quartierkg.register.act import Act
from quartierkg.register.case import Case, Evidence, Filed, Judgement, Proposal
from quartierkg.register.deed import Deed, MoveRefused
from quartierkg.register.desk import Person
from quartierkg.register.documents import Documents
from quartierkg.register.guard import is_own
from quartierkg.register.keeper import Keeper
from quartierkg.register.replay import decision, replay
from quartierkg.register.surroundings import Around, surroundings
from tests.register.conftest import APPLICANT, CHAIR, ONE, TODAY, TWO, Office, dossier
from tests.samples import journey

DECISIONS = """PREFIX qn: <https://w3id.org/quartierkg/ontology#>
SELECT ?on (STRAFTER(STR(?type), "#") AS ?kind) (COALESCE(STRAFTER(STR(?first), "#"), "") AS ?proposed)
       (STRAFTER(STR(?second), "#") AS ?decided) (COALESCE(?why, "") AS ?grounds) {
  GRAPH <https://w3id.org/quartierkg/graph/network> { <QUARTIER> qn:history ?e . ?e qn:happenedOn ?on }
  GRAPH <https://w3id.org/quartierkg/graph/register> {
    ?e a ?type ; qn:decidedAs ?second OPTIONAL { ?e qn:proposedAs ?first } OPTIONAL { ?e qn:grounds ?why }
  } } ORDER BY ?on"""
STATES = """SELECT ?on ?state {
  GRAPH <https://w3id.org/quartierkg/graph/network> {
    <QUARTIER> <https://w3id.org/quartierkg/ontology#history> ?e .
    ?e <https://w3id.org/quartierkg/ontology#toState> ?state ; <https://w3id.org/quartierkg/ontology#happenedOn> ?on
  } } ORDER BY ?on"""

JUDGED = Judgement("application", "charter", TODAY, "met", {}, {}, "1", "5" * 64, "d" * 64, "c" * 64, ())


def rows(office: Office, query: str) -> list[tuple[str, ...]]:
    """What a query of the public graphs gives."""
    found = office.archive.snapshot.store.query(query.replace("QUARTIER", office.quartier))
    assert isinstance(found, QuerySolutions)
    return [tuple(str(value.value) for value in row) for row in found]


@journey
def test_a_quartier_goes_from_interest_to_label_and_back(office: Office) -> None:
    """The whole life: each move in its turn, the award by two people, then suspended, reinstated and withdrawn."""
    office.until_all_realised()
    before = str(list(office.archive.snapshot.quads(None, None, None)))
    assert (
        f"{office.quartier.rpartition('/')[2]}/cantine" not in before
    )  # the facts of a dossier are not public before the award
    office.keep(office.desk.propose(office.case(), "Award", "2026-05-20", ONE))
    with pytest.raises(MoveRefused, match="another person"):
        office.desk.approve(office.case(), ONE)
    office.keep(office.desk.approve(office.case(), TWO))
    assert [state.rpartition("#")[2] for _, state in rows(office, STATES)] == [
        "InterestDeclared", "CallOpened", "ResponseFiled", "StructureConstituted", "CharterSigned", "CalendarSet",
        "AllCriteriaRealised", "Labelled",
    ]  # fmt: skip
    state = "SELECT ?s { GRAPH ?g { <QUARTIER> <https://w3id.org/quartierkg/ontology#state> ?s } }"
    assert rows(office, state) == [("https://w3id.org/quartierkg/ontology#Labelled",)]
    assert f"{office.quartier.rpartition('/')[2]}/cantine" in str(list(office.archive.snapshot.quads(None, None, None)))
    event = office.case().happened[-1]
    assert (event.decision, event.proposed_by, event.by) == (True, ONE.name, TWO.name)
    office.make("Suspend", "2026-05-25", CHAIR, motive="Fab lab fermé.")
    assert rows(office, state) == [("https://w3id.org/quartierkg/ontology#Suspended",)]
    office.keep(office.desk.propose(office.case(), "Reinstate", "2026-05-28", ONE))
    office.keep(office.desk.approve(office.case(), CHAIR))
    office.make("Withdraw", "2026-05-30", CHAIR, motive="À la demande du territoire.")
    assert rows(office, state) == [("https://w3id.org/quartierkg/ontology#Withdrawn",)]
    assert [row[:2] for row in rows(office, DECISIONS)] == [
        ("2026-05-20", "AwardDecision"), ("2026-05-25", "SuspensionDecision"), ("2026-05-28", "ReinstatementDecision"),
        ("2026-05-30", "WithdrawalDecision"),
    ]  # fmt: skip
    assert [row[2:] for row in rows(office, DECISIONS)] == [
        ("CommitteeMember", "CommitteeMember", ""), ("", "Chair", "Fab lab fermé."), ("CommitteeMember", "Chair", ""),
        ("", "Chair", "À la demande du territoire."),
    ]  # fmt: skip
    # The register is what the journal makes of it, and a decision what its bytes make of it.
    again = Keeper(office.archive).register
    assert again.cases == office.keeper.register.cases
    replayed = replay(office.case(), decision(office.case(), event.entry), Documents(office.archive.journal).data)
    assert replayed.same, replayed.differences


def test_each_refusal_names_its_guard_and_the_sentence_of_the_charter(office: Office) -> None:
    """In the order of a life: no state before its time, no date before another, nobody beyond their role."""
    with pytest.raises(MoveRefused) as refused:
        office.desk.make(office.case(), "Award", "2026-05-20", ONE)
    assert {one.guard for one in refused.value.refusals} >= {
        "state",
        "afterState",
        "dossier",
        "VerdictMet",
        "TwoPeople",
    }
    sentences = {one.requirement.quote.fr for one in refused.value.refusals if one.requirement is not None}
    assert any("signer une charte nationale" in sentence for sentence in sentences)
    office.make("DeclareInterest", "2024-01-10", APPLICANT)
    for move, on, person, guard in (
        ("OpenCall", "2024-01-09", ONE, "date"),
        ("OpenCall", "2026-06-02", ONE, "date"),
        ("OpenCall", "2024-01-15", APPLICANT, "role"),
        ("SignCharter", "2024-09-12", ONE, "state"),
        ("FileResponse", "2024-04-02", APPLICANT, "DossierAdmissible"),
        ("Withdraw", "2024-04-02", CHAIR, "WithMotive"),
        ("DeclareInterest", "2024-02-01", APPLICANT, "state"),
    ):
        with pytest.raises(MoveRefused) as refused:
            office.desk.make(office.case(), move, on, person)
        assert guard in {one.guard for one in refused.value.refusals}, move
    with pytest.raises(ParameterFault, match="not a move"):
        office.desk.make(office.case(), "Crown", "2024-04-02", CHAIR)
    with pytest.raises(NotFound, match="Nothing is proposed"):
        office.desk.approve(office.case(), ONE)


def test_a_requirement_that_is_not_passed_stands_in_the_way(office: Office) -> None:
    """The structure is constituted on the day that the dossier says, not before it."""
    office.make("DeclareInterest", "2023-11-01", APPLICANT)
    office.keep(office.file())
    office.make("FileResponse", "2024-04-02", APPLICANT)
    with pytest.raises(MoveRefused) as refused:
        office.desk.make(office.case(), "ConstituteStructure", "2024-06-01", APPLICANT)
    assert {one.requirement.id for one in refused.value.refusals if one.requirement} >= {"QN-G-01"}


def test_nobody_files_twice_and_nobody_files_for_another(office: Office) -> None:
    """The same bytes are told to be there; a dossier of another Quartier, and one that says too much, are refused."""
    office.make("DeclareInterest", "2023-11-01", APPLICANT)
    first = office.file()
    second = office.file(ONE)
    office.keep(first)
    with pytest.raises(Conflict, match="in between"):
        office.keep(second)
    with pytest.raises(Conflict, match="filed already"):
        office.file()
    other = dossier(office.quartier)
    with pytest.raises(Refused, match="not about"):
        office.desk.file(office.keeper.register.case(office.quartier + "-bis"), other, APPLICANT)
    awarded = type(other)(
        "awarded.ttl",
        other.data
        + f"\n<{office.quartier}> ".encode()
        + b"<https://w3id.org/quartierkg/ontology#state> <https://w3id.org/quartierkg/ontology#Labelled> .\n",
    )
    with pytest.raises(Refused, match="cannot make"):
        office.desk.file(office.case(), awarded, APPLICANT)


def test_who_filed_does_not_decide(office: Office) -> None:
    """A member who filed the dossier neither proposes nor approves its award, nor says how a requirement came out."""
    office.keep(office.file())
    filer = Person(APPLICANT.name.upper(), "member")
    with pytest.raises(MoveRefused) as refused:
        office.desk.propose(office.case(), "Award", "2026-05-20", filer)
    assert "NotTheApplicant" in {one.guard for one in refused.value.refusals}
    with pytest.raises(MoveRefused) as refused:
        office.desk.propose(office.case(), "Award", "2026-05-20", CHAIR)
    assert "NotTheApplicant" not in {one.guard for one in refused.value.refusals}
    with pytest.raises(NotAllowed, match="cannot give an opinion"):
        office.desk.opine(office.case(), "QN-C2-02", "passed", "Vu sur place.", filer)
    assert office.desk.opine(office.case(), "QN-C2-02", "passed", "Vu sur place.", CHAIR).acts


def test_who_acted_for_the_applicant_does_not_decide(office: Office) -> None:
    """Also where somebody else filed the dossier."""
    office.make("DeclareInterest", "2023-11-01", Person("Ina Candidate", "applicant"))
    office.make("OpenCall", "2024-01-15", ONE)
    today = datetime.now(UTC).date().isoformat()
    assert [(one.on, one.recorded) for one in office.case().happened] == [("2023-11-01", today), ("2024-01-15", today)]
    for name, own in (("Ina Candidate", True), ("ina candidate", True), (ONE.name, False)):
        assert is_own(office.case(), name) is own


def test_what_a_verdict_rests_on_has_to_hold_when_its_move_is_kept(office: Office) -> None:
    """Where the network says something else by then of a Quartier that was looked at, nothing is journaled."""
    found = read(dossier(office.quartier))
    around = Around.of(office.archive.snapshot, NamedNode(office.quartier), found)
    assert any(triple.predicate.value.endswith("#state") for triple in around.known)
    act = Act("publish", office.quartier, TODAY, CHAIR.name, CHAIR.role, {"published": False})
    deed = Deed(office.case(), (act,), around=around)
    with pytest.raises(Conflict, match="in between"):
        office.keep(replace(deed, around=replace(around, known=around.known[1:])))
    assert office.case().entry == 0
    assert office.keep(deed).entry


def test_a_proposal_that_is_too_old_is_not_approved(office: Office) -> None:
    """It says since when; whoever proposed it can take it back all the same."""
    old = Proposal(9, "Award", "2026-01-01", ONE.name, recorded="2026-01-01")
    case = Case(office.quartier, 9, proposal=old)
    with pytest.raises(MoveRefused, match="could be approved until 31\u00a0January 2026") as refused:
        office.desk.approve(case, TWO)
    assert [one.guard for one in refused.value.refusals] == ["ProposalLapsed"]
    assert office.desk.decline(case, ONE).acts


def test_the_evidence_of_a_case_has_an_end(office: Office) -> None:
    """Beyond a gibibyte in all nothing more is taken; what there is stays."""
    filed = Filed(1, 1, "urn:d", "d.ttl", "text/turtle", "d" * 64, "c" * 64, APPLICANT.name, TODAY, JUDGED)
    piece = Evidence(2, 1, "a.pdf", "application/pdf", 4, "a" * 64, APPLICANT.name)
    case = Case(office.quartier, 2, filed=(filed,), evidence=(piece,))
    full = replace(case, evidence=(piece, replace(piece, size=2**30 - 5)))
    assert office.desk.attach(full, Source("b.pdf", b"%"), APPLICANT).acts
    with pytest.raises(TooLarge, match="MiB in all"):
        office.desk.attach(full, Source("b.pdf", b"%PDF"), APPLICANT)
    many = replace(case, evidence=case.evidence * 500)
    with pytest.raises(TooLarge, match="at most 500"):
        office.desk.attach(many, Source("b.pdf", b"%"), APPLICANT)


def test_a_dossier_that_names_nobody_has_a_context_all_the_same(office: Office) -> None:
    """It is never empty: an empty file is none that can be read."""
    source = Source("x.ttl", b"<urn:d> a <https://w3id.org/quartierkg/ontology#Dossier> .", "text/turtle")
    context = surroundings(office.archive.snapshot, read(source), ())
    assert contexts.read([context], day="2026-06-01").triples
