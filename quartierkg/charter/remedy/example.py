"""The remedies of a charter version, as ``shapes/*/remedy`` states them: examples of what satisfies a requirement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg import layers, vocabulary
from quartierkg.charter.rules import Gate, Node, Profile, RuleSet, Values, rules
from quartierkg.charter.threshold import Threshold, threshold
from quartierkg.errors import ShapesFault
from quartierkg.language import Text
from quartierkg.terms import SHAPES, term

_TYPE: Final = term("rdf:type")
_TAKES_AWAY: Final = term("qn:takesAway")
_ROOTS: Final = (term("qn:ofDossier"), term("qn:ofQuartier"))


@dataclass(frozen=True, slots=True)
class Effort:
    """How much a remedy takes."""

    iri: NamedNode
    rank: int
    """From 1, the lightest."""
    label: Text


@dataclass(frozen=True, slots=True)
class StandIn:
    """What stands for a value that only the territory knows."""

    iri: NamedNode
    label: Text
    probes: tuple[NamedNode | Literal, ...]
    """Values to try with; the name of a fact stands for a value for which it holds."""
    along: tuple[NamedNode, ...] | None
    """The path from the Quartier to the things of the dossier that are meant."""
    known: NamedNode | None
    """The class of which the context knows members; one of them is meant."""
    limit: Limit | None = None
    """The threshold that a value to try with meets, where the value itself is no matter of that threshold."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A value that meets a threshold of the shapes."""

    threshold: Threshold
    path: tuple[NamedNode, ...]
    """The path of the threshold: of more than one step where the value is a concept with a rank."""


Leaf = NamedNode | Literal | StandIn | Limit


@dataclass(frozen=True, slots=True)
class Branch:
    """One statement of an example."""

    predicate: NamedNode
    value: Leaf | Sketch


@dataclass(frozen=True, slots=True)
class Sketch:
    """A thing of an example: what would be stated of it, and what may be taken away."""

    branches: tuple[Branch, ...]
    takes_away: tuple[NamedNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Remedy:
    """An example of what satisfies some requirements."""

    iri: NamedNode
    remedies: tuple[NamedNode, ...]
    """Requirements, and rules of form."""
    label: Text
    to_add: Effort
    to_change: Effort
    of_dossier: Sketch | None
    of_quartier: Sketch | None


@dataclass(frozen=True, slots=True)
class Mending:
    """What may be corrected in anything that a dossier already states."""

    where: NamedNode | None
    """It is for things that state this property; None: each value replaces one that is stated."""
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Remedies:
    """The remedies of one charter version."""

    remedies: tuple[Remedy, ...]
    mendings: tuple[Mending, ...]


@cache
def remedies(version: str, profile: Profile, gate: Gate) -> Remedies:
    """The remedies of a charter version, with the thresholds of a profile and a gate.

    :raises ShapesFault: when a remedy names what there is not.
    """
    triples = layers.merged(version, layers.remedies(version))
    return _Reader(rules(version, profile, gate), triples).read()


class _Reader:
    """Reads what the files of remedies state."""

    def __init__(self, ruleset: RuleSet, triples: Iterable[Triple]) -> None:
        self._rules = ruleset
        self._words = vocabulary.bundled()
        self._nodes: dict[Node, Values] = {}
        for triple in triples:
            if isinstance(triple.subject, Triple) or isinstance(triple.object, Triple):
                continue  # our files hold none
            self._nodes.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple.object)

    def read(self) -> Remedies:
        return Remedies(
            tuple(self._remedy(iri) for iri in self._of_class("qn:Remedy")),
            tuple(self._mending(iri) for iri in self._of_class("qn:Mending")),
        )

    def _of_class(self, curie: str) -> Iterator[NamedNode]:
        for node, values in self._nodes.items():
            if isinstance(node, NamedNode) and term(curie) in values.get(_TYPE, []):
                yield node

    def _remedy(self, iri: NamedNode) -> Remedy:
        values = self._nodes[iri]
        of_dossier, of_quartier = (self._root(iri, root) for root in _ROOTS)
        return Remedy(
            iri,
            tuple(value for value in values[term("qn:remedies")] if isinstance(value, NamedNode)),
            self._label(iri),
            self._effort(iri, "qn:effortToAdd"),
            self._effort(iri, "qn:effortToChange"),
            of_dossier,
            of_quartier,
        )

    def _root(self, iri: NamedNode, root: NamedNode) -> Sketch | None:
        found = self._nodes[iri].get(root, [])
        return self._sketch(found[0]) if found and isinstance(found[0], BlankNode) else None

    def _mending(self, iri: NamedNode) -> Mending:
        (sketch,) = self._nodes[iri][term("qn:ofAnything")]
        where = self._nodes[iri].get(term("qn:where"), [None])[0]
        assert isinstance(sketch, BlankNode)
        assert not isinstance(where, BlankNode | Literal)
        return Mending(where, self._sketch(sketch))

    def _sketch(self, node: BlankNode) -> Sketch:
        values = self._nodes.get(node, {})
        branches = [
            Branch(property_, self._sketch(value) if isinstance(value, BlankNode) else self._leaf(value))
            for property_, found in values.items()
            if property_ != _TAKES_AWAY
            for value in found
        ]
        away = (value for value in values.get(_TAKES_AWAY, []) if isinstance(value, NamedNode))
        return Sketch(tuple(branches), tuple(away))

    def _leaf(self, value: NamedNode | Literal) -> Leaf:
        if isinstance(value, Literal) or not value.value.startswith(SHAPES):
            return value
        if term("qn:StandIn") in self._nodes.get(value, {}).get(_TYPE, []):
            return self._stand_in(value)
        return self._limit(value)

    def _limit(self, value: NamedNode) -> Limit:
        found = threshold(self._rules, value, self._words)
        if found is None:
            raise ShapesFault(
                Text(
                    f"Un remède nomme « {value.value} », qui n’est ni un seuil ni une valeur d’emprunt.",
                    f"A remedy names {value.value!r}, which is neither a threshold nor a stand-in.",
                ),
                source=f"shapes/{self._rules.version}/remedy",
            )
        path = self._rules.nodes[value][term("sh:path")][0]
        return Limit(found, (path,) if isinstance(path, NamedNode) else tuple(self._list(path, self._rules.nodes)))

    def _stand_in(self, iri: NamedNode) -> StandIn:
        values = self._nodes[iri]
        stated = [value for value in values.get(term("qn:probe"), []) if not isinstance(value, BlankNode)]
        limits = [value for value in stated if isinstance(value, NamedNode) and value.value.startswith(SHAPES)]
        along = values.get(term("qn:foundAlong"))
        known = values.get(term("qn:amongKnown"), [None])[0]
        assert known is None or isinstance(known, NamedNode)
        return StandIn(
            iri,
            self._label(iri),
            tuple(value for value in stated if value not in limits),
            tuple(self._list(along[0], self._nodes)) if along else None,
            known,
            self._limit(limits[0]) if limits else None,
        )

    def _list(self, node: object, nodes: dict[Node, Values]) -> Iterator[NamedNode]:
        while isinstance(node, BlankNode):
            first = nodes[node][term("rdf:first")][0]
            assert isinstance(first, NamedNode)
            yield first
            node = nodes[node][term("rdf:rest")][0]

    def _label(self, iri: NamedNode) -> Text:
        said = {
            value.language: value.value
            for value in self._nodes[iri].get(term("rdfs:label"), [])
            if isinstance(value, Literal)
        }
        return Text(said["fr"], said["en"])

    def _effort(self, iri: NamedNode, curie: str) -> Effort:
        (found,) = self._nodes[iri][term(curie)]
        assert isinstance(found, NamedNode)
        return effort(found)


def effort(iri: NamedNode) -> Effort:
    """An effort of the ontology."""
    words = vocabulary.bundled()
    return Effort(iri, words.efforts[iri], Text(words.label(iri, "fr") or "", words.label(iri, "en") or ""))
