"""What the pages say."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from starlette.testclient import TestClient

from quartierkg.language import LANGUAGES, Text
from quartierkg.web import check_words, editor_words, reference_words, register_words, words
from quartierkg.web.notices import words as notice_words

PAGES = [
    *("/", "/sparql", "/queries", "/queries/CQ01", "/search", "/id/brume", "/ontology", "/charter/1", "/shapes/1"),
    *("/validate", "/problems", "/nothing", "/dumps", "/changes", "/dossiers", "/decisions", "/labels", "/verify"),
    *("/form", "/aide", "/aide/glossaire", "/aide/commandes"),
    *("/mentions-legales", "/confidentialite", "/accessibilite", "/aide/tutoriels/acteur"),
    *("/network", "/network/map", "/network/links", "/network/matrix", "/network/charts"),
]
# Modules beside the routes that say something.
MODULES = (
    "checked",
    "decided",
    "editor",
    "faults",
    "judge",
    "kinds",
    "questions",
    "reference",
    "registered",
    "result",
    "thing",
    "trail",
    "verifying",
)
ILLUSTRATIVE = ["/charter/2-illustrative", "/shapes/2-illustrative"]


def page(client: TestClient, path: str, language: str = "fr") -> str:
    """A page in a language."""
    text: str = client.get(path, headers={"Accept": "text/html", "Accept-Language": language}).text
    return text


class Outline(HTMLParser):
    """Collects what a well-made page must have."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.fields: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag."""
        given = dict(attrs)
        self.tags.append(tag)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "label" and given.get("for"):
            self.labelled.add(str(given["for"]))
        if tag in {"textarea", "select"} or (tag == "input" and given.get("type") == "file"):
            self.fields.add(str(given.get("id")))


@pytest.mark.parametrize("path", PAGES + ILLUSTRATIVE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_well_made(client: TestClient, path: str, language: str) -> None:
    """One main heading, landmarks, no identifier twice, and a label for every field."""
    outline = Outline()
    outline.feed(page(client, path, language))
    assert outline.tags.count("h1") == outline.tags.count("main") == 1
    assert {"header", "nav", "footer", "title"} <= set(outline.tags)
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.fields <= outline.labelled


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("document de travail de 2013", "n’est pas officiel", "Accessibilité\u00a0: non conforme")),
        ("en", ("working document of 2013", "not official", "Accessibility: not compliant")),
    ],
)
def test_every_page_says_what_it_is_not_and_leads_to_the_pages_of_the_law(
    client: TestClient, language: str, said: tuple[str, str, str]
) -> None:
    """Above all else the page says whose document this is after; below it stand the three pages and what RGAA asks."""
    for path in PAGES:
        text = page(client, path, language)
        banner, footer = (
            text[text.index('<aside class="notice"') : text.index("<header")],
            text[text.index("<footer") :],
        )
        assert all(one in banner for one in said[:2]), path
        assert said[2] in footer, path
        assert {"/mentions-legales", "/confidentialite", "/accessibilite"} <= set(re.findall('href="([^"]+)"', footer))


def test_the_home_page_says_what_this_is(client: TestClient) -> None:
    """The status of the text, the three ways in, the Quartiers with their state, and the territories."""
    home = page(client, "/")
    assert "document de travail de 2013" in home
    assert "n’est pas officiel" in home
    for address in ("/validate", "/sparql", "/charter"):
        assert f'<h3><a href="{address}">' in home
    row = re.search(r"<tr>.*?Brume.*?</tr>", home, re.DOTALL)
    assert row is not None
    assert "fictif" in row[0]
    assert "labellisé" in row[0]
    assert 'href="/id/territory/rennes"' in home


def test_a_fictional_resource_is_marked(client: TestClient) -> None:
    """The page of an invented Quartier says so twice; that of a real territory does not."""
    assert "fictif" in page(client, "/id/brume")
    assert "inventée pour l’exemple" in page(client, "/id/brume")
    assert "fictif" not in page(client, "/id/territory/rennes")


def test_what_the_data_says_is_text(client: TestClient) -> None:
    """Markup in a literal is shown, not obeyed."""
    shown = page(client, "/id/brume")
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_a_resource_leads_on(client: TestClient) -> None:
    """From a Quartier to its member, and from the member back."""
    assert 'href="/id/nuage"' in page(client, "/id/brume")
    assert 'href="/id/brume"' in page(client, "/id/nuage")


def test_the_charter_page_quotes_and_translates(client: TestClient) -> None:
    """Each of the 68 requirements stands under its anchor with the French sentence; in English, translated."""
    french, english = page(client, "/charter"), page(client, "/charter", "en")
    assert len(set(re.findall(r'<article class="requirement" id="(QN-[\w-]+)"', french))) == 68
    assert french.count("<blockquote") == english.count("<blockquote") == 68
    assert english.count('class="translation"') == 68


@pytest.mark.parametrize("path", ILLUSTRATIVE)
def test_an_illustrative_charter_is_marked(client: TestClient, path: str) -> None:
    """Above everything else the page says, in both languages, that it is invented; that of version 1 does not."""
    assert 'class="invented" role="note"' in page(client, path)
    assert "inventée pour la démonstration" in page(client, path)
    assert "invented for demonstration" in page(client, path, "en")
    assert 'class="invented" role="note"' not in page(client, path.replace("2-illustrative", "1"))


def test_the_ontology_page_anchors_every_term(client: TestClient) -> None:
    """The persistent IRI of a term leads to its entry."""
    assert 'id="Quartier"' in page(client, "/ontology")


def test_the_error_page_names_the_status(client: TestClient) -> None:
    """A browser gets a page for an error, in its language, with a way back."""
    answer = client.get("/nothing", headers={"Accept": "text/html", "Accept-Language": "en"})
    assert answer.status_code == 404
    assert "Not found" in answer.text
    assert 'href="/"' in answer.text


def test_the_error_page_helps_to_go_on(client: TestClient) -> None:
    """What was looked for can be searched; a fault of ours is tried again by a link."""
    page_ = client.get("/id/quartier/port-lumiere", headers={"Accept": "text/html"}).text
    assert 'value="port lumiere"' in page_
    assert 'href="/queries"' in page_


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_way_up_and_a_search(client: TestClient, path: str, language: str) -> None:
    """The header searches in the language of the page; below it stands where one is, save on the home page."""
    found = page(client, path, language)
    header = found[found.index("<header") : found.index("</header>")]
    assert 'action="/search"' in header
    assert (f'name="lang" value="{language}"' in header) == (language == "en" or path == "/search")
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', found, re.DOTALL)
    assert (crumbs is None) == (path == "/")
    if crumbs is not None:
        assert crumbs[0].count("aria-current") == 1
        assert re.search(r'<a href="/">', crumbs[0])


@pytest.mark.parametrize("path", ["/", "/search?q=rennes", "/queries", "/queries/CQ01", "/validate", "/dumps", "/void"])
def test_a_page_is_light(network: TestClient, path: str) -> None:
    """With its sheet, icon and script a page weighs less than 100 kB."""
    text = network.get(path, headers={"Accept": "text/html"}).text
    linked = re.findall(r'(?:<script src|<link rel="(?:stylesheet|icon)" href)="([^"]+)"', text)
    assert len(linked) >= 2
    weight = len(text.encode()) + sum(len(network.get(address).content) for address in linked)
    assert weight < 100_000


@pytest.mark.parametrize("path", ["/charter", "/shapes/1", "/ontology"])
def test_a_long_document_is_sent_light(network: TestClient, path: str) -> None:
    """What says all there is of hundreds of terms on one page is sent in less than 100 kB."""
    answer = network.get(path, headers={"Accept": "text/html", "Accept-Encoding": "zstd"})
    assert answer.headers["Content-Encoding"] == "zstd"
    assert int(answer.headers["Content-Length"]) < 100_000


def test_the_editor_offers_questions_by_theme(network: TestClient) -> None:
    """By the criterion of the charter that each is about; every stored question is offered."""
    text = page(network, "/sparql", "en")
    groups = dict(re.findall(r"<summary>(.*?) <small.*?</summary>(.*?)</details>", text, re.DOTALL))
    assert len(groups) == 9
    assert "CQ05" in next(listed for title, listed in groups.items() if title.startswith("2. "))
    offered = set(re.findall(r"example=(\w+)", text))
    assert offered == {query["id"] for query in network.get("/queries").json()["items"]}


def test_templates_hold_no_text_of_their_own() -> None:
    """Every visible string comes from the table of words, so that none can be left untranslated."""
    folder = files("quartierkg.web") / "templates"
    for template in folder.iterdir():
        source = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
        visible = re.sub(r"<[^>]*>|&nbsp;", " ", source)
        left = [word for word in re.findall(r"[^\W\d_]{2,}", visible) if word not in {"quartierkg", "https", "org"}]
        assert set(left) <= {"id", "ontology", "qn"}, f"{template.name}: {left}"


def test_every_word_is_used_and_translated() -> None:
    """No word stands in the table for nothing, and the two languages are both there."""
    folder = files("quartierkg.web")
    sources = [file.read_text(encoding="utf-8") for file in (folder / "templates").iterdir()]
    sources += [file.read_text(encoding="utf-8") for file in (folder / "routes").iterdir() if file.name.endswith(".py")]
    sources += [(folder / f"{name}.py").read_text(encoding="utf-8") for name in MODULES]
    sources.append((folder / "notices" / "pages.py").read_text(encoding="utf-8"))
    everything = "\n".join(sources)
    tables = {
        "w": words,
        "rw": register_words,
        "cw": check_words,
        "ew": editor_words,
        "fw": reference_words,
        "nw": notice_words,
    }
    for short, table in tables.items():
        for name, word in vars(table).items():
            if isinstance(word, Text):
                assert word.fr, name
                assert word.en, name
                assert re.search(rf"\b(?:{short}|{table.__name__.rpartition('.')[2]}|words)\.{name}\b", everything), (
                    f"{name} is never shown"
                )


def test_a_long_list_has_a_page_that_says_what_it_leaves_out(client: TestClient) -> None:
    """A list of three thousand items is shown from its beginning, in its order; the data hold all of it."""
    shown = page(client, "/id/liste", "en")
    assert "not shown: 2800" in shown
    assert "The page shows the beginning" in shown
    assert shown.index("<span>6,002</span>") < shown.index("<span>6,010</span>")
    data = client.get("/id/liste", headers={"Accept": "application/n-triples"}).text
    assert data.count("rdf-syntax-ns#first>") == 3_000


@pytest.mark.parametrize(
    "path",
    ["/", "/queries", "/queries/CQ01", "/charter", "/charter/1", "/dumps", "/graph/network", "/search", "/ontology",
     "/sparql", "/validate", "/problems", "/fair-use", "/context.jsonld", "/catalogue", "/void",
     "/dossiers", "/decisions", "/labels", "/verify", "/aide", "/aide/glossaire",
     "/aide/commandes", "/mentions-legales", "/confidentialite", "/accessibilite"],
)  # fmt: skip
def test_every_page_says_what_it_is_in_its_head(network: TestClient, path: str) -> None:
    """One description, in the language of the page: what search engines show below its title."""
    said = []
    for language in ("fr", "en"):
        text = network.get(path, params={"lang": language}, headers={"Accept": "text/html"}).text
        (found,) = re.findall(r'<meta name="description" content="([^"]+)">', text)
        said.append(found)
    assert said[0] != said[1]


@pytest.mark.parametrize("language", ["", "&lang=fr", "&lang=en"])
def test_the_same_without_a_language_is_asked_for_the_same(network: TestClient, language: str) -> None:
    """What a reader asked for stands in the address for every language and for none, and is the same answer."""
    asked = "state=all&limit=3&state=all"
    text = page(network, f"/queries/CQ01?{asked}{language}")
    found = {code: address for address, code in re.findall(r'<link[^>]*href="([^"]*)" hreflang="([^"]*)"', text)}
    kept = "/queries/CQ01?" + asked.replace("&", "&amp;")
    assert found == {"fr": f"{kept}&amp;lang=fr", "en": f"{kept}&amp;lang=en", "x-default": kept}
    plain = page(network, "/queries/CQ01" + language.replace("&", "?"))
    assert '<link rel="alternate" href="/queries/CQ01" hreflang="x-default">' in plain
