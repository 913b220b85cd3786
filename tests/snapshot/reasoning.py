"""Small networks beside the rules of the bundled ontology."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, Triple, parse

from quartierkg import resources
from quartierkg.snapshot import inference
from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import INFERRED, NETWORK, ONTOLOGY
from quartierkg.terms import PREFIXES, curie, term

HERE = "https://example.org/"
_HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + f"@prefix : <{HERE}> .\n"


def network(turtle: str) -> list[Quad]:
    """Statements of the network."""
    found = parse((_HEAD + turtle).encode(), format=RdfFormat.TURTLE)
    return [Quad(quad.subject, quad.predicate, quad.object, NETWORK) for quad in found]


def ontology() -> Iterator[Quad]:
    """The bundled ontology."""
    for file in resources.turtle_files(resources.folder("ontology")):
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE):
            yield Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY)


def store(quads: Iterable[Quad]) -> Store:
    """A store with the ontology and a network, in which nothing is inferred yet."""
    found = Store()
    found.extend(ontology())
    found.extend(quads)
    return found


def inferred(found: Store) -> set[Triple]:
    """What a store infers."""
    return {quad.triple for quad in found.quads_for_pattern(None, None, None, INFERRED)}


def anew(found: Store) -> Store:
    """A store with the same facts, in which all is inferred at once."""
    fresh = Store()
    fresh.extend(quad for quad in found if quad.graph_name != INFERRED)
    inference.lay_on(fresh)
    return fresh


def shuffled(found: Store, stated: list[str], chance: random.Random) -> None:
    """Turn over four of some statements, gone where they were there, and have what follows brought up to date."""
    chosen = [quad for line in chance.sample(stated, 4) for quad in network(line)]
    changes = Changes(
        added=tuple(quad for quad in chosen if quad not in found),
        removed=tuple(quad for quad in chosen if quad in found),
    )
    for quad in changes.removed:
        found.remove(quad)
    found.extend(changes.added)
    inference.follow(found, changes)


def follows(turtle: str, *properties: str) -> set[str]:
    """What follows from a network by some properties, or by all: ``a qn:presentIn b``."""
    found = store(network(turtle))
    inference.lay_on(found)
    wanted = {term(name) for name in properties}
    return {
        f"{_short(triple.subject)} {curie(triple.predicate)} {_short(triple.object)}"
        for triple in inferred(found)
        if not wanted or triple.predicate in wanted
    }


def _short(node: object) -> str:
    assert isinstance(node, NamedNode | BlankNode)
    local = node.value.removeprefix(HERE)
    return local if local != node.value or isinstance(node, BlankNode) else curie(node)
