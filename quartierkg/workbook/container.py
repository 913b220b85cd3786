"""A spreadsheet file of a stranger, made safe to hand to a parser.

Both formats are ZIP archives of XML (ISO/IEC 29500-2; OpenDocument 1.3, part 2). Every member that is needed is
unpacked here, within a cap, looked through, and packed again: the parser sees nothing that was not looked at. What
runs or leads elsewhere is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from quartierkg.errors import Refused, SyntaxFault, TooLarge, UnknownFormat, Unreadable
from quartierkg.intake.source import Source
from quartierkg.language import Text, number
from quartierkg.workbook.extent import LINKS, WITHOUT_LINKS, Extent, Rows, Spread

UNPACKED: Final = 64 * 1024 * 1024
"""Bytes of all members together; a workbook of three thousand actors has about three million."""
MEMBERS: Final = 500

_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XLSX: Final = "xl/workbook.xml"
_ODS: Final = "content.xml"
_SHEETS: Final = "xl/worksheets/"
# What calamine reads; pictures, comments, themes and the rest stay outside.
_NEEDED_XLSX: Final = (
    "[Content_Types].xml",
    "_rels/",
    "xl/_rels/",
    _XLSX,
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    _SHEETS,
)
_NEEDED_ODS: Final = ("mimetype", _ODS, "META-INF/manifest.xml")
_MACROS: Final = re.compile(r"vbaproject|^(?:basic|scripts)/")
_ELSEWHERE: Final = "xl/externallinks/"

MACROS: Final = Text("Le classeur contient des macros.", "The workbook holds macros.")
WITHOUT_MACROS: Final = Text("Enregistrez-le sans macros (.xlsx ou .ods).", "Save it without macros (.xlsx or .ods).")


def checked(source: Source) -> bytes:
    """The workbook with only what its parser needs, each part looked through.

    :raises TooLarge: when it unpacks to more than the cap, or a sheet spreads over too many cells.
    :raises Refused: when it holds macros, refers to other workbooks, or is locked by a password.
    :raises SyntaxFault: when it is damaged, or its XML declares entities.
    :raises UnknownFormat: when it is no workbook.
    """
    if source.data.startswith(_OLD):
        raise Refused(
            Text(
                "Le classeur est protégé par un mot de passe, ou dans l’ancien format .xls.",
                "The workbook is locked by a password, or in the old format .xls.",
            ),
            source=source.name,
            remedy=Text(
                "Enregistrez-le sans mot de passe, en .xlsx ou .ods.", "Save it without one, as .xlsx or .ods."
            ),
        )
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            return _packed(_Archive(archive, source))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as fault:
        if isinstance(fault, Unreadable):
            raise
        raise damaged(source) from fault


def damaged(source: Source) -> SyntaxFault:
    """The error for what is no workbook, or no longer one."""
    return SyntaxFault(
        Text("Le classeur est endommagé, ou n’en est pas un.", "The workbook is damaged, or is none."),
        source=source.name,
        remedy=Text("Ouvrez-le dans un tableur et enregistrez-le.", "Open it in a spreadsheet and save it again."),
    )


@dataclass(frozen=True)
class _Archive:
    """The members of an archive, and what it came from."""

    archive: zipfile.ZipFile
    source: Source

    @property
    def names(self) -> list[str]:
        return self.archive.namelist()

    def members(self) -> Iterator[tuple[str, bytes]]:
        """The members that are needed, unpacked within the cap.

        :raises TooLarge: when they unpack to more.
        """
        needed = _NEEDED_XLSX if _XLSX in self.names else _NEEDED_ODS
        left = UNPACKED
        for info in self.archive.infolist():
            if info.filename.startswith(needed) and not info.is_dir():
                with self.archive.open(info) as member:
                    data = member.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise self.too_large()
                yield info.filename, data

    def too_large(self) -> TooLarge:
        return TooLarge(
            Text(
                f"Le classeur se déplie en plus de {number(str(UNPACKED), 'fr')} octets.",
                f"The workbook unpacks to more than {number(str(UNPACKED), 'en')} bytes.",
            ),
            source=self.source.name,
        )


def _packed(found: _Archive) -> bytes:
    names = found.names
    if len(names) > MEMBERS:
        raise damaged(found.source)
    if _XLSX not in names and _ODS not in names:
        raise UnknownFormat(
            Text(
                "Ce n’est ni un classeur .xlsx ni un classeur .ods.", "This is neither an .xlsx nor an .ods workbook."
            ),
            source=found.source.name,
        )
    lower = [name.lower() for name in names]
    if len(set(lower)) != len(lower):
        raise damaged(found.source)
    if any(_MACROS.search(name) for name in lower):
        raise Refused(MACROS, source=found.source.name, remedy=WITHOUT_MACROS)
    if any(name.startswith(_ELSEWHERE) for name in lower):
        raise Refused(LINKS, source=found.source.name, remedy=WITHOUT_LINKS)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in found.members():
            _look_through(name, data, found.source)
            archive.writestr(zipfile.ZipInfo(name), data)
    return packed.getvalue()


def _look_through(name: str, data: bytes, source: Source) -> None:
    """Refuse XML that declares entities, and sheets that spread too far.

    :raises Unreadable: one of its kinds.
    """
    if not name.endswith((".xml", ".rels")):
        return
    extent = Spread(source) if name.startswith(_SHEETS) else Rows(source) if name == _ODS else Extent(source)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = extent.doctype
    if extent.looks:
        parser.StartElementHandler = extent.start
        parser.EndElementHandler = extent.end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise damaged(source) from fault
    extent.finish()
