"""What dumps there are, and what they hold."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from quartierkg.errors import UsageFault
from quartierkg.media import JELLY, JSON_LD, N_QUADS, TRIG, TURTLE
from quartierkg.publish.coding import GZIP, ZSTD
from quartierkg.publish.dump import (
    Dump,
    Part,
    about,
    folder_of,
    listed,
    parts,
    published,
    statements,
    write_list,
)
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import COMMITTEE, NETWORK, PUBLIC, REGISTER
from quartierkg.terms import GRAPH

PART = Part(NETWORK, TURTLE, GZIP)
DUMP = Dump(PART, 7, "2026-11-01T00:00:00.000Z", 12, 3, 456, "ab" * 32)


@pytest.mark.parametrize(
    ("part", "revision", "name"),
    [
        (Part(None, N_QUADS, GZIP), 12, "quartierkg-12.nq.gz"),
        (Part(None, TRIG, ZSTD), 12, "quartierkg-12.trig.zst"),
        (Part(NETWORK, JSON_LD, GZIP), 3, "network-3.jsonld.gz"),
        (Part(NETWORK, TURTLE, ZSTD), None, "network.ttl.zst"),
    ],
)
def test_a_name_says_content_revision_syntax_and_coding(part: Part, revision: int | None, name: str) -> None:
    """In that order; the name without a revision stands for the latest."""
    assert part.name(revision) == name


def test_the_whole_is_in_three_syntaxes_and_each_graph_in_two_others(snapshot: Snapshot) -> None:
    """Each by both codings; a graph that holds nothing has no file."""
    found = parts(snapshot)
    assert len(set(found)) == len(found)
    assert {part.media for part in found if part.graph is None} == {N_QUADS, TRIG, JELLY}
    held = {graph for graph in PUBLIC if snapshot.count(graph)}
    assert NETWORK in held
    assert REGISTER not in held
    for graph in held:
        assert [(part.media, part.coding) for part in found if part.graph == graph] == [
            *((TURTLE, GZIP), (TURTLE, ZSTD), (JSON_LD, GZIP), (JSON_LD, ZSTD)),
        ]
    assert {part.graph for part in found} == {None, *held}


def test_a_list_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Of the whole as of a graph."""
    dumps = (DUMP, replace(DUMP, part=Part(None, N_QUADS, ZSTD), statements=99))
    write_list(tmp_path, dumps)
    assert listed(tmp_path) == dumps
    assert listed(tmp_path)[0].name == "network-7.ttl.gz"


@pytest.mark.parametrize(
    "content", [None, "", "{}", "[]", '{"revision": 1, "date": "", "files": [{}]}', '{"revision": 1, "files": 3}']
)
def test_a_list_that_is_none_lists_nothing(tmp_path: Path, content: str | None) -> None:
    """Absent, cut off, or of another make: the dumps are not there."""
    if content is not None:
        (tmp_path / "dumps.json").write_text(content)
    assert listed(tmp_path) == ()


def test_a_list_of_a_coding_that_is_unknown_lists_nothing(tmp_path: Path) -> None:
    """A later version may know others."""
    write_list(tmp_path, (DUMP,))
    path = tmp_path / "dumps.json"
    path.write_text(path.read_text().replace('"gz"', '"br"'))
    assert listed(tmp_path) == ()


def test_two_journals_never_share_a_folder(snapshot: Snapshot, tmp_path: Path) -> None:
    """The same number of another chain is another revision."""
    other = replace(snapshot, chain="0" * 64)
    assert folder_of(tmp_path, other) != folder_of(tmp_path, snapshot)


@pytest.mark.parametrize("name", ["network", GRAPH + "network"])
def test_a_public_graph_has_two_names(name: str) -> None:
    """A short one, and its IRI."""
    assert published(name) == NETWORK


@pytest.mark.parametrize("name", ["committee", COMMITTEE.value, "", "NETWORK", "urn:x"])
def test_no_other_graph_is_published(name: str) -> None:
    """That of the committee as little as one that does not exist; the error names those that are."""
    with pytest.raises(UsageFault, match="network"):
        published(name)


def test_only_public_graphs_are_told(snapshot: Snapshot) -> None:
    """Whatever else a store may hold."""
    secret = NamedNode("urn:secret")
    store = type(snapshot.store)()
    store.extend((*snapshot.store, *(Quad(secret, secret, secret, graph) for graph in (COMMITTEE, secret))))
    store.add(Quad(secret, secret, secret))
    told = list(statements(replace(snapshot, store=store)))
    assert sorted(map(str, told)) == sorted(map(str, snapshot.store))


def test_statements_come_graph_by_graph(snapshot: Snapshot) -> None:
    """In the order of the list of public graphs, each of them once."""
    order = list(dict.fromkeys(quad.graph_name for quad in statements(snapshot)))
    changes = [quad.graph_name for quad in statements(snapshot)]
    assert order == [graph for graph in PUBLIC if snapshot.count(graph)]
    assert sum(a != b for a, b in pairwise(changes)) == len(order) - 1


def test_a_file_says_what_it_is_and_that_some_of_it_is_invented(snapshot: Snapshot) -> None:
    """In both languages, with the revision."""
    french, english, *invented = about(snapshot)
    assert f"révision {snapshot.revision} " in french
    assert f"revision {snapshot.revision} " in english
    assert ["inventé" in invented[0], "invented" in invented[1]] == [True, True]
