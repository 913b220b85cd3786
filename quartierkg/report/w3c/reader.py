"""Statements to validation reports: read leniently, for engines differ in what they leave out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.errors import NotAReport
from quartierkg.language import Text
from quartierkg.report.w3c.graph import Graph
from quartierkg.report.w3c.path import written
from quartierkg.report.w3c.result import Messages, Report, Result
from quartierkg.terms import PREFIXES, term

VIOLATION: Final = PREFIXES["sh"] + "Violation"
# The gravest first; a severity of somebody's own comes after them (SHACL, 2.1.4; Debug and Trace: SHACL 1.2, 2.1.4).
_SEVERITIES: Final = [PREFIXES["sh"] + name for name in ("Violation", "Warning", "Info", "Debug", "Trace")]
# A detail of a detail of a detail; one that contains itself has no end.
_DEEPEST: Final = 16
_TRUE: Final = frozenset(("true", "1"))


def read(triples: Iterable[Triple]) -> tuple[Report, ...]:
    """The reports of a source, in its order.

    :raises NotAReport: when it holds none.
    """
    graph = Graph(triples)
    found = tuple(_report(graph, report) for report in graph.instances("sh:ValidationReport"))
    if not found:
        raise NotAReport(
            Text("Aucun rapport de validation (sh:ValidationReport).", "No validation report (sh:ValidationReport)."),
            remedy=Text(
                "Donnez le rapport qu’écrit un moteur SHACL, en RDF.",
                "Give the report that a SHACL engine writes, in RDF.",
            ),
        )
    return found


def _report(graph: Graph, report: NamedNode) -> Report:
    told: set[NamedNode] = set()
    results = [_result(graph, found, told, _DEEPEST) for found in graph.nodes(report, "sh:result")]
    stated = graph.first(report, "sh:conforms")
    conforms = stated.value in _TRUE if isinstance(stated, Literal) else not results
    return Report(conforms, tuple(sorted(results, key=_gravity)))


def _gravity(result: Result) -> tuple[int, str]:
    if result.severity in _SEVERITIES:
        return _SEVERITIES.index(result.severity), ""
    return len(_SEVERITIES), result.severity


def _result(graph: Graph, result: NamedNode, told: set[NamedNode], depth: int) -> Result:
    """A result with its details; one that several results share is told in detail once.

    :param told: the results whose details were told.
    """
    severity = next(iter(graph.nodes(result, "sh:resultSeverity")), term("sh:Violation"))
    inner = graph.nodes(result, "sh:detail") if depth and result not in told else []
    told.add(result)
    return Result(
        severity=severity.value,
        focus=graph.node(graph.first(result, "sh:focusNode")),
        path=written(graph, graph.first(result, "sh:resultPath")),
        value=graph.node(graph.first(result, "sh:value")),
        messages=_messages(graph, result),
        shape=graph.node(graph.first(result, "sh:sourceShape")),
        component=graph.node(graph.first(result, "sh:sourceConstraintComponent")),
        details=tuple(_result(graph, found, told, depth - 1) for found in inner),
    )


def _messages(graph: Graph, result: NamedNode) -> Messages:
    found = [entry for entry in graph.objects(result, "sh:resultMessage") if isinstance(entry, Literal)]
    return Messages(tuple(((entry.language or "").lower(), entry.value) for entry in found))
