"""``/validate`` over HTTP."""

from __future__ import annotations

import asyncio
import json
import sys
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient
from starlette.types import Message

from quartierkg import resources
from quartierkg.charter import context
from quartierkg.errors import SyntaxFault
from quartierkg.form import bundled
from quartierkg.intake.source import Source
from quartierkg.media import XLSX
from quartierkg.settings import Settings
from quartierkg.web import body
from quartierkg.web.app import create_app
from quartierkg.workbook import reading, xlsx
from quartierkg.workbook.export import export

TURTLE = {"Content-Type": "text/turtle"}
NO_DOSSIER = b"<urn:a> <urn:b> <urn:c> ."


def example() -> Traversable:
    """A bundled dossier."""
    return resources.turtle_files(resources.folder("data") / "dossiers")[0]


@pytest.fixture(scope="module")
def dossier() -> bytes:
    """The bytes of a bundled dossier."""
    return example().read_bytes()


def test_a_dossier_gets_a_verdict(client: TestClient, dossier: bytes) -> None:
    """The body is RDF, the answer JSON: 200, with all 68 rows and the digest of what was sent."""
    answer = client.post("/validate", content=dossier, headers=TURTLE)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Vary"].startswith("Accept, Accept-Language")
    (verdict,) = answer.json()["verdicts"]
    assert len(verdict["requirements"]) == 68
    assert verdict["outcome"] in {"met", "awaiting", "notMet"}


@pytest.mark.parametrize("accept", ["application/json", "text/turtle", "text/html", "text/plain"])
def test_the_verdict_is_negotiated(client: TestClient, dossier: bytes, accept: str) -> None:
    """JSON, the validation report as Turtle, a page, or the committee's sheet."""
    answer = client.post("/validate", content=dossier, headers=TURTLE | {"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].partition(";")[0] == accept
    if accept == "text/turtle":
        assert any(True for _ in parse(answer.content, RdfFormat.TURTLE))
    if accept == "text/html":
        assert answer.text.count("<h1") == answer.text.lower().count("<!doctype") == 1


def test_an_unacceptable_format_is_refused_before_the_work(client: TestClient, dossier: bytes) -> None:
    """406 names what is offered."""
    answer = client.post("/validate", content=dossier, headers=TURTLE | {"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["detail"]


def test_a_failing_dossier_is_an_answer_not_an_error(client: TestClient, dossier: bytes) -> None:
    """A dossier that is not met is 200 like any other."""
    bare = b"<urn:d> a <https://w3id.org/quartierkg/ontology#Dossier> ."
    answer = client.post("/validate", content=bare, headers=TURTLE)
    assert answer.status_code == 200
    assert answer.json()["verdicts"][0]["outcome"] == "notMet"
    assert dossier


@pytest.mark.parametrize(("name", "value"), [("profile", "strict"), ("gate", "application"), ("profile", "charter")])
def test_options_are_heard(client: TestClient, dossier: bytes, name: str, value: str) -> None:
    """The verdict repeats the profile and the gate that were asked for, in the address or in a form."""
    direct = client.post("/validate", params={name: value}, content=dossier, headers=TURTLE)
    form = client.post("/validate", data={name: value}, files={"file": ("d.ttl", dossier)})
    assert [answer.json()["verdicts"][0][name] for answer in (direct, form)] == [value, value]


@pytest.mark.parametrize("option", ["profile", "gate", "engine"])
def test_an_unknown_option_is_refused_by_name(client: TestClient, dossier: bytes, option: str) -> None:
    """A value that does not exist is 400, and those that do are named."""
    answer = client.post("/validate", params={option: "none"}, content=dossier, headers=TURTLE)
    assert answer.status_code == 400
    assert option in answer.json()["detail"]


def test_both_engines_may_be_asked(client: TestClient, dossier: bytes) -> None:
    """engine=both names both in the verdict."""
    answer = client.post("/validate", params={"engine": "both"}, content=dossier, headers=TURTLE)
    assert len(answer.json()["verdicts"][0]["engines"]) == len(client.get("/health").json()["engines"])


def test_several_files_are_judged_one_by_one(client: TestClient, dossier: bytes) -> None:
    """A bad file among good ones is reported beside their verdicts, and the answer is 200."""
    files = [("file", ("a.ttl", dossier)), ("file", ("bad.ttl", b"oops")), ("file", ("b.ttl", dossier))]
    answer = client.post("/validate", files=files)
    assert answer.status_code == 200
    assert len(answer.json()["verdicts"]) == 2
    assert "bad.ttl" in json.dumps(answer.json()["unreadable"])


def test_text_may_be_pasted(client: TestClient, dossier: bytes) -> None:
    """The form takes the text of a dossier, in the syntax that it names."""
    fields = {"text": dossier.decode(), "syntax": "text/turtle"}
    empty = {"file": ("", b"", "application/octet-stream")}
    answer = client.post("/validate", data=fields, files=empty, headers={"Accept": "application/json"})
    assert len(answer.json()["verdicts"]) == 1


def test_a_context_may_be_given(client: TestClient, dossier: bytes) -> None:
    """A context of one's own replaces the bundled one, and its digest is another."""
    files = [("file", ("a.ttl", dossier)), ("context", ("c.ttl", NO_DOSSIER))]
    own = client.post("/validate", files=files).json()["verdicts"][0]["contextGraphSha256"]
    bundled = client.post("/validate", files=files[:1]).json()["verdicts"][0]["contextGraphSha256"]
    assert own != bundled


@pytest.mark.parametrize(
    ("content", "content_type", "status", "kind"),
    [
        (b"<urn:a> <urn:b>\n oops", "text/turtle", 400, "syntax"),
        (b"", "text/turtle", 400, "syntax"),
        (NO_DOSSIER, "text/turtle", 422, "not-a-dossier"),
        (b'<!DOCTYPE r [<!ENTITY a "a">]><r/>', "application/rdf+xml", 422, "refused"),
        (b"whatever", "application/pdf", 415, "unknown-format"),
        (b"whatever", "", 415, "unknown-format"),
        (b"#" * (body.UPLOAD + 1), "text/turtle", 413, "too-large"),
    ],
)
def test_what_cannot_be_read_is_told_apart(
    client: TestClient, content: bytes, content_type: str, status: int, kind: str
) -> None:
    """400, 413, 415 and 422 only when there is no verdict, each as problem details."""
    answer = client.post("/validate", content=content, headers={"Content-Type": content_type})
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith(f"#{kind}")


def test_a_syntax_error_names_its_place(client: TestClient) -> None:
    """Line and column of the mistake in what was sent."""
    answer = client.post("/validate", content=b"<urn:a> <urn:b>\n oops", headers=TURTLE)
    assert answer.json()["line"] == 2


def test_a_body_without_an_announced_length_is_capped_too(client: TestClient) -> None:
    """A body that comes in chunks is cut off at the cap, and the limit is named."""
    chunks = (b"#" * 1_000_000 for _ in range(11))
    answer = client.post("/validate?lang=en", content=chunks, headers=TURTLE)
    assert answer.status_code == 413
    assert "10,485,760" in answer.json()["detail"]


def test_a_form_without_a_dossier_is_sent_back(client: TestClient) -> None:
    """A browser that sends the empty form is told what is missing, on a page."""
    empty = {"file": ("", b"", "application/octet-stream")}
    answer = client.post("/validate", data={"text": " "}, files=empty, headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert "Aucun dossier" in answer.text


def test_a_garbled_form_is_refused(client: TestClient) -> None:
    """A form that is none is 400, not a crash."""
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    assert client.post("/validate", content=b"nonsense", headers=headers).status_code == 400


def test_a_program_can_ask_what_may_be_sent(client: TestClient) -> None:
    """GET as JSON lists the options, the syntaxes and the cap."""
    found = client.get("/validate", headers={"Accept": "application/json"}).json()
    assert found["profile"] == ["charter", "strict"]
    assert "application/ld+json" in found["accepts"]
    assert found["maxBytes"] == body.UPLOAD


def test_a_data_folder_brings_its_own_context(tmp_path: Path, dossier: bytes) -> None:
    """With --data, dossiers are judged among the Quartiers of that folder, not among the bundled ones."""
    (tmp_path / "contexts").mkdir()
    (tmp_path / "contexts" / "network.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    with TestClient(create_app(Settings(data=tmp_path))) as client:
        (verdict,) = client.post("/validate", content=dossier, headers=TURTLE).json()["verdicts"]
    assert verdict["contextGraphSha256"] == context.bundled(tmp_path).sha256 != context.bundled().sha256


def test_a_broken_context_stops_the_start(tmp_path: Path) -> None:
    """The operator is told at once, not the first visitor."""
    (tmp_path / "contexts").mkdir()
    (tmp_path / "contexts" / "network.ttl").write_text("<urn:a")
    with pytest.raises(SyntaxFault, match=r"network\.ttl"):
        create_app(Settings(data=tmp_path))


@pytest.mark.parametrize("name", ["application/xml", "text/xml", "application/x-trig"])
def test_other_names_of_a_syntax_are_read(client: TestClient, name: str) -> None:
    """What the table of formats knows by another name is read by that name: no 415."""
    assert client.post("/validate", content=b"<x", headers={"Content-Type": name}).status_code == 400


def test_the_page_does_not_link_to_the_dossier(client: TestClient, dossier: bytes) -> None:
    """A dossier is not kept, so that its address leads nowhere here: the page shows it as text."""
    (verdict,) = client.post("/validate", content=dossier, headers=TURTLE).json()["verdicts"]
    page = client.post("/validate", content=dossier, headers=TURTLE | {"Accept": "text/html"}).text
    assert verdict["dossier"] in page
    assert f'href="{verdict["dossier"]}' not in page
    assert f'href="{verdict["dossier"].removeprefix("https://w3id.org/quartierkg")}' not in page


REPORTS = {
    "md": ("text/markdown", b"# Verdict"),
    "csv": ("text/csv", b"file,dossier"),
    "sarif": ("application/sarif+json", b"{"),
    "junit": ("application/xml", b"<?xml"),
    "jsonld": ("application/ld+json", b"["),
    "pdf": ("application/pdf", b"%PDF-"),
    "html": ("text/html", b"<!doctype html>"),
    "text": ("text/plain", b""),
    "ttl": ("text/turtle", b""),
    "json": ("application/json", b"{"),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_negotiated_or_asked_for_by_name(client: TestClient, dossier: bytes, name: str) -> None:
    """Accept and ?format= lead to the same report, by the name that the command line has for it."""
    accept, start = REPORTS[name]
    for parameters, headers in (({}, {"Accept": accept}), ({"format": name}, {})):
        answer = client.post("/validate", params=parameters, content=dossier, headers=TURTLE | headers)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].partition(";")[0] == accept
        assert answer.content.startswith(start)


def test_every_report_is_offered(client: TestClient) -> None:
    """What a program may ask for stands in the description of the address."""
    offered = client.get("/validate", headers={"Accept": "application/json"}).json()["answers"]
    assert sorted(offered) == sorted(accept for accept, _ in REPORTS.values())


@pytest.mark.parametrize(("name", "spoken"), [("csv", True), ("pdf", True), ("sarif", True), ("jsonld", False)])
def test_a_report_for_people_says_its_language(client: TestClient, dossier: bytes, name: str, spoken: bool) -> None:
    """Data that carries both languages says none."""
    answer = client.post("/validate", params={"format": name, "lang": "en"}, content=dossier, headers=TURTLE)
    assert answer.headers.get("Content-Language") == ("en" if spoken else None)


def test_an_extra_that_is_missing_is_a_problem(
    client: TestClient, dossier: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """501, and the extra is named; every other format is answered."""
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.delitem(sys.modules, "quartierkg.report.pdf", raising=False)
    answer = client.post("/validate", params={"format": "pdf"}, content=dossier, headers=TURTLE)
    assert answer.status_code == 501
    assert answer.json()["type"].endswith("#not-installed")
    assert "quartierkg[pdf]" in answer.json()["remedy"]


@pytest.mark.parametrize("option", ["profile", "gate", "engine"])
def test_an_option_that_is_given_twice_is_refused_by_name(client: TestClient, dossier: bytes, option: str) -> None:
    """In the address or in a form: nobody decides which of the two was meant."""
    values = {"profile": ["strict", "charter"], "gate": ["label", "application"], "engine": ["fast", "both"]}[option]
    direct = client.post("/validate", params={option: values}, content=dossier, headers=TURTLE)
    form = client.post("/validate", data={option: values}, files={"file": ("d.ttl", dossier)})
    for answer in (direct, form):
        assert answer.status_code == 400
        assert f"« {option}\u00a0» est donné deux fois" in answer.json()["detail"].replace("«\u00a0", "« ")


def test_an_option_that_is_a_file_is_refused_by_name(client: TestClient, dossier: bytes) -> None:
    """The detail speaks of the parameter, never of the library that read it."""
    files = {"file": ("d.ttl", dossier), "profile": ("p.txt", b"strict")}
    answer = client.post("/validate?lang=en", files=files)
    assert answer.status_code == 400
    assert answer.json()["detail"] == "The parameter 'profile' is a word, not a file."


@pytest.mark.parametrize(
    ("charset", "status"), [("utf-8", 200), ('"UTF-8"', 200), ("utf8", 200), ("utf-16", 415), ("iso-8859-1", 415)]
)
def test_only_utf8_is_read(client: TestClient, dossier: bytes, charset: str, status: int) -> None:
    """A body or a file that says that it is in another encoding is 415, and the encoding is named."""
    type_ = f"text/turtle; charset={charset}"
    direct = client.post("/validate", content=dossier, headers={"Content-Type": type_})
    form = client.post("/validate", files={"file": ("d.ttl", dossier, type_)})
    for answer in (direct, form):
        assert answer.status_code == status
        assert status == 200 or charset in answer.json()["detail"]


def test_a_client_that_leaves_is_no_fault(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    """An upload that is broken off is forgotten: nothing is raised and nothing is logged."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/validate",
        "raw_path": b"/validate",
        "query_string": b"",
        "headers": [(b"content-type", b"text/turtle")],
        "http_version": "1.1",
        "server": ("test", 80),
        "client": ("test", 1),
        "scheme": "http",
        "root_path": "",
    }
    asyncio.run(client.app(scope, receive, send))  # type: ignore[arg-type]
    assert caplog.records == []
    assert all(message.get("status") != 500 for message in sent)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("profil=strict", "profile"),
        ("award_date=2026-06-30", "award-date"),
        ("bogus=1", "day"),
        ("lang=de", "fr, en"),
        ("day=2026-13-01", "YYYY-MM-DD"),
        ("award-date=2026-02-30", "YYYY-MM-DD"),
        ("day=2026-06-01&day=2026-06-02", "twice"),
    ],
)
def test_no_parameter_is_passed_over(client: TestClient, dossier: bytes, asked: str, said: str) -> None:
    """What is unknown or has no such value is refused, with what would do; no verdict hides that it was not heard."""
    answer = client.post(f"/validate?{asked}", content=dossier, headers=TURTLE | {"Accept-Language": "en"})
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert said in answer.json()["detail"] + answer.json().get("remedy", "")


def test_no_field_of_a_form_is_passed_over(client: TestClient, dossier: bytes) -> None:
    """A misspelt field is refused as well."""
    files = {"file": ("d.ttl", dossier, "text/turtle")}
    assert client.post("/validate", files=files, data={"profil": "strict"}).status_code == 400
    assert client.post("/validate", files=files, data={"profile": "strict", "day": ""}).status_code == 200


def test_the_day_and_the_award_are_asked_for(client: TestClient, dossier: bytes) -> None:
    """As on the command line: the verdict is of that day, and a proposed award is judged."""
    query = "/validate?day=2026-06-01&award-date=2026-05-20"
    (verdict,) = client.post(query, content=dossier, headers=TURTLE).json()["verdicts"]
    assert verdict["day"] == "2026-06-01"
    (row,) = (row for row in verdict["requirements"] if row["id"] == "QN-P-05")
    assert row["outcome"] != "notApplicable"


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("?gate=label", {"gate": "application"}),
        ("?gate=label", {"gate": "nonsense"}),
        ("?day=", {}),
        ("?gate=", {}),
        ("", {"context": "abc"}),
        ("", {"file": "abc"}),
        ("", {"syntax": "nonsense"}),
    ],
)
def test_nothing_of_a_form_is_dropped(client: TestClient, dossier: bytes, query: str, fields: dict[str, str]) -> None:
    """An option that is given twice and differs, one without a value, a text where a file belongs, no such syntax."""
    files = {"file": ("d.ttl", dossier, "text/turtle")} if "file" not in fields else {"context": ("c.ttl", b"", "")}
    answer = client.post(f"/validate{query}", files=files, data=fields, headers={"Accept-Language": "en"})
    assert answer.status_code == 400, answer.text[:200]
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_form_of_the_page_is_taken(client: TestClient, dossier: bytes) -> None:
    """Whatever a browser sends of fields that were left as they are."""
    fields = {"text": "", "syntax": "text/turtle", "profile": "charter", "gate": "label", "day": "", "award-date": ""}
    files = [("file", ("d.ttl", dossier, "text/turtle")), ("context", ("", b"", "application/octet-stream"))]
    assert client.post("/validate?lang=fr", files=files, data=fields).status_code == 200


def test_a_workbook_is_a_dossier(client: TestClient, dossier: bytes) -> None:
    """Sent as it is or by the form it gets the verdict of its statements; a bad cell is named."""
    form = bundled()
    sheets = xlsx.write(export(reading.dossier(Source("dossier.ttl", dossier)), "fr").book, form)
    accept = {"Accept": "application/json"}
    expected = client.post("/validate", content=dossier, headers=TURTLE | accept).json()
    sent = client.post("/validate", content=sheets, headers=accept | {"Content-Type": XLSX.essence}).json()
    formed = client.post("/validate", files={"file": ("d.xlsx", sheets)}, headers=accept).json()
    told = [[one["outcome"] for one in found["verdicts"][0]["criteria"]] for found in (expected, sent, formed)]
    assert len(told[0]) == 8
    assert told[0] == told[1] == told[2]
    bad = "[Offre immobilière]\nidentifiant;surface utile\nx;beaucoup\n".encode()
    refused = client.post("/validate", content=bad, headers={"Content-Type": "text/csv"})
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    assert "beaucoup" in refused.text
