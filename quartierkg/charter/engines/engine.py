"""What an engine is to the rest of the package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from quartierkg.charter.engines.report import Report
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

    def report(self, shapes: str, data: str) -> Report:
        """The whole report of validating any data graph with any shapes graph (both N-Triples).

        Nothing is kept between two calls: this is for conformance and for the lint, :meth:`results` for dossiers.

        :raises EngineFault: when the engine fails.
        """
