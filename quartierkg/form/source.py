"""The statements that a form is made from, by subject and property: the ontology, the charter, known things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from quartierkg import resources
from quartierkg.borrowed import BORROWED
from quartierkg.language import Text
from quartierkg.terms import curie, last_part, term

_APART = "alignments.ttl"


@cache
def ontology() -> tuple[Triple, ...]:
    """The statements of the bundled ontology; what aligns it with others infers what nobody stated, and is left out."""
    files = (file for file in resources.turtle_files(resources.folder("ontology")) if file.name != _APART)
    return tuple(
        quad.triple
        for file in files
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE, rename_blank_nodes=True)
    )


class Source:
    """Some statements, looked up by what a form asks of them."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._by_subject: dict[object, dict[NamedNode, list[object]]] = {}
        self._by_value: dict[tuple[NamedNode, object], list[object]] = {}
        for triple in triples:
            self._by_subject.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple.object)
            self._by_value.setdefault((triple.predicate, triple.object), []).append(triple.subject)

    def values(self, node: object, property_: str) -> list[object]:
        """What a node has of a property."""
        return self._by_subject.get(node, {}).get(term(property_), [])

    def nodes(self, node: object, property_: str) -> list[NamedNode]:
        """Those of them that are addresses."""
        return [value for value in self.values(node, property_) if isinstance(value, NamedNode)]

    def blanks(self, node: object, property_: str) -> list[BlankNode]:
        """Those of them that have no address."""
        return [value for value in self.values(node, property_) if isinstance(value, BlankNode)]

    def having(self, property_: str, value: object) -> list[object]:
        """What has a value."""
        return self._by_value.get((term(property_), value), [])

    def having_any(self, property_: str) -> Iterator[object]:
        """What has any value of a property."""
        wanted = term(property_)
        return (subject for subject, stated in self._by_subject.items() if wanted in stated)

    def is_true(self, node: object, property_: str) -> bool:
        """Whether a node has the truth value true of a property."""
        return self.truth(node, property_) is True

    def truth(self, node: object, property_: str) -> bool | None:
        """The truth value that a node has of a property; None where it has none."""
        found = (value.value == "true" for value in self.values(node, property_) if isinstance(value, Literal))
        return next(found, None)

    def whole(self, node: object, property_: str, default: int) -> int:
        """The whole number that a node has of a property."""
        found = (value for value in self.values(node, property_) if isinstance(value, Literal))
        return next((int(value.value) for value in found), default)

    def text(self, node: object, *properties: str) -> Text | None:
        """What a node says in both languages, by the first of some properties that says it."""
        for property_ in properties:
            said = {v.language: v.value for v in self.values(node, property_) if isinstance(v, Literal)}
            if said:
                first = next(iter(said.values()))
                return Text(said.get("fr", first), said.get("en", first))
        return None

    def name(self, node: NamedNode) -> Text:
        """A term or a thing by its name, else by its address."""
        found = self.text(node, "sh:name", "rdfs:label", "skos:prefLabel", "dcterms:title")
        if found is not None:
            return found
        short = curie(node)
        return BORROWED.get(node) or Text.alike(short if short != node.value else last_part(node))
