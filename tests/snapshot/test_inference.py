"""What follows from dated events."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from quartierkg import resources
from quartierkg.snapshot import inference
from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import INFERRED, NETWORK, ONTOLOGY

PREFIXES = """@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix : <https://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . """
EVENTS = """
:a qn:history :a1 , :a2 , :a3 .
:a1 qn:toState qn:Labelled ; qn:happenedOn "2023-01-01"^^xsd:date .
:a2 qn:toState qn:InterestDeclared ; qn:happenedOn "2021-01-01"^^xsd:date .
:a3 qn:toState qn:Withdrawn ; qn:happenedOn "2025-01-01"^^xsd:date .
:b qn:history :b1 , :b2 .
:b1 qn:toState qn:Labelled ; qn:happenedOn "2024-01-01"^^xsd:date .
:b2 qn:toState qn:AllCriteriaRealised ; qn:happenedOn "2024-01-01"^^xsd:date .
:c qn:history :c1 .
:c1 qn:toState qn:Labelled ; qn:happenedOn "2020-01-01"^^xsd:date .
"""


def quads(turtle: str) -> list[Quad]:
    """Statements of the network."""
    found = parse((PREFIXES + turtle).encode(), format=RdfFormat.TURTLE)
    return [Quad(quad.subject, quad.predicate, quad.object, NETWORK) for quad in found]


def store(turtle: str) -> Store:
    """A store with the ontology and a network."""
    found = Store()
    for file in resources.turtle_files(resources.folder("ontology")):
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE):
            found.add(Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY))
    found.extend(quads(turtle))
    return found


def until(found: Store) -> dict[str, str]:
    """Until when each event held."""
    return {
        quad.subject.value.rpartition("/")[2]: quad.object.value  # type: ignore[union-attr]
        for quad in found.quads_for_pattern(None, None, None, INFERRED)
    }


def test_an_event_holds_until_the_next_one_of_its_quartier() -> None:
    """By their dates; of two on one day the one further along comes last, and the last one holds for good."""
    found = store(EVENTS)
    inference.lay_on(found)
    assert until(found) == {"a2": "2023-01-01", "a1": "2025-01-01", "b2": "2024-01-01"}


def test_a_change_is_followed() -> None:
    """An event that comes, one that goes, one whose date changes: the same as if all were laid on anew."""
    added = quads(':c qn:history :c2 . :c2 qn:toState qn:Suspended ; qn:happenedOn "2026-01-01"^^xsd:date .')
    later = ':b1 qn:happenedOn "2026-02-02"^^xsd:date .'
    gone = quads(EVENTS.splitlines()[4] + ":a qn:history :a3 . " + ':b1 qn:happenedOn "2024-01-01"^^xsd:date .')
    found = store(EVENTS)
    inference.lay_on(found)
    changes = Changes(added=tuple(added + quads(later)), removed=tuple(gone))
    for quad in changes.removed:
        found.remove(quad)
    found.extend(changes.added)
    inference.follow(found, changes)
    anew = Store()
    anew.extend(quad for quad in found if quad.graph_name != INFERRED)
    inference.lay_on(anew)
    assert until(found) == until(anew) == {"a2": "2023-01-01", "c1": "2026-01-01", "b2": "2026-02-02"}


def test_only_the_network_counts() -> None:
    """Events in another graph say nothing of a Quartier."""
    found = store("")
    found.extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads(EVENTS))
    inference.lay_on(found)
    assert until(found) == {}
