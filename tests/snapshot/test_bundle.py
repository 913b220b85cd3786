"""Which bundled file goes where, and what a new release changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quartierkg.errors import UsageFault
from quartierkg.journal.entry import GENESIS, Entry, Fields, Record
from quartierkg.snapshot import graphs
from quartierkg.snapshot.bundle import bundled, news
from quartierkg.snapshot.revision import current

RECORD = Record("bundled", "data/a.ttl", "text/turtle", graphs.NETWORK.value, b"a", "quartierkg", "a test")


def entry(record: Record, number: int = 1) -> Entry:
    """The entry that a record becomes."""
    return Fields.of(record, number, "2026-11-23T05:00:00.000Z").chained(GENESIS)


def test_each_file_has_its_graph(data: Path) -> None:
    """Network, stations, ontology and charter are routed by where they stand."""
    routed = {record.name: record.graph for record in bundled(data)}
    assert routed["data/network/real/real.ttl"] == graphs.NETWORK.value
    assert routed["data/network/illustrative/illustrative.ttl"] == graphs.NETWORK.value
    assert routed["data/network/stations/stations.ttl"] == graphs.STATIONS.value
    assert routed["ontology/core.ttl"] == graphs.ONTOLOGY.value
    assert routed["shapes/1/charter.ttl"] == graphs.CHARTER.value


def test_rules_and_dossiers_are_not_published_as_graphs(data: Path) -> None:
    """Shapes, example dossiers and contexts stay out of the dataset."""
    (data / "dossiers").mkdir()
    (data / "dossiers" / "secret.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    names = [record.name for record in bundled(data)]
    assert not any("dossiers" in name or "criterion" in name or "profile" in name for name in names)


def test_folders_below_are_bundled_in_a_fixed_order(data: Path) -> None:
    """Files of subfolders count, others than Turtle do not, and the order is that of the names."""
    below = data / "network" / "real" / "b"
    below.mkdir()
    for name in ("z.ttl", "a.ttl", "notes.md"):
        (below / name).write_text("# nothing")
    names = [record.name.removeprefix("data/network/real/") for record in bundled(data)[:3]]
    assert names == ["b/a.ttl", "b/z.ttl", "real.ttl"]


def test_a_data_folder_may_lack_a_part(tmp_path: Path) -> None:
    """An operator's own data needs no stations and no fictional network."""
    assert not any(record.name.startswith("data/") for record in bundled(tmp_path))


def test_what_is_journaled_already_is_no_news() -> None:
    """The same bytes under the same name in the same graph are not journaled again."""
    assert list(news([RECORD], [entry(RECORD)])) == []


@pytest.mark.parametrize("changed", [replace(RECORD, data=b"b"), replace(RECORD, graph=graphs.STATIONS.value)])
def test_a_change_is_news(changed: Record) -> None:
    """Other bytes, or another graph, make a new entry."""
    assert list(news([changed], [entry(RECORD)])) == [changed]


def test_a_file_that_is_gone_is_replaced_by_nothing_once() -> None:
    """Its name gets an empty entry that says why; the next start adds none."""
    (gone,) = news([], [entry(RECORD)])
    assert (gone.name, gone.data, gone.reason) == (RECORD.name, b"", "no longer bundled with the release")
    assert list(news([], [entry(gone)])) == []


def test_what_an_operator_loaded_is_left_alone() -> None:
    """A loaded file is not the release's to withdraw, even under a name that it bundles."""
    loaded = replace(RECORD, kind="load")
    assert list(news([RECORD], [entry(loaded)])) == [RECORD]


def test_the_latest_entry_of_each_kind_and_name_counts() -> None:
    """The index shows one entry for each kind and name, in the order of the journal."""
    entries = [
        entry(RECORD, 1),
        entry(replace(RECORD, name="b"), 2),
        entry(replace(RECORD, kind="load"), 3),
        entry(replace(RECORD, data=b"new"), 4),
    ]
    assert [found.number for found in current(entries)] == [2, 3, 4]


@pytest.mark.parametrize("name", ["network", "https://w3id.org/quartierkg/graph/network"])
def test_a_graph_is_named_short_or_whole(name: str) -> None:
    """--graph network means the published graph of that name."""
    assert graphs.loadable(name) == graphs.NETWORK


@pytest.mark.parametrize("name", ["", "charter", "ontology", "inferred", "register", "statistics", "urn:mine"])
def test_a_derived_graph_is_not_loaded_into(name: str) -> None:
    """What the release or the service makes is not an operator's to fill; those that are, are named."""
    with pytest.raises(UsageFault, match="network, stations"):
        graphs.loadable(name)
