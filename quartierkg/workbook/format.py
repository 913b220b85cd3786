"""The files that a dossier may be written to for people: workbooks and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import PurePath
from typing import Final

from quartierkg.form import Form, bundled, tree
from quartierkg.intake.dossier import Dossier
from quartierkg.language import Language
from quartierkg.terms import CONTEXT, ID
from quartierkg.workbook import book, textual, xlsx
from quartierkg.workbook.book import Book
from quartierkg.workbook.export import export

Left = tuple[int, int]
"""How many statements stand on the sheet of other statements, and how many no cell can hold."""

_WORKBOOKS: Final[dict[str, Callable[[Book, Form], bytes]]] = {
    "xlsx": xlsx.write,
    "csv": lambda made, _: textual.write(made).encode(),
}
FORMATS: Final = (*_WORKBOOKS, "json")
BINARY: Final = frozenset(("xlsx",))


def named(target: str | None) -> str:
    """The format that a file's name says; the first one where it says none."""
    extension = PurePath(target or "").suffix.lower().removeprefix(".")
    return extension if extension in FORMATS else FORMATS[0]


def blank(format_: str, language: Language) -> bytes:
    """A dossier to be filled in, in one of :data:`FORMATS`."""
    if format_ in _WORKBOOKS:
        form = bundled()
        return _WORKBOOKS[format_](book.blank(form, language), form)
    here = f"{ID}mon-quartier/" if language == "fr" else f"{ID}my-quartier/"
    quartier = {"id": f"{here}quartier", "type": "Quartier"}
    document = {"@context": CONTEXT, "id": f"{here}dossier", "type": "Dossier", "concerns": quartier}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def written(dossier: Dossier, format_: str, language: Language) -> tuple[bytes, Left]:
    """A dossier in one of :data:`FORMATS`, and what of it no sheet, or nothing, has a place for."""
    if format_ not in _WORKBOOKS:
        return tree.write(dossier).encode(), (0, 0)
    made = export(dossier, language)
    return _WORKBOOKS[format_](made.book, bundled()), (len(made.book.others), len(made.left_out))
