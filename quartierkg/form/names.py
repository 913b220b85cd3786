"""What terms are called under our JSON-LD context, and what it makes of their values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from pyoxigraph import NamedNode

from quartierkg.intake.jsonld import bundled_context
from quartierkg.terms import curie


@dataclass(frozen=True, slots=True)
class Name:
    """A term under the context."""

    name: str
    coerced: str | None = None
    """What a plain text stands for: ``@id``, ``@vocab`` or a datatype; None for a text."""


@cache
def _table() -> dict[str, Name]:
    """Every term of the context by its address, the first name of each."""
    context: dict[str, Any] = bundled_context()
    prefixes = {name: value for name, value in context.items() if isinstance(value, str) and value.startswith("http")}
    found: dict[str, Name] = {}
    for name, value in context.items():
        written = value.get("@id") if isinstance(value, dict) else value
        if not isinstance(written, str) or written.startswith("@") or name in prefixes:
            continue
        prefix, _, local = written.partition(":")
        address = prefixes[prefix] + local if prefix in prefixes else written
        coerced = value.get("@type") if isinstance(value, dict) else None
        if coerced is not None and not coerced.startswith("@"):
            head, _, tail = coerced.partition(":")
            coerced = prefixes[head] + tail
        found.setdefault(address, Name(name, coerced))
    return found


def of(node: NamedNode) -> Name:
    """A property, a class or a concept; one that the context has no name for by its prefixed name, else its address."""
    return _table().get(node.value) or Name(curie(node))
