"""The context in which the register has a dossier judged, as bytes that are journaled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg import ntriples
from quartierkg.charter.outcome import BY_TERM, Outcome
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.source import Source
from quartierkg.media import N_TRIPLES
from quartierkg.register.case import Opinion
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.terms import ID, NAMING, term

_TYPE: Final = term("rdf:type")
_QUARTIER: Final = term("qn:Quartier")
_OUTCOMES: Final = {outcome: name for name, outcome in BY_TERM.items()}
_KNOWN: Final = (*NAMING, term("qn:state"), term("qn:illustrative"))
NAME: Final = "context.nt"


def surroundings(snapshot: Snapshot, dossier: Dossier, opinions: Iterable[Opinion]) -> Source:
    """What is known of the Quartiers that a dossier names, and what the committee says of it."""
    said = [Triple(NamedNode(f"{dossier.iri.value}/context"), _TYPE, term("qn:CheckContext"))]
    said += [triple for node in _named(dossier) for triple in _known(snapshot, node)]
    said += [triple for opinion in opinions for triple in _opinion(dossier, opinion)]
    return Source(NAME, ntriples.text(sorted(dict.fromkeys(said), key=str)).encode(), N_TRIPLES.essence)


@dataclass(frozen=True, slots=True)
class Around:
    """What the network said of all that a dossier names, and of its own Quartier, when its verdict was made."""

    named: tuple[NamedNode, ...]
    known: tuple[Triple, ...]

    @classmethod
    def of(cls, snapshot: Snapshot, quartier: NamedNode, dossier: Dossier) -> Self:
        """What it says now."""
        nodes = tuple(dict.fromkeys((quartier, *_named(dossier))))
        return cls(nodes, _all_known(snapshot, nodes))

    def holds(self, snapshot: Snapshot) -> bool:
        """Whether it says the same still: otherwise the verdict is of yesterday."""
        return _all_known(snapshot, self.named) == self.known


def _all_known(snapshot: Snapshot, nodes: Iterable[NamedNode]) -> tuple[Triple, ...]:
    return tuple(sorted((triple for node in nodes for triple in _known(snapshot, node)), key=str))


def _named(dossier: Dossier) -> Iterator[NamedNode]:
    nodes = (node for triple in dossier.triples for node in (triple.subject, triple.object))
    yield from dict.fromkeys(node for node in nodes if isinstance(node, NamedNode))


def person(holder: str) -> NamedNode:
    """The address by which a holder of a token is named in assertions."""
    return NamedNode(f"{ID}holder/{quote(holder, safe='')}")


def _known(snapshot: Snapshot, node: NamedNode) -> Iterator[Triple]:
    if next(snapshot.quads(node, _TYPE, _QUARTIER, NETWORK), None) is None:
        return
    yield Triple(node, _TYPE, _QUARTIER)
    for property_ in _KNOWN:
        yield from (quad.triple for quad in snapshot.quads(node, property_, None, NETWORK))


def _opinion(dossier: Dossier, opinion: Opinion) -> Iterator[Triple]:
    iri = NamedNode(f"{dossier.iri.value}/opinion-{opinion.entry}")
    result = NamedNode(f"{iri.value}/result")
    yield Triple(iri, _TYPE, term("qn:CommitteeAssertion"))
    yield Triple(iri, term("earl:subject"), dossier.iri)
    yield Triple(iri, term("earl:test"), NamedNode(opinion.requirement))
    yield Triple(iri, term("earl:result"), result)
    yield Triple(iri, term("prov:wasAttributedTo"), person(opinion.by))
    yield Triple(iri, term("qn:motive"), Literal(opinion.motive))
    yield Triple(result, _TYPE, term("earl:TestResult"))
    yield Triple(result, term("earl:outcome"), _OUTCOMES[Outcome(opinion.outcome)])
