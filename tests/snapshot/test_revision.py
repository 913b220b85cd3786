"""Revisions on disk, apart from the data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quartierkg.errors import StoreFault
from quartierkg.journal import Journal, Record
from quartierkg.snapshot import Snapshot, manifest, revision
from quartierkg.snapshot.manifest import Manifest

DATA = b"<urn:a> <urn:b> <urn:c> ."


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with two entries."""
    with Journal(tmp_path) as journal:
        journal.append([Record("load", name, "text/turtle", "urn:g", DATA, "a", "b") for name in ("a.ttl", "b.ttl")])
    return tmp_path


def test_a_revision_is_named_after_the_last_entry(store: Path) -> None:
    """revisions/N shows the journal up to entry N, and says so."""
    with Journal(store) as journal:
        directory = revision.ensure(store, journal)
        found = Manifest.read(directory)
        assert found is not None
        assert directory.name == "2"
        assert (found.revision, found.chain, found.date) == (
            2,
            journal.entries[1].chain,
            journal.entries[1].fields.time,
        )
        assert dict(found.graphs) == {"urn:g": 1}


def test_a_whole_revision_is_not_built_again(store: Path) -> None:
    """Starting twice leaves the files as they are."""
    with Journal(store) as journal:
        before = [path.stat().st_mtime_ns for path in sorted(revision.ensure(store, journal).rglob("*"))]
        after = [path.stat().st_mtime_ns for path in sorted(revision.ensure(store, journal).rglob("*"))]
    assert before == after


def test_an_index_of_other_rules_is_built_again(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a release would build another index, the old one is not served."""
    with Journal(store) as journal:
        directory = revision.ensure(store, journal)
        monkeypatch.setattr(manifest, "FORMAT", 0)
        found = Manifest.read(directory)
        assert found is not None
        assert not found.describes(directory / revision.INDEX)


def test_an_empty_journal_has_an_empty_revision(tmp_path: Path) -> None:
    """A store without entries can be opened and shows nothing."""
    with Journal(tmp_path) as journal:
        snapshot = Snapshot.open(revision.ensure(tmp_path, journal))
    assert (snapshot.revision, len(snapshot.store)) == (0, 0)


def test_reading_does_not_change_an_index(store: Path) -> None:
    """An open snapshot that was queried is still, byte for byte, what was built."""
    with Journal(store) as journal:
        directory = revision.ensure(store, journal)
    snapshot = Snapshot.open(directory)
    assert bool(snapshot.store.query("ASK { GRAPH ?g { ?s ?p ?o } }"))
    found = Manifest.read(directory)
    assert found is not None
    assert found.describes(directory / revision.INDEX)


def test_the_newest_whole_revision_is_read(store: Path) -> None:
    """A reader without the journal takes the newest that is whole, and passes over what is not."""
    with Journal(store) as journal:
        whole = revision.ensure(store, journal)
    broken = store / "revisions" / "10"
    broken.mkdir()
    (broken / "manifest.json").write_text(
        (whole / "manifest.json").read_text().replace('"revision": 2', '"revision": 10')
    )
    (store / "revisions" / "notes").mkdir()
    assert revision.latest(store) == whole


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"revision": 1}', "null", "\x00", '{"a": 1}'])
def test_a_manifest_that_is_none_is_not_believed(tmp_path: Path, content: str) -> None:
    """Whatever stands in its place, it is only read as a manifest when it is one."""
    (tmp_path / "manifest.json").write_text(content)
    assert Manifest.read(tmp_path) is None


def test_a_manifest_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """What was said of a revision is what is read."""
    written = Manifest(3, "abc", "2026-11-23T05:00:00.000Z", {"urn:g": 1}, {"a.sst": "00"})
    written.write(tmp_path)
    assert Manifest.read(tmp_path) == written
    assert json.loads((tmp_path / "manifest.json").read_text())["format"] == manifest.FORMAT


def test_a_folder_that_is_no_revision_cannot_be_opened(tmp_path: Path) -> None:
    """The fault names the folder and the way out."""
    with pytest.raises(StoreFault, match=tmp_path.name) as caught:
        Snapshot.open(tmp_path)
    assert "delete its folder revisions/" in str(caught.value)


@pytest.mark.parametrize("step", ["mkdir", "rename", "write_text"])
def test_a_disk_that_refuses_is_a_fault_with_a_way_out(store: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Whatever step of a build the system refuses (Windows: the move, while somebody reads), the way out is named."""

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "refused")

    with Journal(store) as journal:
        monkeypatch.setattr(Path, step, refused)
        with pytest.raises(StoreFault, match="refused") as caught:
            revision.ensure(store, journal)
    assert caught.value.remedy == revision.REBUILD
