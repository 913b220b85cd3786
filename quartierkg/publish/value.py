"""Values and properties as a page shows them: their texts, where they lead, and what they are from."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from quartierkg.terms import BASE


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its text, where it leads, and, for a blank node, what is said of it."""

    text: str
    href: str | None = None
    language: str | None = None
    nested: tuple[Property, ...] = ()
    invented: bool = False
    """Whether it says of itself that it is invented as an example."""
    sources: tuple[int, ...] = ()
    """The numbers of the sources that it names itself."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property with its values, and how many of them the page leaves out."""

    iri: NamedNode
    name: str
    values: tuple[Value, ...]
    left_out: int = 0
    sources: tuple[int, ...] = ()
    """The numbers of the sources of those values that name none themselves."""


def href(node: NamedNode) -> str | None:
    """Where a link to a resource leads: our own are served here, others on the web, the rest nowhere."""
    if node.value.startswith(BASE):
        return "/" + node.value.removeprefix(BASE).lstrip("/")  # two slashes would name another host
    return node.value if node.value.startswith(("http://", "https://")) else None
