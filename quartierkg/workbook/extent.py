"""How far the sheets of a workbook spread, found while their XML is looked through, before any parser makes room."""

from __future__ import annotations

from typing import Final

from quartierkg.errors import Refused, SyntaxFault, TooLarge
from quartierkg.intake.source import Source
from quartierkg.language import Text, number

CELLS: Final = 2_000_000
"""Cells of the smallest rectangle that holds what a sheet says: its parser makes room for all of them."""
ROWS: Final = 200_000
COLUMNS: Final = 16_384
"""As many as any spreadsheet has (Office Open XML, 18.3.1.4)."""
_TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"

LINKS: Final = Text("Le classeur renvoie à d’autres classeurs.", "The workbook refers to other workbooks.")
WITHOUT_LINKS: Final = Text(
    "Remplacez ces formules par leurs valeurs.", "Put their values in the place of those formulas."
)


class Extent:
    """How far a sheet spreads; of a part that is no sheet, only that it declares nothing."""

    looks = False

    def __init__(self, source: Source) -> None:
        self._source = source
        self._row = self._column = self._rows = self._columns = 0

    def doctype(self, *_: object) -> None:
        """A document type: nothing that a spreadsheet writes has one.

        :raises SyntaxFault: always.
        """
        raise SyntaxFault(
            Text(
                "Le XML du classeur déclare des entités (DOCTYPE).",
                "The XML of the workbook declares entities (DOCTYPE).",
            ),
            source=self._source.name,
            remedy=Text("Ouvrez-le dans un tableur et enregistrez-le.", "Open it in a spreadsheet and save it again."),
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def finish(self) -> None:
        """The part has been read."""
        self._check()

    def _check(self) -> None:
        if self._rows > ROWS or self._rows * self._columns > CELLS:
            raise TooLarge(
                Text(
                    f"Une feuille s’étend sur {number(str(self._rows), 'fr')} lignes et "
                    f"{number(str(self._columns), 'fr')} colonnes.",
                    f"A sheet spreads over {number(str(self._rows), 'en')} rows and "
                    f"{number(str(self._columns), 'en')} columns.",
                ),
                source=self._source.name,
                remedy=Text(
                    "Supprimez les lignes et les colonnes vides de données.",
                    "Delete the rows and columns without data.",
                ),
            )

    def _reach(self, row: int, column: int) -> None:
        self._rows, self._columns = max(self._rows, row), max(self._columns, column)
        self._check()


class Spread(Extent):
    """A sheet of Office Open XML (18.3.1.73 ``row``, 18.3.1.4 ``c``): cells say where they stand, or follow others."""

    looks = True

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row or a cell begins.

        :raises TooLarge: when it stands too far out.
        """
        local = name.rpartition(" ")[2]
        if local == "row":
            self._row, self._column = _counted(attributes.get("r"), self._row + 1), 0
        elif local == "c":
            letters, digits = _parted(attributes.get("r", ""))
            self._column = letters or self._column + 1
            self._reach(max(digits, self._row), self._column)


class Rows(Extent):
    """The sheets of an OpenDocument (9.1): cells and rows may stand for many."""

    looks = True

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._repeat = 1
        self._wide = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A sheet, a row or a cell begins, or what leads to another workbook.

        :raises Refused: when it leads there.
        """
        namespace, _, local = name.rpartition(" ")
        if namespace != _TABLE:
            return
        if local == "table":
            self._row = 0
        elif local == "table-source":
            raise Refused(LINKS, source=self._source.name, remedy=WITHOUT_LINKS)
        elif local == "table-row":
            self._repeat = _counted(attributes.get(f"{_TABLE} number-rows-repeated"), 1)
            self._column = self._wide = 0
        elif local in ("table-cell", "covered-table-cell"):
            self._column += _counted(attributes.get(f"{_TABLE} number-columns-repeated"), 1)
            if any(attribute.endswith(" value-type") or attribute.endswith(" formula") for attribute in attributes):
                self._wide = self._column

    def end(self, name: str) -> None:
        """A row ends; one that says nothing takes no room.

        :raises TooLarge: when it stands too far out.
        """
        if name == f"{_TABLE} table-row":
            self._row += self._repeat
            if self._wide:
                self._reach(self._row, self._wide)


def _counted(written: str | None, default: int) -> int:
    return int(written) if written and written.isdigit() and len(written) < 12 else default


def _parted(reference: str) -> tuple[int, int]:
    """Column and row of a reference like ``AB12``; 0 for what is missing."""
    column = 0
    at = 0
    while at < len(reference) and at < 4 and "A" <= reference[at] <= "Z":
        column = 26 * column + ord(reference[at]) - ord("A") + 1
        at += 1
    return column, _counted(reference[at:], 0)
