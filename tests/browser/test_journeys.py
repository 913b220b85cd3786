"""Whole ways by the keyboard alone, most of them with a dossier that the tests make."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from quartierkg.intake.source import Source
from quartierkg.workbook import reading
from quartierkg.workbook.format import written
from tests.browser import drawn as dossiers
from tests.browser.conftest import Visit, given, picture
from tests.browser.drawn import SEEDS, Drawn
from tests.workbook.sheets import canonical, generated

# So many times Tab is pressed before something counts as out of reach.
_REACH = 150


def reach(page: Page, target: Locator) -> None:
    """Go on by Tab until something has the focus."""
    for _ in range(_REACH):
        page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"not reached by keyboard: {target}")


def press(page: Page, target: Locator) -> None:
    """Go to a button or link by Tab, and press Enter."""
    reach(page, target)
    page.keyboard.press("Enter")


def outcomes(report: bytes) -> dict[str, str]:
    """The outcome of each requirement, of which there are some, by its id."""
    found = {one["id"]: one["outcome"] for one in json.loads(report)["verdicts"][0]["requirements"]}
    assert found
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_a_generated_workbook_is_judged_by_keyboard_as_the_charter_says(visit: Visit, seed: int) -> None:
    """From the workbook to the verdict: each requirement with the outcome that the charter's table gives it."""
    found = generated(seed)
    page = visit("/validate")
    book = given("dossier.xlsx", written(found, "xlsx", "fr")[0])
    page.set_input_files("#file", book)  # the window in which one chooses belongs to the system
    press(page, page.get_by_role("button", name="Vérifier", exact=True))
    expect(page.locator("h1")).to_contain_text("dossier.xlsx")
    with page.expect_download() as waiting:
        press(page, page.get_by_role("button", name="JSON", exact=True))
    picture(page, f"verdict-generated-{seed}")
    assert outcomes(Path(waiting.value.path()).read_bytes()) == dossiers.expected(found)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_generated_dossier_goes_through_the_form_by_keyboard(visit: Visit, seed: int) -> None:
    """From a workbook to Turtle: nothing of it is lost, and nothing added."""
    found = generated(seed)
    page = visit("/form", language="en")
    page.set_input_files("#file", given("dossier.xlsx", written(found, "xlsx", "en")[0]))
    press(page, page.locator('button[value="start|file"]'))
    expect(page.locator("[data-decision]")).to_be_visible()
    press(page, page.locator('.steps ol button[value=""]'))
    with page.expect_download() as waiting:
        press(page, page.locator('button[value="save|ttl"]'))
    said = reading.dossier(Source("a.ttl", Path(waiting.value.path()).read_bytes()))
    assert canonical(said.triples) == canonical(found.triples)


def gauge(page: Page) -> dict[int, str]:
    """How each criterion stands beside the form."""
    levels = page.locator("[data-level]")
    return {int(one.get_attribute("data-level") or 0): one.get_attribute("class") or "" for one in levels.all()}


def test_a_failing_dossier_is_put_right_by_keyboard(visit: Visit, drawn: Drawn) -> None:
    """From what fails to its field, until all eight criteria are met; the file is the dossier without its faults."""
    whole = dossiers.whole(drawn.text)
    page = visit("/form")
    page.set_input_files("#file", given("dossier.ttl", drawn.failing(*drawn.faults)))
    press(page, page.locator('button[value="start|file"]'))
    for fault in drawn.faults:
        level = page.locator(f'[data-level="{fault.criterion}"]')
        expect(level).to_have_class("failed")
        press(page, page.locator(f'.steps button[value="step|{fault.criterion}"]'))
        press(page, page.locator(".findings li", has_text=fault.row).get_by_role("button").first)
        expect(page.locator("[autofocus]")).to_be_focused()
        page.keyboard.press("Control+A")
        page.keyboard.type(fault.typed)
        press(page, page.get_by_role("button", name="Enregistrer", exact=True).last)
        expect(level).to_have_class("passed")
    assert gauge(page) == dossiers.levels(whole) == dict.fromkeys(range(1, 9), "passed")
    expect(page.locator("[data-decision]")).to_have_text(re.compile(r":\sconforme\."))
    press(page, page.locator('.steps ol button[value=""]'))
    with page.expect_download() as waiting:
        press(page, page.locator('button[value="save|ttl"]'))
    mended = reading.dossier(Source("a.ttl", Path(waiting.value.path()).read_bytes()))
    assert canonical(mended.triples) == canonical(whole.triples)


def test_a_question_is_asked_and_its_rows_taken_by_keyboard(visit: Visit) -> None:
    """From the list of questions to a CSV file with as many rows as the page shows."""
    page = visit("/queries")
    press(page, page.locator('main a[href*="/queries/CQ01"]').first)
    expect(page.locator("h1")).to_contain_text("Quels Quartiers")
    rows = page.locator("tbody tr").count()
    with page.expect_download() as waiting:
        press(page, page.get_by_role("link", name="CSV", exact=True).first)
    lines = Path(waiting.value.path()).read_text(encoding="utf-8").splitlines()
    assert len(lines) == rows + 1 > 1


def test_the_network_is_filtered_by_keyboard(visit: Visit) -> None:
    """A kind of link is left out: the address says so, and the table has only the others."""
    page = visit("/network/links")
    kind = page.get_by_label("mise en réseau")
    before = page.locator("main tbody tr").count()
    reach(page, kind)
    page.keyboard.press("n")  # a list is chosen from by the first letter: non
    press(page, page.get_by_role("button", name="Appliquer"))
    page.wait_for_url(re.compile(r"[?&][^=]+=(?:false|0|no)\b"))
    expect(kind).to_have_value(re.compile("false|0|no"))
    assert page.locator("main tbody tr").count() < before
