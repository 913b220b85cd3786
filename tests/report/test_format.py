"""The formats: what they are called, what they need."""

from __future__ import annotations

import sys

import pytest

from quartierkg.errors import NotInstalled
from quartierkg.report import FORMATS, Batch, render, writer
from quartierkg.report.format import BY_NAME, NEGOTIATED, WRITTEN


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_text_or_bytes_as_it_says(batch: Batch, name: str) -> None:
    """Only a binary format gives bytes, and no format is empty."""
    written = render(batch, name, "fr")
    assert isinstance(written, bytes) is BY_NAME[name].binary
    assert written


@pytest.mark.parametrize("name", FORMATS)
def test_a_bilingual_format_does_not_depend_on_the_reader(batch: Batch, name: str) -> None:
    """JSON and JSON-LD carry both languages; what has one is different in the other."""
    if name != "ttl":  # its comments on unreadable files are for people
        assert (render(batch, name, "fr") == render(batch, name, "en")) is BY_NAME[name].bilingual


def test_every_way_of_asking_has_one_html() -> None:
    """A command line writes a whole page, a service a piece of its own."""
    assert WRITTEN["html"].name == "page"
    assert NEGOTIATED[BY_NAME["page"].media].name == "html"
    assert "page" not in WRITTEN


def test_an_extra_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without typst the error says which extra is missing and how it is installed, before any dossier is judged."""
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.delitem(sys.modules, "quartierkg.report.pdf", raising=False)
    with pytest.raises(NotInstalled) as caught:
        writer("pdf")
    assert "«\u00a0pdf\u00a0»" in caught.value.line("fr")
    assert 'pip install "quartierkg[pdf]"' in caught.value.line("en")
    assert (caught.value.exit_code, caught.value.status) == (2, 501)


def test_a_defect_of_ours_is_not_taken_for_a_missing_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the package that the format needs is told as missing."""
    monkeypatch.setitem(sys.modules, "quartierkg.report.sheet", None)
    monkeypatch.delitem(sys.modules, "quartierkg.report.pdf", raising=False)
    with pytest.raises(ModuleNotFoundError, match="sheet"):
        writer("pdf")
