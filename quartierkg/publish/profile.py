"""The views in which a thing can be had (``ontology/views.ttl``): what another vocabulary can say of it.

A view keeps some terms, puts others in the place of ours and leaves out the rest; it adds the names of what it names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from quartierkg import resources
from quartierkg.language import Text
from quartierkg.publish.description import Description
from quartierkg.publish.document import document
from quartierkg.snapshot import Snapshot
from quartierkg.terms import BASE, NAMING, term

OWN: Final = "own"
"""The token of the view that leaves nothing out."""
_TYPE: Final = term("rdf:type")


@dataclass(frozen=True, slots=True)
class Profile:
    """A view (W3C Profiles Vocabulary, ``prof:Profile``)."""

    token: str
    """The short name that ``_profile`` takes (Content Negotiation by Profile, 7.2)."""
    iri: NamedNode
    standard: NamedNode | None
    """The vocabulary that it is a view in; its address names the profile as well."""
    label: Text
    namespaces: tuple[str, ...]
    terms: Mapping[NamedNode, tuple[NamedNode, ...]]
    """What is put in the place of a term; of a kept one, itself."""
    domains: Mapping[NamedNode, frozenset[NamedNode]]
    """Of which things a property is for (``schema:domainIncludes``), where that is not anything."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every address and token that a client may ask for it by."""
        addresses = [self.iri.value] + ([self.standard.value] if self.standard is not None else [])
        secure = [address.replace("http://", "https://", 1) for address in addresses if address.startswith("http://")]
        return (self.token, *addresses, *secure)

    def view(self, snapshot: Snapshot, found: Description, page: int = 1) -> tuple[Triple, ...]:
        """What a description says in this view, each statement once and in a fixed order; ours has pages."""
        if self.token == OWN:
            return document(snapshot, found, page)
        said = self._fitting(list(self._said(found)))
        linked = {
            triple.object for triple in said if isinstance(triple.object, NamedNode) and triple.predicate != _TYPE
        }
        names = (triple for thing in sorted(linked, key=str) for triple in self._names(snapshot, thing))
        return tuple(dict.fromkeys((*said, *names)))

    def _fitting(self, said: Sequence[Triple]) -> list[Triple]:
        """The statements about things that their properties are for, by what the view calls these."""
        types: dict[object, set[object]] = defaultdict(set)
        for triple in said:
            if triple.predicate == _TYPE:
                types[triple.subject].add(triple.object)
        return [
            triple
            for triple in said
            if triple.predicate not in self.domains or types[triple.subject] & self.domains[triple.predicate]
        ]

    def _said(self, found: Description) -> Iterator[Triple]:
        waiting: list[NamedNode | BlankNode] = [found.iri]
        seen: set[NamedNode | BlankNode] = set()
        while waiting:
            node = waiting.pop(0)
            if node in seen:
                continue
            seen.add(node)
            for triple in found.of(node):
                for written in self._written(triple):
                    yield written
                    if isinstance(written.object, BlankNode):
                        waiting.append(written.object)

    def _written(self, triple: Triple) -> Iterator[Triple]:
        if triple.predicate == _TYPE:
            if isinstance(triple.object, NamedNode):
                for class_ in self._put(triple.object):
                    yield Triple(triple.subject, _TYPE, class_)
            return
        for property_ in self._put(triple.predicate):
            yield Triple(triple.subject, property_, triple.object)

    def _put(self, one: NamedNode) -> Sequence[NamedNode]:
        if one.value.startswith(self.namespaces):
            return (one,)
        return self.terms.get(one, ())

    def _names(self, snapshot: Snapshot, thing: NamedNode) -> Iterator[Triple]:
        for property_ in NAMING:
            written = self._put(property_)
            for quad in snapshot.quads(thing, property_) if written else ():
                for put in written if isinstance(quad.object, Literal) else ():
                    yield Triple(thing, put, quad.object)


@cache
def profiles() -> Mapping[str, Profile]:
    """Every view of the release by its token, ours first."""
    graph = _ontology()
    found = [
        _profile(graph, node)
        for node in graph[term("rdf:type")]
        if term("prof:Profile") in graph[term("rdf:type")][node]
    ]
    ordered = sorted(found, key=lambda profile: (profile.token != OWN, profile.token))
    return MappingProxyType({profile.token: profile for profile in ordered})


def by_name(name: str) -> Profile | None:
    """The view of an address or a token; None where there is none."""
    return next((profile for profile in profiles().values() if name in profile.names), None)


_Said = Mapping[NamedNode, Mapping[object, Sequence[object]]]


def _ontology() -> _Said:
    """What the ontology states, by property and then by subject."""
    said: dict[NamedNode, dict[object, list[object]]] = defaultdict(lambda: defaultdict(list))
    for place, file in enumerate(resources.turtle_files(resources.folder("ontology"))):
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE):
            subject, object_ = _apart(quad.subject, place), _apart(quad.object, place)
            said[quad.predicate][subject].append(object_)
    return said


def _apart(node: object, place: int) -> object:
    """A node; a blank one is that of its file alone."""
    return BlankNode(f"f{place}x{node.value}") if isinstance(node, BlankNode) else node


def _profile(graph: _Said, node: object) -> Profile:
    assert isinstance(node, NamedNode)

    def values(property_: str, of: object = node) -> Sequence[object]:
        return graph[term(property_)].get(of, ())

    namespaces = tuple(sorted(found.value for found in values("qn:keepsNamespace") if isinstance(found, Literal)))
    direct: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for kept in _named(values("qn:keepsTerm")):
        direct[kept].add(kept)
    for mapping in values("qn:mapping"):
        for source in _named(values("qn:mapsFrom", mapping)):
            direct[source].update(_named(values("qn:mapsTo", mapping)))
    labels = {found.language: found.value for found in values("rdfs:label") if isinstance(found, Literal)}
    token = next(found.value for found in values("prof:hasToken") if isinstance(found, Literal))
    standard = next(_named(values("prof:isProfileOf")), None)
    terms = _closed(graph, direct, namespaces)
    domains = {
        property_: frozenset(_named(classes))
        for property_, classes in graph[term("schema:domainIncludes")].items()
        if isinstance(property_, NamedNode)
    }
    return Profile(token, node, standard, Text(labels["fr"], labels["en"]), namespaces, terms, domains)


def _closed(
    graph: _Said, direct: Mapping[NamedNode, set[NamedNode]], namespaces: tuple[str, ...]
) -> Mapping[NamedNode, tuple[NamedNode, ...]]:
    """What is put in the place of each term of ours: its own mapping, else those of the nearest broader terms."""
    found = {one: tuple(sorted(put, key=str)) for one, put in direct.items()}
    for broader in (graph[term("rdfs:subClassOf")], graph[term("rdfs:subPropertyOf")]):
        for one in broader:
            if isinstance(one, NamedNode) and one.value.startswith(BASE) and one not in found:
                put = _above(one, broader, direct, namespaces)
                if put:
                    found[one] = put
    return MappingProxyType(found)


def _above(
    one: NamedNode,
    broader: Mapping[object, Sequence[object]],
    direct: Mapping[NamedNode, set[NamedNode]],
    namespaces: tuple[str, ...],
) -> tuple[NamedNode, ...]:
    """The mappings of the nearest broader terms that have one; a broader term of a kept namespace is its own."""
    level, seen = {one}, {one}
    while level:
        level = {above for below in level for above in _named(broader.get(below, ()))} - seen
        seen |= level
        put = {above for above in level if namespaces and above.value.startswith(namespaces)}
        put |= {mapped for above in level for mapped in direct.get(above, ())}
        if put:
            return tuple(sorted(put, key=str))
    return ()


def _named(nodes: Iterable[object]) -> Iterator[NamedNode]:
    return (node for node in nodes if isinstance(node, NamedNode))
