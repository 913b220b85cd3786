"""Every route, every method, everybody: who may do what is written down by hand, and a route left out is a failure."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import pytest
from fastapi.routing import APIRoute
from pyoxigraph import NamedNode

from quartierkg.access import Rate
from quartierkg.intake.source import Source
from quartierkg.journal import Journal, Record
from quartierkg.register.act import Act
from quartierkg.register.deed import Deed
from quartierkg.snapshot.graphs import COMMITTEE, STATIONS
from quartierkg.stored import library
from quartierkg.web.routes import ROUTERS
from tests.samples import LONG, ROOT
from tests.web.desk import CLAIRE, Desk, Headers, opened

# What each one shows; the first four have no right at all.
WITHOUT: Final = ("nobody", "unknown", "expired", "revoked")
ROLES: Final = ("applicant", "other applicant", "member", "chair", "operator", "token file")
EVERYBODY: Final = (*WITHOUT, *ROLES)
COMMITTEE_SIDE: Final = ("member", "chair", "operator", "token file")

Allowed = dict[str, int]
"""The status of each one: 0 where the request is carried out."""

# Whatever is public is so for everybody, whatever token is shown.
PUBLIC: Final[Allowed] = dict.fromkeys(EVERYBODY, 0)
# A question answers to the role: a token that does not count is no role, and not the public's either.
QUESTION: Final[Allowed] = PUBLIC | dict.fromkeys(("unknown", "expired", "revoked"), 401)


def only(*allowed: str) -> Allowed:
    """Some roles and no others: 403 for these, and 401 for whoever has no token that counts."""
    return dict.fromkeys(WITHOUT, 401) | dict.fromkeys(ROLES, 403) | dict.fromkeys(allowed, 0)


OPERATOR: Final[Allowed] = only("operator", "token file")
DESK: Final[Allowed] = only("applicant", "member", "chair")
COMMITTEE_ALONE: Final[Allowed] = only("member", "chair")


@dataclass(frozen=True, slots=True)
class Row:
    """A route of the table: an example of a request to it, who may make it, and what it answers then."""

    allowed: Allowed
    address: str
    headers: Headers = field(default_factory=dict)
    content: bytes | None = None
    status: int = 200


_GRAPH: Final = f"?graph={STATIONS.value}"
_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
_TURTLE: Final = {"Content-Type": "text/turtle"}
_NOTHING: Final = f"DELETE DATA {{ GRAPH <{STATIONS.value}> {{ <urn:not> <urn:there> 1 }} }}".encode()
# Nothing is changed by a write of the table: what it sends is refused once it is known that it may be sent.
_REFUSED: Final = b"<"


def read(address: str, status: int = 200, allowed: Allowed = PUBLIC) -> Row:
    """A route that is read."""
    return Row(allowed, address, {"Accept": "*/*"}, None, status)


TABLE: Final[dict[tuple[str, str], Row]] = {
    **{
        ("get", path): read(path)
        for path in (
            *("/", "/sparql", "/form", "/validate", "/queries", "/search", "/ontology", "/charter", "/context.jsonld"),
            *(
                "/sparql/lexicon",
                "/schemas/verdict.json",
                "/schemas/remedy.json",
                "/schemas/dossier.json",
                "/problems",
                "/dumps",
                "/changes",
                "/fair-use",
                "/verify",
            ),
            *("/health", "/ready", "/metrics", "/catalogue", "/void", "/robots.txt", "/sitemap.xml", "/feed.atom"),
            *("/.well-known/api-catalog", "/network", "/network/map", "/network/links", "/network/matrix"),
            *("/network/charts", "/aide", "/aide/glossaire", "/aide/commandes", "/dossier.xlsx"),
            *("/mentions-legales", "/confidentialite", "/accessibilite"),
        )
    },
    ("get", "/aide/glossaire/{letter}"): read("/aide/glossaire/q"),
    ("get", "/help"): read("/help", 308),
    ("get", "/aide/tutoriels/{name}"): read("/aide/tutoriels/candidat"),
    ("get", "/id/{name}"): read("/id/brume", 303),
    ("get", "/profile/{name}"): read("/profile/quartier", 404),
    ("get", "/charter/{version}"): read("/charter/1"),
    ("get", "/shapes/{version}"): read("/shapes/1"),
    ("get", "/graph/{name}"): read("/graph/network"),
    ("get", "/dumps/{name}"): read("/dumps/nothing", 404),
    ("get", "/changes/{revision}"): read("/changes/1"),
    ("get", "/sitemap-{part}.xml"): read("/sitemap-pages.xml"),
    ("get", "/.well-known/void"): read("/.well-known/void", 303),
    ("get", "/.well-known/security.txt"): read("/.well-known/security.txt", 404),
    ("get", "/rdf-graph-store"): read("/rdf-graph-store" + _GRAPH),
    ("post", "/sparql"): Row(PUBLIC, "/sparql", {"Content-Type": "application/sparql-query"}, b"ASK {}"),
    ("post", "/validate"): Row(PUBLIC, "/validate", _TURTLE, b"<", 400),
    ("post", "/form"): Row(PUBLIC, "/form", _FORM, b"go=start%7Cempty"),
    ("post", "/form/gauge"): Row(PUBLIC, "/form/gauge", _FORM, b"state=%3C", 400),
    ("get", "/validate/results/{name}"): read("/validate/results/nothing", 404),
    ("delete", "/validate/results/{name}"): Row(PUBLIC, "/validate/results/nothing", status=404),
    ("post", "/validate/results/{name}/removal"): Row(PUBLIC, "/validate/results/nothing/removal", status=404),
    ("post", "/verify"): Row(PUBLIC, "/verify", {"Content-Type": "application/vc"}, b"<", 400),
    ("post", "/update"): Row(OPERATOR, "/update", {"Content-Type": "application/sparql-update"}, _NOTHING, 204),
    ("put", "/rdf-graph-store"): Row(OPERATOR, "/rdf-graph-store" + _GRAPH, _TURTLE, _REFUSED, 400),
    ("post", "/rdf-graph-store"): Row(OPERATOR, "/rdf-graph-store" + _GRAPH, _TURTLE, _REFUSED, 400),
    ("delete", "/rdf-graph-store"): Row(OPERATOR, "/rdf-graph-store?graph=urn:nowhere", status=404),
    **{("get", f"/queries/{name}"): read(f"/queries/{name}?format=rq", allowed=QUESTION) for name in library()},
    ("get", "/dossiers"): read("/dossiers", allowed=QUESTION),
    ("post", "/dossiers"): Row(DESK, f"/dossiers?quartier={CLAIRE}", _TURTLE, _REFUSED, 400),
    ("get", "/dossiers/{name}"): read("/dossiers/val-claire", allowed=QUESTION),
    ("post", "/dossiers/{name}"): Row(DESK, "/dossiers/val-claire", _TURTLE, _REFUSED, 400),
    ("get", "/dossiers/{name}/versions/{version}"): read("/dossiers/val-claire/versions/1", allowed=DESK),
    ("get", "/dossiers/{name}/evidence/{digest}"): read("/dossiers/val-claire/evidence/none", 404, DESK),
    ("post", "/dossiers/{name}/evidence"): Row(DESK, "/dossiers/val-claire/evidence", content=b"", status=400),
    ("get", "/dossiers/{name}/moves"): read("/dossiers/val-claire/moves", allowed=QUESTION),
    ("post", "/dossiers/{name}/moves"): Row(DESK, "/dossiers/val-claire/moves", content=_REFUSED, status=400),
    ("post", "/dossiers/{name}/opinions"): Row(
        COMMITTEE_ALONE, "/dossiers/val-claire/opinions", content=_REFUSED, status=400
    ),
    ("put", "/dossiers/{name}/proposal"): Row(
        COMMITTEE_ALONE, "/dossiers/val-claire/proposal", content=_REFUSED, status=400
    ),
    ("delete", "/dossiers/{name}/proposal"): Row(COMMITTEE_ALONE, "/dossiers/val-claire/proposal", status=404),
    ("post", "/dossiers/{name}/proposal/approval"): Row(
        COMMITTEE_ALONE, "/dossiers/val-claire/proposal/approval", status=404
    ),
    ("put", "/dossiers/{name}/publication"): Row(
        only("applicant"), "/dossiers/val-claire/publication", content=_REFUSED, status=400
    ),
    ("get", "/dossiers/{name}/draft"): read("/dossiers/val-claire/draft", 404, only("applicant")),
    ("put", "/dossiers/{name}/draft"): Row(only("applicant"), "/dossiers/val-claire/draft", content=b"", status=415),
    ("delete", "/dossiers/{name}/draft"): Row(only("applicant"), "/dossiers/val-claire/draft", status=404),
    ("get", "/decisions"): read("/decisions", allowed=QUESTION),
    ("get", "/decisions/{entry}"): read("/decisions/1", 404, QUESTION),
    ("get", "/labels"): read("/labels"),
    ("get", "/labels/{name}"): read("/labels/val-claire", 404),
    ("get", "/labels/{name}/badge"): read("/labels/val-claire/badge", 404),
    ("get", "/labels/{name}/badge.svg"): read("/labels/val-claire/badge.svg", 404),
    ("get", "/id/label/{name}/{number}"): read("/id/label/val-claire/1", 404),
    ("get", "/id/status/{number}/{purpose}"): read("/id/status/1/revocation"),
    ("get", "/issuer"): read("/issuer"),
    ("get", "/label/v1"): read("/label/v1"),
    # Routes that the description leaves out: other ways to the same.
    ("get", "/queries/{name}"): read("/queries/cq01?format=rq", allowed=QUESTION),
    ("get", "/rdf-graph-store/{path:path}"): read("/rdf-graph-store/nowhere", 404),
    ("put", "/rdf-graph-store/{path:path}"): Row(OPERATOR, "/rdf-graph-store/nowhere", _TURTLE, _REFUSED, 400),
    ("post", "/rdf-graph-store/{path:path}"): Row(OPERATOR, "/rdf-graph-store/nowhere", _TURTLE, _REFUSED, 400),
    ("delete", "/rdf-graph-store/{path:path}"): Row(OPERATOR, "/rdf-graph-store/nowhere", status=404),
}


def hidden() -> set[tuple[str, str]]:
    """The routes that the description of the API leaves out."""
    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    return {
        (method.lower(), route.path)
        for route in routes
        if not route.include_in_schema
        for method in route.methods or ()
    }


def test_no_route_is_left_out(desk: Desk) -> None:
    """The table has each operation of the description, and each route beside it, and none that is not there."""
    paths = desk.client.get("/openapi.json").json()["paths"]
    described = {(method, path) for path, operations in paths.items() for method in operations}
    assert described | hidden() == TABLE.keys()


def test_the_description_says_where_a_token_counts(desk: Desk) -> None:
    """An operation has security where its row is not everybody's alike; where anyone reads, a token is a choice."""
    paths = desk.client.get("/openapi.json").json()["paths"]
    for path, operations in paths.items():
        for method, operation in operations.items():
            allowed = TABLE[method, path].allowed
            needed: list[dict[str, list[str]]] = [{"token": []}] if method != "get" else [{}, {"token": []}]
            assert operation.get("security") == (None if allowed is PUBLIC else needed), (method, path)


def test_no_one_is_left_out(desk: Desk) -> None:
    """Each row says what each one may, and the instance has each one."""
    assert set(EVERYBODY) == desk.shown.keys()
    assert all(row.allowed.keys() == set(EVERYBODY) for row in TABLE.values())


@pytest.mark.parametrize(("method", "path"), TABLE, ids=lambda word: word)
def test_everybody_may_do_what_the_table_says_and_no_more(desk: Desk, method: str, path: str) -> None:
    """The same request by each one: 401 and 403 are those of the table, otherwise the answer is that of the example."""
    _with_a_case(desk)
    row = TABLE[method, path]
    found = {who: _asked(desk, method, row, desk.shown[who]) for who in EVERYBODY}
    assert found == {who: status or row.status for who, status in row.allowed.items()}


def test_every_write_is_counted(desk: Desk) -> None:
    """Who has written as often as one may is told so, 429, whatever they write; an operator is not counted."""
    spent = Rate(1)
    for name in desk.ids.values():
        spent.take(name)
    with desk.changed(access=replace(desk.access, by_token=spent)):
        for (method, path), row in TABLE.items():
            if method == "get" or row.allowed in (PUBLIC, QUESTION, OPERATOR):
                continue
            for who, status in row.allowed.items():
                if status == 0:
                    assert _asked(desk, method, row, desk.shown[who]) == 429, (method, path, who)


def _with_a_case(desk: Desk) -> None:
    """A dossier of Val-Claire is filed; what it is judged to be makes no difference here."""
    keeper = desk.client.app.state.service.keeper  # type: ignore[attr-defined]
    if keeper.register.case(CLAIRE).filed:
        return
    dossier = Source("x.ttl", b"# a dossier", "text/turtle")
    judged = dict.fromkeys(("gate", "profile", "day", "outcome", "charter", "shapes_sha256", "source_sha256"), "")
    judgement: dict[str, object] = judged | {
        "charter": "1",
        "context_sha256": "",
        "criteria": {},
        "rows": {},
        "engines": [],
        "award": None,
    }
    said = {"dossier": "urn:d", "name": "x.ttl", "media_type": "text/turtle", "sha256": dossier.sha256, "context": ""}
    act = Act("file", CLAIRE, "2026-01-01", "Ada", "applicant", said | {"judgement": judgement})
    keeper.keep(Deed(keeper.register.case(CLAIRE), (act,), (dossier,)))


def _asked(desk: Desk, method: str, row: Row, shown: Headers) -> int:
    answer = desk.client.request(
        method, row.address, headers=row.headers | shown, content=row.content, follow_redirects=False
    )
    return int(answer.status_code)


@pytest.mark.parametrize("method", ["put", "post", "delete", "patch"])
def test_what_is_only_read_takes_no_write_of_anybody(desk: Desk, method: str) -> None:
    """405 for the operator as for a stranger."""
    for path in ("/ontology", "/charter", "/id/brume", "/dumps", "/graph/network", "/queries/CQ01"):
        for who in ("nobody", "operator"):
            assert desk.client.request(method, path, headers=desk.shown[who]).status_code == 405, (path, who)


HIDDEN: Final = COMMITTEE.value
ESCAPED: Final = HIDDEN.replace("committee", r"c\u006fmmittee")
SPARQL: Final = (
    f"SELECT * {{ GRAPH <{HIDDEN}> {{ ?s ?p ?o }} }}",
    f"SELECT * FROM <{HIDDEN}> {{ ?s ?p ?o }}",
    f"SELECT * FROM NAMED <{HIDDEN}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    f"BASE <{HIDDEN[:-4]}> SELECT * FROM <committee> FROM NAMED <committee> {{ ?s ?p ?o }}",
    f"PREFIX g: <{HIDDEN[:-9]}> SELECT * FROM g:committee {{ ?s ?p ?o }}",
    f"SELECT * FROM <{ESCAPED}> {{ ?s ?p ?o }}",
    f"SELECT * FROM <{STATIONS.value}> FROM NAMED <{HIDDEN}> {{ GRAPH <{HIDDEN}> {{ ?s ?p ?o }} }}",
    "SELECT * { { ?s <urn:hidden> ?o } UNION { GRAPH ?g { ?s <urn:hidden> ?o } } }",
    f"SELECT * {{ GRAPH ?g {{ }} FILTER(?g = <{HIDDEN}>) }}",
)
# Those that a verdict tells apart, for every run; the others in the long one.
OFTEN: Final = ("CQ18", "CQ33")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An instance whose verdicts are all in the committee's graph, beside a statement that is easy to find."""
    folder = tmp_path_factory.mktemp("guarded")
    kept = ROOT / "data" / "network"
    for name in ("illustrative", "stations"):
        shutil.copytree(kept / name, folder / "data" / "network" / name)
    with Journal(folder / "store") as journal:
        verdicts = [(path.name, path.read_bytes()) for path in sorted((kept / "register").glob("*.ttl"))]
        secret = ("hidden.ttl", b"<urn:s> <urn:hidden> <urn:o> .")
        journal.append(
            [Record("load", name, "text/turtle", HIDDEN, data, "test", "test") for name, data in (*verdicts, secret)]
        )
    with opened(folder / "store", folder / "data") as found:
        yield found


def rows(desk: Desk, question: str, who: str) -> object:
    """The rows that a question answers to somebody."""
    answer = desk.client.get(f"/queries/{question}", headers=desk.shown[who] | {"Accept": "application/json"})
    assert answer.status_code == 200, (question, who, answer.text)
    return answer.json()["items"]


@pytest.mark.parametrize("question", library() if LONG else OFTEN)
def test_what_the_committee_reads_is_told_to_nobody_else(guarded: Desk, question: str) -> None:
    """To an applicant as to a stranger; to the members, the chair and the operator alike."""
    public = rows(guarded, question, "nobody")
    whole = rows(guarded, question, "member")
    for who in ("applicant", "other applicant"):
        assert rows(guarded, question, who) == public
    for who in COMMITTEE_SIDE:
        assert rows(guarded, question, who) == whole
    if question in OFTEN:
        assert public != whole


def test_the_sparql_endpoint_never_shows_it(guarded: Desk) -> None:
    """Whatever the query names and whoever asks, the operator included; nor do the addresses of the graph."""
    about = guarded.client.app.state.service  # type: ignore[attr-defined]
    assert about.snapshot.count(NamedNode(HIDDEN)) > 1000
    for who in EVERYBODY:
        headers = guarded.shown[who] | {"Accept": "text/csv"}
        for text in SPARQL:
            answer = guarded.client.get("/sparql", params={"query": text}, headers=headers)
            assert answer.status_code == 200
            assert answer.text.count("\n") == 1, (who, text, answer.text)
        shown = guarded.shown[who]
        assert guarded.client.get("/rdf-graph-store", params={"graph": HIDDEN}, headers=shown).status_code == 404
        assert guarded.client.get("/graph/committee", headers=shown).status_code == 404


def test_what_the_committee_was_told_is_not_told_to_the_next(guarded: Desk) -> None:
    """No answer is kept for another one, in whatever order they ask, and whatever tag they show."""
    seen = {who: rows(guarded, "CQ33", who) for who in ("member", "nobody", "member", "applicant", "nobody")}
    assert seen["nobody"] == seen["applicant"] != seen["member"]
    accept = {"Accept": "application/json"}
    tag = guarded.client.get("/queries/CQ33", headers=accept).headers["ETag"]
    answer = guarded.client.get("/queries/CQ33", headers=accept | guarded.shown["member"] | {"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.json()["items"] == seen["member"]
