"""Verdicts as data of the register: ontology/register.ttl says how they are written."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from quartierkg.charter.check import Question
from quartierkg.charter.outcome import Outcome
from quartierkg.charter.verdict import Verdict
from quartierkg.report import register
from quartierkg.terms import CHARTER, ONTOLOGY, term
from tests.samples import ROOT, changed, verdict

IRI = NamedNode("https://w3id.org/quartierkg/id/port-lumiere/verdict-1")


class Written:
    """What the register states of a verdict."""

    def __init__(self, found: Verdict, *, illustrative: bool = False) -> None:
        self.triples = list(register.triples(found, IRI, illustrative=illustrative))

    def values(self, subject: object, property_: str) -> list[NamedNode | Literal | BlankNode | Triple]:
        """The values of a property."""
        return [t.object for t in self.triples if t.subject == subject and t.predicate == term(property_)]


def test_a_verdict_says_what_was_judged_by_what_and_how_it_came_out(failing: Verdict) -> None:
    """Dossier, version, day, gate, profile, outcome, and the bytes that were judged."""
    written = Written(failing)
    assert written.values(IRI, "rdf:type") == [term("qn:Verdict")]
    assert written.values(IRI, "qn:onDossier") == [NamedNode(failing.dossier)]
    assert written.values(IRI, "dcterms:conformsTo") == [NamedNode(CHARTER + "1")]
    assert written.values(IRI, "qn:judgedOn") == [Literal(failing.day, datatype=term("xsd:date"))]
    assert written.values(IRI, "qn:judgedFor") == [term("qn:Label")]
    assert written.values(IRI, "qn:underProfile") == [Literal("charter")]
    assert written.values(IRI, "qn:outcome") == [term("qn:NotMet")]
    assert written.values(IRI, "prov:wasDerivedFrom") == [NamedNode(f"nih:sha-256;{failing.source_sha256}")]


def test_every_criterion_has_its_outcome(awaiting: Verdict, failing: Verdict) -> None:
    """Eight, each named by the charter; a failed row shows in the criterion that it decides."""
    for found, second in ((awaiting, "earl:cantTell"), (failing, "earl:failed")):
        written = Written(found)
        parts = written.values(IRI, "qn:criterionOutcome")
        on = [written.values(part, "qn:onCriterion") for part in parts]
        assert on == [[term(f"qc:criterion-{number}")] for number in range(1, 9)]
        assert written.values(parts[1], "earl:outcome") == [term(second)]


def test_a_row_is_written_when_something_is_left_to_say(failing: Verdict) -> None:
    """Failed, not stated or cannot tell, with the value that was found and why; nothing of the others."""
    written = Written(failing)
    parts = written.values(IRI, "qn:rowOutcome")
    expected = [
        row.requirement.iri
        for row in failing.rows
        if row.outcome in {Outcome.FAILED, Outcome.NOT_STATED, Outcome.CANNOT_TELL}
    ]
    assert [written.values(part, "qn:onRequirement") for part in parts] == [[iri] for iri in expected]
    area = NamedNode(f"{IRI.value}/QN-C2-04")
    assert area in parts
    assert written.values(area, "earl:outcome") == [term("earl:failed")]
    (value,) = written.values(area, "qn:valueFound")
    assert isinstance(value, Literal)
    assert "32000" in value.value.split("; ")
    assert {text.language for text in written.values(area, "qn:explanation") if isinstance(text, Literal)} == {
        "fr",
        "en",
    }


def test_what_is_invented_says_so_when_asked(failing: Verdict) -> None:
    """Verdict and parts; a verdict on a real dossier has no such word."""
    flag = term("qn:illustrative")
    assert not [t for t in Written(failing).triples if t.predicate == flag]
    written = Written(failing, illustrative=True).triples
    assert {t.subject for t in written} == {t.subject for t in written if t.predicate == flag}


def test_only_terms_of_the_model_are_used(failing: Verdict, bare: Verdict) -> None:
    """Every class and property of ours stands in the ontology, and every text is written once."""
    files = (ROOT / "ontology").glob("*.ttl")
    known = {quad.subject for file in files for quad in parse(path=file, format=RdfFormat.TURTLE)}
    for found in (failing, bare):
        written = Written(found).triples
        assert len(set(written)) == len(written)
        used = {node for t in written for node in (t.predicate, t.object) if isinstance(node, NamedNode)}
        assert {node for node in used if node.value.startswith(ONTOLOGY)} <= known


def test_a_later_version_names_its_own_requirements() -> None:
    """The charter of the verdict is the one that it was asked for, and its rows are those of that charter."""
    found = verdict(changed(), Question(version="2-illustrative"))
    written = Written(found)
    assert written.values(IRI, "dcterms:conformsTo") == [NamedNode(CHARTER + "2-illustrative")]
    on = [written.values(part, "qn:onRequirement")[0] for part in written.values(IRI, "qn:rowOutcome")]
    assert set(on) <= {row.requirement.iri for row in found.rows}
    assert len(written.values(IRI, "qn:criterionOutcome")) == 8
