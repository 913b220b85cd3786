"""The statements of a report by subject, and its nodes as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.language import Text
from quartierkg.report.w3c.result import Node
from quartierkg.terms import PREFIXES, is_blank, term

Object = NamedNode | Literal

UNNAMED: Final = Text("nœud sans adresse", "node without an address")
_LOCAL: Final = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_NAMESPACES: Final = {namespace: prefix for prefix, namespace in PREFIXES.items()}
# Literals that Turtle writes without quotation marks (Turtle 1.1, 2.5).
_BARE: Final = {
    term("xsd:integer"): re.compile(r"[-+]?\d+", re.ASCII),
    term("xsd:decimal"): re.compile(r"[-+]?\d*\.\d+", re.ASCII),
    term("xsd:boolean"): re.compile("true|false"),
}
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


class Graph:
    """The statements of a source, as intake gives them: blank nodes are IRIs of our own."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: dict[NamedNode, dict[NamedNode, list[Object]]] = {}
        for triple in triples:
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
                by_predicate = self._objects.setdefault(triple.subject, {})
                by_predicate.setdefault(triple.predicate, []).append(triple.object)

    def objects(self, subject: NamedNode, curie: str) -> list[Object]:
        """The values of a property."""
        return self._objects.get(subject, {}).get(term(curie), [])

    def first(self, subject: NamedNode, curie: str) -> Object | None:
        """The first value of a property."""
        return next(iter(self.objects(subject, curie)), None)

    def nodes(self, subject: NamedNode, curie: str) -> list[NamedNode]:
        """The values of a property that are no literals."""
        return [found for found in self.objects(subject, curie) if isinstance(found, NamedNode)]

    def instances(self, curie: str) -> list[NamedNode]:
        """The subjects of a class, in the order of the document."""
        return [subject for subject in self._objects if term(curie) in self.objects(subject, "rdf:type")]

    def node(self, found: Object | None) -> Node | None:
        """A node as people and programs read it."""
        if isinstance(found, Literal):
            said = literal(found)
            return Node(Text.alike(said), None, found.value, found.datatype.value, found.language)
        if found is None:
            return None
        if is_blank(found):
            return Node(self._described(found) or UNNAMED)
        label, short = self._described(found), iri(found)
        if label is None or label.fr == found.value:
            return Node(Text.alike(short), found.value)
        return Node(Text("{} ({})", "{} ({})").filled(label, short), found.value)

    def _described(self, node: NamedNode) -> Text | None:
        """What a node is called, where the report says so."""
        labels = [found for found in self.objects(node, "rdfs:label") if isinstance(found, Literal)]
        by_language = {found.language or "": found.value for found in labels}
        if not by_language:
            return None
        plain = by_language.get("", next(iter(by_language.values())))
        return Text(by_language.get("fr", plain), by_language.get("en", plain))


def iri(node: NamedNode) -> str:
    """An IRI as SPARQL writes it, with one of the usual prefixes where there is one."""
    for end in ("#", "/"):
        namespace, mark, local = node.value.rpartition(end)
        prefix = _NAMESPACES.get(namespace + mark)
        if prefix and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return f"<{node.value}>"


def literal(found: Literal) -> str:
    """A literal as Turtle writes it."""
    bare = _BARE.get(found.datatype)
    if bare is not None and bare.fullmatch(found.value):
        return found.value
    quoted = f'"{found.value.translate(_ESCAPES)}"'
    if found.language:
        return f"{quoted}@{found.language}"
    return quoted if found.datatype == term("xsd:string") else f"{quoted}^^{iri(found.datatype)}"
