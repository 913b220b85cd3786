"""The page that stands alone."""

from __future__ import annotations

import re

import pytest

from quartierkg.charter.verdict import Verdict
from quartierkg.language import Language
from quartierkg.report import Batch, render
from tests.report.test_html import read


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_a_whole_page_in_its_language(batch: Batch, language: Language) -> None:
    """Document type, language, title, one main part and one heading of the first level."""
    page = render(batch, "page", language)
    tags = read(page).tags
    assert page.startswith("<!doctype html>\n")
    assert f'<html lang="{language}">' in page
    assert [tags.count(name) for name in ("html", "head", "title", "main", "h1")] == [1, 1, 1, 1, 1]


def test_nothing_is_fetched(batch: Batch) -> None:
    """No script, image, font, import or sheet from elsewhere, and a policy that forbids them."""
    page = render(batch, "page", "fr")
    assert not {"script", "link", "img", "iframe"} & set(read(page).tags)
    assert not re.search(r"url\(|@import|src=", page)
    assert "default-src 'none'" in page


def test_it_holds_the_piece_and_its_links_lead_somewhere(failing: Verdict) -> None:
    """The same piece as on the service's page; links go to the charter's persistent address."""
    page = render(Batch((failing,)), "page", "fr")
    piece = render(Batch((failing,)), "html", "fr")
    assert piece.replace('href="/charter/', 'href="https://w3id.org/quartierkg/charter/') in page
    assert 'href="/' not in page


def test_the_title_names_the_quartier(failing: Verdict, batch: Batch) -> None:
    """One verdict is titled by its Quartier, several are not."""
    assert "<title>Verdict – Quartier de Port-Lumière</title>" in render(Batch((failing,)), "page", "fr")
    assert "<title>Verdict</title>" in render(batch, "page", "fr")


def test_what_a_dossier_says_is_escaped(hostile: Verdict) -> None:
    """Markup in a label is text, in the title too."""
    assert "<script" not in render(Batch((hostile,)), "page", "fr")


def test_every_colour_can_be_read() -> None:
    """Text on paper, light and dark, has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    sheet = render(Batch(()), "page", "fr")
    light, dark = (dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block)) for block in sheet.split("@media", 1))
    dark = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", sheet.split("@media", 2)[1]))
    for colours in (light, dark):
        for name in ("ink", "soft", "accent", "good", "bad", "wait"):
            assert _contrast(colours[name], colours["paper"]) >= 4.5, name


def _contrast(one: str, other: str) -> float:
    """The ratio of two colours' relative luminances (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return float(sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)))
