"""One check: a dossier and its context in, a verdict out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg import vocabulary
from quartierkg.charter import document, engines, spelling, verdict
from quartierkg.charter.context import Context
from quartierkg.charter.doubt import Doubts
from quartierkg.charter.engines import Choice, Engine, Result
from quartierkg.charter.explain import Explainer
from quartierkg.charter.finding import Finding
from quartierkg.charter.linted import require_linted
from quartierkg.charter.outcome import Outcome, Severity
from quartierkg.charter.path import Paths
from quartierkg.charter.probe import Prober
from quartierkg.charter.rules import NEAREST, Gate, Profile, RuleSet, rules
from quartierkg.charter.verdict import EngineName, Row, Verdict
from quartierkg.intake import lexical, measure, screen
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.graph import Graph
from quartierkg.intake.screen import SetAside
from quartierkg.terms import CHARTER, is_blank, term

_WEIGHT: Final = {severity: weight for weight, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a dossier."""

    profile: Profile = "charter"
    gate: Gate = "label"
    engine: Choice = "fast"
    version: str | None = None
    """The version of the charter to judge by, whatever the dossier names; None for the one that it names."""


def check(dossier: Dossier, context: Context, question: Question) -> Verdict:
    """What the charter's shapes say of a dossier.

    The version of the charter that the dossier names chooses the shapes, the current one where it names none of ours,
    unless the question names one.

    :raises EngineFault: when an engine fails, or when two disagree.
    :raises ShapesFault: when the shapes were changed and do not pass the lint.
    """
    version = question.version or _version(dossier)
    require_linted(version)
    ruleset = rules(version, question.profile, question.gate)
    graph, aside = data_graph(dossier, context)
    chosen = engines.chosen(question.engine)
    data = lexical.text(graph)
    results = engines.judge(chosen, ruleset, data)
    rows = _rows(ruleset, results)
    if any(row.needs_the_rest for row in rows):
        at_label = rules(version, question.profile, "label")
        again = at_label is not ruleset
        rows = verdict.with_the_rest(rows, _rows(at_label, engines.judge(chosen, at_label, data)) if again else rows)
    return _verdict(dossier, context, ruleset, graph, aside, results, rows, chosen)


def outcomes(
    dossier: Dossier, context: Context, ruleset: RuleSet, chosen: Sequence[Engine]
) -> dict[NamedNode, Outcome]:
    """How every row that decides comes out, and every rule of form, without a verdict: what a trial needs to know.

    A row that also needs the rest of the verdict (QN-P-05) is as its own rules make it.

    :raises EngineFault: when an engine fails, or when two disagree.
    """
    results = engines.judge(chosen, ruleset, lexical.text(data_graph(dossier, context)[0]))
    violated = _fired(results)
    found = {row.requirement.iri: row.outcome for row in _rows(ruleset, results) if row.decides}
    for rule in ruleset.rules.values():
        if rule.judges is None and rule.severity is Severity.VIOLATION and rule.yields is not None:
            found[rule.iri] = rule.yields if rule.iri in violated else Outcome.PASSED
    return found


def data_graph(dossier: Dossier, context: Context) -> tuple[tuple[Triple, ...], tuple[SetAside, ...]]:
    """The graph that is judged, and the dossier's statements that are not in it.

    The graph holds the dossier, the context, the facts measured of it and the little vocabulary that class checks need.
    """
    words = vocabulary.bundled()
    kept, aside = screen.screen(dossier.triples, words, context.known, dossier)
    aside += tuple(spelling.unknown(kept, words))
    charters = (
        Triple(NamedNode(CHARTER + version), term("rdf:type"), term("qn:Charter")) for version in document.versions()
    )
    measured = measure.measure(kept, dossier.quartiers, context.day)
    return (*kept, *context.triples, *context.facts(dossier), *measured, *words.needed, *charters), aside


def _version(dossier: Dossier) -> str:
    known = (document.version_of(iri) for iri in dossier.charters)
    return next((version for version in known if version is not None), document.CURRENT)


def _verdict(
    dossier: Dossier,
    context: Context,
    ruleset: RuleSet,
    graph: tuple[Triple, ...],
    aside: tuple[SetAside, ...],
    results: frozenset[Result],
    rows: tuple[Row, ...],
    chosen: Sequence[Engine],
) -> Verdict:
    charter = document.charter(ruleset.version)
    judged = Graph(graph)
    explainer = Explainer(ruleset, charter, vocabulary.bundled(), dossier, judged, _added(ruleset, results))
    doubts = _doubts(explainer, ruleset, judged, results, chosen[0])
    return Verdict(
        dossier=_shown(dossier.iri),
        quartier=_shown(dossier.quartiers[0]) if dossier.quartiers else None,
        quartier_name=explainer.names.name(dossier.quartiers[0]) if dossier.quartiers else None,
        source_name=dossier.source.name,
        source_sha256=dossier.source.sha256,
        media_type=dossier.media_type,
        charter=charter,
        profile=ruleset.profile,
        gate=ruleset.gate,
        day=context.day,
        context_sha256=context.sha256,
        engines=tuple(EngineName(engine.name, engine.version) for engine in chosen),
        outcome=verdict.dossier(rows, ruleset.rules, _fired(results) & ruleset.rules.keys()),
        criteria=verdict.criteria(charter, rows),
        rows=rows,
        findings=tuple(replace(found, doubts=doubts) for found in _findings(explainer, ruleset, results, aside)),
    )


def _added(ruleset: RuleSet, results: Iterable[Result]) -> tuple[Triple, ...]:
    """The facts that the rules added and that findings speak of."""
    return tuple(
        Triple(NamedNode(result.focus[1:-1]), NEAREST, Literal(True))
        for result in results
        if result.shape == ruleset.nearest.value and result.focus.startswith("<")
    )


def _doubts(explainer: Explainer, ruleset: RuleSet, graph: Graph, results: Iterable[Result], engine: Engine) -> Doubts:
    """What tells the causes of the findings, once somebody asks."""
    focuses = {result.shape: NamedNode(result.focus[1:-1]) for result in results if result.focus.startswith("<")}
    return Doubts(ruleset, Prober(engine, ruleset, graph.triples), Paths(ruleset, graph), explainer, focuses)


def _rows(ruleset: RuleSet, results: Iterable[Result]) -> tuple[Row, ...]:
    """Every row, as the results of a rule set make it."""
    fired = _fired(results)
    charter = document.charter(ruleset.version)
    return verdict.rows(charter, ruleset.rules.values(), fired & ruleset.rules.keys(), fired)


def _fired(results: Iterable[Result]) -> set[NamedNode]:
    """The shapes that were violated, canaries among them."""
    return {NamedNode(result.shape) for result in results}


def _findings(
    explainer: Explainer, ruleset: RuleSet, results: Iterable[Result], aside: Iterable[SetAside]
) -> tuple[Finding, ...]:
    """The findings, the gravest first, then in the order of the charter."""
    found = [
        explainer.finding(ruleset.rules[NamedNode(result.shape)], NamedNode(result.focus[1:-1]))
        for result in results
        if NamedNode(result.shape) in ruleset.rules
    ]
    found += [explainer.set_aside(statement) for statement in aside]
    return tuple(
        sorted(
            found,
            key=lambda finding: (_WEIGHT[finding.severity], finding.shape or "", finding.focus, finding.path or ""),
        )
    )


def _shown(node: NamedNode) -> str:
    return "" if is_blank(node) else node.value
