"""The shapes laid out for readers: by criterion and requirement, with what each asks and where it looks.

The layout says what stands where; a page says how it looks. All of it is read from the shapes, the charter's document
and the example dossiers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Triple

from quartierkg import vocabulary
from quartierkg.charter import document, structure
from quartierkg.charter.document import Requirement
from quartierkg.charter.outcome import OUTCOME_NAMES
from quartierkg.charter.rules import GATES, PROFILES, Gate, Profile, Rule, RuleSet, rules
from quartierkg.charter.structure import Chain
from quartierkg.charter.threshold import threshold
from quartierkg.language import Text
from quartierkg.report import words
from quartierkg.report.charter.words import BEYOND, REMARK
from quartierkg.report.shapes.example import PASSED, Example, examples, stated
from quartierkg.report.shapes.remedy import Outline, outlines
from quartierkg.report.w3c.graph import Graph
from quartierkg.report.w3c.path import written
from quartierkg.terms import BLANK, PREFIXES, SHAPES, term

FORM: Final = Text("Forme du dossier", "Form of the dossier")
# A page shows so many values, and so many ways, for each shape.
_VALUES: Final = 4
_LINES: Final = 12
_MORE: Final = Text.alike("…")


@dataclass(frozen=True, slots=True)
class Line:
    """A way that a shape looks along, and what the example dossiers state at its end."""

    path: str
    conforming: tuple[Text, ...]
    failing: tuple[Text, ...]
    differs: bool
    """Whether the failing dossier states something else there."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How gravely a shape weighs, and under which profiles and gates."""

    said: Text
    under: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape that is run for itself."""

    id: str
    """Its local name, which is the anchor of its entry too."""
    message: Text
    outcome: Text
    weights: tuple[Weight, ...]
    threshold: Text | None
    terms: tuple[NamedNode, ...]
    helpers: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: int
    conforming: str | None
    """The file of an example dossier that conforms."""
    failing: str | None
    """And of one that does not."""


@dataclass(frozen=True, slots=True)
class Group:
    """The shapes that judge one requirement; None: those that judge the form of a dossier."""

    requirement: Requirement | None
    shapes: tuple[Shape, ...]
    remedies: tuple[Outline, ...] = ()
    """Examples of what satisfies the requirement."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A criterion, or what stands outside the criteria."""

    anchor: str
    number: int | None
    title: Text
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Helper:
    """A shape that is not run for itself: others refer to it, or it adds facts."""

    id: str
    threshold: Text | None
    terms: tuple[NamedNode, ...]
    paths: tuple[str, ...]
    used_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """All shapes of a version, as a profile and a gate have them."""

    chapters: tuple[Chapter, ...]
    helpers: tuple[Helper, ...]


@cache
def book(version: str, profile: Profile, gate: Gate) -> Book:
    """The shapes of a version of the charter.

    :raises UsageFault: when there is no such version.
    """
    writer = _Writer(rules(version, profile, gate))
    return Book(tuple(writer.chapters()), tuple(writer.helpers()))


@cache
def users(version: str, profile: Profile, gate: Gate) -> dict[NamedNode, tuple[str, ...]]:
    """The shapes that are run for themselves, by the terms that they constrain or compare with."""
    found: dict[NamedNode, list[str]] = {}
    ruleset = rules(version, profile, gate)
    for iri in sorted(ruleset.rules, key=lambda node: node.value):
        for named in structure.mentioned(ruleset, iri):
            found.setdefault(named, []).append(structure.local(iri))
    return {named: tuple(shapes) for named, shapes in found.items()}


class _Writer:
    """Lays out one set of rules."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._rules = ruleset
        self._graph = Graph(_named(triple) for triple in ruleset.triples)
        self._examples = examples(ruleset)
        self._remedies = outlines(ruleset)
        self._everywhere = {(p, g): rules(ruleset.version, p, g) for p in PROFILES for g in GATES}

    def chapters(self) -> Iterator[Chapter]:
        """The criteria in their order, then what stands outside them, then the form of a dossier."""
        charter = document.charter(self._rules.version)
        for criterion in charter.criteria:
            rows = [row for row in charter.requirements if row.shown_under[:1] == (criterion.number,)]
            groups = tuple(self._groups(rows))
            yield Chapter(f"criterion-{criterion.number}", criterion.number, criterion.label, groups)
        others = [row for row in charter.requirements if not row.shown_under]
        yield Chapter("beyond", None, BEYOND, tuple(self._groups(others)))
        form = tuple(self._shapes(rule for rule in self._rules.rules.values() if rule.judges is None))
        yield Chapter("form", None, FORM, (Group(None, form),))

    def helpers(self) -> Iterator[Helper]:
        """Every other shape that has a name, by that: those that the first refer to, and those that add facts."""
        adding = (node for node, values in self._rules.nodes.items() if term("sh:rule") in values)
        used: dict[NamedNode, list[str]] = {}
        for iri in (*self._rules.rules, *(node for node in adding if isinstance(node, NamedNode))):
            for node in structure.helpers(self._rules, iri):
                used.setdefault(node, []).append(structure.local(iri))
        for node in sorted(self._others(), key=lambda one: one.value):
            chains = structure.paths(self._rules, node)
            yield Helper(
                structure.local(node),
                self._threshold(node),
                self._terms(node),
                tuple(dict.fromkeys(self._path(chain) for chain in chains)),
                tuple(sorted(used.get(node, ()))),
            )

    def _others(self) -> Iterator[NamedNode]:
        """The shapes of the files that are not run for themselves."""
        own = f"{SHAPES}{self._rules.version}#"
        for node, values in self._rules.nodes.items():
            is_shape = any(predicate.value.startswith(PREFIXES["sh"]) for predicate in values)
            if is_shape and isinstance(node, NamedNode) and node.value.startswith(own) and not self._is_run(node):
                yield node

    def _is_run(self, node: NamedNode) -> bool:
        return node in self._rules.rules

    def _groups(self, rows: Iterable[Requirement]) -> Iterator[Group]:
        for row in rows:
            shapes = tuple(self._shapes(rule for rule in self._rules.rules.values() if rule.judges == row.iri))
            if shapes:
                yield Group(row, shapes, self._remedies.get(row.iri, ()))

    def _shapes(self, found: Iterable[Rule]) -> Iterator[Shape]:
        return (self._shape(rule) for rule in sorted(found, key=lambda rule: rule.iri.value))

    def _shape(self, rule: Rule) -> Shape:
        conforming, failing = self._pair(rule)
        lines = self._lines(rule.iri, conforming, failing)
        shown = sorted(lines, key=lambda line: not line.differs) if failing else lines
        return Shape(
            id=structure.local(rule.iri),
            message=rule.message,
            outcome=OUTCOME_NAMES[rule.yields] if rule.yields else REMARK,
            weights=tuple(self._weights(rule.iri)),
            threshold=self._threshold(rule.threshold),
            terms=self._terms(rule.iri),
            helpers=tuple(map(structure.local, structure.helpers(self._rules, rule.iri))),
            lines=tuple(shown[:_LINES]),
            left_out=len(shown[_LINES:]),
            conforming=conforming.file if conforming else None,
            failing=failing.file if failing else None,
        )

    def _weights(self, iri: NamedNode) -> Iterator[Weight]:
        """The weights of a shape, each with the readings and gates under which it has that one."""
        under: dict[Text, list[Text]] = {}
        for (profile, gate), ruleset in self._everywhere.items():
            rule = ruleset.rules.get(iri)
            said = words.WEIGHTS[rule.severity] if rule else words.WEIGHTS[None]
            under.setdefault(said, []).append(
                Text("{}, {}", "{}, {}").filled(words.PROFILES[profile], words.GATES[gate])
            )
        for said, where in under.items():
            yield Weight(said, tuple(where) if len(under) > 1 else ())

    def _pair(self, rule: Rule) -> tuple[Example | None, Example | None]:
        """A dossier that passes the requirement that a rule judges, and one that comes out as the rule yields."""
        if rule.judges is None or rule.yields is None:
            return next(iter(self._examples), None), None
        name = structure.local(rule.judges)
        passing = next((one for one in self._examples if one.outcomes.get(name) == PASSED), None)
        others = (one for one in self._examples if passing is None or one.file != passing.file)
        return passing, next((one for one in others if one.outcomes.get(name) == rule.yields.value), None)

    def _lines(self, shape: NamedNode, conforming: Example | None, failing: Example | None) -> list[Line]:
        found: dict[str, Line] = {}
        for chain in structure.paths(self._rules, shape):
            path = self._path(chain)
            if path not in found:
                one, other = (self._stated(shape, chain, example) for example in (conforming, failing))
                found[path] = Line(path, _shown(one, other), _shown(other, one), one != other)
        return list(found.values())

    def _stated(self, shape: NamedNode, chain: Chain, example: Example | None) -> tuple[Text, ...]:
        return stated(self._rules, shape, chain, example) if example is not None else ()

    def _path(self, chain: Chain) -> str:
        """Paths one behind the other, as SPARQL writes them."""
        steps = (written(self._graph, _node(step)) or "" for step in chain if not _is_literal(step))
        return "/".join(f"({step})" if "|" in step else step for step in steps)

    def _threshold(self, shape: NamedNode | None) -> Text | None:
        found = threshold(self._rules, shape, vocabulary.bundled())
        return found.whole if found else None

    def _terms(self, shape: NamedNode) -> tuple[NamedNode, ...]:
        return tuple(sorted(structure.mentioned(self._rules, shape), key=lambda node: node.value))


def _shown(values: tuple[Text, ...], others: tuple[Text, ...]) -> tuple[Text, ...]:
    """The first of some values; those that the other side does not have come first."""
    found = sorted(values, key=others.__contains__)
    return (*found[:_VALUES], *([_MORE] if len(found) > _VALUES else []))


def _is_literal(node: object) -> bool:
    return not isinstance(node, NamedNode | BlankNode)


def _node(node: object) -> NamedNode:
    """A node under an address: a path has no other."""
    assert isinstance(node, NamedNode | BlankNode)
    return node if isinstance(node, NamedNode) else NamedNode(BLANK + node.value)


def _named(triple: Triple) -> Triple:
    """A statement whose blank nodes have addresses."""
    subject, value = triple.subject, triple.object
    return Triple(
        _node(subject) if isinstance(subject, BlankNode) else subject,
        triple.predicate,
        _node(value) if isinstance(value, BlankNode) else value,
    )
