"""``quartierkg query`` and ``quartierkg load``: a store without a server."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from quartierkg.cli import table
from quartierkg.query import Table
from quartierkg.snapshot import load_file
from tests.cli.conftest import Run

DATA = '<urn:a> <http://www.w3.org/2000/01/rdf-schema#label> "Lanterne"@fr , "ligne\\nbrisée" .'
LABELS = "SELECT ?label { <urn:a> <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a file loaded into it."""
    folder = tmp_path_factory.mktemp("store")
    (folder / "more.ttl").write_text(DATA, encoding="utf-8")
    load_file(folder / "store", folder / "more.ttl", "network")
    return folder / "store"


def test_what_is_loaded_is_found(run: Run, tmp_path: Path) -> None:
    """A file that was loaded is named with its entry, and its statements are there at the next query."""
    (tmp_path / "more.ttl").write_text(DATA, encoding="utf-8")
    done = run("load", tmp_path / "more.ttl", "--store", tmp_path / "store")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "more.ttl dans https://w3id.org/quartierkg/graph/network (énoncés\u00a0: " in done.stdout
    assert "prend la place" not in done.stdout
    assert run("query", "ASK { <urn:a> ?p ?o }", "--store", tmp_path / "store").stdout == "oui\n"


def test_a_file_that_takes_the_place_of_another_says_so(run: Run, own: Path, tmp_path: Path) -> None:
    """Whoever loads a second file of the same name reads which entry is no longer shown."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "more.ttl").write_text(f'<urn:{folder}> <urn:p> "x" .', encoding="utf-8")
        done = run("load", tmp_path / folder / "more.ttl", "--store", own)
    assert "prend la place de l’entrée" in done.stdout
    assert run("query", "ASK { <urn:one> ?p ?o }", "--store", own).stdout == "non\n"


def test_a_select_is_shown_as_columns(run: Run, store: Path) -> None:
    """Each value stands on one line, whatever it holds."""
    done = run("query", LABELS, "--store", store)
    assert done.exit_code == 0
    assert [line.strip() for line in done.stdout.splitlines()] == ["label", "────────────", "Lanterne", "ligne brisée"]


def test_the_store_may_come_from_the_environment(run: Run, store: Path) -> None:
    """QUARTIERKG_STORE stands for --store."""
    done = run("query", "ASK { <urn:a> ?p ?o }", env={"QUARTIERKG_STORE": str(store)})
    assert done.stdout == "oui\n"


@pytest.mark.parametrize(
    ("name", "begins"),
    [("json", '{"head"'), ("xml", "<?xml"), ("csv", "label"), ("tsv", "?label")],
)
def test_results_are_written_in_every_format(run: Run, store: Path, name: str, begins: str) -> None:
    """The formats of the SPARQL specifications, by their file extension."""
    assert run("query", LABELS, "--store", store, "--format", name).stdout.startswith(begins)


@pytest.mark.parametrize("name", ["text", "ttl", "nt", "jsonld", "rdf"])
def test_graphs_are_written_in_every_format(run: Run, store: Path, name: str) -> None:
    """A DESCRIBE is a graph, as Turtle unless another format is asked for."""
    done = run("query", "DESCRIBE <urn:a>", "--store", store, "--format", name)
    assert done.exit_code == 0
    assert "Lanterne" in done.stdout


def test_a_query_is_read_from_file_and_pipe(run: Run, store: Path, tmp_path: Path) -> None:
    """A .rq file and standard input hold the same query."""
    (tmp_path / "labels.rq").write_text(LABELS, encoding="utf-8")
    found = {
        run("query", tmp_path / "labels.rq", "--store", store).stdout,
        run("query", "-", "--store", store, input=LABELS).stdout,
        run("query", LABELS, "--store", store).stdout,
    }
    assert len(found) == 1


def test_the_bundled_network_answers_without_a_store(run: Run) -> None:
    """Without --store, what comes with the product is asked."""
    count = "SELECT (COUNT(*) AS ?n) { GRAPH <https://w3id.org/quartierkg/graph/charter> { ?s ?p ?o } }"
    found = json.loads(run("query", count, "--format", "json").stdout)
    assert int(found["results"]["bindings"][0]["n"]["value"]) > 68


@pytest.mark.parametrize(
    ("query", "words", "message"),
    [
        ("SELECT ?x {", [], "SPARQL:1:"),
        ("ASK {}", ["--format", "ttl"], "Une requête ASK"),
        ("DESCRIBE <urn:a>", ["--format", "csv"], "Une requête DESCRIBE"),
        ("ASK { SERVICE <http://example.org/> {} }", [], "SERVICE"),
        ("DELETE WHERE { ?s ?p ?o }", [], "mises à jour"),
        ("nowhere.rq", [], "nowhere.rq"),
    ],
)
def test_a_query_that_is_not_answered_exits_2(
    run: Run, bundled: Path, query: str, words: list[str], message: str
) -> None:
    """What is wrong is said on one line, and nothing else is written."""
    done = run("query", query, "--store", bundled, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_query_that_is_no_text_is_refused(run: Run, tmp_path: Path) -> None:
    """A file that is not UTF-8 is not guessed at."""
    (tmp_path / "q.rq").write_bytes(b"ASK { ?s ?p '\xe9' }")
    assert run("query", tmp_path / "q.rq").exit_code == 2


def test_a_folder_that_is_no_store_is_said(run: Run, tmp_path: Path) -> None:
    """The way to make one is named."""
    done = run("query", "ASK {}", "--store", tmp_path)
    assert done.exit_code == 2
    assert "quartierkg load" in done.stderr


def test_a_remote_store_is_refused(run: Run) -> None:
    """This version serves the embedded store only."""
    assert run("query", "ASK {}", "--store", "sparql+http://localhost/").exit_code == 2


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        (b"oops", [], 3),
        (b"", [], 3),
        (b"# nothing\n", [], 3),
        (None, [], 3),
        (DATA.encode(), ["--graph", "ontology"], 2),
    ],
)
def test_what_cannot_be_loaded_is_said(
    run: Run, own: Path, tmp_path: Path, content: bytes | None, words: list[str], expected: int
) -> None:
    """What is unreadable, not there or without a statement exits 3; a graph that takes nothing exits 2."""
    if content is not None:
        (tmp_path / "data.ttl").write_bytes(content)
    done = run("load", tmp_path / "data.ttl", "--store", own, *words)
    assert (done.exit_code, done.stdout) == (expected, "")
    assert done.stderr.count("\n") == 1


def test_columns_are_as_wide_as_their_values() -> None:
    """Names of terms are short where a prefix is known; an unbound value is empty."""
    rows = (
        ({"type": "uri", "value": "https://w3id.org/quartierkg/ontology#Quartier"}, None),
        ({"type": "literal", "value": "a\tb\x1b"}, {"type": "bnode", "value": "x"}),
    )
    assert table.lines(Table(("one", "two"), rows)).splitlines() == [
        "one          two",
        "───────────  ───",
        "qn:Quartier",
        "a b\ufffd         x",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_as_a_query_does_not_block(run: Run, tmp_path: Path) -> None:
    """It might never end; the way out is told."""
    os.mkfifo(tmp_path / "pipe.rq")
    done = run("query", tmp_path / "pipe.rq")
    assert done.exit_code == 2
    assert "entrée standard" in done.stderr
