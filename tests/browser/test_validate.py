"""A dossier is judged, as somebody does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quartierkg.language import LANGUAGES
from quartierkg.workbook.format import written
from tests.browser.conftest import CONTRAST, Visit, given, picture, violations
from tests.browser.drawn import SEEDS, Drawn, levels, line, whole

DROP = """([name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name));
  document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


def past(page: Page) -> int:
    """By how much a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_a_workbook_is_dropped_judged_kept_and_removed(visit: Visit, drawn: Drawn) -> None:
    """By the keyboard once it is dropped: the verdict with its cells, the address to share, and its end."""
    fault = drawn.fault(1)
    book, _ = written(whole(drawn.failing(fault)), "xlsx", "fr")
    page = visit("/validate")
    page.evaluate(DROP, ["dossier.xlsx", list(book)])
    expect(page.get_by_role("status")).to_contain_text("dossier.xlsx")
    page.keyboard.press("Enter")  # the button has the focus
    expect(page.locator("h1")).to_contain_text("dossier.xlsx")
    expect(page.locator(".lead")).to_contain_text("non conforme")
    page.locator(".requirement", has_text=fault.row).locator(".places a").first.click()
    expect(page.locator("td:target")).to_contain_text(fault.bad.split()[-1])
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == "dossier-verdict.csv"
    page.get_by_role("button", name="Garder et partager").click()
    shared = page.get_by_label("Adresse à partager")
    expect(shared).to_have_value(page.url.partition("?")[0])
    page.goto(shared.input_value())
    expect(page.locator(".requirement", has_text=fault.row).first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    page.get_by_role("button", name="Supprimer ce résultat").click()
    expect(page.locator("main")).to_contain_text("n’est plus gardé")


def test_several_dossiers_are_judged_as_a_table(visit: Visit, drawn: Drawn) -> None:
    """A row for each, with what the charter says of it; the name of one leads to what is wrong with it."""
    fault = drawn.faults[0]
    page = visit("/validate")
    texts = {"entier.ttl": drawn.text, "fautif.ttl": drawn.failing(fault), "illisible.ttl": drawn.text[:-3]}
    page.set_input_files("#file", [given(name, text) for name, text in texts.items()])
    page.locator("form.check button[type=submit]").press("Enter")
    rows = page.get_by_role("table").first.locator("tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_have_class("met")
    expect(rows.nth(1)).to_have_class("notMet")
    assert set(levels(whole(drawn.text)).values()) == {"passed"}
    expect(rows.nth(2)).to_contain_text("illisible")
    rows.nth(1).get_by_role("link").press("Enter")
    expect(page.locator("section:target .requirement", has_text=fault.row).first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_text_is_pasted_corrected_and_read_line_by_line(visit: Visit, drawn: Drawn, scripts: bool) -> None:
    """A mistake is shown at its line; once it is corrected, findings have remedies and lead to lines, and back."""
    fault = drawn.fault(3)
    text = drawn.failing(fault)
    broken = text.replace(fault.bad, fault.bad.replace("qn:InProgress", "InProgress"))
    number = str(line(text, fault.bad))
    page = visit("/validate", java_script_enabled=scripts)
    page.get_by_label("… ou le texte d’un dossier").fill(broken)
    page.get_by_label("… ou le texte d’un dossier").press("Tab")
    page.locator("form.check button[type=submit]").press("Enter")
    page.locator("#fault a").click()
    expect(page.locator("li:target")).to_contain_text("qn:status InProgress")
    expect(page.locator("li:target")).to_have_attribute("value", number)
    page.get_by_text("Corriger le texte ici").click()
    page.locator("textarea").fill(text)
    page.locator("details button").press("Enter")
    expect(page.locator(".lead")).to_contain_text("non conforme")
    if not scripts:  # which ask for the remedies by themselves
        page.get_by_role("button", name="Voir comment y remédier").press("Enter")
    finding = page.locator(".requirement", has_text=fault.row)
    expect(finding.locator(".remedy")).to_contain_text("doit devenir")
    page.get_by_role("status").get_by_role("link").press("Enter")
    expect(page.locator(".remedy:target")).to_contain_text("doit devenir")
    finding.locator(".places a", has_text=number).first.press("Enter")
    at = page.locator("li:target")
    expect(at).to_have_attribute("value", number)
    at.get_by_role("link", name=fault.row).first.press("Enter")
    expect(page.locator(".requirement:target")).to_contain_text(fault.row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_a_verdict(visit: Visit, language: str) -> None:
    """Of one dossier and of several, in both themes; and nothing is cut off in a narrow window."""
    text = Drawn(SEEDS[0]).failing(*Drawn(SEEDS[0]).faults)
    for name, files in {"one": [text], "several": [text, "rien"]}.items():
        page = visit("/validate", language=language)
        page.set_input_files("#file", [given(f"{number}.ttl", one) for number, one in enumerate(files)])
        page.locator("form.check button[type=submit]").click()
        page.locator(".checked").first.wait_for()
        found = violations(page)
        picture(page, f"verdict-{name}-{language}-light")
        page.emulate_media(color_scheme="dark")
        picture(page, f"verdict-{name}-{language}-dark")
        assert (found, violations(page, CONTRAST)) == ([], [])
        page.set_viewport_size({"width": 320, "height": 700})
        assert past(page) == 0
