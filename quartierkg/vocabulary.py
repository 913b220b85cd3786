"""What the bundled ontology says, read once: reserved terms, units, labels, and the little that class checks need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from quartierkg import resources
from quartierkg.language import DEFAULT, LANGUAGES, Language, Text, number
from quartierkg.terms import NUMERIC, ONTOLOGY, PREFIXES, term

_LABELS: Final = tuple(term(name) for name in ("rdfs:label", "skos:prefLabel"))
_CONTEXT_ONLY: Final = term("qn:contextOnly")
_UNIT: Final = term("qudt:hasUnit")
_TOLD_BY: Final = term("qn:toldBy")
_EFFORT: Final = term("qn:effortRank")
_RANGE: Final = term("rdfs:range")
_DATE: Final = term("xsd:date")
_NO_TEXT: Final = frozenset((*NUMERIC, *(term(f"xsd:{name}") for name in ("boolean", "date", "dateTime", "gYear"))))
# What a class check or a path over concepts needs in the data graph, and nothing more.
_NEEDED: Final = frozenset((term("rdfs:subClassOf"), term("qn:rank")))
# How a reader sees the units that the ontology uses.
_SYMBOLS: Final[dict[str, str]] = {
    PREFIXES["unit"] + "MIN": "min",
    PREFIXES["unit"] + "M2": "m²",
    PREFIXES["unit"] + "PERCENT": "%",
    PREFIXES["unit"] + "MegaBIT-PER-SEC": "Mbit/s",
    PREFIXES["unit"] + "KiloM": "km",
    PREFIXES["currency"] + "EUR": "€",
}
_YES: Final = Text("oui", "yes")
_NO: Final = Text("non", "no")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ontology as the rest of the package uses it."""

    reserved: frozenset[NamedNode]
    """Terms that a dossier cannot use (``qn:contextOnly``)."""
    needed: tuple[Triple, ...]
    """Subclass and rank triples, laid beside every dossier that is judged."""
    units: dict[NamedNode, str]
    """The symbol of each property's unit; absent for a plain number."""
    measured: frozenset[NamedNode]
    """The properties whose values are amounts: those with a unit, the number of things among them."""
    typed: frozenset[NamedNode]
    """The properties whose values are no text: amounts, dates, truth values."""
    dated: frozenset[NamedNode]
    """Those of them whose values are dates."""
    labels: dict[NamedNode, dict[str, str]]
    """Labels of terms and concepts by language."""
    told_by: dict[NamedNode, NamedNode]
    """Of a class, the property by which its nameless members are recognised."""
    efforts: dict[NamedNode, int]
    """The efforts that remedies take, with their ranks."""

    def label(self, node: NamedNode, language: Language) -> str | None:
        """A term's label in a language, in the other one where it has none, or None."""
        found = self.labels.get(node, {})
        return found.get(language) or found.get(DEFAULT) or next(iter(found.values()), None)

    def written(self, property_: NamedNode | None, literal: Literal) -> Text | None:
        """A number or a truth value as readers write it; None for every other literal, which stands as it is.

        A number that is no amount (a year, a rank, an order) keeps its digits together.
        """
        if literal.datatype == term("xsd:boolean"):
            return {"true": _YES, "1": _YES, "false": _NO, "0": _NO}.get(literal.value)
        if literal.datatype not in NUMERIC:
            return None
        ours = property_ is not None and property_.value.startswith(ONTOLOGY)
        if ours and property_ not in self.measured and "." not in literal.value:
            return Text.alike(literal.value)
        return Text(*(number(literal.value, language) for language in LANGUAGES))


@cache
def bundled() -> Vocabulary:
    """The vocabulary of the bundled ontology."""
    triples: list[Triple] = []
    for file in resources.turtle_files(resources.folder("ontology")):
        if file.name != "alignments.ttl":
            triples.extend(quad.triple for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE))
    return _read(triples)


def _read(triples: Iterable[Triple]) -> Vocabulary:
    reserved: set[NamedNode] = set()
    needed: list[Triple] = []
    units: dict[NamedNode, str] = {}
    measured: set[NamedNode] = set()
    typed: set[NamedNode] = set()
    dated: set[NamedNode] = set()
    labels: dict[NamedNode, dict[str, str]] = {}
    told_by: dict[NamedNode, NamedNode] = {}
    efforts: dict[NamedNode, int] = {}
    for triple in triples:
        subject, predicate, found = triple.subject, triple.predicate, triple.object
        if not isinstance(subject, NamedNode):
            continue
        if predicate == _CONTEXT_ONLY:
            reserved.add(subject)
        elif predicate == _TOLD_BY and isinstance(found, NamedNode):
            told_by[subject] = found
        elif predicate in _NEEDED:
            needed.append(triple)
        elif predicate == _EFFORT and isinstance(found, Literal):
            efforts[subject] = int(found.value)
        elif predicate == _UNIT and isinstance(found, NamedNode):
            measured.add(subject)
            if found.value in _SYMBOLS:
                units[subject] = _SYMBOLS[found.value]
        elif predicate == _RANGE and found in _NO_TEXT:
            typed.add(subject)
            if found == _DATE:
                dated.add(subject)
        elif predicate in _LABELS and isinstance(found, Literal):
            labels.setdefault(subject, {})[found.language or DEFAULT] = found.value
    typed |= measured
    return Vocabulary(
        reserved=frozenset(reserved),
        needed=tuple(needed),
        units=units,
        measured=frozenset(measured),
        typed=frozenset(typed),
        dated=frozenset(dated),
        labels=labels,
        told_by=told_by,
        efforts=efforts,
    )
