"""From RDF in other terms to a dossier, on the command line."""

from __future__ import annotations

import json
import multiprocessing
import socket
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from tests.cli.conftest import Run

FILES = Path(__file__).parents[1] / "mapping" / "files"


def test_the_result_is_turtle_and_the_rest_is_told(run: Run) -> None:
    """Standard output is the dossier alone; each statement that is left is a line of standard error."""
    done = run("convert", "--from", "schema", FILES / "schema.ttl", "--lang", "en")
    assert done.exit_code == 0
    assert list(parse(done.stdout, format=RdfFormat.TURTLE))
    *lines, last = done.stderr.splitlines()
    assert lines[0].startswith(f"{FILES / 'schema.ttl'}:12:20: <https://example.org/rive/docks>")
    assert lines[0].endswith('<https://schema.org/address> "1, quai des Phares"')
    assert last == f"{len(lines)} statements were taken up by no rule of 'schema'."


def test_what_is_converted_can_be_judged(run: Run, tmp_path: Path) -> None:
    """The verdict reads the result as any dossier: here it lacks much."""
    target = tmp_path / "dossier.ttl"
    assert (
        run("convert", "--from", "org", FILES / "org.ttl", "-o", target, "--unmapped", tmp_path / "left").exit_code == 0
    )
    assert run("validate", target).exit_code == 1


def test_what_is_left_can_be_had_as_json(run: Run, tmp_path: Path) -> None:
    """Each with its place and its terms in full."""
    listed = tmp_path / "left.json"
    done = run("convert", "--from", "org", FILES / "org.ttl", "--unmapped", listed, "--format", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    found = json.loads(listed.read_text(encoding="utf-8"))
    assert found["mapping"] == "org"
    assert found["unmapped"][0] == {
        "line": 27,
        "column": 20,
        "subject": "<https://example.org/rive/acme>",
        "predicate": "<http://www.w3.org/ns/org#identifier>",
        "object": '"ACME-7"',
    }


def test_standard_input_is_read_too(run: Run) -> None:
    """In the syntax of --media-type; where it does not tell lines, the statement stands alone."""
    text = b'{"@id": "urn:a", "https://schema.org/name": "A", "https://schema.org/award": "B"}'
    done = run("convert", "--from", "schema", "-", "--media-type", "application/ld+json", input=text)
    assert done.exit_code == 0
    assert 'label "A"' in done.stdout
    assert done.stderr.splitlines()[0] == '-: <urn:a> <https://schema.org/award> "B"'


def test_a_rule_that_reaches_out_never_does(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of a stranger: SERVICE is refused when the rule is read, and its file is named."""
    monkeypatch.setattr(socket, "socket", None)
    (tmp_path / "about.ttl").write_bytes((FILES.parents[2] / "data/mappings/org/about.ttl").read_bytes())
    (tmp_path / "10.rq").write_text("CONSTRUCT { ?a ?b ?c } WHERE { SERVICE <http://127.0.0.1:8409/> { ?a ?b ?c } }")
    done = run("convert", "--from", tmp_path, FILES / "org.ttl", "--lang", "en")
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{tmp_path.name}/10.rq" in done.stderr
    assert "SERVICE is not accepted" in done.stderr


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (("--deadline", "1"), "The work did not end within 1 s; nothing is written."),
        (("--memory", "12"), "The work takes more than 12 MiB of memory; nothing is written."),
        (("--memory", "0"), "--memory: '0' is not a whole number above zero."),
    ],
)
def test_pairs_without_end_meet_a_limit(run: Run, tmp_path: Path, limit: tuple[str, str], said: str) -> None:
    """A rule and a file by which 20,000 statements are paired three by three, for nothing: no file, no process."""
    rule = "CONSTRUCT { ?a <urn:m> ?b } WHERE { ?a <urn:p> ?b . ?c <urn:p> ?d . ?e <urn:p> ?f FILTER(?b < ?d - ?d) }"
    (tmp_path / "about.ttl").write_bytes((FILES.parents[2] / "data/mappings/org/about.ttl").read_bytes())
    (tmp_path / "10.rq").write_text(rule)
    crafted, target = tmp_path / "crafted.ttl", tmp_path / "made.ttl"
    crafted.write_text("".join(f"<urn:s{one}> <urn:p> {one} .\n" for one in range(20_000)))
    done = run("convert", "--from", tmp_path, crafted, "-o", target, *limit, "--lang", "en")
    assert done.exit_code == 2
    assert said in done.stderr
    assert not target.exists()
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    ("words", "code"), [(["--from", "dublin"], 2), ([], 2), (["--from", "org", "--format", "xml"], 2)]
)
def test_what_does_not_exist_is_named(run: Run, words: list[str], code: int) -> None:
    """No such mapping, no mapping at all, no such format."""
    done = run("convert", FILES / "org.ttl", *words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr


def test_half_a_file_is_no_file(run: Run, tmp_path: Path) -> None:
    """Exit code 3, the line named, and nothing written."""
    cut, target = tmp_path / "cut.ttl", tmp_path / "made.ttl"
    cut.write_bytes((FILES / "org.ttl").read_bytes()[:-10])
    done = run("convert", "--from", "org", cut, "-o", target)
    assert done.exit_code == 3
    assert f"{cut}:" in done.stderr
    assert not target.exists()
