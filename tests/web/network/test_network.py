"""The pages of the network: what they draw is what the questions give, and what is asked amiss is named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from quartierkg.errors import PastDeadline
from quartierkg.language import LANGUAGES, Text
from quartierkg.web.network import asked, charts, links, words
from quartierkg.web.routes.network import PATHS

PAGE = {"Accept": "text/html"}
FICTIONAL = (
    *("ancre-noire", "belle-ecluse", "bois-dormant", "clos-des-tuiles", "fort-sable", "haute-roche", "mont-aube"),
    *("plaine-haute", "port-lumiere", "quatre-vents", "rive-grise", "saint-fictif", "tour-de-sel", "val-claire"),
)


def page(client: TestClient, address: str) -> str:
    """A page, which is there."""
    answer = client.get(address, headers=PAGE)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


class Pictures(HTMLParser):
    """The links within pictures, and the tables."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[tuple[str, str]] = []
        """Where each leads, and its classes."""
        self.roles: list[str | None] = []
        self.labels: list[str | None] = []
        self.ids: set[str] = set()
        self.tables: list[list[str]] = []
        self.captions = 0
        self._inside = False
        self._cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of pictures, links, captions and cells."""
        given = dict(attrs)
        self.ids |= {str(given["id"])} if given.get("id") else set()
        if tag == "svg":
            self._inside = True
            if given.get("aria-hidden") != "true":
                self.roles.append(given.get("role"))
                self.labels += [given.get("aria-labelledby"), given.get("aria-describedby")]
        elif tag == "a" and self._inside:
            self.marks.append((str(given.get("href")), str(given.get("class") or "")))
        elif tag == "table":
            self.tables.append([])
        elif tag == "caption":
            self.captions += 1
        elif tag in {"td", "th"}:
            self._cell = True
            self.tables[-1].append("")
            assert tag == "td" or given.get("scope"), "a head without a scope"

    def handle_endtag(self, tag: str) -> None:
        """Leave a picture or a cell."""
        self._inside = self._inside and tag != "svg"
        self._cell = self._cell and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        """The text of a cell."""
        if self._cell:
            self.tables[-1][-1] += " ".join(data.split()) + " " if data.strip() else ""


def pictures(text: str) -> Pictures:
    """What is drawn and told on a page."""
    found = Pictures()
    found.feed(text)
    return found


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_named_and_has_a_table_beside_it(network: TestClient, path: str, language: str) -> None:
    """A chart is an image, what has links a group; both are named; each table has a caption, each head a scope."""
    text = page(network, f"{path}?lang={language}").partition("<main")[2].partition("</main>")[0]
    found = pictures(text)
    assert set(found.roles) <= {"img", "group"}
    assert found.ids.issuperset(label for label in found.labels if label)
    assert None not in found.labels
    assert found.captions == len(found.tables) > 0
    assert "style=" not in text
    assert "<script" not in text


@pytest.mark.parametrize("path", PATHS)
def test_every_part_leads_to_its_question(network: TestClient, path: str) -> None:
    """Its page, its text in the editor, its rows as CSV and as JSON: all of them are there."""
    text = page(network, path)
    questions = set(re.findall(r'<p class="hint source">[^<]*<a href="/queries/([CN]Q\d\d)', text))
    assert questions
    for id_ in questions:
        linked = set(map(unescape, re.findall(rf'href="([^"]*{id_}[^"]*)"', text)))
        assert any(link.startswith("/sparql?example=") for link in linked), id_
        for form in ("csv", "json"):
            (address,) = (link for link in linked if link.endswith(f"format={form}"))
            assert network.get(address).status_code == 200
    if path == "/network/map":
        (address,) = re.findall(r'href="(/queries/NQ06[^"]*format=geojson)"', text)
        features = network.get(unescape(address)).json()["features"]
        placed = {feature["properties"]["place"]["label"] for feature in features if feature["geometry"]}
        assert {"Rennes – Saint-Malo", "Quartier de Val-Claire"} <= placed


def test_the_map_has_every_quartier_and_every_territory_that_has_a_place(network: TestClient) -> None:
    """Each fictional Quartier is dashed, no territory is; those without a place are named below the table."""
    found = pictures(page(network, "/network/map"))
    marks = {re.findall(r"place=([\w/-]+)", href)[0]: class_ for href, class_ in found.marks}
    assert {name for name, class_ in marks.items() if class_ == "made-up"} == {f"quartier/{one}" for one in FICTIONAL}
    assert {"territory/rennes", "territory/lille", "territory/paris"} < marks.keys()
    assert "territory/limoges" not in marks
    assert "Limoges" in page(network, "/network/map").split("Sans lieu connu")[1]


def test_a_mark_leads_to_its_detail(network: TestClient) -> None:
    """State, date and page of a Quartier; the real scheme of a territory, and never a state of the charter."""
    quartier = page(network, "/network/map?place=quartier/val-claire&lang=en")
    detail = quartier.split('id="detail"')[1].split("</section>")[0]
    assert "fictional Quartier" in detail
    assert "labelled" in detail
    assert 'href="/id/quartier/val-claire?lang=en"' in detail
    territory = page(network, "/network/map?place=territory/rennes&lang=en")
    detail = territory.split('id="detail"')[1].split("</section>")[0]
    assert "real territory" in detail
    assert "French Tech" in detail
    assert "fictional" not in detail


def test_the_map_of_a_part_and_of_another_day(network: TestClient) -> None:
    """Within a frame, what lies there; before anything happened, no Quartier, and territories without an event."""
    part = pictures(page(network, "/network/map?west=-3&south=46.5&east=0&north=49"))
    assert {href.split("place=")[1].split("#")[0].split("&")[0] for href, _ in part.marks} == {
        "territory/rennes",
        "territory/nantes",
        "territory/angers",
    }
    before = page(network, "/network/map?asOf=2013-01-01&lang=en")
    assert "quartier/val-claire" not in before
    assert before.count("#mark-none") > before.count("#mark-held")


def test_real_territories_alone_without_what_is_invented(network: TestClient) -> None:
    """Nothing that is invented is left."""
    assert not [one for one in pictures(page(network, "/network/map?illustrative=false")).marks if one[1]]


def test_the_links_are_those_of_the_graph(network: TestClient) -> None:
    """As many rows as CQ09 has pairs; a kind that is put off is not drawn."""
    text = page(network, "/network/links?lang=en&sharesActor=no&reservesDesksFor=no&state=all")
    statements = network.get("/queries/CQ09?format=json&state=all&limit=1000").json()["items"]
    pairs = {
        frozenset((one["from"]["iri"], one["to"]["iri"]))
        for one in statements
        if one["relation"]["iri"].endswith("#networkedWith")
    }
    assert text.count('class="tie networkedWith') - 2 == len(pairs)  # two of them in the legend
    assert text.count('class="tie sharesActor') == 1
    assert f"of the {len(pairs)} links" in text


def test_the_neighbourhood_of_a_quartier(network: TestClient) -> None:
    """The Quartier itself in the middle, and its partners; knots lead to their own neighbourhood."""
    text = page(network, "/network/links?quartier=val-claire&lang=en")
    found = pictures(text)
    assert [class_ for _, class_ in found.marks].count("central made-up") == 1
    assert all(href.startswith("/network/links?") for href, _ in found.marks)
    assert "<h1>Links of Val-Claire Quartier</h1>" in text


def test_the_matrix_has_the_outcomes_of_the_verdicts(network: TestClient) -> None:
    """Every cell has a sign and a word, and leads to what explains it; the best come first when sorted so."""
    text = page(network, "/network/matrix?lang=en&sort=met")
    (table,) = pictures(text).tables
    body = table[11:]
    assert body[0].startswith("Port-Lumière Quartier")
    assert [cell.strip() for cell in body[1:9]] == ["✓ passed"] * 8
    rows = network.get("/queries/NQ08?format=json&limit=1000").json()["items"]
    failed = [one for one in rows if one["outcome"] and one["outcome"]["iri"].endswith("#failed")]
    assert text.count('<td class="failed">') == len(failed)
    links = set(map(unescape, re.findall(r'<td class="failed"><a href="([^"]+)"', text)))
    for link in sorted(links)[:2]:
        assert urlsplit(link).path == "/queries/CQ17"
        assert network.get(link).status_code == 200


def test_the_matrix_of_one_quartier_and_by_a_criterion(network: TestClient) -> None:
    """One line; and by criterion 2, those that meet it before those that do not."""
    (one,) = pictures(page(network, "/network/matrix?quartier=quartier/val-claire")).tables
    assert len(one) == 11 * 3  # heads, one line, sums
    (table,) = pictures(page(network, "/network/matrix?sort=2&lang=en")).tables
    column = [cell.strip() for cell in table[11:-11][2::11]]
    order = ["✓ passed", "✗ failed", "? not stated", "… awaits the committee"]
    assert column == sorted(column, key=order.index)
    assert len(column) == len(FICTIONAL)


def test_the_thresholds_are_read_from_the_charter(network: TestClient) -> None:
    """Each line is that of the requirement's shape; no page holds the number."""
    text = page(network, "/network/charts?lang=en")
    assert text.count('class="line"') == 4
    assert "charter: at least 50,000" in text
    assert text.count("charter: less than 30") == 3
    areas = [one["area"] for one in network.get("/queries/CQ05?format=json").json()["items"]]
    (table,) = (one for one in pictures(text).tables if one[0].startswith("From ") and "50,000" in one[3])
    assert sum(int(cell) for cell in table[5::3]) == len([area for area in areas if area is not None])


def test_the_charts_count_what_the_questions_give(network: TestClient) -> None:
    """Roles and awards, number for number."""
    tables = pictures(page(network, "/network/charts?lang=en")).tables
    roles = next(table for table in tables if table[0].startswith("Role"))
    asked = network.get("/queries/NQ09?format=json&lang=en").json()["items"]
    expected = [[one["role"]["label"], str(one["actors"]), str(one["quartiers"])] for one in asked]
    assert [[cell.strip() for cell in roles[at : at + 3]] for at in range(3, len(roles), 3)] == expected
    awards = next(table for table in tables if table[1].startswith("Awards"))
    moves = network.get("/queries/NQ10?format=json&limit=1000").json()["items"]
    labelled = sum(one["moves"] for one in moves if one["reached"]["iri"].endswith("#Labelled"))
    assert sum(int(cell) for cell in awards[3::2]) == labelled > 0


BAD = [
    ("/network?asOf=yesterday", 400, "asOf"),
    ("/network?state=happy", 400, "state"),
    ("/network?illustrative=perhaps", 400, "illustrative"),
    ("/network/map?west=1", 400, "south"),
    ("/network/map?west=1&south=2&east=x&north=4", 400, "east"),
    ("/network/map?west=5&south=2&east=1&north=4", 400, "west"),
    ("/network/map?west=5&south=2&east=9&north=2", 400, "north"),
    ("/network/map?west=500&south=2&east=900&north=2", 400, "west"),
    ("/network/map?place=quartier/nowhere", 404, "place"),
    ("/network/map?offset=-1", 400, "offset"),
    ("/network/map?offset=%D9%A3", 400, "offset"),
    ("/network/links?sharesActor=maybe", 400, "sharesActor"),
    ("/network/links?quartier=nowhere", 404, "quartier"),
    ("/network/links?quartier=%3Cx%3E%22", 404, "quartier"),
    ("/network/matrix?sort=colour", 400, "sort"),
    ("/network/matrix?offset=1e9", 400, "offset"),
]


@pytest.mark.parametrize(("address", "status", "name"), BAD)
def test_what_is_asked_amiss_is_named(network: TestClient, address: str, status: int, name: str) -> None:
    """As a problem whose parameter says which; as a page for a browser."""
    answer = network.get(address, headers={"Accept": "application/problem+json, text/html;q=0.5"})
    assert (answer.status_code, answer.json()["parameter"]) == (status, name)
    for_people = network.get(address, headers=PAGE)
    assert for_people.status_code == status
    assert name in for_people.text


@pytest.mark.parametrize("path", PATHS)
def test_what_there_is_not_is_refused(network: TestClient, path: str) -> None:
    """An unknown parameter, one given twice, and a format that a page does not have."""
    unknown = network.get(f"{path}?colour=red", headers=PAGE)
    assert (unknown.status_code, "colour" in unknown.text) == (400, True)
    twice = network.get(f"{path}?state=all&state=labelled", headers=PAGE)
    assert (twice.status_code, "state" in twice.text) == (400, True)
    assert network.get(path, headers={"Accept": "text/turtle"}).status_code == 406


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_held_until_the_next_revision(network: TestClient, path: str) -> None:
    """Whoever has it is told so; with another day it is another page."""
    first = network.get(path, headers=PAGE)
    again = network.get(path, headers=PAGE | {"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert network.get(f"{path}?asOf=2020-01-01", headers=PAGE).headers["ETag"] != first.headers["ETag"]


def test_a_chart_without_an_answer_leaves_the_others(network: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The question is named, the other charts are drawn, and nobody keeps the page; without any, it is a problem."""
    silent = {charts.ROLES}

    async def ask(request: Request, name: str, given: Mapping[str, str]) -> asked.Asked:
        if name in silent:
            raise PastDeadline(Text("trop long", "too long"))
        return await asked.ask(request, name, given)

    monkeypatch.setattr(charts, "ask", ask)
    answer = network.get("/network/charts?lang=en&asOf=2026-01-01", headers=PAGE)
    assert answer.status_code == 200
    assert "no chart" in answer.text
    assert 'href="/queries/NQ09?lang=en"' in answer.text
    assert 'id="chart-areas"' in answer.text
    assert 'id="chart-roles"' not in answer.text
    assert 'href="/queries/NQ10?lang=en"' in answer.text  # nobody waits for a second deadline
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    silent.update(charts.QUESTIONS)
    assert network.get("/network/charts?lang=en&asOf=2026-01-01", headers=PAGE).status_code == 503


def test_a_year_leads_to_the_one_before_and_the_one_behind(network: TestClient) -> None:
    """The day moves by a year and the other filters stay; nobody is led beyond today."""
    text = page(network, "/network/links?asOf=2024-02-29&state=all&lang=en")
    assert 'href="/network/links?asOf=2023-02-28&amp;state=all&amp;lang=en"' in text
    assert 'href="/network/links?asOf=2025-02-28&amp;state=all&amp;lang=en"' in text
    for path in ("/network", "/network/map"):
        text = page(network, f"{path}?asOf=2020-12-31&lang=en")
        assert f'href="{path}?asOf=2019-12-31&amp;lang=en"' in text
        assert f'href="{path}?asOf=2021-12-31&amp;lang=en"' in text
    today = page(network, "/network/links?lang=en")
    assert "a year later" not in today
    assert "a year earlier" in today
    assert "a year earlier" not in page(network, "/network?asOf=0001-06-01&lang=en")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_tables_begin_with_a_capital(network: TestClient, path: str, language: str) -> None:
    """As in every other table of ours; those of figures may be the names of events, which the network has."""
    text = page(network, f"{path}?lang={language}&asOf=2026-06-30")
    heads = re.findall(r'<th scope="col"(?! class="n")[^>]*>(?:<a[^>]*>)?([^<]+)', text)
    assert heads
    assert [head for head in heads if head[0].islower()] == []


def test_a_large_network_is_drawn_about_one_quartier(network: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all would be too much, the most linked Quartier is in the middle, and the page says what is left out."""
    monkeypatch.setattr(links, "_WHOLE", 5)
    text = page(network, "/network/links?lang=en&illustrative=true")
    assert "too large to be drawn whole" in text
    most = network.get("/queries/CQ10?format=json&limit=1&lang=en").json()["items"][0]["quartier"]["label"]
    assert f"<h1>Links of {most}</h1>" in text
    assert "/queries/NQ07?" in text


def test_more_rows_than_a_picture_is_made_of(network: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says that it shows the first of them only."""
    monkeypatch.setattr(asked, "MOST", 10)
    assert "more than 10 rows" in page(network, "/network/matrix?lang=en&asOf=2026-07-01")
    assert "more than 10 rows" not in page(network, "/network?lang=en&asOf=2026-07-01")


def test_crawlers_leave_other_pictures_alone(network: TestClient) -> None:
    """Each page itself is for everybody; a picture of another day is for who asks for it, and every link says so."""
    left = re.findall(r"^Disallow: (\S+)$", network.get("/robots.txt").text, re.MULTILINE)
    for path in PATHS:
        assert not any(path.startswith(one) or f"{path}?lang=en".startswith(one) for one in left)
        days = re.findall(r'href="(/network[^"]*asOf=[^"]*)"', page(network, f"{path}?state=labelled"))
        assert days
        assert all(any(unescape(day).startswith(one) for one in left) for day in days)


def test_an_empty_network_has_pages(client: TestClient) -> None:
    """Where nothing has a place, a link, a verdict or an area, each page says so."""
    for path in PATHS:
        assert page(client, f"{path}?lang=en")
    assert "Nothing to draw" in page(client, "/network/links?lang=en")


def test_the_data_of_a_stranger_are_text(client: TestClient) -> None:
    """Markup in a name is shown, not obeyed."""
    shown = page(client, "/network/map").partition("<main")[2]
    assert "<script" not in shown


def test_every_word_is_used_and_translated() -> None:
    """The words of these pages exist in both languages, and none stands there for nothing."""
    from importlib.resources import files

    folder = files("quartierkg.web")
    sources = [file.read_text(encoding="utf-8") for file in (folder / "templates").iterdir()]
    sources += [file.read_text(encoding="utf-8") for file in (folder / "network").iterdir() if file.name[-3:] == ".py"]
    everything = "\n".join(sources)
    for name, word in vars(words).items():
        if isinstance(word, Text):
            assert word.fr, name
            assert word.en, name
            assert "'" not in word.fr, name
            assert re.search(rf"\b(?:n|words)\.{name}\b", everything), f"{name} is never shown"
