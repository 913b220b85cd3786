"""What follows, beside what owlrl infers: a reasoner that reads the same rules as OWL 2 RL."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import owlrl
import pytest
import rdflib
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from quartierkg import synth
from quartierkg.snapshot import inference
from quartierkg.snapshot.graphs import NETWORK, ONTOLOGY
from quartierkg.snapshot.inference import standing
from quartierkg.snapshot.inference.rules import Rules
from quartierkg.terms import ONTOLOGY as QN
from quartierkg.terms import term
from tests.samples import ROOT
from tests.snapshot.reasoning import inferred, network, ontology, store
from tests.snapshot.test_consequence import LINKS, PRESENCE

WORDS = {term(name) for name in ("owl:inverseOf", "owl:propertyChainAxiom", "rdf:first", "rdf:rest", "skos:broader")}
NARROWER = term("rdfs:subPropertyOf")
SYMMETRIC = term("owl:SymmetricProperty")


def named(quads: Iterable[Quad]) -> list[Quad]:
    """The links of a network, with addresses in place of blank nodes; that two things are one is not looked at."""

    def address(node: object) -> NamedNode:
        assert isinstance(node, NamedNode | BlankNode)
        return NamedNode(f"urn:blank:{node.value}") if isinstance(node, BlankNode) else node

    return [
        Quad(address(quad.subject), quad.predicate, address(quad.object), NETWORK)
        for quad in quads
        if isinstance(quad.object, NamedNode | BlankNode)
        and quad.predicate not in {term("owl:sameAs"), term("rdf:type")}
    ]


def illustrative() -> list[Quad]:
    """Three Quartiers of the bundled network."""
    names = ("port-lumiere", "val-claire", "haute-roche")
    files = (ROOT / "data" / "network" / "illustrative" / f"{name}.ttl" for name in names)
    return [quad for file in files for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE)]


NETWORKS: dict[str, Callable[[], list[Quad]]] = {
    "presence": lambda: network(PRESENCE),
    "links": lambda: network(LINKS),
    "both sides": lambda: network(
        ":q qn:governanceBody :c . :a org:memberOf :c . :r qn:hasActor :a . :q qn:networkedWith :q ."
    ),
    "bundled": illustrative,
    "fictional": lambda: list(synth.Recipe(3, seed=7).quads(NETWORK)),
}


def is_narrower(quad: Quad) -> bool:
    """Whether a property of ours is said to be narrower than another one of ours."""
    return quad.predicate == NARROWER and all(str(node).startswith(f"<{QN}") for node in (quad.subject, quad.object))


def oracle(facts: Iterable[Quad]) -> set[Triple]:
    """What owlrl infers from facts by the rules of the ontology, among the properties that rules are about."""
    rules = [quad for quad in ontology() if quad.predicate in WORDS or quad.object == SYMMETRIC or is_narrower(quad)]
    stated = {quad.triple for quad in (*facts, *rules)}
    graph = rdflib.Graph()
    graph.parse(data=(serialize(stated, format=RdfFormat.N_TRIPLES) or b"").decode(), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    wanted = {rdflib.URIRef(one.value) for one in Rules.read(store([])).paths}
    found = (Triple(NamedNode(str(s)), NamedNode(str(p)), NamedNode(str(o))) for s, p, o in graph if p in wanted)
    return set(found) - stated


def ours(found: Store) -> set[Triple]:
    """What we infer, save how long states lasted."""
    inference.lay_on(found)
    spells = {property_ for properties in standing.properties(found).values() for property_ in properties}
    return {triple for triple in inferred(found) if triple.predicate not in {term("qn:until"), *spells}}


@pytest.mark.parametrize("name", NETWORKS)
def test_we_infer_what_owlrl_infers(name: str) -> None:
    """The same statements, no more and no fewer, for inverses, symmetry, narrower properties and chains."""
    facts = named(NETWORKS[name]())
    expected = oracle(facts)
    assert expected
    assert ours(store(facts)) == expected


@pytest.mark.parametrize(
    "word", ["owl:inverseOf", "owl:propertyChainAxiom", "rdfs:subPropertyOf", "skos:broader", "rdf:type"]
)
def test_a_rule_that_is_not_applied_is_noticed(word: str) -> None:
    """The comparison can fail: without the rules of one kind we infer less than owlrl."""
    facts = named(network(PRESENCE + LINKS))
    found = store(facts)
    for quad in tuple(found.quads_for_pattern(None, term(word), None, ONTOLOGY)):
        found.remove(quad)
    assert ours(found) < oracle(facts)
