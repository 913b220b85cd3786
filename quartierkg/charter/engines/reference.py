"""The reference engine: pySHACL. It gets triples that are already parsed and checked, never a stranger's bytes."""

from __future__ import annotations

import logging
import threading
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from quartierkg.charter.engines import report as reading
from quartierkg.charter.engines.engine import Result
from quartierkg.charter.engines.report import Report
from quartierkg.charter.rules import RuleSet
from quartierkg.errors import EngineFault
from quartierkg.language import Text

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


# How deep our shapes refer to one another; pySHACL's own cap is lower.
_DEPTH: Final = 100
# pySHACL writes into the shapes graph at every call, rdflib's parsers are not thread-safe, and a parsed query is run by
# one thread at a time.
_LOCK: Final = threading.Lock()


class ReferenceEngine:
    """pySHACL behind the door."""

    name = "pyshacl"

    def __init__(self) -> None:
        self.version = version("pyshacl")
        self._shapes: dict[int, tuple[RuleSet, Graph]] = {}

    def results(self, rules: RuleSet, data: str) -> frozenset[Result]:
        """The results of validating a data graph with some rules.

        :raises EngineFault: when the engine fails.
        """
        with _LOCK:
            shapes = self._shapes_graph(rules)
            report = self._validated(_copy(shapes), data)
        return _results(report, shapes)

    def report(self, shapes: str, data: str) -> Report:
        """The whole report of validating any data graph with any shapes graph.

        :raises EngineFault: when the engine fails.
        """
        with _LOCK:
            found = self._validated(_parsed(shapes), data)
            text = found.serialize(format="nt", encoding="utf-8")
        return reading.read(quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES))

    def _validated(self, shapes: Graph, data: str) -> Graph:
        """The report graph; the shapes graph is written into."""
        import pyshacl
        from pyshacl.errors import ReportableRuntimeError

        # An ill-typed literal is a finding, not something to print.
        logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
        try:
            _, report, _ = pyshacl.validate(
                _parsed(data),
                shacl_graph=shapes,
                inference="none",
                inplace=True,
                advanced=True,
                max_validation_depth=_DEPTH,
            )
        except (ReportableRuntimeError, NotImplementedError) as fault:
            raise self._failure(fault) from fault
        finally:
            _forget()
        if isinstance(report, Exception):  # pySHACL returns a ValidationFailure where others would raise it
            raise self._failure(report) from report
        graph: Graph = report
        return graph

    def _failure(self, fault: Exception) -> EngineFault:
        return EngineFault(
            Text(f"Le moteur {self.name} a échoué : {fault}.", f"The engine {self.name} failed: {fault}.")
        )

    def _shapes_graph(self, rules: RuleSet) -> Graph:
        held = self._shapes.get(id(rules))
        if held is None:
            held = (rules, to_rdflib(rules.triples))
            self._shapes[id(rules)] = held
        return held[1]


def _forget() -> None:
    """Drop what pySHACL keeps of every graph it has seen, for good, by an id that a later graph may have as well."""
    from pyshacl.constraints.sparql.sparql_based_constraint_components import SPARQLConstraintComponentValidator
    from pyshacl.rdfutil.stringify import stringify_blank_node

    stringify_blank_node.dict_cache.clear()  # the words of each blank node
    SPARQLConstraintComponentValidator.validator_cache.clear()


def to_rdflib(triples: Any) -> Graph:
    """The same triples as an rdflib graph, every literal with the characters that it had."""
    from quartierkg.charter.engines.spared import Spared

    graph = Spared()
    for triple in triples:
        graph.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
    return graph


def _parsed(text: str) -> Graph:
    return to_rdflib(quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES))


def _copy(graph: Graph) -> Graph:
    from quartierkg.charter.engines.spared import Spared

    copied = Spared()
    copied += graph
    return copied


def _node(node: NamedNode | BlankNode | Literal | Triple) -> Node:
    from rdflib import BNode, URIRef
    from rdflib import Literal as RdflibLiteral

    if isinstance(node, NamedNode):
        return URIRef(node.value)
    if isinstance(node, BlankNode):
        return BNode(node.value)
    if isinstance(node, Literal) and node.language:
        return RdflibLiteral(node.value, lang=node.language)
    if isinstance(node, Literal):
        return RdflibLiteral(node.value, datatype=URIRef(node.datatype.value), normalize=False)
    raise TypeError(node)


def _results(report: Any, shapes: Graph) -> frozenset[Result]:
    from rdflib import SH

    return frozenset(
        Result(_rule_iri(report.value(node, SH.sourceShape), shapes), _focus(report.value(node, SH.focusNode)))
        for node in report.objects(None, SH.result)  # not those under sh:detail
    )


def _focus(node: Any) -> str:
    """A focus node in N-Triples syntax; rdflib writes literals in that of Turtle."""
    from rdflib import Literal as RdflibLiteral

    if not isinstance(node, RdflibLiteral):
        return str(node.n3())
    if node.language:
        return str(Literal(str(node), language=node.language))
    return str(Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else None))


def _rule_iri(shape: Any, shapes: Graph) -> str:
    """The named shape that a result belongs to: the nearest one above a nested property shape."""
    from rdflib import SH, URIRef

    while shape is not None and not isinstance(shape, URIRef):
        shape = shapes.value(predicate=SH.property, object=shape)
    return str(shape or "")
