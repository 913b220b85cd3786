"""A dump that is loaded into an empty store is the same data: graph by graph, and question by question."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, RdfFormat, Store

from quartierkg.cli import main
from quartierkg.snapshot import Archive, Snapshot
from quartierkg.snapshot.graphs import INFERRED, NETWORK, PUBLIC, STATIONS
from quartierkg.stored import library
from tests.samples import LONG
from tests.stored import cases

SEED = 6
SYNTAXES = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
ASKED = [name for name in library() if name.startswith("CQ")]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """A store of the bundled network."""
    with Archive(tmp_path_factory.mktemp("original") / "store") as archive:
        yield archive


@pytest.fixture(scope="module", params=SYNTAXES)
def loaded(request: pytest.FixtureRequest, original: Archive, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A dump of all of it in one syntax, loaded into an empty store."""
    file = tmp_path_factory.mktemp("dump") / f"all.{request.param}"
    done = CliRunner().invoke(main, ["dump", "--store", str(original.directory), "-o", str(file)])
    assert done.exit_code == 0, done.output
    store = Store()
    with file.open("rb") as read_from:
        store.bulk_load(read_from, format=SYNTAXES[request.param])
    return replace(original.snapshot, store=store)


def canonical(snapshot: Snapshot, graph: NamedNode) -> frozenset[str]:
    """The statements of a graph, whose blank nodes are called alike in every copy."""
    found = Dataset(snapshot.quads(graph=graph))
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(map(str, found))


def rows(snapshot: Snapshot, name: str) -> list[list[str | None]]:
    """What a question answers to the public with its defaults, of Quartiers in any state."""
    state = {} if library()[name].timeless else {"state": ["all"]}
    return cases.ask(snapshot, name, {**state, "limit": ["1000"]}, token=False)


def test_each_graph_is_the_same(original: Archive, loaded: Snapshot) -> None:
    """Every public graph, and no other."""
    assert set(loaded.store.named_graphs()) == set(PUBLIC)
    for graph in PUBLIC:
        assert canonical(loaded, graph) == canonical(original.snapshot, graph), graph


def test_each_question_has_the_same_answer(original: Archive, loaded: Snapshot) -> None:
    """Row by row, in the same order; in every run a tenth of the questions."""
    assert len(ASKED) == 58
    for name in ASKED if LONG else random.Random(SEED).sample(ASKED, 6):
        assert rows(loaded, name) == rows(original.snapshot, name), name


@pytest.mark.skipif(not LONG, reason="QUARTIERKG_LONG is not set, so that path is left to the tests of load and dump")
def test_a_graph_that_is_loaded_by_the_command_line_is_the_same(original: Archive, tmp_path: Path) -> None:
    """Network and stations go into a new store by way of Turtle; what follows from them is derived there again."""
    (tmp_path / "data").mkdir()
    for graph in ("network", "stations"):
        file = tmp_path / f"{graph}.ttl"
        store = str(original.directory)
        for words in (
            ["dump", "--store", store, "--graph", graph, "-o", str(file)],
            ["load", str(file), "--graph", graph, "--store", str(tmp_path / "new"), "--data", str(tmp_path / "data")],
        ):
            done = CliRunner().invoke(main, words)
            assert done.exit_code == 0, done.output
    with Archive(tmp_path / "new", tmp_path / "data") as archive:
        for same in (NETWORK, STATIONS, INFERRED):
            assert canonical(archive.snapshot, same) == canonical(original.snapshot, same), same
