"""A change of a dossier, and a dossier with some changes made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.charter.remedy.example import Limit, StandIn

Value = NamedNode | Literal

_NEW: Final = "urn:quartierkg:new:"
_DRAFT: Final = "urn:quartierkg:draft:"


@dataclass(frozen=True, slots=True)
class Change:
    """Something to state of a thing, to take away, or both."""

    node: NamedNode
    predicate: NamedNode
    added: Value | None = None
    removed: tuple[Value, ...] = ()
    """The values that the dossier states now."""
    stands_for: StandIn | Limit | None = None
    """What the added value stands for; None where it is what the charter names."""

    @property
    def is_amount(self) -> bool:
        """Whether it asks for an amount to be reached."""
        return isinstance(self.stands_for, Limit) or (
            isinstance(self.stands_for, StandIn) and self.stands_for.limit is not None
        )

    @property
    def makes(self) -> NamedNode | None:
        """The thing that it brings in; None where it speaks of things that are there."""
        return self.added if isinstance(self.added, NamedNode) and is_new(self.added) else None


def draft(number: int) -> NamedNode:
    """A thing that a set of changes would bring in, as long as it is only tried."""
    return NamedNode(f"{_DRAFT}{number}")


def is_draft(node: object) -> bool:
    """Whether a thing is brought in by changes that are only tried."""
    return isinstance(node, NamedNode) and node.value.startswith(_DRAFT)


def is_new(node: object) -> bool:
    """Whether a thing is brought in by a remedy, tried or settled."""
    return isinstance(node, NamedNode) and node.value.startswith((_DRAFT, _NEW))


def settled(changes: Iterable[Change], key: str, numbers: Iterator[int]) -> tuple[Change, ...]:
    """The changes whose things have names of their own, apart from those of every other set of changes.

    :param key: what tells the dossier from others: a patch may stand beside another, and beside any blank node.
    """
    names: dict[NamedNode, NamedNode] = {}

    def named(node: Value | None) -> Value | None:
        if not isinstance(node, NamedNode) or not is_draft(node):
            return node
        return names.setdefault(node, NamedNode(f"{_NEW}{key}x{next(numbers)}"))

    found = []
    for change in changes:
        node = named(change.node)
        assert isinstance(node, NamedNode)
        found.append(replace(change, node=node, added=named(change.added)))
    return tuple(found)


def joined(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes whose things are there: without those of a thing that none of them brings in any more."""
    found = tuple(dict.fromkeys(changes))
    while True:
        made = {change.makes for change in found}
        kept = tuple(change for change in found if not is_draft(change.node) or change.node in made)
        if len(kept) == len(found):
            return kept
        found = kept


def weight(changes: Collection[Change]) -> tuple[int, int]:
    """How much some changes ask for: the things that they bring in, then what they change; an amount to reach is more
    than a state."""
    amounts = sum(change.is_amount for change in changes)
    return sum(change.makes is not None for change in changes), len(changes) + 2 * amounts


def changing(changes: Iterable[Change], triples: Collection[Triple]) -> tuple[Change, ...]:
    """The changes that some statements do not make true already."""
    stated = frozenset(triples)

    def changes_something(change: Change) -> bool:
        gone = any(Triple(change.node, change.predicate, value) in stated for value in change.removed)
        more = change.added is not None and Triple(change.node, change.predicate, change.added) not in stated
        return gone or more

    return tuple(change for change in changes if changes_something(change))


def applied(triples: Sequence[Triple], changes: Collection[Change]) -> tuple[Triple, ...]:
    """The statements of a dossier with some changes made."""
    gone = {Triple(change.node, change.predicate, value) for change in changes for value in change.removed}
    more = [Triple(change.node, change.predicate, change.added) for change in changes if change.added is not None]
    return tuple(dict.fromkeys((*(triple for triple in triples if triple not in gone), *more)))
