"""The description of the API says what the code does."""

from __future__ import annotations

import re
from inspect import getsource
from types import ModuleType
from typing import Any

import pytest
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from quartierkg import media
from quartierkg.query import protocol
from quartierkg.search import Kind
from quartierkg.stored import library
from quartierkg.web import faults, negotiation, pages
from quartierkg.web.routes import handed

SPARQL = {"query", "default-graph-uri", "named-graph-uri"}
UPDATE = {"update", "using-graph-uri", "using-named-graph-uri"}
SHOWN = {"lang", "format"}
NETWORK = {"asOf", "state", "illustrative"}
# What programs ask for, which takes no parameter.
PLAIN = (
    *("/health", "/ready", "/metrics", "/robots.txt", "/sitemap.xml", "/sitemap-{part}.xml"),
    *("/help", "/.well-known/void", "/.well-known/security.txt", "/.well-known/api-catalog"),
)
CHOSEN = {"profile", "gate", "engine", "day", "award-date", "keep"}


@pytest.fixture(scope="module")
def api(client: TestClient) -> Any:
    """The description as it is served."""
    return client.get("/openapi.json").json()


def literals(pattern: str, *modules: ModuleType) -> set[str]:
    """The names that some code reads, by the way in which it reads them."""
    return {name for module in modules for name in re.findall(pattern, getsource(module))}


def parameters(operation: Any, place: str = "query") -> set[str]:
    """The parameters that the description gives of an operation."""
    return {entry["name"] for entry in operation.get("parameters", ()) if entry["in"] == place}


def test_the_description_is_openapi(api: Any) -> None:
    """A public validator finds nothing wrong with it."""
    validate(api)


def test_every_parameter_that_is_read_is_described(api: Any) -> None:
    """Each operation lists the parameters that its code reads, and no other."""
    read = literals(r'query_params\.get\("([\w-]+)"', negotiation, pages, faults)
    assert read == SHOWN
    assert literals(r'(?:name == |_graphs\(given, )"([\w-]+)"', protocol) == SPARQL | UPDATE
    assert set(handed.OPTIONS) == CHOSEN
    expected = {
        ("/sparql", "get"): SHOWN | SPARQL,
        ("/sparql", "post"): SHOWN | (SPARQL | UPDATE) - {"query", "update"},
        **{("/rdf-graph-store", method): {"graph", "default"} for method in ("put", "post", "delete")},
        ("/update", "post"): SHOWN | UPDATE - {"update"},
        ("/rdf-graph-store", "get"): SHOWN | {"graph", "default"},
        ("/validate", "post"): SHOWN | CHOSEN | {"remedies"},
        ("/validate/results/{name}", "get"): SHOWN | {"file", "remedies"},
        ("/shapes/{version}", "get"): SHOWN | {"profile", "gate"},
        ("/changes", "get"): SHOWN | {"from", "to"},
        ("/search", "get"): SHOWN | {"q", "illustrative", "limit", "offset", *(kind.value for kind in Kind)},
        **{
            (f"/queries/{query.id}", "get"): {"format", *(parameter.name for parameter in query.parameters)}
            for query in library().values()
        },
        **{(path, "get"): SHOWN | NETWORK for path in ("/network", "/network/charts")},
        ("/network/map", "get"): SHOWN | NETWORK | {"west", "south", "east", "north", "place", "offset"},
        ("/network/links", "get"): SHOWN | NETWORK | {"quartier", "networkedWith", "reservesDesksFor", "sharesActor"},
        ("/network/matrix", "get"): SHOWN | NETWORK | {"quartier", "sort", "offset"},
        **{(path, "get"): set() for path in PLAIN},
        ("/feed.atom", "get"): SHOWN | {"page"},
        ("/dossiers", "post"): SHOWN | {"quartier"},
        **{(path, "get"): SHOWN | {"limit", "offset"} for path in ("/dossiers", "/decisions", "/labels")},
    }
    for path, operations in api["paths"].items():
        for method, operation in operations.items():
            assert parameters(operation) == expected.get((path, method), SHOWN), (path, method)
            assert parameters(operation, "path") == set(re.findall(r"{(\w+)}", path))


def test_every_body_that_is_read_is_described(api: Any) -> None:
    """Each way to send a query or a dossier is there, with the fields that the code reads."""
    query = api["paths"]["/sparql"]["post"]["requestBody"]["content"]
    assert query.keys() == {protocol.FORM, protocol.DIRECT, protocol.UPDATE}
    assert query[protocol.FORM]["schema"]["properties"].keys() == SPARQL | UPDATE
    sent = api["paths"]["/validate"]["post"]["requestBody"]["content"]
    assert {essence for entry in media.RDF for essence in entry.essences} < sent.keys()
    read = literals(r'(?:once|_files|_again)\(fields, "([\w-]+)"', handed)
    assert read == set(handed.FIELDS) == {"file", "context", "text", "syntax", "data", "context-data"}
    assert sent["multipart/form-data"]["schema"]["properties"].keys() == read | CHOSEN


@pytest.mark.parametrize(
    ("method", "path", "described", "headers", "content", "status"),
    [
        ("GET", "/sparql?query=SELECT", "/sparql", {}, None, 400),
        ("GET", "/id/nowhere", "/id/{name}", {}, None, 404),
        ("GET", "/graph/nowhere", "/graph/{name}", {}, None, 404),
        ("GET", "/aide/glossaire/0", "/aide/glossaire/{letter}", {}, None, 404),
        ("GET", "/charter/9", "/charter/{version}", {}, None, 404),
        ("GET", "/decisions/1", "/decisions/{entry}", {}, None, 404),
        ("GET", "/labels?limit=0", "/labels", {}, None, 400),
        ("GET", "/dossiers", "/dossiers", {"Accept": "image/png"}, None, 406),
        ("POST", "/form", "/form", {"Content-Type": "text/turtle"}, "<x", 415),
        ("POST", "/form/gauge", "/form/gauge", {"Content-Type": protocol.FORM}, "state=<x", 400),
        ("POST", "/form/gauge", "/form/gauge", {"Content-Type": protocol.FORM}, "state=%23", 422),
        ("POST", "/form/gauge", "/form/gauge", {"Content-Type": protocol.FORM}, "#" * 11_000_000, 413),
        ("POST", "/verify", "/verify", {"Content-Type": "application/vc"}, "<", 400),
        ("POST", "/verify", "/verify", {"Content-Type": "application/vc"}, "{}", 422),
        ("POST", "/verify", "/verify", {"Content-Type": "application/pdf"}, "x", 415),
        ("POST", "/verify", "/verify", {"Content-Type": "application/vc"}, " " * 2_000_000, 413),
        ("GET", "/dumps/nothing", "/dumps/{name}", {}, None, 404),
        ("GET", "/dumps/network-1.ttl.gz", "/dumps/{name}", {}, None, 410),
        ("GET", "/changes?from=x", "/changes", {}, None, 400),
        ("GET", "/changes/999999", "/changes/{revision}", {}, None, 404),
        ("GET", "/shapes/1?profile=x", "/shapes/{version}", {}, None, 400),
        ("GET", "/ontology", "/ontology", {"Accept": "image/png"}, None, 406),
        ("POST", "/sparql", "/sparql", {"Content-Type": "text/plain"}, "ASK {}", 415),
        ("POST", "/sparql", "/sparql", {"Content-Type": "application/sparql-query"}, "#" * 300_000, 413),
        ("POST", "/validate", "/validate", {"Content-Type": "text/turtle"}, "<x", 400),
        ("POST", "/validate?gate=x", "/validate", {"Content-Type": "text/turtle"}, "<x", 400),
        ("POST", "/validate", "/validate", {"Content-Type": "application/pdf"}, "x", 415),
        ("POST", "/validate", "/validate", {"Content-Type": "text/turtle"}, "<urn:a> <urn:b> <urn:c> .", 422),
        ("POST", "/validate", "/validate", {"Content-Type": "text/turtle"}, "#" * 11_000_000, 413),
    ],
)
def test_a_problem_that_is_answered_is_described(
    client: TestClient,
    api: Any,
    method: str,
    path: str,
    described: str,
    headers: dict[str, str],
    content: str | None,
    status: int,
) -> None:
    """The status stands in the description, and the answer has the members that its schema asks for."""
    answer = client.request(method, path, headers=headers, content=content)
    assert answer.status_code == status
    responses = api["paths"][described][method.lower()]["responses"]
    schema = responses[str(status)]["content"]["application/problem+json"]["schema"]
    assert schema == {"$ref": "#/components/schemas/Problem"}
    problem = api["components"]["schemas"]["Problem"]
    assert set(problem["required"]) <= answer.json().keys() <= problem["properties"].keys()


def test_no_answer_is_described_that_is_never_given(api: Any) -> None:
    """422 is the answer to a dossier or a credential that is none; no schema of the framework is left."""
    with_422 = [
        (path, method)
        for path, operations in api["paths"].items()
        for method, operation in operations.items()
        if "422" in operation["responses"]
    ]
    assert sorted(with_422) == [(path, "post") for path in ("/form", "/form/gauge", "/validate", "/verify")]
    assert api["components"]["schemas"].keys() == {"Problem"}


def test_a_parameter_is_absent_or_has_a_value(api: Any) -> None:
    """No parameter is said to be null: an address cannot say that."""
    entries = [p for ops in api["paths"].values() for op in ops.values() for p in op.get("parameters", ())]
    assert entries
    assert not any("null" in str(entry["schema"]) for entry in entries)
