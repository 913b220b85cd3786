"""The file of an index: whole or refused, and of one revision."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from quartierkg.errors import StoreFault
from quartierkg.search import Index, build, schema
from tests.search.conftest import TODAY, Opened, names, revision


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An index on disk."""
    path = tmp_path / "index é?#" / "search.sqlite"
    build(revision(), path, TODAY)
    return path


def test_an_index_says_which_revision_it_describes(path: Path) -> None:
    """By number and chain, with the day of its states."""
    with Index.open(path) as index:
        assert (index.marks.revision, index.marks.chain, index.marks.day) == (7, "chain-7", "2026-11-27")
        assert index.describes(revision())
        assert not index.describes(revision(number=8))


def test_the_index_of_another_revision_is_refused(path: Path) -> None:
    """Where one is asked for."""
    with pytest.raises(StoreFault, match="another revision"):
        Index.open(path, revision(number=8))
    Index.open(path, revision()).close()


def test_two_builds_give_the_same_answers(path: Path) -> None:
    """And the same bytes."""
    first = path.read_bytes()
    build(revision(), path, TODAY)
    assert path.read_bytes() == first


def test_a_build_leaves_nothing_beside(path: Path) -> None:
    """Neither journal nor half a file."""
    assert [entry.name for entry in path.parent.iterdir()] == ["search.sqlite"]


def test_a_build_that_fails_leaves_the_index_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no half of the other."""
    before = path.read_bytes()
    monkeypatch.setattr(schema.Marks, "write", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        build(revision(number=8), path, TODAY)
    assert path.read_bytes() == before
    assert len(list(path.parent.iterdir())) == 1


def test_an_open_index_answers_on_after_a_new_one_took_its_place(path: Path) -> None:
    """Readers of a revision keep it."""
    with Index.open(path) as index:
        build(revision("id:a a qn:Building ; rdfs:label 'Halle' ."), path, TODAY)
        assert index.search("brume").total == 2
        with Index.open(path) as newer:
            assert newer.search("brume").total == 0


def test_an_index_is_never_written_by_its_readers(path: Path) -> None:
    """Not a byte, and nothing beside it."""
    before = path.read_bytes()
    path.chmod(0o444)
    with Index.open(path) as index:
        index.search("brume")
    assert path.read_bytes() == before
    assert len(list(path.parent.iterdir())) == 1


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 4096])
def test_a_file_that_is_no_index_is_refused(tmp_path: Path, content: bytes) -> None:
    """With its path and what to do."""
    path = tmp_path / "search.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreFault, match=r"search\.sqlite is unusable.*Delete this file"):
        Index.open(path)


def test_an_absent_index_is_refused(tmp_path: Path) -> None:
    """And not made."""
    with pytest.raises(StoreFault):
        Index.open(tmp_path / "search.sqlite")
    assert not list(tmp_path.iterdir())


def test_another_database_is_refused(tmp_path: Path) -> None:
    """The journal, for one."""
    with sqlite3.connect(tmp_path / "journal.sqlite") as connection:
        connection.execute("CREATE TABLE marks (name, value)")
        connection.execute("INSERT INTO marks VALUES ('revision', 1)")
    connection.close()
    with pytest.raises(StoreFault):
        Index.open(tmp_path / "journal.sqlite")


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_file_cut_short_is_refused(path: Path, part: float) -> None:
    """Wherever it ends."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(StoreFault):
        Index.open(path)


def test_a_page_that_was_overwritten_is_a_fault_of_the_store(path: Path) -> None:
    """When it is opened or when it is read; never another error."""
    whole = path.read_bytes()
    for page in range(len(whole) // 4096):
        damaged = bytearray(whole)
        damaged[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
        path.write_bytes(damaged)
        try:
            with Index.open(path) as index:
                index.search("brume")
                index.search("eclues")
        except StoreFault:
            continue


@pytest.mark.parametrize("mark", ["format", "stemmer"])
def test_an_index_by_other_rules_is_refused(path: Path, mark: str) -> None:
    """Another version of the stemmer gives other stems."""
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE marks SET value = '0' WHERE name = ?", (mark,))
    connection.close()
    with pytest.raises(StoreFault, match="another version"):
        Index.open(path)


def test_without_fts5_the_fault_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is built or opened."""

    class Without(sqlite3.Connection):
        def execute(self, *_: object) -> sqlite3.Cursor:
            raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr(sqlite3, "connect", lambda *_: Without(":memory:"))
    with pytest.raises(StoreFault, match="FTS5"):
        build(revision(), path)
    with pytest.raises(StoreFault, match="FTS5"):
        Index.open(path)


def test_an_empty_network_has_an_index(opened: Opened) -> None:
    """In which nothing is found."""
    index = opened("", ontology="", charter="", register="")
    assert index.search("").total == index.search("brume").total == 0


def test_threads_share_an_index(path: Path) -> None:
    """Each gets its own answer."""
    wanted = {"brume": ["brume", "fablab"], "cairn": ["cairn"], "eclues": ["ecluse"]}
    wrong: list[str] = []

    def ask(index: Index, text: str) -> None:
        wrong.extend(text for _ in range(50) if names(index.search(text)) != wanted[text])

    with Index.open(path) as index:
        threads = [threading.Thread(target=ask, args=(index, text)) for text in wanted for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []


HIDDEN = """
qn:Person rdfs:subClassOf qn:Secret . qn:Secret qn:notPublished true .
qn:email qn:notPublished "1"^^xsd:boolean . qn:Building qn:notPublished false .
qn:privateEmail rdfs:subPropertyOf qn:email .
"""
PRIVATE = """
id:a a qn:Building ; rdfs:label "Halle"@fr ; qn:email "ondine@exemple.invalid" ; qn:privateEmail "lamaneur"@fr .
id:b a qn:Secret ; rdfs:label "Halle cachée"@fr . id:c a qn:Person ; rdfs:label "Halle de Barnabé"@fr .
id:d a qn:Building ; rdfs:label "Halle fermée"@fr ; qn:notPublished true .
id:q a qn:Quartier ; rdfs:label "Halle du Quartier"@fr ; qn:participation id:p .
id:p a qn:Participation ; qn:notPublished true ; org:member id:a ; org:role qn:Incubator .
"""


def test_what_is_not_published_is_never_indexed(opened: Opened) -> None:
    """A class and those below it, a property and those below it, a thing, and what follows from one."""
    index = opened(PRIVATE, ontology=HIDDEN)
    found = index.search("halle")
    assert set(names(found)) == {"a", "q"}
    assert [facet.counts for facet in found.facets if facet.kind.value == "role"] == [()]
    assert not [word for word in ("ondine", "lamaneur", "cachée", "Barnabé", "fermée") if index.search(word).total]


def test_no_byte_of_what_is_not_published_is_in_the_file(tmp_path: Path) -> None:
    """Not even where no search looks."""
    build(revision(PRIVATE, ontology=HIDDEN), tmp_path / "search.sqlite")
    data = (tmp_path / "search.sqlite").read_bytes().lower()
    assert not [word for word in (b"ondine", b"lamaneur", b"barnab", b"ferm") if word in data]
