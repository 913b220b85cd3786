"""Which files a command line means."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from quartierkg.cli import files
from quartierkg.errors import Unreadable, UsageFault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files of all kinds."""
    for name in ("b.ttl", "a.NT", "c.jsonld", "notes.txt", ".hidden.ttl", "sub/d.rdf", ".git/e.ttl", "f.ttl/g.trig"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    return tmp_path


def below(folder: Path, *names: str) -> tuple[str, ...]:
    """The names of files below a folder."""
    return tuple(str(folder / name) for name in names)


def test_a_folder_stands_for_its_rdf_files(folder: Path) -> None:
    """At any depth, in a fixed order, by extension in any case; hidden ones and others are passed over."""
    assert files.named([str(folder)]) == below(folder, "a.NT", "b.ttl", "c.jsonld", "f.ttl/g.trig", "sub/d.rdf")


def test_a_file_that_is_named_is_taken_as_it_is(folder: Path) -> None:
    """Hidden, of an unknown extension or missing: whoever names a file means it."""
    named = below(folder, ".hidden.ttl", "notes.txt", "missing.ttl")
    assert files.named(named) == named


def test_a_file_is_judged_once(folder: Path) -> None:
    """A file that is named twice, or named beside its folder, is one."""
    path = str(folder / "b.ttl")
    assert files.named([path, str(folder), path]).count(path) == 1


def test_a_folder_without_rdf_is_a_usage_fault(folder: Path) -> None:
    """It is most likely the wrong folder."""
    (folder / "empty").mkdir()
    with pytest.raises(UsageFault, match="empty"):
        files.named([str(folder / "empty")])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_special_files_do_not_block(folder: Path) -> None:
    """A pipe in a folder is passed over; a link that leads nowhere is a file that cannot be read."""
    os.mkfifo(folder / "pipe.ttl")
    (folder / "broken.ttl").symlink_to("nowhere")
    found = files.named([str(folder)])
    assert str(folder / "pipe.ttl") not in found
    assert str(folder / "broken.ttl") in found
    with pytest.raises(Unreadable):
        files.read(str(folder / "broken.ttl"), "text/turtle")


@pytest.mark.skipif(sys.platform != "linux", reason="only there is any byte a file name")
def test_a_name_that_is_no_text_is_shown_with_a_mark(tmp_path: Path) -> None:
    """A file whose name is not UTF-8 is read, and its name can be printed."""
    name = os.fsdecode(bytes(tmp_path) + b"/caf\xe9.ttl")
    Path(name).write_bytes(b"x")
    assert files.read(name, "").name == f"{tmp_path}/caf\ufffd.ttl"
    with pytest.raises(Unreadable) as caught:
        files.read(name + "x", "")
    assert caught.value.source == f"{tmp_path}/caf\ufffd.ttlx"


def test_a_closed_standard_input_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python has no sys.stdin when it was closed before the start."""
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(Unreadable, match="closed"):
        files.read(files.STDIN, "text/turtle")
