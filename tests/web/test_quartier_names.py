"""A Quartier whose name is not ASCII: it is awarded, its label is verified, marked and found like any other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from quartierkg.intake.source import Source
from quartierkg.label.state import State
from quartierkg.label.verification import verify
from quartierkg.limits import Limits
from quartierkg.settings import Settings
from quartierkg.web.app import create_app
from tests.web.lived import Register

NAME = "val-sûr"
SHOWN = "https://w3id.org/quartierkg/id/quartier/val-s%C3%BBr"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Iterator[Register]:
    """An instance whose register is empty."""
    settings = Settings(
        store=tmp_path_factory.mktemp("named") / "store", data=data, limits=Limits(workers=1), write_rate=None
    )
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        client.headers.clear()
        yield Register(client)


def test_keys_that_cannot_be_made_are_no_fault_of_who_asks(register: Register) -> None:
    """500, in words, and the first key is made as soon as it can be."""
    folder = register.about.archive.directory / "keys"
    folder.write_text("in the way")
    refused = register.client.get("/issuer")
    assert refused.status_code == 500
    assert "keys" in refused.json()["detail"]
    folder.unlink()
    assert register.client.get("/issuer").status_code == 200


def test_a_name_that_is_not_ascii_is_certified_as_a_uri(register: Register) -> None:
    """RFC 3987, 3.1; offline it is valid, then suspended by a list that is signed all the same."""
    register.live(NAME)
    register.award(NAME)
    address = f"/id/label/{quote(NAME)}/1"
    answer = register.client.get(address)
    assert answer.status_code == 200
    assert answer.json()["id"] == f"https://w3id.org/quartierkg{address}"
    assert answer.json()["credentialSubject"]["id"] == SHOWN
    assert register.client.get(f"/labels/{quote(NAME)}").json()["credentials"] == [answer.json()["id"]]
    pinned = register.about.signing().controller

    def state() -> State:
        lists = [
            Source(one, register.client.get(f"/id/status/1/{one}").content) for one in ("revocation", "suspension")
        ]
        return verify(Source("label", answer.content), pinned, lists, at=datetime.now(UTC)).state

    assert state() is State.VALID
    register.move(NAME, "Suspend", "2026-07-01", motive="Fab lab fermé")
    assert state() is State.SUSPENDED
    for path in (f"/labels/{quote(NAME)}", f"/dossiers/{quote(NAME)}"):
        page = register.client.get(path, headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert 'href="/labels/val-s%C3%BBr' in page.text or 'href="/dossiers/val-s%C3%BBr' in page.text
