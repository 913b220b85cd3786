"""A verdict as data of the register (ontology/register.ttl): what queries ask about criteria and requirements."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg import edition
from quartierkg.charter.finding import Finding
from quartierkg.charter.outcome import BY_TERM, Decision, Outcome
from quartierkg.charter.verdict import Row, Verdict
from quartierkg.language import LANGUAGES
from quartierkg.terms import CHARTER, term

_TYPE: Final = term("rdf:type")
_DATE: Final = term("xsd:date")
_TRUE: Final = Literal("true", datatype=term("xsd:boolean"))
_OUTCOMES: Final = {outcome: name for name, outcome in BY_TERM.items()}
_DECISIONS: Final = {
    Decision.MET: term("qn:Met"),
    Decision.AWAITING: term("qn:Awaiting"),
    Decision.NOT_MET: term("qn:NotMet"),
}
_GATES: Final = {"application": term("qn:Application"), "label": term("qn:Label")}
_WRITTEN: Final = frozenset((Outcome.FAILED, Outcome.NOT_STATED, Outcome.CANNOT_TELL))
"""How a requirement comes out of which there is something to say; the others follow from there being no word of it."""


def triples(verdict: Verdict, iri: NamedNode, *, illustrative: bool = False) -> Iterator[Triple]:
    """What the register states of a verdict.

    :param iri: the address of the verdict; those of its parts begin with it.
    :param illustrative: whether the dossier is invented: verdict and parts then say so.
    """
    yield from _thing(iri, "qn:Verdict", illustrative)
    yield Triple(iri, term("qn:onDossier"), NamedNode(verdict.dossier))
    yield Triple(iri, term("dcterms:conformsTo"), NamedNode(CHARTER + verdict.charter.version))
    yield Triple(iri, term("qn:judgedOn"), Literal(verdict.day, datatype=_DATE))
    yield Triple(iri, term("qn:judgedFor"), _GATES[verdict.gate])
    yield Triple(iri, term("qn:underProfile"), Literal(verdict.profile))
    yield Triple(iri, term("qn:outcome"), _DECISIONS[verdict.outcome])
    # The bytes that were judged, by their digest (RFC 6920, 7).
    yield Triple(iri, term("prov:wasDerivedFrom"), NamedNode(f"nih:sha-256;{verdict.source_sha256}"))
    named = _criteria(verdict.charter.version)
    for criterion in verdict.criteria:
        part = NamedNode(f"{iri.value}/criterion-{criterion.number}")
        yield Triple(iri, term("qn:criterionOutcome"), part)
        yield from _thing(part, "qn:CriterionOutcome", illustrative)
        yield Triple(part, term("qn:onCriterion"), named[criterion.number])
        yield Triple(part, term("earl:outcome"), _OUTCOMES[criterion.outcome])
    for row in verdict.rows:
        if row.outcome in _WRITTEN:
            part = NamedNode(f"{iri.value}/{row.requirement.id}")
            yield Triple(iri, term("qn:rowOutcome"), part)
            yield from _thing(part, "qn:RowOutcome", illustrative)
            yield from _row(part, row, _finding(verdict, row))


def _thing(node: NamedNode, class_: str, illustrative: bool) -> Iterator[Triple]:
    yield Triple(node, _TYPE, term(class_))
    if illustrative:
        yield Triple(node, term("qn:illustrative"), _TRUE)


def _row(part: NamedNode, row: Row, finding: Finding | None) -> Iterator[Triple]:
    yield Triple(part, term("qn:onRequirement"), row.requirement.iri)
    yield Triple(part, term("earl:outcome"), _OUTCOMES[row.outcome])
    if finding is None:  # a requirement that is derived from others: theirs say why
        return
    if finding.found:
        values = dict.fromkeys(found.value for found in finding.found)
        yield Triple(part, term("qn:valueFound"), Literal("; ".join(values)))
    for code in LANGUAGES:
        yield Triple(part, term("qn:explanation"), Literal(finding.message.in_(code), language=code))


def _finding(verdict: Verdict, row: Row) -> Finding | None:
    """The first of the findings that made a requirement come out as it did: the gravest, as findings are in order."""
    of_row = (finding for finding in verdict.findings if finding.requirement == row.requirement.id)
    return next((finding for finding in of_row if finding.yields is row.outcome), None)


@cache
def _criteria(version: str) -> dict[int, NamedNode]:
    """The criteria of a version by their numbers."""
    statements = edition.edition(version).statements
    found = {
        triple.subject for triple in statements if (triple.predicate, triple.object) == (_TYPE, term("qn:Criterion"))
    }
    return {
        int(triple.object.value): triple.subject
        for triple in statements
        if triple.predicate == term("qn:number")
        and triple.subject in found
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, Literal)
    }
