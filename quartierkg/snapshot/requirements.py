"""What the shapes of a version ask for, as data that queries can read: each threshold, and the effort of each remedy.

The shapes state them; nothing else does. A query compares with what stands here and never with a number of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from pyoxigraph import NamedNode, Triple

from quartierkg import layers, ntriples
from quartierkg.terms import term

_JUDGES: Final = term("qn:judges")
_THRESHOLD: Final = term("qn:threshold")
_REMEDIES: Final = term("qn:remedies")
_LIMITS: Final = frozenset(
    (
        *(term(f"sh:{name}") for name in ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")),
        term("sh:path"),
    )
)
_EFFORTS: Final = frozenset((_REMEDIES, *(term(n) for n in ("qn:effortToAdd", "qn:effortToChange", "rdfs:label"))))


@cache
def asked(version: str) -> bytes:
    """Of a version at profile charter and gate label: rules with their thresholds, and remedies with their efforts."""
    layered = (*layers.layers(version, "charter", "label"), *layers.remedies(version))
    shapes = layers.merged(version, layered)
    return ntriples.text(sorted(set(_asked(shapes)), key=str)).encode()


def _asked(shapes: Iterable[Triple]) -> Iterator[Triple]:
    shapes = tuple(shapes)
    rules = {triple.subject for triple in shapes if triple.predicate == _THRESHOLD}
    compared = {triple.object for triple in shapes if triple.predicate == _THRESHOLD}
    remedies = {triple.subject for triple in shapes if triple.predicate == _REMEDIES}
    for triple in shapes:
        named = isinstance(triple.subject, NamedNode) and not _is_nested(triple)
        of_rule = triple.subject in rules and triple.predicate in {_JUDGES, _THRESHOLD}
        of_limit = triple.subject in compared and triple.predicate in _LIMITS
        of_remedy = triple.subject in remedies and triple.predicate in _EFFORTS
        if named and (of_rule or of_limit or of_remedy):
            yield triple


def _is_nested(triple: Triple) -> bool:
    """Whether a statement leads to a path of several steps, which is of no use to a query."""
    return not isinstance(triple.object, NamedNode) and triple.predicate == term("sh:path")
