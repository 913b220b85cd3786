"""The folder of a site, and what is written down of each part of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from quartierkg.errors import UsageFault
from quartierkg.site.folder import Folder
from quartierkg.site.part import Part, Tally


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    """A folder that is begun."""
    found = Folder(tmp_path / "site")
    with found.taken():
        yield found


def update(part: Part, key: str, **held: str) -> Tally:
    """Have a part hold some pages."""
    made = {f"{name}.html": text.encode() for name, text in held.items()}
    return part.update(key, list(made), made.items())


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    """Nothing is made in it."""
    (tmp_path / "thesis.tex").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageFault, match="not empty"), Folder(tmp_path).taken():
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """And stays what it is."""
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageFault), Folder(tmp_path / "x").taken():
        pass


def test_one_process_at_a_time_writes_a_site(folder: Folder) -> None:
    """The second is told so."""
    with pytest.raises(UsageFault, match="Another process"), Folder(folder.root).taken():
        pass


def test_only_what_changed_is_written_and_what_is_gone_is_removed(folder: Folder) -> None:
    """With the folders that it leaves empty; files of others stay."""
    part = Part(folder, "0001")
    deep = {"a/b/c.html": b"c", "x.html": b"x"}
    assert part.update("one", list(deep), deep.items()) == Tally(2, 2, 0)
    before = (folder.root / "x.html").stat().st_ino
    (folder.root / "a" / "note.txt").write_text("mine", encoding="utf-8")
    assert part.update("two", ["x.html", "y.html"], {"x.html": b"x", "y.html": b"y"}.items()) == Tally(2, 1, 1)
    assert (folder.root / "x.html").stat().st_ino == before
    assert not (folder.root / "a" / "b").exists()
    assert (folder.root / "a" / "note.txt").read_text(encoding="utf-8") == "mine"


def test_a_part_is_current_while_all_of_it_is_there(folder: Folder) -> None:
    """Of the same state; a file that somebody removed is written again."""
    part = Part(folder, "0001")
    update(part, "one", x="x", y="y")
    assert (part.is_current("one"), part.is_current("two")) == (2, None)
    (folder.root / "y.html").unlink()
    assert part.is_current("one") is None
    assert update(part, "one", x="x", y="y") == Tally(2, 1, 0)


def test_a_file_of_somebody_else_is_not_replaced(folder: Folder) -> None:
    """Whatever else the part has is not written then, nor is the file taken for ours the next time."""
    (folder.root / "y.html").write_text("mine", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(UsageFault, match="not of the site"):
            update(Part(folder, "0001"), "one", x="x", y="y")
    assert (folder.root / "y.html").read_text(encoding="utf-8") == "mine"
    assert not (folder.root / "x.html").exists()


def test_what_a_broken_run_wrote_is_known_as_ours(folder: Folder) -> None:
    """Whatever it had come to: what is as it should be stays, what is not is written, what is too much goes."""
    part = Part(folder, "0001")
    update(part, "one", x="old", y="y", z="z")

    def broken() -> Iterator[tuple[str, bytes]]:
        yield "x.html", b"new"
        yield "w.html", b"w"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        part.update("two", ["x.html", "w.html", "y.html", "v.html"], broken())
    assert part.is_current("one") is None
    before = (folder.root / "y.html").stat().st_ino
    assert update(part, "one", x="old", y="y", z="z") == Tally(3, 1, 2)
    assert (folder.root / "x.html").read_text(encoding="utf-8") == "old"
    assert (folder.root / "y.html").stat().st_ino == before
    assert not (folder.root / "w.html").exists()


@pytest.mark.parametrize("path", ["../x.html", "/tmp/x.html", "a/../../x.html", "a//x.html", ".quartierkg/x", "a\\x"])
def test_no_path_leads_out_of_the_folder(folder: Folder, path: str) -> None:
    """Neither to write nor to remove."""
    for act in (lambda: folder.put(path, b"x", None), lambda: folder.remove(path)):
        with pytest.raises(UsageFault, match="outside"):
            act()


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need a right there")
def test_no_link_leads_out_of_the_folder(folder: Folder, tmp_path: Path) -> None:
    """What somebody linked into the folder is not followed, and a link in the place of a file is replaced itself."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.html").write_text("mine", encoding="utf-8")
    (folder.root / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageFault, match="outside"):
        folder.put("a/y.html", b"x", None)
    with pytest.raises(UsageFault, match="outside"):
        folder.remove("a/x.html")
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["x.html"]


def test_nothing_half_written_is_left(folder: Folder) -> None:
    """What a run before left aside goes with the next."""
    (folder.own / "new" / "4711").write_bytes(b"half")
    update(Part(folder, "0001"), "one", x="x")
    assert sorted(path.name for path in folder.root.iterdir()) == [".quartierkg", "x.html"]
