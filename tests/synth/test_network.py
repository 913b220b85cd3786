"""A fictional network: the same every time, shaped like a real one, and never to be taken for it."""

from __future__ import annotations

import hashlib
import statistics
from collections import Counter
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from quartierkg.snapshot.graphs import NETWORK
from quartierkg.synth import Recipe, network
from quartierkg.synth.actors import siren
from quartierkg.terms import ONTOLOGY, term
from tests.samples import ROOT
from tests.synth.statements import SIZE

TYPE, ILLUSTRATIVE = term("rdf:type"), term("qn:illustrative")


def of(quads: list[Quad], property_: str) -> list[tuple[NamedNode, NamedNode | Literal]]:
    """Subjects and values of a property."""
    predicate = term(property_)
    return [(quad.subject, quad.object) for quad in quads if quad.predicate == predicate]  # type: ignore[misc]


def things(quads: list[Quad], class_: str) -> set[NamedNode]:
    """The things of a class."""
    return {subject for subject, found in of(quads, "rdf:type") if found == term(class_)}


def test_the_same_seed_gives_the_same_network() -> None:
    """Statement by statement, in the same order; another seed, another network."""
    first = list(network(40, 1, NETWORK))
    assert list(network(40, 1, NETWORK)) == first
    assert list(network(40, 2, NETWORK)) != first


def test_a_recipe_stands_for_the_same_statements_in_every_release() -> None:
    """Whoever changes the generator raises ``FORMAT``, and then writes the new digest here."""
    written = "".join(f"{quad}\n" for quad in Recipe(5, 1).quads(NETWORK))
    assert (Recipe(5, 1).format, hashlib.sha256(written.encode()).hexdigest()[:16]) == (3, "1a2f865788ed0445")


def test_every_quartier_is_described_at_length(quads: list[Quad]) -> None:
    """At least 250 statements for each, none twice; three lifecycle events or more, in the order of their days."""
    quartiers = things(quads, "qn:Quartier")
    assert len(quartiers) == SIZE
    assert len(set(quads)) == len(quads) >= 250 * SIZE
    days = {event: date.fromisoformat(day.value) for event, day in of(quads, "qn:happenedOn")}
    states = dict(of(quads, "qn:toState"))
    last = dict(of(quads, "qn:state"))
    histories: dict[NamedNode, list[NamedNode]] = {}
    for quartier, event in of(quads, "qn:history"):
        histories.setdefault(quartier, []).append(event)  # type: ignore[arg-type]
    assert histories.keys() == quartiers
    for quartier, events in histories.items():
        assert len(events) >= 3
        in_order = sorted(events, key=lambda event: days[event])
        assert len({days[event] for event in events}) == len(events)
        assert states[in_order[-1]] == last[quartier]


def test_some_are_not_labelled(quads: list[Quad]) -> None:
    """At least 15 in a hundred; some are suspended, some withdrawn."""
    states = Counter(state for _, state in of(quads, "qn:state"))
    assert states[term("qn:Labelled")] <= 0.85 * SIZE
    assert states[term("qn:Suspended")]
    assert states[term("qn:Withdrawn")]
    assert len(states) >= 6


def test_shared_actors_are_unequally_shared(quads: list[Quad]) -> None:
    """A few are in very many Quartiers, most in few."""
    memberships = Counter(actor for _, actor in of(quads, "org:member") if "/actor/synth-" in actor.value)
    assert max(memberships.values()) >= 8 * statistics.median(memberships.values())
    degrees = Counter(partner for _, partner in of(quads, "qn:partner"))
    assert max(degrees.values()) >= 8 * statistics.median(degrees.values())


def test_links_are_of_every_kind(quads: list[Quad]) -> None:
    """Said by both sides, by one alone, by nobody; desks are reserved for others, never for oneself."""
    of_measure = {measure: quartier for quartier, measure in of(quads, "qn:networkingMeasure")}
    links = {(of_measure[measure], partner) for measure, partner in of(quads, "qn:partner")}
    both = {link for link in links if link[::-1] in links}
    assert both
    assert links - both
    assert things(quads, "qn:Quartier") - {one for link in links for one in link[:1]}
    assert all(one != other for one, other in links)
    of_desk = {desk: quartier for quartier, desk in of(quads, "qn:guestDesk")}
    reserved = {(of_desk[desk], other) for desk, other in of(quads, "qn:reservedFor")}
    assert reserved
    assert all(one != other for one, other in reserved)


def test_everything_says_that_it_is_invented(quads: list[Quad]) -> None:
    """Every thing with an address is flagged; Quartiers, firms and people say it in their names."""
    flagged = {quad.subject for quad in quads if quad.predicate == ILLUSTRATIVE}
    typed = {quad.subject for quad in quads if quad.predicate == TYPE and isinstance(quad.subject, NamedNode)}
    assert typed <= flagged
    named = things(quads, "qn:Quartier") | things(quads, "qn:Enterprise") | things(quads, "foaf:Person")
    labels = {subject: value.value for subject, value in of(quads, "rdfs:label")}
    assert all("fict" in labels[subject] for subject in named)


def test_only_terms_of_the_model_are_used(quads: list[Quad]) -> None:
    """Every class, property and concept of ours stands in the ontology; nothing refers to what is not described."""
    files = (ROOT / "ontology").glob("*.ttl")
    known = {quad.subject for file in files for quad in parse(path=file, format=RdfFormat.TURTLE)}
    used = {node for quad in quads for node in (quad.predicate, quad.object) if isinstance(node, NamedNode)}
    assert {node for node in used if node.value.startswith(ONTOLOGY)} <= known
    described = {quad.subject for quad in quads}
    named = {node for node in used if "/synth-" in node.value}
    assert named <= described


def test_invented_sirens_are_wellformed_and_nobodys() -> None:
    """They begin with 000, pass the check of Luhn, and end when there are no more."""
    found = [siren(of, number) for of in ("structure", "champion") for number in range(0, 40_000, 500)]
    assert siren("structure", 40_000) is None
    assert len(set(found)) == len(found)
    for one in found:
        assert one is not None
        assert one.startswith("000")
        digits = [int(digit) for digit in reversed(one)]
        total = sum(digits[0::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
        assert total % 10 == 0
