"""A finding: a rule that a dossier violates, with what was found and what is required."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from quartierkg.charter.anchor import Anchor, Settled
from quartierkg.charter.cause import Cause
from quartierkg.charter.outcome import Outcome, Severity
from quartierkg.errors import Place
from quartierkg.language import Text


@dataclass(frozen=True, slots=True)
class Found:
    """A value as the dossier writes it, and the words for it."""

    value: str
    label: Text
    term: NamedNode | Literal | None
    """The value itself; None where it has no name that another document could use."""
    predicate: str
    """IRI of the property that has it."""
    predicate_label: Text
    unit: str | None
    """Its unit, where it is a number."""
    about: str
    """The node that has it, as an IRI or, where it has none, by its description."""
    about_label: Text
    anchor: Anchor | Settled | None = None

    @property
    def position(self) -> Place | None:
        """Where it stands in the source; None for what the dossier does not state."""
        return self.anchor.place if self.anchor is not None else None

    def settled(self, *, place: bool) -> Found:
        """The value without its source.

        :param place: whether it still says where it stands.
        """
        return replace(self, anchor=self.anchor.settled() if place and self.anchor is not None else None)


class Doubts(Protocol):
    """Tells the causes of findings."""

    def of(self, shape: str) -> tuple[Cause, ...]:
        """The causes for which a rule is violated."""


@dataclass(frozen=True, slots=True)
class Told:
    """The causes of one finding, once they were asked for."""

    causes: tuple[Cause, ...]

    def of(self, _: str) -> tuple[Cause, ...]:
        """Those causes."""
        return self.causes


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader needs to understand one violated rule."""

    requirement: str | None
    """Id of the row; None for the form of the dossier."""
    shape: str | None
    """IRI of the rule; None for a statement that was set aside."""
    yields: Outcome | None
    severity: Severity
    focus: str
    """The node at fault, as an IRI or, where it has none, by its description; where several are, what has them."""
    focus_label: Text
    path: str | None
    found: tuple[Found, ...]
    required: Text | None
    unit: str | None
    message: Text
    left_out: int = 0
    """How many values were found beside those that are shown."""
    anchor: Anchor | Settled | None = None
    """What it points to; None for what stands in the context alone."""

    judged: bool = False
    """Of a finding without a rule: whether the statement was judged all the same."""
    doubts: Doubts | None = None
    """What tells its causes, when somebody wants to know them."""

    @property
    def position(self) -> Place | None:
        """Where in the source it points to."""
        return self.anchor.place if self.anchor is not None else None

    @property
    def causes(self) -> tuple[Cause, ...]:
        """What each candidate lacks, the nearest first; empty where the message says it all."""
        return self.doubts.of(self.shape) if self.doubts is not None and self.shape is not None else ()

    def settled(self, *, place: bool) -> Finding:
        """The finding without its source.

        :param place: whether it still says where it points to, and its causes.
        """
        found = tuple(value.settled(place=place) for value in self.found)
        if not place:
            return replace(self, found=found, anchor=None, doubts=None)
        told = Told(tuple(cause.settled() for cause in self.causes)) if self.yields is not None else None
        anchor = self.anchor.settled() if self.anchor is not None else None
        return replace(self, found=found, anchor=anchor, doubts=told)
