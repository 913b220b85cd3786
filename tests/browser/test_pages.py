"""Every kind of page in a browser: nobody is shut out, nothing is cut off, and choices last."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from quartierkg.language import LANGUAGES
from tests.browser.conftest import CONTRAST, Visit, picture, violations
from tests.samples import extent

COUNTS = quote("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
# Each with the name of its picture.
PAGES = {
    "home": "/",
    "search": "/search?q=rennes",
    "questions": "/queries",
    "question": "/queries/CQ01",
    "quartier": "/id/quartier/port-lumiere.html",
    "editor": "/sparql",
    "answer": f"/sparql?query={quote('SELECT * { ?s ?p ?o } LIMIT 5')}",
    "chart": f"/sparql?query={COUNTS}&view=chart",
    "refused": "/sparql?query=SELECT",
    "map": "/network/map",
    "links": "/network/links",
    "matrix": "/network/matrix",
    "charts": "/network/charts",
    "register": "/dossiers",
    "form": "/form",
    "validate": "/validate",
    "tour": "/aide",
    "files": "/dumps",
    "fair-use": "/fair-use",
    "privacy": "/confidentialite",
    "not-there": "/id/quartier/nowhere",
}
# Long documents, which axe reads for seconds, and more of the same templates.
MORE = {
    "tutorial": "/aide/tutoriels/recherche",
    "legal": "/mentions-legales",
    "accessibility": "/accessibilite",
    "glossary": "/aide/glossaire",
    "glossary-letter": "/aide/glossaire/a",
    "commands": "/aide/commandes",
    "network": "/network",
    "decisions": "/decisions",
    "labels": "/labels",
    "verify": "/verify",
    "catalogue": "/catalogue",
    "charter": "/charter",
    "ontology": "/ontology",
    "shapes": "/shapes/1",
    "void": "/void",
    "nothing-found": "/search?q=zzzz",
    "territory": "/id/territory/rennes.html",
    "changes": "/changes",
    "problems": "/problems",
    "context": "/context.jsonld",
}
SEEN = extent(PAGES | MORE, PAGES, {name: PAGES[name] for name in ("home", "question", "quartier", "editor")})
"""A clone looks at a page of each kind; CI at all that people use."""
_WIDTHS = (320, 640)
# Drawings whose elements are named, or that stand beside what says the same and are kept from readers of screens.
_MUTE = """() => [...document.querySelectorAll("img, svg, canvas, picture, object, embed")].filter(one => {
  if (one.closest("[aria-hidden=true]")) return false;
  if (one.tagName === "IMG") return !one.hasAttribute("alt");
  const by = (one.getAttribute("aria-labelledby") ?? "").split(" ").map(id => id && document.getElementById(id));
  const named = one.getAttribute("aria-label") || by.some(other => other?.textContent.trim());
  return !(["img", "group", "application"].includes(one.getAttribute("role")) && named);
}).map(one => "no words: " + one.outerHTML.slice(0, 200))"""


def looked_at(page: Page, name: str) -> list[str]:
    """What axe finds in both themes, of which pictures are left, and which drawings say nothing in words."""
    picture(page, f"{name}-light")
    mute: list[str] = page.evaluate(_MUTE)
    found = violations(page) + mute
    page.emulate_media(color_scheme="dark")
    picture(page, f"{name}-dark")
    return found + violations(page, CONTRAST)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(visit: Visit, host: str, language: str) -> None:
    """Of the pages that people use, in both languages and both themes."""
    page = visit("/", language=language)
    found = {}
    for name, address in SEEN.items():
        page.emulate_media(color_scheme="light")
        page.goto(host + address)
        if address.startswith("/sparql"):
            page.locator(".cm-content").wait_for()
        assert page.locator("html").get_attribute("lang") == language
        found[name] = looked_at(page, f"{name}-{language}")
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize("width", _WIDTHS)
def test_nothing_is_cut_off_when_it_is_enlarged(visit: Visit, host: str, width: int) -> None:
    """A window of 1,280 pixels at 200 % and 400 % (WCAG 2.2, 1.4.4 and 1.4.10) is read without scrolling sideways."""
    page = visit("/", viewport={"width": width, "height": 1600}, device_scale_factor=2)
    wide = {}
    for name, address in SEEN.items():
        page.goto(host + address)
        past = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if past > 0:
            wide[name] = past
        if width == min(_WIDTHS):
            picture(page, f"{name}-{width}")
    assert wide == {}


def test_the_theme_is_chosen_and_kept(visit: Visit, host: str) -> None:
    """The switch shows and changes what holds, here and on the next page; who goes back follows the system again."""
    page = visit("/")
    button = page.get_by_role("button", name="Thème sombre")
    expect(button).to_have_attribute("aria-pressed", "false")
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert dark != light
    page.goto(f"{host}/charter")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark
    expect(page.locator("[data-theme-switch]")).to_have_attribute("aria-pressed", "true")
    page.locator("[data-theme-switch]").click()
    page.goto(host)
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == light
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark


def test_every_page_searches_and_says_where_it_is(visit: Visit) -> None:
    """The box in the header leads to what is found; the language of the page stays."""
    page = visit("/charter?lang=en")
    expect(page.get_by_role("navigation", name="Breadcrumbs")).to_contain_text("Home")
    page.get_by_role("search", name="Search the site").get_by_role("searchbox").fill("Rennes")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Search")
    expect(page.locator(".hits li").first).to_contain_text("Rennes")


def test_a_page_is_printed_without_what_is_clicked(visit: Visit) -> None:
    """On paper stand what the site is not, its name and what the page says."""
    page = visit("/id/quartier/port-lumiere.html", theme="dark")
    page.emulate_media(media="print")
    for shown in (".notice", ".name", "h1"):
        expect(page.locator(shown)).to_be_visible()
    for hidden in (".top nav.main", ".find", ".crumbs"):
        expect(page.locator(hidden)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_the_day_of_a_picture_is_slid_to(visit: Visit) -> None:
    """By keyboard: back to the month of the charter, and the field says so; what is typed moves the slider."""
    page = visit("/network/links")
    slider, day = page.get_by_role("slider"), page.get_by_label("au jour", exact=True)
    today = day.input_value()
    slider.press("Home")
    expect(day).to_have_value("2013-01-01")
    expect(slider).to_have_attribute("aria-valuetext", "1 janvier 2013")
    slider.press("ArrowRight")
    expect(day).to_have_value("2013-02-01")
    slider.press("End")
    expect(day).to_have_value(today)
    day.fill("2014-03-15")
    expect(slider).to_have_value("14")
    page.get_by_role("button", name="Appliquer").click()
    page.wait_for_url("**asOf=2014-03-15**")
    expect(slider).to_have_value("14")
