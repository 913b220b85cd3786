"""The default engine: ``shacl``, compiled once per rule set; validation releases the interpreter lock."""

from __future__ import annotations

from importlib.metadata import version

import shacl
from pyoxigraph import RdfFormat, parse

from quartierkg.charter.engines import report as reading
from quartierkg.charter.engines.engine import Result
from quartierkg.charter.engines.report import Report
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
            report = _validated(self._shapes(rules), data)
        except ValueError as fault:
            raise self._failure(fault) from fault
        return frozenset(Result(_iri(result), _focus(result.focus_node)) for result in report.results)

    def report(self, shapes: str, data: str) -> Report:
        """The whole report of validating any data graph with any shapes graph.

        :raises EngineFault: when the engine refuses shapes or data.
        """
        try:
            text = _validated(shacl.Shapes.from_text(shapes, format="ntriples"), data).serialize("ntriples")
        except ValueError as fault:
            raise self._failure(fault) from fault
        return reading.read(quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES))

    def _failure(self, fault: ValueError) -> EngineFault:
        return EngineFault(
            Text(f"Le moteur {self.name} a échoué : {fault}.", f"The engine {self.name} failed: {fault}.")
        )

    def _shapes(self, rules: RuleSet) -> shacl.Shapes:
        # Keyed by identity: a rule set is built once and kept (charter.rules.rules), and kept here as well.
        held = self._compiled.get(id(rules))
        if held is None:
            held = (rules, shacl.Shapes.from_text(rules.text, format="ntriples"))
            self._compiled[id(rules)] = held
        return held[1]


def _validated(shapes: shacl.Shapes, data: str) -> shacl.Report:
    return shapes.validate_text(data, format="ntriples", inference="rules")


def _focus(node: str) -> str:
    """A focus node as every engine names it: a literal may be written in more than one way."""
    if not node.startswith('"'):
        return node
    (quad,) = parse(f"<urn:s> <urn:p> {node} .", format=RdfFormat.N_TRIPLES)
    return str(quad.object)


def _iri(result: shacl.Result) -> str:
    """The named shape that a result belongs to: the nearest one above a nested property shape."""
    shape = result.root_shape or result.source_shape or ""
    return shape.removeprefix("<").removesuffix(">")
