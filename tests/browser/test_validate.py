"""A dossier is judged, as somebody does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quartierkg.intake import dossier as dossiers
from quartierkg.intake.source import Source
from quartierkg.language import LANGUAGES
from quartierkg.workbook.format import written
from tests.browser.conftest import Visit, picture, violations
from tests.samples import ROOT

FAILING = ROOT / "data" / "dossiers" / "fails-criterion-3.ttl"
DROP = """([name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name));
  document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


def past(page: Page) -> int:
    """By how much a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_a_workbook_is_dropped_judged_kept_and_removed(visit: Visit) -> None:
    """By the keyboard once it is dropped: the verdict with its cells, the address to share, and its end."""
    book, _ = written(dossiers.read(Source("a.ttl", FAILING.read_bytes(), "text/turtle")), "xlsx", "fr")
    page = visit("/validate")
    page.evaluate(DROP, ["dossier.xlsx", list(book)])
    expect(page.get_by_role("status")).to_contain_text("dossier.xlsx")
    page.keyboard.press("Enter")  # the button has the focus
    expect(page.locator("h1")).to_contain_text("dossier.xlsx")
    expect(page.locator(".lead")).to_contain_text("non conforme")
    page.locator(".requirement", has_text="QN-C3-03").locator(".places a").last.click()
    expect(page.locator("td:target")).to_contain_text("en cours")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == "dossier-verdict.csv"
    page.get_by_role("button", name="Garder et partager").click()
    expect(page.get_by_label("Adresse à partager")).to_have_value(page.url.partition("?")[0])
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    page.get_by_role("button", name="Supprimer ce résultat").click()
    expect(page.locator("main")).to_contain_text("n’est plus gardé")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_text_is_pasted_corrected_and_read_line_by_line(visit: Visit, scripts: bool) -> None:
    """A mistake is shown at its line; once it is corrected, findings have remedies and lead to lines, and back."""
    text = FAILING.read_text(encoding="utf-8")
    broken = text.replace("qn:status qn:InProgress", "qn:status InProgress")
    assert broken != text
    page = visit("/validate", java_script_enabled=scripts)
    page.get_by_label("… ou le texte d’un dossier").fill(broken)
    page.get_by_label("… ou le texte d’un dossier").press("Tab")
    page.locator("form.check button[type=submit]").press("Enter")
    page.locator("#fault a").click()
    expect(page.locator("li:target")).to_contain_text("qn:status InProgress")
    page.get_by_text("Corriger le texte ici").click()
    page.locator("textarea").fill(text)
    page.locator("details button").press("Enter")
    expect(page.locator(".lead")).to_contain_text("non conforme")
    if not scripts:  # which ask for the remedies by themselves
        page.get_by_role("button", name="Voir comment y remédier").press("Enter")
    finding = page.locator(".requirement", has_text="QN-C3-03")
    expect(finding.locator(".remedy")).to_contain_text("doit devenir")
    page.get_by_role("status").get_by_role("link").press("Enter")
    expect(page.locator(".remedy:target")).to_contain_text("doit devenir")
    finding.locator(".places a").last.press("Enter")
    line = page.locator("li:target")
    expect(line).to_contain_text("qn:InProgress")
    line.get_by_role("link", name="QN-C3-03").press("Enter")
    expect(page.locator(".requirement:target")).to_contain_text("QN-C3-03")


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_a_verdict(visit: Visit, language: str) -> None:
    """Of one dossier and of several, in both themes; and nothing is cut off in a narrow window."""
    for name, files in {"one": [FAILING], "several": [FAILING, ROOT / "README.md"]}.items():
        page = visit("/validate", language=language)
        page.set_input_files("#file", files)
        page.locator("form.check button[type=submit]").click()
        page.locator(".checked").first.wait_for()
        found = violations(page)
        picture(page, f"verdict-{name}-{language}-light")
        page.emulate_media(color_scheme="dark")
        picture(page, f"verdict-{name}-{language}-dark")
        assert (found, violations(page)) == ([], [])
        page.set_viewport_size({"width": 320, "height": 700})
        assert past(page) == 0
