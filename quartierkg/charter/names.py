"""What the things and terms of a judged graph are called: by their label, else by what they are and whose."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg.borrowed import BORROWED
from quartierkg.charter.document import Charter
from quartierkg.intake.graph import Graph
from quartierkg.language import LANGUAGES, Language, Text
from quartierkg.terms import CHARTER, NAMING, curie, is_blank, last_part, term
from quartierkg.vocabulary import Vocabulary

_TYPE: Final = term("rdf:type")
_PLACEHOLDER: Final = term("qn:Placeholder")
_WHICH: Final = Text("{} ({})", "{} ({})")
_UNNAMED: Final = Text("sans nom", "unnamed")
# So far up a nameless thing is told by what it belongs to.
_DEEPEST: Final = 3


class Names:
    """The names of one graph."""

    def __init__(self, charter: Charter, vocabulary: Vocabulary, graph: Graph) -> None:
        """Ready to name.

        :param graph: what is named, the dossier's statements first.
        """
        self._charter, self._vocabulary, self._graph = charter, vocabulary, graph

    def name(self, node: NamedNode) -> Text:
        """A node by its label, else by what it is, else by its IRI; never by a blank node's id."""
        labels = self._labels(node)
        if labels:
            return Text(*(_in(labels, language) for language in LANGUAGES))
        if node in self._vocabulary.labels or node in self._ours:
            return self.term(node)
        return self._kind(node) or _UNNAMED if is_blank(node) else Text.alike(node.value)

    def known_as(self, node: NamedNode) -> Text:
        """A node by its label, else by what it is, else by its IRI."""
        return self.name(node) if self._labels(node) else self._kind(node) or self.name(node)

    def thing(self, node: NamedNode) -> Text:
        """A node by its label, else by what it is and whose, as far up as something has a label."""
        return self._told(node, 0) or self._which(node)

    def _told(self, node: NamedNode, depth: int) -> Text | None:
        if self._labels(node):
            return self.name(node)
        owner = self._owners.get(node)
        whose = self._told(owner, depth + 1) if owner is not None and depth < _DEEPEST else None
        if whose is None:
            return None
        return Text("{}, {}", "{}, {}").filled(whose, self._which(node))

    def _which(self, node: NamedNode) -> Text:
        """What a nameless node is, with what it is recognised by, else with the last part of its address."""
        what = self.known_as(node)
        if self._labels(node) or what == self.term(node) or what.fr == node.value:
            return what
        for kind in self._graph.objects(node, _TYPE):
            told_by = self._vocabulary.told_by.get(kind) if isinstance(kind, NamedNode) else None
            for value in self._graph.objects(node, told_by) if told_by is not None else []:
                return _WHICH.filled(what, self._shown(value))
        return what if is_blank(node) else _WHICH.filled(what, last_part(node))

    def _shown(self, value: object) -> Text:
        if isinstance(value, NamedNode):
            unknown = not self._labels(value) and value not in self._vocabulary.labels and not is_blank(value)
            return Text.alike(last_part(value)) if unknown else self.known_as(value)
        said = str(getattr(value, "value", value))
        return Text.alike(said)

    def term(self, node: NamedNode) -> Text:
        """A property, class, concept or requirement by its label, else by its prefixed name."""
        if node in self._ours:
            return self._ours[node]
        borrowed = BORROWED.get(node, Text(curie(node), curie(node)))
        return Text(*(self._vocabulary.label(node, language) or borrowed.in_(language) for language in LANGUAGES))

    @cached_property
    def _owners(self) -> dict[object, NamedNode]:
        """What each thing belongs to: the first that names it."""
        found: dict[object, NamedNode] = {}
        for triple in self._graph.triples:
            if triple.predicate != _TYPE and isinstance(triple.subject, NamedNode):
                found.setdefault(triple.object, triple.subject)
        return found

    @cached_property
    def _ours(self) -> dict[NamedNode, Text]:
        """The charter, its criteria and its rows."""
        iri = f"{CHARTER}{self._charter.version}"
        criteria = {NamedNode(f"{iri}#criterion-{found.number}"): found.label for found in self._charter.criteria}
        rows = {row.iri: row.label for row in self._charter.requirements}
        return {NamedNode(iri): self._charter.title, **criteria, **rows}

    def _labels(self, node: NamedNode) -> list[Literal]:
        found = (label for predicate in NAMING for label in self._graph.objects(node, predicate))
        literals = (label for label in found if isinstance(label, Literal) and label.datatype != _PLACEHOLDER)
        return [label for label in literals if label.value.strip()]

    def _kind(self, node: NamedNode) -> Text | None:
        kinds = self._graph.nodes(node, _TYPE)
        known = (kind for kind in kinds if kind in self._vocabulary.labels or kind in BORROWED)
        return next((self.term(kind) for kind in known), None)


def _in(labels: list[Literal], language: Language) -> str:
    """The label in a language, in none, or in another, in that order."""
    for wanted in (language, None):
        for label in labels:
            if label.language == wanted:
                return label.value
    return labels[0].value
