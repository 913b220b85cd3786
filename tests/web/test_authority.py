"""Who stands behind a request: each role, each way in which a token does not count, and what is kept of it."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from quartierkg.access import Access, Asked, Database, Issuer, Rate, Replies, Role, Tokens, Trust
from quartierkg.errors import Conflict
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.web import audited
from tests.access.provider import AUDIENCE, new_keys, running
from tests.web.desk import CLAIRE, Desk

UPDATE = {"Content-Type": "application/sparql-update"}
TURTLE = {"Content-Type": "text/turtle"}
NOTHING = f"DELETE DATA {{ GRAPH <{NETWORK.value}> {{ <urn:not> <urn:there> 1 }} }}"


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("nobody", None),
        ("applicant", {"holder": "Ada", "role": "applicant", "quartier": CLAIRE}),
        ("member", {"holder": "Cléo", "role": "member", "quartier": None}),
        ("chair", {"holder": "Dan", "role": "chair", "quartier": None}),
        ("operator", {"holder": "Eve", "role": "operator", "quartier": None}),
        ("token file", {"holder": "operator", "role": "operator", "quartier": None}),
    ],
)
def test_a_token_says_who_asks(desk: Desk, who: str, told: object) -> None:
    """Its holder, role and Quartier; without one nobody is known."""
    assert desk.client.get("/test/who", headers=desk.shown[who]).json() == told


@pytest.mark.parametrize(
    ("who", "said"), [("unknown", "no such token"), ("expired", "has expired"), ("revoked", "was revoked")]
)
def test_a_token_that_does_not_count_is_told_why(desk: Desk, who: str, said: str) -> None:
    """401 with the scheme and the error of RFC 6750 (3.1), in both languages."""
    answer = desk.client.get("/test/who?lang=en", headers=desk.shown[who])
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="quartierkg", error="invalid_token"'
    assert said in answer.json()["detail"]
    assert desk.client.get("/test/who?lang=fr", headers=desk.shown[who]).json()["detail"].startswith("Ce jeton")


@pytest.mark.parametrize(
    "headers",
    [
        [("Authorization", "Basic QWRhOng=")],
        [("Authorization", "Bearer")],
        [("Authorization", "Bearer \x80\xff")],
        [("Authorization", "Bearer " + "x" * 5000)],
        [("Authorization", "")],
    ],
)
def test_a_header_without_a_token_is_no_authority(desk: Desk, headers: list[tuple[str, str]]) -> None:
    """Another scheme, no word, bytes that are none, and too many."""
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    assert desk.client.get("/test/who", headers=raw).status_code == 401


def test_two_tokens_are_none(desk: Desk) -> None:
    """Of two headers a proxy may have checked the one and we the other."""
    both = [(b"Authorization", desk.shown[who]["Authorization"].encode()) for who in ("operator", "applicant")]
    assert desk.client.get("/test/who", headers=both).status_code == 401


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("nobody", 401),
        ("unknown", 401),
        ("expired", 401),
        ("revoked", 401),
        ("applicant", 201),
        ("other applicant", 403),
        ("member", 403),
        ("chair", 201),
        ("operator", 403),
        ("token file", 403),
    ],
)
def test_a_role_and_a_quartier_are_required(desk: Desk, who: str, status: int) -> None:
    """The route of the test is for the chair, and for applicants of one Quartier."""
    answer = desk.client.post("/test/dossier", headers=desk.shown[who])
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["type"].endswith("#not-allowed")
    assert ("WWW-Authenticate" in answer.headers) is (status == 401)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *((who, 401) for who in ("nobody", "unknown", "expired", "revoked")),
        *((who, 403) for who in ("applicant", "other applicant", "member", "chair")),
        *((who, 204) for who in ("operator", "token file")),
    ],
)
def test_graphs_are_written_by_operators_alone(desk: Desk, who: str, status: int) -> None:
    """Whether the token stands in the store or in the file of the start."""
    assert desk.client.post("/update", content=NOTHING, headers=desk.shown[who] | UPDATE).status_code == status


def test_an_operator_of_the_store_writes_where_no_file_has_a_token(desk: Desk, tmp_path: Path) -> None:
    """Once the command line has made one, with no restart; before that nobody writes (403), nor when it is revoked."""
    settings = replace(desk.client.app.state.service.settings, token=None)  # type: ignore[attr-defined]
    access = Access.open(tmp_path)
    with desk.changed(settings=settings, access=access), Database(tmp_path) as beside:

        def tried(headers: dict[str, str]) -> int:
            answer = desk.client.post("/update", content=NOTHING, headers=headers | UPDATE)
            return int(answer.status_code)

        assert tried({}) == 403
        assert tried(desk.shown["token file"]) == 401
        token, secret = Tokens(beside).create("Eve", Role.OPERATOR)
        assert tried({"Authorization": f"Bearer {secret}"}) == 204
        assert tried({}) == 401
        Tokens(beside).revoke(token.id, "lost")
        assert tried({"Authorization": f"Bearer {secret}"}) == 401
        assert tried({}) == 403
    access.close()


@pytest.mark.parametrize(
    ("who", "private"),
    [
        ("nobody", False),
        ("applicant", False),
        ("other applicant", False),
        ("member", True),
        ("chair", True),
        ("operator", True),
        ("token file", True),
    ],
)
def test_the_committee_and_the_operator_read_all(desk: Desk, who: str, private: bool) -> None:
    """An applicant is answered as anyone is; what is private is kept by nobody."""
    answer = desk.client.get("/queries/CQ01", headers=desk.shown[who] | {"Accept": "application/json"})
    assert answer.status_code == 200
    assert ("private" in answer.headers["Cache-Control"]) is private
    assert ("ETag" in answer.headers) is not private


@pytest.mark.parametrize(
    ("who", "own", "all_"),
    [
        ("nobody", False, False),
        ("applicant", True, False),
        ("other applicant", False, False),
        ("member", True, True),
        ("chair", True, True),
        ("operator", True, True),
    ],
)
def test_an_applicant_reads_what_is_of_its_quartier(desk: Desk, who: str, own: bool, all_: bool) -> None:
    """And the committee's side whatever there is."""
    assert desk.client.get("/test/draft", headers=desk.shown[who]).json() == [own, all_]


def test_writes_and_refusals_are_in_the_trail(desk: Desk) -> None:
    """With role, address and reason; reading is not, nor a query that is sent by POST."""
    before = desk.length()
    client, shown = desk.client, desk.shown
    client.get("/test/who", headers=shown["chair"])
    client.post("/sparql", content="ASK {}", headers={"Content-Type": "application/sparql-query"})
    client.post("/sparql", content="ASK {", headers={"Content-Type": "application/sparql-query"})
    client.get("/nowhere")
    assert desk.trail(before) == []
    client.post("/test/dossier", headers=shown["chair"])
    client.post("/update", content=NOTHING, headers=shown["operator"] | UPDATE)
    client.post("/sparql", content=NOTHING, headers=shown["token file"] | UPDATE)
    client.put(f"/rdf-graph-store?graph={NETWORK.value}", content="<", headers=shown["operator"] | TURTLE)
    client.get("/test/who", headers=shown["revoked"])
    client.post("/test/dossier", headers=shown["member"])
    client.head("/queries/CQ01", headers=shown["expired"])
    client.request("BREW", "/pot")
    assert desk.trail(before) == [
        ("chair", "POST", "/test/dossier", 201, "", 1),
        ("operator", "POST", "/update", 204, "update", 1),
        ("operator", "POST", "/sparql", 204, "update", 1),
        ("operator", "PUT", "/rdf-graph-store", 400, "query", 1),
        ("operator", "GET", "/test/who", 401, "not-authorised", 1),
        ("member", "POST", "/test/dossier", 403, "not-allowed", 1),
        ("operator", "HEAD", "/queries/CQ01", 401, "not-authorised", 1),
        ("", "BREW", "/pot", 404, "", 1),
    ]


def test_a_line_is_there_before_its_answer(desk: Desk) -> None:
    """Who is answered can rely on it: another connection finds it at once."""
    for status in (201, 403):
        who = {201: "chair", 403: "member"}[status]
        assert desk.client.post("/test/dossier", headers=desk.shown[who]).status_code == status
        with Database(desk.folder) as beside:
            (found,) = beside.rows("SELECT status, holder FROM audit ORDER BY number DESC LIMIT 1")
        assert found == (status, {201: "Dan", 403: "Cléo"}[status])


def test_a_thousand_refusals_make_two_lines(desk: Desk) -> None:
    """A stranger who knocks without end costs no disk."""
    before = desk.length()
    for _ in range(40):
        desk.client.get("/queries/CQ01", headers=desk.shown["unknown"])
    assert [times for *_, times in desk.trail(before)] == [1, 39]


def test_no_secret_is_kept_or_told(desk: Desk) -> None:
    """Neither in the trail, nor in a file of the store, nor in an answer."""
    secret = desk.shown["chair"]["Authorization"].removeprefix("Bearer ")
    answers = [
        desk.client.post(f"/test/dossier?token={secret}", headers=desk.shown["chair"] | {"Idempotency-Key": "s"}),
        desk.client.get(f"/nowhere?access_token={secret}"),
    ]
    for answer in answers:
        assert secret not in answer.text + str(answer.headers)
    held = b"".join(path.read_bytes() for path in desk.folder.rglob("*") if path.is_file())
    assert secret.encode() not in held


def test_a_trail_that_cannot_be_written_lets_nothing_be_answered_as_done(desk: Desk) -> None:
    """The disk refuses: 500, and not the 201 of something that nobody could account for."""
    with closing(sqlite3.connect(desk.folder / "desk.sqlite")) as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END")
        try:
            assert desk.client.post("/test/dossier", headers=desk.shown["chair"]).status_code == 500
        finally:
            connection.execute("DROP TRIGGER full")


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/x", 200, None),
        ("GET", "/x", 404, None),
        ("GET", "/x", 429, "refusal"),
        ("HEAD", "/x", 401, "refusal"),
        ("OPTIONS", "/x", 204, None),
        ("POST", "/sparql", 200, None),
        ("POST", "/sparql", 503, None),
        ("POST", "/sparql", 204, "write"),
        ("POST", "/sparql", 401, "refusal"),
        ("POST", "/validate", 200, None),
        ("POST", "/validate", 422, None),
        ("POST", "/labels", 201, "write"),
        ("POST", "/labels", 303, "write"),
        ("POST", "/labels", 422, "refusal"),
        ("PUT", "/labels", 412, "refusal"),
        ("DELETE", "/labels", 500, "refusal"),
        ("BREW", "/pot", 200, "write"),
    ],
)
def test_what_the_trail_makes_of_an_answer(method: str, path: str, status: int, kind: str | None) -> None:
    """Each write has its line; whatever is refused is counted; reading leaves no trace."""
    assert audited.kind(method, path, status) == kind


def test_writes_have_a_rate_by_token_and_by_address(desk: Desk) -> None:
    """429 with the second at which another try makes sense; a refusal counts for the address it comes from."""
    with desk.changed(access=replace(desk.access, by_token=Rate(3), by_address=Rate(12))):
        post = desk.client.post

        def tried(who: str, times: int, address: str = "/test/dossier") -> list[int]:
            return [post(address, headers=desk.shown[who]).status_code for _ in range(times)]

        assert tried("chair", 4) == [201] * 3 + [429]
        assert tried("applicant", 1) == [201]
        assert tried("unknown", 9) == [401] * 7 + [429] * 2
        answer = post("/test/dossier", headers=desk.shown["applicant"])
        assert answer.status_code == 429
        assert 1 <= int(answer.headers["Retry-After"]) <= 20
        assert answer.json()["type"].endswith("#too-many-writes")
        # Whoever runs the service is not kept from it, and reading is not writing.
        assert tried("operator", 5, "/test/label") == [201] * 5
        assert desk.client.get("/test/who", headers=desk.shown["chair"]).status_code == 200


@pytest.fixture
def keyed(desk: Desk) -> tuple[Desk, list[bytes]]:
    """An instance, and what was done there since."""
    calls: list[bytes] = desk.client.app.state.calls  # type: ignore[attr-defined]
    calls.clear()
    return desk, calls


def test_a_write_under_a_key_is_made_once(keyed: tuple[Desk, list[bytes]]) -> None:
    """Asked again it is answered as before, and says so; another body under the key is a conflict."""
    desk, calls = keyed
    headers = desk.shown["chair"] | {"Idempotency-Key": "once"}
    first, again = (desk.client.post("/test/dossier", content=b"a", headers=headers) for _ in range(2))
    assert (first.status_code, first.json(), first.headers["Location"]) == (201, {"number": 1}, "/dossiers/1")
    assert (again.status_code, again.json(), again.headers["Location"]) == (201, {"number": 1}, "/dossiers/1")
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["Content-Type"] == first.headers["Content-Type"]
    conflict = desk.client.post("/test/dossier", content=b"b", headers=headers)
    assert (conflict.status_code, conflict.json()["type"][-9:]) == (409, "#conflict")
    assert calls == [b"a"]


def test_a_key_is_asked_for_after_the_right(keyed: tuple[Desk, list[bytes]]) -> None:
    """Who may not write does not learn what was answered to somebody else, nor spoils the key."""
    desk, calls = keyed
    key = {"Idempotency-Key": "whose"}
    assert desk.client.post("/test/dossier", headers=desk.shown["chair"] | key).status_code == 201
    for who, status in (("nobody", 401), ("revoked", 401), ("member", 403), ("other applicant", 403)):
        assert desk.client.post("/test/dossier", headers=desk.shown[who] | key).status_code == status
    assert desk.client.post("/test/dossier", headers=desk.shown["applicant"] | key).json() == {"number": 2}
    assert len(calls) == 2


@pytest.mark.parametrize(("how", "status", "then", "done"), [("wrong", 400, 400, 2), ("fail", 500, 409, 1)])
def test_what_went_wrong_under_a_key(
    keyed: tuple[Desk, list[bytes]], how: str, status: int, then: int, done: int
) -> None:
    """A mistake of the client may be tried again; after a failure of ours it is not known what was done."""
    desk, calls = keyed
    headers = desk.shown["chair"] | {"Idempotency-Key": how}
    answers = [desk.client.post(f"/test/dossier?{how}", headers=headers).status_code for _ in range(2)]
    assert answers == [status, then]
    assert len(calls) == done


def test_a_key_that_is_none_is_refused(keyed: tuple[Desk, list[bytes]]) -> None:
    """Nothing is done then."""
    desk, calls = keyed
    answer = desk.client.post("/test/dossier", headers=desk.shown["chair"] | {"Idempotency-Key": "k" * 256})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "Idempotency-Key")
    assert calls == []


def test_of_many_at_once_under_one_key_one_is_made(keyed: tuple[Desk, list[bytes]]) -> None:
    """The others have its answer, or are told that it is being carried out."""
    desk, calls = keyed
    headers = desk.shown["chair"] | {"Idempotency-Key": "many"}

    async def asked() -> list[int]:
        transport = httpx.ASGITransport(desk.client.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            one = (client.post("/test/dossier", content=b"a", headers=headers) for _ in range(16))
            return [answer.status_code for answer in await asyncio.gather(*one)]

    found = asyncio.run(asked())
    assert set(found) <= {201, 409}
    assert 201 in found
    assert calls == [b"a"]


KILLED = """
import os, sys
from pathlib import Path
from quartierkg.access import Asked, Database, Replies, Reply
replies = Replies(Database(Path(sys.argv[1])))
settled, begun = (Asked.of("t", key, "POST", "/", b"") for key in ("settled", "begun"))
replies.begin(settled)
replies.settle(settled, Reply(201, (), b"done"))
replies.begin(begun)
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be killed like this on Windows")
def test_a_server_that_is_killed_does_nothing_twice(tmp_path: Path) -> None:
    """What it answered is known after it; what it was doing is not begun again."""
    assert subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False).returncode == -9
    with Database(tmp_path) as found:
        replies = Replies(found)
        kept = replies.begin(Asked.of("t", "settled", "POST", "/", b""))
        assert kept is not None
        assert kept.body == b"done"
        with pytest.raises(Conflict, match="cut off"):
            replies.begin(Asked.of("t", "begun", "POST", "/", b""))


def test_a_token_of_an_identity_provider_counts_beside_those_of_the_store(desk: Desk) -> None:
    """Its role is required like any other; its person is in the trail; what it did not sign is unknown."""
    with running(new_keys()) as provider:
        access = replace(desk.access, issuer=Issuer(Trust(provider.address, AUDIENCE)))
        with desk.changed(access=access):

            def tried(shown: str, address: str = "/test/label") -> int:
                return int(desk.client.post(address, headers={"Authorization": f"Bearer {shown}"}).status_code)

            before = desk.length()
            assert tried(provider.signed(quartierkg_role="chair")) == 201  # the first one has the keys fetched
            assert tried(provider.signed(quartierkg_role="member")) == 403
            assert tried(provider.signed(aud="another")) == 401
            assert tried(provider.signed(iat=1, exp=2)) == 401
            claims = {"quartierkg_role": "applicant", "quartierkg_quartier": "mont-clair"}
            assert tried(provider.signed(**claims), "/test/dossier") == 403
            claims["quartierkg_quartier"] = "val-claire"
            assert tried(provider.signed(**claims), "/test/dossier") == 201
            assert desk.client.post("/test/label", headers=desk.shown["chair"]).status_code == 201
            lines = [line for _, line in access.trail.lines(after=before)]
            assert (lines[0].holder, lines[0].role, lines[0].token[:5]) == ("Ada Lovelace", "chair", "oidc-")
