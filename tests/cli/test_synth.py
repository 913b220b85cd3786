"""``quartierkg synth``."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from quartierkg.errors import StoreFault
from quartierkg.snapshot import Archive, read_store
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.synth import Recipe, network
from tests.cli.conftest import Run


def test_the_network_comes_as_n_quads(tmp_path: Path, run: Run) -> None:
    """On standard output, in a file, or compressed: the same statements."""
    expected = set(network(4, 3, NETWORK))
    size = ["synth", "--quartiers", "4", "--seed", "3"]
    assert set(parse(run(*size).stdout_bytes, format=RdfFormat.N_QUADS)) == expected
    for name in ("network.nq", "network.nq.gz"):
        assert run(*size, "--output", tmp_path / name).exit_code == 0
    written = (tmp_path / "network.nq").read_bytes()
    assert set(parse(written, format=RdfFormat.N_QUADS)) == expected
    assert gzip.decompress((tmp_path / "network.nq.gz").read_bytes()) == written


def test_a_store_keeps_the_recipe_and_shows_the_network(run: Run, tmp_path: Path) -> None:
    """Beside what is bundled; another one takes its place, and the index is built from the journal the same again."""
    store = tmp_path / "store"
    with Archive(store) as archive:
        bundled = archive.snapshot.count(NETWORK)
    for size in (3, 5):
        assert run("synth", "--quartiers", str(size), "--store", store).exit_code == 0
        expected = len(set(network(size, 1, NETWORK)))
        assert read_store(store).count(NETWORK) == bundled + expected
    before = sorted(map(str, read_store(store).store))
    with Archive(store) as archive:
        entry = archive.journal.entries[-1]
        assert json.loads(archive.journal.record(entry).data) == {"quartiers": 5, "seed": 1, "format": 1}
    for folder in (store / "revisions").iterdir():
        (folder / "manifest.json").unlink()
    with Archive(store) as archive:
        assert sorted(map(str, archive.snapshot.store)) == before


def test_a_recipe_of_another_generator_is_not_passed_off_as_this_one() -> None:
    """The index would be another than the one that was seen."""
    with pytest.raises(StoreFault, match="another generator"):
        Recipe.read(b'{"quartiers": 3, "seed": 1, "format": 0}')


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--quartiers", "0"], "--quartiers"),
        (["--quartiers", "100001"], "100000"),
        (["--quartiers", "many"], "many"),
        (["--quartiers", "2", "--store", "sparql+http://127.0.0.1:9/query"], "répertoire"),
        (["--seed", "-1"], "--seed"),
        (["--seed", "9" * 400], "--seed"),
        (["--quartiers", "2", "--store", "folder", "--output", "file"], "--output"),
    ],
)
def test_what_cannot_be_made_is_said(run: Run, words: list[str], said: str) -> None:
    """Exit code 2, and the option."""
    done = run("synth", *words)
    assert done.exit_code == 2
    assert said in done.stderr
