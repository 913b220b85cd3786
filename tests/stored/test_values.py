"""What a caller says is read as typed terms, and every fault names its parameter."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import pytest
from pyoxigraph import Literal, NamedNode

from quartierkg import stored
from quartierkg.errors import ParameterFault, UnknownValue
from quartierkg.language import Text
from quartierkg.query import write
from quartierkg.snapshot import Archive
from quartierkg.stored import Values, stored_query
from quartierkg.stored.network import AskedNetwork, SnapshotNetwork
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


@dataclass(frozen=True)
class _Named:
    """A network of Quartiers that have nothing but their names."""

    quartiers: Mapping[NamedNode, Collection[str]]

    def holds(self, thing: NamedNode, class_: NamedNode) -> bool:
        """Whether it is one of them."""
        return thing in self.quartiers and class_ == term("qn:Quartier")

    def knows(self, thing: NamedNode) -> bool:
        """Whether it is one of them."""
        return thing in self.quartiers

    def called(self, names: Collection[Literal]) -> Collection[NamedNode]:
        """Those that have one of the names, whatever its language."""
        wanted = {name.value for name in names}
        return {one for one, labels in self.quartiers.items() if not wanted.isdisjoint(labels)}

    def first(self, text: str) -> None:
        """Nothing is found by default."""

    def names(self, things: Iterable[NamedNode]) -> Mapping[NamedNode, Text]:
        """Nobody asks for these."""
        raise NotImplementedError

    def invented(self, things: Iterable[NamedNode]) -> Collection[NamedNode]:
        """Nobody asks for these."""
        raise NotImplementedError


def read(network: SnapshotNetwork | AskedNetwork, **given: str) -> Values:
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


@pytest.mark.parametrize(
    "value",
    [
        "Port-Lumiere",
        "Port-Lumière",
        "Quartier de Port-Lumière",
        "Port-Lumière Quartier",
        "Quartier de Port-Lumière\u00a0(fictif)",
    ],
)
def test_a_quartier_is_known_by_its_name(network: SnapshotNetwork, value: str) -> None:
    """Its name in either language, as pages and tables write it, and the end of its address in any case.

    The network of another server knows the same.
    """
    asked = AskedNetwork(partial(write, network.snapshot))
    for one in (network, asked):
        assert read(one, quartier=value).terms["quartier"] == (NamedNode(f"{ID}quartier/port-lumiere"),)
    with pytest.raises(UnknownValue, match="is not of this kind"):
        read(asked, quartier="actor/la-cale")


@pytest.mark.parametrize("value", ["Quartier de l’Aulne 7", "l'Aulne 7", "l’Aulne 7 (fictif)", "Aulne Seven"])
def test_a_name_may_leave_out_what_everybody_knows(value: str) -> None:
    """That it is a Quartier, that it is invented; a typewriter's apostrophe will do."""
    quartier = NamedNode(f"{ID}quartier/x")
    labels = ("Quartier de l’Aulne 7", "l’Aulne 7 (fictif)", "Quartier Aulne Seven (fictional)")
    found = stored.read(QUERY, {"quartier": [value]}, _Named({quartier: labels}), TODAY)
    assert found.terms["quartier"] == (quartier,)


def test_a_name_that_two_have_is_not_enough() -> None:
    """400, with the addresses of both."""
    two = [NamedNode(f"{ID}quartier/{end}") for end in ("x", "y")]
    with pytest.raises(ParameterFault, match=r"Several have that name: quartier/x, quartier/y\.") as caught:
        stored.read(QUERY, {"quartier": ["Alike"]}, _Named(dict.fromkeys(two, ("Alike",))), TODAY)
    assert caught.value.status == 400


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
        ("word", "a\u202eb"),
        ("word", "a\udc80b"),
        ("quartier", "a\udc80b"),
        ("quartier", "a\x00b"),
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
    """404, with the parameter and where to look; of a thing of another class it is said that it is no such thing."""
    with pytest.raises(UnknownValue) as caught:
        read(network, quartier=value)
    assert (caught.value.source, caught.value.status) == ("quartier", 404)
    there = value == "actor/la-cale"
    assert ("is in the network" in str(caught.value)) == there
    assert (caught.value.remedy is None) == there


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
