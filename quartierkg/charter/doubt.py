"""The causes of a violated rule, found by asking about the conditions of its shape one after another.

The first member of a rule's ``sh:or`` says what its row asks for; the others say when another rule speaks
(docs/interfaces.md). What a candidate lacks is a named shape that carries a message, or a constraint in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from quartierkg.charter.cause import Cause
from quartierkg.charter.condition import HAS_VALUE, QUALIFIED, Condition, Conditions
from quartierkg.charter.explain import Explainer
from quartierkg.charter.path import Paths
from quartierkg.charter.probe import Part, Prober, Value
from quartierkg.charter.rules import RuleSet
from quartierkg.language import Text
from quartierkg.terms import term

_DEEPEST: Final = 12
_SHOWN: Final = 5
# So many candidates are looked into, to show those that lack least.
_LOOKED_INTO: Final = 20
_TELLING: Final = 1
_CLASS: Final = term("sh:class")
_JUDGES: Final = term("qn:judges")
_NONE: Final = Text("Rien de tel n’est déclaré.", "Nothing of the kind is stated.")
_UNMET: Final = Text("une condition n’est pas remplie", "a condition is not met")
_EITHER: Final = Text("l’une de ces conditions au moins est à remplir", "one at least of these conditions is to be met")


class Doubts:
    """The causes of the findings of one verdict."""

    def __init__(
        self, rules: RuleSet, prober: Prober, paths: Paths, explainer: Explainer, focuses: Mapping[str, NamedNode]
    ) -> None:
        """Ready to tell.

        :param focuses: the focus node of each violated rule.
        """
        self._conditions = Conditions(rules, paths)
        self._prober, self._paths, self._explainer = prober, paths, explainer
        self._focuses = focuses
        self._known: dict[str, tuple[Cause, ...]] = {}
        self._answers: dict[tuple[Part, Value], bool] = {}

    def of(self, shape: str) -> tuple[Cause, ...]:
        """The causes for which a rule is violated, the nearest candidate first.

        :raises EngineFault: when the engine fails.
        """
        if shape not in self._known:
            self._known[shape] = self._causes(NamedNode(shape))
        return self._known[shape]

    def _causes(self, rule: NamedNode) -> tuple[Cause, ...]:
        focus = self._focuses.get(rule.value)
        wanted = self._wanted(rule)
        found = self._lacking(wanted, focus, 0) if wanted is not None and focus is not None else ()
        return () if found == (Cause(None, _NONE),) else found  # the message of the rule says as much

    def _wanted(self, rule: NamedNode) -> Value | None:
        """What the rule asks for, where it asks for something that has a name."""
        members = self._conditions.items(rule, "sh:or")
        wanted = members[0] if members else rule
        inner = [wanted, *self._conditions.stated(rule).get(term("sh:property"), [])] if not members else [wanted]
        return wanted if any(self._is_named(shape) for shape in inner) else None

    def _is_named(self, shape: Value) -> bool:
        """Whether a shape asks for several things at once, or for values that have a named shape."""
        values = self._conditions.stated(shape)
        return term("sh:and") in values or any(isinstance(value, NamedNode) for value in values.get(QUALIFIED, []))

    # --- What a node lacks

    def _lacking(self, shape: Value, node: Value, depth: int) -> tuple[Cause, ...]:
        """The causes for which a node violates a shape; none where it meets it."""
        if depth > _DEEPEST:
            return ()
        parts = [self._asking(part, shape) for part in self._conditions.of(shape)]
        failing = self._failing([(part.part, node) for part in parts])
        found = [
            cause
            for part, fails in zip(parts, failing, strict=True)
            if fails
            for cause in self._told(part, node, depth)
        ]
        return _together(found)

    def _asking(self, part: Condition, shape: Value) -> Condition:
        """A condition with what it asks for, where it is one of several that a rule puts on its node (``sh:and``)."""
        if part.shape is None or _JUDGES not in self._conditions.stated(shape) or self._conditions.message(part.shape):
            return part
        members = self._conditions.items(part.shape, "sh:or")
        return replace(part, shape=members[0]) if members else part

    def _told(self, part: Condition, node: Value, depth: int) -> Iterator[Cause]:
        if part.either:
            groups = [group for group in (self._lacking(member, node, depth + 1) for member in part.either) if group]
            if len(groups) > 1:
                yield Cause(None, _EITHER, tuple(cause for group in groups for cause in group))
            else:  # of the other possibilities there is nothing to say
                yield from (cause for group in groups for cause in group)
        elif part.of_values is not None:
            yield from self._candidates(part, node, depth)
        elif part.too_many is not None:
            yield from self._unwanted(part, node)
        elif part.shape is not None:
            message = self._conditions.message(part.shape)
            below = (Cause(None, message),) if message else self._lacking(part.shape, node, depth + 1)
            fact = part.part.constraints[0]
            if len(below) > 1 and fact[0] == HAS_VALUE:  # what a fact depends on stands together
                below = (Cause(None, self._explainer.condition(None, fact), below),)
            yield from below
        else:
            yield from self._condition(part.part, node)

    def _condition(self, part: Part, node: Value) -> Iterator[Cause]:
        """A single constraint in words, with what stands in its place."""
        spoken = self._paths.spoken(part.path)
        path = self._paths.last(spoken)
        values = self._paths.values(node, spoken) if path else []
        predicate, wanted = part.constraints[0]
        if predicate == term("sh:not"):
            yield from self._excluded(wanted, node)
            return
        if predicate == term("sh:in"):
            message: Text | None = self._explainer.one_of(path, self._paths.items(wanted))
        else:
            message = self._explainer.condition(path, (predicate, wanted), values, self._paths.last(part.path))
        if message is not None:
            found = [(node, path, value) for value in values] if path else []
            yield Cause(None, message, (), self._explainer.anchor(found, node))

    def _excluded(self, shape: Value, node: Value) -> Iterator[Cause]:
        """Of what a node should not be, each class that it is of."""
        kinds = [
            kind
            for inner in (shape, *self._conditions.items(shape, "sh:or"))
            for kind in self._conditions.stated(inner).get(_CLASS, [])
        ]
        failing = self._failing([(Part(((_CLASS, kind),)), node) for kind in kinds])
        for kind in (kind for kind, fails in zip(kinds, failing, strict=True) if not fails):
            yield Cause(None, self._explainer.excluded(kind))

    def _unwanted(self, part: Condition, node: Value) -> Iterator[Cause]:
        """Each value that meets what none, or fewer, should meet, in the words of that."""
        assert part.too_many is not None
        message = self._conditions.message(part.too_many)
        if message is None:
            yield from self._too_many(part.part, node)
            return
        values = [value for value in self._paths.values(node, part.part.path) if isinstance(value, NamedNode)]
        failing = self._failing(
            [(Part(((self._conditions.by(part.too_many), part.too_many),)), value) for value in values]
        )
        unwanted = [value for value, fails in zip(values, failing, strict=True) if not fails]
        for value in unwanted[:_SHOWN]:
            yield self._of(value, (Cause(None, message),))

    def _too_many(self, part: Part, node: Value) -> Iterator[Cause]:
        """That a path leads to more values than it may; where it may lead to none, its rule says so."""
        most = part.constraints[1][1]
        last = self._paths.last(part.path)
        message = self._explainer.condition(last, (term("sh:maxCount"), most)) if last is not None else None
        if message is not None and getattr(most, "value", "0") != "0":
            found = [(node, last, value) for value in self._paths.values(node, part.path)]
            yield Cause(None, message, (), self._explainer.anchor(found, node))  # type: ignore[arg-type]

    def _candidates(self, part: Condition, node: Value, depth: int) -> Iterator[Cause]:
        """Each value that a path leads to, with what it lacks; one that is not meant at all is left out."""
        assert part.of_values is not None
        message = self._conditions.message(part.of_values)
        told: list[Cause] = []
        meant = self._meant(part.of_values, self._paths.values(node, part.part.path))
        if message is None:
            meant = self._foremost(part.of_values, meant)
        for value in meant:
            causes = (Cause(None, message),) if message else self._lacking(part.of_values, value, depth + 1)
            if causes and isinstance(value, NamedNode):
                told.append(self._of(value, causes))
            else:
                told += self._of_value(part.part.path, value, node, causes)
        if not told and meant:  # it fails by a condition that has no words
            told = [self._of(value, (Cause(None, _UNMET),)) for value in meant if isinstance(value, NamedNode)]
        if not told:
            told = [Cause(None, self._absent(part.part.path, node))]
        yield from sorted(told, key=lambda cause: cause.weight)[:_SHOWN]

    def _absent(self, path: Value | None, node: Value) -> Text:
        """That there is no candidate; where nothing at all is stated, by the name of the property."""
        if not isinstance(path, NamedNode) or self._paths.values(node, path):
            return _NONE
        return self._explainer.condition(path, (term("sh:minCount"), Literal(1))) or _NONE

    def _of(self, node: NamedNode, causes: tuple[Cause, ...]) -> Cause:
        """A thing with what it lacks; where that is one thing of its own, that one alone."""
        if len(causes) == 1 and causes[0].label is not None:
            return causes[0]
        return Cause(self._explainer.names.thing(node).shortened(), None, causes, self._explainer.anchor([], node))

    def _of_value(self, path: Value | None, value: Value, node: Value, causes: tuple[Cause, ...]) -> Iterator[Cause]:
        """A literal with what it lacks, by the property that has it."""
        last = self._paths.last(path)
        if not causes or last is None:
            yield from causes
        else:
            anchor = self._explainer.anchor([(node, last, value)], node)
            said = Text("{} : {}", "{}: {}").filled(
                self._explainer.names.term(last), self._explainer.written(last, value).shortened()
            )
            if isinstance(node, NamedNode):
                said = Text("{}, {}", "{}, {}").filled(self._explainer.names.thing(node).shortened(), said)
            yield Cause(said, None, causes, anchor)

    def _meant(self, shape: Value, found: Iterable[object]) -> list[Value]:
        """The candidates that meet the conditions that say which are meant (``qn:selects``)."""
        selects = term("qn:selects")
        selecting = [
            named for named in self._conditions.named(shape, set()) if selects in self._conditions.stated(named)
        ]
        values = [value for value in found if isinstance(value, NamedNode | BlankNode | Literal)]
        asked = [(Part(((term("sh:node"), named),)), value) for value in values for named in selecting]
        failing = {value for (_, value), fails in zip(asked, self._failing(asked), strict=True) if fails}
        return [value for value in values if value not in failing]

    # --- What is asked of the engine: of many candidates at once, since each asking judges the whole graph

    def _failing(self, asked: Sequence[tuple[Part, Value]]) -> list[bool]:
        """For each part and node: whether the node violates the part; what was asked before is known."""
        fresh = [entry for entry in dict.fromkeys(asked) if entry not in self._answers]
        if fresh:
            self._answers.update(zip(fresh, self._prober.failing(fresh), strict=True))
        return [self._answers[entry] for entry in asked]

    def _foremost(self, shape: Value, nodes: Sequence[Value]) -> list[Value]:
        """Of many nodes those that lack least; what each lacks was asked, so that telling it asks nothing more.

        Level by level: its own conditions, those of what it is made of, and of the few that are left, all below.
        """
        kept, weight = set(nodes), Counter[Value]()
        level = [(node, shape, node) for node in nodes]
        for depth in range(_DEEPEST):
            parts = [(root, part, node) for root, wanted, node in level for part in self._conditions.of(wanted)]
            failing = self._failing([(part.part, node) for _, part, node in parts])
            lacking = [entry for entry, fails in zip(parts, failing, strict=True) if fails]
            weight.update(root for root, _, _ in lacking)
            if depth == _TELLING:
                kept = set(sorted(nodes, key=weight.__getitem__)[:_LOOKED_INTO])
            level = [
                (root, *below) for root, part, node in lacking if root in kept for below in self._below(part, node)
            ]
            if not level:
                break
        return [node for node in nodes if node in kept]

    def _below(self, part: Condition, node: Value) -> Iterator[tuple[Value, Value]]:
        """What telling a part that fails would look into."""
        if part.either:
            yield from ((member, node) for member in part.either)
        elif part.of_values is not None and self._conditions.message(part.of_values) is None:
            found = self._paths.values(node, part.part.path)
            yield from (
                (part.of_values, value) for value in found if isinstance(value, NamedNode | BlankNode | Literal)
            )
        elif part.shape is not None and self._conditions.message(part.shape) is None:
            yield part.shape, node


def _together(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """The causes, each once; what one thing lacks stands together."""
    found: dict[object, Cause] = {}
    for cause in causes:
        key = cause if cause.label is None else (cause.label, cause.anchor)
        known = found.get(key)
        found[key] = replace(known, causes=(*known.causes, *cause.causes)) if known and cause.label else cause
    return tuple(replace(one, causes=tuple(dict.fromkeys(one.causes))) for one in found.values())
