"""A dossier as JSON that people can read and write: JSON-LD under our context, each thing where it is first named."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from quartierkg.form import names
from quartierkg.intake.dossier import Dossier
from quartierkg.terms import BLANK, CONTEXT, PREFIXES, is_blank, term

Object = dict[str, Any]

_TYPE: Final = term("rdf:type")
_STRING: Final = PREFIXES["xsd"] + "string"
_XSD: Final = PREFIXES["xsd"]
# Deeper than any dossier hangs together, and well below what intake reads.
_DEEPEST: Final = 12


def write(dossier: Dossier) -> str:
    """The document of a dossier; read again, it states the same."""
    return json.dumps(tree(dossier), ensure_ascii=False, indent=2) + "\n"


def tree(dossier: Dossier) -> Object:
    """The document as a value."""
    return _Tree(dossier).whole()


class _Tree:
    def __init__(self, dossier: Dossier) -> None:
        self._root = dossier.iri
        self._said: dict[object, dict[NamedNode, list[object]]] = {}
        for triple in dict.fromkeys(dossier.triples):
            self._said.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple.object)
        self._named = Counter(triple.object for triple in dict.fromkeys(dossier.triples))
        self._written: set[object] = set()

    def whole(self) -> Object:
        root = self._thing(self._root, 0)
        others = []
        for node in self._said:
            if node not in self._written and isinstance(node, NamedNode):
                others.append(self._thing(node, 0, alone=True))
        if not others:
            return {"@context": CONTEXT, **root}
        return {"@context": CONTEXT, "@graph": [root, *others]}

    def _thing(self, node: NamedNode, depth: int, *, alone: bool = False) -> Object:
        """What is stated of a thing, with the things that it names first."""
        self._written.add(node)
        found: Object = {}
        if not is_blank(node) or self._named[node] > 1 or (alone and self._named[node]):
            found["id"] = _address(node)
        for property_, values in self._said.get(node, {}).items():
            types = [value for value in values if isinstance(value, NamedNode) and not is_blank(value)]
            if property_ == _TYPE and len(types) == len(values):
                found["type"] = _one_or_all([names.of(value).name for value in types])
                continue
            called = names.of(property_)
            found[called.name] = _one_or_all([self._value(value, called.coerced, depth) for value in values])
        return found

    def _value(self, value: object, coerced: str | None, depth: int) -> object:
        if isinstance(value, Literal):
            return _literal(value, coerced)
        assert isinstance(value, NamedNode)  # intake leaves nothing else
        if value in self._said and value not in self._written and depth < _DEEPEST:
            return self._thing(value, depth + 1)
        if coerced == "@vocab" and not is_blank(value):
            return names.of(value).name
        return _address(value) if coerced == "@id" else {"id": _address(value)}


def _address(node: NamedNode) -> str:
    return f"_:{node.value.removeprefix(BLANK)}" if is_blank(node) else node.value


def _one_or_all(values: list[object] | list[str]) -> object:
    return values[0] if len(values) == 1 else values


def _literal(value: Literal, coerced: str | None) -> object:
    """A literal as short as it is read back alike (JSON-LD 1.1, 4.2 and API 10.7)."""
    if value.language:
        return {"@value": value.value, "@language": value.language}
    kind = value.datatype.value
    plain = _plain(value.value, kind, coerced)
    if plain is not None and coerced in (None, kind):
        return plain
    if kind == (coerced or _STRING):
        return value.value
    return (
        {"@value": value.value} if kind == _STRING else {"@value": value.value, "@type": names.of(value.datatype).name}
    )


def _plain(written: str, kind: str, coerced: str | None) -> bool | int | float | None:
    """A truth value or a number that JSON writes as it is written here."""
    if kind == _XSD + "boolean" and written in ("true", "false"):
        return written == "true"
    try:
        whole = kind == _XSD + "integer" or (kind == coerced == _XSD + "decimal" and "." not in written)
        if whole and str(int(written[:20])) == written:
            return int(written)
        if kind == _XSD + "decimal" and repr(float(written)) == written and "." in written and "e" not in written:
            return float(written)
    except ValueError:
        return None
    return None
