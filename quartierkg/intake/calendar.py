"""What the day of a check has passed and what it has not: dates that lie ahead, fiscal years that have ended.

Facts that the shapes judge, and no rule.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.intake import lexical
from quartierkg.terms import term

DATED_AHEAD: Final = term("qn:datedAhead")
_SUPERSEDED: Final = term("qn:supersededBy")
_DATE: Final = term("xsd:date")
_INTEGER: Final = term("xsd:integer")
_FIGURES: Final = term("qn:figures")
_YEAR: Final = term("qn:fiscalYear")
# The types of a day, a moment, a month or a year (XML Schema 1.1 part 2, 3.3.7 to 3.3.11), and of a text instead.
_TIMES: Final = frozenset(term("xsd:" + name) for name in ("date", "dateTime", "gYearMonth", "gYear", "string"))
# Year, month and day as ISO 8601 writes them, as far as they are written, and as people do.
_WRITTEN: Final = re.compile(r"\s*([0-9]{4,})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?![0-9])")
_BY_HAND: Final = re.compile(r"\s*([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})(?![0-9])")


def ahead(triples: Iterable[Triple], day: str, dated: Container[NamedNode]) -> Iterator[Triple]:
    """For each date after the day, and each fiscal year that has not ended before it: the node, and the property.

    What is written otherwise than a date, but can only lie after the day, is ahead as well: stating it as a moment, a
    month, a year or a text realises nothing.

    :param day: the day of the check, as ``YYYY-MM-DD``.
    :param dated: the properties whose values are dates.
    """
    for triple in triples:
        value = triple.object
        if not isinstance(value, Literal):
            continue
        far = (value.datatype == _DATE or triple.predicate in dated) and value.datatype in _TIMES
        far = far and _after(value.value, day)
        if far or (triple.predicate == _YEAR and (year := _year(value)) is not None and year >= int(day[:4])):
            yield Triple(triple.subject, DATED_AHEAD, triple.predicate)


def superseded(triples: Iterable[Triple], day: str) -> Iterator[Triple]:
    """For each firm's figures of a year: those of a later year that has ended.

    :param day: the day of the check, as ``YYYY-MM-DD``.
    """
    years: dict[object, int] = {}
    firms: dict[object, list[NamedNode]] = {}
    for triple in triples:
        if triple.predicate == _YEAR and (year := _year(triple.object)) is not None:
            years[triple.subject] = max(year, years.get(triple.subject, year))
        elif triple.predicate == _FIGURES and isinstance(triple.object, NamedNode):
            firms.setdefault(triple.subject, []).append(triple.object)
    for records in firms.values():
        closed = [record for record in records if record in years and years[record] < int(day[:4])]
        last = max(closed, key=years.__getitem__, default=None)
        for record in closed:
            if last is not None and years[record] < years[last]:
                yield Triple(record, _SUPERSEDED, last)


def _year(value: object) -> int | None:
    """A fiscal year that is written as the shapes want it."""
    found = lexical.literal(value) if isinstance(value, Literal) else None
    if found is None or found.datatype != _INTEGER or not re.fullmatch("[0-9]{4}", found.value):
        return None
    return int(found.value)


def _after(value: str, day: str) -> bool:
    """Whether what is written can only lie after a day."""
    by_hand = _BY_HAND.match(value)
    found = by_hand or _WRITTEN.match(value)
    if found is None:
        return False
    written = [part for part in (reversed(found.groups()) if by_hand else found.groups()) if part]
    if len(written[0].lstrip("0")) > len("9999"):
        return True  # a year beyond those that are compared; Python reads no number of thousands of digits
    parts = [int(part[-4:]) for part in written]
    return parts > [int(part) for part in day.split("-")][: len(parts)]
