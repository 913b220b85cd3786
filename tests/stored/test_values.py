"""What a caller says is read as typed terms, and every fault names its parameter."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode

from quartierkg import stored
from quartierkg.errors import ParameterFault, UnknownValue
from quartierkg.language import Text
from quartierkg.snapshot import Archive
from quartierkg.stored import Values, stored_query
from quartierkg.stored.network import SnapshotNetwork
from quartierkg.stored.parameter import Kind, Parameter
from quartierkg.terms import ID, term
from tests.stored.hostile import STRINGS

TODAY = datetime.date(2026, 6, 30)
WORD = Text("mot", "word")


def parameter(name: str, kind: Kind, **settings: object) -> Parameter:
    """A parameter of its own kind."""
    return Parameter(name, WORD, WORD, kind, **settings)  # type: ignore[arg-type]


QUERY = replace(
    stored_query("CQ01"),
    parameters=(
        parameter("quartier", Kind.THING, class_=term("qn:Quartier"), optional=True),
        parameter("from", Kind.DATE, default="2026-01-01", not_after="to"),
        parameter("to", Kind.DATE, default="2026-12-31"),
        parameter("word", Kind.TEXT, optional=True),
        parameter("share", Kind.DECIMAL, optional=True),
        *stored_query("CQ01").parameters,
    ),
)


@pytest.fixture(scope="module")
def network() -> SnapshotNetwork:
    """The bundled network."""
    with Archive(None) as archive:
        return SnapshotNetwork(archive.snapshot)


def read(network: SnapshotNetwork, **given: str) -> Values:
    """The values of the query, each given once."""
    return stored.read(QUERY, {name: [value] for name, value in given.items()}, network, TODAY)


def test_without_a_word_the_defaults_hold(network: SnapshotNetwork) -> None:
    """Today, labelled, with what is invented, in French, a hundred rows from the first."""
    found = stored.read(stored_query("CQ01"), {}, network, TODAY)
    assert found.said == {
        "asOf": "2026-06-30",
        "state": "Labelled",
        "illustrative": "true",
        "lang": "fr",
        "limit": "100",
        "offset": "0",
    }
    assert found.terms["asOf"] == (Literal("2026-06-30", datatype=term("xsd:date")),)
    assert found.terms["state"] == (term("qn:Labelled"),)


@pytest.mark.parametrize("value", ["port-lumiere", "quartier/port-lumiere", f"{ID}quartier/port-lumiere"])
def test_a_quartier_is_named_in_three_ways(network: SnapshotNetwork, value: str) -> None:
    """By the end of its address, by the address here, by the whole of it."""
    assert read(network, quartier=value).terms["quartier"] == (NamedNode(f"{ID}quartier/port-lumiere"),)


@pytest.mark.parametrize("value", ["Withdrawn", "withdrawn", "qn:Withdrawn", term("qn:Withdrawn").value])
def test_a_state_is_named_however_one_likes(network: SnapshotNetwork, value: str) -> None:
    """By its name in any case, with its prefix, or by its address."""
    assert read(network, state=value).terms["state"] == (term("qn:Withdrawn"),)


def test_candidates_are_all_states_before_the_award(network: SnapshotNetwork) -> None:
    """The eight states of the life of the label before it, by the charter's procedure."""
    states = {state.value.rpartition("#")[2] for state in read(network, state="candidate").terms["state"]}
    assert states == {
        *("InterestDeclared", "CallOpened", "ResponseFiled", "StructureConstituted"),
        *("CharterSigned", "CalendarSet", "InRealisation", "AllCriteriaRealised"),
    }
    assert len(read(network, state="all").terms["state"]) == 11


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("asOf", "30/06/2026"),
        ("asOf", "2026-02-30"),
        ("asOf", "2026-6-1"),
        ("asOf", "2026-06-30T00:00:00"),
        ("state", "labeled"),
        ("state", "qn:Quartier"),
        ("illustrative", "maybe"),
        ("lang", "de"),
        ("limit", "0"),
        ("limit", "10001"),
        ("limit", "ten"),
        ("limit", "1.5"),
        ("limit", "1e3"),
        ("limit", "١٠"),
        ("offset", "-1"),
        ("share", "NaN"),
        ("share", "1" * 400),
        ("word", "a" * 201),
        ("word", "two\nlines"),
        ("word", "a\x00b"),
        ("nothing", "x"),
        ("quartier", "<script>"),
        ("quartier", "https://example.org/> ?p ?o . <"),
        ("from", "2027-01-01"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(network: SnapshotNetwork, name: str, value: str) -> None:
    """400, with the parameter; dates out of order are one of these."""
    with pytest.raises(ParameterFault) as caught:
        read(network, **{name: value})
    assert caught.value.source == name
    assert caught.value.status == 400


@pytest.mark.parametrize("value", ["nowhere", f"{ID}quartier/nowhere", "actor/la-cale", "https://example.org/x"])
def test_a_thing_that_is_not_there_is_not_found(network: SnapshotNetwork, value: str) -> None:
    """404, with the parameter; a thing of another class is none of the kind that is meant."""
    with pytest.raises(UnknownValue) as caught:
        read(network, quartier=value)
    assert (caught.value.source, caught.value.status) == ("quartier", 404)


def test_a_parameter_that_is_said_twice_must_be_said_alike(network: SnapshotNetwork) -> None:
    """Two values of one parameter are none."""
    with pytest.raises(ParameterFault, match="twice"):
        stored.read(QUERY, {"asOf": ["2026-01-01", "2026-01-02"]}, network, TODAY)
    assert stored.read(QUERY, {"asOf": ["2026-01-01"] * 2}, network, TODAY).said["asOf"] == "2026-01-01"


@pytest.mark.parametrize("value", [value for value in STRINGS if value.isprintable() and value.strip() == value])
def test_a_text_is_a_text_whatever_it_says(network: SnapshotNetwork, value: str) -> None:
    """It is one literal."""
    assert read(network, word=value).terms["word"] == (Literal(value),)


def test_a_misspelt_parameter_gets_its_nearest(network: SnapshotNetwork) -> None:
    """The way out is named."""
    with pytest.raises(ParameterFault, match=r"Nearest parameter: asOf\."):
        read(network, asof="2026-01-01")
