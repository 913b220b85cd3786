"""What is counted of the links between Quartiers at a build."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from quartierkg import synth
from quartierkg.journal import Journal, Record
from quartierkg.query.operation import Operation, perform
from quartierkg.snapshot import inference, revision, statistics
from quartierkg.snapshot.graphs import NETWORK, STATISTICS
from quartierkg.terms import term
from tests.snapshot.reasoning import HERE, network, store

DAY = date(2026, 6, 15)
LEFT = tuple(combinations(["a1", "a2", "a3", "a4"], 2))
RIGHT = tuple(combinations(["b1", "b2", "b3", "b4"], 2))
CLIQUES = (*LEFT, *RIGHT, ("a1", "b1"))
NAMES = ("a1", "a2", "a3", "a4", "b1", "b2", "b3", "b4", "c")


def linked(*pairs: tuple[str, str], more: str = "") -> Store:
    """A store whose Quartiers declare links, on which what follows is laid."""
    quartiers = sorted({name for pair in pairs for name in pair})
    turtle = "".join(f":{name} a qn:Quartier . " for name in quartiers)
    for number, (one, other) in enumerate(pairs):
        turtle += f":{one} qn:networkingMeasure :m{number} . :m{number} qn:partner :{other} . "
    found = store(network(turtle + more))
    inference.lay_on(found)
    return found


def counted(found: Store, property_: str, day: date = DAY) -> dict[str, str]:
    """A number of each Quartier, and of the graph itself under its own name."""
    statistics.lay_on(found, revision=7, day=day)
    quads = found.quads_for_pattern(None, term(property_), None, STATISTICS)
    return {str(quad.subject).removeprefix(f"<{HERE}").strip("<>"): str(quad.object.value) for quad in quads}  # type: ignore[union-attr]


def links(found: Store, day: date = DAY) -> int:
    """How many links count."""
    return int(counted(found, "qn:linkCount", day)[STATISTICS.value])


def test_two_cliques_and_a_bridge() -> None:
    """Worked out by hand: four and four Quartiers that are all linked, one link between, and one Quartier alone."""
    found = linked(*CLIQUES, more=":c a qn:Quartier .")
    assert counted(found, "qn:degree") == dict.fromkeys(NAMES, "3") | {"a1": "4", "b1": "4", "c": "0"}
    assert counted(found, "qn:coreNumber") == dict.fromkeys(NAMES, "3") | {"c": "0"}
    assert counted(found, "qn:componentNumber") == dict.fromkeys(NAMES, "1") | {"c": "2"}
    assert counted(found, "qn:communityNumber") == {name: {"a": "1", "b": "2", "c": "3"}[name[0]] for name in NAMES}


def test_what_is_said_of_the_network_itself() -> None:
    """Counts, modularity (twice 6/13 less a quarter), and which day and revision they describe."""
    found = linked(*CLIQUES, more=":c a qn:Quartier .")
    statistics.lay_on(found, revision=7, day=DAY)
    said = {quad.predicate: quad.object for quad in found.quads_for_pattern(STATISTICS, None, None, STATISTICS)}
    expected = {"quartierCount": 9, "linkCount": 13, "componentCount": 2, "communityCount": 3}
    assert said == {
        **{term(f"qn:{name}"): Literal(number) for name, number in expected.items()},
        term("qn:modularity"): Literal("0.4231", datatype=term("xsd:decimal")),
        term("dcterms:date"): Literal("2026-06-15", datatype=term("xsd:date")),
        term("owl:versionInfo"): Literal("7"),
    }


def test_a_tail_is_in_no_deeper_core() -> None:
    """A Quartier with one link is in the first core, whatever it hangs on."""
    cores = counted(linked(*LEFT, ("a1", "t1"), ("t1", "t2")), "qn:coreNumber")
    assert cores == dict.fromkeys(NAMES[:4], "3") | {"t1": "1", "t2": "1"}


def test_groups_of_one_size_are_numbered_by_their_first_address() -> None:
    """Numbers depend on nothing but the network."""
    assert counted(linked(("d", "e"), ("a", "f"), ("b", "c")), "qn:componentNumber") == {
        **{"a": "1", "f": "1"},
        **{"b": "2", "c": "2"},
        **{"d": "3", "e": "3"},
    }


def test_a_link_counts_once_whoever_declares_it() -> None:
    """One side, both sides, or one side by two measures: one link. With itself nobody is linked."""
    assert links(linked(("a", "b"))) == links(linked(("a", "b"), ("b", "a"), ("a", "b"), ("a", "a"))) == 1


@pytest.mark.parametrize(
    ("times", "counts"),
    [
        ("", 1),
        ('prov:startedAtTime "2026-06-15T23:00:00Z"^^xsd:dateTime', 1),
        ('prov:startedAtTime "2026-06-16T00:00:00Z"^^xsd:dateTime', 0),
        ('prov:endedAtTime "2026-06-15T01:00:00Z"^^xsd:dateTime', 1),
        ('prov:endedAtTime "2026-06-14T23:59:59Z"^^xsd:dateTime', 0),
        ("qn:status qn:Realised", 1),
        ("qn:status qn:Planned", 0),
        ("qn:status qn:InProgress", 0),
        ('qn:status qn:Realised ; qn:statusDate "2026-06-15"^^xsd:date', 1),
        ('qn:status qn:Realised ; qn:statusDate "2026-06-16"^^xsd:date', 0),
    ],
)
def test_a_measure_counts_while_it_is_in_force(times: str, counts: int) -> None:
    """From the day on which it begins to that on which it ends, both included, once it is realised."""
    assert links(linked(("a", "b"), more=f":m0 {times} ." if times else "")) == counts


def test_what_is_no_quartier_is_no_partner() -> None:
    """A partner that is not known as a Quartier, or is a name only, is no link."""
    more = ':a a qn:Quartier ; qn:networkingMeasure :m . :m qn:partner :stranger , "Rennes" .'
    assert links(linked(more=more)) == 0


@pytest.mark.parametrize(
    ("day", "there"), [("2019-12-31", True), ("2020-01-01", False), ("2020-12-31", False), ("2021-01-01", True)]
)
def test_a_withdrawn_quartier_is_left_out(day: str, there: bool) -> None:
    """From the day of its withdrawal on, until another event: it has no numbers, and is nobody’s partner."""
    history = (
        ":b qn:history :e , :f ."
        ':e qn:toState qn:Withdrawn ; qn:happenedOn "2020-01-01"^^xsd:date .'
        ':f qn:toState qn:Labelled ; qn:happenedOn "2021-01-01"^^xsd:date .'
    )
    expected = {"a": "1", "b": "1"} if there else {"a": "0"}
    assert counted(linked(("a", "b"), more=history), "qn:degree", date.fromisoformat(day)) == expected


def test_a_network_without_links_has_no_modularity() -> None:
    """Nothing is divided by nothing."""
    assert counted(linked(more=":a a qn:Quartier ."), "qn:modularity") == {}


def test_without_quartiers_nothing_is_said() -> None:
    """An empty store stays empty."""
    found = Store()
    statistics.lay_on(found, revision=0, day=DAY)
    assert len(found) == 0


def test_the_order_of_statements_changes_nothing() -> None:
    """The same numbers, communities included, however the network was loaded."""
    chance = random.Random(5)
    names = [f"q{number}" for number in range(60)]
    pairs = [(chance.choice(names), chance.choice(names)) for _ in range(150)]
    shuffled = chance.sample(pairs, len(pairs))
    first, second = linked(*pairs), linked(*shuffled)
    for found in (first, second):
        statistics.lay_on(found, revision=7, day=DAY)
    assert set(first.quads_for_pattern(None, None, None, STATISTICS)) == set(
        second.quads_for_pattern(None, None, None, STATISTICS)
    )


DEGREES = """
PREFIX qn: <https://w3id.org/quartierkg/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?quartier (COUNT(DISTINCT ?partner) AS ?degree) {
  ?quartier a qn:Quartier .
  FILTER NOT EXISTS { ?quartier qn:state qn:Withdrawn }
  OPTIONAL {
    { ?quartier qn:networkingMeasure ?m . ?m qn:partner ?partner }
    UNION { ?partner qn:networkingMeasure ?m . ?m qn:partner ?quartier }
    ?partner a qn:Quartier .
    FILTER(?partner != ?quartier)
    FILTER NOT EXISTS { ?m prov:startedAtTime ?start FILTER(SUBSTR(STR(?start), 1, 10) > "2026-06-15") }
    FILTER NOT EXISTS { ?m prov:endedAtTime ?end FILTER(SUBSTR(STR(?end), 1, 10) < "2026-06-15") }
    FILTER NOT EXISTS { ?m qn:status ?status FILTER(?status != qn:Realised) }
    FILTER NOT EXISTS { ?m qn:statusDate ?reached FILTER(STR(?reached) > "2026-06-15") }
    FILTER NOT EXISTS { ?partner qn:state qn:Withdrawn }
  }
} GROUP BY ?quartier
"""


def test_degrees_are_those_that_a_query_counts() -> None:
    """A fictional network, counted by SPARQL."""
    found = Store()
    found.extend(synth.Recipe(60, seed=3).quads(NETWORK))
    inference.lay_on(found)
    statistics.lay_on(found, revision=1, day=DAY)
    solutions = found.query(DEGREES, default_graph=NETWORK)
    assert isinstance(solutions, QuerySolutions)
    expected = {(row["quartier"], row["degree"]) for row in solutions}
    degrees = found.quads_for_pattern(None, term("qn:degree"), None, STATISTICS)
    assert {(quad.subject, quad.object) for quad in degrees} == expected
    assert len({degree for _, degree in expected}) > 3


TURTLE = f"""@prefix qn: <https://w3id.org/quartierkg/ontology#> .
<{HERE}a> a qn:Quartier ; qn:networkingMeasure [ qn:partner <{HERE}b> ] . <{HERE}b> a qn:Quartier .""".encode()


def test_a_build_counts_and_a_write_leaves_it(tmp_path: Path) -> None:
    """Numbers say which entry of the journal they describe; a write that breaks a link does not wait for others."""
    with Journal(tmp_path) as journal:
        journal.append([Record("load", "network.ttl", "text/turtle", NETWORK.value, TURTLE, "a", "b")])
        index = revision.ensure(tmp_path, journal) / revision.INDEX
        day = journal.entries[0].fields.time[:10]
    before = set(Store.read_only(str(index)).quads_for_pattern(None, None, None, STATISTICS))
    assert Quad(STATISTICS, term("owl:versionInfo"), Literal("1"), STATISTICS) in before
    assert Quad(STATISTICS, term("dcterms:date"), Literal(day, datatype=term("xsd:date")), STATISTICS) in before
    assert Quad(NamedNode(f"{HERE}a"), term("qn:degree"), Literal(1), STATISTICS) in before
    text = f"DELETE WHERE {{ GRAPH {NETWORK} {{ ?measure {term('qn:partner')} ?partner }} }}"
    changed = tmp_path / "changed"
    assert len(perform(Operation("update", text), index, changed).removed) == 1
    assert set(Store.read_only(str(changed)).quads_for_pattern(None, None, None, STATISTICS)) == before


def test_only_a_build_loads_networkx() -> None:
    """A command that only reads does not wait for it."""
    loaded = "import sys, quartierkg.cli, quartierkg.web.app; sys.exit('networkx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0
