"""The shapes laid out, held to the files of shapes and to what the example dossiers say that they lack."""

from __future__ import annotations

import pytest
from rdflib import SH, Graph, URIRef

from quartierkg.charter.rules import rules
from quartierkg.language import Text
from quartierkg.report.shapes.layout import Book, Shape, book, users
from quartierkg.terms import PREFIXES, SHAPES, term
from tests.samples import ROOT


def shapes(found: Book) -> dict[str, Shape]:
    """The shapes that are run for themselves, by name."""
    return {shape.id: shape for chapter in found.chapters for group in chapter.groups for shape in group.shapes}


@pytest.fixture(scope="module")
def found() -> Book:
    """The book of the charter, for its award by the literal reading."""
    return book("1", "charter", "label")


def test_every_named_shape_has_its_place(found: Book) -> None:
    """Each that is run stands once; each that the files name and another refers to stands among the helpers."""
    names = list(shapes(found)) + [helper.id for helper in found.helpers]
    assert len(names) == len(set(names))
    assert set(shapes(found)) == {iri.value.rpartition("#")[2] for iri in rules("1", "charter", "label").rules}
    graph = Graph()
    for path in (ROOT / "shapes" / "1").glob("*.ttl"):
        graph.parse(path)
    named = {node for predicate in (SH.node, SH.qualifiedValueShape) for node in graph.objects(None, predicate)}
    assert {str(node).removeprefix(f"{SHAPES}1#") for node in named if isinstance(node, URIRef)} <= set(names)


def test_requirements_stand_with_their_sentence_in_the_order_of_the_charter(found: Book) -> None:
    """Under eight criteria and what is beyond them; the form of a dossier comes last, and judges no requirement."""
    assert [chapter.number for chapter in found.chapters] == [*range(1, 9), None, None]
    requirements = [group.requirement for chapter in found.chapters for group in chapter.groups if group.requirement]
    for chapter in found.chapters[:8]:
        orders = [group.requirement.order for group in chapter.groups if group.requirement]
        assert orders == sorted(orders)
    assert "à moins de 30 minutes du centre-ville" in requirements[0].quote.fr
    assert found.chapters[-1].groups[0].requirement is None
    assert all(shape.id.startswith("Form-") for shape in found.chapters[-1].groups[0].shapes)


def test_every_shape_says_what_it_asks_in_both_languages(found: Book) -> None:
    """And how it comes out, and how gravely."""
    for shape in shapes(found).values():
        assert shape.message.fr
        assert shape.message.en
        assert shape.message.fr != shape.message.en
        assert shape.weights


def test_the_threshold_is_that_of_the_file(found: Book) -> None:
    """The number that criterion-1.ttl states, in words; a shape that compares nothing has none."""
    (file,) = (
        path for path in (ROOT / "shapes" / "1").glob("*.ttl") if "qns:TravelTime a sh" in path.read_text("utf-8")
    )
    graph = Graph().parse(file)
    limit = graph.value(URIRef(f"{SHAPES}1#TravelTime"), SH.maxExclusive)
    assert shapes(found)["C1-02-failed"].threshold == Text(f"moins de {limit} min", f"less than {limit} min")
    assert shapes(found)["C1-01-failed"].threshold is None
    assert next(one for one in found.helpers if one.id == "TravelTime").threshold is not None


def test_a_shape_weighs_what_each_profile_and_gate_gives_it(found: Book) -> None:
    """The travel time blocks the award and not the application; the recommendations on the State bind when strict."""
    by_weight = {weight.said.en: len(weight.under) for weight in shapes(found)["C1-02-failed"].weights}
    assert by_weight == {"blocks": 2, "warning": 2}
    state = {weight.said.en: [where.en for where in weight.under] for weight in shapes(found)["G-05-failed"].weights}
    assert state["blocks"] == ["strict reading, award of the label"]


def test_examples_are_what_the_dossiers_state(found: Book) -> None:
    """fails-criterion-1.ttl has the airport too far away, and says so in its header; the conforming one is in reach."""
    shape = shapes(found)["C1-03-failed"]
    assert (shape.conforming, shape.failing) == ("port-lumiere.ttl", "fails-criterion-1.ttl")
    assert "QN-C1-03" in (ROOT / "data" / "dossiers" / "fails-criterion-1.ttl").read_text("utf-8").splitlines()[1]
    line = next(line for line in shape.lines if line.path == "qn:access/qn:minutes")
    assert line.differs
    assert (line.conforming[0].en, line.failing[0].en) == ("24 min", "45 min")
    assert shape.lines[0].differs


def test_both_readings_have_their_own_examples() -> None:
    """What passes by the literal reading alone is an example of a failure by the strict one."""
    strict = shapes(book("1", "strict", "label"))["G-05-failed"]
    assert strict.failing == "met-under-charter-only.ttl"


def test_a_charter_without_dossiers_has_no_examples() -> None:
    """Nobody applied to the invented charter: its shapes are told without."""
    invented = shapes(book("2-illustrative", "charter", "label"))
    assert {shape.conforming for shape in invented.values()} == {None}
    assert {shape.failing for shape in invented.values()} == {None}


def test_terms_lead_to_the_shapes_that_name_them() -> None:
    """Minutes are judged for three targets; a concept that no shape compares with leads nowhere."""
    found = users("1", "charter", "label")
    assert {"C1-02-failed", "C1-03-failed", "C1-04-failed"} <= set(found[term("qn:minutes")])
    assert term("qn:ToBuild") not in found


def test_paths_are_written_as_sparql_has_them(found: Book) -> None:
    """With slashes, prefixes and no address in full."""
    for shape in shapes(found).values():
        for line in shape.lines:
            assert "<" not in line.path
            assert line.path.lstrip("^(").partition(":")[0] in PREFIXES
