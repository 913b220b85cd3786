"""The charter as data: versions, criteria and requirements, read from the documents of its editions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg import edition
from quartierkg.edition import Edition, versions
from quartierkg.errors import UsageFault
from quartierkg.language import Text
from quartierkg.terms import CHARTER, PREFIXES, term

__all__ = ["CURRENT", "Charter", "Criterion", "Requirement", "charter", "version_of", "versions"]

CURRENT: Final = "1"
_QN: Final = PREFIXES["qn"]

Values = dict[str, list[NamedNode | Literal]]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the eight criteria."""

    number: int
    label: Text


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row of the charter."""

    iri: NamedNode
    id: str
    order: int
    label: Text
    quote: Text
    """The charter's sentence, exact in French, translated in English."""
    sentence: NamedNode
    """That sentence by its address, which other rows may share."""
    must_state: Text
    reading: Text | None
    """How the sentence is read where it is open."""
    comparator: str
    shown_under: tuple[int, ...]
    decides: int | None
    gate: str | None
    level: str
    decided_by: str
    weighs: bool
    """Whether the charter gives the row a severity at all; a covered row and a row of context have none."""
    derived_from: tuple[NamedNode, ...]
    derived_from_verdict: bool
    condition_of: NamedNode | None
    """The state of the label that the register allows only once the row is passed."""


@dataclass(frozen=True, slots=True)
class Charter:
    """A version of the charter."""

    version: str
    title: Text
    criteria: tuple[Criterion, ...]
    requirements: tuple[Requirement, ...]
    description: Text
    """Where the text comes from, and what it is worth."""
    base: str | None
    """The version that this one revises."""
    illustrative: bool
    """Whether the version is invented as an example: wherever it is shown, that is said."""

    def requirement(self, iri: NamedNode) -> Requirement:
        """The row with an IRI.

        :raises KeyError: when the version has none.
        """
        return self.by_iri[iri]

    @property
    def by_iri(self) -> dict[NamedNode, Requirement]:
        """The rows by their IRI."""
        return {row.iri: row for row in self.requirements}


def version_of(iri: str) -> str | None:
    """The version that a charter's IRI names, or None when it is not one of ours."""
    name = iri.removeprefix(CHARTER)
    return name if iri.startswith(CHARTER) and name in versions() else None


@cache
def charter(version: str = CURRENT) -> Charter:
    """A version of the charter.

    :raises UsageFault: when there is none of that name.
    """
    if version not in versions():
        known = ", ".join(versions())
        raise UsageFault(
            Text(
                f"Version de la charte inconnue : {version} (connues : {known}).",
                f"Unknown charter version {version} (known: {known}).",
            )
        )
    found = edition.edition(version)
    nodes: dict[NamedNode, Values] = {}
    for triple in found.statements:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            nodes.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)
    return _assemble(found, nodes)


def _assemble(found: Edition, nodes: dict[NamedNode, Values]) -> Charter:
    criteria = [_criterion(values) for values in nodes.values() if _is(values, "qn:Criterion")]
    numbers = {iri: _criterion(values).number for iri, values in nodes.items() if _is(values, "qn:Criterion")}
    rows = [_requirement(iri, values, numbers) for iri, values in nodes.items() if _is(values, "qn:Requirement")]
    about = nodes[found.document]
    return Charter(
        found.version,
        _text(about, PREFIXES["dcterms"] + "title"),
        tuple(sorted(criteria, key=lambda criterion: criterion.number)),
        tuple(sorted(rows, key=lambda row: (row.order, row.id))),
        _text(about, PREFIXES["dcterms"] + "description"),
        found.base,
        found.illustrative,
    )


def _criterion(values: Values) -> Criterion:
    return Criterion(int(values[_QN + "number"][0].value), _text(values, PREFIXES["skos"] + "prefLabel"))


def _requirement(iri: NamedNode, values: Values, numbers: dict[NamedNode, int]) -> Requirement:
    decides = _nodes(values, "decidesCriterion")
    gates = _nodes(values, "gate")
    states = _nodes(values, "conditionOf")
    return Requirement(
        iri=iri,
        id=values[PREFIXES["dcterms"] + "identifier"][0].value,
        order=int(values[_QN + "order"][0].value),
        label=_text(values, PREFIXES["skos"] + "prefLabel"),
        quote=Text(values[_QN + "quote"][0].value, values[_QN + "translation"][0].value),
        sentence=_nodes(values, "sentence")[0],
        must_state=_text(values, _QN + "mustState"),
        reading=_text(values, _QN + "reading") if _QN + "reading" in values else None,
        comparator=_nodes(values, "comparator")[0].value.removeprefix(_QN),
        shown_under=tuple(sorted(numbers[node] for node in _nodes(values, "criterion"))),
        decides=numbers[decides[0]] if decides else None,
        gate=gates[0].value.removeprefix(_QN).lower() if gates else None,
        level=_nodes(values, "level")[0].value.removeprefix(_QN),
        decided_by=_nodes(values, "decidedBy")[0].value.removeprefix(_QN),
        weighs=_QN + "severity" in values,
        derived_from=_nodes(values, "derivedFrom"),
        derived_from_verdict=_QN + "derivedFromVerdict" in values,
        condition_of=states[0] if states else None,
    )


def _is(values: Values, curie: str) -> bool:
    return term(curie) in values.get(PREFIXES["rdf"] + "type", [])


def _nodes(values: Values, name: str) -> tuple[NamedNode, ...]:
    return tuple(node for node in values.get(_QN + name, []) if isinstance(node, NamedNode))


def _text(values: Values, predicate: str) -> Text:
    by_language = {node.language: node.value for node in values[predicate] if isinstance(node, Literal)}
    return Text(by_language["fr"], by_language["en"])
