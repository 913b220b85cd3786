"""What is kept of an award, and how long: copies, decisions as data, credentials, later charters."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from quartierkg.cli.rebuild import digest
from quartierkg.errors import UsageFault
from quartierkg.intake.source import Source
from quartierkg.journal import Journal, Ledger
from quartierkg.label import keys as issuers
from quartierkg.label.state import State
from quartierkg.label.verification import verify
from quartierkg.limits import Limits
from quartierkg.register.backup import backed_up, restored
from quartierkg.register.register import Register
from quartierkg.settings import Settings
from quartierkg.snapshot import Snapshot, revision
from quartierkg.snapshot.graphs import CATALOGUE, STATISTICS
from quartierkg.terms import ONTOLOGY, PREFIXES
from quartierkg.web.app import create_app
from tests.samples import ROOT, journey
from tests.web.test_dossiers import Instance, asked


@contextmanager
def served(store: Path) -> Iterator[TestClient]:
    """A service on a store."""
    settings = Settings(store=store, limits=Limits(workers=1), write_rate=None)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


def awarded(instance: Instance) -> Instance:
    """The same, once its Quartier went from the interest to the award; each move by whom it is open to."""
    for who, move, on in (("applicant", "DeclareInterest", "2023-11-01"), ("ana", "OpenCall", "2024-01-15")):
        made = instance.move(who, move, on)
        assert made.status_code == 201, made.text
    filed = instance.file()
    assert (filed.status_code, filed.headers["location"]) == (201, f"/dossiers/{instance.name}")
    assert filed.json()["dossiers"][0]["judgement"]["outcome"] == "met"
    for who, move, on in (
        ("applicant", "FileResponse", "2024-04-02"),
        ("applicant", "ConstituteStructure", "2024-06-20"),
        ("bo", "SignCharter", "2024-09-12"),
        ("chair", "SetCalendar", "2024-10-01"),
    ):
        made = instance.move(who, move, on)
        assert made.status_code == 201, made.text
    instance.opinions("bo")
    assert instance.move("ana", "RealiseAll", "2026-05-10").status_code == 201
    assert asked(instance, facts(instance)) == []
    assert instance.ask("nobody", "GET").json().get("dossiers") is None
    proposed = instance.ask("ana", "PUT", "/proposal", json={"move": "Award", "on": "2026-05-20"})
    assert proposed.status_code == 201, proposed.text
    refused = instance.ask("ana", "POST", "/proposal/approval")
    assert refused.status_code == 409
    assert [one["guard"] for one in refused.json()["refusals"]] == ["TwoPeople"]
    assert instance.ask("bo", "POST", "/proposal/approval").status_code == 201
    return instance


def facts(instance: Instance) -> str:
    """A query for what the dossier alone says of the Quartier."""
    return f"SELECT ?f {{ <https://w3id.org/quartierkg/id/{instance.name}/offre> a ?f }}"


@pytest.fixture(scope="module")
def labelled(desks: TestClient) -> Instance:
    """A service in which one Quartier was awarded the label, and no other."""
    return awarded(Instance(desks, meets=True))


def test_a_life_from_interest_to_award(labelled: Instance) -> None:
    """Each move by whom it is open to; the award by two people; what is public follows, in SPARQL too."""
    assert asked(labelled, facts(labelled)) == [["https://w3id.org/quartierkg/ontology#RealEstateOffer"]]
    assert [item["name"] for item in labelled.client.get("/labels").json()["items"]] == [labelled.name]
    (decision,) = labelled.client.get("/decisions").json()["items"]
    assert decision["verdict"]["dossierSha256"] == hashlib.sha256(labelled.dossier).hexdigest()
    assert labelled.client.get(f"/decisions/{decision['entry']}").json() == decision
    assert labelled.ask("nobody", "GET").json()["dossiers"][0]["sha256"] == decision["verdict"]["dossierSha256"]
    assert labelled.ask("nobody", "GET", "/versions/1").content == labelled.dossier
    assert labelled.move("ana", "Suspend", "2026-05-25", motive="x").status_code == 409


def store_of(instance: Instance) -> Path:
    """The folder of its store."""
    found: Path = instance.client.app.state.service.archive.directory  # type: ignore[attr-defined]
    return found


def on(client: TestClient, instance: Instance) -> Instance:
    """The same people and the same Quartier, at another service."""
    other = Instance.__new__(Instance)
    other.__dict__ |= instance.__dict__ | {"client": client}
    return other


def rebuilt(store: Path) -> Snapshot:
    """The index of a store whose journal nobody has open, made anew."""
    with Journal(store) as journal:
        return Snapshot.open(revision.renew(store, journal))


def shown(instance: Instance) -> Snapshot:
    """What a service shows now."""
    found: Snapshot = instance.client.app.state.service.snapshot  # type: ignore[attr-defined]
    return found


def stated(snapshot: Snapshot) -> list[str]:
    """All statements but those that are counted at the start alone (docs/catalogue.md)."""
    return sorted(str(quad) for quad in snapshot.store if quad.graph_name not in (STATISTICS, CATALOGUE))


@contextmanager
def writing(instance: Instance) -> Iterator[list[int]]:
    """Somebody writes a draft again and again, and a row of opinions: as many acknowledged as the list has."""
    ends, done = threading.Event(), list[int]()

    def write() -> None:
        said = {"requirement": "QN-C2-02", "outcome": "passed", "motive": "Encore."}
        while not ends.is_set():
            assert instance.ask("bo", "POST", "/opinions", json=said).status_code == 201
            done.append(1)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield done
    finally:
        ends.set()
        thread.join()


def example() -> str:
    """The query of docs/register.md."""
    found = re.search(r"```sparql\n(.*?)```", (ROOT / "docs" / "register.md").read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def test_a_decision_is_data(labelled: Instance) -> None:
    """What it rests on can be asked of the public graphs, as of a day; under its address as under its number."""
    (said,) = labelled.client.get("/decisions").json()["items"]
    verdict = said["verdict"]
    (row,) = asked(labelled, example())
    assert row == [
        labelled.quartier, "2026-05-20", f"{ONTOLOGY}AwardDecision", f"{ONTOLOGY}CommitteeMember",
        f"{ONTOLOGY}CommitteeMember", "https://w3id.org/quartierkg/charter/1", verdict["dossierSha256"],
        said["contextSha256"], verdict["shapesSha256"],
        f"https://w3id.org/quartierkg/id/label/{labelled.name}/1",
    ]  # fmt: skip
    assert asked(labelled, example().replace("2026-05-31", "2026-05-19")) == []
    engines = f"SELECT ?e {{ GRAPH ?g {{ <{said['id']}> <{PREFIXES['prov']}used>/<{ONTOLOGY}byEngine> ?e }} }}"
    assert {tuple(one) for one in asked(labelled, engines)} == {
        (f"{one['name']} {one['version']}",) for one in verdict["engines"]
    }
    assert (said["proposedAs"], said["decidedAs"]) == ("member", "member")
    turtle = {"Accept": "text/turtle"}
    numbered = labelled.client.get(f"/decisions/{said['entry']}", headers=turtle)
    path = "/" + said["id"].removeprefix("https://w3id.org/quartierkg/")
    assert f'<{said["id"]}>; rel="cite-as"' in numbered.headers["link"]
    own = labelled.client.get(path, headers=turtle)
    assert own.history
    whole = {(quad.subject, quad.predicate, quad.object) for quad in parse(numbered.content, format=RdfFormat.TURTLE)}
    event = {quad for quad in parse(own.content, format=RdfFormat.TURTLE) if quad.subject.value == said["id"]}
    assert {(quad.subject, quad.predicate, quad.object) for quad in event} <= whole
    digests = {value.value for _, property_, value in whole if property_.value.endswith("Sha256")}
    assert digests == {said["contextSha256"], verdict["dossierSha256"], verdict["shapesSha256"]}
    assert "AwardDecision" in numbered.text
    assert said["recorded"] == datetime.now(UTC).date().isoformat()
    assert labelled.client.get(f"/decisions/{said['entry']}", headers={"Accept": "*/*"}).json() == said
    people = re.compile("(ana|bo|applicant|chair) .personnage fictif")
    assert not [quad for quad in shown(labelled).store if people.search(str(quad))]


def test_a_move_counts_from_its_day_on(labelled: Instance) -> None:
    """A stored question about a day before the award does not count it, and of the day it does."""
    days = ("2026-05-19", "2026-05-20")
    before, after = (
        {row[0]: row[-1] for row in csv.reader(labelled.client.get(f"/queries/CQ01.csv?asOf={day}").text.splitlines())}
        for day in days
    )
    assert before != after


def test_a_backup_amid_writes_is_the_whole_store(labelled: Instance, tmp_path: Path) -> None:
    """Put back into nothing: the same graph; tokens count, the label verifies, and the same key signs what is new."""
    turtle = {"Content-Type": "text/turtle"}
    assert labelled.ask("applicant", "PUT", "/draft", content=b"# draft", headers=turtle).status_code == 204
    store, copy, back = store_of(labelled), tmp_path / "copy", tmp_path / "back"
    with writing(labelled) as done:
        while not done:
            pass
        before = len(done)
        held = backed_up(store, copy)
    assert (held.desk, held.drafts, held.keys) == (True, 1, True)
    assert restored(copy, back) == held
    with Ledger.open(store) as ledger:
        assert ledger.entries[held.journal.entries - 1].chain == held.journal.chain
        acts = Register.of(ledger.until(held.journal.entries)).case(labelled.quartier)
    assert sum(one.motive == "Encore." for one in acts.opinions) == min(before, 1)
    own = rebuilt(back)
    assert digest(own) == digest(rebuilt(back))
    assert stated(own) == stated(shown(labelled))
    with served(back) as client:
        other = on(client, labelled)
        assert digest(shown(other)) == digest(own)
        assert other.ask("applicant", "GET", "/draft").content == b"# draft"
        assert other.ask("bo", "GET").json()["dossiers"]
        signed = client.get(f"/id/label/{labelled.name}/1").content
        assert signed == labelled.client.get(f"/id/label/{labelled.name}/1").content
        issuer = client.get("/issuer")
        assert issuer.content == labelled.client.get("/issuer").content
        pinned = issuers.read(store / issuers.FOLDER).controller
        lists = [Source("list", client.get(f"/id/status/1/{one}").content) for one in ("revocation", "suspension")]
        assert verify(Source("label", signed), pinned, lists, at=datetime.now(UTC)).state is State.VALID
    with pytest.raises(UsageFault, match="not empty"):
        restored(copy, back)
    with pytest.raises(UsageFault, match="not empty"):
        backed_up(store, copy)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_backup_is_for_its_owner_alone(labelled: Instance, tmp_path: Path) -> None:
    """The folders, the keys and the tokens; where the keys were left out, nothing signs with another one."""
    backed_up(store_of(labelled), tmp_path / "copy")
    restored(tmp_path / "copy", tmp_path / "back")
    for folder in (tmp_path / "copy", tmp_path / "back"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "desk.sqlite").stat().st_mode) == 0o600
        secrets = [path for path in (folder / "keys").iterdir() if path.name != issuers.DOCUMENT]
        assert [stat.S_IMODE(path.stat().st_mode) for path in secrets] == [0o600]
    without = backed_up(store_of(labelled), tmp_path / "without", secret=False)
    assert not without.keys
    assert not (tmp_path / "without" / "keys").exists()
    restored(tmp_path / "without", tmp_path / "unsigned")
    with served(tmp_path / "unsigned") as client:
        assert client.get("/issuer").status_code == 500
        assert not (tmp_path / "unsigned" / "keys").exists()
        assert client.get(f"/id/label/{labelled.name}/1").status_code == 200


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A later release: its charter is version 2, with another threshold, and nothing else of it differs."""
    folder = tmp_path_factory.mktemp("later")
    for name in ("quartierkg", "ontology", "shapes", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(folder / "shapes" / "1", folder / "shapes" / "2")
    for path in (folder / "shapes" / "2").rglob("*.ttl"):
        text = path.read_text(encoding="utf-8").replace("quartierkg/charter/1", "quartierkg/charter/2")
        path.write_text(text.replace("quartierkg/shapes/1", "quartierkg/shapes/2"), encoding="utf-8")
    changed = folder / "shapes" / "2" / "criterion-2.ttl"
    before = changed.read_text(encoding="utf-8")
    after = re.sub(r"(sh:minInclusive \d+)", r"\g<1>000", before)
    assert after != before
    changed.write_text(after, encoding="utf-8")
    document = folder / "quartierkg" / "charter" / "document.py"
    source = document.read_text(encoding="utf-8")
    assert 'CURRENT: Final = "1"' in source
    document.write_text(source.replace('CURRENT: Final = "1"', 'CURRENT: Final = "2"'), encoding="utf-8")
    return folder


@journey
def test_a_decision_outlives_its_charter(labelled: Instance, later: Path, tmp_path: Path) -> None:
    """With a later charter in force, its verdict is computed again the same, and its credential is as good as ever."""
    (said,) = labelled.client.get("/decisions").json()["items"]
    backed_up(store_of(labelled), tmp_path / "copy")
    saved = {"label.json": f"/id/label/{labelled.name}/1", "controller.json": "/issuer"}
    saved |= {f"{one}.json": f"/id/status/1/{one}" for one in ("revocation", "suspension")}
    for name, address in saved.items():
        (tmp_path / name).write_bytes(labelled.client.get(address).content)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "quartierkg", *words, "--lang", "en"]
        environment = os.environ | {"PYTHONPATH": str(later)}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done

    assert json.loads(run("charter", "--format", "json").stdout)["version"] == "2"
    replayed = run("verdict", "replay", str(said["entry"]), "--store", str(tmp_path / "copy"))
    assert replayed.stdout == "The same verdict: met, as of 2026-05-20.\n"
    assert "shapes" not in replayed.stderr
    words = ("--key", "controller.json", "--status", "revocation.json", "--status", "suspension.json")
    run("label", "verify", "label.json", *words)
    assert said["verdict"]["charter"] == "1"


def test_a_suspension_names_the_label_that_it_takes_away(labelled: Instance) -> None:
    """In the graph as in the status list: the same decision, the same label, the same day."""
    made = labelled.move("chair", "Suspend", "2026-05-25", motive="Fab lab fermé.")
    assert made.status_code == 201, made.text
    signed = labelled.client.get("/id/status/1/suspension").json()
    (mark,) = signed["decision"] if isinstance(signed["decision"], list) else [signed["decision"]]
    query = f"""SELECT ?d ?label ?day {{ GRAPH <https://w3id.org/quartierkg/graph/register> {{
      ?d a <{ONTOLOGY}SuspensionDecision> ; <{ONTOLOGY}concernsLabel> ?label ; <{PREFIXES["dcterms"]}date> ?day }} }}"""
    assert asked(labelled, query) == [[mark["id"], mark["label"], mark["since"]]]
