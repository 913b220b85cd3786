"""The default engine: ``shacl``, compiled once per rule set; validation releases the interpreter lock."""

from __future__ import annotations

from importlib.metadata import version

import shacl

from quartierkg.charter.engines.engine import Result
from quartierkg.charter.rules import RuleSet
from quartierkg.errors import EngineFault
from quartierkg.language import Text


class FastEngine:
    """``shacl`` behind the door."""

    name = "shacl"

    def __init__(self) -> None:
        self.version = version("shacl")
        self._compiled: dict[int, tuple[RuleSet, shacl.Shapes]] = {}

    def results(self, rules: RuleSet, data: str) -> frozenset[Result]:
        """The results of validating a data graph with some rules.

        :raises EngineFault: when the engine refuses shapes or data.
        """
        try:
            report = self._shapes(rules).validate_text(data, format="ntriples", inference="rules")
        except ValueError as fault:
            raise EngineFault(
                Text(f"Le moteur {self.name} a échoué : {fault}.", f"The engine {self.name} failed: {fault}.")
            ) from fault
        return frozenset(Result(_iri(result), result.focus_node) for result in report.results)

    def _shapes(self, rules: RuleSet) -> shacl.Shapes:
        # Keyed by identity: a rule set is built once and kept (charter.rules.rules), and kept here as well.
        held = self._compiled.get(id(rules))
        if held is None:
            held = (rules, shacl.Shapes.from_text(rules.text, format="ntriples"))
            self._compiled[id(rules)] = held
        return held[1]


def _iri(result: shacl.Result) -> str:
    """The named shape that a result belongs to: the nearest one above a nested property shape."""
    shape = result.root_shape or result.source_shape or ""
    return shape.removeprefix("<").removesuffix(">")
