"""What a rule requires, in words: the constraint of the property shape that its ``qn:threshold`` names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from quartierkg.charter.rules import RuleSet
from quartierkg.language import LANGUAGES, Text, number
from quartierkg.terms import term
from quartierkg.vocabulary import Vocabulary

_RANK: Final = term("qn:rank")
_COMPARATORS: Final = {
    term("sh:maxExclusive"): Text("moins de {}", "less than {}"),
    term("sh:maxInclusive"): Text("au plus {}", "at most {}"),
    term("sh:minExclusive"): Text("plus de {}", "more than {}"),
    term("sh:minInclusive"): Text("au moins {}", "at least {}"),
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """A comparator, a limit and its unit."""

    shape: NamedNode
    comparator: str
    """The constraint, by its name in SHACL."""
    limit: str
    said: Text
    """Comparator and limit in words, without the unit."""
    unit: str | None

    @property
    def whole(self) -> Text:
        """Comparator, limit and unit."""
        return self.said if self.unit is None else Text(f"{self.said.fr} {self.unit}", f"{self.said.en} {self.unit}")


def threshold(rules: RuleSet, shape: NamedNode | None, vocabulary: Vocabulary) -> Threshold | None:
    """What a property shape of the rules requires, or None where it compares nothing."""
    if shape is None:
        return None
    values = rules.nodes.get(shape, {})
    for comparator, words in _COMPARATORS.items():
        for limit in values.get(comparator, []):
            path = _last_step(rules, values[term("sh:path")][0])
            said = _limit(path, limit.value, vocabulary)
            written = Text(*(words.in_(language).format(said.in_(language)) for language in LANGUAGES))
            name = comparator.value.rpartition("#")[2]
            return Threshold(shape, name, limit.value, written, vocabulary.units.get(path))
    return None


def bound(path: NamedNode, comparator: NamedNode, limit: str, vocabulary: Vocabulary) -> Text | None:
    """A limit of a property in words, with its unit; None for a constraint that compares nothing."""
    if comparator not in _COMPARATORS:
        return None
    said, unit = _limit(path, limit, vocabulary), vocabulary.units.get(path)
    words = (_COMPARATORS[comparator].in_(language).format(said.in_(language)) for language in LANGUAGES)
    return Text(*(f"{written} {unit}" if unit else written for written in words))


def thresholds(rules: RuleSet, row: NamedNode, vocabulary: Vocabulary) -> tuple[Threshold, ...]:
    """What the rules that judge a row require, each once."""
    named = dict.fromkeys(rule.threshold for rule in rules.rules.values() if rule.judges == row)
    found = (threshold(rules, shape, vocabulary) for shape in named)
    return tuple(entry for entry in found if entry is not None)


def _limit(path: NamedNode, limit: str, vocabulary: Vocabulary) -> Text:
    """A limit in words: a number, or the concept that has it as its rank."""
    if path == _RANK:
        rank = Literal(limit, datatype=term("xsd:integer"))
        for triple in vocabulary.needed:
            if (triple.predicate, triple.object) == (_RANK, rank) and isinstance(triple.subject, NamedNode):
                fr, en = (vocabulary.label(triple.subject, language) or limit for language in LANGUAGES)
                return Text(f"« {fr} »", f"“{en}”")
    return Text(*(number(limit, language) for language in LANGUAGES))


def _last_step(rules: RuleSet, path: object) -> NamedNode:
    """The last property of a path: the one whose unit counts."""
    while isinstance(path, BlankNode):
        values = rules.nodes[path]
        rest = values[term("rdf:rest")][0]
        path = values[term("rdf:first")][0] if rest == term("rdf:nil") else rest
    assert isinstance(path, NamedNode)
    return path
