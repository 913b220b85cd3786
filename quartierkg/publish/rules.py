"""The shapes of a version, as a page lists them: which requirement each judges, how gravely, and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.language import Text
from quartierkg.publish.labels import local_name
from quartierkg.terms import term

_JUDGES: Final = term("qn:judges")
_MESSAGE: Final = term("sh:message")


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape that says something to a reader."""

    id: str
    requirement: NamedNode | None
    severity: str
    outcome: str
    message: Text


def rules(shapes: Iterable[Triple]) -> tuple[Rule, ...]:
    """The shapes that have a name and a message, in the order of their names."""
    about: dict[NamedNode, list[Triple]] = {}
    for triple in shapes:
        if isinstance(triple.subject, NamedNode):
            about.setdefault(triple.subject, []).append(triple)
    found = [_rule(node, said) for node, said in about.items() if any(triple.predicate == _MESSAGE for triple in said)]
    return tuple(sorted(found, key=lambda rule: rule.id))


def _rule(node: NamedNode, said: Sequence[Triple]) -> Rule:
    messages = {
        triple.object.language or "": triple.object.value
        for triple in said
        if triple.predicate == _MESSAGE and isinstance(triple.object, Literal)
    }
    anything = next(iter(messages.values()), "")
    return Rule(
        local_name(node),
        _named(said, _JUDGES),
        _local(_named(said, term("sh:severity"))),
        _local(_named(said, term("qn:yields"))),
        Text(messages.get("fr", anything), messages.get("en", anything)),
    )


def _named(said: Sequence[Triple], property_: NamedNode) -> NamedNode | None:
    return next((t.object for t in said if t.predicate == property_ and isinstance(t.object, NamedNode)), None)


def _local(node: NamedNode | None) -> str:
    return local_name(node) if node is not None else ""
