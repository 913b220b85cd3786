"""A store: what is bundled and loaded becomes the graphs, by way of the journal alone."""

from __future__ import annotations

import getpass
import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from quartierkg.errors import Refused, StoreFault, SyntaxFault, UnknownFormat, Unreadable, UsageFault
from quartierkg.query.operation import Operation, perform
from quartierkg.snapshot import Archive, Snapshot, load_file, manifest, read_store
from quartierkg.snapshot.graphs import NETWORK, ONTOLOGY, PUBLIC, STATIONS
from quartierkg.snapshot.manifest import Manifest

BRUME = NamedNode("https://w3id.org/quartierkg/id/quartier/brume")
DUMP = "from pathlib import Path; import sys; from quartierkg.snapshot import Archive; "
DUMP += "print(Archive(Path(sys.argv[1]), Path(sys.argv[2])).snapshot.store)"


def graphs(snapshot: Snapshot) -> list[str]:
    """Every statement of a snapshot, blank nodes by their names."""
    return sorted(str(snapshot.store).splitlines())


def test_a_new_store_shows_the_bundled_data(tmp_path: Path, data: Path) -> None:
    """At first start the bundled files are journaled, then shown, each in its graph."""
    with Archive(tmp_path / "store", data) as archive:
        assert [entry.fields.name for entry in archive.journal.entries[:3]] == [
            "data/network/real/real.ttl",
            "data/network/illustrative/illustrative.ttl",
            "data/network/stations/stations.ttl",
        ]
        assert archive.snapshot.count(NETWORK) == 17
        assert archive.snapshot.count(STATIONS) == 1
        assert archive.snapshot.revision == len(archive.journal.entries)


def test_the_release_brings_its_ontology() -> None:
    """The files that the release itself carries can be read, and the ontology is among them."""
    with Archive(None) as archive:
        assert archive.snapshot.count(ONTOLOGY) > 0
        assert archive.snapshot.count(NETWORK) > 0


def test_only_published_graphs_are_in_the_index(started: Path, data: Path) -> None:
    """The index holds public graphs and nothing else."""
    with Archive(started, data) as archive:
        assert set(archive.snapshot.store.named_graphs()) <= set(PUBLIC)


def test_a_second_start_journals_nothing_new(started: Path, data: Path) -> None:
    """The same release leaves the journal and the revision as they are."""
    with Archive(started, data) as archive:
        first = archive.snapshot
    with Archive(started, data) as archive:
        assert (archive.snapshot.revision, archive.snapshot.chain) == (first.revision, first.chain)


def test_a_newer_release_replaces_what_changed(started: Path, data: Path) -> None:
    """A changed bundled file replaces its predecessor, a removed one disappears, the journal keeps both."""
    with Archive(started, data) as archive:
        before = archive.snapshot.revision
    (data / "network/stations/stations.ttl").write_text("<urn:a> <urn:b> <urn:c> , <urn:d> .")
    (data / "network/real/real.ttl").unlink()
    with Archive(started, data) as archive:
        assert (archive.snapshot.count(STATIONS), archive.snapshot.count(NETWORK)) == (2, 11)
        assert archive.snapshot.revision == before + 2
    with Archive(started, data) as archive:
        assert archive.snapshot.revision == before + 2


def test_the_index_is_the_same_every_time(tmp_path: Path, data: Path) -> None:
    """Two processes that build from the same bytes give the same statements, names of blank nodes included."""
    dumps = [
        subprocess.run(
            [sys.executable, "-c", DUMP, str(tmp_path / name), str(data)], check=True, capture_output=True, text=True
        ).stdout.splitlines()
        for name in ("one", "two")
    ]
    assert len(dumps[0]) >= 15
    assert sorted(dumps[0]) == sorted(dumps[1])


@pytest.mark.parametrize("harm", ["missing", "no manifest", "flipped", "short", "foreign manifest", "half-built"])
def test_a_damaged_revision_is_rebuilt_from_the_journal(started: Path, data: Path, harm: str) -> None:
    """Whatever happens to the index, the next start shows the same graphs again."""
    with Archive(started, data) as archive:
        before, revision = graphs(archive.snapshot), archive.snapshot.revision
    _harm(started / "revisions" / str(revision), harm)
    with Archive(started, data) as archive:
        assert graphs(archive.snapshot) == before
    assert [entry.name for entry in (started / "revisions").iterdir()] == [str(revision)]


def _harm(revision: Path, harm: str) -> None:
    """Damage a revision in one of the ways in which disks and hands do."""
    tables = sorted((revision / "index").glob("*.sst"))
    match harm:
        case "missing":
            shutil.rmtree(revision)
        case "no manifest":
            (revision / "manifest.json").unlink()
        case "flipped":
            content = bytearray(tables[0].read_bytes())
            content[len(content) // 2] ^= 1
            tables[0].write_bytes(content)
        case "short":
            tables[0].unlink()
        case "foreign manifest":
            (revision / "manifest.json").write_text("[]")
        case "half-built":
            revision.rename(revision.with_name("building"))


def test_an_index_that_knows_more_than_the_journal_is_a_fault(started: Path, data: Path) -> None:
    """A journal that lost entries is not papered over: the store does not open."""
    (started / "journal.sqlite").unlink()
    (started / "journal.head").unlink()
    (data / "network/stations/stations.ttl").unlink()
    with pytest.raises(StoreFault, match="no longer holds entry"):
        Archive(started, data)


def test_a_loaded_file_is_shown_and_kept(started: Path, tmp_path: Path, data: Path) -> None:
    """load adds an entry and a revision; both are there at the next start."""
    extra = tmp_path / "extra.nt"
    extra.write_text("<urn:a> <urn:b> <urn:c> .\n")
    entry, replaced, statements = load_file(started, extra, "network", data)
    assert (replaced, statements) == (None, 1)
    assert (entry.fields.kind, entry.fields.name, entry.fields.graph) == ("load", "extra.nt", NETWORK.value)
    with Archive(started, data) as archive:
        assert archive.snapshot.revision == entry.number
        assert any(archive.snapshot.quads(NamedNode("urn:a"), graph=NETWORK))


def test_loading_the_same_name_again_replaces(started: Path, tmp_path: Path, data: Path) -> None:
    """The latest entry of a name is the one that the index shows."""
    with Archive(started, data) as archive:
        archive.load("extra.ttl", b"<urn:a> <urn:b> <urn:old> .", "network")
        archive.load("extra.ttl", b"<urn:a> <urn:b> <urn:new> .", NETWORK.value)
        found = [quad.object for quad in archive.snapshot.quads(NamedNode("urn:a"))]
    assert found == [NamedNode("urn:new")]
    (tmp_path / "extra.ttl").write_text("<urn:a> <urn:b> <urn:newer> .", encoding="utf-8")
    loaded = load_file(started, tmp_path / "extra.ttl", "network", data)
    assert loaded.replaced is not None
    assert loaded.replaced.number == loaded.entry.number - 1


def test_the_network_is_a_set(started: Path, data: Path) -> None:
    """A statement that two files make is in the merged graph once."""
    with Archive(started, data) as archive:
        before = archive.snapshot.count(NETWORK)
        archive.load(
            "again.nt", f'{BRUME} <http://www.w3.org/2000/01/rdf-schema#label> "Brume"@fr .'.encode(), "network"
        )
        assert archive.snapshot.count(NETWORK) == before


@pytest.mark.parametrize(
    ("name", "content", "graph", "fault"),
    [
        ("bad.ttl", b"<urn:a> <urn:b>\n  oops .", "network", SyntaxFault),
        ("bad.docx", b"", "network", UnknownFormat),
        ("bad.nq", b"<urn:a> <urn:b> <urn:c> <urn:g> .\n<urn:a> <urn:b> <urn:c> <urn:h> .", "network", Refused),
        ("good.ttl", b"<urn:a> <urn:b> <urn:c> .", "charter", UsageFault),
        ("good.ttl", b"<urn:a> <urn:b> <urn:c> .", "elsewhere", UsageFault),
    ],
)
def test_a_file_that_cannot_be_loaded_leaves_no_trace(
    started: Path, data: Path, name: str, content: bytes, graph: str, fault: type[Exception]
) -> None:
    """A refusal comes before the journal is touched."""
    with Archive(started, data) as archive:
        before = archive.journal.entries
        with pytest.raises(fault):
            archive.load(name, content, graph)
        assert archive.journal.entries == before


def test_a_syntax_error_names_its_place(started: Path, data: Path) -> None:
    """The refusal of a file names line and column."""
    with Archive(started, data) as archive, pytest.raises(SyntaxFault) as caught:
        archive.load("bad.ttl", b"<urn:a> <urn:b>\n  oops .", "network")
    assert caught.value.place is not None
    assert caught.value.place.line == 2


def test_an_absent_file_is_said(tmp_path: Path) -> None:
    """A misspelt file name is an unreadable file, as it is for every command."""
    with pytest.raises(Unreadable, match=r"absent\.ttl"):
        load_file(tmp_path / "store", tmp_path / "absent.ttl", "network")


def test_an_open_store_is_not_loaded_into(started: Path, data: Path) -> None:
    """While a server has the store, load is refused and says why; reading goes on."""
    with Archive(started, data) as archive:
        with pytest.raises(StoreFault, match="already open"):
            load_file(started, data / "network/real/real.ttl", "network", data)
        assert graphs(read_store(started)) == graphs(archive.snapshot)


def test_a_folder_without_an_index_cannot_be_read(tmp_path: Path) -> None:
    """Reading needs a revision; the fault says how to get one."""
    with pytest.raises(StoreFault, match="holds no index"):
        read_store(tmp_path)


def test_a_store_of_its_own_goes_when_it_is_closed(data: Path) -> None:
    """Without --store nothing stays on the disk."""
    with Archive(None, data) as archive:
        directory = archive.directory
        assert directory.is_dir()
    assert not directory.exists()


def test_a_failed_start_leaves_the_store_free(tmp_path: Path, data: Path) -> None:
    """A bundled file that does not parse stops the start, names the file, and journals nothing."""
    (data / "network/real/bad.ttl").write_text("oops")
    with pytest.raises(SyntaxFault, match=r"real/bad\.ttl"):
        Archive(tmp_path / "store", data)
    (data / "network/real/bad.ttl").unlink()
    with Archive(tmp_path / "store", data) as archive:
        assert archive.snapshot.count(STATIONS) == 1


def test_a_manifest_says_what_is_in_the_graphs(started: Path, data: Path) -> None:
    """Counts of statements are kept beside the index, so that no page has to count."""
    with Archive(started, data) as archive:
        path = started / "revisions" / str(archive.snapshot.revision) / "manifest.json"
        assert json.loads(path.read_text())["graphs"] == dict(archive.snapshot.counts)


def test_after_a_write_the_manifest_is_that_of_a_count_and_a_digest_anew(started: Path, data: Path) -> None:
    """What a write adds to and takes from a graph is counted, and files that both indexes share are not read again."""
    text = f"INSERT DATA {{ GRAPH {STATIONS} {{ <urn:a> <urn:b> 1 , 2 }} }} ; "
    text += f"DELETE WHERE {{ GRAPH {NETWORK} {{ {BRUME} ?p ?o }} }}"
    with Archive(started, data) as archive:
        index = started / "changed"
        changes = perform(Operation("update", text), archive.snapshot.directory / "index", index)
        snapshot = archive.write("test", changes, index, "a test")
        found = Manifest.read(snapshot.directory)
        assert found is not None
        assert dict(found.files) == manifest.digests(snapshot.directory / "index")
        counted = Counter(quad.graph_name.value for quad in snapshot.store if isinstance(quad.graph_name, NamedNode))
        assert dict(found.graphs) == dict(counted)
        assert (snapshot.count(STATIONS), snapshot.count(NETWORK)) == (3, 17 - len(changes.removed))


@pytest.mark.parametrize(
    "error", [KeyError("getpwuid(): uid not found"), OSError("No username set in the environment")]
)
def test_an_account_without_a_name_loads(
    started: Path, data: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """In a container the user may have a number only: the journal then holds that."""

    def nameless() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", nameless)
    with Archive(started, data) as archive:
        entry = archive.load("a.ttl", b"<urn:a> <urn:b> <urn:c> .", "network")
    assert entry.fields.author.startswith(("uid ", "unknown"))


def test_a_reader_keeps_its_revision_when_a_server_removes_it(started: Path, data: Path) -> None:
    """Another process removes a revision as soon as its own readers have left it; what was read stays whole."""
    with Archive(started, data) as archive:
        expected = graphs(archive.snapshot)
    found = read_store(started)
    shutil.rmtree(found.directory)
    assert graphs(found) == expected


def test_a_revision_in_memory_is_the_same(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every statement in its graph, every blank node under its name; a large one stays where it is."""
    with Archive(None, data) as archive:
        copied = archive.snapshot.in_memory()
        assert copied.store is not archive.snapshot.store
        assert graphs(copied) == graphs(archive.snapshot)
        assert (copied.revision, copied.chain) == (archive.snapshot.revision, archive.snapshot.chain)
        monkeypatch.setattr("quartierkg.snapshot.snapshot.IN_MEMORY", 10)
        assert archive.snapshot.in_memory() is archive.snapshot
