"""The source beside a verdict."""

from __future__ import annotations

from quartierkg.errors import Place
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.web import listing
from quartierkg.web.listing import Link, Links

FINDING = Link("#f1-1", Text.alike("QN-X"))


def text(data: bytes, *lines: int) -> listing.Listing:
    """The listing of a text, in which findings point to some lines."""
    links: Links = {Place(line, 1): [FINDING] for line in lines}
    return listing.of(Source("a.ttl", data, "text/turtle"), links, "")


def test_lines_have_the_numbers_that_findings_name() -> None:
    """They end at a line feed and nowhere else; two values on one line are one link."""
    found = text(b"a\r\nb\x0bc\n", 2)
    assert [(line.number, line.text) for line in found.lines] == [(1, "a"), (2, "b\u240bc"), (3, "")]
    assert [line.links for line in found.lines] == [(), (FINDING,), ()]
    twice: Links = {Place(2, column): [FINDING] for column in (1, 9)}
    assert listing.of(Source("a.ttl", b"a\nb"), twice, "").lines[1].links == (FINDING,)


def test_what_cannot_be_seen_is_shown() -> None:
    """Control characters, marks that turn the writing around, and bytes that are no UTF-8 hide nothing."""
    found = text("a\0b\u202ec\u2066d\ufeffe\x7f".encode() + b"\xff")
    assert found.lines[0].text == "a\u2400b\ufffdc\ufffdd\ufffde\u2421\ufffd"


def test_a_long_source_is_shown_where_findings_point_to() -> None:
    """With three lines around each, and how many lie between; a very long line is cut off."""
    found = text(b"x" * 9_000 + b"\nx" * 4_999, 2_500)
    assert [line.number for line in found.lines] == [1, 2, 3, *range(2_497, 2_504)]
    assert [line.skipped for line in found.lines if line.skipped] == [2_493]
    assert found.skipped == 5_000 - 2_503
    assert found.lines[0].text == "x" * 400 + "…"


def test_thousands_of_findings_make_no_endless_page() -> None:
    """Of a hundred thousand lines with a finding each, or with none, there are at most a thousand."""
    data = b"x\n" * 100_000
    for marked in (range(1, 100_001), ()):
        found = text(data, *marked)
        assert 900 < len(found.lines) <= 1_000
        shown = len(found.lines) + sum(line.skipped for line in found.lines) + found.skipped
        assert shown == 100_001


def test_a_workbook_shows_the_cells_that_findings_point_to() -> None:
    """The row with its first cell and what stands at the head of the column; sheets without any are left out."""
    source = Source("a.csv", b"[Other]\nid,x\n1,2\n[Lots]\nid,nom,surface\na,Lot,12\nb,Lot,13\n", "text/csv")
    found = listing.of(source, {Place(7, 3, "Lots"): [FINDING]}, "d1-")
    (sheet,) = found.sheets
    assert (sheet.name, sheet.heads) == ("Lots", (("A", "id"), ("C", "surface")))
    (row,) = sheet.rows
    assert (row.number, [cell.text for cell in row.cells]) == (7, ["b", "13"])
    assert [cell.links for cell in row.cells] == [(), (FINDING,)]
    assert found.ids == {"d1-S2R7C1", "d1-S2R7C3"}


def test_a_workbook_that_cannot_be_read_has_no_cells() -> None:
    """Its fault is told elsewhere."""
    assert listing.of(Source("a.xlsx", b"PK no"), {}, "").sheets == ()
