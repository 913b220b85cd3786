"""A workbook to be written: its pages, with what each column is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quartierkg.form import Field, Form, Kind, Sheet
from quartierkg.language import Language, Text, typeset
from quartierkg.workbook import words
from quartierkg.workbook.cell import Value
from quartierkg.workbook.column import Column, Part, planned, titles
from quartierkg.workbook.table import COMMENT, names

Row = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of the form: its columns by their titles, and its rows."""

    name: str
    sheet: Sheet
    columns: tuple[Column, ...]
    titles: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A whole workbook."""

    language: Language
    base: str | None
    pages: tuple[Page, ...]
    others: tuple[tuple[str, str, str, str], ...] = ()
    """What no sheet has: subject, property, value and type."""


def blank(form: Form, language: Language) -> Book:
    """A workbook to fill in."""
    return Book(
        language, None, tuple(page(form, sheet, planned(form, sheet, language), (), language) for sheet in form.sheets)
    )


def page(form: Form, sheet: Sheet, columns: Sequence[Column], rows: Sequence[Row], language: Language) -> Page:
    """A sheet with the titles of its columns, none of them twice."""
    known, shown = titles(form, sheet), list[str]()
    for column in columns:
        shown.append(known.title(column, language, shown))
    return Page(names(form, language)[sheet], sheet, tuple(columns), tuple(shown), tuple(rows))


def purpose(column: Column, language: Language) -> str:
    """What stands below a title: the unit, and the rows of the charter that look at the column."""
    field = column.field
    if field is None:
        return ""
    rows = ", ".join(row.id for row in field.requirements)
    parts = [field.unit or "", words.REQUIREMENTS.filled(rows).in_(language) if rows else ""]
    return " · ".join(part for part in parts if part)


def explained(column: Column, language: Language) -> str:
    """The help of a column."""
    own = {Part.IDENTIFIER: words.IDENTIFIER_HELP, Part.NATURE: words.NATURE_HELP, Part.OWNER: words.OWNER_HELP}
    if column.field is None:
        return own[column.part].in_(language) if not column.path else ""
    several = words.SEVERAL if may_be_several(column.field) else None
    percent = words.PERCENT if column.field.unit == "%" else None
    said = (text.in_(language) for text in (column.field.help, percent, several) if text is not None)
    return " ".join(said)


def may_be_several(field: Field) -> bool:
    """Whether a cell may name several things."""
    return field.most != 1 and field.kind in (Kind.REFERENCE, Kind.CHOICE)


def quoted(column: Column, language: Language) -> str:
    """The charter's sentences behind the rows that look at a column, each once."""
    rows = column.field.requirements if column.field else ()
    sentences = dict.fromkeys(row.quote for row in rows)
    return "\n".join(typeset(f"« {quote.fr} »") if language == "fr" else f"“{quote.en}”" for quote in sentences)


def heads(page: Page, language: Language) -> tuple[Row, Row, Row]:
    """The three rows above the first: titles, purposes and help; the last two are comments."""
    second = [purpose(column, language) for column in page.columns]
    third = [explained(column, language) for column in page.columns]
    second[0], third[0] = f"{COMMENT} {second[0]}".strip(), f"{COMMENT} {third[0]}".strip()
    return page.titles, second, third


def choices(column: Column, sheet: Sheet, language: Language) -> tuple[str, ...]:
    """The values of a column's closed list, or the known things that it may name."""
    if column.part is Part.NATURE and not column.path:
        return tuple(choice.label.in_(language) for choice in sheet.natures)
    field = column.field
    if field is not None and field.kind is Kind.BOOLEAN:
        return words.YES.in_(language), words.NO.in_(language)
    return tuple(choice.label.in_(language) for choice in field.choices) if field is not None else ()


def readme(language: Language) -> list[tuple[Text | str, bool]]:
    """The lines of the first sheet, each with whether it is its title."""
    return [(text.in_(language), place == 0) for place, text in enumerate(words.ABOUT)]
