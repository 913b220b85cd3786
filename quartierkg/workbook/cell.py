"""What a cell states, and what states a value in a cell.

Nothing is guessed: a number, a date or a truth value that can be read in two ways is none. What is written is always
read back as the same literal; a literal for which no cell does that has none.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal

from quartierkg.form import Field, Kind
from quartierkg.language import Text, dated, shortened
from quartierkg.terms import term
from quartierkg.workbook import words

Value = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta | None
"""What a spreadsheet has in a cell."""

_STRING: Final = term("xsd:string")
_INTEGER: Final = term("xsd:integer")
_DECIMAL: Final = term("xsd:decimal")
_DATE: Final = term("xsd:date")
_MOMENT: Final = term("xsd:dateTime")
_BOOLEAN: Final = term("xsd:boolean")
# Digits by threes, as French and English part them; a fraction behind a point or a comma.
_BY_THREES: Final = re.compile(r"[-+]?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_PLAIN: Final = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")
# A decimal that is whole, told from a whole number (XML Schema 1.1 part 2, 3.3.3: the fraction may be empty).
_WHOLE_DECIMAL: Final = re.compile(r"([-+]?[0-9]+)\.")
# A comma before three digits parts thousands in English and a fraction in French.
_TWO_WAYS: Final = re.compile(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}")
# A number with something behind it that holds no other: a unit, most of the time.
_WITH_UNIT: Final = re.compile(r"[-+]?[0-9][0-9., \u00a0\u202f]*[^0-9., \u00a0\u202f][^0-9]*")
# A SIREN is written by threes as well; the spaces are no part of it.
_SIREN: Final = term("qn:siren")
_SIREN_BY_THREES: Final = re.compile(r"[0-9]{3}[ \u00a0\u202f][0-9]{3}[ \u00a0\u202f][0-9]{3}")
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SLASHES: Final = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_ZONED: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_TRUTHS: Final = {
    **dict.fromkeys(("oui", "vrai", "yes", "true"), "true"),
    **dict.fromkeys(("non", "faux", "no", "false"), "false"),
}
# What a spreadsheet shows for a formula that fails (Office Open XML, 18.17.3).
_ERRORS: Final = re.compile(
    r"#(?:N/A|N/D|REF!|VALUE!|VALEUR!|DIV/0!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!|CALC!|SPILL!)"
)
# A spreadsheet keeps fifteen digits of a number (Office Open XML stores doubles).
_DIGITS: Final = 15
_LONGEST: Final = 32_767
# What the XML of a workbook cannot hold or changes, and what its library takes for an escape.
_UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")


class Bad(Exception):
    """A cell that says nothing that can be stated; in words."""

    def __init__(self, text: Text, *shown: str | Text) -> None:
        super().__init__(text.en)
        self.text = text.filled(*shown) if shown else text


def name(value: Value) -> str:
    """A value as the name of something, however long."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**_DIGITS:
        return str(int(value))
    return str(value)


def shown(value: Value) -> str:
    """A value as a person recognises it in a message."""
    return shortened(name(value))


def literal(field: Field, value: Value, language: str | None) -> Literal:
    """What a cell states of a field that takes no thing.

    :raises Bad: when it does not.
    """
    if isinstance(value, str) and _ERRORS.fullmatch(value):
        raise Bad(words.CELL_ERROR, value)
    return _READERS[field.kind](field, value, language)


def written(field: Field, value: Literal) -> Value:
    """The cell that states a literal; None where no cell does."""
    found = _cell(field, value)
    if found is None or (isinstance(found, str) and not fits(found)):
        return None
    try:
        back = literal(field, found, value.language)
    except Bad:
        return None
    return found if back == value and (not isinstance(found, str) or found.strip() == found != "") else None


def fits(said: str) -> bool:
    """Whether a spreadsheet keeps a text as it is."""
    return len(said) <= _LONGEST and not _UNFIT.search(said)


def _cell(field: Field, value: Literal) -> Value:
    if value.datatype == _INTEGER and len(value.value) <= _DIGITS and re.fullmatch("-?[0-9]+", value.value):
        return int(value.value)
    if value.datatype == _DECIMAL and len(value.value) <= _DIGITS and re.fullmatch(r"-?[0-9]+\.[0-9]+", value.value):
        number = float(value.value)
        return number if _decimal(number) == value.value else value.value
    if value.datatype == _DECIMAL and field.kind is Kind.NUMBER and re.fullmatch("[-+]?[0-9]+", value.value):
        return f"{value.value}."
    if value.datatype == _DATE and field.kind is Kind.DATE and _ISO.fullmatch(value.value):
        return _day(value.value) or value.value
    if value.datatype == _BOOLEAN and value.value in ("true", "false"):
        return value.value == "true"
    return value.value


def _text(field: Field, value: Value, language: str | None) -> Literal:
    """A text in the language of its column."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Bad(words.NOT_A_TEXT, shown(value))
    said = value if isinstance(value, str) else shown(value)
    if field.property == _SIREN and _SIREN_BY_THREES.fullmatch(said.strip()):
        said = re.sub("[ \u00a0\u202f]", "", said.strip())
    if language is not None:
        return Literal(said, language=language)
    plain = field.datatype is None or field.kind is Kind.TEXT or field.datatype == _STRING
    return Literal(said) if plain else Literal(said, datatype=field.datatype)


def _number(field: Field, value: Value, _: str | None) -> Literal:
    if isinstance(value, bool):
        raise Bad(words.NOT_A_NUMBER, shown(value))
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer() and abs(value) < 10**_DIGITS):
        return Literal(str(int(value)), datatype=_INTEGER)
    if isinstance(value, float):
        plain = _decimal(value)
        if plain is None:
            raise Bad(words.NOT_A_NUMBER, shown(value))
        return Literal(plain, datatype=_DECIMAL)
    said = value.strip() if isinstance(value, str) else ""
    whole = _WHOLE_DECIMAL.fullmatch(said)
    if whole is not None:
        return Literal(whole[1], datatype=_DECIMAL)
    if _TWO_WAYS.fullmatch(said):
        raise Bad(words.AMBIGUOUS_NUMBER, said)
    if not _PLAIN.fullmatch(said) and not _BY_THREES.fullmatch(said):
        raise _no_number(field, value, said)
    plain = re.sub("[ \u00a0\u202f]", "", said).replace(",", ".")
    return Literal(plain, datatype=_DECIMAL if "." in plain else _INTEGER)


def _no_number(field: Field, value: Value, said: str) -> Bad:
    """The fault of a text that is no number; of one with its unit, that it stands above the column."""
    if not _WITH_UNIT.fullmatch(said):
        return Bad(words.NOT_A_NUMBER, shown(value))
    return Bad(words.NOT_ALONE_IN, shown(value), field.unit) if field.unit else Bad(words.NOT_ALONE, shown(value))


def _decimal(number: float) -> str | None:
    """A number as a decimal writes it; None for what is no number."""
    found = Decimal(repr(number))
    return format(found, "f") if found.is_finite() and abs(found.adjusted()) < 2 * _DIGITS else None


def _whole(field: Field, value: Value, language: str | None) -> Literal:
    found = _number(field, value, language)
    if found.datatype != _INTEGER:
        raise Bad(words.NOT_WHOLE, shown(value))
    return found


def _date(_: Field, value: Value, __: str | None) -> Literal:
    """A calendar date; two numbers either of which may be the month are none."""
    if isinstance(value, datetime.datetime):
        if value.time() != datetime.time():
            raise Bad(words.WITH_TIME, shown(value))
        value = value.date()
    if isinstance(value, datetime.date):
        return Literal(value.isoformat(), datatype=_DATE)
    said = value.strip() if isinstance(value, str) else ""
    slashes = _SLASHES.fullmatch(said)
    if slashes is not None:
        one, other, year = (int(part) for part in slashes.groups())
        if one <= 12 and other <= 12 and one != other:
            raise Bad(words.AMBIGUOUS_DATE, said, *_both(year, one, other))
        day, month = (one, other) if other <= 12 else (other, one)
        said = f"{year:04}-{month:02}-{day:02}"
    if not _ISO.fullmatch(said) or _day(said) is None:
        raise Bad(words.NOT_A_DATE, shown(value))
    return Literal(said, datatype=_DATE)


def _both(year: int, one: int, other: int) -> tuple[str | Text, ...]:
    """Two dates that one text may mean, the French one first, each with its words."""
    isos = (f"{year:04}-{other:02}-{one:02}", f"{year:04}-{one:02}-{other:02}")
    return tuple(said for iso in isos for said in (iso, dated(iso)))


def _day(said: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(said)
    except ValueError:
        return None


def _moment(_: Field, value: Value, __: str | None) -> Literal:
    """A date with its time; one without a time zone is left without."""
    if isinstance(value, datetime.datetime):
        return Literal(value.isoformat(), datatype=_MOMENT)
    said = value.strip() if isinstance(value, str) else ""
    if not _ZONED.fullmatch(said):
        raise Bad(words.NOT_A_MOMENT, shown(value))
    try:
        datetime.datetime.fromisoformat(said)
    except ValueError as fault:
        raise Bad(words.NOT_A_MOMENT, shown(value)) from fault
    return Literal(said.replace(" ", "T"), datatype=_MOMENT)


def _truth(_: Field, value: Value, __: str | None) -> Literal:
    said = str(value).strip().casefold() if isinstance(value, str | bool) else ""
    if said not in _TRUTHS:
        raise Bad(words.NOT_A_TRUTH, shown(value))
    return Literal(_TRUTHS[said], datatype=_BOOLEAN)


_READERS: Final[dict[Kind, Callable[[Field, Value, str | None], Literal]]] = {
    Kind.TEXT: _text,
    Kind.STRING: _text,
    Kind.NUMBER: _number,
    Kind.INTEGER: _whole,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.BOOLEAN: _truth,
}
