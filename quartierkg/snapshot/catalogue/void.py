"""What was counted of the graphs, in the terms of VoID (W3C Interest Group Note, 3 March 2011).

Every partition has an address, so that none is a blank node: other stores name those as they like.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.language import LANGUAGES, Text
from quartierkg.media import GRAPHS
from quartierkg.snapshot.catalogue.counts import ClassCount, Counts, LinkCount
from quartierkg.snapshot.graphs import CATALOGUE, TITLES
from quartierkg.terms import BASE, GRAPH, curie, term

DOCUMENT: Final = NamedNode(BASE + "void")
DATASET: Final = NamedNode(BASE + "void#dataset")
"""All that is published, as one dataset; each graph is a subset of it."""
MARKS: Final = frozenset((term("owl:versionInfo"), term("dcterms:date")))
"""By these a description says which revision it describes, and of which day."""
WHERE: Final = frozenset(term(name) for name in ("void:sparqlEndpoint", "void:feature", "foaf:homepage"))
"""By these it says how the dataset is asked, which depends on who serves it."""
_MARKED: Final = frozenset((DATASET, *TITLES)) - {CATALOGUE}
_TYPE: Final = term("rdf:type")
_VOID: Final = term("void:Dataset").value.removesuffix("Dataset")
_TITLE: Final = Text("Description VoID des graphes publiés", "VoID description of the published graphs")
WHOLE: Final = Text("Tous les graphes publiés", "All published graphs")
WHOLE_TEXT: Final = Text(
    "Le réseau, la charte, l’ontologie, le registre et ce qui en est déduit, chacun dans son graphe. Ce qui porte "
    "qn:illustrative est inventé.",
    "The network, the charter, the ontology, the register and what is inferred from them, each in its graph. What is "
    "marked qn:illustrative is invented.",
)
EXAMPLE: Final = term("void:exampleResource")
"""What people state of a graph beside what is counted of it."""
_FICTIONAL: Final = Text("Ce qui est inventé", "What is invented")
_REAL: Final = Text("Ce qui n’est pas inventé", "What is not invented")


def statements(counted: Sequence[Counts], revision: int, day: Literal) -> Iterator[Triple]:
    """What the graphs hold, marked with the revision and the day that it describes (VoID, 4)."""
    yield Triple(DOCUMENT, _TYPE, term("void:DatasetDescription"))
    yield Triple(DOCUMENT, term("foaf:primaryTopic"), DATASET)
    yield from _titled(DOCUMENT, _TITLE)
    yield from _titled(DATASET, WHOLE)
    yield from _marked(DATASET, revision, day)
    yield _counted(DATASET, "triples", sum(one.triples for one in counted))
    yield _counted(DATASET, "classes", len({class_.name for one in counted for class_ in one.classes}))
    yield _counted(DATASET, "properties", len({found.property for one in counted for found in one.properties}))
    for vocabulary in sorted({vocabulary for one in counted for vocabulary in _vocabularies(one)}):
        yield Triple(DATASET, term("void:vocabulary"), NamedNode(vocabulary))
    for one in counted:
        yield Triple(DATASET, term("void:subset"), one.graph)
        yield from _graph(one)
        yield from _marked(one.graph, revision, day)


def about(graphs: Sequence[NamedNode], base: str) -> Iterator[Triple]:
    """What the graphs are called, and where they are asked (VoID, 2 and 3.6).

    :param base: what the addresses of the service begin with, without a closing slash.
    """
    yield Triple(DATASET, term("foaf:homepage"), NamedNode(f"{base}/"))
    for media in GRAPHS:
        if media.rdf is not None:
            yield Triple(DATASET, term("void:feature"), NamedNode(media.rdf.iri))
    for graph in graphs:
        yield from _titled(graph, TITLES[graph])
    for dataset in (DATASET, *graphs):
        yield Triple(dataset, term("void:sparqlEndpoint"), NamedNode(f"{base}/sparql"))


def is_void(triple: Triple) -> bool:
    """Whether a statement of the catalogue's graph is of what a build counted, or of where that is asked."""
    subject, predicate = triple.subject, triple.predicate
    if not isinstance(subject, NamedNode) or predicate == EXAMPLE:
        return False
    in_terms = predicate.value.startswith(_VOID) or triple.object == term("void:Dataset")
    marked = predicate in MARKS and subject in _MARKED
    if subject == DATASET:
        return in_terms or marked or predicate == term("dcterms:title")
    return in_terms or marked or subject == DOCUMENT or subject.value.startswith(f"{DOCUMENT.value}#")


def _graph(counts: Counts) -> Iterator[Triple]:
    graph = counts.graph
    yield Triple(graph, _TYPE, term("void:Dataset"))
    for name, count in (
        ("triples", counts.triples),
        ("entities", counts.entities),
        ("distinctSubjects", counts.subjects),
        ("distinctObjects", counts.objects),
        ("classes", len(counts.classes)),
        ("properties", len(counts.properties)),
    ):
        yield _counted(graph, name, count)
    if counts.space is not None:
        yield Triple(graph, term("void:uriSpace"), Literal(counts.space))
    for vocabulary in sorted(_vocabularies(counts)):
        yield Triple(graph, term("void:vocabulary"), NamedNode(vocabulary))
    for class_ in counts.classes:
        yield from _class(graph, class_)
    for found in counts.properties:
        part = _part(graph, "property", found.property)
        yield Triple(graph, term("void:propertyPartition"), part)
        yield Triple(part, term("void:property"), found.property)
        yield _counted(part, "triples", found.triples)
        yield _counted(part, "distinctSubjects", found.subjects)
        yield _counted(part, "distinctObjects", found.objects)
    yield from _sorts(counts)
    for link in counts.links:
        yield from _link(graph, link)


def _class(graph: NamedNode, class_: ClassCount) -> Iterator[Triple]:
    """The things of a class, and how often each property is stated of them (VoID, 4.5)."""
    part = _part(graph, "class", class_.name)
    yield Triple(graph, term("void:classPartition"), part)
    yield Triple(part, term("void:class"), class_.name)
    yield _counted(part, "entities", class_.entities)
    for property_, triples in class_.properties:
        within = NamedNode(f"{part.value}/{_slug(property_)}")
        yield Triple(part, term("void:propertyPartition"), within)
        yield Triple(within, term("void:property"), property_)
        yield _counted(within, "triples", triples)


def _sorts(counts: Counts) -> Iterator[Triple]:
    """Of a graph that holds invented things: how many, and how many others."""
    real = counts.entities - counts.fictional
    for name, title, entities in (("fictional", _FICTIONAL, counts.fictional), ("real", _REAL, real)):
        if counts.fictional and entities:
            part = NamedNode(f"{DOCUMENT.value}#{_short(counts.graph)}/{name}")
            yield Triple(counts.graph, term("void:subset"), part)
            yield from _titled(part, title)
            yield _counted(part, "entities", entities)
            yield Triple(part, term("qn:illustrative"), Literal(name == "fictional"))


def _link(graph: NamedNode, link: LinkCount) -> Iterator[Triple]:
    """Links to the things of another dataset, which is known by what their addresses begin with (VoID, 5)."""
    place = link.space.partition("://")[2].rstrip("/") or _slug(NamedNode(link.space))
    other = NamedNode(f"{DOCUMENT.value}#target/{place}")
    part = NamedNode(f"{DOCUMENT.value}#{_short(graph)}/links/{place}/{_slug(link.property)}")
    yield Triple(part, _TYPE, term("void:Linkset"))
    yield Triple(part, term("void:linkPredicate"), link.property)
    yield Triple(part, term("void:subjectsTarget"), graph)
    yield Triple(part, term("void:objectsTarget"), other)
    yield _counted(part, "triples", link.triples)
    yield Triple(DATASET, term("void:subset"), part)
    yield Triple(other, _TYPE, term("void:Dataset"))
    yield Triple(other, term("void:uriSpace"), Literal(link.space))


def _titled(dataset: NamedNode, title: Text) -> Iterator[Triple]:
    if dataset != DOCUMENT:
        yield Triple(dataset, _TYPE, term("void:Dataset"))
    for language in LANGUAGES:
        yield Triple(dataset, term("dcterms:title"), Literal(title.in_(language), language=language))


def _marked(dataset: NamedNode, revision: int, day: Literal) -> Iterator[Triple]:
    yield Triple(dataset, term("owl:versionInfo"), Literal(str(revision)))
    yield Triple(dataset, term("dcterms:date"), day)


def _counted(subject: NamedNode, name: str, count: int) -> Triple:
    return Triple(subject, term(f"void:{name}"), Literal(count))


def _vocabularies(counts: Counts) -> set[str]:
    """The namespaces of the classes and properties that are used."""
    used = (*(one.name for one in counts.classes), *(one.property for one in counts.properties))
    return {_namespace(node.value) for node in used}


def _namespace(iri: str) -> str:
    """All of an address up to its last part."""
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1] or iri


def _part(graph: NamedNode, kind: str, of: NamedNode) -> NamedNode:
    return NamedNode(f"{DOCUMENT.value}#{_short(graph)}/{kind}/{_slug(of)}")


def _short(graph: NamedNode) -> str:
    return graph.value.removeprefix(GRAPH)


def _slug(node: NamedNode) -> str:
    """A term as a part of an address: its prefixed name, or a digest where none of our prefixes fits."""
    short = curie(node)
    return short.replace(":", ".", 1) if short != node.value else hashlib.sha256(short.encode()).hexdigest()[:16]
