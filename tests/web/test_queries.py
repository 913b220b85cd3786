"""``/queries``: stored queries over HTTP, on the bundled network."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from quartierkg.query import Form
from quartierkg.settings import Settings
from quartierkg.stored import library
from quartierkg.stored.parameter import Kind
from quartierkg.web import questions
from quartierkg.web.app import create_app
from tests.samples import LONG, extent
from tests.stored.hostile import STRINGS

TOKEN = "a-token-of-the-operator"
JSON = {"Accept": "application/json"}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """An instance with the network of the release."""
    app = create_app(Settings(token=TOKEN))
    with TestClient(app, raise_server_exceptions=False) as found:
        yield found


def test_the_list_names_every_question(client: TestClient) -> None:
    """As JSON, as RDF, and as a page with a link to each."""
    items = client.get("/queries", headers=JSON).json()["items"]
    assert [item["id"] for item in items] == list(library())
    page = client.get("/queries", headers={"Accept": "text/html"}).text
    assert all(f'href="/queries/{id_}"' in page for id_ in library())
    turtle = client.get("/queries?format=ttl").text
    assert "SPARQLSelectExecutable" in turtle


@pytest.mark.parametrize("id_", list(library())[:: extent(1, 4, 16)])
def test_each_question_is_answered(client: TestClient, id_: str) -> None:
    """As JSON, CSV and a page; the rows are alike."""
    found = client.get(f"/queries/{id_}", headers=JSON)
    assert found.status_code == 200, found.text
    value = found.json()
    assert value["id"] == id_
    rows = list(csv.DictReader(io.StringIO(client.get(f"/queries/{id_}?format=csv").text)))
    assert len(rows) == len(value["items"])
    page = client.get(f"/queries/{id_}", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert page.text.count("<tr>") == (len(rows) + 1 if rows else 0)


@pytest.mark.parametrize("id_", list(library())[:: extent(1, 8, 32)])
def test_the_text_of_each_gives_its_rows(client: TestClient, id_: str) -> None:
    """What ``format=rq`` gives, the public endpoint answers alike."""
    text = client.get(f"/queries/{id_}?format=rq").text
    found = client.post("/sparql", data={"query": text}, headers={"Accept": "text/csv, application/n-triples"})
    assert found.status_code == 200, found.text
    count = len(client.get(f"/queries/{id_}", headers=JSON).json()["items"])
    head = 1 if library()[id_].form is Form.SELECT else 0
    assert len(list(csv.reader(io.StringIO(found.text)))) - head == count


@pytest.mark.parametrize(("id_", "media"), [("CQ01", "csv"), ("CQ09", "nt"), ("CQ09", "csv")])
def test_no_format_has_more_rows_than_wanted(client: TestClient, id_: str, media: str) -> None:
    """Two are two: as JSON, as SPARQL results, as a table or statements, and when the text is asked elsewhere."""
    address = f"/queries/{id_}?limit=2&format="
    assert len(client.get(address + "json").json()["items"]) == 2
    assert len(client.get(address + "srj").json()["results"]["bindings"]) == 2
    lines = client.get(address + media).text.strip().splitlines()
    assert len(lines) == (3 if media == "csv" else 2)
    assert client.get(address + "rq").text.endswith("\nLIMIT 2\n")


def test_a_table_says_what_is_invented(client: TestClient) -> None:
    """A column beside each column of things: true for a Quartier that is an example, empty for a real one."""
    rows = list(csv.DictReader(io.StringIO(client.get("/queries/CQ01?state=all&format=csv").text)))
    marks = {row["quartier"].rpartition("/")[2]: row["quartierIllustrative"] for row in rows}
    assert marks["port-lumiere"] == "true"
    assert "since" in rows[0]
    assert "sinceIllustrative" not in rows[0]
    real = client.get("/queries/CQ01?state=all&illustrative=false&format=csv").text
    assert {row["quartierIllustrative"] for row in csv.DictReader(io.StringIO(real))} <= {""}


@pytest.mark.parametrize("lang", ["EN", "en", "", "%20En%20"])
def test_a_page_and_its_head_speak_one_language(client: TestClient, lang: str) -> None:
    """However the language is spelled; an empty value leaves it to the header of the request."""
    asks = {"Accept": "text/html", "Accept-Language": "en" if not lang else "fr"}
    found = client.get(f"/queries/CQ01?lang={lang}", headers=asks)
    assert found.status_code == 200
    assert found.headers["Content-Language"] == "en"
    assert '<html lang="en"' in found.text


@pytest.mark.parametrize("address", ["/queries?format=ttl", "/queries/CQ01?format=ttl", "/queries/CQ01?format=jsonld"])
def test_one_tag_means_the_same_bytes(client: TestClient, address: str) -> None:
    """A strong entity tag says so (RFC 9110, 8.8.1), blank nodes included."""
    first, second = client.get(address), client.get(address)
    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.content == second.content


def test_what_all_questions_have_in_common_is_stated_once(client: TestClient) -> None:
    """In the list as RDF, as in the file."""
    triples = client.get("/queries?format=nt").text.splitlines()
    assert len(triples) == len(set(triples))
    common = [line for line in triples if line.startswith(f"<{library()['CQ01'].iri.value[:-4]}common>")]
    assert len([line for line in common if "shacl#parameter" in line]) == 6


@pytest.mark.parametrize("address", ["/queries", "/queries/CQ01"])
def test_what_is_not_asked_for_is_refused(client: TestClient, address: str) -> None:
    """400, and no long address is told again and again in the headers."""
    for query in ("nothing=1", "&".join(f"p{number}=xxxxxxxx" for number in range(4000))):
        found = client.get(f"{address}?{query}", headers=JSON)
        assert found.status_code == 400
        assert sum(len(name) + len(value) for name, value in found.headers.items()) < 2000


def test_a_day_before_the_default_of_another_is_answered(client: TestClient) -> None:
    """What nobody gave is never what is wrong: the first day is then a year before the last one."""
    found = client.get("/queries/CQ13?asOf=2020-06-30", headers=JSON)
    assert found.status_code == 200
    assert found.json()["parameters"]["earlier"] == "2019-06-30"
    assert client.get("/queries/CQ13?asOf=0001-01-01", headers=JSON).json()["parameters"]["earlier"] == "0001-01-01"
    given = client.get("/queries/CQ13?asOf=2020-06-30&earlier=2021-01-01", headers=JSON)
    assert (given.status_code, given.json()["parameter"]) == (400, "earlier")


def test_values_come_typed(client: TestClient) -> None:
    """Dates as text, numbers as numbers, things with address and name, absence as null."""
    row = client.get("/queries/CQ01?limit=1&lang=en", headers=JSON).json()["items"][0]
    assert row["quartier"]["label"].endswith("Quartier")
    assert row["since"] == "2022-05-30"
    assert row["wave"] is None or isinstance(row["wave"], int)


def test_rows_come_by_pages(client: TestClient) -> None:
    """Each row once, whichever way one follows ``next`` or the Link header."""
    whole = client.get("/queries/CQ01", headers=JSON).json()["items"]
    found, address = [], "/queries/CQ01?limit=1&format=json"
    while address:
        answer = client.get(address)
        found += answer.json()["items"]
        address = answer.json()["next"]
        assert (f'<{address}>; rel="next"' in answer.headers["Link"]) == bool(address)
    assert found == whole
    assert len(whole) > 2


def test_an_answer_that_one_has_is_not_sent_again(client: TestClient) -> None:
    """304 under the same tag; other values, another tag."""
    first = client.get("/queries/CQ01", headers=JSON)
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/queries/CQ01", headers=JSON | tag).status_code == 304
    assert client.get("/queries/CQ01?asOf=2020-01-01", headers=JSON | tag).status_code == 200
    assert client.get("/queries/CQ01?format=csv", headers=tag).status_code == 200


def test_places_come_as_geojson(client: TestClient) -> None:
    """One feature for each row, with the outline of its Quartier."""
    found = client.get("/queries/CQ01?format=geojson")
    assert found.headers["Content-Type"] == "application/geo+json"
    features = found.json()["features"]
    assert {feature["geometry"]["type"] for feature in features} == {"Polygon"}
    assert len(features) == len(client.get("/queries/CQ01", headers=JSON).json()["items"])


@pytest.mark.parametrize(
    ("query", "parameter", "status"),
    [
        ("asOf=yesterday", "asOf", 400),
        ("asOf=2026-01-01&asOf=2026-01-02", "asOf", 400),
        ("state=nowhere", "state", 400),
        ("limit=1000000", "limit", 400),
        ("limit=-1", "limit", 400),
        ("offset=x", "offset", 400),
        ("lang=xx", "lang", 400),
        ("nothing=1", "nothing", 400),
        ("illustrative=2", "illustrative", 400),
    ],
)
def test_what_does_not_fit_names_its_parameter(client: TestClient, query: str, parameter: str, status: int) -> None:
    """As problem details; a browser gets the form again with what is wrong."""
    found = client.get(f"/queries/CQ01?{query}", headers=JSON)
    assert found.status_code == status
    assert found.headers["Content-Type"] == "application/problem+json"
    assert found.json()["parameter"] == parameter
    page = client.get(f"/queries/CQ01?{query}", headers={"Accept": "text/html"})
    assert page.status_code == status
    assert 'role="alert"' in page.text
    assert "<form" in page.text


PLACES = [
    (query.id, parameter.name)
    for query in library().values()
    for parameter in query.parameters
    if parameter.kind in {Kind.THING, Kind.TEXT} and not parameter.common
]


@pytest.mark.parametrize("value", STRINGS)
def test_hostile_values_are_values(client: TestClient, value: str) -> None:
    """In each kind of parameter: a thing is not found, a text finds nothing; nothing fails. A tenth in every run."""
    places = PLACES if LONG else random.Random(value).sample(PLACES, len(PLACES) // extent(1, 10, 40))
    for id_, name in places:
        found = client.get(f"/queries/{id_}", params={name: value}, headers=JSON)
        assert found.status_code in {200, 400, 404}, (id_, name, found.text)
        if found.status_code != 200:
            assert found.json()["parameter"] == name


def test_a_form_that_was_filled_in_amiss_marks_its_field(client: TestClient) -> None:
    """The field says that it is wrong and why, and a link leads to it; others say nothing of the kind."""
    page = client.get("/queries/CQ34?criterion=nine&lang=en", headers={"Accept": "text/html"})
    assert page.status_code == 400
    (field,) = re.findall(r"<[a-z]+ [^>]*aria-invalid[^>]*>", page.text)
    assert 'id="criterion"' in field
    assert 'aria-describedby="criterion-hint criterion-amiss"' in field
    assert '<a href="#criterion">' in page.text
    assert "“nine” does not fit" in page.text.partition('id="criterion-amiss"')[2][:80]
    assert "aria-invalid" not in client.get("/queries/CQ34?lang=en", headers={"Accept": "text/html"}).text


def test_a_field_that_cannot_propose_all_leads_to_the_search(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Among the things of its class; one that proposes them all needs none."""
    link = "/search?type=https%3A%2F%2Fw3id.org%2Fquartierkg%2Fontology%23Quartier"
    assert link not in client.get("/queries/NQ03?lang=en&limit=3", headers={"Accept": "text/html"}).text
    monkeypatch.setattr(questions, "_PROPOSED", 3)
    page = client.get("/queries/NQ03?lang=en&limit=4", headers={"Accept": "text/html"}).text
    assert link in page
    assert "<datalist" not in page


def test_a_frame_does_not_stand_upside_down(client: TestClient) -> None:
    """400 with the edge that lies beyond the other one, whichever pair it is."""
    for frame, edge in (("south=60&north=40", "south"), ("west=10&east=-10", "west")):
        found = client.get(f"/queries/NQ06?{frame}&lang=en")
        assert (found.status_code, found.json()["parameter"]) == (400, edge)
    assert client.get("/queries/NQ06?south=40&north=40").status_code == 200


def test_criteria_are_shown_by_their_names(client: TestClient) -> None:
    """In the form and where the page says what it is about; no address stands in their place."""
    page = client.get("/queries/CQ34?lang=en", headers={"Accept": "text/html"}).text
    assert re.search('<option value="criterion-5"[^>]*>5. Fab lab</option>', page)
    assert re.search('<a href="/charter/1[^"#]*#criterion-5">5. Fab lab</a>', page)
    assert ">criterion-" not in page


@pytest.mark.parametrize(
    "value", ["3", "criterion-3", "qc:criterion-3", "https://w3id.org/quartierkg/charter/1#criterion-3"]
)
def test_a_criterion_is_asked_for_by_whatever_names_it(client: TestClient, value: str) -> None:
    """Its number will do, as it does for people."""
    found = client.get("/queries/CQ34", params={"criterion": value}, headers={"Accept": "application/json"})
    assert found.json()["parameters"]["criterion"] == "criterion-3"


def test_a_number_without_measure_is_told_its_range(client: TestClient) -> None:
    """A number that is too long is a whole number all the same: what is wrong with it is its size."""
    told = client.get("/queries/CQ01?lang=en&limit=" + "9" * 30, headers={"Accept": "application/json"}).json()
    assert told["parameter"] == "limit"
    assert "a whole number from 1 to " in told["detail"]


def test_a_question_that_is_not_there_is_not_found(client: TestClient) -> None:
    """404; the identifier in small letters is the same question."""
    assert client.get("/queries/CQ99", headers=JSON).status_code == 404
    assert client.get("/queries/cq01", headers=JSON).json()["id"] == "CQ01"


def test_another_token_is_no_token(client: TestClient) -> None:
    """401, and never the public answer as if it had counted; with the right one nobody else keeps the answer."""
    wrong = client.get("/queries/CQ01", headers=JSON | {"Authorization": "Bearer another"})
    assert wrong.status_code == 401
    right = client.get("/queries/CQ01", headers=JSON | {"Authorization": f"Bearer {TOKEN}"})
    assert right.status_code == 200
    assert right.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in right.headers


def test_the_api_describes_every_question(client: TestClient) -> None:
    """Its own parameters with their types, its formats, its title."""
    paths = client.get("/openapi.json").json()["paths"]
    for id_, query in library().items():
        operation = paths[f"/queries/{id_}"]["get"]
        assert operation["summary"] == query.title.en
        assert [one["name"] for one in operation["parameters"]] == [*(p.name for p in query.parameters), "format"]
        assert {"application/json", "text/csv", "text/html"} <= set(operation["responses"]["200"]["content"])


def test_the_list_is_plain_json(client: TestClient) -> None:
    """What a program needs to build a form: types, values, defaults."""
    item = client.get("/queries", headers=JSON).json()["items"][0]
    state = next(parameter for parameter in item["parameters"] if parameter["name"] == "state")
    assert state["type"] == "option"
    assert {"Labelled", "candidate", "all"} <= {value["name"] for value in state["values"]}
    assert json.dumps(item)
