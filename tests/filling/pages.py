"""The pages of a dossier as the tests fill them in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from quartierkg.filling import asking, state
from quartierkg.filling.applying import Applied, apply
from quartierkg.filling.asking import Ask
from quartierkg.filling.state import State
from quartierkg.form import Form, bundled
from quartierkg.intake.source import Source
from quartierkg.terms import term
from tests.samples import BASE

HEAD = """@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix d: <https://ville.example/d/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix dcterms: <http://purl.org/dc/terms/> .
d:dossier a qn:Dossier ; qn:concerns d:quartier . d:quartier a qn:Quartier .
"""


def example() -> State:
    """The conforming example."""
    return state.read(bundled(), Source("a.ttl", BASE.read_bytes()))


def dossier(text: str = "", form: Form | None = None) -> State:
    """A dossier of which little is known."""
    return state.read(form or bundled(), Source("a.ttl", (HEAD + text).encode()))


def asks(found: State, subject: str, language: str = "fr") -> dict[str, Ask]:
    """The fields of the page of a thing, by what they are called there without the thing."""
    thing = found.standing.things[found.nodes[subject]]
    groups = asking.groups(found, thing.sheet, subject, thing.sheet.fields, "fr" if language == "fr" else "en")
    return {ask.name: ask for group in groups for ask in group.asks}


def answers(found: State) -> Iterator[tuple[str, str]]:
    """Every field of the page of every thing, as it comes back when nobody changed anything."""
    for node, thing in found.standing.things.items():
        if not thing.path:
            for ask in asks(found, found.standing.identifier(node)).values():
                yield from ((ask.name, slot.text.replace("\n", "\r\n")) for slot in ask.slots)


def answered(found: State, *said: tuple[str, str]) -> Applied:
    """What some answers make of a dossier; none of them is faulty."""
    applied = apply(found, said)
    assert applied.faults == {}
    return applied


def told(found: State, *nodes: str) -> set[str]:
    """The statements of some things, or of all, as short as they are read."""
    wanted = {found.nodes[name] for name in nodes}
    return {_short(triple) for triple in found.triples if not nodes or triple.subject in wanted}


def _short(triple: object) -> str:
    parts = (getattr(triple, name) for name in ("subject", "predicate", "object"))
    return " ".join(
        part.value.rpartition("#")[2].rpartition("/d/")[2] if isinstance(part, NamedNode) else str(part)
        for part in parts
    )


def gone(before: State, after: State) -> set[str]:
    """What is stated no more."""
    return told(before) - told(after)


def come(before: State, after: State) -> set[str]:
    """What is stated now and was not."""
    return told(after) - told(before)


def of_class(found: State, curie: str) -> list[str]:
    """The things of a class."""
    return [found.standing.identifier(node) for node in found.standing.of_class(term(curie))]


def names(found: Iterable[Ask]) -> list[str]:
    """What some fields are called on a page."""
    return [ask.label.fr for ask in found]
