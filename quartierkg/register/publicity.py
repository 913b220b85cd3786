"""What of the register is public: each move as a dated event, and from the award on the facts and the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from quartierkg import vocabulary
from quartierkg.intake import screen
from quartierkg.intake.dossier import Dossier
from quartierkg.register.case import Judgement
from quartierkg.register.guard import Asked
from quartierkg.register.judging import Ruling
from quartierkg.register.lifecycle import roles
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK, REGISTER
from quartierkg.terms import CHARTER, term

_TYPE: Final = term("rdf:type")
_STATE: Final = term("qn:state")
_MARK: Final = term("qn:notPublished")
_ILLUSTRATIVE: Final = term("qn:illustrative")
_TRUE: Final = Literal("true", datatype=term("xsd:boolean"))
_DATE: Final = term("xsd:date")


def event(quartier: NamedNode, number: int) -> NamedNode:
    """The address of what happened to a Quartier as the so-manieth."""
    return NamedNode(f"{quartier.value}/event-{number}")


def moved(quartier: NamedNode, asked: Asked, number: int, *, illustrative: bool) -> Iterator[Quad]:
    """The event of a move, and the state that it leads to."""
    iri = event(quartier, number)
    said = [
        Triple(quartier, term("qn:history"), iri),
        Triple(quartier, _STATE, asked.move.to),
        Triple(iri, _TYPE, term("qn:LifecycleEvent")),
        Triple(iri, term("qn:toState"), asked.move.to),
        Triple(iri, term("qn:happenedOn"), Literal(asked.on, datatype=_DATE)),
        Triple(iri, term("qn:byMove"), asked.move.iri),
    ]
    if asked.criterion is not None and asked.judgement is not None:
        criterion = NamedNode(f"{CHARTER}{asked.judgement.charter}#criterion-{asked.criterion}")
        said.append(Triple(iri, term("qn:ofCriterion"), criterion))
    if illustrative:
        said.append(Triple(iri, _ILLUSTRATIVE, _TRUE))
    yield from (_in(NETWORK, triple) for triple in said)


def named(quartier: NamedNode, dossier: Dossier | None) -> Iterator[Quad]:
    """What a Quartier is called, as soon as something public happens to it; whether it is invented."""
    yield Quad(quartier, _TYPE, term("qn:Quartier"), NETWORK)
    for triple in dossier.triples if dossier is not None else ():
        if triple.subject == quartier and triple.predicate in (term("rdfs:label"), _ILLUSTRATIVE):
            yield _in(NETWORK, triple)


def awarded(ruling: Ruling, verdict: NamedNode, context: str, *, illustrative: bool) -> Iterator[Quad]:
    """The facts of a dossier whose Quartier is labelled, and the verdict on it; nothing that is never published.

    :param context: the digest of the bytes of the context, which the journal keeps.
    """
    yield from (_in(NETWORK, triple) for triple in _facts(ruling.dossier))
    yield from (_in(REGISTER, triple) for triple in ruling.statements(verdict, illustrative=illustrative))
    yield from (_in(REGISTER, triple) for triple in _recomputable(ruling.judgement, verdict, context))


def _recomputable(judgement: Judgement, verdict: NamedNode, context: str) -> Iterator[Triple]:
    """What it takes to have the verdict again, by digest, as the credential says it too; and who gave it."""
    yield Triple(verdict, term("qn:dossierSha256"), Literal(judgement.source_sha256))
    yield Triple(verdict, term("qn:contextSha256"), Literal(context))
    yield Triple(verdict, term("qn:shapesSha256"), Literal(judgement.shapes_sha256))
    for engine in judgement.engines:
        yield Triple(verdict, term("qn:byEngine"), Literal(f"{engine['name']} {engine['version']}"))


def decided(event: NamedNode, asked: Asked, verdict: NamedNode | None, *, illustrative: bool) -> Iterator[Quad]:
    """What makes a decision of an event: its kind, who answers for it by role, why, and the verdict that it rests on.

    Names of people are in the journal alone.
    """
    if not asked.move.recorded_as:
        return
    said: list[tuple[NamedNode, NamedNode | Literal | None]] = [(_TYPE, kind) for kind in asked.move.recorded_as]
    said += [
        (term("dcterms:date"), Literal(asked.on, datatype=_DATE)),
        (term("qn:decidedAs"), roles().get(asked.role)),
        (term("qn:proposedAs"), roles().get(asked.proposed_as or "")),
        (term("qn:grounds"), Literal(asked.motive) if asked.motive else None),
        (term("prov:used"), verdict),
        (_ILLUSTRATIVE, _TRUE if illustrative else None),
    ]
    yield from (Quad(event, property_, value, REGISTER) for property_, value in said if value is not None)


def _facts(dossier: Dossier) -> Iterable[Triple]:
    kept, _ = screen.screen(dossier.triples, vocabulary.bundled(), (), dossier)
    hidden = {triple.subject for triple in kept if triple.predicate == _MARK}
    return (triple for triple in kept if triple.subject not in hidden and triple.object not in hidden)


def states(snapshot: Snapshot, quartier: NamedNode) -> tuple[Quad, ...]:
    """The states that the graph gives a Quartier now, which a move ends."""
    return tuple(snapshot.quads(quartier, _STATE, None, NETWORK))


def history(snapshot: Snapshot, quartier: NamedNode) -> list[dict[str, str]]:
    """What the graph knows of a Quartier before the register does: its dated states, the earliest first."""
    found: list[tuple[str, int, str]] = []
    for link in snapshot.quads(quartier, term("qn:history"), None, NETWORK):
        if not isinstance(link.object, NamedNode):
            continue
        state, day = (_one(snapshot, link.object, name) for name in ("qn:toState", "qn:happenedOn"))
        if isinstance(state, NamedNode) and isinstance(day, Literal):
            rank = _one(snapshot, state, "qn:stateRank")
            found.append((day.value, int(rank.value) if isinstance(rank, Literal) else 0, state.value))
    return [{"on": day, "to": state} for day, _, state in sorted(found)]


def _one(snapshot: Snapshot, node: NamedNode, property_: str) -> object:
    quad = next(snapshot.quads(node, term(property_)), None)
    return quad.object if quad is not None else None


def _in(graph: NamedNode, triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)
