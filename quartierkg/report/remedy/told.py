"""A remedy in words: of each thing what it lacks, how much, and what would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final, cast

from pyoxigraph import Literal, NamedNode

from quartierkg import vocabulary
from quartierkg.charter import check
from quartierkg.charter.explain import Explainer
from quartierkg.charter.finding import Finding
from quartierkg.charter.remedy.change import Change, Value
from quartierkg.charter.remedy.example import Limit, StandIn
from quartierkg.charter.remedy.plan import Plan, Step
from quartierkg.charter.rules import Gate, Profile, rules
from quartierkg.charter.verdict import Verdict
from quartierkg.errors import Place
from quartierkg.intake.graph import Graph
from quartierkg.language import LANGUAGES, Text, number
from quartierkg.terms import NUMERIC, term

_TYPE: Final = term("rdf:type")
_KIND: Final = Text("à dire : {}, si c’est le cas", "to be said: {}, if it is so")
_STATE: Final = Text("à déclarer : {}", "to be stated: {}")
_REPLACE: Final = Text("{}, à remplacer : {}", "{}, to be replaced: {}")
_BECOMES: Final = Text("{}, doit devenir : {}", "{}, has to become: {}")
_AWAY: Final = Text("{}, à retirer", "{}, to be taken away")
_NEW: Final = Text("à ajouter : {}", "to be added: {}")
_AMOUNT: Final = Text("trouvé {}, exigé {}", "found {}, required {}")
_SHORT: Final = Text("il manque {}", "{} short")
_OVER: Final = Text("{} de trop", "{} over")
_POINTS: Final = Text("{} points", "{} points")
_MORE_THAN: Final = Text("plus de {}", "more than {}")


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words, and how deep it stands below the thing that it belongs to."""

    depth: int
    change: Change
    thing: Text
    predicate: Text
    said: Text
    missing: Text | None
    """How much falls short, with its unit."""
    place: Place | None
    """Where the dossier speaks of it."""


def unheard(verdict: Verdict) -> tuple[Finding, ...]:
    """What is said of the statements that were set aside, and of terms that do not exist."""
    return tuple(finding for finding in verdict.findings if finding.shape is None)


class Teller:
    """Tells the changes of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._words = vocabulary.bundled()

    @cached_property
    def _explainer(self) -> Explainer:
        verdict = self._plan.verdict
        ruleset = rules(verdict.charter.version, cast(Profile, verdict.profile), cast(Gate, verdict.gate))
        graph = (*check.data_graph(self._plan.dossier, self._plan.context)[0], *self._plan.changed.triples)
        return Explainer(ruleset, verdict.charter, self._words, self._plan.dossier, Graph(graph))

    def told(self, step: Step) -> tuple[Told, ...]:
        """The changes of a step: what belongs to a thing that is brought in stands below it."""
        made = {change.makes for change in step.changes}
        return tuple(self._below((change for change in step.changes if change.node not in made), step.changes, 0))

    def _below(self, changes: Iterable[Change], all_: Sequence[Change], depth: int) -> Iterator[Told]:
        for change in _merged(changes):
            yield self._one(change, all_, depth)
            if change.makes is not None:
                inner = (one for one in all_ if one.node == change.makes and one.predicate != _TYPE)
                yield from self._below(inner, all_, depth + 1)

    def _one(self, change: Change, all_: Sequence[Change], depth: int) -> Told:
        found = [(change.node, change.predicate, value) for value in change.removed]
        anchor = self._explainer.anchor(found, change.node)
        return Told(
            depth,
            change,
            self.thing(change.node),
            self.predicate(change.predicate),
            self._said(change, all_),
            self.missing(change),
            anchor.place if anchor is not None else None,
        )

    def _said(self, change: Change, all_: Sequence[Change]) -> Text:
        if change.makes is not None:
            return _NEW.filled(self.kind(change, all_))
        wanted = self.wanted(change)
        if wanted is None:
            return _AWAY.filled(self.found(change))
        if not change.removed:
            return (_KIND if change.predicate == _TYPE else _STATE).filled(wanted)
        if isinstance(change.stands_for, Limit):
            said = _AMOUNT.filled(self.found(change), wanted)
            missing = self.missing(change)
            return said if missing is None else Text(f"{said.fr} ; {missing.fr}", f"{said.en}; {missing.en}")
        return (_BECOMES if change.stands_for is None else _REPLACE).filled(self.found(change), wanted)

    def wanted(self, change: Change) -> Text | None:
        """What is asked for, in words; None where something is taken away."""
        if isinstance(change.stands_for, Limit):
            return change.stands_for.threshold.against(change.removed).whole
        if isinstance(change.stands_for, StandIn):
            return change.stands_for.label
        return self._value(change.predicate, change.added) if change.added is not None else None

    def found(self, change: Change) -> Text:
        """What the dossier states now."""
        said = [self._value(change.predicate, value) for value in change.removed]
        return Text(*(" | ".join(one.in_(language) for one in said) for language in LANGUAGES))

    def missing(self, change: Change) -> Text | None:
        """How much falls short of a threshold, or goes beyond it; None where that cannot be said."""
        if not isinstance(change.stands_for, Limit) or len(change.removed) != 1:
            return None
        if change.stands_for.threshold.against(change.removed) is not change.stands_for.threshold:
            return None  # a value that cannot be is not short of anything
        (value,) = change.removed
        if not isinstance(value, Literal) or value.datatype not in NUMERIC:
            return None
        try:
            found, limit = Decimal(value.value), Decimal(change.stands_for.threshold.against(change.removed).limit)
        except ArithmeticError:
            return None
        return self._gap(found, limit, change)

    def _gap(self, found: Decimal, limit: Decimal, change: Change) -> Text | None:
        assert isinstance(change.stands_for, Limit)
        threshold = change.stands_for.threshold.against(change.removed)
        above = threshold.comparator.startswith("min")
        gap = limit - found if above else found - limit
        exclusive = threshold.comparator.endswith("Exclusive")
        counted = threshold.unit is None and change.predicate in self._words.measured
        if exclusive and counted:  # of things, one more is the least that can be more
            gap, exclusive = gap + 1, False
        if not gap.is_finite() or gap <= 0:
            return None
        said = Text(*(number(f"{gap:f}", language) for language in LANGUAGES))
        said = _POINTS.filled(said) if threshold.unit == "%" else said.with_unit(threshold.unit)
        words = _SHORT if above else _OVER
        return words.filled(_MORE_THAN.filled(said) if exclusive and above else said)

    def thing(self, node: NamedNode) -> Text:
        """A thing by its name, else by what it is and whose."""
        return self._explainer.names.thing(node)

    def predicate(self, property_: NamedNode) -> Text:
        """A property by its label."""
        return self._explainer.names.term(property_)

    def kind(self, change: Change, all_: Sequence[Change]) -> Text:
        """What the thing is that a change brings in."""
        for one in all_:
            if one.node == change.makes and one.predicate == _TYPE and isinstance(one.added, NamedNode):
                return self._explainer.names.term(one.added)
        return change.stands_for.label if isinstance(change.stands_for, StandIn) else Text("", "")

    def _value(self, property_: NamedNode, value: Value) -> Text:
        return self._explainer.written(property_, value)


def _merged(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes, of which one that states a value in place of those that others take away is one."""
    changes = tuple(changes)
    away: dict[tuple[NamedNode, NamedNode], list[Value]] = {}
    for change in changes:
        if change.added is None:
            away.setdefault((change.node, change.predicate), []).extend(change.removed)
    for change in changes:
        if change.added is not None and change.makes is None:
            removed = (*change.removed, *away.pop((change.node, change.predicate), ()))
            yield Change(change.node, change.predicate, change.added, removed, change.stands_for)
        elif change.added is not None:
            yield change
    for (node, property_), values in away.items():
        yield Change(node, property_, None, tuple(values))
