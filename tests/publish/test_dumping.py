"""Dumps are built, and give back what they hold."""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    NamedNode,
    Quad,
    QuerySolutions,
    Store,
    parse,
)
from rdflib import Dataset as RdflibDataset

from quartierkg.errors import StoreFault
from quartierkg.media import JSON_LD, N_QUADS, TRIG, TURTLE, MediaType
from quartierkg.publish import dumping
from quartierkg.publish.coding import GZIP
from quartierkg.publish.dump import Dump, folder_of, listed
from quartierkg.snapshot import Archive, Snapshot
from quartierkg.snapshot.graphs import NETWORK, PUBLIC, STATIONS


@pytest.fixture(scope="module")
def folder(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the dumps of the snapshot are."""
    found = folder_of(tmp_path_factory.mktemp("dumps"), snapshot)
    dumping.build(snapshot, found)
    return found


def canonical(quads: Iterable[Quad]) -> Dataset:
    """Statements, whatever their blank nodes are called (RDF Dataset Canonicalization)."""
    found = Dataset(quads)
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return found


def content(folder: Path, dump: Dump) -> bytes:
    """What a file holds, when it is unpacked."""
    data = (folder / dump.name).read_bytes()
    if dump.part.coding is GZIP:
        return gzip.decompress(data)
    zstandard = pytest.importorskip("zstandard")
    unpacked: bytes = zstandard.ZstdDecompressor().decompressobj().decompress(data)
    return unpacked


def find(folder: Path, graph: NamedNode | None, media: MediaType) -> bytes:
    """The content of the file of a graph in a syntax."""
    (found,) = (
        dump for dump in listed(folder) if (dump.part.graph, dump.part.media, dump.part.coding) == (graph, media, GZIP)
    )
    return content(folder, found)


@pytest.mark.parametrize("media", [N_QUADS, TRIG], ids=str)
def test_the_whole_comes_back(snapshot: Snapshot, folder: Path, media: MediaType) -> None:
    """Loaded into an empty store it is the same dataset."""
    store = Store()
    store.load(find(folder, None, media), format=media.rdf)
    assert canonical(store) == canonical(snapshot.store)


@pytest.mark.parametrize("media", [TURTLE, JSON_LD], ids=str)
def test_each_graph_comes_back(snapshot: Snapshot, folder: Path, media: MediaType) -> None:
    """Alone in its file, it is the same graph."""
    for graph in PUBLIC:
        if snapshot.count(graph):
            expected = (Quad(*quad.triple) for quad in snapshot.quads(graph=graph))
            found = list(parse(find(folder, graph, media), format=media.rdf))
            assert {quad.graph_name for quad in found} == {DefaultGraph()}
            assert canonical(found) == canonical(expected), graph


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of its own names
def test_another_library_reads_the_same(snapshot: Snapshot, folder: Path) -> None:
    """As many statements in each graph, in TriG and in JSON-LD."""
    whole = RdflibDataset()
    whole.parse(data=find(folder, None, TRIG), format="trig")
    assert {str(graph.identifier): len(graph) for graph in whole.graphs() if len(graph)} == dict(snapshot.counts)
    alone = RdflibDataset()
    alone.parse(data=find(folder, NETWORK, JSON_LD), format="json-ld")
    assert len(alone) == snapshot.count(NETWORK)


def test_a_fresh_store_loads_a_dump_and_shows_the_same(snapshot: Snapshot, folder: Path, tmp_path: Path) -> None:
    """Through the journal, as an operator loads it; what follows from the facts follows again."""
    (tmp_path / "data" / "network").mkdir(parents=True)
    with Archive(None, tmp_path / "data") as archive:
        assert archive.snapshot.count(NETWORK) == 0
        archive.load("network.ttl", find(folder, NETWORK, TURTLE), "network")
        for graph in (graph for graph in PUBLIC if graph.value.rpartition("/")[2] in {"network", "inferred"}):
            assert canonical(archive.snapshot.quads(graph=graph)) == canonical(snapshot.quads(graph=graph))


def test_every_file_is_what_the_list_says(folder: Path) -> None:
    """Its size and digest; no other file lies beside them."""
    dumps = listed(folder)
    for dump in dumps:
        data = (folder / dump.name).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (dump.size, dump.sha256)
    assert {path.name for path in folder.iterdir()} == {dump.name for dump in dumps} | {"dumps.json"}
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_both_codings_hold_the_same(folder: Path) -> None:
    """Byte for byte."""
    contents: dict[object, set[bytes]] = {}
    for dump in listed(folder):
        contents.setdefault((dump.part.graph, dump.part.media), set()).add(content(folder, dump))
    assert all(len(found) == 1 for found in contents.values())


def test_what_is_counted_is_there(snapshot: Snapshot, folder: Path) -> None:
    """Statements, and things that say that they are invented: of the two Quartiers and the territory, two."""
    counted = {dump.part.graph: (dump.statements, dump.illustrative) for dump in listed(folder)}
    assert counted[NETWORK] == (snapshot.count(NETWORK), 2)
    assert counted[None][0] == sum(snapshot.counts.values())
    solutions = snapshot.store.query(
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s <https://w3id.org/quartierkg/ontology#illustrative> true } }"
    )
    assert isinstance(solutions, QuerySolutions)
    assert counted[None][1] == int(next(iter(solutions))["n"].value)


def test_a_file_begins_with_what_it_is(folder: Path) -> None:
    """Where its syntax has comments."""
    for graph, media in ((None, N_QUADS), (None, TRIG), (NETWORK, TURTLE)):
        assert find(folder, graph, media).startswith(b"# Graphe de connaissances")
    assert find(folder, NETWORK, JSON_LD).startswith(b"[")


def test_another_process_builds_the_same_bytes(snapshot: Snapshot, folder: Path, tmp_path: Path) -> None:
    """The same revision gives the same digests, whoever builds it and whenever."""
    other = tmp_path / "dumps" / folder.name
    command = [sys.executable, "-m", "quartierkg.publish.dumping", str(snapshot.directory), str(other)]
    subprocess.run(command, check=True, timeout=60)
    assert listed(other) == listed(folder)


def test_a_store_without_facts_has_dumps(tmp_path: Path) -> None:
    """Of nothing."""
    with Archive(tmp_path / "store", empty=True) as archive:
        dumps = dumping.build(archive.snapshot, tmp_path / "dumps" / "0")
    assert {(dump.part.graph, dump.statements) for dump in dumps} == {(None, 0)}


def test_a_folder_that_cannot_be_made_is_a_fault_of_the_store(snapshot: Snapshot, tmp_path: Path) -> None:
    """It says why."""
    (tmp_path / "file").touch()
    with pytest.raises(StoreFault):
        dumping.build(snapshot, tmp_path / "file" / "dumps")


def test_what_a_killed_build_left_is_replaced(snapshot: Snapshot, tmp_path: Path) -> None:
    """The next build begins anew."""
    (tmp_path / "building").mkdir()
    (tmp_path / "building" / "quartierkg-1.nq.gz").write_bytes(b"half")
    folder = folder_of(tmp_path, snapshot)
    folder.mkdir()
    assert listed(folder) == ()
    assert dumping.build(snapshot, folder) == listed(folder)
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_stations_have_a_file_of_their_own_where_there_are_some(tmp_path: Path) -> None:
    """They are under another licence than the rest, so that they can be left."""
    folder = tmp_path / "data" / "network" / "stations"
    folder.mkdir(parents=True)
    (folder / "stations.ttl").write_text('<urn:gare> <urn:p> "Gare" .')
    with Archive(None, tmp_path / "data") as archive:
        dumps = dumping.build(archive.snapshot, tmp_path / "dumps" / "1")
    assert {dump.part.graph for dump in dumps} >= {STATIONS}
