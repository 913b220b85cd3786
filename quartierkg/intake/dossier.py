"""A dossier as it was handed in: its statements, what it is about, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import NamedNode, Triple

from quartierkg.errors import NotADossier
from quartierkg.intake import parse, syntax
from quartierkg.intake.limits import DOSSIER, Limits
from quartierkg.intake.position import Places
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.terms import term

_TYPE: Final = term("rdf:type")
_DOSSIER: Final = term("qn:Dossier")
_CONCERNS: Final = term("qn:concerns")
_CHARTER: Final = term("qn:answersCharter")


@dataclass(frozen=True, slots=True)
class Dossier:
    """One dossier: exactly one resource typed ``qn:Dossier``, and everything that its source states."""

    iri: NamedNode
    quartiers: tuple[NamedNode, ...]
    """What it says that it is about: one Quartier, if it is in form."""
    charters: tuple[str, ...]
    """The charter versions that it says it answers to, as IRIs."""
    triples: tuple[Triple, ...]
    source: Source
    places: Places | None = None
    """Where each statement stands, for a source that no RDF parser reads; else it is looked up in the source."""

    def placed(self, places: Places) -> Dossier:
        """The dossier with the places of its statements."""
        return replace(self, places=places)

    @property
    def media_type(self) -> str:
        """What its source is."""
        return self.source.media_type or "" if self.places is not None else syntax.of(self.source).media_type

    @property
    def own(self) -> frozenset[NamedNode]:
        """The dossier and its Quartier."""
        return frozenset((self.iri, *self.quartiers))


def read(source: Source, limits: Limits = DOSSIER) -> Dossier:
    """The dossier that a source holds.

    :raises Unreadable: when it cannot be parsed safely, or does not hold exactly one dossier.
    """
    triples = parse.statements(source, limits, blank="d")
    found = {triple.subject for triple in triples if triple.predicate == _TYPE and triple.object == _DOSSIER}
    if len(found) != 1:
        raise _not_one(source, len(found))
    iri = found.pop()
    assert isinstance(iri, NamedNode)
    return stated(iri, triples, source)


def stated(iri: NamedNode, triples: tuple[Triple, ...], source: Source) -> Dossier:
    """The dossier of a name, as some statements make it."""
    return Dossier(iri, _objects(triples, iri, _CONCERNS), _iris(_objects(triples, iri, _CHARTER)), triples, source)


def _objects(triples: tuple[Triple, ...], subject: NamedNode, predicate: NamedNode) -> tuple[NamedNode, ...]:
    found = (triple.object for triple in triples if triple.subject == subject and triple.predicate == predicate)
    return tuple(dict.fromkeys(node for node in found if isinstance(node, NamedNode)))


def _iris(nodes: tuple[NamedNode, ...]) -> tuple[str, ...]:
    return tuple(node.value for node in nodes if isinstance(node, NamedNode))


def _not_one(source: Source, count: int) -> NotADossier:
    if count == 0:
        text = Text("Le fichier ne contient aucun dossier (qn:Dossier).", "The file holds no dossier (qn:Dossier).")
    else:
        text = Text(f"Le fichier contient {count} dossiers.", f"The file holds {count} dossiers.")
    return NotADossier(text, source=source.name, remedy=Text("Un fichier, un dossier.", "One file, one dossier."))
