"""The document about a thing: what is said of it, what names it, and the names of all that it mentions.

A document is bounded: of what names a thing it holds one page, says how many statements there are by each property, and
where the other pages are (Hydra Core Vocabulary, 5.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.publish.card import Card
from quartierkg.publish.description import Description
from quartierkg.publish.labels import names
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ID, curie, term

_TYPE: Final = term("rdf:type")
_TRUE: Final = Literal("true", datatype=term("xsd:boolean"))
# What says where the facts of a dataset are from: it goes with each thing that names one.
_ORIGIN: Final = tuple(
    term(name)
    for name in ("dcterms:source", "dcterms:license", "qn:sourceDate", "prov:wasDerivedFrom", "prov:wasAttributedTo")
)


def address(iri: NamedNode, page: int) -> NamedNode:
    """The address of a page about a thing, whatever its format."""
    return NamedNode(f"{iri.value}?page={page}")


def document(
    snapshot: Snapshot, found: Description, page: int = 1, where: Callable[[NamedNode, int], NamedNode] = address
) -> tuple[Triple, ...]:
    """The statements of one page, each once; what is said of the thing itself stands on the first.

    :param where: the address of each page of a thing.
    """
    said = list(found.statements) if page == 1 else []
    said += [triple for incoming in found.namers.page(page) for triple in incoming.statements]
    said += _cut(found, page, where)
    datasets = {triple.object for triple in said if triple.predicate == term("void:inDataset")}
    said += [triple for node in sorted(datasets, key=str) for triple in _origin(snapshot, node)]
    named = dict.fromkeys((*_mentioned(said), found.iri))
    return tuple(dict.fromkeys((*said, *_naming(snapshot, named))))


def _cut(found: Description, page: int, where: Callable[[NamedNode, int], NamedNode]) -> Iterator[Triple]:
    """Of how many statements a page is a part, and where the others are; nothing where there is one page."""
    pages = found.namers.pages
    if pages == 1:
        return
    whole, view = NamedNode(f"{found.iri.value}#incoming"), where(found.iri, page)
    count = Literal(str(sum(found.namers.counts.values())), datatype=term("xsd:integer"))
    yield Triple(whole, _TYPE, term("hydra:Collection"))
    yield Triple(whole, term("hydra:totalItems"), count)
    yield Triple(whole, term("hydra:view"), view)
    yield Triple(view, _TYPE, term("hydra:PartialCollectionView"))
    for relation, number in around(page, pages):
        yield Triple(view, term(f"hydra:{relation}"), where(found.iri, number))
    for property_, number in found.namers.counts.items():
        part = NamedNode(f"{whole.value}-{curie(property_).replace(':', '.')}")
        yield Triple(whole, term("void:propertyPartition"), part)
        yield Triple(part, term("void:property"), property_)
        yield Triple(part, term("void:triples"), Literal(str(number), datatype=term("xsd:integer")))


def around(page: int, pages: int) -> tuple[tuple[str, int], ...]:
    """The pages that a page leads to, by the relation that each has to it."""
    near = (("previous", page - 1), ("next", page + 1))
    return (("first", 1), *(one for one in near if 1 <= one[1] <= pages), ("last", pages))


def _origin(snapshot: Snapshot, dataset: object) -> Iterator[Triple]:
    if isinstance(dataset, NamedNode):
        for property_ in _ORIGIN:
            found = {quad.triple for quad in snapshot.quads(dataset, property_)}
            yield from sorted(found, key=str)


def _mentioned(said: Iterable[Triple]) -> Iterator[NamedNode]:
    """Every thing and every term of some statements."""
    for triple in said:
        yield from (node for node in (triple.subject, triple.predicate, triple.object) if isinstance(node, NamedNode))


def _naming(snapshot: Snapshot, nodes: Iterable[NamedNode]) -> Iterator[Triple]:
    for node in nodes:
        if not node.value.startswith(ID):
            yield from names(snapshot, node)
            continue
        card = Card(snapshot, node)
        yield from card.naming()
        if card.invented:
            yield Triple(node, term("qn:illustrative"), _TRUE)
