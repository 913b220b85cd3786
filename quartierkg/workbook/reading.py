"""From the sheets of a workbook to the statements of a dossier, each with the cell that says it.

Every row is about one thing. First all rows get their things, so that any can name any other; then the cells are read.
All cells that say nothing that can be stated are told at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from quartierkg.errors import BadCells, NotADossier, Place, TooLarge, UnknownFormat
from quartierkg.form import Form, bundled
from quartierkg.intake import dossier as dossiers
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.limits import DOSSIER
from quartierkg.intake.source import ATTACH, Source
from quartierkg.language import Text, number, shortened
from quartierkg.media import CSV
from quartierkg.workbook import words
from quartierkg.workbook.address import is_absolute
from quartierkg.workbook.column import normal
from quartierkg.workbook.grid import READ, Grid, grids, kind
from quartierkg.workbook.place import Cells, Remark
from quartierkg.workbook.stating import Stating
from quartierkg.workbook.table import is_filled

_BASE: Final = frozenset(normal(said) for said in (words.BASE.fr, words.BASE.en))
# So many cells are told in one line of a report; the import tells all.
_TOLD: Final = 20
_SHOWN: Final = 4
_ALIKE: Final = 6
"""So many more cells are named of which the same is said."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a workbook states."""

    dossier: Dossier
    ignored: tuple[Remark, ...]
    """The sheets and columns that were passed over."""


def is_workbook(source: Source) -> bool:
    """Whether a source is a workbook, by its media type or its name."""
    return kind(source) is not None


def dossier(source: Source) -> Dossier:
    """The dossier of a source, be it a workbook or RDF.

    :raises Unreadable: when it cannot be read safely; of a workbook, every bad cell is named.
    """
    return of(source).dossier


def of(source: Source) -> Read:
    """What a source states, be it a workbook or RDF, of which nothing is passed over.

    :raises Unreadable: when it cannot be read safely; of a workbook, every bad cell is named.
    """
    if is_workbook(source):
        return read(source)
    try:
        return Read(dossiers.read(source), ())
    except UnknownFormat as fault:
        raise _neither(fault) from fault


def read(source: Source, *, form: Form | None = None, base: str | None = None) -> Read:
    """What a workbook states.

    :param base: the address below which its rows have theirs, in place of the one that it gives.
    :raises BadCells: when cells say nothing that can be stated; ``faults`` has all of them.
    :raises Unreadable: when it cannot be read safely.
    """
    form = form or bundled()
    sheets = grids(source)
    stated, bad = _stated_base(sheets)
    found = Stating(form, sheets, base or stated)
    found.faults[:0] = bad
    if not found.known:
        names = [sheet.name for sheet in form.sheets[:_SHOWN]]
        said = Text(", ".join(name.fr for name in names), ", ".join(name.en for name in names))
        raise NotADossier(words.NO_SHEET.filled(said), source=source.name, remedy=words.NEW)
    if found.faults:
        raise bad_cells(source, found.faults, found.remarks)
    if len(found.made) > DOSSIER.statements:
        raise _too_many(source)
    media = kind(source) or CSV
    whole = Source(source.name, source.data, media.essence)
    triples = tuple(found.made)
    values, subjects = zip(*found.made.values(), strict=True)
    cells = Cells(values, subjects)
    made = dossiers.stated(found.root, triples, whole)
    return Read(made.placed(cells), tuple(found.remarks))


def bad_cells(source: Source, faults: Sequence[Remark], ignored: Sequence[Remark] = ()) -> BadCells:
    """The error that names every bad cell."""
    said = _together(faults)
    told = (*said[:_TOLD], *_more(len(said) - _TOLD))
    error = BadCells(Text(" ".join(one.fr for one in told), " ".join(one.en for one in told)), source=source.name)
    error.told = told
    error.faults, error.ignored = tuple(faults), tuple(ignored)
    return error


def _more(left: int) -> tuple[Text, ...]:
    """How many are not told."""
    if left <= 0:
        return ()
    return (
        (words.ONE_MORE,) if left == 1 else (words.MORE.filled(Text(number(str(left), "fr"), number(str(left), "en"))),)
    )


def _together(faults: Sequence[Remark]) -> list[Text]:
    """What is said of the cells; of many that are told the same, once, with the first of them and how many follow."""
    cells: dict[Text, list[Remark]] = {}
    for fault in faults:
        cells.setdefault(fault.text, []).append(fault)
    return [found[0].line if len(found) == 1 else _repeated(found) for found in cells.values()]


def _repeated(found: Sequence[Remark]) -> Text:
    first, *others = found
    cells = ", ".join(one.place.cell for one in others[:_ALIKE])
    return words.LIKEWISE.filled(first.line, f"{cells}, …" if len(others) > _ALIKE else cells)


def _neither(fault: UnknownFormat) -> UnknownFormat:
    """The error for a file of no kind that is read, which tells the workbooks as well as RDF."""
    known = ", ".join(f".{extension}" for media in READ for extension in media.extensions)
    rest = fault.remedy or Text.alike("")
    said = Text(f"Classeurs lus : {known}. {rest.fr}", f"Workbooks read: {known}. {rest.en}")
    return UnknownFormat(words.NEITHER, source=fault.source, remedy=said)


def _too_many(source: Source) -> TooLarge:
    most = str(DOSSIER.statements)
    said = Text(f"Plus de {number(most, 'fr')} énoncés.", f"More than {number(most, 'en')} statements.")
    return TooLarge(said, source=source.name, remedy=ATTACH)


def _stated_base(found: Sequence[Grid]) -> tuple[str | None, list[Remark]]:
    """The address that the workbook gives for its rows, or that its cell holds none."""
    readme = {normal(words.README.fr), normal(words.README.en)}
    for grid in found:
        for line, row in enumerate(grid.rows if normal(grid.name) in readme else (), grid.first):
            if len(row) > 1 and isinstance(row[0], str) and normal(row[0]) in _BASE and is_filled(row[1]):
                said = str(row[1]).strip()
                if is_absolute(said):
                    return said, []
                return None, [Remark(Place(line, 2, grid.name), words.NOT_AN_ADDRESS.filled(shortened(said)))]
    return None, []
