"""What an engine is to the rest of the package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from quartierkg.charter.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Result:
    """One violated rule on one focus node: the part of a SHACL result that every engine reports alike."""

    shape: str
    """IRI of the rule."""
    focus: str
    """The focus node in N-Triples syntax."""


class Engine(Protocol):
    """A SHACL processor (SHACL, 3.6)."""

    @property
    def name(self) -> str:
        """The engine's own name."""

    @property
    def version(self) -> str:
        """Its version."""

    def results(self, rules: RuleSet, data: str) -> frozenset[Result]:
        """The results of validating a data graph (N-Triples) with some rules.

        :raises EngineFault: when the engine fails.
        """
