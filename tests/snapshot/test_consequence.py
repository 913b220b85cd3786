"""What follows by the rules of the ontology, and that it keeps up with every change."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from quartierkg.snapshot import inference
from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import INFERRED, NETWORK, ONTOLOGY, STATIONS
from quartierkg.snapshot.inference.rules import LONGEST, Rules
from quartierkg.terms import term
from tests.snapshot.reasoning import HERE, anew, follows, inferred, network, ontology, store

PRESENCE = """
:q qn:participation :p ; qn:governanceBody :council .
:p org:member :a ; org:role qn:VentureCapital .
:council org:hasMember :b .
:c org:hasSite :lab . :lab geo:sfWithin :q .
"""
LINKS = """
:q qn:networkingMeasure :m . :m qn:partner :r , :s .
:s qn:networkingMeasure :n . :n qn:partner :q .
"""


def test_an_actor_is_present_through_a_part_a_seat_or_a_site() -> None:
    """Whoever takes part, sits on the governance body or has a site there; from both ends."""
    assert follows(PRESENCE, "qn:presentIn", "qn:hasActor") == {
        *(f"{actor} qn:presentIn q" for actor in "abc"),
        *(f"q qn:hasActor {actor}" for actor in "abc"),
    }


def test_what_one_side_states_is_found_from_the_other() -> None:
    """A member, a site, a unit and a participation lead back to that of which they are."""
    assert follows(PRESENCE, "org:memberOf", "org:siteOf", "qn:participationIn") == {
        "b org:memberOf council",
        "lab org:siteOf c",
        "p qn:participationIn q",
    }
    assert follows(":u org:unitOf :school .") == {"school org:hasUnit u"}


def test_an_inverse_leads_on() -> None:
    """A member that states its seat itself is present all the same."""
    assert follows(":q qn:governanceBody :council . :b org:memberOf :council .") == {
        "council org:hasMember b",
        "q qn:hasActor b",
        "b qn:presentIn q",
    }


def test_a_link_holds_from_either_side() -> None:
    """A measure makes those in network that name a partner, and the partner with them, once."""
    assert follows(LINKS) == {
        *("q qn:networkedWith r", "q qn:networkedWith s", "s qn:networkedWith q"),
        *("q qn:inNetworkWith r", "r qn:inNetworkWith q", "q qn:inNetworkWith s", "s qn:inNetworkWith q"),
    }


def test_a_role_is_of_its_family() -> None:
    """Three roles are those of investors; a role outside the families, or a function of one’s own, has none."""
    roles = ("VentureCapital", "SeedInvestment", "BusinessAngels", "Incubator", "TechChampion")
    held = "".join(f":{role} org:role qn:{role} . " for role in roles) + ":seat org:role :president ."
    assert follows(held) == {
        *(f"{role} qn:inRoleFamily qn:Investor" for role in roles[:3]),
        "Incubator qn:inRoleFamily qn:StartUpSupport",
    }


def test_what_is_stated_is_not_inferred() -> None:
    """Inferred and stated statements are never the same, so that a query over both graphs counts once."""
    stated = ":q qn:networkingMeasure :m ; qn:networkedWith :r . :m qn:partner :r . :r qn:inNetworkWith :q ."
    assert follows(stated) == {"q qn:inNetworkWith r"}
    assert follows(":school org:hasUnit :u . :u org:unitOf :school .") == set()


@pytest.mark.parametrize("graph", [STATIONS, INFERRED])
def test_only_the_network_is_looked_at(graph: NamedNode) -> None:
    """Statements of other graphs are no facts of the network: nothing follows from what was inferred."""
    found = store(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in network(PRESENCE + LINKS))
    before = set(found)
    inference.lay_on(found)
    assert set(found) == before


def test_a_literal_is_no_link() -> None:
    """A partner that is a name only is nobody’s partner."""
    assert follows(':q qn:networkingMeasure :m . :m qn:partner "Rennes" .') == set()


def test_no_way_is_cut_short() -> None:
    """The rules of the ontology need no longer ways than there may be, and none needs its own conclusion."""
    found = store([])
    assert Rules.read(found).paths == Rules.read(found, LONGEST + 2).paths


def test_rules_are_read_from_the_ontology_of_the_store() -> None:
    """Without an ontology nothing follows; with another one, what that says; a circle of rules ends."""
    bare = Store()
    bare.extend(network(PRESENCE + LINKS))
    inference.lay_on(bare)
    assert inferred(bare) == set()
    own = (
        ":near owl:propertyChainAxiom ( :near :near ) ; owl:inverseOf :near . :a :near :b . :b :near :c . :c :near :d ."
    )
    bare.extend(
        Quad(quad.subject, quad.predicate, quad.object, graph) for graph in (NETWORK, ONTOLOGY) for quad in network(own)
    )
    inference.lay_on(bare)
    assert Triple(NamedNode(HERE + "d"), NamedNode(HERE + "near"), NamedNode(HERE + "a")) in inferred(bare)


@pytest.mark.parametrize(
    "steps", ["qn:partner", "qn:partner 'a'", "qn:partner [ owl:inverseOf org:member ]", "1 2 3 4"]
)
def test_a_chain_that_is_none_is_passed_over(steps: str) -> None:
    """One step, a value, a property without a name, or more steps than a way may have: no rule, and no harm."""
    found = Store()
    chain = f":near owl:propertyChainAxiom ( {steps} ) ; rdfs:label 'near' ."
    found.extend(Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY) for quad in network(chain))
    assert Rules.read(found).paths == {}


def test_properties_of_other_vocabularies_are_not_inferred_from_ours() -> None:
    """What an alignment says of a property explains it, and fills no graph."""
    stated = ":q qn:legalName 'Structure' ; qn:answersCharter <https://w3id.org/quartierkg/charter/1> ."
    assert follows(stated) == set()


def test_rules_that_change_are_followed() -> None:
    """What followed by a rule that is gone goes with it, and until when a state lasted stays."""
    events = (
        ':q qn:history :e , :f . :e qn:happenedOn "2020-01-01"^^xsd:date . :f qn:happenedOn "2021-01-01"^^xsd:date .'
    )
    found = store(network(LINKS + events))
    inference.lay_on(found)
    gone = [quad for quad in ontology() if quad.object == term("owl:SymmetricProperty")]
    found.remove(gone[0])
    inference.follow(found, Changes(removed=tuple(gone)))
    assert inferred(found) == inferred(anew(found))
    assert {triple.predicate for triple in inferred(found)} >= {term("qn:until"), term("qn:inNetworkWith")}
    assert len(inferred(found)) == 3 + 3 + 1


def test_a_change_touches_what_it_concerns_and_nothing_else() -> None:
    """What another Quartier has inferred is left as it is: here a statement that no rule would give stays."""
    found = store(network(PRESENCE + LINKS))
    inference.lay_on(found)
    kept = Quad(NamedNode(HERE + "x"), term("qn:presentIn"), NamedNode(HERE + "y"), INFERRED)
    found.add(kept)
    added = network(":r qn:participation :o . :o org:member :a .")
    found.extend(added)
    inference.follow(found, Changes(added=tuple(added)))
    assert kept in found
    assert inferred(found) - {kept.triple} == inferred(anew(found))


LINKED = (
    *("qn:participation", "qn:participationIn", "org:member", "qn:governanceBody", "org:hasMember", "org:memberOf"),
    *("org:hasSite", "org:siteOf", "geo:sfWithin", "org:hasUnit", "org:unitOf", "qn:networkingMeasure", "qn:partner"),
    *("qn:networkedWith", "qn:inNetworkWith", "qn:presentIn", "qn:hasActor", "qn:inRoleFamily", "org:role"),
    *("skos:broader", "qn:history"),
)


def statements(chance: random.Random, things: int) -> Iterator[Quad]:
    """Statements at random over a few things and the properties that rules look at."""
    while True:
        subject, object_ = (NamedNode(f"{HERE}{chance.randrange(things)}") for _ in range(2))
        graph = ONTOLOGY if chance.random() < 0.05 else NETWORK
        value = Literal("a name") if chance.random() < 0.05 else object_
        yield Quad(subject, term(chance.choice(LINKED)), value, graph)


@pytest.mark.parametrize("seed", range(12))
def test_every_change_is_followed(seed: int) -> None:
    """After each of many random changes, the same as if all were inferred anew: sparse networks and dense ones."""
    chance = random.Random(seed)
    drawn = statements(chance, things=3 + seed)
    found = store(next(drawn) for _ in range(20 * (seed % 3)))
    inference.lay_on(found)
    for _ in range(40):
        facts = sorted(found.quads_for_pattern(None, None, None, NETWORK), key=str)
        gone = chance.sample(facts, min(len(facts), chance.randrange(4)))
        come = [next(drawn) for _ in range(chance.randrange(5))]
        for quad in gone:
            found.remove(quad)
        found.extend(come)
        inference.follow(found, Changes(tuple(come), tuple(set(gone) - set(come))))
        assert inferred(found) == inferred(anew(found))


def test_a_network_that_is_replaced_as_a_whole_is_followed() -> None:
    """A change of more than a tenth of a large network: all is inferred anew."""
    before = network("".join(f":q{n} qn:networkingMeasure :m{n} . :m{n} qn:partner :q{n + 1} . " for n in range(800)))
    after = network("".join(f":q{n} qn:networkingMeasure :m{n} . :m{n} qn:partner :q{n + 2} . " for n in range(800)))
    found = store(before)
    inference.lay_on(found)
    changes = Changes(tuple(set(after) - set(before)), tuple(set(before) - set(after)))
    for quad in changes.removed:
        found.remove(quad)
    found.extend(changes.added)
    inference.follow(found, changes)
    assert inferred(found) == inferred(anew(found))
    assert len(inferred(found)) == 3 * 800
