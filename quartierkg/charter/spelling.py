"""Terms of ours that a dossier uses and that do not exist: nothing reads them, and nobody would notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache

from pyoxigraph import NamedNode, Triple

from quartierkg.charter import document
from quartierkg.intake.screen import SetAside
from quartierkg.language import Text
from quartierkg.terms import CHARTER, ONTOLOGY, curie
from quartierkg.vocabulary import Vocabulary


def unknown(triples: Iterable[Triple], vocabulary: Vocabulary) -> Iterator[SetAside]:
    """Each statement whose property or value is a term of ours that does not exist, with the nearest that does.

    It is judged as it stands: what it means to say may be missing.
    """
    told: dict[NamedNode, Text] = {}
    for triple in triples:
        for node in (triple.predicate, triple.object):
            if isinstance(node, NamedNode) and _ours(node) and node not in vocabulary.labels and node not in _charter():
                if node not in told:
                    told[node] = _said(node, vocabulary)
                yield SetAside(triple, told[node], judged=True)


def _ours(node: NamedNode) -> bool:
    return node.value.startswith(ONTOLOGY) or (node.value.startswith(CHARTER) and "#" in node.value)


def _begins(name: str) -> str:
    """The first letter of a prefixed name, after its prefix."""
    return name.partition(":")[2][:1]


@cache
def _charter() -> frozenset[NamedNode]:
    """The criteria and requirements of every version."""
    found: set[NamedNode] = set()
    for version in document.versions():
        charter = document.charter(version)
        found.update(charter.by_iri)
        found.update(NamedNode(f"{CHARTER}{version}#criterion-{criterion.number}") for criterion in charter.criteria)
    return frozenset(found)


def _said(node: NamedNode, vocabulary: Vocabulary) -> Text:
    name = curie(node)
    stateable = (term for term in (*vocabulary.labels, *_charter()) if term not in vocabulary.reserved)
    known = (curie(term) for term in stateable if _ours(term))
    # A property begins with a small letter, a class or concept with a capital one.
    alike = {one.lower(): one for one in sorted(known) if _begins(one).isupper() == _begins(name).isupper()}
    near = [alike[found] for found in get_close_matches(name.lower(), alike, 1)]
    behind = Text(f" ; terme proche : {near[0]}", f"; nearest term: {near[0]}") if near else Text("", "")
    return Text(
        f"Terme inconnu, que rien ne lit : {name}{behind.fr}.", f"Unknown term, which nothing reads: {name}{behind.en}."
    )
