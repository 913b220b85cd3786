"""An example laid on a dossier: the changes that would make the dossier state what the example states.

What fits is used as it is, what is not enough is changed, what is missing is brought in. Where several things of a
dossier could be meant, each gives another set of changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count, islice, product
from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg import vocabulary
from quartierkg.charter.remedy.change import Change, Value, draft, is_draft
from quartierkg.charter.remedy.example import Branch, Leaf, Limit, Mending, Remedy, Sketch, StandIn
from quartierkg.charter.remedy.standing import Standing
from quartierkg.terms import BASE, ID, term

_TYPE: Final = term("rdf:type")
_CONCERNS: Final = term("qn:concerns")
_QUARTIER: Final = term("qn:Quartier")
_RANK: Final = term("qn:rank")
_CHECKED: Final = term("qn:checkedOn")
_INSIDE: Final = term("qn:liesWithin")
_VALID: Final = term("qn:boundaryIsValid")
# So many things of a dossier are tried for one of an example, and so many combinations of them.
_CANDIDATES: Final = 8
_COMBINATIONS: Final = 32
# How many values of a kind the context offers are laid at once.
_OFFERED: Final = 24


@dataclass(frozen=True, slots=True)
class Fit:
    """One way to lay an example on a dossier."""

    changes: tuple[Change, ...]
    used: frozenset[tuple[NamedNode, NamedNode, Value]] = frozenset()
    """The statements of the dossier that it builds on."""
    nodes: frozenset[NamedNode] = frozenset()
    """The things of the dossier that it builds on."""

    @property
    def weight(self) -> tuple[int, int]:
        """How much it changes: things brought in, then changes."""
        return sum(change.makes is not None for change in self.changes), len(self.changes)

    def joined(self, other: Fit) -> Fit:
        """Both at once."""
        return Fit(self.changes + other.changes, self.used | other.used, self.nodes | other.nodes)


class Fitting:
    """Lays examples on one dossier."""

    def __init__(self, standing: Standing, day: Literal) -> None:
        """Ready to lay.

        :param day: the value of every date that is asked for.
        """
        self._standing, self._day = standing, day
        self._quartier = standing.quartier
        self._numbers = count(1)

    def fits(self, remedy: Remedy, mending: Mending | None) -> list[Fit]:
        """The ways to lay a remedy on the dossier, the lightest first."""
        roots = [(remedy.of_dossier, self._standing.dossier.iri)]
        found = [Fit(())]
        if remedy.of_quartier is not None:
            if self._quartier is None:
                self._quartier = draft(next(self._numbers))
                link = Change(self._standing.dossier.iri, _CONCERNS, self._quartier)
                found = [Fit((link, Change(self._quartier, _TYPE, _QUARTIER)))]
            roots.append((remedy.of_quartier, self._quartier))
        for sketch, root in roots:
            if sketch is not None:
                found = [one.joined(other) for one, other in product(found, self._laid(sketch, root))]
        found = [self._resolved(fit) for fit in found]
        if mending is not None:
            found = [self._mended(fit, mending) for fit in found if self._mendable(fit, mending)]
        return sorted(found, key=lambda fit: fit.weight)

    def _resolved(self, fit: Fit) -> Fit:
        """The fit whose stand-ins for things of the dossier are those things."""
        changes: list[Change] = []
        for change in fit.changes:
            if change.added is None and isinstance(change.stands_for, StandIn):
                stated = self._standing.values(change.node, change.predicate)
                meant = self._led_to(change.stands_for, fit.changes)
                if not any(value in stated for value in meant):
                    changes += (replace(change, added=value) for value in meant)
                    changes += self._brought_along(change, meant)
            else:
                changes.append(change)
        return replace(fit, changes=tuple(changes))

    def _led_to(self, leaf: StandIn, changes: Sequence[Change]) -> list[NamedNode]:
        """The things that the path of a stand-in leads to: those that are brought in, else those that are there."""
        assert leaf.along is not None
        nodes = [self._quartier] if self._quartier is not None else []
        for step in leaf.along:
            found: list[Value | None] = [value for node in nodes for value in self._standing.values(node, step)]
            found += [change.added for change in changes if change.predicate == step and change.node in nodes]
            nodes = list(dict.fromkeys(value for value in found if isinstance(value, NamedNode)))
        return [node for node in nodes if is_draft(node)] or nodes

    def _brought_along(self, change: Change, meant: Sequence[NamedNode]) -> Iterator[Change]:
        """What a stand-in stands for is not there: it is brought in, where one step of the Quartier leads to it."""
        leaf = change.stands_for
        if meant or not isinstance(leaf, StandIn) or leaf.along is None or len(leaf.along) != 1 or not self._quartier:
            return
        value = draft(next(self._numbers))
        yield Change(self._quartier, leaf.along[0], value, (), leaf)
        yield replace(change, added=value)

    def _mendable(self, fit: Fit, mending: Mending) -> bool:
        return any(True for node in fit.nodes for _ in self._mend(mending, node))

    def _mended(self, fit: Fit, mending: Mending) -> Fit:
        more = tuple(change for node in sorted(fit.nodes, key=str) for change in self._mend(mending, node))
        return Fit(fit.changes + more, fit.used, fit.nodes)

    def _mend(self, mending: Mending, node: NamedNode) -> Iterator[Change]:
        if mending.where is not None and not self._standing.values(node, mending.where):
            return
        for branch in mending.sketch.branches:
            stated = self._standing.values(node, branch.predicate)
            if mending.where is None and not stated:
                continue
            for value, leaf in self._tried(branch.value):
                if stated != [value]:
                    yield Change(node, branch.predicate, value, tuple(v for v in stated if v != value), leaf)

    def _laid(self, sketch: Sketch, node: NamedNode) -> list[Fit]:
        """The ways to lay a thing of an example on a thing."""
        fixed: list[Change] = []
        options: list[list[Fit]] = []
        for branch in sketch.branches:
            if isinstance(branch.value, Sketch):
                options.append(self._candidates(branch.predicate, branch.value, node))
            else:
                fixed += self._stated(branch.predicate, branch.value, node)
        nodes = frozenset() if is_draft(node) else frozenset((node,))
        start = Fit(tuple(fixed), frozenset(), nodes)
        return [self._cleared(fit, sketch, node) for fit in islice(_ways(start, options), _COMBINATIONS)]

    def _cleared(self, fit: Fit, sketch: Sketch, node: NamedNode) -> Fit:
        """The fit without the values that the example may take away and does not use."""
        added = {(change.predicate, change.added) for change in fit.changes if change.node == node}
        wanted = {(branch.predicate, value) for branch in sketch.branches for value in self._meant(branch.value)}
        away = tuple(
            Change(node, property_, None, (value,))
            for property_, value in self._removable(sketch, node)
            if (node, property_, value) not in fit.used and (property_, value) not in added | wanted
        )
        return Fit(fit.changes + away, fit.used, fit.nodes)

    def _removable(self, sketch: Sketch, node: NamedNode) -> Iterator[tuple[NamedNode, Value]]:
        """The values that may be taken away: where the example says so, and what is of another kind than asked for."""
        for property_ in sketch.takes_away:
            yield from ((property_, value) for value in self._standing.values(node, property_))
        for branch in sketch.branches:
            if isinstance(branch.value, Sketch) and branch.predicate not in sketch.takes_away:
                for value in self._standing.values(node, branch.predicate):
                    if isinstance(value, Literal) or not self._of_its_kind(branch.value, value):
                        yield branch.predicate, value

    def _of_its_kind(self, sketch: Sketch, node: NamedNode) -> bool:
        """Whether a thing may be of the class that the example has; one of which nothing is stated may."""
        if node.value.startswith(BASE) and not node.value.startswith(ID):
            return False  # a term of ours: a dossier can say nothing of it
        return all(self._compatible(branch, node) for branch in sketch.branches if branch.predicate == _TYPE)

    def _meant(self, value: Leaf | Sketch) -> tuple[Value, ...]:
        """The values that a leaf admits as they stand."""
        if isinstance(value, StandIn):
            return value.probes
        return () if isinstance(value, Sketch | Limit) else (value,)

    def _candidates(self, property_: NamedNode, sketch: Sketch, node: NamedNode) -> list[Fit]:
        """The ways to have a thing where the example has one: each that is there, all of them, or a new one."""
        described = self._standing.described(_QUARTIER) if property_ == _CONCERNS else []
        if described and not self._standing.values(node, property_):
            return [self._named(node, quartier) for quartier in described[:_CANDIDATES]]
        there = [
            value
            for value in self._standing.values(node, property_)
            if isinstance(value, NamedNode) and self._fitting(sketch, value) and self._of_its_kind(sketch, value)
        ]
        laid = {value: self._on(property_, sketch, node, value) for value in there}
        # Where something is only to be taken away, whoever has the most of it is looked at first.
        nearest = sorted(there, key=lambda value: laid[value][0].weight, reverse=_only_takes_away(sketch))[:_CANDIDATES]
        found = [fit for value in nearest for fit in laid[value]]
        if len(there) > 1:
            everywhere = Fit(())
            for value in there:
                everywhere = everywhere.joined(laid[value][0])
            found.append(everywhere)
        return [*found, *self._brought_in(property_, sketch, node)]

    @staticmethod
    def _named(dossier: NamedNode, quartier: NamedNode) -> Fit:
        """A dossier that describes a Quartier need only say that it is about it."""
        return Fit((Change(dossier, _CONCERNS, quartier),), frozenset(), frozenset((dossier, quartier)))

    def _on(self, property_: NamedNode, sketch: Sketch, node: NamedNode, value: NamedNode) -> list[Fit]:
        use = Fit((), frozenset(((node, property_, value),)))
        return sorted((use.joined(fit) for fit in self._laid(sketch, value)), key=lambda fit: fit.weight)

    def _brought_in(self, property_: NamedNode, sketch: Sketch, node: NamedNode) -> list[Fit]:
        value = draft(next(self._numbers))
        link = Fit((Change(node, property_, value),))
        return [link.joined(fit) for fit in self._laid(sketch, value)]

    def _fitting(self, sketch: Sketch, node: NamedNode) -> bool:
        """Whether a thing may be the one of the example: it says nothing else of what the example fixes."""
        return all(
            self._compatible(branch, node) for branch in sketch.branches if branch.predicate not in sketch.takes_away
        )

    def _compatible(self, branch: Branch, node: NamedNode) -> bool:
        fixed = [
            value for value in self._meant(branch.value) if isinstance(value, NamedNode) and not _names_a_fact(value)
        ]
        stated = self._standing.values(node, branch.predicate)
        if not fixed or all(isinstance(value, Literal) for value in stated):
            return True  # a text in place of a term says nothing else: it is to be replaced
        return any(self._standing.states(node, branch.predicate, value) for value in fixed)

    def _stated(self, property_: NamedNode, leaf: Leaf, node: NamedNode) -> Iterator[Change]:
        """The changes that make a thing state what a leaf asks for."""
        stated = self._standing.values(node, property_)
        if any(self._standing.states(node, property_, value) for value in self._meant(leaf)):
            return
        if isinstance(leaf, StandIn) and leaf.along is not None:
            yield Change(node, property_, None, (), leaf)  # what it is, the whole fit says
            return
        for value, stands_for in self._tried(leaf):
            if value not in stated:
                whole = isinstance(value, Literal) or isinstance(leaf, Limit)
                replaced = tuple(said for said in stated if whole or isinstance(said, Literal))
                yield Change(node, property_, value, replaced, stands_for)

    def _tried(self, leaf: Leaf | Sketch) -> Iterator[tuple[Value, StandIn | Limit | None]]:
        """The values to try for a leaf, each with what it stands for."""
        if isinstance(leaf, Limit):
            value = _probe(leaf)
            if value is not None:
                yield value, leaf
        elif isinstance(leaf, StandIn):
            yield from ((value, leaf) for value in self._probes(leaf))
        elif not isinstance(leaf, Sketch):
            yield leaf, None

    def _probes(self, leaf: StandIn) -> Iterable[Value]:
        if leaf.known is not None:
            return self._standing.known(leaf.known)[:_OFFERED]
        if leaf.limit is not None:
            value = _probe(leaf.limit)
            return () if value is None else (value,)
        first = leaf.probes[0]
        if first == _CHECKED:
            return (self._day,)
        if first == _VALID:
            return (self._standing.boundary,)
        if first == _INSIDE:
            return (self._standing.point_inside,) if self._standing.point_inside is not None else ()
        return (first,)


def _ways(start: Fit, options: Sequence[Sequence[Fit]]) -> Iterator[Fit]:
    """The combinations, those that leave the first of each option in one place alone before all others."""
    first = [option[:1] for option in options]
    yield from _combined(start, first)
    for place, option in enumerate(options):
        if len(option) > 1:
            yield from _combined(start, [*first[:place], option[1:], *first[place + 1 :]])
    yield from _combined(start, options)


def _combined(start: Fit, options: Sequence[Sequence[Fit]]) -> Iterator[Fit]:
    """One of each of the options at once; no two of them build on the same statement."""
    if not options:
        yield start
        return
    for part in options[0]:
        if not start.used & part.used:
            yield from _combined(start.joined(part), options[1:])


def asks_for_a_day(sketch: Sketch | None) -> bool:
    """Whether an example asks for a date."""
    return sketch is not None and any(
        asks_for_a_day(branch.value)
        if isinstance(branch.value, Sketch)
        else isinstance(branch.value, StandIn) and _CHECKED in branch.value.probes
        for branch in sketch.branches
    )


def _only_takes_away(sketch: Sketch) -> bool:
    """Whether an example asks for nothing that could be missing."""
    inner = [branch.value for branch in sketch.branches]
    return all(isinstance(value, Sketch) and _only_takes_away(value) for value in inner) if inner else True


def _names_a_fact(value: NamedNode) -> bool:
    return value in (_CHECKED, _INSIDE, _VALID)


def _probe(leaf: Limit) -> Value | None:
    """A value that meets a threshold, as near to it as can be."""
    limit, comparator = Decimal(leaf.threshold.limit), leaf.threshold.comparator
    if leaf.path[-1] == _RANK and len(leaf.path) > 1:
        return _ranked(limit)
    if comparator.endswith("Exclusive"):
        limit += 1 if comparator.startswith("min") else -1
    datatype = term("xsd:integer") if limit == limit.to_integral_value() else term("xsd:decimal")
    return Literal(f"{limit:f}", datatype=datatype)


def _ranked(limit: Decimal) -> NamedNode | None:
    """The concept of a closed list that has a rank."""
    for triple in vocabulary.bundled().needed:
        if triple.predicate == _RANK and isinstance(triple.object, Literal) and triple.object.value == str(limit):
            return triple.subject if isinstance(triple.subject, NamedNode) else None
    return None
