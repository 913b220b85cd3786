"""``quartierkg validate``: exit codes, formats, and one bad file among good ones."""

from __future__ import annotations

import json
import os
import socket
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pyoxigraph import RdfFormat, parse

from quartierkg.charter.check import check
from quartierkg.cli import job
from quartierkg.errors import EngineFault
from quartierkg.language import Text
from quartierkg.report.json import schema
from tests.cli.conftest import Run
from tests.samples import BASE, DAY

GOOD = BASE.read_bytes()
UNREADABLE = {
    "truncated.ttl": (GOOD[:3000], "milieu d’un énoncé"),
    "empty.ttl": (b"", "vide"),
    "utf16.ttl": (GOOD.decode().encode("utf-16"), "UTF-16"),
    "latin1.ttl": (GOOD.decode().replace("’", "'").encode("latin-1", "replace"), "UTF-8"),
    "letter.txt": (GOOD, "Extensions lues"),
    "no-dossier.ttl": (b"<urn:a> <urn:b> <urn:c> .", "aucun dossier"),
    "two.ttl": (
        b"@prefix q: <https://w3id.org/quartierkg/ontology#> . <urn:a> a q:Dossier . <urn:b> a q:Dossier .",
        "2",
    ),
    "relative.ttl": (b"<a> <urn:b> <urn:c> .", "relative"),
    "remote.jsonld": (b'{"@context": "https://example.org/c.jsonld"}', "example.org"),
    "bomb.rdf": (b'<!DOCTYPE r [<!ENTITY a "a"><!ENTITY b "&a;&a;">]><r>&b;</r>', "DOCTYPE"),
    "huge.ttl": (b'<urn:a> <urn:b> "' + b"a" * (11 * 1024 * 1024) + b'" .', "octets"),
}


def report(run: Run, *words: str | Path) -> Any:
    """The JSON of a run, which must fit its schema."""
    done = run("validate", "--format", "json", *words)
    found = json.loads(done.stdout)
    jsonschema.Draft202012Validator(json.loads(schema())).validate(found)
    return found


def test_a_dossier_that_awaits_its_committee_exits_0(run: Run, good: Path) -> None:
    """The sheet goes to standard output and nothing to standard error."""
    done = run("validate", good)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Décision\u00a0: conforme à ce stade" in done.stdout


def test_a_dossier_that_is_not_met_exits_1(run: Run, failing: Path) -> None:
    """The sheet quotes the sentence, what was found and what is required."""
    done = run("validate", failing, "--lang", "en")
    assert done.exit_code == 1
    sheet = " ".join(done.stdout.split())
    row = sheet[sheet.index("QN-C2-04") :]
    assert "sur une surface utile d’au moins 50 000m2." in row
    assert "32,000 m²" in row
    assert "required: at least 50,000 m²" in row


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_bad_file_is_told_clearly_and_exits_3(run: Run, tmp_path: Path, name: str) -> None:
    """One line on standard error names the file and what is wrong with it; the report lists it too."""
    content, message = UNREADABLE[name]
    path = tmp_path / name
    path.write_bytes(content)
    done = run("validate", path)
    assert done.exit_code == 3
    (line,) = done.stderr.splitlines()
    assert line.startswith(str(path))
    assert message in line
    assert "Fichiers illisibles" in done.stdout


@pytest.mark.parametrize("name", ["nowhere.ttl", "nowhere"])
def test_a_missing_file_exits_3(run: Run, tmp_path: Path, name: str) -> None:
    """A file that is not there cannot be read."""
    assert run("validate", tmp_path / name).exit_code == 3


def test_one_bad_file_never_stops_the_others(run: Run, tmp_path: Path, good: Path, failing: Path) -> None:
    """A folder with one bad file among several: all others are judged, and unreadable wins over not met."""
    (tmp_path / "bad.ttl").write_bytes(b"oops")
    done = run("validate", "--format", "json", tmp_path)
    assert done.exit_code == 3
    found = json.loads(done.stdout)
    assert [Path(entry["source"]["file"]) for entry in found["verdicts"]] == [failing, good]
    assert [Path(entry["file"]) for entry in found["unreadable"]] == [tmp_path / "bad.ttl"]
    counts = {"met": 0, "awaiting": 1, "notMet": 1, "unreadable": 1, "notLookedAt": 0}
    assert {name: count for name, count in found["summary"].items() if name != "criteria"} == counts


def test_a_syntax_error_names_its_place(run: Run, tmp_path: Path) -> None:
    """Line and column stand behind the name of the file, as compilers write them."""
    (tmp_path / "bad.ttl").write_bytes(b"<urn:a> <urn:b>\n  oops .")
    assert f"{tmp_path / 'bad.ttl'}:2:" in run("validate", tmp_path / "bad.ttl").stderr


def test_a_folder_without_a_dossier_is_a_usage_fault(run: Run, tmp_path: Path) -> None:
    """It exits 2, and the extensions that are read are named."""
    (tmp_path / "notes.txt").write_bytes(b"")
    done = run("validate", tmp_path)
    assert done.exit_code == 2
    assert ".jsonld" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(("name", "failure"), [("good.ttl", "disagree"), ("good.ttl", "crash")])
def test_an_engine_that_fails_exits_4(
    run: Run, good: Path, failing: Path, monkeypatch: pytest.MonkeyPatch, name: str, failure: str
) -> None:
    """The message names the file, and the other files are still judged."""

    def breaking(dossier: Any, *rest: Any) -> Any:
        if dossier.source.name.endswith(name):
            raise EngineFault(Text(failure, failure))
        return check(dossier, *rest)

    monkeypatch.setattr(job, "check", breaking)
    done = run("validate", "--format", "json", good, failing)
    assert done.exit_code == 4
    assert done.stderr == f"{good}\u00a0: {failure}\n"
    assert json.loads(done.stdout)["summary"]["notMet"] == 1


def test_a_defect_of_ours_costs_one_file_and_exits_4(
    run: Run, good: Path, failing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody foresaw is told with the file's name; the other files are still judged."""

    def breaking(dossier: Any, *rest: Any) -> Any:
        if dossier.source.name.endswith("good.ttl"):
            raise ZeroDivisionError("by zero")
        return check(dossier, *rest)

    monkeypatch.setattr(job, "check", breaking)
    done = run("validate", "--format", "json", good, failing)
    assert done.exit_code == 4
    assert done.stderr.startswith(f"{good}\u00a0: ")
    assert "ZeroDivisionError: by zero" in done.stderr
    assert json.loads(done.stdout)["summary"]["notMet"] == 1


@pytest.mark.parametrize(
    ("option", "value", "key"), [("--profile", "strict", "profile"), ("--gate", "application", "gate")]
)
def test_profile_and_gate_are_heard(run: Run, good: Path, option: str, value: str, key: str) -> None:
    """The verdict repeats what was asked."""
    assert report(run, good, option, value)["verdicts"][0][key] == value


def test_both_engines_are_named(run: Run, good: Path) -> None:
    """--engine both names two where two are installed, and they agree."""
    names = [engine["name"] for engine in report(run, good, "--engine", "both")["verdicts"][0]["engines"]]
    assert "pyshacl" in names


def test_day_and_award_are_heard(run: Run, good: Path) -> None:
    """The day stands in the verdict; a proposed award makes its row apply."""
    (plain,) = report(run, good, "--day", DAY)["verdicts"]
    (awarded,) = report(run, good, "--day", DAY, "--award-date", "2026-07-01")["verdicts"]
    assert plain["day"] == awarded["day"] == DAY
    assert plain["contextGraphSha256"] != awarded["contextGraphSha256"]
    rows = [{row["id"]: row["outcome"] for row in found["requirements"]}["QN-P-05"] for found in (plain, awarded)]
    assert rows[0] == "notApplicable"
    assert rows[1] != "notApplicable"


@pytest.mark.parametrize("option", ["--day", "--award-date"])
def test_a_date_that_is_none_exits_2(run: Run, good: Path, option: str) -> None:
    """Nothing is judged for a day that does not exist."""
    done = run("validate", good, option, "2026-02-30")
    assert done.exit_code == 2
    assert "AAAA-MM-JJ" in done.stderr
    assert option in done.stderr


def test_a_dossier_is_no_context(run: Run, good: Path) -> None:
    """The two files mixed up: told, and nothing is judged."""
    done = run("validate", good, "--context", good)
    assert done.exit_code == 3
    assert f"{good}\u00a0: Un contexte" in done.stderr
    assert done.stdout == ""


def test_contexts_are_laid_together(run: Run, good: Path, tmp_path: Path) -> None:
    """--context replaces the bundled one, and may be given several times."""
    one, two = tmp_path / "one.nt", tmp_path / "two.nt"
    one.write_bytes(b"<urn:a> <urn:b> <urn:c> .")
    two.write_bytes(b"<urn:d> <urn:e> <urn:f> .")
    runs = ((), ("--context", one), ("--context", two), ("--context", one, "--context", two))
    digests = {report(run, good, "--day", DAY, *words)["verdicts"][0]["contextGraphSha256"] for words in runs}
    assert len(digests) == 4


def test_an_unreadable_context_exits_3(run: Run, good: Path, tmp_path: Path) -> None:
    """Without its context no dossier is judged."""
    (tmp_path / "context.ttl").write_bytes(b"oops")
    done = run("validate", good, "--context", tmp_path / "context.ttl")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "context.ttl" in done.stderr


def test_turtle_is_the_validation_report(run: Run, failing: Path) -> None:
    """--format ttl parses, and says that the dossier does not conform."""
    done = run("validate", failing, "--format", "ttl")
    assert done.exit_code == 1
    found = {quad.predicate.value.rpartition("#")[2] for quad in parse(done.stdout, format=RdfFormat.TURTLE)}
    assert {"conforms", "focusNode", "sourceShape", "resultSeverity"} <= found


def test_standard_input_is_read(run: Run) -> None:
    """- reads Turtle, or what --media-type says."""
    assert run("validate", "-", input=GOOD).exit_code == 0
    assert run("validate", "-", "--media-type", "application/ld+json", input=GOOD).exit_code == 3
    assert run("validate", "-", "--media-type", "text/csv", input=GOOD).exit_code == 3
    assert run("validate", "-", input=b"#" * (11 * 1024 * 1024)).exit_code == 3


def test_the_network_is_never_used(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A remote context, an import and a schema location: whatever a dossier names, nothing is fetched."""

    def blocked(*_: object, **__: object) -> None:
        raise AssertionError("network access")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, blocked)
    (tmp_path / "a.ttl").write_bytes(GOOD + b"<urn:x> <http://www.w3.org/2002/07/owl#imports> <http://example.org/> .")
    (tmp_path / "b.jsonld").write_bytes(b'{"@context": "http://example.org/c.jsonld", "@id": "urn:a"}')
    (tmp_path / "c.rdf").write_bytes(b'<!DOCTYPE r SYSTEM "http://example.org/r.dtd"><r/>')
    done = run("validate", tmp_path, "--engine", "both")
    assert done.exit_code == 3
    assert "owl:imports" in done.stdout
    assert not isinstance(done.exception, AssertionError)


def test_the_bundled_dossiers_are_judged(run: Run) -> None:
    """Every example that comes with the product gets a verdict."""
    found = report(run, BASE.parent)
    assert found["unreadable"] == []
    assert len(found["verdicts"]) == len(list(BASE.parent.iterdir()))


def test_the_data_folder_of_the_environment_brings_its_context(
    run: Run, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """QUARTIERKG_DATA replaces the bundled context as it replaces the bundled network."""
    bundled = report(run, good)["verdicts"][0]["contextGraphSha256"]
    (tmp_path / "contexts").mkdir()
    (tmp_path / "contexts" / "network.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    monkeypatch.setenv("QUARTIERKG_DATA", str(tmp_path))
    assert report(run, good)["verdicts"][0]["contextGraphSha256"] != bundled


@pytest.mark.parametrize(
    ("statement", "exit_code"),
    [
        ('qn:proposedDate "bientôt"', 2),
        ('qn:proposedDate "2025-02-30"^^xsd:date', 2),
        ("qn:proposedDate <urn:soon>", 2),
        ('qn:day "demain"', 2),
        ('qn:proposedDate "2030-01-01Z"^^xsd:date', 0),
    ],
)
def test_a_context_whose_date_is_none_is_refused(
    run: Run, good: Path, tmp_path: Path, statement: str, exit_code: int
) -> None:
    """As --award-date is, and the file is named: no row of a dossier fails for it."""
    around = tmp_path / "context.ttl"
    prefixes = (
        "@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    )
    around.write_text(f"{prefixes}<urn:award> {statement} .", encoding="utf-8")
    found = run("validate", good, "--context", around)
    assert (found.exit_code == 2) == (exit_code == 2)
    assert exit_code != 2 or f"{around}" in found.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_as_a_file_or_a_context_does_not_block(run: Run, good: Path, tmp_path: Path) -> None:
    """It is unreadable, and the way out is told."""
    os.mkfifo(tmp_path / "p.ttl")
    for words in ((tmp_path / "p.ttl",), (good, "--context", tmp_path / "p.ttl")):
        found = run("validate", *words)
        assert found.exit_code == 3
        assert "entrée standard" in found.stderr
