"""Which dates of a dossier lie ahead of the day of the check: a fact that the shapes judge, and no rule."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, Triple

from quartierkg.terms import term

DATED_AHEAD: Final = term("qn:datedAhead")
_DATE: Final = term("xsd:date")
_YEAR: Final = term("qn:fiscalYear")
# XML Schema 1.1 part 2, 3.3.9: a year may have more than four digits, and a date a time zone.
_WRITTEN: Final = re.compile(r"(\d{4,})(-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?")


def ahead(triples: Iterable[Triple], day: str) -> Iterator[Triple]:
    """For each date after the day, and each fiscal year after the day's: the node, and the property that gives it.

    :param day: the day of the check, as ``YYYY-MM-DD``.
    """
    for triple in triples:
        value = triple.object
        if not isinstance(value, Literal):
            continue
        if (value.datatype == _DATE and _after(value.value, day)) or (
            triple.predicate == _YEAR and re.fullmatch(r"\d{4}", value.value) and value.value > day[:4]
        ):
            yield Triple(triple.subject, DATED_AHEAD, triple.predicate)


def _after(value: str, day: str) -> bool:
    """Whether a date that exists lies after a day; a time zone does not make another day of it."""
    found = _WRITTEN.fullmatch(value)
    if found is None:
        return False
    year, rest = found.groups()
    if len(year) > len("9999"):
        return True
    try:
        return datetime.date.fromisoformat(year + rest) > datetime.date.fromisoformat(day)
    except ValueError:
        return False
