"""``/ontology`` and ``/shapes`` as documentation: every term has its place, and every link leads somewhere."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from quartierkg.language import LANGUAGES
from quartierkg.terms import ONTOLOGY, SHAPES
from quartierkg.web import reference

HTML = {"Accept": "text/html"}


def page(client: TestClient, path: str, language: str = "fr") -> str:
    """A page, as a browser gets it."""
    answer = client.get(path, headers={**HTML, "Accept-Language": language})
    assert answer.status_code == 200
    text: str = answer.text
    return text


def anchors(text: str) -> set[str]:
    """The places of a page."""
    return set(re.findall(r'\bid="([^"]+)"', text))


def entry(text: str, name: str) -> str:
    """What a page says of one term."""
    return text.partition(f'<article class="term" id="{name}">')[2].partition("</article>")[0]


@pytest.mark.parametrize(("path", "namespace"), [("/ontology", ONTOLOGY), ("/shapes/1", f"{SHAPES}1#")])
def test_the_address_of_every_term_leads_to_its_place(network: TestClient, path: str, namespace: str) -> None:
    """Whatever the Turtle of the same address describes has an anchor that is its local name."""
    turtle = network.get(path, headers={"Accept": "text/turtle"}).content
    subjects = {str(quad.subject)[1:-1] for quad in parse(turtle, format=RdfFormat.TURTLE)}
    described = {iri.removeprefix(namespace) for iri in subjects if iri.startswith(namespace)}
    assert len(described) > 400
    # What a file says of its profile or gate is no shape.
    missing = described - anchors(page(network, path))
    assert [name for name in missing if not name.startswith(("profile-", "gate-"))] == []


@pytest.mark.parametrize("path", ["/ontology", "/shapes/1"])
def test_every_link_leads_somewhere(network: TestClient, path: str) -> None:
    """Places on the page itself, places on the other page, questions: all of them are there."""
    texts = {address: page(network, address) for address in ("/ontology", "/shapes/1", "/charter/1")}
    places = {address: anchors(text) for address, text in texts.items()}
    questions = {item["id"] for item in network.get("/queries", headers={"Accept": "application/json"}).json()["items"]}
    for link in set(
        re.findall(r'<a [^>]*\bhref="((?:#|/ontology#|/shapes/1#|/charter/1#|/queries/)[^"]*)"', texts[path])
    ):
        found = urlsplit(link)
        if found.path.startswith("/queries/"):
            assert found.path.removeprefix("/queries/") in questions
        else:
            assert found.fragment in places[found.path or path], link


def test_a_term_tells_all_that_uses_it(network: TestClient) -> None:
    """Minutes of access: the unit, an example that is marked, a question that asks for them, a shape with a limit."""
    found = entry(page(network, "/ontology", "en"), "minutes")
    for wanted in (
        "unit:MIN",
        '<span class="fictional">',
        'href="/queries/CQ06"',
        "/shapes/1#C1-02-failed",
    ):
        assert wanted in found
    assert "Un dossier" not in found


def test_a_real_example_is_not_marked(network: TestClient) -> None:
    """A territory is real, and its entry shows real ones first."""
    first = entry(page(network, "/ontology"), "Territory").partition("<li>")[2].partition("</li>")[0]
    assert "/id/territory/" in first
    assert "fictif" not in first


def test_a_shape_shows_its_requirement_its_threshold_and_its_examples(network: TestClient) -> None:
    """Sentence above, threshold and both dossiers below; the terms lead to the ontology."""
    text = page(network, "/shapes/1")
    found = entry(text, "C1-03-failed")
    for wanted in ("moins de 30", "fails-criterion-1.ttl", "24\u00a0min", "45\u00a0min", 'href="/ontology#minutes"'):
        assert wanted in found
    assert text.index('id="page-QN-C1-03"') < text.index('id="C1-03-failed"') < text.index('id="page-QN-C1-04"')


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_diagram_stands_in_the_page_with_its_words(network: TestClient, language: str) -> None:
    """As a drawing that is named, and as a list of the same, in either language."""
    text = page(network, "/ontology", language)
    word = {"fr": "porte sur", "en": "concerns"}[language]
    drawing = text.partition("<main")[2].partition("<svg")[2].partition("</svg>")[0]
    listed = text.partition('<details class="alternative">')[2].partition("</details>")[0]
    assert 'aria-labelledby="page-drawing-title page-drawing-description"' in drawing
    assert f">{word}<" in drawing
    assert f">{word}<" in listed
    assert "style=" not in text


def test_a_reading_and_a_gate_are_chosen_by_the_address(network: TestClient) -> None:
    """The strict reading asks for more, and the page leads to each of the four."""
    mild, strict = page(network, "/shapes/1"), page(network, "/shapes/1?profile=strict&gate=label")
    assert entry(mild, "C2-03-failed") != entry(strict, "C2-03-failed")
    for choice in ("profile=charter&amp;gate=application", "profile=strict&amp;gate=label"):
        assert f'href="/shapes/1?{choice}"' in mild


def test_links_keep_a_language_that_was_asked_for(network: TestClient) -> None:
    """Whoever asked by the address goes on in that language, in the part that is kept as well."""
    assert 'href="/shapes/1?lang=en#C1-01-failed"' in page(network, "/charter/1?lang=en")
    assert 'href="/shapes/1#C1-01-failed"' in page(network, "/charter/1", "en")


def test_it_is_made_once_for_each_revision(network: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks next in the same language gets what is kept; the store is not read again."""
    first = page(network, "/ontology")
    monkeypatch.setattr(reference, "entries", None)
    again = network.get("/ontology", headers={"Accept": "text/html, */*;q=0.1", "Accept-Language": "fr"})
    assert again.text == first
