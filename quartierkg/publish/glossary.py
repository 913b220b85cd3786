"""The ontology's terms, as a page lists them: what each is, how it joins others, what it is aligned with.

All of it is read from the ontology's own graph; what is said of each relation to a reader stands in one table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from quartierkg.language import Text
from quartierkg.publish.view import href
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import ONTOLOGY
from quartierkg.terms import ONTOLOGY as NAMESPACE
from quartierkg.terms import curie, last_part, term

CLASSES: Final = Text("Classes", "Classes")
LINKS: Final = Text("Propriétés qui mènent à des choses", "Properties that lead to things")
VALUES: Final = Text("Propriétés qui mènent à des valeurs", "Properties that lead to values")
LISTS: Final = Text("Listes et leurs concepts", "Lists and their concepts")

_SECTIONS: Final[tuple[tuple[Text, frozenset[NamedNode]], ...]] = (
    (CLASSES, frozenset((term("owl:Class"), term("rdfs:Datatype")))),
    (LINKS, frozenset((term("owl:ObjectProperty"),))),
    (VALUES, frozenset((term("owl:DatatypeProperty"), term("rdf:Property")))),
    (LISTS, frozenset((term("skos:ConceptScheme"), term("skos:Collection"), term("skos:Concept")))),
)
_KINDS: Final = {
    term("owl:Class"): Text("classe", "class"),
    term("rdfs:Datatype"): Text("type de valeur", "datatype"),
    term("owl:ObjectProperty"): Text("propriété", "property"),
    term("owl:DatatypeProperty"): Text("propriété", "property"),
    term("rdf:Property"): Text("propriété", "property"),
    term("owl:SymmetricProperty"): Text("symétrique", "symmetric"),
    term("owl:TransitiveProperty"): Text("transitive", "transitive"),
    term("owl:FunctionalProperty"): Text("une valeur au plus", "one value at most"),
    term("skos:Concept"): Text("concept", "concept"),
    term("skos:ConceptScheme"): Text("liste", "list"),
    term("skos:Collection"): Text("regroupement", "collection"),
}
# What a relation is called from the side of the term that states it, and of the one that is named.
_RELATIONS: Final[tuple[tuple[NamedNode, Text, Text | None], ...]] = (
    (term("rdfs:subClassOf"), Text("sorte de", "kind of"), Text("sortes", "kinds")),
    (term("rdfs:subPropertyOf"), Text("précise", "narrows"), Text("précisée par", "narrowed by")),
    (term("rdfs:domain"), Text("dit de", "said of"), Text("ses propriétés", "its properties")),
    (term("rdfs:range"), Text("valeur", "value"), Text("valeur de", "value of")),
    (term("owl:inverseOf"), Text("inverse de", "inverse of"), Text("inverse de", "inverse of")),
    (term("owl:disjointWith"), Text("jamais aussi", "never also"), Text("jamais aussi", "never also")),
    (term("qudt:hasUnit"), Text("unité", "unit"), None),
    (term("qn:toldBy"), Text("reconnue à", "told by"), None),
    (term("skos:inScheme"), Text("liste", "list"), Text("concepts", "concepts")),
    (term("skos:broader"), Text("plus large", "broader"), Text("plus étroits", "narrower")),
    (term("skos:member"), Text("réunit", "holds"), Text("dans", "in")),
    (term("rdfs:seeAlso"), Text("à rapprocher de", "compare"), Text("à rapprocher de", "compare")),
    (term("skos:exactMatch"), Text("même chose que", "same as"), None),
    (term("skos:closeMatch"), Text("proche de", "close to"), None),
)
# Those that say how a term stands to one of another vocabulary.
_ALIGNING: Final = frozenset(
    term(name)
    for name in ("rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:seeAlso", "skos:exactMatch", "skos:closeMatch")
)
_ALIGNED: Final = Text("aligné : {}", "aligned: {}")
_CHAIN: Final = term("owl:propertyChainAxiom")

_Values = list[NamedNode | Literal | BlankNode]


@dataclass(frozen=True, slots=True)
class Reference:
    """A term that another one names: what it is called, and where it is described."""

    iri: NamedNode
    name: Text
    href: str | None
    ours: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """How a term stands to others."""

    relation: NamedNode
    forth: bool
    """Whether the term itself states it; otherwise the others do."""
    name: Text
    values: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology."""

    iri: NamedNode
    id: str
    """Its local name, which is the anchor of its entry too."""
    label: Text
    definition: Text | None
    types: frozenset[NamedNode]
    kinds: tuple[Text, ...]
    """What it is, in words."""
    facts: tuple[Fact, ...]
    chains: tuple[tuple[Reference, ...], ...]
    """Of a property, the paths that it follows from (OWL 2, 9.2.1)."""
    reserved: bool
    """Whether a dossier cannot use it (``qn:contextOnly``)."""

    def values(self, relation: str) -> tuple[Reference, ...]:
        """What the term states to be related to, in our vocabulary and in others."""
        facts = (fact for fact in self.facts if fact.forth and fact.relation == term(relation))
        return tuple(value for fact in facts for value in fact.values)


@dataclass(frozen=True, slots=True)
class Section:
    """The terms of one sort."""

    title: Text
    terms: tuple[Term, ...]


def glossary(snapshot: Snapshot) -> tuple[Section, ...]:
    """Every term of our namespace, by sort and by name; a concept stands behind the list that it is of."""
    reader = _Reader(snapshot)
    return tuple(Section(title, tuple(reader.terms(types))) for title, types in _SECTIONS)


class _Reader:
    """Reads the ontology, once and from both sides."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._said: dict[object, dict[NamedNode, _Values]] = defaultdict(lambda: defaultdict(list))
        self._named: dict[object, dict[NamedNode, list[NamedNode]]] = defaultdict(lambda: defaultdict(list))
        for quad in snapshot.quads(graph=ONTOLOGY):
            if isinstance(quad.object, NamedNode | Literal | BlankNode):
                self._said[quad.subject][quad.predicate].append(quad.object)
            if isinstance(quad.subject, NamedNode):
                self._named[quad.object][quad.predicate].append(quad.subject)

    def terms(self, types: frozenset[NamedNode]) -> list[Term]:
        """The terms of one sort, in the order of the page."""
        ours = [
            node
            for node, said in list(self._said.items())
            if isinstance(node, NamedNode) and node.value.startswith(NAMESPACE)
            if types.intersection(_nodes(said.get(term("rdf:type"), ())))
        ]
        return [self._term(node) for node in sorted(ours, key=self._place)]

    def _place(self, node: NamedNode) -> tuple[str, bool, str]:
        name = last_part(node)
        scheme = next(_nodes(self._of(node, "skos:inScheme")), None)
        return (last_part(scheme or node).casefold(), scheme is not None, name.casefold())

    def _term(self, node: NamedNode) -> Term:
        said = self._said[node]
        types = frozenset(_nodes(said[term("rdf:type")]))
        return Term(
            node,
            last_part(node),
            self._name(node),
            _text(self._of(node, "skos:definition") or self._of(node, "rdfs:comment")),
            types,
            tuple(dict.fromkeys(_kind(kind) for kind in sorted(types, key=_rank))),
            tuple(self._facts(node)),
            tuple(self._chain(head) for head in said.get(_CHAIN, ())),
            term("qn:contextOnly") in said,
        )

    def _facts(self, node: NamedNode) -> Iterator[Fact]:
        said, named = self._said[node], self._named.get(node, {})
        for relation, forth, back in _RELATIONS:
            values = list(_nodes(said.get(relation, ())))
            others = [value for value in values if not value.value.startswith(NAMESPACE)]
            beside = others if relation in _ALIGNING else []
            from_here = [value for value in values if value not in beside]
            if forth == back:
                from_here += named.get(relation, [])
            elif back is not None:
                yield from self._fact(relation, False, back, named.get(relation, []))
            yield from self._fact(relation, True, forth, from_here)
            yield from self._fact(relation, True, _ALIGNED.filled(forth), beside)

    def _fact(self, relation: NamedNode, forth: bool, name: Text, nodes: Iterable[NamedNode]) -> Iterator[Fact]:
        found = sorted({self.reference(node) for node in nodes}, key=lambda one: one.iri.value)
        if found:
            yield Fact(relation, forth, name, tuple(found))

    def reference(self, node: NamedNode) -> Reference:
        """A term as another one names it; one of ours is on the same page."""
        ours = node.value.startswith(NAMESPACE)
        if ours:
            return Reference(node, self._name(node), f"#{last_part(node)}", ours)
        return Reference(node, Text.alike(curie(node)), href(node), ours)

    def _chain(self, head: object) -> tuple[Reference, ...]:
        found: list[Reference] = []
        while isinstance(head, BlankNode) and len(found) < len(self._said):
            found += [self.reference(node) for node in _nodes(self._of(head, "rdf:first"))]
            head = next(iter(self._of(head, "rdf:rest")), None)
        return tuple(found)

    def _name(self, node: NamedNode) -> Text:
        return _text(self._of(node, "rdfs:label") or self._of(node, "skos:prefLabel")) or Text.alike(last_part(node))

    def _of(self, node: object, property_: str) -> _Values:
        said: Mapping[NamedNode, _Values] = self._said.get(node, {})
        return said.get(term(property_), [])


def _nodes(values: Iterable[object]) -> Iterator[NamedNode]:
    return (value for value in values if isinstance(value, NamedNode))


def _text(values: Iterable[object]) -> Text | None:
    """What literals say in both languages; the one that is missing is filled with the other."""
    said = {value.language: value.value for value in values if isinstance(value, Literal)}
    if not said:
        return None
    anything = next(iter(said.values()))
    return Text(said.get("fr", anything), said.get("en", anything))


def _kind(node: NamedNode) -> Text:
    return _KINDS.get(node) or Text.alike(curie(node))


def _rank(node: NamedNode) -> tuple[int, str]:
    return (list(_KINDS).index(node) if node in _KINDS else len(_KINDS), node.value)
