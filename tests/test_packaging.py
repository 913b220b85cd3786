"""What is shipped: a lock that names no machine, one version, and a wheel that works anywhere."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import quartierkg
from frontend import bundle
from tests.samples import LONG

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
DOSSIER = ROOT / "data" / "dossiers" / "port-lumiere.ttl"


def pinned(lock: Path) -> dict[str, str]:
    """The packages of a lock and their versions."""
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_registry_and_no_machine(lock: Path) -> None:
    """Packages come from where each machine's pip looks; no option, address or path is written down."""
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*-(?!-hash=)|\b[\w-]+\.(?:org|com|net|io)\b", text, re.MULTILINE)
    assert not re.search(r"(?:^|\s)(?:/|~|[A-Za-z]:\\)", text)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_of_a_lock_has_hashes(lock: Path) -> None:
    """Each entry is an exact version followed by at least one SHA-256."""
    entries = re.split(r"^(?=\S)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert entries
    assert [
        entry for entry in entries if not re.match(r"[\w.-]+==\S+.*\\\n    --hash=sha256:[0-9a-f]{64}", entry)
    ] == []


def test_the_service_runs_on_what_was_tested() -> None:
    """The test lock holds the run lock, version for version."""
    run, test = (pinned(ROOT / "requirements" / name) for name in ("lock.txt", "test.txt"))
    assert run.items() <= test.items()
    assert {"hatchling", "editables", "pyoxigraph", "pyshacl", "shacl"} <= run.keys()
    assert "pytest" not in run


def test_the_lock_holds_every_dependency_of_the_project() -> None:
    """A dependency that was added without making the lock anew is found here, not on a user's machine."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for asked, lock in (
        (project["dependencies"], "lock.txt"),
        (project["optional-dependencies"]["test"], "test.txt"),
    ):
        names = {re.split(r"[<>=;\[ ]", line, maxsplit=1)[0].lower() for line in asked}
        assert names <= pinned(ROOT / "requirements" / lock).keys()


def test_every_checkout_has_the_same_bytes() -> None:
    """Digests are kept of shapes, data and expected results: no system may turn their line ends."""
    assert "* text=auto eol=lf" in (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    for folder in ("quartierkg", "ontology", "shapes", "data", "docs", "tests"):
        for path in (ROOT / folder).rglob("*"):
            if "node_modules" in path.parts:  # of others, and in no checkout
                continue
            if path.suffix in {".py", ".ttl", ".csv", ".json", ".jsonld", ".md", ".html", ".css", ".js", ".svg"}:
                assert b"\r" not in path.read_bytes(), path


def test_the_version_stands_in_one_place() -> None:
    """The package says its version; the project's metadata takes it from there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert "version" not in project["project"]
    assert project["tool"]["hatch"]["version"]["path"] == "quartierkg/__init__.py"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the clone without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", *build], check=True, timeout=120)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment with the wheel in it; its dependencies are borrowed from the tests' own."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    # A .pth file is not read for the .pth files of the folders that it names: the clone stays out of sight.
    borrowed = "\n".join((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    (packages / "borrowed.pth").write_text(borrowed, encoding="utf-8")
    install = ["--no-deps", "--no-index", "--no-compile", "--ignore-installed", "--target", str(packages), str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *install], check=True, timeout=120)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def test_the_wheel_carries_ontology_shapes_and_data(wheel: Path) -> None:
    """Every file of the three folders is in the package, so are the tutorials, and nothing beside it."""
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("ontology", "shapes", "data"):
        here = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.ttl")}
        assert here
        assert {f"quartierkg/resources/{name}" for name in here} <= set(names)
    tutorials = {path.name for path in (ROOT / "docs" / "tutorials").glob("*.md")}
    assert {f"quartierkg/resources/tutorials/{name}" for name in tutorials} <= set(names)
    assert {name.partition("/")[0] for name in names} == {
        "quartierkg",
        f"quartierkg-{quartierkg.__version__}.dist-info",
    }


def test_the_wheel_carries_the_scripts_of_its_pages(wheel: Path) -> None:
    """What was bundled is in it with the licences of what it is made of; what it is made of is not."""
    names = set(zipfile.ZipFile(wheel).namelist())
    if not bundle.is_current():
        pytest.skip("the scripts are not bundled here")
    built = {f"quartierkg/web/static/built/{entry.name}" for entry in bundle.BUILT.iterdir()}
    assert {name for name in names if "/built/" in name} == built
    assert "quartierkg/web/static/built/THIRD-PARTY.txt" in built
    assert not any("node_modules" in name or name.startswith("frontend/") for name in names)


@pytest.mark.skipif(not LONG, reason="packing all sources takes seconds (QUARTIERKG_LONG=1)")
def test_the_source_archive_carries_the_sources_of_the_scripts(tmp_path: Path) -> None:
    """They are bundled where a wheel is made of it: no bundle and nothing of others is in it."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, timeout=120, capture_output=True)
    (made,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(made) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    sources = {path.relative_to(ROOT).as_posix() for path in (bundle.FOLDER / "src").rglob("*.js")}
    assert sources | {"frontend/package-lock.json", "frontend/bundle.mjs", "frontend/hook.py", "run.py"} <= names
    assert "requirements/frontend.txt" in names
    assert not any("node_modules" in name or "/built/" in name or "/pictures/" in name for name in names)


def test_the_wheel_says_its_version_and_its_needs(wheel: Path) -> None:
    """The metadata has the package's own version, the Python it needs and its licence."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = importlib.metadata.PathDistribution(zipfile.Path(archive, name.removesuffix("METADATA"))).metadata
    assert metadata["Version"] == quartierkg.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "Apache-2.0"


def test_the_installed_wheel_judges_a_dossier_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    """Ontology, shapes and context come out of the package: the clone is not in sight."""
    shutil.copy(DOSSIER, tmp_path)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QUARTIERKG_"))}
    started = "import sys; from quartierkg.cli import main; sys.exit(main())"
    command = [str(installed), "-I", "-c", started, "validate", "--lang", "en", DOSSIER.name]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode in {0, 1}, done.stderr
    assert "QN-" in done.stdout or "Port-Lumière" in done.stdout
    assert [entry.name for entry in tmp_path.iterdir()] == [DOSSIER.name]


def test_the_installed_wheel_is_what_runs(installed: Path, tmp_path: Path) -> None:
    """The package comes from the environment and its resources from inside the package."""
    question = (
        "import quartierkg.resources as r; print(r.__file__); print(*map(r.folder, ('ontology', 'shapes', 'data')))"
    )
    done = subprocess.run(
        [str(installed), "-I", "-c", question], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert str(ROOT) not in done.stdout
    assert done.stdout.count(str(Path("quartierkg", "resources")) + os.sep) == 3
