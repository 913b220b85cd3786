"""The W3C validation report."""

from __future__ import annotations

from dataclasses import replace

import pyshacl
import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from rdflib import RDF, SH, XSD, Graph, Literal, URIRef

from quartierkg.charter.outcome import Severity
from quartierkg.charter.verdict import Verdict
from quartierkg.errors import Unreadable
from quartierkg.report import Batch, render
from quartierkg.terms import term
from tests.samples import changed, verdict

# What SHACL says of a report and its results (SHACL, 3.6.1 and 3.6.2).
RULES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass sh:ValidationReport ;
    sh:property [ sh:path sh:conforms ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:boolean ] ,
        [ sh:path sh:result ; sh:class sh:ValidationResult ] .
[] a sh:NodeShape ; sh:targetClass sh:ValidationResult ;
    sh:property [ sh:path [ sh:inversePath sh:result ] ; sh:minCount 1 ; sh:maxCount 1 ] ,
        [ sh:path sh:focusNode ; sh:minCount 1 ; sh:maxCount 1 ] ,
        [ sh:path sh:resultSeverity ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( sh:Violation sh:Warning sh:Info ) ] ,
        [ sh:path sh:sourceConstraintComponent ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path sh:resultPath ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path sh:sourceShape ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path sh:value ; sh:maxCount 1 ] ,
        [ sh:path sh:resultMessage ; sh:minCount 2 ; sh:uniqueLang true ; sh:languageIn ( "fr" "en" ) ] .
"""


def graph(batch: Batch) -> Graph:
    """The report of a batch, read back."""
    return Graph().parse(data=render(batch, "ttl", "fr"), format="turtle")


def test_the_report_is_a_valid_one(batch: Batch) -> None:
    """Every report and every result has what the specification asks of it."""
    conforms, _, text = pyshacl.validate(graph(batch), shacl_graph=Graph().parse(data=RULES, format="turtle"))
    assert conforms, text


def test_each_verdict_has_a_report_and_each_finding_a_result(batch: Batch) -> None:
    """One sh:ValidationReport for each verdict, with as many results as findings."""
    found = graph(batch)
    counts = sorted(
        len(list(found.objects(report, SH.result))) for report in found.subjects(RDF.type, SH.ValidationReport)
    )
    assert counts == sorted(len(verdict.findings) for verdict in batch.verdicts)


def test_components_are_those_of_shacl(batch: Batch) -> None:
    """No constraint component is made up."""
    named = {str(name).removeprefix(str(SH)) for name in graph(batch).objects(None, SH.sourceConstraintComponent)}
    assert named
    assert [name for name in named if name not in SH] == []


@pytest.mark.parametrize("which", ["awaiting", "failing", "bare"])
def test_a_violation_does_not_conform(which: str, request: pytest.FixtureRequest) -> None:
    """sh:conforms is false as long as one finding is a violation."""
    found = graph(Batch((request.getfixturevalue(which),)))
    assert list(found.objects(None, SH.conforms)) == [Literal(False)]


def test_a_report_without_violations_conforms(awaiting: Verdict) -> None:
    """Warnings and remarks are reported and do not count."""
    milder = tuple(finding for finding in awaiting.findings if finding.severity is not Severity.VIOLATION)
    found = graph(Batch((replace(awaiting, findings=milder),)))
    assert milder
    assert list(found.objects(None, SH.conforms)) == [Literal(True)]


def test_a_result_points_to_node_path_and_shape(failing: Verdict) -> None:
    """The failed row has its shape, its focus node and both messages."""
    store = Store()
    store.extend(parse(render(Batch((failing,)), "ttl", "fr"), format=RdfFormat.TURTLE))
    (row,) = [finding for finding in failing.findings if finding.requirement == "QN-C2-04" and finding.yields]
    assert row.shape is not None
    assert row.path is not None
    ((result, *_),) = store.quads_for_pattern(None, term("sh:sourceShape"), NamedNode(row.shape))
    assert next(store.quads_for_pattern(result, term("sh:focusNode"), None)).object == NamedNode(row.focus)
    assert next(store.quads_for_pattern(result, term("sh:resultPath"), None)).object == NamedNode(row.path)


def test_a_value_keeps_its_datatype() -> None:
    """An area of the dossier is reported as the number that it is."""
    spoilt = verdict(changed(("qn:minutes 24 ", "qn:minutes 30.5 ")))
    found = graph(Batch((spoilt,)))
    values = {
        found.value(result, SH.value) for result in found.subjects(SH.resultPath, URIRef(term("qn:minutes").value))
    }
    assert Literal("30.5", datatype=XSD.decimal) in values


def test_a_value_is_told_where_there_is_one(aside: Verdict) -> None:
    """A statement that was set aside is reported whole: subject, property, value."""
    found = graph(Batch((aside,)))
    (result,) = found.subjects(SH.sourceConstraintComponent, SH.ClosedConstraintComponent)
    assert str(found.value(result, SH.focusNode)) == "urn:x"
    assert str(found.value(result, SH.resultPath)) == "http://www.w3.org/2002/07/owl#imports"
    assert str(found.value(result, SH.value)) == "urn:y"


def test_the_report_names_the_bytes_that_were_judged(failing: Verdict) -> None:
    """The source is linked by its digest, with the name of its file."""
    report = render(Batch((failing,)), "ttl", "fr")
    assert f"prov:wasDerivedFrom <nih:sha-256;{failing.source_sha256}>" in report
    assert f'dcterms:title "{failing.source_name}"' in report


def test_a_node_without_address_has_its_description(unnamed: Verdict) -> None:
    """No address of our own making leaves the house: a blank node stays one, with a label."""
    report = render(Batch((unnamed,)), "ttl", "fr")
    assert "urn:quartierkg" not in report
    assert "rdfs:label" in report


def test_an_unreadable_file_is_a_comment(failing: Verdict, unreadable: Unreadable) -> None:
    """A file without a verdict has no report; the comment names it, and the Turtle still parses."""
    batch = Batch((failing,), (unreadable,))
    assert "# bad.ttl:3:14: Mal formé." in render(batch, "ttl", "fr").splitlines()
    assert len(graph(batch)) == len(graph(Batch((failing,))))
