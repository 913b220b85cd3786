"""``/verify``: the same answer as ``quartierkg label verify``, for people and programs, whatever is sent."""

from __future__ import annotations

import json
import socket
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner

from quartierkg.cli import main
from quartierkg.label import credential, keys
from quartierkg.web import labelled
from quartierkg.web.budget import Budget
from quartierkg.web.turns import Turns
from tests.web.lived import MOTIVE, NOON, Register
from tests.web.test_register_pages import words

VC = "application/vc"
STATES = {
    "val-sur": ("valid", "valide", "en vigueur"),
    "brume-neuve": ("suspended", "suspendu", "suspendu"),
    "mont-perdu": ("withdrawn", "retiré", "retiré"),
}


def label(register: Register, name: str, form: str = "vc") -> bytes:
    """The credential of a Quartier."""
    return bytes(register.client.get(f"/id/label/{name}/1?format={form}").content)


def changed(register: Register, **fields: Any) -> bytes:
    """The credential of a Quartier, with something else in it, signed by the issuer all the same."""
    found = labelled.read(label(register, "val-sur"))
    other = replace(found, subject=replace(found.subject, **fields))
    return json.dumps(credential.issue(other, register.about.signing().signer, NOON)).encode()


def verified(register: Register, content: bytes, media: str = VC) -> Any:
    """What a program is told."""
    answer = register.client.post("/verify", content=content, headers={"Content-Type": media})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    return answer.json()


def told(register: Register, content: bytes, language: str = "fr") -> str:
    """What a person is told who chose a file."""
    asked = {"Accept": "text/html", "Accept-Language": language}
    answer = register.client.post("/verify", files={"file": ("label.json", content)}, headers=asked)
    assert answer.status_code == 200
    return words(answer.text)


@pytest.mark.parametrize("name", STATES)
def test_a_label_of_ours_is_told_as_it_stands_now(register: Register, name: str) -> None:
    """In both forms, in a body or in a form, by a word for programs and in plain words for people."""
    state, word, sentence = STATES[name]
    signed, token = label(register, name), label(register, name, "jwt")
    for content, media in (
        *((signed, media) for media in (VC, "application/json", "application/ld+json", "text/plain")),
        *((token, media) for media in ("application/vc+jwt", "application/jwt", "text/plain; charset=utf-8")),
    ):
        assert verified(register, content, media)["state"] == state
    for fields in (
        {"files": {"file": signed}},
        {"data": {"text": token.decode()}},
        {"files": {"text": (None, signed)}},
    ):
        assert register.client.post("/verify", **fields).json()["state"] == state
    page = told(register, signed)
    assert f"Résultat {word}" in page
    assert sentence in page
    assert ("inventée pour l’exemple" in page) is (name == "brume-neuve")
    assert f"https://w3id.org/quartierkg/id/quartier/{name}" in page


def test_it_says_why_a_label_was_taken_away(register: Register) -> None:
    """Since when, and for which reason, also where it says what was checked; markup in it is text."""
    page = told(register, label(register, "brume-neuve"))
    assert page.count(f"Depuis le 2026-07-01 : {MOTIVE}") == 2
    (mark,) = verified(register, label(register, "brume-neuve"))["marks"]
    assert (mark["purpose"], mark["since"], mark["reason"]["und"]) == ("suspension", "2026-07-01", MOTIVE)


def test_what_nobody_signed_is_told_and_not_repeated(register: Register, tmp_path: Path) -> None:
    """Tampered with, by another issuer, or by another key: nothing of it is said again."""
    signed = label(register, "val-sur")
    other = keys.create(tmp_path / "keys", register.about.signing().controller.id)
    forged = json.dumps(credential.issue(labelled.read(signed), other.signer, NOON)).encode()
    for content, state, french, english in (
        (signed.replace(b"val-sur", b"val-faux"), "tampered", "altéré", "tampered"),
        (forged, "unknownIssuer", "émetteur inconnu", "unknown issuer"),
    ):
        found = verified(register, content)
        assert (found["state"], found["label"], found["key"]) == (state, None, None)
        assert f"Résultat {french}" in told(register, content)
        assert f"Result {english}" in told(register, content, "en")
        for name in ("val-sur", "val-faux"):
            assert name not in told(register, content)
    assert "Émetteur et clé inconnus ici" in told(register, forged)
    assert "Signature, sur tout le contenu mauvaise" in told(register, signed.replace(b"val-sur", b"val-faux"))


def test_a_status_list_is_told_to_be_one(register: Register) -> None:
    """It is signed by the issuer, and no label: the answer says so beside the refusal."""
    content = bytes(register.client.get("/id/status/1/revocation").content)
    found = verified(register, content)
    assert (found["state"], found["why"]["en"]) == ("tampered", "It is a status list, and no label.")
    assert "C’est une liste de statut, et non un label." in told(register, content)


def test_a_label_counts_in_its_time(register: Register) -> None:
    """Past its last day it has expired; before its first it is not in force yet."""
    for fields, state, word in (
        ({"ends": date(2026, 5, 30)}, "expired", "expiré"),
        ({"awarded": date(2999, 1, 1)}, "notYetValid", "pas encore valable"),
    ):
        content = changed(register, **fields)
        assert verified(register, content)["state"] == state
        page = told(register, content)
        assert f"Résultat {word}" in page
        assert "Période de validité hors période" in page


def test_the_command_line_says_the_same(register: Register, tmp_path: Path) -> None:
    """With the issuer's document and the lists that are served."""
    client, options = register.client, []
    for option, path in (
        ("--key", "/issuer"),
        *(("--status", f"/id/status/1/{one}") for one in ("revocation", "suspension")),
    ):
        file = tmp_path / path.replace("/", "-")
        file.write_bytes(client.get(path).content)
        options += [option, str(file)]
    for name in STATES:
        file = tmp_path / f"{name}.json"
        file.write_bytes(label(register, name))
        said = CliRunner().invoke(main, ["label", "verify", str(file), *options, "--format", "json"])
        offline, online = json.loads(said.output), verified(register, file.read_bytes())
        passing = {"at", "lists"}
        assert {k: v for k, v in offline.items() if k not in passing} == {
            k: v for k, v in online.items() if k not in passing
        }


HOSTILE = (
    b"{}",
    b"[]",
    b"null",
    b"\xff\xfe{}",
    b"[" * 100_000,
    b'{"type": "VerifiableCredential"' + b', "a": 1' * 50_000 + b"}",
    b'{"type": ["VerifiableCredential"], "@context": "http://127.0.0.1:9/"}',
    b'{"type": ["VerifiableCredential"], "issuer": "http://127.0.0.1:9/", "proof": {"verificationMethod": "file:///"}}',
    b'{"type": ["VerifiableCredential"], "proof": ' + b"9" * 5_000 + b"}",
    b'{"type": ["VerifiableCredential"], "type": ["VerifiableCredential"]}',
    b"e30.e30.e30",
    b"e30..",
    b"<script>alert(1)</script>",
    b"\x00" * 1000,
)


@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_sent_is_answered_and_asks_nobody(
    register: Register, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a state or as a problem, on a page too; no connection is opened, and nothing of it is obeyed."""

    def refused(*_: object) -> NoReturn:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)
    for media in (VC, "application/vc+jwt"):
        answer = register.client.post("/verify", content=content, headers={"Content-Type": media})
        assert answer.status_code in {200, 400, 413, 422}, answer.text
        if answer.status_code == 200:
            assert answer.json()["state"] in {"tampered", "unknownIssuer"}
    page = register.client.post("/verify", files={"file": content}, headers={"Accept": "text/html"})
    assert page.status_code in {200, 400, 413, 422}
    assert page.text.count("<h1") == 1
    assert "<script>alert" not in page.text


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"files": {"file": b""}}, 400),
        ({"data": {"text": ""}}, 400),
        ({"files": {"file": b"{}"}, "data": {"text": "{}"}}, 400),
        ({"files": {"other": b"{}"}}, 400),
        ({"content": b"", "headers": {"Content-Type": VC}}, 400),
        ({"content": b"{}", "headers": {"Content-Type": "application/pdf"}}, 415),
        ({"content": b"{}", "headers": {"Content-Type": "application/json; charset=latin-1"}}, 415),
        ({"content": b"x" * 1_048_577, "headers": {"Content-Type": VC}}, 413),
        ({"files": {"file": b"x" * 1_048_577}}, 413),
    ],
)
def test_what_cannot_be_verified_is_a_problem_and_the_form_again(
    register: Register, sent: dict[str, Any], status: int
) -> None:
    """As problem details for programs; for people above the form, in their language."""
    answer = register.client.post("/verify", **sent)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    asked = {"Accept": "text/html", "Accept-Language": "en"} | sent.get("headers", {})
    page = register.client.post("/verify", **sent | {"headers": asked})
    assert page.status_code == status
    assert 'role="alert"' in page.text
    assert '<form action="/verify?lang=en" method="post" enctype="multipart/form-data"' in page.text


def test_a_credential_without_a_type_is_told_how_it_is_sent(register: Register) -> None:
    """The types that are taken, and the words for curl; one of another type is named."""
    untyped = register.client.post("/verify?lang=en", content=b"{}").json()
    assert "Content-Type" in untyped["detail"]
    assert "application/vc" in untyped["remedy"]
    assert "--data-binary @label.json" in untyped["remedy"]
    other = register.client.post("/verify?lang=en", content=b"{}", headers={"Content-Type": "text/css"}).json()
    assert "text/css" in other["detail"]


def test_too_many_credentials_at_once_are_refused_and_each_counts(register: Register) -> None:
    """While one too many waits: 429; who has used its budget is told when to ask again."""
    state, before = register.client.app.state, register.about  # type: ignore[attr-defined]
    content, sent = label(register, "val-sur"), {"Content-Type": VC}
    try:
        state.service = replace(before, verifications=Turns(-1))
        assert register.client.post("/verify", content=content, headers=sent).status_code == 429
        state.service = replace(before, budget=Budget(1e-6))
        assert register.client.post("/verify", content=content, headers=sent).status_code == 200
        over = register.client.post("/verify", content=content, headers=sent)
        assert over.status_code == 429
        assert "retry-after" in over.headers
    finally:
        state.service = before


def test_the_form_and_its_description(register: Register) -> None:
    """For people a file and a text, each with its label, without a script too; for programs what may be sent."""
    page = register.client.get("/verify", headers={"Accept": "text/html"}).text
    for field in ("file", "text"):
        assert f'<label for="{field}">' in page
        assert f'id="{field}"' in page
    assert '<p class="drop" data-drop hidden>' in page
    described = register.client.get("/verify").json()
    assert described["states"] == [
        *("valid", "suspended", "withdrawn", "expired", "notYetValid", "tampered", "unknownIssuer", "statusUnknown"),
    ]
    assert described["maxBytes"] == 1_048_576


def test_a_credential_is_verified_from_its_own_page(register: Register) -> None:
    """The button sends what the page holds of it."""
    page = register.client.get("/labels/val-sur", headers={"Accept": "text/html"}).text
    (held,) = [part.partition('"')[0] for part in page.split('name="text" value="')[1:]]
    assert verified(register, unescape(held).encode())["state"] == "valid"


def test_a_verification_leaves_no_trace(register: Register) -> None:
    """Neither one that is told nor one that is refused: nothing is written."""
    access, journal = register.about.access, register.about.archive.journal
    assert access is not None

    def written() -> tuple[int, int]:
        access.trail.flush(whole=True)
        return access.trail.verify(), len(journal.entries)

    before, content = written(), label(register, "val-sur")
    verified(register, content)
    register.client.post("/verify", content=b"", headers={"Content-Type": VC})
    assert written() == before
