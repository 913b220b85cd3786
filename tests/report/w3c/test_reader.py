"""Statements to reports."""

from __future__ import annotations

import pyshacl
import pytest
from pyoxigraph import RdfFormat, parse, serialize
from rdflib import Graph

from quartierkg.charter.verdict import Verdict
from quartierkg.errors import NotAReport
from quartierkg.report import Batch, render
from quartierkg.report.w3c import Report
from tests.report.w3c.conftest import CONFORMING, PREFIXES, TWO, parsed

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:message "Un p."@fr ] ."""


@pytest.mark.parametrize("name", ["r.ttl", "r.nt", "r.jsonld", "r.rdf"])
def test_every_syntax_is_read(name: str, two: tuple[Report, ...]) -> None:
    """Turtle, N-Triples, JSON-LD and RDF/XML give the same report."""
    form = RdfFormat.from_extension(name.rpartition(".")[2])
    assert form is not None
    text = serialize((quad.triple for quad in parse(TWO, format=RdfFormat.TURTLE)), format=form)
    assert text is not None
    (found,) = parsed(text.decode(), name)
    assert {result.severity for result in found.results} == {result.severity for result in two[0].results}
    assert not found.conforms


def test_the_report_of_another_engine_is_read() -> None:
    """What pySHACL writes, with its blank nodes and its own messages."""
    _, report, _ = pyshacl.validate(Graph(), shacl_graph=Graph().parse(data=SHAPES, format="turtle"))
    (found,) = parsed(report.serialize(format="turtle"))
    (result,) = found.results
    assert (result.path, result.messages.in_("en")) == ("<http://example.org/p>", "Un p.")
    assert result.component is not None
    assert result.component.shown.en == "sh:MinCountConstraintComponent"


def test_our_own_report_is_read(failing: Verdict, awaiting: Verdict) -> None:
    """One report for each verdict of a batch, with every finding."""
    found = parsed(render(Batch((failing, awaiting)), "ttl", "fr"))
    assert [len(report.results) for report in found] == [len(failing.findings), len(awaiting.findings)]


def test_the_gravest_comes_first(two: tuple[Report, ...]) -> None:
    """Violations before warnings, whatever the order of the file; a severity of one's own comes last."""
    assert [name.rpartition("#")[2] for name, _ in two[0].by_severity()] == ["Violation", "Warning"]
    own = TWO.replace("sh:Violation ;", "ex:Mine ;")
    assert [name for name, _ in parsed(own)[0].by_severity()][-1] == "http://example.org/Mine"


def test_a_detail_belongs_to_its_result(two: tuple[Report, ...]) -> None:
    """sh:detail is nested, and is no result of the report."""
    violation, warning = two[0].results
    assert [detail.messages.in_("fr") for detail in violation.details] == ["Inner."]
    assert warning.details == ()


def test_details_without_end_end() -> None:
    """A detail that contains itself, and details that all share each other."""
    loop = PREFIXES + "[] a sh:ValidationReport ; sh:result _:r . _:r sh:detail _:r ; sh:resultMessage 'x' ."
    assert len(parsed(loop)[0].results) == 1
    nodes = " , ".join(f"_:r{number}" for number in range(40))
    web = "".join(f"_:r{number} sh:detail {nodes} . " for number in range(40))
    assert len(parsed(PREFIXES + f"[] a sh:ValidationReport ; sh:result {nodes} . {web}")[0].results) == 40


def test_conformity_is_what_the_report_says() -> None:
    """sh:conforms counts; where an engine leaves it out, a report without results conforms."""
    assert parsed(CONFORMING)[0].conforms
    assert parsed(CONFORMING.replace("true", '"1"^^<http://www.w3.org/2001/XMLSchema#boolean>'))[0].conforms
    assert not parsed(CONFORMING.replace("true", "false"))[0].conforms
    assert parsed(CONFORMING.replace("sh:conforms true", "sh:x 1"))[0].conforms
    assert not parsed(TWO.replace("sh:conforms false ;", ""))[0].conforms


def test_a_document_without_a_report_is_told() -> None:
    """The class that was looked for is named, and the way out."""
    with pytest.raises(NotAReport, match="sh:ValidationReport") as caught:
        parsed("<urn:a> <urn:b> <urn:c> .")
    assert caught.value.exit_code == 3


def test_a_result_may_lack_anything() -> None:
    """An engine that leaves out what it should state is read all the same."""
    (result,) = parsed(PREFIXES + "[] a sh:ValidationReport ; sh:result [ ] .")[0].results
    assert (result.focus, result.path, result.value, result.shape, result.component) == (None,) * 5
    assert result.severity.endswith("#Violation")
