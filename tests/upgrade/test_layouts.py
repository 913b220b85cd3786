"""Stores that earlier releases filled, opened by this one (README.md says how they were made)."""

from __future__ import annotations

import hashlib
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, RdfFormat, parse

from quartierkg.access import Access, Tokens
from quartierkg.access import database as desk
from quartierkg.cli.rebuild import digest
from quartierkg.journal import Journal, Ledger, Record
from quartierkg.journal import database as journal
from quartierkg.journal.journal import FILE
from quartierkg.kept import Shelf
from quartierkg.kept import database as kept
from quartierkg.language import Text
from quartierkg.register.backup import backed_up, restored
from quartierkg.register.documents import Documents
from quartierkg.register.register import Register
from quartierkg.register.replay import replay, same_shapes
from quartierkg.snapshot import Archive, manifest
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.snapshot.manifest import Manifest
from quartierkg.snapshot.renewal import BUILDING, MIGRATED, NEWS
from quartierkg.synth import MEDIA_TYPE, Recipe
from quartierkg.synth import recipe as synth
from tests.cli.conftest import Run, run
from tests.samples import LONG
from tests.upgrade.fill import KEPT, NAME, SECRET

__all__ = ["run"]

LAYOUTS = sorted(Path(__file__).parent.glob("layout-*.tar.xz"))
LATEST = LAYOUTS[-1]
# The first with tokens and a register; both engines judge for seconds, so that the later ones are for the long run.
WITH_DESK = [path for path in LAYOUTS if path.name >= "layout-5"][: None if LONG else 1]
FORMATS = {FILE: journal.FORMAT, desk.FILE: desk.FORMAT, kept.FILE: kept.FORMAT}
Row = tuple[Any, ...]


@dataclass(slots=True)
class Opened:
    """A store of an earlier release: what it held before, and what it is now."""

    name: str
    before: dict[str, list[Row]]
    archive: Archive
    said: list[Text] = field(default_factory=list)


def unpacked(layout: Path, folder: Path) -> Path:
    """The store as the release left it."""
    store = folder / layout.name.removesuffix(".tar.xz")
    with tarfile.open(layout) as packed:
        packed.extraction_filter = getattr(tarfile, "data_filter", None)  # Python before 3.11.4 has none
        packed.extractall(store)
    return store


def held(path: Path, *tables: str) -> dict[str, list[Row]]:
    """The rows of tables, without any word of ours between."""
    with closing(sqlite3.connect(path)) as connection:
        return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall()) for name in tables}


def files(store: Path) -> dict[Path, bytes]:
    """Every file of a store."""
    return {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}


def version(path: Path) -> int:
    """The format that a file tells."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network of no file, in place of the release's: the charter and the ontology come with any."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module", params=LAYOUTS, ids=lambda path: path.name.partition(".")[0])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, nothing: Path) -> Iterator[Opened]:
    """Each of them, opened by this release."""
    store, said = unpacked(request.param, tmp_path_factory.mktemp("upgrade")), list[Text]()
    before = held(store / FILE, "entries", "blobs")
    migrated = version(store / FILE) != journal.FORMAT
    with Archive(store, nothing, told=said.append) as archive:
        assert (MIGRATED.filled(1) in said) is migrated
        yield Opened(store.name, before, archive, said)


@pytest.fixture(scope="module", params=WITH_DESK, ids=lambda path: path.name.partition(".")[0])
def desked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Those that have tokens and a register, as they were left."""
    return unpacked(request.param, tmp_path_factory.mktemp("desked"))


def test_the_last_fixture_is_of_the_formats_of_this_release(tmp_path: Path) -> None:
    """Whoever raises a format makes the next one."""
    store = unpacked(LATEST, tmp_path)
    assert {name: version(store / name) for name in FORMATS} == FORMATS
    (revision,) = (store / "revisions").iterdir()
    found = Manifest.read(revision)
    assert found is not None
    assert found.format == manifest.FORMAT


def test_nothing_of_the_journal_is_lost(opened: Opened) -> None:
    """Every entry and every byte is the same; the release's own files follow, and the whole of it verifies."""
    after = held(opened.archive.directory / FILE, "entries", "blobs")
    assert after["entries"][: len(opened.before["entries"])] == opened.before["entries"]
    assert set(opened.before["blobs"]) <= set(after["blobs"])
    with Ledger.open(opened.archive.directory) as ledger:
        assert ledger.verify().entries == len(after["entries"]) > len(opened.before["entries"])
    assert all(hashlib.sha256(data).hexdigest() == name for name, data in after["blobs"])


def test_what_is_changed_is_told(opened: Opened) -> None:
    """That files of the release are journaled, and how many; that the index is built again."""
    added = len(opened.archive.journal.entries) - len(opened.before["entries"])
    assert opened.said[-2:] == [NEWS.filled(added), BUILDING]


def test_what_was_loaded_is_shown(opened: Opened) -> None:
    """Of a file that an operator loaded, the index of the old journal has what is stated of each named thing."""
    journal_, snapshot = opened.archive.journal, opened.archive.snapshot
    shown = {quad.triple for quad in snapshot.quads(None, None, None, NETWORK)}
    for entry in (entry for entry in journal_.entries if entry.fields.kind == "load"):
        stated = {quad.triple for quad in parse(journal_.data(entry), format=RdfFormat.TURTLE)}
        named = {one for one in stated if BlankNode not in {type(one.subject), type(one.object)}}
        assert len(named) > 100
        assert named <= shown  # what is never published hangs on blank nodes in that file


def test_decisions_of_then_come_to_the_same_verdict(desked: Path) -> None:
    """The award, judged again by both engines from the bytes of then, whatever the charter has become since."""
    with Ledger.open(desked) as ledger:
        (case,) = (case for case in Register.of(ledger).cases.values() if case.filed and case.happened[-1].decision)
        found = replay(case, case.happened[-1], Documents(ledger).data)
        # Rules may be worded anew meanwhile, which is told; what they come to may not differ.
        assert found.differences == (() if same_shapes(found.then) else ("shapes_sha256",))
        assert found.then.outcome == "met"
        digests = {entry.fields.sha256 for entry in ledger.entries if entry.fields.kind == "document"}
        assert {filed.sha256 for filed in case.filed} <= digests


def test_tokens_and_trail_are_kept(desked: Path) -> None:
    """The one that counts counts, the one that was revoked does not, and the trail is whole."""
    before = held(desked / desk.FILE, "tokens", "audit")
    with closing(Access.open(desked).database) as database:
        # Looked at whole by the opening; on the day on which it was made it is in force.
        at = datetime.fromisoformat(before["tokens"][0][5])
        tokens = Tokens(database, lambda: at + timedelta(days=1))
        found = tokens.find((desked / SECRET).read_text(encoding="utf-8"))
        assert found is not None
        assert (found.holder, found.revoked) == ("Ana Première", None)
        assert [token.reason for token in tokens.all() if token.revoked] == ["left"]
    assert held(desked / desk.FILE, "tokens", "audit") == before
    assert len(before["audit"]) == 1


def test_a_kept_result_is_found_by_its_name(tmp_path: Path) -> None:
    """With the bytes that were handed in."""
    store = unpacked(LATEST, tmp_path)
    (since,) = (row[2] for row in held(store / kept.FILE, "results")["results"])
    shelf = Shelf(store, 7, clock=lambda: datetime.fromisoformat(since))
    (source,) = shelf.get((store / NAME).read_text(encoding="utf-8")).piece.dossiers
    assert source.data == KEPT


@pytest.mark.skipif(not LONG, reason="builds two indexes more (QUARTIERKG_LONG=1); a copy is restored in other tests")
def test_a_copy_put_back_gives_the_same_index(tmp_path: Path, nothing: Path) -> None:
    """Backup, restore, start: the sum of all statements is that of the store that was copied."""
    store = unpacked(LATEST, tmp_path)
    with Archive(store, nothing) as archive:
        sum_, head = digest(archive.snapshot), archive.journal.head
    backed_up(store, tmp_path / "copy")
    restored(tmp_path / "copy", tmp_path / "again")
    with Archive(tmp_path / "again", nothing) as archive:
        assert (digest(archive.snapshot), archive.journal.head) == (sum_, head)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_of_a_later_release_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    """Before anything is written: the file, its format and the way out are named, and all stays as it was."""
    store = unpacked(LATEST, tmp_path)
    with closing(sqlite3.connect(store / name)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = files(store)
    done = run("serve", "--store", store, "--port", "0", "--lang", "en")
    assert done.exit_code == 2
    assert f"{store / name} comes from a later release of quartierkg (format 99" in done.stderr
    assert "a backup from before the upgrade" in done.stderr
    assert files(store) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("serve", "--port", "0"), "ou servez cet entrepôt avec la version de quartierkg qui a engendré le réseau"),
        (("serve", "--port", "0", "--lang", "en"), "or serve this store with the release of quartierkg that made"),
        (("synth", "--quartiers", "2", "--verdicts", "no"), "Engendrez le réseau de nouveau dans un entrepôt vide"),
        (("rebuild", "--lang", "en"), "Make the network anew in an empty store (quartierkg synth --store)"),
    ],
    ids=["serve", "serve-en", "synth", "rebuild-en"],
)
def test_a_network_of_another_generator_is_refused(run: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    """Before anything is written: no file of the release is journaled, no index begun, and both ways out are named."""
    store = unpacked(LATEST, tmp_path)
    recipe = Recipe(2, 1, synth.FORMAT - 1).written()
    with Journal(store) as journal:
        journal.append([Record("synth", "synth", MEDIA_TYPE, NETWORK.value, recipe, "who", "why")])
    before, entries = files(store), held(store / FILE, "entries")
    done = run(*words, "--store", store)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
    assert files(store) == before
    assert not (store / "revisions" / "building").exists()
    assert held(store / FILE, "entries") == entries
