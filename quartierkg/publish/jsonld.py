"""Statements as JSON-LD 1.1 that people can read: one object for each thing, names with prefixes, one context."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg.terms import PREFIXES, curie, term

_TYPE: Final = term("rdf:type")
_STRING: Final = term("xsd:string")

Name = Callable[[NamedNode], str]
"""How the address of a property, a class or a datatype is written under the context."""


def write(triples: Iterable[Triple], *, indent: int | None = 1) -> str:
    """The statements under a context of their own, so that whoever reads them needs nothing else."""
    graph = _graph(triples, curie)
    used = _prefixes(graph)
    return _dumped({"@context": {prefix: PREFIXES[prefix] for prefix in used}, "@graph": graph}, indent)


def block(triples: Iterable[Triple], context: str, name: Name = curie) -> str:
    """The statements under a published context, for the inside of a page.

    Nothing in them ends the element that they stand in (HTML, 4.12.1.3).
    """
    text = _dumped({"@context": context, "@graph": _graph(triples, name)}, None)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _graph(triples: Iterable[Triple], name: Name) -> list[dict[str, Any]]:
    nodes: dict[object, dict[str, Any]] = {}
    for triple in triples:
        subject = triple.subject
        node = nodes.setdefault(subject, {"@id": _address(subject)})
        if triple.predicate == _TYPE and isinstance(triple.object, NamedNode):
            node.setdefault("@type", []).append(name(triple.object))
        else:
            node.setdefault(name(triple.predicate), []).append(_value(triple.object, name))
    return list(nodes.values())


def _address(node: object) -> str:
    return f"_:{node.value}" if isinstance(node, BlankNode) else str(getattr(node, "value", node))


def _value(node: object, name: Name) -> dict[str, str]:
    """A value in full, so that no context changes what it is (JSON-LD 1.1, 4.2)."""
    if not isinstance(node, Literal):
        return {"@id": _address(node)}
    if node.language:
        return {"@value": node.value, "@language": node.language}
    return {"@value": node.value} if node.datatype == _STRING else {"@value": node.value, "@type": name(node.datatype)}


def _prefixes(graph: Iterable[Mapping[str, Any]]) -> list[str]:
    """The prefixes that names of a graph begin with, in the order in which we list them."""
    names = {key for node in graph for key in node if not key.startswith("@")}
    names |= {name for node in graph for name in node.get("@type", ())}
    names |= {value["@type"] for node in graph for values in node.values() for value in values if _is_typed(value)}
    begun = {name.partition(":")[0] for name in names}
    return [prefix for prefix in PREFIXES if prefix in begun]


def _is_typed(value: object) -> bool:
    return isinstance(value, dict) and "@type" in value


def _dumped(value: Mapping[str, Any], indent: int | None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)
