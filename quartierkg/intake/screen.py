"""Statements that a dossier cannot make: they are set aside, reported, and never judged."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.intake.dossier import Dossier
from quartierkg.language import Text
from quartierkg.terms import BASE, ID, PREFIXES, is_blank, term
from quartierkg.vocabulary import Vocabulary

_TYPE: Final = term("rdf:type")
_CONCERNS: Final = term("qn:concerns")
_PLACEHOLDER: Final = term("qn:Placeholder")
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
PLACEHOLDER: Final = Text(
    "Valeur à compléter (qn:Placeholder) : l’énoncé ne déclare rien encore. Il est écarté.",
    "A value to be filled in (qn:Placeholder): the statement states nothing yet. It is set aside.",
)
UNFINISHED: Final = Text(
    "Ressource sans adresse dont une valeur est à compléter (qn:Placeholder) : rien de ce qui en est dit ne compte.",
    "A thing without an address of which a value is to be filled in (qn:Placeholder): nothing said of it counts yet.",
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
    triples = tuple(triples)
    unfinished = _unfinished(triples)
    for triple in triples:
        if triple.subject in unfinished and not _to_be_filled_in(triple):
            continue  # what the thing lacks is reported, and that nothing of it counts
        if triple.object in unfinished:
            aside.append(SetAside(triple, UNFINISHED))
            continue
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
    if _to_be_filled_in(triple):
        return PLACEHOLDER
    if predicate in vocabulary.reserved or (predicate == _TYPE and found in vocabulary.reserved):
        return RESERVED
    if predicate not in _ALLOWED and predicate.value.startswith(_SCHEMA):
        return SCHEMA
    if predicate == _TYPE and isinstance(found, NamedNode) and found.value.startswith(_SCHEMA):
        return SCHEMA
    if isinstance(subject, NamedNode) and (subject in foreign or _system(subject)):
        return FOREIGN
    return None


def _to_be_filled_in(triple: Triple) -> bool:
    """Whether a statement holds a placeholder in the place of a value."""
    return isinstance(triple.object, Literal) and triple.object.datatype == _PLACEHOLDER


def _unfinished(triples: Iterable[Triple]) -> frozenset[NamedNode]:
    """The things without an address of which a value is to be filled in, and those that lead to one.

    What a patch adds is made of them, so that it satisfies nothing until every value is there.
    """
    to_fill = {triple.subject for triple in triples if _to_be_filled_in(triple)}
    found = {node for node in to_fill if isinstance(node, NamedNode) and is_blank(node)}
    todo = set(found)
    while todo:
        todo = {
            triple.subject
            for triple in triples
            if triple.object in todo and isinstance(triple.subject, NamedNode) and is_blank(triple.subject)
        } - found
        found |= todo
    return frozenset(found)


def _system(subject: NamedNode) -> bool:
    """Whether a subject is one of the product's own: ontology, charter, shapes or a graph."""
    return subject.value.startswith(BASE) and not subject.value.startswith(ID)
