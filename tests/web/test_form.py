"""``/form`` over HTTP, as a browser without scripts fills it in."""

from __future__ import annotations

import html
import io
import re
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import pytest
from pyoxigraph import Literal
from starlette.testclient import TestClient

from quartierkg.filling import state
from quartierkg.form import bundled
from quartierkg.intake.source import Source
from quartierkg.language import LANGUAGES, Text
from quartierkg.terms import term
from quartierkg.web.form import words
from tests.filling.pages import HEAD
from tests.samples import BASE
from tests.workbook.sheets import canonical

KILOBYTE = 1000
LARGEST = 100 * KILOBYTE
FIELD = re.compile(r'<form id="filling".*?</form>', re.DOTALL)


class Page(HTMLParser):
    """The fields of the form of a page with what they hold, as a browser sends them (HTML, 4.10.22.4)."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: list[tuple[str, str]] = []
        self.lists: set[str] = set()
        self.proposed: set[str] = set()
        self._area: str | None = None
        self._choice: str | None = None
        self._text = ""
        found = FIELD.search(text)
        self.feed(found[0] if found else "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a field."""
        given = dict(attrs)
        name = given.get("name")
        name = name.removesuffix("[]") if name else None
        if tag == "input" and name:
            self.fields.append((name, given.get("value") or ""))
            self.proposed |= {str(given["list"])} if "list" in given else set()
        elif tag == "datalist":
            self.lists.add(str(given["id"]))
        elif tag in ("textarea", "select") and name:
            self._area, self._choice, self._text = (name, None, "") if tag == "textarea" else (None, name, "")
        elif tag == "option" and self._choice and "selected" in given:
            self._text = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        """Take note of a text."""
        self._text += data if self._area else ""

    def handle_endtag(self, tag: str) -> None:
        """A field ends."""
        if tag == "textarea" and self._area:
            self.fields.append((self._area, self._text.removeprefix("\n").replace("\n", "\r\n")))
            self._area = None
        elif tag == "select" and self._choice:
            self.fields.append((self._choice, self._text))
            self._choice = None

    @property
    def state(self) -> str:
        """The dossier that it holds."""
        return dict(self.fields)["state"]


def send(client: TestClient, fields: list[tuple[str, str]], path: str = "/form", language: str = "fr") -> Any:
    """The answer to a form that is sent as pages send theirs."""
    headers = {"Accept-Language": language, "Accept": "text/html, */*;q=0.1"}
    return client.post(path, files=[(name, (None, said)) for name, said in fields], headers=headers)


def example(client: TestClient) -> list[tuple[str, str]]:
    """The fields of the overview of the example."""
    return Page(send(client, [("go", "start|example")]).text).fields


def changed(fields: list[tuple[str, str]], **said: str) -> list[tuple[str, str]]:
    """The fields with some of them changed, by the end of their names."""
    found = []
    for name, old in fields:
        new = next((text for end, text in said.items() if name.strip("|").endswith(end)), None)
        found.append((name, old if new is None or not name.startswith("v|") else new))
    return found


def graph(text: str) -> frozenset[str]:
    """The graph of a text."""
    return canonical(state.read(bundled(), Source("a.ttl", text.encode())).triples)


def test_the_example_walks_through_every_step_unchanged(network: TestClient) -> None:
    """Each page saved as it came; each below a hundred kilobytes; the names that fields propose are there."""
    fields = example(network)
    for go in (*(f"step|{number}" for number in range(9)), "thing|vigie", "check", ""):
        answer = send(network, [*fields, ("go", go)])
        assert answer.status_code == 200
        assert len(answer.content) < LARGEST, go
        page = Page(answer.text)
        assert page.proposed <= page.lists
        fields = page.fields
    assert graph(dict(fields)["state"]) == graph(BASE.read_text(encoding="utf-8"))


def test_a_dossier_from_nothing_to_turtle_without_scripts(network: TestClient) -> None:
    """A name, an actor with two roles, a boundary pasted as GeoJSON, and the file."""
    outline = '{"type": "Polygon", "coordinates": [[[2.0, 48.0], [2.5, 48.0], [2.5, 48.5], [2.0, 48.0]]]}'
    page = Page(send(network, [("go", "start|empty"), ("name", "Halle aux vents")]).text)
    assert len(graph(page.state)) == 4
    page = Page(send(network, [*page.fields, ("go", "step|1")]).text)
    page = Page(send(network, [*changed(page.fields, **{"geo:asWKT": outline}), ("go", "add|foaf:Agent")]).text)
    page = Page(send(network, [*changed(page.fields, **{"rdfs:label|fr": "Vigie"}), ("go", "stay")]).text)
    for role in ("qn:TechChampion", "qn:Incubator"):
        page = Page(send(network, [*page.fields, ("go", "add|qn:Participation|org:member|agent/vigie")]).text)
        assert ("v|+qn:Participation|org:member|", "Vigie") in page.fields
        page = Page(send(network, [*changed(page.fields, **{"org:role": role}), ("go", "thing|agent/vigie")]).text)
    answer = send(network, [*page.fields, ("go", "save|ttl")])
    assert answer.headers["Content-Type"].startswith("text/turtle")
    assert "attachment" in answer.headers["Content-Disposition"]
    found = state.read(bundled(), Source("a.ttl", answer.content))
    roles = [triple.object for triple in found.triples if triple.predicate == term("org:role")]
    assert roles == [term("qn:TechChampion"), term("qn:Incubator")]
    assert Literal("POLYGON ((2.0 48.0, 2.5 48.0, 2.5 48.5, 2.0 48.0))", datatype=term("geo:wktLiteral")) in {
        triple.object for triple in found.triples
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bad_answer_is_beside_its_field_as_it_was_typed(network: TestClient, language: str) -> None:
    """In the language of the page; the dossier is as before."""
    fields = example(network)
    page = Page(send(network, [*fields, ("go", "add|qn:AccessMeasure")]).text)
    sent = changed(page.fields, **{"qn:minutes": "une demi-heure"})
    answer = send(network, [*sent, ("go", "step|2")], language=language)
    said = {"fr": "« une demi-heure » n’est pas un nombre.", "en": "“une demi-heure” is not a number."}[language]
    assert answer.status_code == 200
    assert said.replace("« ", "«\u00a0").replace(" »", "\u00a0»") in html.unescape(answer.text)
    again = Page(answer.text)
    assert ("v|+qn:AccessMeasure|qn:minutes|", "une demi-heure") in again.fields
    assert again.state == page.state
    assert ("at", "add|qn:AccessMeasure") in again.fields


def test_a_broken_text_is_told_with_its_line_and_nothing_is_lost(network: TestClient) -> None:
    """The text as it was sent, the answers that were typed; put right, they are in the dossier."""
    answer = send(
        network, [("state", "@prefix\noops"), ("at", "step|1"), ("v|quartier|rdfs:label|fr", 'H"<é'), ("go", "stay")]
    )
    assert answer.status_code == 400
    page = Page(answer.text)
    assert page.state == "@prefix\r\noops"
    assert "ligne 2" in answer.text
    mended = [(name, dict(example(network))["state"] if name == "state" else said) for name, said in page.fields]
    mended = [
        (name.replace("|quartier|", "|https://w3id.org/quartierkg/id/quartier/port-lumiere|"), said)
        for name, said in mended
    ]
    assert 'H\\"<é' in Page(send(network, [*mended, ("go", "")]).text).state


def test_markup_in_a_dossier_is_text_on_every_page(network: TestClient) -> None:
    """A name, an address and a text that would be scripts."""
    evil = "<script>alert(1)</script>'\"</textarea>"
    fields = Page(send(network, [("go", "start|empty"), ("name", evil)]).text).fields
    for go in ("", "step|0", "add|qn:Lot", "check", f"thing|{evil}", f"remove|{evil}"):
        answer = send(network, [*fields, ("go", go), ("at", evil)])
        assert "<script>alert" not in answer.text
        assert graph(Page(answer.text).state) == graph(dict(fields)["state"])


def test_a_thing_is_removed_after_it_was_asked(network: TestClient) -> None:
    """The page that asks changes nothing; the dossier and its Quartier cannot be removed."""
    fields = example(network)
    before = dict(fields)["state"]
    found = state.read(bundled(), Source("a.ttl", before.encode()))
    lot = found.standing.identifier(found.standing.of_class(term("qn:Lot"))[0])
    asked = Page(send(network, [*fields, ("go", f"remove|{lot}")]).text)
    assert asked.state == before
    left = Page(send(network, [*asked.fields, ("go", f"removed|{lot}")]).text).state
    assert graph(left) < graph(before)
    kept = Page(send(network, [*fields, ("go", "removed|dossier")]).text).state
    assert kept == before


@pytest.mark.parametrize("name", ["port-lumiere.rdf", "foreign-namespace.jsonld"])
def test_a_dossier_is_opened_from_a_file(network: TestClient, name: str) -> None:
    """In any syntax of RDF; a file that is none is told where one begins."""
    data = BASE.with_name(name).read_bytes()
    answer = network.post("/form", data={"go": "start|file"}, files={"file": (name, io.BytesIO(data))})
    found = state.read(bundled(), Source(name, data)) if answer.status_code == 200 else None
    if found is not None:
        assert graph(Page(answer.text).state) == canonical(found.triples)
    assert answer.status_code in {200, 422}


def test_what_is_downloaded_is_opened_again(network: TestClient) -> None:
    """A workbook, CSV and JSON of the example hold what it states."""
    fields = example(network)
    for format_ in ("xlsx", "csv", "json"):
        data = send(network, [*fields, ("go", f"save|{format_}")]).content
        sent = {"file": (f"a.{'jsonld' if format_ == 'json' else format_}", io.BytesIO(data))}
        answer = network.post("/form", data={"go": "start|file"}, files=sent, headers={"Accept": "text/html"})
        assert answer.status_code == 200, format_
        assert graph(Page(answer.text).state) == graph(dict(fields)["state"]), format_


def test_the_gauge_judges_what_is_typed(network: TestClient) -> None:
    """Ninety-five minutes to the airport fail the first criterion, beside their field; nothing of it is kept."""
    fields = example(network)
    airport = next(
        one for one in state.read(bundled(), Source("a.ttl", dict(fields)["state"].encode())).nodes if "aeroport" in one
    )
    page = Page(send(network, [*fields, ("go", f"thing|{airport}")]).text)
    answer = send(network, changed(page.fields, **{"qn:minutes": "95"}), "/form/gauge")
    found = answer.json()
    assert answer.headers["Cache-Control"] == "no-store"
    assert found["criteria"][0]["outcome"] == "failed"
    assert list(found["findings"]) == [f"v|{airport}|qn:minutes|"]
    assert "95" in found["state"]
    bad = send(network, changed(page.fields, **{"qn:minutes": "vite"}), "/form/gauge").json()
    assert list(bad["faults"]) == [f"v|{airport}|qn:minutes|"]


def test_a_sign_means_the_same_as_in_the_reports(network: TestClient) -> None:
    """What is not stated has one sign wherever a verdict is told: on the pages, while one types, and in reports."""
    sent = [("state", HEAD), ("at", ""), ("go", "")]
    told = [one for one in send(network, sent, "/form/gauge").json()["criteria"] if one["outcome"] == "notStated"]
    report = network.post("/validate", files={"file": ("a.ttl", HEAD.encode())}, headers={"Accept": "text/plain"}).text
    shown = set(re.findall(r'class="notStated"><span class="sign" aria-hidden="true">(.)<', send(network, sent).text))
    assert told
    assert {one["sign"] for one in told} == shown
    assert all(sign in report for sign in shown)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ([(f"v|quartier|x{n}|", "x") for n in range(5_000)], 400),
        ([("state", "#" * 11_000_000)], 413),
        ([("state", "<urn:a> <urn:b> " + "[ <urn:c> " * 2_000)], 422),
        ([("state", "\u0000")], 400),
        ([("go", "start|file"), ("state", "")], 400),
        ([("go", "start|empty"), ("address", "javascript:alert(1)")], 400),
        ([("go", "start|empty"), ("address", "http://[::1")], 400),
    ],
)
def test_what_is_too_much_or_no_form_is_refused(
    network: TestClient, fields: list[tuple[str, str]], status: int
) -> None:
    """With a page that says so."""
    answer = send(network, fields)
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("text/html")


def test_an_address_that_no_iri_may_be_is_told_beside_its_field(network: TestClient) -> None:
    """An open bracket where a thing is named: the page comes back with what was typed."""
    fields = example(network)
    name = next(name for name, _ in Page(send(network, [*fields, ("go", "step|1")]).text).fields if "metropole" in name)
    answer = send(network, [*fields, ("at", "step|1"), (name, "http://[::1")])
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.text
    assert "http://[::1" in answer.text


def test_what_a_page_says_to_do_is_never_a_fault_of_ours(network: TestClient) -> None:
    """Whatever a button says, there is a page."""
    fields = example(network)
    steps = ("step|99", "step|4|foaf:Agent|99999", "step|4|foaf:Agent|-1")
    things = (
        "add|",
        "add|qn:Nothing",
        "add|geo:Geometry",
        "add|qn:Lot|@owner|x",
        "thing|",
        "remove|quartier",
        "removed|",
    )
    for go in (*steps, *things, "save|exe", "nothing", "|||"):
        assert send(network, [*fields, ("go", go)]).status_code == 200, go


def test_every_word_of_the_form_is_used_and_translated() -> None:
    """In a template or by the code, in both languages."""
    folder = files("quartierkg.web")
    sources = [file.read_text(encoding="utf-8") for file in (folder / "templates").iterdir()]
    sources += [(folder / "form" / name).read_text(encoding="utf-8") for name in ("page.py", "shown.py", "leaf.py")]
    sources.append((folder / "routes" / "form.py").read_text(encoding="utf-8"))
    for name, word in vars(words).items():
        if isinstance(word, Text):
            assert word.fr, name
            assert word.en, name
            assert re.search(rf"\b(?:f|words)\.{name}\b", "\n".join(sources)), f"{name} is never shown"
