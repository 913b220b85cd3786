"""What follows from dated events: until when each held, and on which days a Quartier had which state."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from quartierkg import resources
from quartierkg.snapshot import inference
from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import INFERRED, NETWORK, ONTOLOGY
from quartierkg.terms import term

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
        for quad in found.quads_for_pattern(None, term("qn:until"), None, INFERRED)
    }


def days(found: Store) -> set[str]:
    """The days of each Quartier in each state: ``a Labelled 2023010120250101``."""
    return {
        f"{quad.subject.value.rpartition('/')[2]} {quad.predicate.value.rpartition('#days')[2]} {quad.object.value}"  # type: ignore[union-attr]
        for quad in found.quads_for_pattern(None, None, None, INFERRED)
        if "#days" in quad.predicate.value
    }


DAYS = {
    "a InterestDeclared 2021010120230101",
    "a Candidate 2021010120230101",
    "a Labelled 2023010120250101",
    "a Withdrawn 2025010199991231",
    "a InAnyState 2021010199991231",
    "b Labelled 2024010199991231",
    "b InAnyState 2024010199991231",
    "c Labelled 2020010199991231",
    "c InAnyState 2020010199991231",
}


def test_an_event_holds_until_the_next_one_of_its_quartier() -> None:
    """By their dates; of two on one day the one further along comes last, and the last one holds for good."""
    found = store(EVENTS)
    inference.lay_on(found)
    assert until(found) == {"a2": "2023-01-01", "a1": "2025-01-01", "b2": "2024-01-01"}


def test_the_days_of_a_state_stand_beside_the_quartier() -> None:
    """The first day and the one that ended it, or none; a state that the same day ended has no days."""
    found = store(EVENTS)
    inference.lay_on(found)
    assert days(found) == DAYS


def test_days_that_touch_are_one_spell() -> None:
    """Two states of candidates in a row are one candidature, an award renewed one label; a return is another spell."""
    found = store(
        ":d qn:history "
        + " , ".join(
            f'[ qn:toState qn:{state} ; qn:happenedOn "20{year}-03-01"^^xsd:date ]'
            for state, year in (
                ("InRealisation", 19),
                ("AllCriteriaRealised", 20),
                ("Labelled", 21),
                ("Labelled", 22),
                ("Suspended", 23),
                ("Labelled", 24),
            )
        )
        + ' , [ qn:toState qn:Withdrawn ; qn:happenedOn "one day" ] , [ qn:toState qn:Withdrawn ] .'
    )
    inference.lay_on(found)
    assert days(found) == {
        "d InRealisation 2019030120200301",
        "d AllCriteriaRealised 2020030120210301",
        "d Candidate 2019030120210301",
        "d Labelled 2021030120230301",
        "d Suspended 2023030120240301",
        "d Labelled 2024030199991231",
        "d InAnyState 2019030199991231",
    }


def test_a_state_that_the_ontology_adds_to_others_has_their_days() -> None:
    """Which states one asks for together is a statement of the ontology: when it changes, the days do."""
    found = store(EVENTS)
    inference.lay_on(found)
    member = Quad(term("qn:Candidates"), term("skos:member"), term("qn:Labelled"), ONTOLOGY)
    found.add(member)
    inference.follow(found, Changes(added=(member,)))
    assert {one for one in days(found) if " Candidate " in one} == {
        "a Candidate 2021010120250101",
        "b Candidate 2024010199991231",
        "c Candidate 2020010199991231",
    }


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
    assert days(found) == days(anew)
    assert {one for one in days(found) if one.startswith(("b ", "c "))} == {
        "b AllCriteriaRealised 2024010120260202",
        "b Candidate 2024010120260202",
        "b Labelled 2026020299991231",
        "b InAnyState 2024010199991231",
        "c Labelled 2020010120260101",
        "c Suspended 2026010199991231",
        "c InAnyState 2020010199991231",
    }


def test_only_the_network_counts() -> None:
    """Events in another graph say nothing of a Quartier."""
    found = store("")
    found.extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads(EVENTS))
    inference.lay_on(found)
    assert until(found) == {}
    assert days(found) == set()
