"""The example dossiers and how each comes out, requirement by requirement, as their tables of expectations say."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg import resources, vocabulary
from quartierkg.charter.path import Paths
from quartierkg.charter.rules import RuleSet
from quartierkg.charter.structure import Chain
from quartierkg.intake import dossier
from quartierkg.intake.graph import Graph
from quartierkg.intake.source import Source
from quartierkg.language import LANGUAGES, Text
from quartierkg.terms import CHARTER, is_blank, last_part, term

PASSED = "passed"
_TARGETS = ("sh:targetObjectsOf", "sh:targetSubjectsOf", "sh:targetClass", "sh:targetNode")


@dataclass(frozen=True)
class Example:
    """A dossier that was judged: the outcome of each requirement, by its identifier."""

    file: str
    outcomes: Mapping[str, str]

    @property
    def graph(self) -> Graph:
        """What the dossier states."""
        return _graph(self.file)[0]

    @property
    def answers(self) -> tuple[str, ...]:
        """The versions of the charter that it answers to, as addresses."""
        return _graph(self.file)[1]


def examples(rules: RuleSet) -> tuple[Example, ...]:
    """The examples that answer to the version of some rules and were judged by their profile and gate."""
    return tuple(one for one in _cases(rules.profile, rules.gate) if CHARTER + rules.version in one.answers)


def stated(rules: RuleSet, shape: NamedNode, chain: Chain, example: Example) -> tuple[Text, ...]:
    """What a dossier states at the end of a way that a shape looks along, each value once."""
    paths = Paths(rules, example.graph)
    nodes: list[object] = list(_focus(rules, shape, example.graph))
    for step in chain:
        nodes = list(dict.fromkeys(value for node in nodes for value in paths.values(node, step)))
    last = paths.last(chain[-1]) if chain else None
    return tuple(dict.fromkeys(_said(example.graph, last, node) for node in nodes))


@cache
def _cases(profile: str, gate: str) -> tuple[Example, ...]:
    """The cases of a profile and a gate that turn on a dossier in Turtle alone: no award is proposed."""
    folder = resources.folder("data") / "expected"
    rows = csv.DictReader((folder / "cases.csv").read_text(encoding="utf-8").splitlines())
    return tuple(
        Example(row["dossier"], _outcomes(row["case"]))
        for row in rows
        if (row["profile"], row["gate"], row["award"]) == (profile, gate, "")
        if row["dossier"].endswith(".ttl")
    )


def _outcomes(case: str) -> dict[str, str]:
    text = (resources.folder("data") / "expected" / f"{case}.csv").read_text(encoding="utf-8")
    return {row["id"]: row["outcome"] for row in csv.DictReader(text.splitlines())}


@cache
def _graph(file: str) -> tuple[Graph, tuple[str, ...]]:
    content = (resources.folder("data") / "dossiers" / file).read_bytes()
    found = dossier.read(Source(file, content))
    classes = (triple for triple in vocabulary.bundled().needed if triple.predicate == term("rdfs:subClassOf"))
    return Graph((*found.triples, *classes)), found.charters


def _focus(rules: RuleSet, shape: NamedNode, graph: Graph) -> Iterator[object]:
    """The nodes that a shape is put to (SHACL, 2.1.3)."""
    for name in _TARGETS:
        for target in rules.nodes.get(shape, {}).get(term(name), ()):
            if name == "sh:targetNode":
                yield target
            elif name == "sh:targetClass":
                yield from graph.holders(term("rdf:type"), target)
            elif isinstance(target, NamedNode):
                yield from _ends(graph.triples, target, subjects=name == "sh:targetSubjectsOf")


def _ends(triples: Iterable[Triple], predicate: NamedNode, *, subjects: bool) -> Iterator[object]:
    for triple in triples:
        if triple.predicate == predicate:
            yield triple.subject if subjects else triple.object


def _said(graph: Graph, property_: NamedNode | None, node: object) -> Text:
    """A value as a reader has it: a number as it is written, a thing by its name."""
    words = vocabulary.bundled()
    if isinstance(node, Literal):
        written = words.written(property_, node)
        unit = words.units.get(property_) if property_ is not None else None
        return written.with_unit(unit) if written is not None else Text.alike(node.value).shortened()
    if not isinstance(node, NamedNode) or is_blank(node):
        return Text.alike("…")
    labels = [value for value in graph.objects(node, term("rdfs:label")) if isinstance(value, Literal)]
    by_language = {value.language: value.value for value in labels} or words.labels.get(node, {})
    anything = next(iter(by_language.values()), last_part(node))
    return Text(*(by_language.get(language, anything) for language in LANGUAGES))
