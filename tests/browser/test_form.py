"""The form in a browser: from a dossier to Turtle, a boundary drawn, by keyboard alone, and what is kept."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from quartierkg.intake.dossier import Dossier
from quartierkg.terms import term
from tests.browser.conftest import CONTRAST, Visit, given, picture, violations
from tests.browser.drawn import Drawn, levels, whole
from tests.charter.oracle import LIMIT
from tests.workbook.sheets import canonical


def go(page: Page, action: str) -> None:
    """Press the button that leads somewhere."""
    page.locator(f'button[name="go"][value="{action}"]').first.click()
    page.wait_for_load_state()


def begin(page: Page, text: str) -> None:
    """Open a dossier, where one begins."""
    page.set_input_files("#file", given("dossier.ttl", text))
    page.locator('button[value="start|file"]').click()
    expect(page.locator("[data-decision]")).to_be_visible()


def downloaded(page: Page) -> Dossier:
    """The dossier as its file has it."""
    with page.expect_download() as waiting:
        page.locator('button[value="save|ttl"]').click()
    return whole(waiting.value.path().read_text(encoding="utf-8"))


def test_a_dossier_is_filled_in_and_downloaded(visit: Visit, drawn: Drawn) -> None:
    """The gauge follows what is typed; the language changes without losing it; nothing complains."""
    lacking = drawn.lacking("aeroport", " , d:aeroport")
    assert levels(whole(lacking))[1] == "notStated"
    page = visit("/form")
    begin(page, lacking)
    first = page.locator('[data-level="1"]')
    expect(first).to_have_class("notStated")
    go(page, "step|1")
    go(page, "add|qn:AccessMeasure")
    page.get_by_label("destination").select_option(label="aéroport")
    minutes = page.get_by_label("durée")
    minutes.fill("vite")
    expect(page.locator(".fault")).to_contain_text("n’est pas un nombre")
    limit = int(LIMIT["QN-C1-03"])
    minutes.fill(str(limit))
    expect(page.locator(".fault")).to_have_count(0)
    expect(first).to_have_class("failed")
    minutes.fill(str(limit - 1))
    expect(first).to_have_class("passed")
    page.get_by_role("navigation", name="Langue").get_by_role("button", name="English").click()
    expect(page.get_by_label("minutes").first).to_have_value(str(limit - 1))
    go(page, "")
    found = downloaded(page)
    assert levels(found) == dict.fromkeys(range(1, 9), "passed")
    assert canonical(whole(lacking).triples) < canonical(found.triples)


def test_a_boundary_is_drawn_and_written_as_text(visit: Visit, drawn: Drawn) -> None:
    """By pointer: three corners, one of them moved; what is pasted is shown, and the criterion is met."""
    page = visit("/form")
    begin(page, drawn.lacking("perimetre", " geo:hasGeometry d:perimetre ;"))
    expect(page.locator('[data-level="1"]')).to_have_class("notStated")
    go(page, "step|1")
    area, map_ = page.locator("[data-outline]"), page.get_by_role("application")
    for x, y in ((200, 100), (320, 100), (260, 200)):
        map_.click(position={"x": x, "y": y})
    expect(area).to_have_value(re.compile(r"^POLYGON \(\((?:-?[\d.]+ -?[\d.]+(?:, )?){4}\)\)$"))
    before = area.input_value()
    corner = map_.get_by_role("button", name="Sommet 3")
    corner.scroll_into_view_if_needed()
    box = corner.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 40, steps=4)
    page.mouse.up()
    assert area.input_value() != before
    picture(page, "form-map")
    area.fill('{"type": "Polygon", "coordinates": [[[2, 48], [2.5, 48], [2.5, 48.5], [2, 48]]]}')
    expect(map_.get_by_role("button")).to_have_count(3)
    go(page, "")
    expect(page.locator('[data-level="1"]')).to_have_class("passed")
    outlines = [one.object for one in downloaded(page).triples if one.predicate == term("geo:asWKT")]
    assert [getattr(one, "value", "") for one in outlines] == ["POLYGON ((2 48, 2.5 48, 2.5 48.5, 2 48))"]


def test_everything_is_done_by_keyboard(visit: Visit, drawn: Drawn) -> None:
    """A dossier is opened, a boundary drawn and saved, with no pointer."""
    page = visit("/form")
    page.set_input_files("#file", given("d.ttl", drawn.lacking("perimetre", " geo:hasGeometry d:perimetre ;")))
    page.locator('button[value="start|file"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-decision]")).to_be_visible()
    page.locator('.steps button[value="step|1"]').focus()
    page.keyboard.press("Enter")
    page.get_by_role("application").focus()
    for keys in (("Enter",), ("ArrowRight",) * 5 + ("Enter",), ("ArrowDown",) * 5 + ("Enter",)):
        for key in keys:
            page.keyboard.press(key)
    area = page.locator("[data-outline]")
    expect(area).to_have_value(re.compile("^POLYGON"))
    first = area.input_value()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    assert area.input_value() != first
    page.keyboard.press("Delete")
    expect(area).to_have_value(re.compile("^LINESTRING"))
    page.locator('.sheet button[value="stay"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-outline]")).to_have_value(re.compile("^LINESTRING"))


def titled(page: Page, title: str) -> None:
    """Type a title, and wait until the browser keeps it."""
    page.get_by_label("titre").first.fill(title)
    for _ in range(50):
        if title in (page.evaluate("() => localStorage.getItem('quartierkg.drafts')") or ""):
            return
        page.wait_for_timeout(100)
    raise AssertionError(title)


def test_what_one_types_is_kept_in_this_browser(visit: Visit, host: str, drawn: Drawn) -> None:
    """Whoever leaves finds all of it where one begins; deleted, it is gone."""
    page = visit("/form")
    begin(page, drawn.text)
    go(page, "step|0")
    titled(page, "Un dossier en cours")
    page.goto(f"{host}/form")
    page.reload()
    page.locator("[data-drafts]").get_by_role("button", name="Reprendre").click()
    go(page, "")
    kept = drawn.without((f'"Dossier {drawn.name}"', '"Un dossier en cours"'))
    assert canonical(downloaded(page).triples) == canonical(whole(kept).triples)
    page.goto(f"{host}/form")
    page.locator("[data-drafts]").get_by_role("button", name="Effacer").click()
    expect(page.locator("[data-drafts]")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('quartierkg.drafts')") == "[]"


def test_a_second_dossier_of_one_name_does_not_take_the_place_of_the_first(
    visit: Visit, host: str, drawn: Drawn
) -> None:
    """Whoever begins once more, for not having seen that one could go on, loses nothing."""
    page = visit("/form")
    for title in ("Le premier", "Le second"):
        page.goto(f"{host}/form")
        begin(page, drawn.text)
        go(page, "step|0")
        titled(page, title)
    page.goto(f"{host}/form")
    drafts = page.locator("[data-drafts] li")
    expect(drafts).to_have_count(2)
    drafts.filter(has_text="Le premier").get_by_role("button", name="Reprendre").click()
    go(page, "step|0")
    titled(page, "Le premier, suite")
    page.goto(f"{host}/form")
    expect(drafts).to_have_count(2)


def test_axe_finds_nothing_and_nothing_is_cut_off(visit: Visit) -> None:
    """Each kind of page of the example, light and dark, and in a window of 320 pixels."""
    page = visit("/form", viewport={"width": 320, "height": 800})
    page.get_by_role("button", name="Ouvrir l’exemple").click()
    for action in ("", "step|0", "step|1", "step|4", "add|qn:Participation", "check"):
        page.locator('.steps ol button[value=""]').click()
        if action.startswith("add"):
            go(page, "step|4")
        if action:
            go(page, action)
        expect(page.locator("[data-decision]")).to_contain_text("Le dossier")
        past = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert past <= 0, action
        picture(page, f"form-{re.sub(r'[^a-z0-9]', '-', action.lower())}")
        assert violations(page) == [], action
        page.emulate_media(color_scheme="dark")
        assert violations(page, CONTRAST) == [], action
        page.emulate_media(color_scheme="light")


def test_the_form_works_without_scripts(visit: Visit, drawn: Drawn) -> None:
    """A fault is found, put right, saved, and shown again."""
    fault = drawn.fault(1)
    page = visit("/form", java_script_enabled=False)
    begin(page, drawn.failing(fault))
    go(page, "step|1")
    page.locator(".findings li", has_text=fault.row).get_by_role("button").first.click()
    page.get_by_label("durée").fill(fault.typed)
    page.keyboard.press("Enter")
    expect(page.locator('[data-level="1"]')).to_have_class("passed")
    expect(page.get_by_label("durée")).to_have_value(fault.typed)
    go(page, "")
    page.locator("summary", has_text="en Turtle").click()
    shown = page.get_by_label("Le dossier, en Turtle").input_value()
    assert canonical(whole(shown).triples) == canonical(whole(drawn.text).triples)
