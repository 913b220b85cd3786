"""Terms of other vocabularies have a name in both languages wherever they are shown."""

from __future__ import annotations

from itertools import chain

from pyoxigraph import NamedNode

from quartierkg.borrowed import BORROWED
from quartierkg.publish.labels import label
from quartierkg.snapshot import Archive
from quartierkg.snapshot.graphs import INFERRED, NETWORK, REGISTER
from quartierkg.synth import Recipe
from quartierkg.terms import BASE, curie, term


def test_every_term_of_the_network_has_a_french_name() -> None:
    """Of the bundled network and of a fictional one: no page shows a word of English for a French one."""
    with Archive(None) as archive:
        snapshot = archive.snapshot
        held = (snapshot.quads(graph=graph) for graph in (NETWORK, REGISTER, INFERRED))
        shown: set[NamedNode] = set()
        for quad in chain(*held, Recipe(5, 1).quads(NETWORK)):
            shown.add(quad.predicate)
            if quad.predicate == term("rdf:type") and isinstance(quad.object, NamedNode):
                shown.add(quad.object)
        borrowed = {iri for iri in shown if not iri.value.startswith(BASE)}
        assert len(borrowed) > 30
        assert sorted(curie(iri) for iri in borrowed - BORROWED.keys()) == []
        assert label(snapshot, term("org:Role"), "fr") == "rôle"
        assert label(snapshot, term("org:Role"), "en") == "role"
