"""The query editor, as somebody uses it."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, picture, violations

COUNTS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"


def write(page: Page, text: str) -> None:
    """Put a text in place of that of the editor."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def run(page: Page, text: str) -> None:
    """Write a query, and run it by the keyboard."""
    write(page, text)
    page.keyboard.press("Control+Enter")


def said(page: Page) -> str:
    """What the editor holds."""
    lines: list[str] = page.locator(".cm-line").all_inner_texts()
    return "\n".join(lines)


def test_a_query_is_written_with_help_corrected_and_answered(visit: Visit) -> None:
    """Terms are proposed by what they are called; a mistake is shown at its place with its way out; then rows come."""
    page = visit("/sparql")
    write(page, "SELECT ?q ?n { ?q a ")
    page.keyboard.type("numer")
    option = page.locator(".cm-tooltip-autocomplete li[aria-selected=true]")
    expect(option).to_contain_text("qn:Quartier")
    expect(option).to_contain_text("Quartier Numérique")
    picture(page, "editor-proposals")
    assert violations(page) == []
    page.keyboard.press("Enter")
    assert said(page).startswith("PREFIX qn: <https://w3id.org/quartierkg/ontology#>\nSELECT")
    page.keyboard.insert_text(" ; rdfs:label ?n } ORDER BY ?n")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answer [role=alert]")).to_contain_text("ligne 2")
    expect(page.locator(".cm-lintRange-error")).to_have_text("rdfs:label")
    picture(page, "editor-mistake")
    page.locator("#answer").get_by_role("button", name="Déclarer le préfixe rdfs:").click()
    assert "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>" in said(page)
    page.get_by_role("button", name="Exécuter").click()
    expect(page.locator("#answer tbody tr").first).to_be_visible()
    expect(page.locator("[data-status]")).to_contain_text("évaluée en")
    expect(page.locator("[data-status]")).to_contain_text("limite : 10 s")
    assert page.locator("#answer [role=alert]").count() == 0


def test_an_answer_is_drawn_taken_away_and_found_again(visit: Visit, tmp_path: Path) -> None:
    """Rows with numbers have a chart, every answer a file; the query is in the address and among the recent ones."""
    page = visit("/sparql", language="en")
    run(page, COUNTS)
    page.get_by_role("link", name="Chart", exact=True).click()
    expect(page.get_by_role("img", name="Bar chart: n")).to_be_visible()
    rows = page.locator("#answer tbody tr").count()
    assert page.locator("svg.bars rect").count() == rows >= 5
    picture(page, "editor-chart")
    with page.expect_download() as download:
        page.locator("#answer").get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "found.csv")
    assert len((tmp_path / "found.csv").read_text(encoding="utf-8").splitlines()) == rows + 1
    page.get_by_role("link", name="Raw", exact=True).click()
    expect(page.locator("#answer pre")).to_be_visible()
    found = json.loads(page.locator("#answer pre").inner_text())
    assert len(found["results"]["bindings"]) == rows
    page.reload()
    expect(page.locator("#answer pre")).to_be_visible()
    assert said(page) == COUNTS
    write(page, "ASK {}")
    page.get_by_text("Recent queries").click()
    page.locator("[data-history] li button").first.click()
    assert said(page) == COUNTS


def test_a_query_that_is_too_long_for_an_address_is_asked_all_the_same(visit: Visit) -> None:
    """By POST, where a server in between refuses the address; such an answer has none, and no views to choose by it."""
    page = visit("/sparql")
    page.route("**/sparql?*", lambda route: route.fulfill(status=414))
    run(page, "SELECT ?s { ?s ?p ?o } LIMIT 3")
    expect(page.locator("#answer tbody tr")).to_have_count(3)
    assert page.url.endswith("/sparql")
    assert page.locator("a[data-view]").count() == 0


def test_a_term_says_what_it_is_called(visit: Visit) -> None:
    """Beside a term of a query stands its name in the reader's language, and how often it is used."""
    page = visit("/sparql", language="en")
    write(page, "qn:state")
    page.locator(".cm-line").hover(position={"x": 30, "y": 10})
    expect(page.locator(".cm-meaning")).to_contain_text("state – property, used")


def test_a_refusal_is_explained(visit: Visit) -> None:
    """What the guard does not admit is told in words, with the limit, a way out, and where all limits are."""
    page = visit("/sparql")
    run(page, "SELECT * { " + "?s ?p ?o . " * 130 + "}")
    box = page.locator("#answer [role=alert]")
    expect(box).to_contain_text("la limite est de 120")
    expect(box).to_contain_text("/dumps")
    expect(box.get_by_role("link")).to_have_attribute("href", "/fair-use?lang=fr")
    run(page, "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    expect(box).to_contain_text("n’interroge aucun autre serveur")
    expect(page.locator(".cm-lintRange-error")).to_have_text("SERVICE")


def test_a_change_of_language_keeps_what_is_asked_and_what_is_typed(visit: Visit) -> None:
    """The question of the address stays in the address; what was typed since stays in the tab."""
    page = visit("/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D")
    expect(page.locator(".said")).to_have_text("Oui")
    page.get_by_role("link", name="English").click()
    expect(page.locator(".said")).to_have_text("Yes")
    assert said(page) == "ASK { ?s ?p ?o }"
    page.goto(page.url.partition("?")[0])
    write(page, "ASK {}")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Query the network")
    assert said(page) == "ASK {}"


def test_the_editor_needs_no_mouse(visit: Visit) -> None:
    """By the keyboard alone: past the header, into the field, out of it, and on to the answer."""
    page = visit("/sparql")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(3):  # the breadcrumb stands before the field
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.shadowRoot?.activeElement?.className.includes('cm-content') ?? false"):
            break
    else:
        raise AssertionError("the field is not reached")
    page.keyboard.press("Control+A")
    page.keyboard.type("ASK {")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said")).to_have_text("Oui")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Exécuter")).to_be_focused()


def test_without_scripts_the_form_does_it(visit: Visit) -> None:
    """The field, the answer and its views are there; nothing says that there would be more."""
    page = visit("/sparql", java_script_enabled=False)
    page.locator("textarea").fill(COUNTS)
    page.get_by_role("button", name="Exécuter").click()
    page.get_by_role("link", name="Graphique", exact=True).click()
    expect(page.locator("svg.bars")).to_be_visible()
    assert page.get_by_role("button", name="Copier le lien").count() == 0
