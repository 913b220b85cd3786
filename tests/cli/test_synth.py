"""``quartierkg synth``."""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from quartierkg.cli import synth
from quartierkg.errors import StoreFault
from quartierkg.snapshot import Archive, read_store
from quartierkg.snapshot.graphs import NETWORK, REGISTER
from quartierkg.snapshot.revision import current
from quartierkg.synth import Recipe, network
from quartierkg.terms import ID, term
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


def test_a_store_keeps_the_recipe_and_shows_the_network(run: Run, own: Path) -> None:
    """Beside what is bundled; another one takes its place, and the index is built from the journal the same again."""
    bundled = read_store(own).count(NETWORK)
    for size in (3, 5):
        assert run("synth", "--quartiers", str(size), "--store", own).exit_code == 0
        expected = len(set(network(size, 1, NETWORK)))
        assert read_store(own).count(NETWORK) == bundled + expected
    before = sorted(map(str, read_store(own).store))
    with Archive(own) as archive:
        entry = next(entry for entry in reversed(archive.journal.entries) if entry.fields.kind == "synth")
        assert json.loads(archive.journal.record(entry).data) == {"quartiers": 5, "seed": 1, "format": 3}
    for folder in (own / "revisions").iterdir():
        (folder / "manifest.json").unlink()
    with Archive(own) as archive:
        assert sorted(map(str, archive.snapshot.store)) == before


def judged(store: Path) -> set[str]:
    """The verdicts on fictional dossiers that a store shows."""
    shown = read_store(store).store.quads_for_pattern(None, term("rdf:type"), term("qn:Verdict"), REGISTER)
    return {iri for iri in (str(quad.subject).strip("<>") for quad in shown) if "/synth-" in iri}


def test_a_store_has_the_verdicts_as_well(run: Run, tmp_path: Path) -> None:
    """One on each dossier, another on those labelled; they go with the network, or are left out where one says so."""
    store = tmp_path / "store"
    assert run("synth", "--quartiers", "6", "--store", store).exit_code == 0
    labelled = {
        str(quad.subject).strip("<>").removeprefix(f"{ID}quartier/")
        for quad in network(6, 1, NETWORK)
        if (quad.predicate, quad.object) == (term("qn:state"), term("qn:Labelled"))
    }
    first = {f"{ID}synth-{number}/verdict-1" for number in range(6)}
    assert judged(store) == first | {f"{ID}{name}/verdict-2-illustrative" for name in labelled}
    assert labelled
    assert run("synth", "--quartiers", "3", "--store", store).exit_code == 0
    assert {one for one in judged(store) if one.endswith("-1")} == {
        f"{ID}synth-{number}/verdict-1" for number in range(3)
    }
    assert run("synth", "--quartiers", "3", "--store", store, "--verdicts", "no").exit_code == 0
    assert judged(store) == set()


def test_verdicts_of_many_are_kept_in_several_sources(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None grows beyond what is read whole; those of a larger network before are withdrawn with it."""
    monkeypatch.setattr(synth, "_SOURCE", 1)
    kept = []
    for size in ("3", "2"):
        assert run("synth", "--quartiers", size, "--store", own).exit_code == 0
        with Archive(own) as archive:
            found = [entry.fields for entry in current(archive.journal.entries) if entry.fields.graph == REGISTER.value]
            kept.append({one.name for one in found if one.kind == "load" and one.sha256 != sha256(b"").hexdigest()})
        assert {one for one in judged(own) if one.endswith("-1")} == {
            f"{ID}synth-{n}/verdict-1" for n in range(int(size))
        }
    assert len(kept[0]) > len(kept[1]) > 1
    assert kept[1] < kept[0]


def test_a_file_has_verdicts_when_they_are_asked_for(run: Run) -> None:
    """In the graph of the register, after the network."""
    size = ["synth", "--quartiers", "2", "--seed", "3"]
    plain = parse(run(*size).stdout_bytes, format=RdfFormat.N_QUADS)
    both = list(parse(run(*size, "--verdicts", "yes").stdout_bytes, format=RdfFormat.N_QUADS))
    register = {quad for quad in both if quad.graph_name == REGISTER}
    assert set(both) - register == set(plain)
    assert {quad.object for quad in register if quad.predicate == term("qn:onDossier")} == {
        NamedNode(f"{ID}synth-{number}/dossier") for number in range(2)
    }


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
        (["--verdicts", "perhaps"], "perhaps"),
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
