"""The register over HTTP: a life from interest to award, and what is told to whom."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from quartierkg.access import Role
from quartierkg.web import registry
from tests.register.conftest import dossier, fresh

TURTLE = {"Content-Type": "text/turtle"}


def bare(name: str) -> bytes:
    """A dossier that says which Quartier it is about, and no more."""
    return f"""@prefix qn: <https://w3id.org/quartierkg/ontology#> .
@prefix qid: <https://w3id.org/quartierkg/id/quartier/> .
<https://w3id.org/quartierkg/id/{name}/dossier> a qn:Dossier ; qn:illustrative true ; qn:concerns qid:{name} .
qid:{name} a qn:Quartier ; qn:illustrative true .
""".encode()


class Instance:
    """A running instance with a token for each role."""

    def __init__(self, client: TestClient, *, meets: bool = False) -> None:
        """Somebody in each role, and a dossier.

        :param meets: whether the dossier meets the charter; one that says next to nothing is judged in no time.
        """
        self.client = client
        self.quartier = fresh()
        self.name = self.quartier.rpartition("/")[2]
        self.dossier = dossier(self.quartier).data if meets else bare(self.name)
        tokens = client.app.state.service.access.tokens  # type: ignore[attr-defined]
        self.headers: dict[str, dict[str, str]] = {"nobody": {}}
        for name, role, quartier in (
            ("applicant", Role.APPLICANT, self.quartier),
            ("other", Role.APPLICANT, self.quartier + "-bis"),
            ("ana", Role.MEMBER, None),
            ("bo", Role.MEMBER, None),
            ("chair", Role.CHAIR, None),
            ("operator", Role.OPERATOR, None),
        ):
            _, secret = tokens.create(f"{name} (personnage fictif)", role, quartier, 3)
            self.headers[name] = {"Authorization": f"Bearer {secret}"}

    def ask(self, who: str, method: str, path: str = "", **more: Any) -> Any:
        """An answer to somebody."""
        headers = self.headers[who] | more.pop("headers", {})
        return self.client.request(method, f"/dossiers/{self.name}{path}", headers=headers, **more)

    def move(self, who: str, move: str, on: str, **more: object) -> Any:
        """The answer to a move."""
        return self.ask(who, "POST", "/moves", json={"move": move, "on": on, **more})

    def file(self, who: str = "applicant", **headers: str) -> Any:
        """The answer to a filing."""
        return self.ask(who, "POST", content=self.dossier, headers=TURTLE | headers)

    def outlook(self, who: str) -> dict[str, Any]:
        """What may come next, as somebody is told, by the name of the move."""
        return {one["move"]: one for one in self.ask(who, "GET", "/moves").json()["items"]}

    def opinions(self, who: str) -> None:
        """An opinion on each row that the committee judges."""
        for row in ("QN-C2-02", "QN-C4-02", "QN-C4-11", "QN-C7-03"):
            said = {"requirement": row, "outcome": "passed", "motive": "Vu sur place."}
            assert self.ask(who, "POST", "/opinions", json=said).status_code == 201


@pytest.fixture
def instance(desks: TestClient) -> Instance:
    """The service, with people who act on a Quartier that nobody knows."""
    return Instance(desks)


def asked(instance: Instance, query: str) -> list[list[str]]:
    """The rows of a query of the public."""
    found = instance.client.get("/sparql", params={"query": query, "format": "csv"})
    assert found.status_code == 200
    return [line.split(",") for line in found.text.splitlines()[1:]]


def test_a_refusal_says_the_guard_and_the_sentence(instance: Instance) -> None:
    """In the reader's language, as problem details."""
    assert instance.move("applicant", "DeclareInterest", "2023-11-01").status_code == 201
    refused = instance.ask("chair", "POST", "/moves?lang=en", json={"move": "RealiseAll", "on": "2024-01-01"})
    assert refused.status_code == 409
    assert refused.headers["content-type"].startswith("application/problem+json")
    said = {one["guard"]: one for one in refused.json()["refusals"]}
    assert {"state", "afterState", "dossier", "VerdictMet"} <= said.keys()
    assert "national charter" in refused.text
    for body, named in (
        ({"move": "Crown", "on": "2024-01-01"}, "move"),
        ({"move": "OpenCall"}, "on"),
        ({"move": "OpenCall", "on": "soon"}, "on"),
        ({"move": "OpenCall", "on": "2024-01-01", "crown": True}, "crown"),
        ({"move": "RealiseCriterion", "on": "2024-01-01", "criterion": "4"}, "criterion"),
    ):
        wrong = instance.ask("chair", "POST", "/moves", json=body)
        assert (wrong.status_code, wrong.json()["parameter"]) == (400, named), body
    for content in (b"", b"[", b"[1]", b"\xff", b"[" * 5000):
        assert instance.ask("chair", "POST", "/moves", content=content).status_code == 400


def test_what_no_format_can_tell_is_refused(instance: Instance) -> None:
    """In a motive, in any other member, and as the name of one: 400, and nothing is kept."""
    assert instance.move("applicant", "DeclareInterest", "2023-11-01").status_code == 201
    before = instance.ask("nobody", "GET").json()
    for sign in ("\\ud800", "\\u0000", "\\u0001", "\\u009f", "\\ufffe", "x" * 10_001):
        for members in (
            f'"move": "Withdraw", "on": "2024-01-01", "motive": "{sign}"',
            f'"move": "{sign}", "on": "2024-01-01"',
            f'"move": "Withdraw", "on": "2024-01-01", "{sign}": "x"',
        ):
            refused = instance.ask("chair", "POST", "/moves", content=f"{{{members}}}".encode())
            assert refused.status_code == 400, refused.text
    assert instance.ask("nobody", "GET").json() == before


def test_two_who_file_at_once_and_one_who_files_twice(instance: Instance) -> None:
    """One wins and the other is told; under one key the same answer comes again, and nothing is filed twice."""
    key = {"Idempotency-Key": "one"}
    first, second = (instance.file(**key) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.headers["idempotency-replayed"] == "true"
    assert first.json() == second.json()
    assert instance.file().status_code == 409
    etag = first.headers["etag"]
    changed = instance.dossier + b"\n# "
    with ThreadPoolExecutor(2) as crew:
        answers = list(
            crew.map(
                lambda number: (
                    instance.ask(
                        "applicant", "POST", content=changed + str(number).encode(), headers=TURTLE | {"If-Match": etag}
                    ).status_code
                ),
                range(2),
            )
        )
    assert sorted(answers) in ([201, 409], [201, 412])
    assert len(instance.ask("applicant", "GET").json()["dossiers"]) == 2
    assert instance.ask("applicant", "POST", content=changed, headers=TURTLE | {"If-Match": etag}).status_code == 412


def test_what_is_not_public_is_told_to_nobody_else(instance: Instance) -> None:
    """Dossier, draft and evidence are for the applicant and the committee, until the applicant shows them."""
    assert instance.file().status_code == 201
    document = b"<script>alert(1)</script>"
    sent = {"Content-Type": "text/html", "Content-Disposition": 'attachment; filename="../../x.html"'}
    attached = instance.ask("applicant", "POST", "/evidence", content=document, headers=sent)
    assert attached.status_code == 201
    digest = hashlib.sha256(document).hexdigest()
    assert [one["name"] for one in attached.json()["evidence"]] == ["x.html"]
    for path in ("/versions/1", f"/evidence/{digest}"):
        assert instance.ask("nobody", "GET", path).status_code == 401
        assert instance.ask("other", "GET", path).status_code == 403
        assert instance.ask("operator", "GET", path).status_code == 403
        for who in ("applicant", "ana", "chair"):
            answer = instance.ask(who, "GET", path)
            assert answer.status_code == 200
            assert answer.headers["content-disposition"].startswith("attachment")
            assert "sandbox" in answer.headers["content-security-policy"]
    assert instance.ask("applicant", "GET", f"/evidence/{digest}").headers["content-type"] == "application/octet-stream"
    for who in ("nobody", "other", "operator"):
        assert "dossiers" not in instance.ask(who, "GET").json()
        (told,) = (
            item
            for item in instance.client.get("/dossiers?limit=100", headers=instance.headers[who]).json()["items"]
            if item["name"] == instance.name
        )
        assert "sha256" not in json.dumps(told)
    assert "dossiers" in instance.ask("ana", "GET").json()
    assert instance.ask("ana", "PUT", "/publication", json={"published": True}).status_code == 403
    assert instance.ask("applicant", "PUT", "/publication", json={"published": True}).status_code == 201
    assert instance.ask("nobody", "GET", "/versions/1").content == instance.dossier


def test_what_is_hidden_again_is_told_to_nobody_any_more(instance: Instance) -> None:
    """No answer of a moment before stands in for the one of now, also where no graph has changed in between."""
    assert instance.file().status_code == 201
    for published in (True, False):
        before = instance.ask("nobody", "GET").headers["etag"]
        assert instance.ask("applicant", "PUT", "/publication", json={"published": published}).status_code == 201
        after = instance.ask("nobody", "GET")
        assert after.headers["etag"] != before
        assert ("dossiers" in after.json()) is published
        assert instance.ask("nobody", "GET", "/versions/1").status_code == (200 if published else 401)


def test_what_everybody_sees_and_all_of_it_have_tags_of_their_own(instance: Instance) -> None:
    """Held by one, it is not taken for the other; either is good for a write; what is held is not sent again."""
    assert instance.move("applicant", "DeclareInterest", "2023-11-01").status_code == 201
    tags = {who: instance.ask(who, "GET").headers["etag"] for who in ("nobody", "other", "applicant", "ana")}
    assert tags["nobody"] == tags["other"] != tags["applicant"] == tags["ana"]
    for who, other in (("nobody", "applicant"), ("applicant", "nobody")):
        held = instance.ask(who, "GET", headers={"If-None-Match": f'"x", W/{tags[who]}'})
        assert (held.status_code, held.headers["etag"]) == (304, tags[who])
        assert "Authorization" in held.headers["vary"]
        assert held.headers["cache-control"] == "private, no-cache"
        assert instance.ask(who, "GET", headers={"If-None-Match": tags[other]}).status_code == 200
    said = {"move": "OpenCall", "on": "2024-01-15"}
    again = instance.ask("ana", "POST", "/moves", json=said, headers={"If-Match": tags["nobody"]})
    assert again.status_code == 201
    late = instance.ask("ana", "POST", "/moves", json=said, headers={"If-Match": tags["applicant"]})
    assert late.status_code == 412


def test_a_draft_is_kept_until_it_is_filed(instance: Instance) -> None:
    """It is not judged, and nobody but the applicant has it."""
    assert instance.ask("applicant", "GET", "/draft").status_code == 404
    half = b"@prefix qn: <https://w3id.org/quartierkg/ontology#> . # not yet"
    assert instance.ask("applicant", "PUT", "/draft", content=half, headers=TURTLE).status_code == 204
    assert instance.ask("applicant", "GET", "/draft").content == half
    for who, status in (("nobody", 401), ("other", 403), ("ana", 403), ("operator", 403)):
        assert instance.ask(who, "GET", "/draft").status_code == status
    assert instance.file().status_code == 201
    assert instance.ask("applicant", "GET", "/draft").status_code == 404
    assert instance.ask("applicant", "DELETE", "/draft").status_code == 404


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('<https://w3id.org/quartierkg/id/quartier/val-claire> rdfs:label "Autre" .', "val-claire"),
        ('<https://w3id.org/quartierkg/id/quartier/val-claire/event-1> rdfs:label "Autre" .', "event-1"),
        ('<https://w3id.org/quartierkg/id/quartier/val-claire/event-99> rdfs:label "Autre" .', "event-99"),
        ('<https://w3id.org/quartierkg/id/label/val-claire/1> rdfs:label "Autre" .', "id/label"),
        ('<https://w3id.org/quartierkg/id/territory/lille> rdfs:label "Autre" .', "territory"),
        ("qid:QUARTIER qn:state qn:Labelled .", "state"),
        ("qn:Quartier rdfs:subClassOf qn:Enterprise .", "subClassOf"),
        ("<https://w3id.org/quartierkg/graph/network> qn:illustrative true .", None),
    ],
)
def test_a_dossier_changes_nothing_but_itself(instance: Instance, more: str, said: str | None) -> None:
    """Whatever it says of others, of its own award, of the schema or of system graphs: the graphs stay as they were."""
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    before = asked(instance, count)
    prefixes = b"\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    answer = instance.ask(
        "applicant",
        "POST",
        content=instance.dossier + prefixes + more.replace("QUARTIER", instance.name).encode(),
        headers=TURTLE,
    )
    if said is not None:
        assert answer.status_code == 422
        assert said in answer.json()["detail"]
    assert asked(instance, count) == before


def test_a_quartier_of_another_host_begins_by_its_address(instance: Instance) -> None:
    """Its first move, or its first dossier, is made at ``/dossiers``, which says where the case is from then on."""
    iri = instance.quartier.replace("https://w3id.org/quartierkg/id", "https://lille.example")
    tokens = instance.client.app.state.service.access.tokens  # type: ignore[attr-defined]
    _, secret = tokens.create("Ada (personnage fictif)", Role.APPLICANT, iri, 3)
    own = {"Authorization": f"Bearer {secret}"}
    said = {"move": "DeclareInterest", "on": "2023-11-01"}
    other = instance.client.post("/dossiers", params={"quartier": iri}, json=said, headers=instance.headers["other"])
    assert other.status_code == 403
    begun = instance.client.post("/dossiers", params={"quartier": iri}, json=said, headers=own)
    assert begun.status_code == 201, begun.text
    name = begun.json()["name"]
    assert name.startswith("~")
    assert begun.headers["location"] == f"/dossiers/{name}"
    assert instance.client.get(begun.headers["location"]).json()["state"] == "InterestDeclared"
    content = instance.dossier.replace(instance.quartier.encode(), iri.encode()).replace(
        f"qid:{instance.name}".encode(), f"<{iri}>".encode()
    )
    turtle = own | TURTLE
    filed = instance.client.post("/dossiers", params={"quartier": iri}, content=content, headers=turtle)
    assert (filed.status_code, filed.headers.get("location")) == (201, f"/dossiers/{name}"), filed.text
    again = instance.client.post(f"/dossiers/{name}", content=content, headers=turtle)
    assert again.status_code == 409
    state = asked(instance, f"SELECT ?s {{ <{iri}> <https://w3id.org/quartierkg/ontology#state> ?s }}")
    assert state == [["https://w3id.org/quartierkg/ontology#InterestDeclared"]]


@pytest.mark.parametrize(
    "iri",
    [
        "", "havre-neuf", "https://", "urn:quartier:1", "https://x.example/a b", "https://[x/",
        "https://w3id.org/quartierkg/ontology#Quartier", "https://w3id.org/quartierkg/id/quartier/a/event-1",
        "https://w3id.org/quartierkg/graph/network", "https://w3id.org/quartierkg/id/quartier/",
        "https://W3ID.org/quartierkg/id/quartier/a", "http://w3id.org/quartierkg/id/quartier/a",
        "https://w3id.org:443/quartierkg/id/quartier/a", "https://x@w3id.org/quartierkg/id/quartier/a",
        "https://w3id.org/quartierkg/id/quartier/" + "0123456789abcdef" * 2, "https://[::1]/quartier",
    ],
)  # fmt: skip
def test_what_cannot_be_a_quartier_begins_no_case(instance: Instance, iri: str) -> None:
    """Of our own addresses those of Quartiers alone; a move would say of any other that it is one."""
    said = {"move": "DeclareInterest", "on": "2023-11-01"}
    found = instance.client.post("/dossiers", params={"quartier": iri}, json=said, headers=instance.headers["chair"])
    assert found.status_code == 400, found.text


@pytest.mark.parametrize("name", ["a b", "<", "a?b", "a#b", 'a"b', "~", "a%b", "\\", "0123456789abcdef" * 2])
def test_a_name_that_no_quartier_can_have_is_not_found(instance: Instance, name: str) -> None:
    """For reading and for acting alike."""
    path = f"/dossiers/{quote(name, safe='')}"
    assert instance.client.get(path).status_code == 404
    said = {"move": "DeclareInterest", "on": "2023-11-01"}
    assert instance.client.post(f"{path}/moves", json=said, headers=instance.headers["chair"]).status_code == 404


def test_a_token_that_is_revoked_meanwhile_changes_nothing(instance: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks take seconds: who lost the right to act before they end is refused, and the key is free again."""
    tokens = instance.client.app.state.service.access.tokens  # type: ignore[attr-defined]
    prepared = registry.prepared

    async def late(*given: Any) -> Any:
        made = await prepared(*given)
        found = tokens.find(instance.headers["applicant"]["Authorization"].removeprefix("Bearer "))
        tokens.revoke(found.id, "lost")
        return made

    monkeypatch.setattr(registry, "prepared", late)
    assert instance.move("applicant", "DeclareInterest", "2023-11-01").status_code == 401
    assert instance.ask("nobody", "GET").status_code == 404


def test_one_key_for_two_documents_is_told(instance: Instance) -> None:
    """The same bytes under another name, or as another type, are another request."""
    key = {"Idempotency-Key": "piece", "Content-Type": "text/plain", "Content-Disposition": 'attachment; filename="a"'}
    said = {"move": "DeclareInterest", "on": "2023-11-01"}
    assert instance.ask("applicant", "POST", "/moves", json=said, headers=key).status_code == 201
    assert instance.ask("applicant", "POST", "/moves", json=said, headers=key).status_code == 201
    for more in ({"Content-Type": "text/html"}, {"Content-Disposition": 'attachment; filename="b"'}):
        assert instance.ask("applicant", "POST", "/moves", json=said, headers=key | more).status_code == 409


def test_what_is_no_dossier_is_told_so(instance: Instance) -> None:
    """With the status of validation, and nothing is kept."""
    for content, media, status in (
        (b"<", "text/turtle", 400),
        (b"", "text/turtle", 400),
        (instance.dossier, "text/plain", 415),
        (instance.dossier.replace(instance.name.encode(), b"autre"), "text/turtle", 422),
    ):
        answer = instance.ask("applicant", "POST", content=content, headers={"Content-Type": media})
        assert answer.status_code == status, content[:40]
    assert instance.ask("applicant", "GET").status_code == 404
