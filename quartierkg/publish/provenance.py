"""Where what is said of a thing comes from: its datasets, each with the source, the licence and the date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg.language import Language
from quartierkg.publish.view import Value, href, link
from quartierkg.snapshot import Snapshot
from quartierkg.terms import term

_IN_DATASET: Final = term("void:inDataset")
_SOURCE: Final = term("dcterms:source")
_DATE: Final = term("qn:sourceDate")


@dataclass(frozen=True, slots=True)
class Origin:
    """A dataset that a thing is described in."""

    dataset: Value
    sources: tuple[Value, ...]
    """The thing's own sources, else those of the dataset."""
    licences: tuple[Value, ...]
    date: str | None
    """The date of the source, as precise as it is known."""
    compiled: bool
    """Whether that is the day on which the dataset was compiled, because the source has no date."""


def origins(snapshot: Snapshot, iri: NamedNode, language: Language) -> tuple[Origin, ...]:
    """The origins of a thing, in the order of their addresses."""
    return tuple(_origin(snapshot, iri, found, language) for found in _nodes(snapshot, iri, _IN_DATASET))


def _origin(snapshot: Snapshot, iri: NamedNode, dataset: NamedNode, language: Language) -> Origin:
    own, shared = _nodes(snapshot, iri, _SOURCE), _nodes(snapshot, dataset, _SOURCE)
    own_date, date = _date(snapshot, iri), _date(snapshot, dataset)
    return Origin(
        link(snapshot, dataset, language),
        tuple(_address(node) for node in own or shared),
        tuple(_address(node) for node in _nodes(snapshot, dataset, term("dcterms:license"))),
        own_date or date,
        compiled=own_date is None and not shared,
    )


def _address(node: NamedNode) -> Value:
    """A page elsewhere, by its whole address: the end of it would tell a reader nothing."""
    return Value(node.value, href(node))


def _nodes(snapshot: Snapshot, subject: NamedNode, property_: NamedNode) -> list[NamedNode]:
    found = {quad.object for quad in snapshot.quads(subject, property_) if isinstance(quad.object, NamedNode)}
    return sorted(found, key=lambda node: node.value)


def _date(snapshot: Snapshot, subject: NamedNode) -> str | None:
    dates = {quad.object.value for quad in snapshot.quads(subject, _DATE) if isinstance(quad.object, Literal)}
    return min(dates, default=None)
