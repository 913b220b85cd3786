"""A batch as W3C validation reports in Turtle (SHACL, 3.6), one report for each verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, cast

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from quartierkg.charter.finding import Finding, Found
from quartierkg.charter.outcome import Severity
from quartierkg.charter.rules import Gate, Profile, RuleSet, rules
from quartierkg.charter.verdict import Verdict
from quartierkg.language import LANGUAGES, Language, Text
from quartierkg.report.batch import Batch
from quartierkg.terms import CHARTER, PREFIXES, term

_TYPE: Final = term("rdf:type")
_BOOLEAN: Final = term("xsd:boolean")
_PREFIXES: Final = {prefix: PREFIXES[prefix] for prefix in ("sh", "qn", "qns", "dcterms", "prov", "rdfs", "xsd")}
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
# The constraint components that the shapes use, by their parameter (SHACL, 4 and 5).
_COMPONENTS: Final = {
    term(f"sh:{name}"): term(f"sh:{name[0].upper()}{name[1:]}ConstraintComponent")
    for name in (
        *("or", "and", "xone", "not", "node", "property", "class", "datatype", "nodeKind", "hasValue", "in"),
        *("minCount", "maxCount", "pattern", "lessThan", "lessThanOrEquals", "equals", "disjoint"),
        *("minInclusive", "maxInclusive", "minExclusive", "maxExclusive"),
    )
} | {term("sh:sparql"): term("sh:SPARQLConstraintComponent")}
# A statement that was set aside uses a property that a dossier does not have: that is what sh:closed is about.
_CLOSED: Final = term("sh:ClosedConstraintComponent")
_NODE: Final = term("sh:NodeConstraintComponent")


def write(batch: Batch, language: Language) -> str:
    """The reports of a batch; a file without a verdict has none and is named in a comment."""
    written = serialize(triples(batch), format=RdfFormat.TURTLE, prefixes=_PREFIXES) or b""
    comments = (f"# {' '.join(fault.line(language).split())}\n" for fault in batch.unreadable)
    return written.decode() + "".join(comments)


def triples(batch: Batch) -> Iterator[Triple]:
    """The reports as statements."""
    return chain.from_iterable(_report(number, verdict) for number, verdict in enumerate(batch.verdicts, 1))


def _report(number: int, verdict: Verdict) -> Iterator[Triple]:
    report = BlankNode(f"report{number}")
    conforms = not any(finding.severity is Severity.VIOLATION for finding in verdict.findings)
    yield Triple(report, _TYPE, term("sh:ValidationReport"))
    yield Triple(report, term("sh:conforms"), Literal("true" if conforms else "false", datatype=_BOOLEAN))
    yield Triple(report, term("dcterms:conformsTo"), NamedNode(CHARTER + verdict.charter.version))
    if verdict.dossier:
        yield Triple(report, term("dcterms:subject"), NamedNode(verdict.dossier))
    yield Triple(report, term("prov:wasDerivedFrom"), _source(verdict))
    ruleset = rules(verdict.charter.version, cast(Profile, verdict.profile), cast(Gate, verdict.gate))
    results = [BlankNode(f"result{number}x{place}") for place, _ in enumerate(verdict.findings, 1)]
    yield from (Triple(report, term("sh:result"), result) for result in results)
    for result, finding in zip(results, verdict.findings, strict=True):
        yield from _result(result, BlankNode(f"focus{result.value}"), finding, ruleset)
    yield from _described(verdict)


def _source(verdict: Verdict) -> NamedNode:
    """The original bytes, by their digest (RFC 6920, 7)."""
    return NamedNode(f"nih:sha-256;{verdict.source_sha256}")


def _described(verdict: Verdict) -> Iterator[Triple]:
    source = _source(verdict)
    yield Triple(source, _TYPE, term("prov:Entity"))
    yield Triple(source, term("dcterms:title"), Literal(verdict.source_name))
    yield Triple(source, term("dcterms:format"), Literal(verdict.media_type))


def _result(result: BlankNode, unnamed: BlankNode, finding: Finding, ruleset: RuleSet) -> Iterator[Triple]:
    """One validation result.

    :param unnamed: what stands for the focus node where it has no IRI.
    """
    focus = NamedNode(finding.focus) if _IRI.fullmatch(finding.focus) else unnamed
    yield Triple(result, _TYPE, term("sh:ValidationResult"))
    yield Triple(result, term("sh:focusNode"), focus)
    if focus is unnamed:  # a description is no name that a thing with an address should get
        yield from _texts(focus, term("rdfs:label"), finding.focus_label)
    if finding.path is not None:
        yield Triple(result, term("sh:resultPath"), NamedNode(finding.path))
    if len(finding.found) == 1:
        yield Triple(result, term("sh:value"), _value(finding.found[0]))
    if finding.shape is not None:
        yield Triple(result, term("sh:sourceShape"), NamedNode(finding.shape))
    yield Triple(result, term("sh:sourceConstraintComponent"), _component(finding, ruleset))
    yield Triple(result, term("sh:resultSeverity"), term(f"sh:{finding.severity.value}"))
    yield from _texts(result, term("sh:resultMessage"), finding.message)


def _component(finding: Finding, ruleset: RuleSet) -> NamedNode:
    """The component that a shape's one constraint belongs to; a shape with several is reported as a whole."""
    if finding.shape is None:
        return _CLOSED
    values = ruleset.nodes.get(NamedNode(finding.shape), {})
    used = [component for parameter, component in _COMPONENTS.items() if parameter in values]
    return used[0] if len(used) == 1 else _NODE


def _value(found: Found) -> NamedNode | Literal:
    """The value as the dossier writes it."""
    return Literal(found.value) if found.term is None else found.term


def _texts(subject: NamedNode | BlankNode, predicate: NamedNode, text: Text) -> Iterable[Triple]:
    return (Triple(subject, predicate, Literal(text.in_(code), language=code)) for code in LANGUAGES)
