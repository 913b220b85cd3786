"""Whole ways by the keyboard alone, half of them with a dossier that the generator of fictional networks makes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from quartierkg.intake.source import Source
from quartierkg.workbook import reading
from quartierkg.workbook.format import written
from tests.browser.conftest import Visit, picture
from tests.samples import LONG
from tests.workbook.sheets import canonical, generated

SEEDS = (5, 11, 23) if LONG else (5,)
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
def test_a_generated_workbook_is_judged_by_keyboard_as_the_command_line_does(
    visit: Visit, tmp_path: Path, seed: int
) -> None:
    """From the workbook to the verdict: each requirement with the outcome that the command line gives the file."""
    book = tmp_path / "dossier.xlsx"
    book.write_bytes(written(generated(seed), "xlsx", "fr")[0])
    page = visit("/validate")
    page.set_input_files("#file", book)  # the window in which one chooses belongs to the system
    press(page, page.get_by_role("button", name="Vérifier", exact=True))
    expect(page.locator("h1")).to_contain_text("dossier.xlsx")
    with page.expect_download() as waiting:
        press(page, page.get_by_role("button", name="JSON", exact=True))
    picture(page, f"verdict-generated-{seed}")
    command = [sys.executable, "-m", "quartierkg", "validate", "--format", "json", str(book)]
    told = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert outcomes(Path(waiting.value.path()).read_bytes()) == outcomes(told.stdout)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_generated_dossier_goes_through_the_form_by_keyboard(visit: Visit, tmp_path: Path, seed: int) -> None:
    """From a workbook to Turtle: nothing of it is lost, and nothing added."""
    found = generated(seed)
    book = tmp_path / "dossier.xlsx"
    book.write_bytes(written(found, "xlsx", "en")[0])
    page = visit("/form", language="en")
    page.set_input_files("#file", book)
    press(page, page.locator('button[value="start|file"]'))
    expect(page.locator("[data-decision]")).to_be_visible()
    press(page, page.locator('.steps ol button[value=""]'))
    with page.expect_download() as waiting:
        press(page, page.locator('button[value="save|ttl"]'))
    said = reading.dossier(Source("a.ttl", Path(waiting.value.path()).read_bytes()))
    assert canonical(said.triples) == canonical(found.triples)


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
