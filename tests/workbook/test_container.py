"""Files of strangers: each ends with a clear error, and none with more memory or time than the caps allow."""

from __future__ import annotations

import io
import zipfile

import pytest

from quartierkg.errors import Refused, SyntaxFault, TooLarge, UnknownFormat, Unreadable
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.workbook import container, extent, reading
from tests.workbook.sheets import blank, ods, ods_row, packed

SHEET = "xl/worksheets/sheet2.xml"
ENTITIES = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]>'
MANY = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def sheet(rows: bytes) -> bytes:
    """The workbook that nobody filled in, with other rows on a sheet."""
    return packed({SHEET: MANY + rows + b"</sheetData></worksheet>"}, blank())


def refusal(name: str, data: bytes) -> Unreadable:
    """The error that a file ends with."""
    with pytest.raises(Unreadable) as found:
        reading.read(Source(name, data))
    return found.value


@pytest.mark.parametrize(
    ("name", "data", "kind", "said"),
    [
        ("a.xlsx", sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), TooLarge, "16 384 colonnes"),
        ("a.ods", ods(ods_row("x", repeated=1_000_000)), TooLarge, "1 000 000 lignes"),
        ("a.xlsx", packed({"xl/vbaProject.bin": b"x"}, blank()), Refused, "macros"),
        ("a.ods", packed({"Basic/Standard/Module1.xml": b"<x/>"}, ods("")), Refused, "macros"),
        ("a.xlsx", packed({"xl/externalLinks/externalLink1.xml": b"<x/>"}, blank()), Refused, "autres classeurs"),
        ("a.ods", ods('<table:table-source x="y"/>'), Refused, "autres classeurs"),
        ("a.xlsx", packed({SHEET: ENTITIES.encode() + b"<a>&c;</a>"}, blank()), SyntaxFault, "entités"),
        ("a.ods", ods("", ENTITIES), SyntaxFault, "entités"),
        ("a.xlsx", packed({SHEET: b"<worksheet>"}, blank()), SyntaxFault, "endommagé"),
        ("a.xlsx", packed({SHEET.upper(): b"<a/>"}, blank()), SyntaxFault, "endommagé"),
        ("a.xlsx", blank()[:9000], SyntaxFault, "endommagé"),
        ("a.xlsx", b"", SyntaxFault, "endommagé"),
        ("a.ods", b"PK\x03\x04" + bytes(300), SyntaxFault, "endommagé"),
        ("a.xlsx", packed({"readme.txt": b"x"}), UnknownFormat, "ni un classeur"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Refused, "mot de passe"),
        ("a.csv", "é".encode("latin-1"), SyntaxFault, "UTF-8"),
        ("a.csv", b"a;" * 20_000, TooLarge, "cellules"),
        ("a.csv", blank(), SyntaxFault, "C’est un classeur"),
        ("a.csv", b"", SyntaxFault, "est vide"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_file_ends_with_a_clear_error(name: str, data: bytes, kind: type[Unreadable], said: str) -> None:
    """Spread sheets, repeated rows, macros, links, entities, damage, locks: each is told for what it is."""
    found = refusal(name, data)
    assert type(found) is kind
    assert said in found.text.in_("fr").replace("\u202f", " ")
    assert found.source == name


def test_a_file_of_no_known_kind_is_told_every_kind_that_is_read() -> None:
    """Whoever has a workbook in an old format learns which ones are read, beside RDF."""
    with pytest.raises(UnknownFormat) as found:
        reading.of(Source("dossier.xls", b"\xd0\xcf\x11\xe0"))
    for said in (found.value.remedy or Text.alike("")).fr, (found.value.remedy or Text.alike("")).en:
        assert [ending for ending in (".xlsx", ".ods", ".csv", ".ttl", ".jsonld") if ending not in said] == []


def test_rows_are_counted_where_they_do_not_say_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row behind the other, each without a reference."""
    monkeypatch.setattr(extent, "ROWS", 1000)
    found = refusal("a.xlsx", sheet(b"<row><c/></row>" * 2000))
    assert "1 001 lignes" in found.text.in_("fr").replace("\u202f", " ")


def test_a_bomb_is_unpacked_no_further_than_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A member that unpacks to more than all of them may is left where it is."""
    monkeypatch.setattr(container, "UNPACKED", 1_000_000)
    found = refusal("a.xlsx", packed({SHEET: b" " * 3_000_000}, blank()))
    assert isinstance(found, TooLarge)


def test_the_parser_sees_only_what_was_looked_at() -> None:
    """Pictures and other parts stay outside, and sizes are those of what was unpacked, whatever the headers say."""
    data = packed({"xl/media/image1.png": b"x", "../../etc/passwd": b"x"}, blank())
    with zipfile.ZipFile(io.BytesIO(container.checked(Source("a.xlsx", data)))) as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {"[Content_Types].xml", "_rels", "xl"}
        assert not any("media" in name for name in archive.namelist())
        assert all(info.compress_type == zipfile.ZIP_STORED for info in archive.infolist())


def test_a_sheet_that_ends_in_a_million_empty_rows_is_read() -> None:
    """As LibreOffice writes it: rows that say nothing take no room."""
    end = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    found = reading.read(Source("a.ods", ods(ods_row("nom (fr)", "nature") + ods_row("Vigie", "entreprise") + end)))
    assert any('"Vigie"@fr' in str(triple) for triple in found.dossier.triples)
