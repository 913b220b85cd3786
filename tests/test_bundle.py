"""The scripts of the pages: when they are made, out of what, and what happens where they cannot be."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from frontend import bundle
from frontend.hook import FrontendHook

ROOT = Path(__file__).resolve().parent.parent
PERMISSIVE = {"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "CC0-1.0"}
posix = pytest.mark.skipif(os.name == "nt", reason="the stand-ins for Node.js are started by their first argument")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sources of a bundle and the place of what is made of them, apart from the clone's own."""
    found = tmp_path / "frontend"
    (found / "src" / "parts").mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "bundle.mjs", "src/page.js", "src/parts/piece.js"):
        (found / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(bundle, "FOLDER", found)
    monkeypatch.setattr(bundle, "BUILT", tmp_path / "static" / "built")
    monkeypatch.setattr(bundle, "_INSTALLED", found / "node_modules" / ".quartierkg")
    return found


def stand_in(tmp_path: Path, npm: str, node: str) -> bundle.Tool:
    """Programs of Python in place of npm and of Node.js."""
    (tmp_path / "npm.py").write_text(npm, encoding="utf-8")
    (tmp_path / "node.py").write_text(node, encoding="utf-8")
    return bundle.Tool((sys.executable, str(tmp_path / "node.py")), (sys.executable, str(tmp_path / "npm.py")))


INSTALLS = "import pathlib; pathlib.Path('node_modules').mkdir(exist_ok=True)"
BUNDLES = (
    "import sys, json, pathlib; folder = pathlib.Path(sys.argv[3]);"
    "(folder / 'manifest.json').write_text(json.dumps({'source': sys.argv[2], 'files': {}}))"
)


@pytest.mark.parametrize("changed", ["package-lock.json", "bundle.mjs", "src/page.js", "src/parts/piece.js"])
def test_a_change_of_a_source_asks_for_another_bundle(folder: Path, tmp_path: Path, changed: str) -> None:
    """What was bundled is current until a source changes, whichever."""
    assert not bundle.is_current()
    bundle.bundle(stand_in(tmp_path, INSTALLS, BUNDLES))
    assert bundle.is_current()
    (folder / changed).write_text("other", encoding="utf-8")
    assert not bundle.is_current()


def test_packages_that_are_there_are_not_fetched_again(folder: Path, tmp_path: Path) -> None:
    """As long as the lock is the same, bundling anew needs no network."""
    bundle.bundle(stand_in(tmp_path, INSTALLS, BUNDLES))
    (folder / "src" / "page.js").write_text("other", encoding="utf-8")
    bundle.bundle(stand_in(tmp_path, "raise SystemExit('asked for packages')", BUNDLES))
    assert bundle.is_current()


@pytest.mark.usefixtures("folder")
def test_what_is_there_stays_where_bundling_fails(tmp_path: Path) -> None:
    """The error is the line that tells it, and a bundle of before is left as it is."""
    bundle.BUILT.mkdir(parents=True)
    (bundle.BUILT / "page-OLD.js").touch()
    npm = "print('npm notice'); print('npm error code ECONNREFUSED'); print('npm error more'); raise SystemExit(1)"
    with pytest.raises(bundle.Failed, match=r"^npm error code ECONNREFUSED$"):
        bundle.bundle(stand_in(tmp_path, npm, BUNDLES))
    assert (bundle.BUILT / "page-OLD.js").exists()
    assert [entry.name for entry in bundle.BUILT.parent.iterdir()] == ["built"]


def test_a_failure_is_remembered_for_a_day(folder: Path) -> None:
    """Whoever starts again need not wait again, unless a source changed or the day is over."""
    bundle.BUILT.parent.mkdir(parents=True)
    assert not bundle.failed_before()
    bundle.remember_failure()
    assert bundle.failed_before()
    note = next(bundle.BUILT.parent.glob(".built*"))
    long_ago = note.stat().st_mtime - 25 * 60 * 60
    os.utime(note, (long_ago, long_ago))
    assert not bundle.failed_before()
    bundle.remember_failure()
    (folder / "src" / "page.js").write_text("other", encoding="utf-8")
    assert not bundle.failed_before()


@posix
def test_an_old_node_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Node.js of before version 20 does not count, nor one without npm."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name, said in (("node", "v18.19.0"), ("npm", "")):
        assert bundle.tool() is None
        (tmp_path / name).write_text(f"#!/bin/sh\necho {said}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    assert bundle.tool() is None
    (tmp_path / "node").write_text("#!/bin/sh\necho v20.0.0\n", encoding="utf-8")
    assert bundle.tool() == bundle.Tool((str(tmp_path / "node"),), (str(tmp_path / "npm"),))


def hook() -> FrontendHook:
    """The build hook, as a build has it."""
    nothing: Any = None
    return FrontendHook(str(ROOT), {}, nothing, nothing, str(ROOT), "wheel")


def test_a_build_asks_for_node_only_where_it_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """60 MB are fetched for nobody who has a bundle already, or Node.js."""
    found = bundle.Tool(("node",), ("npm",))
    for current, tool, expected in ((True, None, 0), (False, found, 0), (False, None, 1)):
        monkeypatch.setattr(bundle, "is_current", lambda current=current: current)
        monkeypatch.setattr(bundle, "tool", lambda tool=tool: tool)
        assert len(hook().dependencies()) == expected


@pytest.mark.parametrize("tool", [None, bundle.Tool((sys.executable, "-c", ""), (sys.executable, "-c", "1 / 0"))])
@pytest.mark.usefixtures("folder")
def test_a_build_without_scripts_succeeds_and_says_so(
    tool: bundle.Tool | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line, with the reason; asked to leave it to run.py, it says nothing."""
    monkeypatch.delenv("QUARTIERKG_FRONTEND", raising=False)
    monkeypatch.setattr(bundle, "tool", lambda: tool)
    hook().initialize("standard", {})
    (line,) = capsys.readouterr().err.splitlines()
    assert "The pages will have no scripts: " in line
    assert ("Node.js is missing" if tool is None else "ZeroDivisionError") in line
    monkeypatch.setenv("QUARTIERKG_FRONTEND", "later")
    hook().initialize("editable", {})
    assert capsys.readouterr().err == ""


def test_the_lock_names_no_host() -> None:
    """Packages come out of the registry that each machine uses; each has a hash, and a licence that we may pass on."""
    text = (bundle.FOLDER / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert packages
    assert "://" not in re.sub(r'"funding": (?:\{[^}]*\}|\[[^\]]*\]|"[^"]*")', "", text)
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert {entry["license"] for entry in packages.values()} <= PERMISSIVE


def test_what_is_bundled_tells_whose_it_is() -> None:
    """Beside the scripts stand the licences of the packages that are in them; the editor's is among them."""
    if not bundle.is_current():
        pytest.skip("the scripts are not bundled here")
    notices = (bundle.BUILT / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    assert re.search(r"^@codemirror/view \S+ \(MIT\)$", notices, re.MULTILINE)
    assert re.search(r"^codemirror-lang-sparql \S+ \(MIT\)$", notices, re.MULTILINE)
    assert "Permission is hereby granted" in notices
    files = json.loads((bundle.BUILT / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {"editor.js", "theme.js"} <= files.keys()
    for name, file in files.items():
        assert re.fullmatch(rf"{name.partition('.')[0]}-[A-Z0-9]{{8}}\.(js|css)", file)
        assert "://" not in re.sub(r"http://www\.w3\.org/[\w./]*", "", (bundle.BUILT / file).read_text("utf-8"))
