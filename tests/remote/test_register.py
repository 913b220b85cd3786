"""The register while the graphs are kept by a server of others: journaled here, seen there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from quartierkg.endpoint import Endpoint
from quartierkg.errors import RemoteFault
from quartierkg.language import Text
from quartierkg.limits import Limits
from quartierkg.remote import Remote
from quartierkg.settings import Settings
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ONTOLOGY
from quartierkg.web.app import create_app
from tests.remote.servers import oxigraph
from tests.samples import LONG
from tests.web.test_award import awarded
from tests.web.test_dossiers import Instance, asked

pytestmark = pytest.mark.skipif(not LONG, reason="a whole life takes its time")


class Away(Remote):
    """The server while it does not answer."""

    def publish(self, snapshot: Snapshot) -> None:
        """Fail, as it does then."""
        del snapshot
        raise RemoteFault(Text("absent", "away"))


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """A service whose graphs are in ``oxigraph serve``."""
    folder: Path = tmp_path_factory.mktemp("remote-register")
    with oxigraph(folder / "server") as endpoint:
        settings = Settings(store=folder / "journal", endpoint=endpoint, limits=Limits(workers=1), write_rate=None)
        with TestClient(create_app(settings), raise_server_exceptions=False) as client:
            yield Instance(client, meets=True)


def states(instance: Instance) -> set[str]:
    """The states of the Quartier, as the server says them."""
    query = f"SELECT ?s {{ <{instance.quartier}> <{ONTOLOGY}history>/<{ONTOLOGY}toState> ?s }}"
    return {row[0].removeprefix(ONTOLOGY) for row in asked(instance, query)}


def test_a_life_is_seen_at_the_server(instance: Instance) -> None:
    """From the interest to the award: the server has the events, the facts and the decision."""
    awarded(instance)
    assert {"InterestDeclared", "ResponseFiled", "Labelled"} <= states(instance)
    decision = f"""SELECT ?d {{ GRAPH <https://w3id.org/quartierkg/graph/register> {{
      ?d a <{ONTOLOGY}AwardDecision> }} }}"""
    (said,) = instance.client.get("/decisions").json()["items"]
    assert asked(instance, decision) == [[said["id"]]]
    turtle = instance.client.get(f"/decisions/{said['entry']}", headers={"Accept": "text/turtle"})
    assert "AwardDecision" in turtle.text


def test_what_the_server_does_not_take_is_told_and_comes_later(instance: Instance) -> None:
    """A move is journaled and shown with the next one; until then no other is made, while a dossier is filed."""
    state = instance.client.app.state  # type: ignore[attr-defined]
    other = Instance(instance.client)
    before = state.service
    assert isinstance(before.settings.endpoint, Endpoint)
    state.service = replace(before, remote=Away(before.settings.endpoint, before.remote.capabilities))
    try:
        told = other.move("applicant", "DeclareInterest", "2023-11-01")
        assert told.status_code == 502, told.text
        assert other.ask("nobody", "GET").json()["state"] == "InterestDeclared"
        assert states(other) == set()
        assert other.move("ana", "OpenCall", "2024-01-15").status_code == 502
        assert other.ask("nobody", "GET").json()["state"] == "InterestDeclared"
        assert other.file().status_code == 201
    finally:
        state.service = before
    assert other.move("ana", "OpenCall", "2024-01-15").status_code == 201
    assert states(other) == {"InterestDeclared", "CallOpened"}
