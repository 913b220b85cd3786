"""``quartierkg dump``."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Store, parse

from quartierkg.cli import dump as command
from quartierkg.cli import output
from quartierkg.snapshot import Archive, read_store
from quartierkg.snapshot.graphs import NETWORK, PUBLIC, STATIONS
from tests.cli.conftest import Run

FACTS = """
@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/quartierkg/id/brume> rdfs:label "Brume"@fr ; qn:illustrative true ; rdfs:seeAlso [ rdfs:label "x" ] .
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a few facts in two graphs."""
    folder: Path = tmp_path_factory.mktemp("store")
    (folder / "data" / "network").mkdir(parents=True)
    with Archive(folder / "store", folder / "data") as archive:
        archive.load("facts.ttl", FACTS.encode(), "network")
        archive.load("station.ttl", b'<urn:gare> <urn:p> "Gare" .', "stations")
    return folder / "store"


def canonical(quads: object) -> Dataset:
    """Statements, whatever their blank nodes are called."""
    found = Dataset(quads)  # type: ignore[arg-type]
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return found


@pytest.mark.parametrize(
    ("words", "syntax"),
    [((), RdfFormat.N_QUADS), (("--format", "trig"), RdfFormat.TRIG), (("--format", "jsonld"), RdfFormat.JSON_LD)],
)
def test_the_whole_comes_on_standard_output(run: Run, store: Path, words: tuple[str, ...], syntax: RdfFormat) -> None:
    """In each syntax that holds several graphs; N-Quads, where none is named."""
    done = run("dump", "--store", store, *words)
    assert (done.exit_code, done.stderr) == (0, "")
    assert canonical(parse(done.stdout_bytes, format=syntax)) == canonical(read_store(store).store)


@pytest.mark.parametrize("name", ["a.nq", "a.trig", "a.nq.gz", "a.trig.zst", "a.jsonld.gz", "a"])
def test_the_name_of_a_file_says_syntax_and_coding(run: Run, store: Path, tmp_path: Path, name: str) -> None:
    """What is in it is the same."""
    assert run("dump", "--store", store, "-o", tmp_path / name).exit_code == 0
    data = (tmp_path / name).read_bytes()
    if name.endswith(".gz"):
        data = gzip.decompress(data)
    elif name.endswith(".zst"):
        data = pytest.importorskip("zstandard").ZstdDecompressor().decompressobj().decompress(data)
    syntax = RdfFormat.TRIG if "trig" in name else RdfFormat.JSON_LD if "jsonld" in name else RdfFormat.N_QUADS
    assert canonical(parse(data, format=syntax)) == canonical(read_store(store).store)


@pytest.mark.parametrize("graph", ["network", NETWORK.value])
@pytest.mark.parametrize("format_", ["ttl", "jsonld", "nq", "trig"])
def test_one_graph_comes_alone(run: Run, store: Path, graph: str, format_: str) -> None:
    """Without its name in the syntaxes of one graph, with it in the others."""
    done = run("dump", "--store", store, "--graph", graph, "--format", format_)
    found = parse(done.stdout_bytes, format=RdfFormat.from_extension(format_))
    quads = list(read_store(store).quads(graph=NETWORK))
    expected = quads if format_ in {"nq", "trig"} else [Quad(*quad.triple) for quad in quads]
    assert canonical(found) == canonical(expected)


def test_a_dump_loads_into_a_fresh_store(run: Run, store: Path, tmp_path: Path) -> None:
    """By ``quartierkg load``, graph by graph: the same facts, and the same that follows from them."""
    (tmp_path / "data" / "network").mkdir(parents=True)
    fresh = ("--store", tmp_path / "fresh", "--data", tmp_path / "data")
    for graph in ("network", "stations"):
        file = tmp_path / f"{graph}.ttl"
        assert run("dump", "--store", store, "--graph", graph, "-o", file).exit_code == 0
        assert run("load", file, "--graph", graph, *fresh).exit_code == 0
    old, new = read_store(store), read_store(tmp_path / "fresh")
    for one in PUBLIC:
        if one.value.rpartition("/")[2] not in {"statistics", "catalogue"}:  # they tell of the revision
            assert canonical(new.quads(graph=one)) == canonical(old.quads(graph=one)), one
    assert new.count(STATIONS) == 1


def test_the_bundled_network_comes_without_a_store(run: Run, tmp_path: Path) -> None:
    """Or that of a folder of data."""
    folder = tmp_path / "data" / "network" / "real"
    folder.mkdir(parents=True)
    (folder / "facts.ttl").write_text(FACTS, encoding="utf-8")
    done = run("dump", "--data", tmp_path / "data", "--graph", "network")
    assert "Brume" in done.stdout
    assert done.stdout.startswith("# Graphe de connaissances des Quartiers Numériques, révision ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--graph", "committee"), "n’est pas publié"),
        (("--graph", "urn:x"), "n’est pas publié"),
        (("--format", "ttl"), "qu’un graphe"),
        (("-o", "x.ttl.gz"), "qu’un graphe"),
        (("--format", "hdt"), "n’existe pas"),
        (("-o", "nowhere/x.nq"), "n’existe pas"),
    ],
)
def test_what_cannot_be_written_is_refused(run: Run, store: Path, words: tuple[str, ...], said: str) -> None:
    """On one line, with nothing on standard output."""
    done = run("dump", "--store", store, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_store_that_is_elsewhere_is_told_so(run: Run) -> None:
    """Its journal is here, and has the revisions."""
    done = run("dump", "--store", "sparql+http://127.0.0.1:1/query")
    assert done.exit_code == 2
    assert "journal" in done.stderr


def test_a_folder_without_a_store_is_told_so(run: Run, tmp_path: Path) -> None:
    """And nothing is made in it."""
    done = run("dump", "--store", tmp_path / "none", "-o", tmp_path / "x.nq")
    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("terminal", [True, False])
def test_a_bar_is_shown_to_whoever_looks(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    """On standard error, and only at a terminal, when there is much to write; the file is the same."""
    monkeypatch.setattr(command, "_MANY", 1)
    monkeypatch.setattr(output, "on_terminal", lambda stream: terminal and stream is not None)
    done = run("dump", "--store", store, "-o", tmp_path / "x.nq")
    assert done.stdout == ""
    assert ("Écriture" in done.stderr) == terminal
    found = Store()
    found.load(path=tmp_path / "x.nq")
    assert len(found) == sum(read_store(store).counts.values())
