"""The page of a verdict, and results that are kept."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from quartierkg.errors import NotReady
from quartierkg.intake import dossier as dossiers
from quartierkg.intake.source import Source
from quartierkg.kept import Piece
from quartierkg.kept.database import FILE
from quartierkg.settings import Settings
from quartierkg.web import judge, keeping, requests
from quartierkg.web.advising import Asking
from quartierkg.web.app import create_app
from quartierkg.web.judge import Case
from quartierkg.workbook.format import written
from tests.samples import ROOT

FAILING = (ROOT / "data" / "dossiers" / "fails-criterion-3.ttl").read_bytes()
MET = (ROOT / "data" / "dossiers" / "port-lumiere.ttl").read_bytes()
PAGE = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
QN = "@prefix qn: <https://w3id.org/quartierkg/ontology#> .\n"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Iterator[TestClient]:
    """A client of an instance whose results nobody else looks at."""
    store = tmp_path_factory.mktemp("results") / "store"
    app = create_app(Settings(store=store, data=data, base="https://example.org", write_rate=None))
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        client.headers.clear()
        yield client


def kept(service: TestClient, *files: tuple[str, bytes], **options: str) -> str:
    """The address at which a result is kept."""
    sent = [("file", file) for file in files]
    answer = service.post("/validate", files=sent, data={"keep": "1", **options}, headers=JSON)
    assert answer.status_code == 201
    place: str = answer.headers["Location"]
    return place


def page(service: TestClient, *files: tuple[str, bytes]) -> str:
    """The page that answers to a form."""
    answer = service.post("/validate", files=[("file", file) for file in files], headers=PAGE)
    assert answer.status_code == 200
    return str(answer.text)


def links(text: str) -> set[str]:
    """The places of the page that it links to."""
    return {found for found in re.findall(r'href="#([^"]+)"', text) if found != "content"}


def ids(text: str) -> list[str]:
    """The places of a page that can be linked to."""
    return re.findall(r' id="([^"]+)"', text)


def test_a_finding_leads_to_its_line_and_the_line_to_the_finding(service: TestClient) -> None:
    """Line 134 says that the mobile network is in progress: finding, charter's sentence, remedy and line are linked."""
    assert b"qn:InProgress" in FAILING.split(b"\n")[133]
    text = page(service, ("fails.ttl", FAILING))
    assert set(links(text)) <= set(ids(text))
    assert len(ids(text)) == len(set(ids(text)))
    (line,) = re.findall(r'<li id="L134".*?</li>', text, re.DOTALL)
    assert "qn:InProgress" in line
    (back,) = re.findall(r'href="#(f[^"]+)"[^>]*>QN-C3-03<', line)
    finding = text[text.index(f'id="{back}"') :].partition('<div class="requirement')[0]
    assert 'href="#L134"' in finding
    assert "Déployer l’Ultra haut débit fixe et mobile." in finding


def test_the_remedy_stands_below_its_finding(service: TestClient) -> None:
    """What the engine of remedies finds, for whoever asks: the state of the mobile network has to become realised."""
    place = kept(service, ("fails.ttl", FAILING))
    (asked,) = re.findall(r'<a href="([^"]+)" data-ask>', service.get(place, headers=PAGE).text)
    for _ in range(20):  # on a busy machine it is worked out while others are looked at
        text = service.get(asked, headers=PAGE).text
        if "doit devenir" in text:
            break
    assert links(text) <= set(ids(text))
    finding = text[text.index("QN-C3-03</a>") :].partition('<div class="requirement')[0]
    assert "en cours, doit devenir" in finding
    assert "réalisé" in finding


def test_a_verdict_does_not_wait_for_its_remedies(service: TestClient) -> None:
    """The page offers to ask for them with what it carries; who asks first pays, and the next page has them at once."""
    source = Source("later.ttl", FAILING + b"# later", "text/turtle")
    sent = {"file": (source.name, source.data, source.media_type)}
    text = service.post("/validate", files=sent, headers=PAGE).text
    assert 'formaction="/validate?remedies=1' in text
    assert 'class="remedy"' not in text
    assert service.post("/validate?remedies=1", files=sent, headers=JSON).status_code == 400
    advisers, spent = service.app.state.service.advisers, list[float]()  # type: ignore[attr-defined]
    case = Case((source,), (), judge.question())
    assert service.portal is not None
    while True:  # on a busy machine it takes longer than an answer waits
        try:
            for client in ("a", "b"):
                found = service.portal.call(advisers.advice, case, source, Asking(client, spent.append))
            break
        except NotReady:
            pass
    assert [one > 0 for one in spent] == [True]
    text = service.post("/validate", files=sent, headers=PAGE).text
    assert text.count('class="remedy"') > len(found.remedies) > 0
    assert "remedies=1" not in text


def test_each_report_is_asked_for_by_what_the_page_carries(service: TestClient) -> None:
    """Nothing is kept for it: the page hands the file in again, with the day that the verdict is of."""
    text = page(service, ("a é.ttl", MET))
    form = text[text.index('aria-labelledby="reports"') :].partition("</form>")[0]
    sent = dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', form))
    assert sent.keys() == {"profile", "gate", "engine", "day", "data"}
    head, _, data = sent["data"].partition(",")
    assert base64.b64decode(data) == MET
    assert "name=a%20%C3%A9.ttl" in head
    addresses = re.findall(r'formaction="(/validate\?format=[^"]+)"', text)
    assert len(addresses) >= 8
    answer = service.post("/validate?format=csv", data=sent)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a-verdict.csv"'
    assert "a é.ttl" in answer.text


@pytest.mark.parametrize(
    "url", ["x", "data:,a", "data:text/turtle;base64,é", "data:;base64,a", "http://x/y;base64,YQ=="]
)
def test_what_is_no_data_address_is_refused(service: TestClient, url: str) -> None:
    """400 names the field; nothing is fetched."""
    answer = service.post("/validate", data={"data": url}, headers=JSON)
    assert answer.status_code == 400
    assert "data" in answer.json()["detail"]


def test_data_addresses_are_no_way_around_the_number_of_files(service: TestClient) -> None:
    """A form has at most 200 files; what a page hands in again is counted alike, before anything is judged."""
    one = "data:text/turtle;base64," + base64.b64encode(b"# nothing").decode()
    body = "data=" + "+".join([one.replace("+", "%2B")] * 201)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = service.post("/validate", content=body, headers=JSON | form)
    assert (answer.status_code, "200" in answer.json()["detail"]) == (413, True)


@pytest.mark.parametrize(
    "text",
    [
        QN + "<urn:d> a qn:Dossier .",
        '{"@id": "urn:d", "@type": "https://w3id.org/quartierkg/ontology#Dossier"}',
        '<?xml version="1.0"?><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<r:Description r:about="urn:d"><r:type r:resource="https://w3id.org/quartierkg/ontology#Dossier"/>'
        "</r:Description></r:RDF>",
        "<urn:d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/quartierkg/ontology#Dossier> .",
    ],
    ids=["Turtle", "JSON-LD", "RDF/XML", "N-Triples"],
)
def test_the_syntax_of_a_pasted_text_is_recognised(service: TestClient, text: str) -> None:
    """A person need not know its name."""
    answer = service.post("/validate", data={"text": text, "syntax": "guess"}, headers=JSON)
    assert answer.json()["verdicts"][0]["dossier"] == "urn:d"


def test_a_text_that_cannot_be_read_is_shown_with_its_fault(service: TestClient) -> None:
    """The status is that of the fault, the line is marked, the text can be corrected, and what it says runs nowhere."""
    text = QN + "<urn:d> a qn:Dossier ;\n qn:concerns oops <script>alert(1)</script> ."
    answer = service.post("/validate", data={"text": text, "syntax": "text/turtle"}, headers=PAGE)
    assert answer.status_code == 400
    assert '<li id="L3" value="3" class="pointed">' in answer.text
    assert 'href="#L3"' in answer.text
    assert "<script>alert" not in answer.text
    (again,) = re.findall(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', answer.text, re.DOTALL)
    assert "&lt;script&gt;" in again


def test_a_bad_cell_of_a_workbook_is_linked(service: TestClient) -> None:
    """The fault names the cell, the cell leads back to it, and the status is that of the fault."""
    book = "[Quartier]\nidentifiant,nom (fr),illustratif\nq,Nulle part,peut-être\n"
    answer = service.post("/validate", files={"file": ("a.csv", book.encode(), "text/csv")}, headers=PAGE)
    assert answer.status_code == 422
    assert 'href="#S1R3C3"' in answer.text
    assert 'id="S1R3C3" class="pointed">peut-être <a href="#fault">' in answer.text


def test_a_workbook_has_its_cells_beside_the_findings(service: TestClient) -> None:
    """A finding of a workbook leads to the cell that it is about."""
    book, _ = written(dossiers.read(Source("a.ttl", FAILING, "text/turtle")), "xlsx", "fr")
    text = page(service, ("a.xlsx", book))
    assert links(text) <= set(ids(text))
    (cell,) = re.findall(r'<td id="S\d+R\d+C\d+" class="pointed">en cours .*?</td>', text, re.DOTALL)
    assert "QN-C3-03" in cell


def test_what_a_dossier_says_is_text(service: TestClient) -> None:
    """Markup in names, literals, addresses and file names is shown, never followed."""
    evil = "</title><img src=x onerror=alert(1)>"
    dossier = (
        QN
        + '<urn:d> a qn:Dossier ; qn:concerns <urn:q"> .\n'.replace('"', "")
        + (f"<urn:q> a qn:Quartier ; <http://www.w3.org/2000/01/rdf-schema#label> \"{evil}\" ; qn:nonsense '{evil}' .")
    )
    text = page(service, (f"{evil}.ttl", dossier.encode()))
    assert "<img" not in text
    assert "&lt;img" in text


def test_thousands_of_findings_are_told_in_part(service: TestClient) -> None:
    """The page of a dossier with twelve hundred mistakes has an end, and says that there is more."""
    lines = "".join(f"<urn:n{number}> qn:nonsense{number % 200} '<b>' .\n" for number in range(1_200))
    text = page(service, ("many.ttl", (QN + "<urn:d> a qn:Dossier .\n" + lines).encode()))
    assert len(text) < 1_500_000
    assert "de plus, que donnent les rapports à télécharger" in text
    assert "<b>" not in text


def test_several_files_are_a_table(service: TestClient) -> None:
    """A row for each, in their order, with how many rows came out which way, and a link to what follows."""
    text = page(service, ("fails.ttl", FAILING), ("bad.ttl", b"oops"), ("met.ttl", MET))
    rows = re.findall(r"<tr class.*?</tr>", text, re.DOTALL)
    assert [re.findall(r'href="([^"]+)"', row) for row in rows] == [["#d1"], ["#d2"], ["#d3"]]
    assert ["non conforme" in row for row in rows] == [True, False, False]
    assert "illisible" in rows[1]
    assert len(ids(text)) == len(set(ids(text)))
    assert links(text) <= set(ids(text))


def test_of_many_files_the_first_are_shown_in_full(service: TestClient) -> None:
    """The table has all of them; the page says that keeping the result shows each."""
    bare = (QN + "<urn:d> a qn:Dossier .").encode()
    text = page(service, *((f"{number}.ttl", bare) for number in range(30)))
    assert len(re.findall(r'<tr class="notMet">', text)) == 30
    assert len(re.findall(r'<section class="checked"', text)) == 6
    assert "6 premiers" in text


def test_a_result_is_kept_for_whoever_knows_its_address(service: TestClient) -> None:
    """201 with its address; there the report is, byte for byte as it was given, and the page with the source."""
    sent = {"file": ("fails.ttl", FAILING)}
    answer = service.post("/validate?keep=1&profile=strict", files=sent, headers=JSON)
    place = answer.headers["Location"]
    assert re.fullmatch(r"/validate/results/[\w-]{32}", place)
    assert service.get(place, headers=JSON).content == answer.content
    found = service.get(place, headers=PAGE)
    assert found.headers["Content-Type"].startswith("text/html")
    assert f"https://example.org{place}" in found.text
    assert 'id="L134"' in found.text
    assert "Depuis que ce résultat a été gardé" not in found.text
    assert service.get(place, params={"format": "txt"}).text.count("strict") == 1


def test_an_address_that_is_a_secret_stays_one(service: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    """No cache, no index, no other site learns it; neither do the log and the trail, and crawlers are sent away."""
    caplog.set_level("INFO", logger=requests.LOG.name)
    place = kept(service, ("met.ttl", MET))
    for answer in (service.get(place, headers=PAGE), service.get(place, headers=JSON)):
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex, nofollow">' in service.get(place, headers=PAGE).text
    assert "Disallow: /validate" in service.get("/robots.txt").text
    assert service.delete(place).status_code == 204
    assert "/validate/results/*" in caplog.text
    assert place not in caplog.text
    access = service.app.state.service.access  # type: ignore[attr-defined]
    access.trail.flush(whole=True)
    assert not [line for line in access.database.rows("SELECT path FROM audit") if "results" in line[0]]


def test_a_browser_is_led_to_the_address(service: TestClient) -> None:
    """303 in the language that was asked for; the page removes it by a form, and its address says that it is gone."""
    form = {"data": {"keep": "1"}, "files": {"file": ("met.ttl", MET)}, "headers": PAGE}
    answer = service.post("/validate?lang=en", **form)  # type: ignore[arg-type]
    assert answer.status_code == 303
    text = service.get(answer.headers["Location"], headers=PAGE).text
    (removal,) = re.findall(r'<form action="([^"]+/removal[^"]*)" method="post"', text)
    gone = service.post(removal, headers=PAGE)
    assert gone.status_code == 303
    for accept, kind in ((PAGE, "text/html"), (JSON, "application/problem+json")):
        found = service.get(gone.headers["Location"], headers=accept)
        assert found.status_code == 410
        assert found.headers["Content-Type"].startswith(kind)
    assert service.get("/validate/results/nothing", headers=JSON).json()["type"].endswith("#not-found")


def test_each_of_several_kept_files_has_its_page(service: TestClient) -> None:
    """The table leads to them; reports are of all or of one; a file that is not there is 404."""
    place = kept(service, ("fails.ttl", FAILING), ("bad.ttl", b"oops"))
    table = service.get(place, headers=PAGE).text
    assert re.findall(r'<th scope="row"><a href="([^"]+)"', table) == [f"{place}?file=1", f"{place}?file=2"]
    first, second = (service.get(f"{place}?file={number}", headers=PAGE) for number in (1, 2))
    assert 'id="L134"' in first.text
    assert (second.status_code, 'id="fault"' in second.text) == (200, True)
    assert len(service.get(f"{place}?file=1&format=json").json()["verdicts"]) == 1
    assert service.get(f"{place}?file=2&format=json").status_code == 400
    assert service.get(f"{place}?file=3", headers=PAGE).status_code == 404
    assert service.get(f"{place}?file=0", headers=JSON).status_code == 400


def test_a_verdict_of_then_is_told_from_one_of_now(service: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another report would come of it today, the page says so, and the data are those of then."""
    place = kept(service, ("met.ttl", MET))
    then = service.get(place, headers=JSON).content
    monkeypatch.setattr(keeping, "_data", lambda _: b"another")
    assert "Depuis que ce résultat a été gardé" in service.get(place, headers=PAGE).text
    assert service.get(place, headers=JSON).content == then


def test_the_day_of_a_kept_verdict_stays(service: TestClient) -> None:
    """It is not judged as of the day on which somebody looks at it."""
    place = kept(service, ("met.ttl", MET), day="2026-01-02")
    assert "2026-01-02" in service.get(place, headers={"Accept": "text/csv"}).text


@contextmanager
def changed(service: TestClient, **settings: Any) -> Iterator[None]:
    """The instance with other settings, for a while."""
    state = service.app.state  # type: ignore[attr-defined]
    before = state.service
    state.service = replace(before, settings=replace(before.settings, **settings))
    try:
        yield
    finally:
        state.service = before


def test_an_instance_may_keep_nothing(service: TestClient) -> None:
    """The form does not offer it; a program is refused, a person has the verdict and is told."""
    with changed(service, keep_days=0):
        assert 'name="keep"' not in service.get("/validate?lang=en", headers=PAGE).text
        sent = {"file": ("met.ttl", MET)}
        assert service.post("/validate?keep=1", files=sent, headers=JSON).status_code == 403
        answer = service.post("/validate?keep=1", files=sent, headers=PAGE)
    assert answer.status_code == 200
    assert "ne garde pas" in answer.text
    assert "Port-Lumière" in answer.text


def test_what_cannot_be_read_is_not_kept(service: TestClient) -> None:
    """Without a verdict there is no result."""
    for accept in (JSON, PAGE):
        answer = service.post("/validate?keep=1", files={"file": ("bad.ttl", b"oops")}, headers=accept)
        assert answer.status_code == 400
        assert "Location" not in answer.headers


def test_what_has_had_its_time_is_swept_at_the_start(tmp_path: Path) -> None:
    """A service that starts again looks after what it kept before."""
    settings = Settings(store=tmp_path / "store", test_suite=True)
    with TestClient(create_app(settings)) as client:
        shelf = client.app.state.service.shelf  # type: ignore[attr-defined]
        past = replace(shelf, clock=lambda: datetime.now(UTC) - timedelta(days=8))
        source = Source("a.ttl", b"swept-away", "text/turtle")
        past.put(Piece((source,), (), {}, b"{}"), "client")
        assert b"swept-away" in (shelf.folder / FILE).read_bytes()
    with TestClient(create_app(settings)) as client:
        for _ in range(500):
            if b"swept-away" not in (shelf.folder / FILE).read_bytes():
                return
            assert json.loads(client.get("/health").text)
    pytest.fail("what had had its time is still there")
