"""The context in which the register has a dossier judged, as bytes that are journaled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
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
    nodes = (node for triple in dossier.triples for node in (triple.subject, triple.object))
    named = dict.fromkeys(node for node in nodes if isinstance(node, NamedNode))
    said = [Triple(NamedNode(f"{dossier.iri.value}/context"), _TYPE, term("qn:CheckContext"))]
    said += [triple for node in named for triple in _known(snapshot, node)]
    said += [triple for opinion in opinions for triple in _opinion(dossier, opinion)]
    return Source(NAME, ntriples.text(sorted(dict.fromkeys(said), key=str)).encode(), N_TRIPLES.essence)


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
