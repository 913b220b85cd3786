"""What every part of a fictional Quartier is told: its number, its name, its history, and where statements go."""

from __future__ import annotations

import datetime
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.language import Text
from quartierkg.synth import names
from quartierkg.synth.chance import Chance
from quartierkg.synth.evidence import document
from quartierkg.synth.facts import Facts
from quartierkg.synth.history import LAST, History, history
from quartierkg.terms import ID

_DONE: Final = 0.45
_BEGUN: Final = 0.1
"""So many Quartiers have everything: of those that realised all criteria, and of the others."""


def node(number: int) -> NamedNode:
    """The address of a Quartier."""
    return NamedNode(f"{ID}quartier/synth-{number}")


class Ground:
    """One Quartier while it is described."""

    def __init__(self, facts: Facts, seed: int, number: int, quartiers: int) -> None:
        """A Quartier of which nothing is stated yet.

        :param quartiers: how many the network has.
        """
        self.facts = facts
        self.chance = Chance(seed, f"quartier{number}")
        self.seed, self.number, self.quartiers = seed, number, quartiers
        self.node = node(number)
        self.name = names.place(number)
        self.history: History = history(seed, number)
        done = self.history.day("qn:AllCriteriaRealised") is not None
        self.thorough = Chance(seed, f"thorough{number}").whether(_DONE if done else _BEGUN)
        """Whether it has everything; what it has may still fall short."""
        self.metropole, self.bearer, self.prefecture = (self.own(name) for name in ("metropole", "structure", "state"))
        self.members: list[NamedNode] = []
        """Those who take part, in the order in which they came."""
        self._documents: set[str] = set()

    @property
    def since(self) -> datetime.date:
        """The day from which the Quartier does anything."""
        return self.history.since

    def own(self, name: str) -> NamedNode:
        """The address of a thing of the Quartier."""
        return NamedNode(f"{ID}synth-{self.number}/{name}")

    def thing(self, property_: str, name: str, classes: str, label: Text | None = None) -> NamedNode:
        """A thing of the Quartier, by one of its properties."""
        found = self.facts.thing(self.own(name), classes, label)
        self.facts.say(self.node, property_, found)
        return found

    def has(self, share: float) -> bool:
        """Whether it has something that so many Quartiers have."""
        return self.chance.whether(share) or self.thorough

    def day(self) -> datetime.date:
        """A day on which the Quartier does something."""
        return self.chance.day(self.since, LAST)

    def support(self, thing: NamedNode, kind: str) -> None:
        """Name a document that supports what a thing declares; one in four has none.

        :param kind: which of the Quartier's documents, of :data:`stock.DOCUMENTS`.
        """
        if not self.chance.whether(0.75):
            return
        found = self.own(f"evidence-{kind}")
        self.facts.say(thing, "qn:evidence", found)
        if kind not in self._documents:
            self._documents.add(kind)
            document(self.facts, found, kind, self.day())
