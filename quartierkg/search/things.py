"""The things that people look for, each with all that is indexed of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from quartierkg.language import LANGUAGES, Language, Text
from quartierkg.search.facts import TRUE, Facts
from quartierkg.search.found import Kind
from quartierkg.search.standing import Standings, Value
from quartierkg.search.words import composed
from quartierkg.snapshot.graphs import CHARTER, NETWORK, ONTOLOGY
from quartierkg.terms import NAMING, last_part, term

# Parts of other things: each is read on the page of what it belongs to, and all are called alike.
PARTS: Final = frozenset(
    term(name)
    for name in (
        *("qn:Participation", "qn:LifecycleEvent", "qn:AccessMeasure", "qn:NetworkDeployment", "qn:HostingAgreement"),
        *("qn:AnnualFigures", "qn:EntrepreneurialExperience", "qn:Appointment", "qn:AreaStatement", "qn:Distance"),
        *("geo:Geometry", "time:Interval"),
    )
)
# Of the other graphs: what the charter asks for, and the lists that the ontology defines.
_CHARTER: Final = (term("qn:Criterion"), term("qn:Requirement"))
_CONCEPT: Final = term("skos:Concept")
_TYPE: Final = term("rdf:type")
_ILLUSTRATIVE: Final = term("qn:illustrative")
_TEXTUAL: Final = frozenset((term("rdf:langString"), term("xsd:string")))
_LONGEST: Final = 20_000  # characters of one value that are read


@dataclass(frozen=True, slots=True)
class Said:
    """A value of a thing, composed; without a language where the source gives none."""

    text: str
    language: Language | None


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing, as it is indexed."""

    iri: str
    class_: str | None
    label: Text
    names: tuple[Said, ...]
    texts: tuple[Said, ...]
    illustrative: bool
    values: tuple[Value, ...]


def candidates(facts: Facts) -> Iterator[tuple[str, NamedNode]]:
    """What may be looked for, with the graph that describes it; some of it more than once."""
    for property_ in NAMING:
        if property_ not in facts.hidden:
            for quad in facts.snapshot.quads(None, property_, None, NETWORK):
                if isinstance(quad.subject, NamedNode):
                    yield quad.subject.value, NETWORK
    for graph, classes in ((CHARTER, _CHARTER), (ONTOLOGY, (_CONCEPT,))):
        for class_ in classes:
            for node in facts.of_class(class_, graph):
                if isinstance(node, NamedNode):
                    yield node.value, graph


def thing(facts: Facts, standings: Standings, iri: str, graph: NamedNode) -> Thing | None:
    """All that is indexed of a thing; None where it is a part of another, or not published."""
    node = NamedNode(iri)
    quads = list(facts.about(node, graph))
    types = {quad.object for quad in quads if quad.predicate == _TYPE and isinstance(quad.object, NamedNode)}
    if node in facts.hidden or types & PARTS:
        return None
    said = _said(quads)
    names = tuple(one for property_ in NAMING for one in said.get(property_, ()))
    if not names:
        return None
    classes = _most_specific(facts, types)
    values = [Value(Kind.TYPE, class_.value) for class_ in classes]
    if graph == NETWORK:
        values += standings.of(node, facts.links(quads))
    return Thing(
        iri,
        classes[0].value if classes else None,
        _label(node, names),
        names,
        tuple(one for property_, ones in said.items() if property_ not in NAMING for one in ones),
        any(quad.predicate == _ILLUSTRATIVE and quad.object == TRUE for quad in quads),
        tuple(values),
    )


def _most_specific(facts: Facts, types: set[NamedNode]) -> list[NamedNode]:
    """The classes of a thing without those above them; a concept of a list is above all that it is besides."""
    above = {higher for class_ in types for higher in facts.above(class_)}
    if types - above - {_CONCEPT}:
        above.add(_CONCEPT)
    return sorted(types - above, key=lambda class_: class_.value)


def _said(quads: list[Quad]) -> dict[NamedNode, list[Said]]:
    """What a thing says in words, by property, in an order that does not depend on the store; each once."""
    found: dict[NamedNode, list[tuple[str, str]]] = {}
    for quad in quads:
        literal = quad.object
        if isinstance(literal, Literal) and literal.datatype in _TEXTUAL and (value := literal.value.strip()):
            found.setdefault(quad.predicate, []).append((value[:_LONGEST], literal.language or ""))
    return {
        property_: list(dict.fromkeys(Said(composed(value), _language(tag)) for value, tag in sorted(values)))
        for property_, values in sorted(found.items(), key=lambda item: item[0].value)
    }


def _language(tag: str) -> Language | None:
    return next((language for language in LANGUAGES if tag.split("-")[0] == language), None)


def _label(node: NamedNode, names: tuple[Said, ...]) -> Text:
    """What a thing is called: in a language, else without one, else in the other."""
    found: dict[Language | None, str] = {}
    for name in names:
        found.setdefault(name.language, name.text)
    plain = found.get(None)
    fr = found.get("fr") or plain or found.get("en") or last_part(node)
    return Text(fr, found.get("en") or plain or fr)
