"""From a violated rule to a finding: the node by its name, the value found, the value required."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from quartierkg.charter.anchor import Anchor, Anchors
from quartierkg.charter.document import Charter
from quartierkg.charter.finding import Finding, Found
from quartierkg.charter.names import Names
from quartierkg.charter.outcome import Severity
from quartierkg.charter.rules import Rule, RuleSet
from quartierkg.charter.threshold import bound, threshold
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.graph import Graph
from quartierkg.intake.screen import SetAside
from quartierkg.language import Text
from quartierkg.terms import NUMERIC, is_blank, term
from quartierkg.vocabulary import Vocabulary

_CONDITIONS: Final = {
    term("sh:minCount"): Text("non renseigné", "not stated"),
    term("sh:maxCount"): Text("au plus {} valeurs attendues", "at most {} values expected"),
    term("sh:hasValue"): Text("« {} » attendu", "“{}” expected"),
    term("sh:class"): Text("pas déclaré comme « {} »", "not stated to be “{}”"),
    term("sh:datatype"): Text("un autre type de valeur est attendu", "another kind of value is expected"),
}
_EXCLUDED: Final = Text("déclaré comme « {} », ce qui ne convient pas", "stated to be “{}”, which does not do")
_ONE: Final = Text("une seule valeur attendue", "one value only expected")
_COUNTS: Final = (term("sh:minCount"), term("sh:maxCount"))
_ONE_OF: Final = Text("une de ces valeurs est attendue : {}", "one of these values is expected: {}")
_OF: Final = Text("{} : {}", "{}: {}")
_REQUIRED: Final = Text("{}, exigé {}", "{}, required {}")
# A reader sees so many values of one finding, and how many more there are.
_SHOWN: Final = 10
_TEXTS: Final = frozenset((term("xsd:string"), term("rdf:langString")))
# What XML Schema writes numbers as (1.1, 3.3): anything else under a numeric datatype is none.
_NUMBER: Final = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?|[-+]?INF|NaN")
_THIS: Final = re.compile(r"[$?]this\b")
_A_TEXT: Final = Text("« {} » (texte)", "“{}” (text)")
_A_NUMBER: Final = Text(
    "« {} » (texte ; un nombre s’écrit sans guillemets ni unité, avec un point : 12.5)",
    "“{}” (text; a number is written without quotes or unit, with a point: 12.5)",
)
_A_DATE: Final = Text(
    '« {} » (texte ; une date s’écrit "2024-06-30"^^xsd:date)',
    '“{}” (text; a date is written "2024-06-30"^^xsd:date)',
)

Statement = tuple[NamedNode, NamedNode, object]


class Explainer:
    """Explains the violated rules of one dossier."""

    def __init__(
        self,
        rules: RuleSet,
        charter: Charter,
        vocabulary: Vocabulary,
        dossier: Dossier,
        graph: Graph,
        added: Iterable[Triple] = (),
    ) -> None:
        """Ready to explain.

        :param graph: what was judged: the dossier's statements and others.
        :param added: facts that the rules of the shapes added to it.
        """
        self._rules = rules
        self._anchors = Anchors(dossier)
        self._rows = charter.by_iri
        self._vocabulary = vocabulary
        self._graph = graph
        self._added = tuple(added)
        self.names = Names(charter, vocabulary, graph)
        self._store: Store | None = None

    def finding(self, rule: Rule, focus: NamedNode) -> Finding:
        """The finding for a rule that is violated on a focus node."""
        found = self._found(rule, focus)
        nodes = list(dict.fromkeys(node for node, _, _ in found))
        node = nodes[0] if len(nodes) == 1 else focus
        path = found[0][1] if found else None
        asked = threshold(self._rules, rule.threshold, self._vocabulary)
        required = asked.against(value for _, _, value in found) if asked is not None else None
        return Finding(
            requirement=self._rows[rule.judges].id if rule.judges is not None else None,
            shape=rule.iri.value,
            yields=rule.yields,
            severity=rule.severity,
            focus=self._identity(node),
            focus_label=self.names.thing(node),
            path=path.value if path is not None else None,
            found=tuple(self._value(statement) for statement in found[:_SHOWN]),
            left_out=len(found[_SHOWN:]),
            required=required.said if required else None,
            unit=(required.unit if required else None) or self._unit_of(found),
            message=rule.message,
            anchor=self._anchors.of(found, focus),
        )

    def _unit_of(self, found: Iterable[Statement]) -> str | None:
        """The unit of what was found, where all of it is of one property."""
        properties = {property_ for _, property_, _ in found}
        return self._vocabulary.units.get(properties.pop()) if len(properties) == 1 else None

    def anchor(self, found: Iterable[tuple[object, NamedNode, object]], node: object) -> Anchor | None:
        """What a cause points to."""
        return self._anchors.of(found, node)

    def condition(
        self,
        path: NamedNode | None,
        constraint: tuple[NamedNode, object],
        values: Sequence[object] = (),
        compared: NamedNode | None = None,
    ) -> Text | None:
        """A single constraint in words; None for one that no words are known for.

        :param path: the property that it is about.
        :param values: what the property has; a limit is told beside it.
        :param compared: the property whose value is compared, where it is not that one.
        """
        predicate, value = constraint
        limit = None
        if path is not None and isinstance(value, Literal):
            limit = bound(compared or path, predicate, value.value, self._vocabulary)
        if limit is not None and len(values) == 1:
            if isinstance(values[0], Literal) and values[0].datatype not in NUMERIC:
                return None  # that it is no number is said by another condition
            limit = _REQUIRED.filled(self.written(path, values[0]).shortened(), limit)
        words = limit or self._condition(predicate, value)
        if path is None and predicate in _COUNTS:
            return None  # of what, nobody could tell
        return words if words is None or path is None else _OF.filled(self.names.term(path), words)

    def _condition(self, predicate: NamedNode, value: object) -> Text | None:
        if predicate not in _CONDITIONS:
            return None
        if predicate == term("sh:maxCount") and str(getattr(value, "value", "")) == "1":
            return _ONE
        return _CONDITIONS[predicate].filled(self._constant(value))

    def one_of(self, path: NamedNode | None, values: Sequence[object]) -> Text:
        """That one of some values is expected."""
        said = list(dict.fromkeys(self._constant(value) for value in values))
        words = _ONE_OF.filled(Text(", ".join(one.fr for one in said), ", ".join(one.en for one in said)))
        return words if path is None else _OF.filled(self.names.term(path), words)

    def excluded(self, kind: object) -> Text:
        """That a node is of a class that is not admitted."""
        return _EXCLUDED.filled(self._constant(kind))

    def _constant(self, value: object) -> Text:
        """A value that a shape names."""
        if isinstance(value, NamedNode):
            return self._term(value)
        written = self._vocabulary.written(None, value) if isinstance(value, Literal) else None
        return written or Text.alike(getattr(value, "value", ""))

    def _term(self, node: NamedNode) -> Text:
        """A term by its label; a thing of the dossier by its name."""
        name = self.names.name(node)
        return self.names.term(node) if name.fr == node.value else name

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
            focus_label=self.names.thing(subject),
            path=triple.predicate.value,
            found=(self._value((subject, triple.predicate, triple.object)),),
            required=None,
            unit=None,
            message=statement.reason,
            judged=statement.judged,
            anchor=self._anchors.of([(subject, triple.predicate, triple.object)], subject),
        )

    def _identity(self, node: NamedNode) -> str:
        return self.names.thing(node).fr if is_blank(node) else node.value

    def _value(self, statement: Statement) -> Found:
        node, property_, value = statement
        blank = isinstance(value, NamedNode) and is_blank(value)
        return Found(
            value=self._identity(value) if isinstance(value, NamedNode) else str(getattr(value, "value", value)),
            label=self.written(property_, value),
            term=value if isinstance(value, NamedNode | Literal) and not blank else None,
            predicate=property_.value,
            predicate_label=self.names.term(property_),
            unit=self._unit(property_, value),
            about=self._identity(node),
            about_label=self.names.thing(node),
            anchor=self._anchors.exactly(statement),
        )

    def _unit(self, property_: NamedNode, value: object) -> str | None:
        """The unit of a value that is a number; a text that looks like one has none."""
        number = isinstance(value, Literal) and value.datatype in NUMERIC
        return self._vocabulary.units.get(property_) if number else None

    def written(self, property_: NamedNode | None, value: object) -> Text:
        """A value in words, a number with its unit."""
        if isinstance(value, NamedNode):
            return self._term(value) if not is_blank(value) else self.names.thing(value)
        if not isinstance(value, Literal) or property_ is None:
            return Text.alike(value)
        return self._literal(property_, value).with_unit(self._unit(property_, value))

    def _literal(self, property_: NamedNode, value: Literal) -> Text:
        """A literal in words; where a number, a date or a truth value belongs, a text must not pass for one."""
        said = Text.alike(value.value)
        if value.datatype in _TEXTS and property_ in self._vocabulary.typed:
            if property_ in self._vocabulary.measured:
                return _A_NUMBER.filled(value.value)
            return (_A_DATE if property_ in self._vocabulary.dated else _A_TEXT).filled(value.value)
        if value.datatype in NUMERIC and not _NUMBER.fullmatch(value.value.strip()):
            return Text(f"« {value.value} »", f"“{value.value}”")
        return self._vocabulary.written(property_, value) or said

    def _found(self, rule: Rule, focus: NamedNode) -> list[Statement]:
        """Where the rule looked and what stands there, as the source wrote it (a store rewrites literals)."""
        if rule.found_by is None:
            return []
        if self._store is None:
            self._store = Store()
            self._store.extend(Quad(t.subject, t.predicate, t.object) for t in (*self._graph.triples, *self._added))
        places: dict[tuple[NamedNode, NamedNode], set[object]] = {}
        for row in self._store.query(_about(rule.found_by, focus)):  # type: ignore[union-attr]
            places.setdefault((row["node"], row["path"]), set()).add(row["value"])
        return sorted(
            (
                (node, path, value)
                for (node, path), meant in places.items()
                for value in self._graph.objects(node, path)
                if isinstance(value, Literal) or value in meant
            ),
            key=lambda entry: (str(entry[0]), str(entry[1]), str(entry[2])),
        )


def _about(query: str, focus: NamedNode) -> str:
    """A query of the shapes with its focus node in place of ``$this``.

    The engine would bind it only after it has looked at everything else: for thousands of nodes, each time.
    """
    selected, _, pattern = query.partition("WHERE")
    return f"{_THIS.sub('', selected)}WHERE{_THIS.sub(lambda _: str(focus), pattern)}"
