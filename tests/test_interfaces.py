"""The product keeps what docs/interfaces.md promises."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from quartierkg import settings
from quartierkg.cli import main
from quartierkg.web.app import create_app
from tests.samples import BASE, ROOT

PAGE = (ROOT / "docs" / "interfaces.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The service on a store of its own."""
    store: Path = tmp_path_factory.mktemp("store")
    with TestClient(create_app(settings.read({"store": str(store)}, {}))) as found:
        yield found


LIVE = [
    ("/", "text/html"),
    ("/sparql", "text/turtle"),
    ("/sparql", "text/html"),
    ("/validate", "text/html"),
    ("/ontology", "text/turtle"),
    ("/charter", "text/turtle"),
    ("/charter/1", "text/html"),
    ("/shapes/1", "text/turtle"),
    ("/context.jsonld", "application/ld+json"),
    ("/context.jsonld", "text/html"),
    ("/schemas/verdict.json", "application/json"),
    ("/schemas/verdict.json", "text/html"),
    ("/schemas/remedy.json", "application/json"),
    ("/schemas/dossier.json", "application/json"),
    ("/schemas/dossier.json", "text/html"),
    ("/id/quartier/val-claire", "text/turtle"),
    ("/id/territory/rennes", "text/html"),
    ("/health", "application/json"),
    ("/ready", "application/json"),
    ("/openapi.json", "application/json"),
]


@pytest.mark.parametrize(("address", "media_type"), LIVE)
def test_each_address_answers_in_the_type_asked_for(client: TestClient, address: str, media_type: str) -> None:
    """An address of the table answers 200 with the type that Accept names."""
    answer = client.get(address, headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)


EXAMPLES = {
    "/rdf-graph-store": "/rdf-graph-store?default",
    "{file}": "SHA256SUMS",
    "{revision}": "1",
    "{id}": "CQ01",
    "{letter}": "q",
    "{version}": "1",
    "/graph/...": "/graph/network",
    "/id/...": "/id/quartier/val-claire",
}


def addresses(served: str) -> list[str]:
    """The addresses of the page's table that are served, or not yet, each as an example of its kind."""
    rows = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if line.startswith("| `/")]
    found = [name for row in rows if row[3] == served for name in re.findall(r"`(/[^`]*)`", row[0])]
    for pattern, example in EXAMPLES.items():
        found = [name.replace(pattern, example) for name in found]
    return found


@pytest.mark.parametrize("address", addresses("yes"))
def test_an_address_that_the_page_calls_served_has_content(client: TestClient, address: str) -> None:
    """What is marked as served answers 200 to anyone; what is only written to says so."""
    if address == "/update":
        assert "POST" in client.options(address).headers["Allow"]
    else:
        assert client.get(address).status_code == 200


def test_the_page_names_every_line_as_served_or_not() -> None:
    """No address of the table is left open: all of them are served."""
    assert len(addresses("yes")) > 15
    assert {"/dossiers", "/decisions", "/labels"} <= set(addresses("yes"))
    assert addresses("not yet") == []


def test_language_is_asked_then_accepted_then_french(client: TestClient) -> None:
    """?lang before Accept-Language, French by default, no cookie, and Vary says so."""
    for query, header, expected in (
        ("", "", "fr"),
        ("", "en", "en"),
        ("?lang=fr", "en", "fr"),
        ("?lang=en", "fr", "en"),
    ):
        answer = client.get("/" + query, headers={"Accept": "text/html", "Accept-Language": header})
        assert f'<html lang="{expected}"' in answer.text
        assert {"Accept", "Accept-Language"} <= {name.strip() for name in answer.headers["vary"].split(",")}
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("media_type", ["application/json", "text/turtle", "text/html", "text/plain"])
def test_a_verdict_is_200_whether_it_conforms_or_not(client: TestClient, media_type: str) -> None:
    """POST /validate answers 200 for every verdict, in each negotiated type."""
    for text in (
        BASE.read_text(encoding="utf-8"),
        BASE.read_text(encoding="utf-8").replace("qn:minutes 24", "qn:minutes 45"),
    ):
        headers = {"Content-Type": "text/turtle", "Accept": media_type}
        answer = client.post("/validate?lang=fr&engine=fast", content=text.encode(), headers=headers)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(media_type)


def test_the_json_of_a_verdict_has_the_names_of_the_page(client: TestClient) -> None:
    """The members of verdict, row and finding are those that the page names."""
    text = BASE.read_text(encoding="utf-8").replace("qn:minutes 24", "qn:minutes 45")
    answer = client.post(
        "/validate", content=text.encode(), headers={"Content-Type": "text/turtle", "Accept": "application/json"}
    )
    document = answer.json()
    assert document.keys() == {"schemaVersion", "verdicts", "unreadable", "summary"}
    (found,) = document["verdicts"]
    promised = (
        "dossier quartier source charter profile gate day contextGraphSha256 engines outcome criteria requirements "
        "findings"
    )
    assert set(promised.split()) == found.keys()
    assert found["source"].keys() == {"file", "sha256", "mediaType"}
    assert all(row.keys() == {"id", "criteria", "outcome", "severity"} for row in found["requirements"])
    assert len(found["requirements"]) == 68
    finding = {"requirement", "severity", "focus", "path", "found", "required", "unit", "message", "position"}
    finding |= {"values", "valuesLeftOut"}
    assert all(finding <= entry.keys() for entry in found["findings"])
    for name in (*promised.split(), *finding):
        assert name in PAGE


def test_unreadable_dossiers_have_their_status(client: TestClient) -> None:
    """400 for a syntax error, 415 for an unknown type, 422 for RDF without a dossier, as problem+json."""
    for media_type, content, status in (
        ("text/turtle", "<x", 400),
        ("application/pdf", "x", 415),
        ("text/turtle", "<http://a.example/> <http://b.example/> 1 .", 422),
    ):
        answer = client.post(
            "/validate", content=content, headers={"Content-Type": media_type, "Accept": "application/json"}
        )
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["status"] == status


@pytest.mark.parametrize("command", ["validate", "report", "serve", "query", "load", "charter", "shapes"])
def test_each_command_of_the_page_exists(command: str) -> None:
    """The command line has the commands that the page names, each with help."""
    assert command in PAGE
    answer = CliRunner().invoke(main, [command, "--help"])
    assert answer.exit_code == 0


def test_validate_has_the_options_of_the_page() -> None:
    """Each option that the page names is in the help of validate."""
    named = set(re.findall(r"`(--[a-z-]+)", PAGE.split("## Command line")[1].split("| exit code")[0]))
    text = CliRunner().invoke(main, ["--lang", "en", "validate", "--help"]).output
    assert {"--engine", "--profile", "--gate", "--format", "--lang", "--context", "--award-date"} <= named
    for option in named:
        assert option in text, option


def test_shapes_lint_has_the_options_of_the_page() -> None:
    """Each option that the page names for it is in its help, and it takes files."""
    (usage,) = re.findall(r"^`shapes lint (.*)`: ", PAGE, re.MULTILINE)
    text = CliRunner().invoke(main, ["--lang", "en", "shapes", "lint", "--help"]).output
    assert "FILE" in text
    for option in re.findall(r"--[a-z-]+", usage):
        assert option in text, option


def test_the_published_schema_is_served(client: TestClient) -> None:
    """The JSON Schema of a verdict is the file in the package."""
    served = client.get("/schemas/verdict.json").json()
    assert served == json.loads((ROOT / "quartierkg" / "report" / "verdict.schema.json").read_text(encoding="utf-8"))
