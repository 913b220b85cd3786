"""What a rule requires, in words: the constraint of the property shape that its ``qn:threshold`` names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from quartierkg.charter.rules import RuleSet
from quartierkg.language import LANGUAGES, Text, number
from quartierkg.terms import NUMERIC, term
from quartierkg.vocabulary import Vocabulary

_RANK: Final = term("qn:rank")
# Where a shape has two, the first here is the threshold and the other says where the scale ends.
_COMPARATORS: Final = {
    term("sh:minExclusive"): Text("plus de {}", "more than {}"),
    term("sh:minInclusive"): Text("au moins {}", "at least {}"),
    term("sh:maxExclusive"): Text("moins de {}", "less than {}"),
    term("sh:maxInclusive"): Text("au plus {}", "at most {}"),
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
    end: Threshold | None = None
    """Where the scale of the values ends, or begins, on the other side of the threshold; None where it does not."""

    def against(self, values: Iterable[object]) -> Threshold:
        """What values break: the threshold or, where one is beyond it, the end of the scale with the threshold."""
        numbers = [number for value in values if (number := _number(value)) is not None]
        if self.end is None or not any(map(self.end.is_passed_by, numbers)):
            return self
        both = Text("{}, {}", "{}, {}").filled(self.said, self.end.said)
        return replace(self.end, said=both)

    def is_passed_by(self, number: Decimal) -> bool:
        """Whether a number is on the wrong side of the limit."""
        limit = Decimal(self.limit)
        return number < limit if self.comparator.startswith("min") else number > limit

    @property
    def whole(self) -> Text:
        """Comparator, limit and unit."""
        return self.said.with_unit(self.unit)


def threshold(rules: RuleSet, shape: NamedNode | None, vocabulary: Vocabulary) -> Threshold | None:
    """What a property shape of the rules requires, or None where it compares nothing."""
    if shape is None:
        return None
    values = rules.nodes.get(shape, {})
    limits = [(comparator, limit) for comparator in _COMPARATORS for limit in values.get(comparator, [])]
    if not limits:
        return None
    if len(limits) > 1 and Decimal(limits[0][1].value) == 0:
        limits.reverse()  # a scale begins at zero: the other limit is the threshold
    path = _last_step(rules, values[term("sh:path")][0])
    found: Threshold | None = None
    for comparator, limit in reversed(limits):
        said = _COMPARATORS[comparator].filled(_limit(path, limit.value, vocabulary))
        name = comparator.value.rpartition("#")[2]
        found = Threshold(shape, name, limit.value, said, vocabulary.units.get(path), end=found)
    return found


def bound(path: NamedNode, comparator: NamedNode, limit: str, vocabulary: Vocabulary) -> Text | None:
    """A limit of a property in words, with its unit; None for a constraint that compares nothing."""
    if comparator not in _COMPARATORS:
        return None
    said = _limit(path, limit, vocabulary).with_unit(vocabulary.units.get(path))
    return _COMPARATORS[comparator].filled(said)


def thresholds(rules: RuleSet, row: NamedNode, vocabulary: Vocabulary) -> tuple[Threshold, ...]:
    """What the rules that judge a row require, each once."""
    named = dict.fromkeys(rule.threshold for rule in rules.rules.values() if rule.judges == row)
    found = (threshold(rules, shape, vocabulary) for shape in named)
    return tuple(entry for entry in found if entry is not None)


def _number(value: object) -> Decimal | None:
    if not isinstance(value, Literal) or value.datatype not in NUMERIC:
        return None
    try:
        found = Decimal(value.value)
    except ArithmeticError:
        return None
    return found if found.is_finite() else None


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
