"""JSON-LD made safe: our context is answered from the bundled copy, every other remote context is refused by name."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import Any, Final

from quartierkg import reasons, resources
from quartierkg.errors import Place, Refused, SyntaxFault
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.terms import CONTEXT, PREFIXES

# The two addresses under which our own context is known.
_OURS: Final = frozenset((CONTEXT, CONTEXT.removesuffix(".jsonld")))

_DIGITS: Final = 40
_DECIMAL: Final = PREFIXES["xsd"] + "decimal"


@cache
def bundled_context() -> Any:
    """The value of ``@context`` in the bundled ``ontology/context.jsonld``."""
    text = (resources.folder("ontology") / "context.jsonld").read_text(encoding="utf-8")
    return json.loads(text)["@context"]


def localise(source: Source) -> bytes:
    """The document with our context written in, and its fractions kept as they were written.

    A fraction such as 29.99 becomes a typed value: JSON-LD would hand it on as the double 2.999E1, which is not a valid
    decimal (JSON-LD 1.1 API, 8.6).

    :raises SyntaxFault: when the source is not JSON; line and column are named.
    :raises Refused: when it names a remote context that is not ours.
    """
    try:
        document = json.loads(source.data, parse_float=Decimal)
    except json.JSONDecodeError as fault:
        reason = reasons.of_json(fault)
        raise SyntaxFault(
            Text(f"JSON mal formé : {reason.fr}.", f"JSON not well-formed: {reason.en}."),
            source=source.name,
            place=Place(fault.lineno, fault.colno),
        ) from fault
    except (RecursionError, ValueError) as fault:
        raise SyntaxFault(Text("JSON mal formé.", "JSON not well-formed."), source=source.name) from fault
    return json.dumps(_value(document, source.name), default=float).encode()


def _value(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        if isinstance(value.get("@value"), Decimal):
            return {"@type": _DECIMAL, **value, "@value": _plain(value["@value"])}
        return {key: _context(item, name) if key == "@context" else _value(item, name) for key, item in value.items()}
    if isinstance(value, list):
        return [_value(item, name) for item in value]
    if isinstance(value, Decimal):
        return {"@value": _plain(value), "@type": _DECIMAL}
    return value


def _plain(number: Decimal) -> str:
    """A fraction as a decimal writes it; one that would take more digits than any value needs stays as it is."""
    return format(number, "f") if abs(number.adjusted()) < _DIGITS else str(number)


def _context(value: Any, name: str) -> Any:
    """A context without remote parts.

    :raises Refused: when it names one that is not ours.
    """
    if isinstance(value, list):
        return [_context(item, name) for item in value]
    if isinstance(value, str):
        if value in _OURS:
            return bundled_context()
        raise _remote(value, name)
    if isinstance(value, dict):
        if "@import" in value:
            raise _remote(str(value["@import"]), name)
        return {key: _scoped(item, name) for key, item in value.items()}
    return value


def _scoped(definition: Any, name: str) -> Any:
    """A term definition whose own scoped context is without remote parts (JSON-LD 1.1, 4.1.8)."""
    if isinstance(definition, dict) and "@context" in definition:
        return {**definition, "@context": _context(definition["@context"], name)}
    return definition


def _remote(address: str, name: str) -> Refused:
    return Refused(
        Text(
            f"Le contexte distant « {address} » n’est jamais chargé.",
            f"The remote context {address!r} is never fetched.",
        ),
        source=name,
        remedy=Text(
            f"Écrivez le contexte dans le fichier, ou employez {CONTEXT}.", f"Write it in the file, or use {CONTEXT}."
        ),
    )
