"""Literals as every engine reads them alike.

Engines differ on what is at the edge of a datatype: a year before 1, a time zone of a date, a derived integer type, a
decimal without a leading digit, a value that its datatype does not have. So a valid number or date is handed to them in
one plain form, and what is not valid as a literal of no known datatype, which no shape takes for a value.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg import ntriples
from quartierkg.terms import PREFIXES, term

INVALID: Final = NamedNode("urn:quartierkg:invalid")
"""The datatype of what its own datatype does not have."""
_XSD: Final = PREFIXES["xsd"]
_INTEGER: Final = term("xsd:integer")
_DECIMAL: Final = term("xsd:decimal")
# XML Schema 1.1 part 2, 3.3.9: a year may have more than four digits or be negative, and a date may have a time zone.
_DATE: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_WHOLE: Final = re.compile(r"[+-]?[0-9]+")
_FRACTION: Final = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?")
_FLOAT: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_BITS: Final = {"byte": 8, "short": 16, "int": 32, "long": 64}
# XML Schema 1.1 part 2, 3.4.13 to 3.4.25: what each type derived from integer admits.
_RANGES: Final[dict[str, tuple[int | None, int | None]]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{name: (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for name, bits in _BITS.items()},
    **{f"unsigned{name.capitalize()}": (0, 2**bits - 1) for name, bits in _BITS.items()},
}
_LONGEST: Final = 40
"""More digits than any value of a dossier has: they stay as they are, and the shapes refuse them."""


def text(graph: Iterable[Triple]) -> str:
    """A graph as engines are given it: N-Triples whose literals all of them read alike."""
    return ntriples.text(tuple(map(plain, graph)))


def plain(triple: Triple) -> Triple:
    """A statement as engines are given it."""
    value = triple.object
    if not isinstance(value, Literal) or not value.datatype.value.startswith(_XSD):
        return triple
    found = literal(value)
    return triple if found is value else Triple(triple.subject, triple.predicate, found)


def literal(value: Literal) -> Literal:
    """A literal in its plain form; the same one where it has it already."""
    name = value.datatype.value.removeprefix(_XSD)
    if name == "date":
        found = date(value.value)
        return _same(value, found.isoformat() if found else None, value.datatype)
    if name in _RANGES:
        return _same(value, _integer(value.value, *_RANGES[name]), _INTEGER)
    if name == "decimal":
        return _same(value, _decimal(value.value), _DECIMAL)
    if name in ("double", "float"):
        return _same(value, value.value if _FLOAT.fullmatch(value.value) else None, value.datatype)
    return value


def date(written: str) -> datetime.date | None:
    """The calendar date that a text of ``xsd:date`` stands for; a time zone does not make another day of it.

    None for what is no date, and for a year that no dossier can mean (before 1, after 9999).
    """
    found = _DATE.fullmatch(written)
    try:
        return datetime.date.fromisoformat(found.group(1)) if found else None
    except ValueError:
        return None


def _same(value: Literal, plainly: str | None, datatype: NamedNode) -> Literal:
    """The literal of a plain form; the one there is where it is the same; an invalid one where there is none."""
    if plainly is None:
        return Literal(value.value, datatype=INVALID)
    return value if (plainly, datatype) == (value.value, value.datatype) else Literal(plainly, datatype=datatype)


def _integer(written: str, least: int | None, most: int | None) -> str | None:
    if not _WHOLE.fullmatch(written):
        return None
    if len(written) > _LONGEST:
        return written if least is None and most is None else None
    number = int(written)
    within = (least is None or number >= least) and (most is None or number <= most)
    return written if within else None


def _decimal(written: str) -> str | None:
    found = _FRACTION.fullmatch(written)
    if found is None or not (found[2] or found[3]):
        return None
    fraction = f".{found[3]}" if found[3] else ""
    return f"{found[1]}{found[2] or '0'}{fraction}"
