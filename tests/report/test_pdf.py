"""The PDF, read back with an independent library."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from quartierkg.charter.verdict import Verdict
from quartierkg.language import Language
from quartierkg.report import Batch, render
from tests.samples import changed, verdict


def read(batch: Batch, language: Language = "fr") -> PdfReader:
    """The document of a batch."""
    return PdfReader(io.BytesIO(render(batch, "pdf", language)))


def text(batch: Batch, language: Language = "fr") -> str:
    """Its words, with every run of spaces as one."""
    return " ".join(" ".join(page.extract_text() for page in read(batch, language).pages).split())


def root(document: PdfReader) -> Any:
    """The catalogue of a document (ISO 32000-1, 7.7.2)."""
    return document.trailer["/Root"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_can_be_read_aloud(batch: Batch, language: Language) -> None:
    """Tagged, with its language and a title that is shown, and declared PDF/UA-1 (ISO 14289-1, 5 and 7.1)."""
    document = read(batch, language)
    catalogue = root(document)
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/StructTreeRoot"]["/K"]
    assert str(catalogue["/Lang"]).startswith(language)
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata is not None
    assert document.metadata.title == "Verdict"
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()


def test_the_title_names_the_quartier(failing: Verdict) -> None:
    """One verdict is titled by its Quartier, in the language asked for."""
    titles = [read(Batch((failing,)), language).metadata for language in ("fr", "en")]
    assert [found.title for found in titles if found] == [
        "Verdict – Quartier de Port-Lumière",
        "Verdict – Port-Lumière Quartier",
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["Décision : non conforme", "✗ QN-C2-04", "32 000 m²", "exigé : au moins 50 000 m²", "page 1 sur 2"]),
        ("en", ["Decision: not met", "✗ QN-C2-04", "32,000 m²", "required: at least 50,000 m²", "page 1 of 2"]),
    ],
)
def test_it_says_what_the_sheet_says(failing: Verdict, language: Language, words: list[str]) -> None:
    """Decision, failed row, found and required, in words that can be searched and copied."""
    found = text(Batch((failing,)), language)
    assert [word for word in words if word not in found] == []


def test_it_has_every_heading_of_the_sheet(failing: Verdict) -> None:
    """The outline leads to each section and row."""
    outline = str(read(Batch((failing,))).outline)
    assert "Les huit critères" in outline
    assert "QN-C2-04" in outline


@pytest.mark.parametrize("which", ["awaiting", "failing", "bare", "unnamed", "aside", "hostile"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_verdict_takes_at_most_a_page_for_each_group_of_rows(
    which: str, language: Language, request: pytest.FixtureRequest
) -> None:
    """Eight criteria and what stands outside them: never more than nine pages, however bad the dossier is."""
    found: Verdict = request.getfixturevalue(which)
    assert len(read(Batch((found,)), language).pages) <= len(found.charter.criteria) + 1


def test_a_dossier_cannot_make_it_endless() -> None:
    """A thousand statements that were set aside are counted, not printed."""
    many = "".join(f"<urn:x{number}> <http://www.w3.org/2002/07/owl#imports> <urn:y> ." for number in range(1000))
    found = verdict(changed() + many)
    document = read(Batch((found,)), "en")
    assert len(document.pages) <= len(found.charter.criteria) + 1
    assert "and 991 more" in " ".join(" ".join(page.extract_text() for page in document.pages).split())


def test_the_files_without_a_verdict_are_listed(batch: Batch) -> None:
    """With place and reason, and the counts below."""
    found = text(batch)
    assert "bad.ttl:3:14: Mal formé." in found
    assert "1 illisible" in found


def test_what_a_dossier_says_is_no_markup(hostile: Verdict) -> None:
    """Nothing that a dossier says is set as a formula, a link or a command."""
    assert "<script>alert(1)</script> [a](javascript:b) *c*" in text(Batch((hostile,)))


@pytest.mark.parametrize("name", ["北京", "حي", "😀", "\ue000"])
def test_a_name_in_any_script_gives_a_document(name: str) -> None:
    """Where the fonts lack a script the document is still made, and still tagged."""
    found = read(Batch((verdict(changed(("Offre des bassins", name), ("qn:usableArea 52500", "qn:usableArea 1"))),)))
    assert root(found)["/MarkInfo"]["/Marked"]
