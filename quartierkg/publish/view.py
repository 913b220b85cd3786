"""A description, laid out for a page: properties with their names, values with their links, blank nodes in place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg import vocabulary
from quartierkg.borrowed import BORROWED
from quartierkg.language import Language, Text
from quartierkg.publish.card import Card
from quartierkg.publish.citation import Citations
from quartierkg.publish.description import Description
from quartierkg.publish.labels import called, label
from quartierkg.publish.value import Property, Value, href
from quartierkg.snapshot import Snapshot
from quartierkg.terms import BASE, ID, NAMING, NUMERIC, curie, term

__all__ = ["Layout", "Property", "Value", "href", "lay_out", "link", "property_name", "summary"]

_Node = NamedNode | BlankNode | Literal | Triple
_Nodes = frozenset[NamedNode | BlankNode]

# What a reader wants to know first.
_FIRST: Final = (*NAMING, term("rdf:type"), term("qn:state"), term("skos:definition"), term("dcterms:description"))
# What says where facts are from is shown as that, and is from nowhere else.
_ORIGIN: Final = frozenset(
    term(name)
    for name in (
        *("dcterms:source", "prov:wasDerivedFrom", "prov:wasAttributedTo", "qn:sourceDate", "void:inDataset"),
        "qn:illustrative",
    )
)
_INVENTED: Final = Text("exemple inventé", "invented example")
# What one page shows: blank nodes inside blank nodes, values of one property, values in all. The data give the rest.
_DEEPEST: Final = 6
_WIDEST: Final = 200
_MOST: Final = 2000


@dataclass(frozen=True, slots=True)
class Layout:
    """What a page shows of a description, and whether that is all."""

    properties: tuple[Property, ...]
    cut: bool


def lay_out(
    snapshot: Snapshot, description: Description, language: Language, citations: Citations | None = None
) -> Layout:
    """What is said of the described resource, by property, as far as a page holds it, and where each is from.

    :param citations: the sources of the page, which takes note of those that are named here.
    """
    cited = citations or Citations(snapshot, description.iri, language)
    writer = _Writer(snapshot, description, language, cited)
    found = writer.properties(description.iri, frozenset(), cited.default)
    return Layout(found, writer.cut)


def summary(snapshot: Snapshot, description: Description, language: Language) -> str:
    """What a thing is, in one sentence: its name, its kinds, and that it is invented where it is."""
    kinds = [
        property_name(snapshot, triple.object, language)
        for triple in description.of(description.iri)
        if triple.predicate == term("rdf:type") and isinstance(triple.object, NamedNode)
    ]
    said = [label(snapshot, description.iri, language), *([", ".join(kinds)] if kinds else [])]
    said += [_INVENTED.in_(language)] if description.illustrative else []
    return " – ".join(said)


class _Writer:
    """Lays out one description; knows how much of the page is left."""

    def __init__(self, snapshot: Snapshot, description: Description, language: Language, citations: Citations) -> None:
        self._snapshot = snapshot
        self._description = description
        self._language = language
        self._citations = citations
        self._left = _MOST
        self.cut = False

    def properties(
        self, node: NamedNode | BlankNode, above: _Nodes, sources: tuple[int, ...] = ()
    ) -> tuple[Property, ...]:
        """What is said of a node; ``above`` are those that it stands in, ``sources`` what it is from."""
        grouped: dict[NamedNode, list[_Node]] = {}
        for triple in self._description.of(node):
            grouped.setdefault(triple.predicate, []).append(triple.object)
        ranked = sorted(grouped.items(), key=lambda item: _FIRST.index(item[0]) if item[0] in _FIRST else len(_FIRST))
        return tuple(self._property(iri, found, above | {node}, sources) for iri, found in ranked)

    def _property(
        self,
        iri: NamedNode,
        found: list[_Node],
        above: _Nodes,
        sources: tuple[int, ...] = (),
        *,
        in_order: bool = False,
    ) -> Property:
        shown = found[: min(_WIDEST, self._left)]
        self._left -= len(shown)
        left_out = len(found) - len(shown)
        self.cut = self.cut or left_out > 0
        values = [self._value(iri, node, above) for node in shown]
        name = property_name(self._snapshot, iri, self._language)
        said = sources if iri not in _ORIGIN else ()
        return Property(iri, name, tuple(values if in_order else _in_order(values, self._language)), left_out, said)

    def _value(self, property_: NamedNode, found: _Node, above: _Nodes) -> Value:
        if isinstance(found, Literal):
            return literal_value(property_, found, self._language)
        if isinstance(found, BlankNode):
            nested = self._nested(found, above)
            return Value("" if nested else "…", nested=nested, sources=self._citations.of(found) if nested else ())
        if not isinstance(found, NamedNode):
            return Value(str(found))
        if not found.value.startswith(ID):
            return link(self._snapshot, found, self._language)
        return _shown(self._snapshot, found, self._language, self._citations if property_ not in _ORIGIN else None)

    def _nested(self, node: BlankNode, above: _Nodes) -> tuple[Property, ...]:
        if node in above:
            return ()
        if len(above) > _DEEPEST:
            self.cut = True
            return ()
        items = self._items(node)
        if items is None:
            return self.properties(node, above)
        return (self._property(term("rdf:first"), items, above | {node}, in_order=True),)

    def _items(self, node: _Node) -> list[_Node] | None:
        """The items of an RDF list, however long; None when the node heads no list, or one that is not whole."""
        items: list[_Node] = []
        seen: set[_Node] = set()
        while isinstance(node, BlankNode) and node not in seen:
            seen.add(node)
            said = {triple.predicate: triple.object for triple in self._description.of(node)}
            if not said.keys() >= {term("rdf:first"), term("rdf:rest")}:
                return None
            items.append(said[term("rdf:first")])
            node = said[term("rdf:rest")]
        return items if node == term("rdf:nil") else None


def link(snapshot: Snapshot, node: NamedNode, language: Language) -> Value:
    """A thing by its name, with the address of its page, and whether it is invented."""
    if node.value.startswith(ID):
        return _shown(snapshot, node, language)
    return Value(label(snapshot, node, language), href(node))


def _shown(snapshot: Snapshot, node: NamedNode, language: Language, citations: Citations | None = None) -> Value:
    card = Card(snapshot, node)
    name = called(card, language)  # first: it may read what the others ask for
    sources = citations.of(node, card) if citations is not None else ()
    return Value(name, href(node), invented=card.invented, sources=sources)


def property_name(snapshot: Snapshot, iri: NamedNode, language: Language) -> str:
    """What a property is called on a page; one that nobody named keeps its prefixed name."""
    return label(snapshot, iri, language) if iri.value.startswith(BASE) or iri in BORROWED else curie(iri)


def literal_value(property_: NamedNode, literal: Literal, language: Language) -> Value:
    """A literal as a reader writes it: numbers with their unit, yes or no, links that can be followed."""
    words = vocabulary.bundled()
    written = words.written(property_, literal)
    if written is not None:
        unit = words.units.get(property_) if literal.datatype in NUMERIC else None
        return Value(f"{written.in_(language)}\u00a0{unit}" if unit else written.in_(language))
    is_link = literal.datatype == term("xsd:anyURI") and literal.value.startswith(("http://", "https://"))
    return Value(literal.value, literal.value if is_link else None, literal.language)


def _in_order(values: Iterable[Value], language: Language) -> list[Value]:
    """The reader's language first."""
    return sorted(values, key=lambda value: (value.language not in {None, language}, value.text.casefold()))
