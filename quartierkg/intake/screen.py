"""Statements that a dossier cannot make: they are set aside, reported, and never judged."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Triple

from quartierkg.intake.dossier import Dossier
from quartierkg.language import Text
from quartierkg.terms import BASE, ID, PREFIXES, term
from quartierkg.vocabulary import Vocabulary

_TYPE: Final = term("rdf:type")
_CONCERNS: Final = term("qn:concerns")
_SCHEMA: Final = tuple(PREFIXES[prefix] for prefix in ("sh", "owl", "rdfs"))
# Links and labels are a dossier's own business.
_ALLOWED: Final = frozenset(term(name) for name in ("owl:sameAs", "rdfs:label", "rdfs:comment", "rdfs:seeAlso"))

RESERVED: Final = Text(
    "Terme réservé au contexte du contrôle, à la charte et au registre. L’énoncé est écarté.",
    "A term reserved to the context of the check, the charter and the register. The statement is set aside.",
)
SCHEMA: Final = Text(
    "Un dossier ne peut rien dire des classes, des propriétés ni des formes. L’énoncé est écarté.",
    "A dossier cannot speak of classes, properties or shapes. The statement is set aside.",
)
MISDIRECTED: Final = Text(
    "Seul le dossier dit sur quel Quartier il porte, et par son adresse (IRI). L’énoncé est écarté.",
    "Only the dossier says which Quartier it is about, and by its address (IRI). The statement is set aside.",
)
FOREIGN: Final = Text(
    "L’énoncé porte sur une ressource qui n’est pas du dossier. Il est écarté.",
    "The statement is about a resource that is not the dossier’s. It is set aside.",
)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A statement that was not judged, or that nothing could be made of, and why."""

    triple: Triple
    reason: Text
    judged: bool = False
    """Whether it stays in the graph that is judged."""


def screen(
    triples: Iterable[Triple], vocabulary: Vocabulary, known: Collection[NamedNode], dossier: Dossier
) -> tuple[tuple[Triple, ...], tuple[SetAside, ...]]:
    """The statements to judge, and those set aside.

    :param known: subjects that the context describes; only it may speak of them.
    :param dossier: it may speak of itself and of its Quartier even when the context knows them.
    """
    kept: list[Triple] = []
    aside: list[SetAside] = []
    foreign = frozenset(known) - dossier.own
    for triple in triples:
        reason = _misdirected(triple, dossier) or _reason(triple, vocabulary, foreign)
        if reason is None:
            kept.append(triple)
        else:
            aside.append(SetAside(triple, reason))
    return tuple(kept), tuple(aside)


def _misdirected(triple: Triple, dossier: Dossier) -> Text | None:
    """What is said about the subject of a dossier by something else, or without naming a thing."""
    if triple.predicate != _CONCERNS:
        return None
    return None if triple.subject == dossier.iri and isinstance(triple.object, NamedNode) else MISDIRECTED


def _reason(triple: Triple, vocabulary: Vocabulary, foreign: Collection[NamedNode]) -> Text | None:
    subject, predicate, found = triple.subject, triple.predicate, triple.object
    if predicate in vocabulary.reserved or (predicate == _TYPE and found in vocabulary.reserved):
        return RESERVED
    if predicate not in _ALLOWED and predicate.value.startswith(_SCHEMA):
        return SCHEMA
    if predicate == _TYPE and isinstance(found, NamedNode) and found.value.startswith(_SCHEMA):
        return SCHEMA
    if isinstance(subject, NamedNode) and (subject in foreign or _system(subject)):
        return FOREIGN
    return None


def _system(subject: NamedNode) -> bool:
    """Whether a subject is one of the product's own: ontology, charter, shapes or a graph."""
    return subject.value.startswith(BASE) and not subject.value.startswith(ID)
