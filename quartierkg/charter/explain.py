"""From a violated rule to a finding: the node by its name, the value found, the value required."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple, Variable

from quartierkg.borrowed import BORROWED
from quartierkg.charter.anchor import Anchor, Anchors
from quartierkg.charter.document import Charter
from quartierkg.charter.finding import Finding, Found
from quartierkg.charter.outcome import Severity
from quartierkg.charter.rules import Rule, RuleSet
from quartierkg.charter.threshold import bound, threshold
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.screen import SetAside
from quartierkg.language import LANGUAGES, Language, Text
from quartierkg.terms import NUMERIC, is_blank, term
from quartierkg.vocabulary import Vocabulary

NAMES: Final = tuple(
    term(name) for name in ("rdfs:label", "skos:prefLabel", "qn:legalName", "foaf:name", "dcterms:title")
)
"""The properties that give a thing its name, in the order in which they are looked at."""
_TYPE: Final = term("rdf:type")
_CONDITIONS: Final = {
    term("sh:minCount"): Text("non renseigné", "not stated"),
    term("sh:maxCount"): Text("au plus {}", "at most {}"),
    term("sh:hasValue"): Text("« {} » attendu", "“{}” expected"),
    term("sh:class"): Text("de la classe « {} » attendu", "of the class “{}” expected"),
    term("sh:in"): Text("une autre valeur est attendue", "another value is expected"),
    term("sh:datatype"): Text("un autre type de valeur est attendu", "another kind of value is expected"),
}
# A reader sees so many values of one finding, and how many more there are.
_SHOWN: Final = 10
_TEXTS: Final = frozenset((term("xsd:string"), term("rdf:langString")))
# What XML Schema writes numbers as (1.1, 3.3): anything else under a numeric datatype is none.
_NUMBER: Final = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?|[-+]?INF|NaN")


class Explainer:
    """Explains the violated rules of one dossier."""

    def __init__(
        self, rules: RuleSet, charter: Charter, vocabulary: Vocabulary, dossier: Dossier, triples: Iterable[Triple]
    ) -> None:
        """Ready to explain.

        :param triples: the graph that was judged: the dossier's statements and others.
        """
        self._rules = rules
        self._anchors = Anchors(dossier)
        self._rows = charter.by_iri
        self._vocabulary = vocabulary
        self._triples = tuple(triples)
        self._objects: dict[tuple[object, NamedNode], list[object]] = {}
        for triple in self._triples:
            self._objects.setdefault((triple.subject, triple.predicate), []).append(triple.object)
        self._store: Store | None = None

    def finding(self, rule: Rule, focus: NamedNode) -> Finding:
        """The finding for a rule that is violated on a focus node."""
        found = self._found(rule, focus)
        node = found[0][0] if found else focus
        path = found[0][1] if found else None
        required = threshold(self._rules, rule.threshold, self._vocabulary)
        return Finding(
            requirement=self._rows[rule.judges].id if rule.judges is not None else None,
            shape=rule.iri.value,
            yields=rule.yields,
            severity=rule.severity,
            focus=self._identity(node),
            focus_label=self.name(node),
            path=path.value if path is not None else None,
            found=tuple(self._value(property_, value) for _, property_, value in found[:_SHOWN]),
            left_out=len(found[_SHOWN:]),
            required=required.said if required else None,
            unit=(required.unit if required else None) or self._unit_of(found),
            message=rule.message,
            anchor=self._anchors.of(found, focus),
        )

    def _unit_of(self, found: Iterable[tuple[NamedNode, NamedNode, object]]) -> str | None:
        """The unit of what was found, where all of it is of one property."""
        properties = {property_ for _, property_, _ in found}
        return self._vocabulary.units.get(properties.pop()) if len(properties) == 1 else None

    def anchor(self, found: Iterable[tuple[object, NamedNode, object]], node: object) -> Anchor | None:
        """What a cause points to."""
        return self._anchors.of(found, node)

    def condition(self, path: NamedNode | None, constraint: tuple[NamedNode, object]) -> Text | None:
        """A single constraint in words; None for one that no words are known for."""
        predicate, value = constraint
        words = self._condition(predicate, value, path)
        if words is None or path is None:
            return words
        borrowed = BORROWED.get(path, Text(path.value, path.value))
        names = [self._vocabulary.label(path, language) or borrowed.in_(language) for language in LANGUAGES]
        return Text(f"{names[0]} : {words.fr}", f"{names[1]}: {words.en}")

    def _condition(self, predicate: NamedNode, value: object, path: NamedNode | None) -> Text | None:
        if path is not None and isinstance(value, Literal):
            required = bound(path, predicate, value.value, self._vocabulary)
            if required is not None:
                return required
        if predicate in _CONDITIONS:
            name = self._told(value)
            return Text(_CONDITIONS[predicate].fr.format(name.fr), _CONDITIONS[predicate].en.format(name.en))
        return None

    def _told(self, value: object) -> Text:
        """A value, a class or a requirement by its name."""
        if isinstance(value, NamedNode) and value in self._rows:
            return self._rows[value].label
        return self.name(value) if isinstance(value, NamedNode) else Text(*(str(getattr(value, "value", "")),) * 2)

    def set_aside(self, statement: SetAside) -> Finding:
        """The finding for a statement that was not judged."""
        triple = statement.triple
        subject = triple.subject
        assert isinstance(subject, NamedNode)  # intake leaves no blank node
        return Finding(
            requirement=None,
            shape=None,
            yields=None,
            severity=Severity.WARNING,
            focus=self._identity(subject),
            focus_label=self.name(subject),
            path=triple.predicate.value,
            found=(self._value(triple.predicate, triple.object),),
            required=None,
            unit=None,
            message=statement.reason,
            judged=statement.judged,
            anchor=self._anchors.of([(subject, triple.predicate, triple.object)], subject),
        )

    def name(self, node: NamedNode) -> Text:
        """A node by its label, else by what it is, else by its IRI; never by a blank node's id."""
        labels = [label for predicate in NAMES for label in self._objects.get((node, predicate), [])]
        if not labels and isinstance(node, NamedNode) and node in self._vocabulary.labels:
            return Text(*(self._vocabulary.label(node, language) or node.value for language in LANGUAGES))
        if labels:
            return Text(*(_in(labels, language) for language in LANGUAGES))
        return self._kind(node) if is_blank(node) else Text(node.value, node.value)

    def known_as(self, node: NamedNode) -> Text:
        """A node by its label, else by what it is."""
        name = self.name(node)
        return self._kind(node) if name.fr == node.value and (node, _TYPE) in self._objects else name

    def _kind(self, node: NamedNode) -> Text:
        for found in self._objects.get((node, _TYPE), []):
            if isinstance(found, NamedNode) and found in self._vocabulary.labels:
                return Text(*(self._vocabulary.label(found, language) or "" for language in LANGUAGES))
        return Text("sans nom", "unnamed")

    def _identity(self, node: NamedNode) -> str:
        return self.name(node).fr if is_blank(node) else node.value

    def _value(self, property_: NamedNode, value: object) -> Found:
        if isinstance(value, Literal):
            return Found(value.value, self._literal(property_, value), value)
        if isinstance(value, NamedNode):
            return Found(self._identity(value), self.name(value), None if is_blank(value) else value)
        return Found(str(value), Text(str(value), str(value)))

    def _literal(self, property_: NamedNode, value: Literal) -> Text:
        """A literal in words; where a number, a date or a truth value belongs, a text must not pass for one."""
        if value.datatype in _TEXTS and property_ in self._vocabulary.typed:
            return Text(f"« {value.value} » (texte)", f"“{value.value}” (text)")
        if value.datatype in NUMERIC and not _NUMBER.fullmatch(value.value.strip()):
            return Text(f"« {value.value} »", f"“{value.value}”")
        return self._vocabulary.written(property_, value) or Text(value.value, value.value)

    def _found(self, rule: Rule, focus: NamedNode) -> list[tuple[NamedNode, NamedNode, object]]:
        """Where the rule looked and what stands there, as the source wrote it (a store rewrites literals)."""
        if rule.found_by is None:
            return []
        if self._store is None:
            self._store = Store()
            self._store.extend(Quad(t.subject, t.predicate, t.object) for t in self._triples)
        rows = self._store.query(rule.found_by, substitutions={Variable("this"): focus})
        places = dict.fromkeys((row["node"], row["path"]) for row in rows)  # type: ignore[union-attr]
        return sorted(
            ((node, path, value) for node, path in places for value in self._objects.get((node, path), [])),
            key=lambda entry: (str(entry[0]), str(entry[1]), str(entry[2])),
        )


def _in(labels: list[object], language: Language) -> str:
    """The label in a language, in none, or in another, in that order."""
    literals = [label for label in labels if isinstance(label, Literal)]
    for wanted in (language, None):
        for label in literals:
            if label.language == wanted:
                return label.value
    return literals[0].value if literals else re.sub(r"^<|>$", "", str(labels[0]))
