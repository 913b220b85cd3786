"""The one table of errors."""

from __future__ import annotations

import pytest
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from quartierkg import errors
from quartierkg.errors import Place, QuartierError
from quartierkg.language import Text
from quartierkg.web.faults import of_http, of_ours
from quartierkg.web.kinds import all_kinds

TEXT = Text("quoi", "what")


def every_error() -> list[type[QuartierError]]:
    """Every class of the tree."""
    return [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, QuartierError)]


@pytest.mark.parametrize("kind", every_error(), ids=lambda kind: str(kind.__name__))
def test_every_error_of_ours_becomes_a_problem(kind: type[QuartierError]) -> None:
    """Type, title, status and detail are those of the error, in the language of the reader."""
    problem = of_ours(kind(TEXT))
    for language, detail in (("fr", "quoi"), ("en", "what")):
        details = problem.details(language)  # type: ignore[arg-type]
        assert details["status"] == kind.status
        assert details["detail"] == detail
        assert details["type"] == f"https://w3id.org/quartierkg/problems#{kind.kind}"
        assert details["title"]


def test_what_is_known_of_the_cause_is_told() -> None:
    """Source, line, column and the way out are members of their own, and absent when nothing is known."""
    error = errors.SyntaxFault(TEXT, source="a.ttl", place=Place(3, 7), remedy=Text("faire", "do"))
    details = of_ours(error).details("en")
    assert (details["source"], details["line"], details["column"], details["remedy"]) == ("a.ttl", 3, 7, "do")
    assert not {"source", "line", "column", "remedy"} & set(of_ours(errors.NotFound(TEXT)).details("en"))


@pytest.mark.parametrize(("status", "kind"), [(404, "not-found"), (405, "method"), (400, "request"), (431, "request")])
def test_the_frameworks_errors_are_told_the_same_way(status: int, kind: str) -> None:
    """What the framework refuses is a problem too, and keeps its status."""
    problem = of_http(HTTPException(status))
    assert (problem.status, problem.kind) == (status, kind)


def test_every_problem_type_leads_to_an_entry(client: TestClient) -> None:
    """The address of a problem's type is served here, and the page has an entry for each kind."""
    page = client.get("/problems", headers={"Accept": "text/html"}).text
    for kind in all_kinds():
        assert f'id="{kind.id}"' in page


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("text/html", "text/html"),
        ("text/html,*/*;q=0.8", "text/html"),
        ("*/*", "application/problem+json"),
        ("application/json", "application/problem+json"),
        ("image/png", "application/problem+json"),
        ("text/html;q=0, */*", "application/problem+json"),
    ],
)
def test_an_error_is_told_in_the_form_that_the_client_can_read(client: TestClient, accept: str, type_: str) -> None:
    """A page for browsers, problem details for everyone else; an error is never refused for its format."""
    answer = client.get("/nothing", headers={"Accept": accept})
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].partition(";")[0] == type_
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["nowhere", "a b", "<>", "%00", "%2e%2e/ontology", "é", "a" * 5000, "", "brume/"])
def test_a_name_that_names_nothing_is_not_found(client: TestClient, name: str) -> None:
    """Whatever follows /id/, an unknown thing is 404 and never a crash."""
    assert client.get(f"/id/{name}", headers={"Accept": "application/json"}).status_code == 404
