"""A workbook as a file of Office Open XML: titles, help, drop-down lists, frozen panes."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from quartierkg.form import Form, Kind
from quartierkg.language import Text
from quartierkg.terms import term
from quartierkg.workbook import book, words
from quartierkg.workbook.book import Book, Page
from quartierkg.workbook.cell import Value
from quartierkg.workbook.column import Column, Part

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

HEAD: Final = 3
"""The rows above the first: titles, purposes and help."""
_SPARE: Final = 500
"""So many rows below the last one have their lists too."""
_LAST_ROW: Final = 1_048_575
_WIDTHS: Final = {Kind.TEXT: 34, Kind.STRING: 22, Kind.REFERENCE: 26, Kind.CHOICE: 24, Kind.MOMENT: 24}
_NARROW: Final = 14
_HELP_HEIGHT: Final = 62
_PURPOSE_HEIGHT: Final = 26
_NOTE: Final = {"x_scale": 3, "y_scale": 2}
# The program's own time of making would make two files of one dossier differ.
_MADE: Final = datetime.datetime(2000, 1, 1)
_WITHIN: Final = term("geo:sfWithin")
_ALL: Final = Text("Choisissez dans la liste.", "Choose from the list.")
_ANY: Final = Text(
    "Ce n’est pas dans la liste ; un nom de ligne, une adresse ou plusieurs valeurs vont aussi.",
    "It is not in the list; the name of a row, an address or several values do too.",
)
_NOT_A_DATE: Final = Text("Une date est attendue.", "A date is expected.")
_NOT_A_NUMBER: Final = Text("Un nombre est attendu, sans unité.", "A number is expected, without unit.")


def write(made: Book, form: Form) -> bytes:
    """The bytes of a workbook; those of one dossier are always the same."""
    from xlsxwriter import Workbook  # what writes no workbook starts without it

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, options) as workbook:
        workbook.set_properties({"created": _MADE, "title": words.ABOUT[0].in_(made.language)})
        _Writer(workbook, made, form).whole()
    return file.getvalue()


class _Writer:
    def __init__(self, workbook: Workbook, made: Book, form: Form) -> None:
        self._workbook, self._made, self._form = workbook, made, form
        self._language = made.language
        add = workbook.add_format
        self._bold = add(
            {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
        )
        self._small = add({"italic": True, "font_size": 8, "font_color": "#404040", "text_wrap": True, "valign": "top"})
        self._great = add({"bold": True, "font_size": 16})
        self._wrapped = add({"text_wrap": True, "valign": "top"})
        self._formats: dict[Kind | None, Format] = {
            Kind.DATE: add({"num_format": "yyyy-mm-dd", "valign": "top"}),
            Kind.NUMBER: add({"num_format": "General", "valign": "top"}),
            Kind.INTEGER: add({"num_format": "0", "valign": "top"}),
        }
        self._as_text = add({"num_format": "@", "text_wrap": True, "valign": "top"})
        self._lists: dict[tuple[str, ...], str] = {}

    def whole(self) -> None:
        """Every sheet, the explanations first and the lists last."""
        self._readme()
        sheets = [(page, self._workbook.add_worksheet(page.name)) for page in self._made.pages]
        others = self._workbook.add_worksheet(words.OTHERS.in_(self._language)) if self._made.others else None
        lists = self._workbook.add_worksheet(words.LISTS.in_(self._language))
        lists.hide()
        for page, sheet in sheets:
            self._page(page, sheet, lists)
        if others is not None:
            self._others(others)

    def _readme(self) -> None:
        sheet = self._workbook.add_worksheet(words.README.in_(self._language))
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100)
        for row, text in enumerate(words.ABOUT):
            sheet.write_string(row, 0, text.in_(self._language), self._great if row == 0 else None)
        below = len(words.ABOUT) + 1
        sheet.write_string(below, 0, words.BASE.in_(self._language), self._bold)
        sheet.write_string(below, 1, self._made.base or "", self._wrapped)
        sheet.write_string(below + 1, 1, words.BASE_HELP.in_(self._language), self._small)
        for row, page in enumerate(self._made.pages, below + 3):
            sheet.write_url(row, 0, f"internal:'{page.name}'!A1", string=page.name)
            help_ = page.sheet.help
            sheet.write_string(row, 1, help_.in_(self._language) if help_ else "", self._wrapped)

    def _page(self, page: Page, sheet: Worksheet, lists: Worksheet) -> None:
        for row, values in enumerate(book.heads(page, self._language)):
            for at, value in enumerate(values):
                sheet.write_string(row, at, str(value or ""), self._bold if row == 0 else self._small)
        sheet.set_row(HEAD - 2, _PURPOSE_HEIGHT)
        sheet.set_row(HEAD - 1, _HELP_HEIGHT)
        sheet.freeze_panes(HEAD, 2 if len(page.columns) > 1 and page.columns[1].names else 1)
        for at, column in enumerate(page.columns):
            self._column(page, at, column, sheet, lists)
        for row, values in enumerate(page.rows, HEAD):
            for at, value in enumerate(values):
                self._cell(sheet, row, at, page.columns[at], value)

    def _column(self, page: Page, at: int, column: Column, sheet: Worksheet, lists: Worksheet) -> None:
        """The width, the format and the list of a column, and the charter's sentences beside its title."""
        kind = column.field.kind if column.field else None
        sheet.set_column(at, at, _WIDTHS.get(kind, _NARROW) if kind else 20, self._formats.get(kind, self._as_text))
        quoted = book.quoted(column, self._language)
        if quoted:
            sheet.write_comment(0, at, quoted[:_LONGEST_NOTE], _NOTE)
        asked = self._asked(page, column, lists)
        if asked is not None:
            last = min(HEAD + len(page.rows) + _SPARE, _LAST_ROW)
            sheet.data_validation(HEAD, at, last, at, asked)

    def _asked(self, page: Page, column: Column, lists: Worksheet) -> dict[str, object] | None:
        """What a spreadsheet lets one choose from in a column."""
        kind = column.field.kind if column.field else None
        warned = {"error_type": "warning", "ignore_blank": True}
        if kind is Kind.DATE:
            early = datetime.date(1900, 1, 1)
            return {**warned, "validate": "date", "criteria": ">=", "value": early, **self._said(_NOT_A_DATE)}
        if kind in (Kind.NUMBER, Kind.INTEGER):
            bounds = {"criteria": "between", "minimum": -(10**15), "maximum": 10**15}
            return {**warned, "validate": "decimal", **bounds, **self._said(_NOT_A_NUMBER)}
        choices = book.choices(column, page.sheet, self._language)
        source = self._list(choices, lists, self._own(column)) if choices else self._rows_of(column, page)
        if source is None:
            return None
        closed = column.field is not None and not book.may_be_several(column.field) and kind is not Kind.REFERENCE
        said = self._said(_ALL if closed else _ANY)
        return {"validate": "list", "source": source, "error_type": "stop" if closed else "warning", **said}

    def _said(self, text: Text) -> dict[str, object]:
        return {"error_title": words.ABOUT[0].in_(self._language)[:32], "error_message": text.in_(self._language)}

    def _list(self, choices: tuple[str, ...], lists: Worksheet, own: tuple[str, str] | None) -> str:
        """Where the values of a list stand on the sheet of lists; they are written there once.

        :param own: the formula and the value of a name in the workbook itself, which heads the list.
        """
        key = (*choices, own[0] if own is not None else "")
        if key not in self._lists:
            at, first = len(self._lists), 0 if own is None else 1
            if own is not None:
                lists.write_formula(0, at, own[0], value=own[1])
            for row, choice in enumerate(choices, first):
                lists.write_string(row, at, choice)
            letter = _letters(at)
            name = words.LISTS.in_(self._language)
            self._lists[key] = f"='{name}'!${letter}$1:${letter}${len(choices) + first}"
        return self._lists[key]

    def _own(self, column: Column) -> tuple[str, str] | None:
        """The name of the first thing of the workbook within which others most often are: its Quartier."""
        if column.field is None or column.field.property != _WITHIN:
            return None
        for page in self._made.pages:
            if page.sheet in map(self._form.of, column.field.classes):
                at = next((at for at, one in enumerate(page.columns) if one.names), 0)
                said = page.rows[0][at] if page.rows else None
                return f"='{page.name}'!${_letters(at)}${HEAD + 1}&\"\"", str(said or "")
        return None

    def _rows_of(self, column: Column, page: Page) -> str | None:
        """Where the names of the rows stand that a column may name."""
        owner = page.sheet.owner
        classes = column.field.classes if column.field else (owner.class_,) if owner and _owns(column) else ()
        for class_ in classes:
            sheet = self._form.of(class_)
            for other in self._made.pages:
                at = next((at for at, one in enumerate(other.columns) if one.names), 0)
                if other.sheet is sheet:
                    last = HEAD + len(other.rows) + _SPARE
                    letter = _letters(at)
                    return f"='{other.name}'!${letter}${HEAD + 1}:${letter}${last}"
        return None

    def _cell(self, sheet: Worksheet, row: int, at: int, column: Column, value: Value) -> None:
        if value is None:
            return
        if isinstance(value, datetime.date):
            sheet.write_datetime(row, at, value, self._formats[Kind.DATE])
        elif isinstance(value, int | float) and not isinstance(value, bool):
            kind = column.field.kind if column.field else None
            sheet.write_number(row, at, value, self._formats.get(kind, self._formats[Kind.NUMBER]))
        else:
            sheet.write_string(row, at, str(value), self._as_text)

    def _others(self, sheet: Worksheet) -> None:
        sheet.set_column(0, 3, 40, self._as_text)
        titles = (words.SUBJECT, words.PROPERTY, words.VALUE, words.TYPE)
        self._line(sheet, 0, [title.in_(self._language) for title in titles], self._bold)
        for row, line in enumerate(self._made.others, 1):
            self._line(sheet, row, line, self._as_text)
        sheet.freeze_panes(1, 0)

    def _line(self, sheet: Worksheet, row: int, values: Sequence[str] | Iterable[str], format_: Format) -> None:
        for at, value in enumerate(values):
            if value:
                sheet.write_string(row, at, value, format_)


_LONGEST_NOTE: Final = 2000


def _owns(column: Column) -> bool:
    return column.part is Part.OWNER


def _letters(at: int) -> str:
    """A column as spreadsheets name it, from 0."""
    letters, number = "", at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
