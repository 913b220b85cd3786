"""The dossiers of a network that is stated as a whole, and what the register states of each once it is judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from quartierkg import ntriples, vocabulary
from quartierkg.charter.check import Question, check
from quartierkg.charter.context import Context
from quartierkg.charter.document import charter
from quartierkg.charter.verdict import Verdict
from quartierkg.cli.job import Judged
from quartierkg.intake import dossier
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.source import Source
from quartierkg.media import N_TRIPLES
from quartierkg.report import register
from quartierkg.terms import PREFIXES, term

DAY: Final = "2026-06-30"
"""The day that fictional dossiers are judged for."""
ANSWERED: Final = "1"
"""The version of the charter that they answer."""
NEXT: Final = "2-illustrative"
"""The one by which those that are labelled are judged as well."""
_TYPE: Final = term("rdf:type")
_STATE: Final = term("qn:state")
_LABELLED: Final = term("qn:Labelled")
_COMMITTEE: Final = frozenset(("ByCommittee", "ByShapesAndCommittee"))
_TRUE: Final = Literal("true", datatype=term("xsd:boolean"))
REGISTERED: Final = {name: PREFIXES[name] for name in ("qn", "qc", "dcterms", "earl", "prov", "xsd")}
"""The prefixes of what is written into the register."""

Subjects = Mapping[object, Sequence[Triple]]


def by_subject(triples: Iterable[Triple]) -> dict[object, list[Triple]]:
    """Some statements by what they are about."""
    found: dict[object, list[Triple]] = {}
    for triple in triples:
        found.setdefault(triple.subject, []).append(triple)
    return found


def source(name: str, own: Iterable[Triple], shared: Subjects) -> Source:
    """The dossier of a Quartier, as it would have been handed in.

    It states what the network states of the Quartier and of the shared things that it names, save what a dossier
    cannot say: terms of the context, and things that have no other class.

    :param own: what is stated of the Quartier alone.
    """
    reserved = vocabulary.bundled().reserved
    triples, told = list(own), set()
    for triple in triples:  # to which is added what it names
        if triple.object in shared and triple.object not in told:
            told.add(triple.object)
            triples.extend(shared[triple.object])
    context = {triple.subject for triple in triples if triple.predicate == _TYPE and triple.object in reserved}
    kept = (t for t in triples if t.predicate not in reserved and t.subject not in context and t.object not in context)
    return Source(name, ntriples.text(kept).encode(), N_TRIPLES.essence)


class Surroundings(Protocol):
    """What a dossier cannot say of itself."""

    def known(self, quartier: NamedNode) -> Iterable[Triple]:
        """What the context knows of a Quartier; nothing where the address is none of a Quartier."""

    def opinions(self, dossier: NamedNode) -> Iterable[Triple]:
        """What the committee says of a dossier."""


@dataclass(frozen=True, slots=True)
class Filing:
    """How the dossiers of a network are judged, and written into the register. It goes to other processes whole."""

    surroundings: Surroundings

    def __call__(self, source: Source) -> Judged:
        """Judge a dossier; what the register states of it is in Turtle.

        :raises Unreadable: when it is not a dossier that can be judged.
        :raises EngineFault: when an engine fails.
        """
        found = dossier.read(source)
        around = Context((*self._named(found), *self.surroundings.opinions(found.iri)), (), DAY)
        first = check(found, around, Question(version=ANSWERED))
        verdicts = [first]
        if any(Triple(quartier, _STATE, _LABELLED) in around.triples for quartier in found.quartiers):
            verdicts.append(check(found, around, Question(version=NEXT)))
        written = (
            triple
            for verdict in verdicts
            for triple in register.triples(verdict, address(found, verdict), illustrative=_invented(found))
        )
        piece = serialize(written, format=RdfFormat.TURTLE, prefixes=REGISTERED) or b""
        return Judged(first.outcome, first.criteria, first.charter.version, piece.decode())

    def _named(self, found: Dossier) -> Iterator[Triple]:
        """What is known of the Quartiers that the dossier names: on the others nothing in it depends."""
        for node in dict.fromkeys(t.object for t in found.triples if isinstance(t.object, NamedNode)):
            yield from self.surroundings.known(node)


def address(found: Dossier, verdict: Verdict) -> NamedNode:
    """The address of a verdict: beside that of the dossier."""
    return NamedNode(f"{found.iri.value.removesuffix('/dossier')}/verdict-{verdict.charter.version}")


def judged_by_committee() -> tuple[NamedNode, ...]:
    """The requirements on which the committee has its say, in either version."""
    rows = (row for version in (ANSWERED, NEXT) for row in charter(version).requirements)
    return tuple(dict.fromkeys(row.iri for row in rows if row.decided_by in _COMMITTEE))


def _invented(found: Dossier) -> bool:
    return Triple(found.iri, term("qn:illustrative"), _TRUE) in found.triples
