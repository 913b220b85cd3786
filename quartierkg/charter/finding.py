"""A finding: a rule that a dossier violates, with what was found and what is required."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from quartierkg.charter.outcome import Outcome, Severity
from quartierkg.errors import Place
from quartierkg.intake.position import Positions
from quartierkg.language import Text


@dataclass(frozen=True, slots=True)
class Found:
    """A value as the dossier writes it, and the words for it."""

    value: str
    label: Text
    term: NamedNode | Literal | None = None
    """The value itself; None where it has no name that another document could use."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The statement of the dossier that a finding points to; its place is looked up when somebody wants to see it."""

    positions: Positions
    statement: int
    """Its number in the order of the document, from 0."""
    stated: bool
    """Whether its value is at fault; else its subject is, which lacks something."""

    @property
    def place(self) -> Place | None:
        """Where it stands; None in a syntax that does not tell."""
        return self.positions.value(self.statement) if self.stated else self.positions.subject(self.statement)


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
    """The node at fault, as an IRI or, where it has none, by its description."""
    focus_label: Text
    path: str | None
    found: tuple[Found, ...]
    required: Text | None
    unit: str | None
    message: Text
    left_out: int = 0
    """How many values were found beside those that are shown."""
    anchor: Anchor | None = None
    """What it points to; None for what stands in the context alone."""

    @property
    def position(self) -> Place | None:
        """Where in the source it points to."""
        return self.anchor.place if self.anchor is not None else None
