"""What the day of a check has passed and what it has not: dates that lie ahead, fiscal years that have ended.

Facts that the shapes judge, and no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
# A year beyond those that are compared: always ahead.
_FAR: Final = re.compile(r"[0-9]{5,}-[0-9]{2}-[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})?")


def ahead(triples: Iterable[Triple], day: str) -> Iterator[Triple]:
    """For each date after the day, and each fiscal year that has not ended before it: the node, and the property.

    :param day: the day of the check, as ``YYYY-MM-DD``.
    """
    for triple in triples:
        value = triple.object
        if not isinstance(value, Literal):
            continue
        far = value.datatype == _DATE and _after(value.value, day)
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
    """Whether a date that exists lies after a day."""
    found = lexical.date(value)
    return found.isoformat() > day if found else _FAR.fullmatch(value) is not None
