"""A release as somebody gets it: an archive of sources, the wheel made of it, each Python that this machine has."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

import quartierkg
from frontend import bundle
from tests.deploy.front import free_port, serving
from tests.samples import BASE, LONG, ROOT

VERSIONS = ("3.11", "3.12", "3.13", "3.14")
LOCK = ROOT / "requirements" / "lock.txt"

slow = pytest.mark.skipif(
    not LONG, reason="installing what is locked takes minutes and needs the network (QUARTIERKG_LONG=1)"
)


def pythons() -> dict[str, str]:
    """The Pythons of this machine that we say we run on, by version: on the path, or kept by pyenv."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found: dict[str, str] = {}
    for version in VERSIONS:
        known = [shutil.which(f"python{version}"), *sorted(kept.glob(f"{version}.*/bin/python{version}"))]
        for python in filter(None, known):
            with suppress(OSError, subprocess.SubprocessError):
                subprocess.run([str(python), "-c", "import venv, ssl"], check=True, capture_output=True, timeout=60)
                found.setdefault(version, str(python))
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that the archive of sources makes, unpacked where nothing else is."""
    folder = tmp_path_factory.mktemp("release")
    make = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    subprocess.run([*make, "--target", "sdist"], cwd=ROOT, check=True, timeout=300, capture_output=True)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extraction_filter = getattr(tarfile, "data_filter", None)  # Python before 3.11.4 has none
        packed.extractall(folder)
    unpacked = folder / archive.name.removesuffix(".tar.gz")
    subprocess.run([*make, "--target", "wheel"], cwd=unpacked, check=True, timeout=900, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module", params=VERSIONS)
def binary(request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The program, installed by hash and from the wheel alone, as the page for operators says."""
    python = pythons().get(request.param)
    if python is None:
        pytest.skip(f"this machine has no Python {request.param}")
    folder = tmp_path_factory.mktemp("python")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    pip = [str(folder / "env" / "bin" / "pip"), "install", "--quiet"]
    for command in (
        [python, "-m", "venv", str(folder / "env")],
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)],
        [*pip, "--no-deps", str(wheel)],
    ):
        subprocess.run(command, cwd=folder, env=environment, check=True, timeout=900)
    yield folder / "env" / "bin" / "quartierkg"
    shutil.rmtree(folder)


def test_the_changelog_tells_of_the_version() -> None:
    """Under its number, or as the one that is to come."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{quartierkg.__version__}]" in text or f"What will be version {quartierkg.__version__}" in text


@slow
def test_the_wheel_of_the_archive_is_whole(wheel: Path) -> None:
    """Ontology, shapes, data, templates, and the scripts of the pages, bundled while it was made."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for here, there in (
        ("ontology", "quartierkg/resources/ontology"),
        ("shapes", "quartierkg/resources/shapes"),
        ("data", "quartierkg/resources/data"),
        ("quartierkg/web/templates", "quartierkg/web/templates"),
        ("quartierkg/report/templates", "quartierkg/report/templates"),
    ):
        files = [path.relative_to(ROOT / here).as_posix() for path in (ROOT / here).rglob("*") if path.is_file()]
        assert files
        assert {f"{there}/{name}" for name in files} <= names
    assert bundle.BUILT.name == "built"
    assert "quartierkg/web/static/built/manifest.json" in names


@slow
def test_what_was_installed_runs_from_an_empty_folder(binary: Path, tmp_path: Path) -> None:
    """It says its version, judges a dossier, and serves a page with its scripts; the clone is not in sight."""
    shutil.copy(BASE, tmp_path)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QUARTIERKG_"))}

    def run(*words: str) -> str:
        done = subprocess.run([binary, *words], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8")
        assert done.returncode in {0, 1}, done.stderr
        return done.stdout

    assert quartierkg.__version__ in run("--version")
    assert "QN-" in run("validate", "--lang", "en", "--engine", "both", BASE.name)
    port = free_port()
    with serving([str(binary), "serve"], tmp_path, {"PORT": str(port)}):
        page = httpx.get(f"http://127.0.0.1:{port}/sparql", headers={"Accept": "text/html"}, timeout=60)
        (script,) = re.findall(r'src="(/static/built/editor[^"]*)"', page.text)
        assert httpx.get(f"http://127.0.0.1:{port}{script}", timeout=60).status_code == 200
        assert f'"version": "{quartierkg.__version__}"' in httpx.get(f"http://127.0.0.1:{port}/health", timeout=60).text
