"""The container file: what it says, and its steps done by hand in an empty folder, as no machine has a builder."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

import quartierkg
from tests.deploy.front import free_port, serving
from tests.samples import LONG, ROOT

FILE = ROOT / "deploy" / "Containerfile"
PLACE = "/opt/quartierkg"


def instructions() -> list[tuple[str, str]]:
    """The instructions of the file in their order: a name, and the rest."""
    text = "\n".join(line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines if line.strip())]


def stages() -> list[list[tuple[str, str]]]:
    """The instructions of each stage."""
    found: list[list[tuple[str, str]]] = []
    for name, rest in instructions():
        if name == "FROM":
            found.append([])
        found[-1].append((name, rest))
    return found


def test_every_package_is_one_of_a_lock() -> None:
    """pip installs by hash, or what is built here without what it depends on."""
    installed = [rest for name, rest in instructions() if name == "RUN" and "pip install" in rest]
    assert len(installed) == 3
    for command in installed:
        locked = "--require-hashes" in command and re.search(r"-r requirements/\w+\.txt$", command)
        assert locked or ("--no-deps --no-build-isolation" in command and command.endswith(" .")), command


def test_whoever_runs_it_is_nobody_and_has_no_secret() -> None:
    """A user without rights, a volume, a check of health; no secret is an argument or a variable."""
    _, shipped = stages()
    said = dict(shipped)
    assert re.fullmatch(r"[1-9]\d{4,}:[1-9]\d{4,}", said["USER"])
    assert said["VOLUME"] == "/var/lib/quartierkg"
    assert "/ready" in said["HEALTHCHECK"]
    assert "ARG" not in dict(instructions())
    variables = " ".join(rest for name, rest in instructions() if name == "ENV")
    assert not re.search("TOKEN|LOGIN|SECRET|PASSWORD", variables)
    assert "sh -c" not in said["ENTRYPOINT"] + said["CMD"]


def test_what_it_copies_is_what_a_build_needs() -> None:
    """The folders of the wheel and what packs them; neither bundles nor installations of this clone."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    kept = {line[1:] for line in lines if line.startswith("!")}
    assert "*" in lines
    assert kept >= {
        "quartierkg",
        "ontology",
        "shapes",
        "data",
        "frontend",
        "requirements",
        "pyproject.toml",
        "README.md",
    }
    assert all((ROOT / name).exists() for name in kept)
    assert {"quartierkg/web/static/built", "**/node_modules"} <= set(lines)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder /opt of an image, made by the steps of its first stage, save those of Debian's packages."""
    folder = tmp_path_factory.mktemp("image")
    source, opt = folder / "build", folder / "opt"
    shutil.copytree(ROOT, source, ignore=_ignored)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("QUARTIERKG_", "PYTHON"))}
    for name, rest in stages()[0]:
        if name == "RUN" and "apt-get" not in rest:
            command = shlex.split(rest.replace("/opt/", f"{opt}/"))
            subprocess.run(command, cwd=source, env=environment, check=True, timeout=900, capture_output=True)
    shutil.rmtree(source)
    return opt


def _ignored(folder: str, names: list[str]) -> set[str]:
    """What .dockerignore leaves out."""
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"}
    if Path(folder) == ROOT:
        return set(names) - kept
    return {name for name in names if name in {"__pycache__", "node_modules", "built"} or name.startswith(".built")}


@pytest.mark.skipif(
    not LONG, reason="installing what is locked takes minutes and needs the network (QUARTIERKG_LONG=1)"
)
def test_the_steps_of_the_file_make_a_service(built: Path, tmp_path: Path) -> None:
    """Done in an empty folder they give a program that serves pages with their scripts and writes in its store only."""
    binary = built / "quartierkg" / "bin" / "quartierkg"
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*")}
    said = subprocess.run([str(binary), "--version"], capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    assert quartierkg.__version__ in said
    port = free_port()
    settings = {"PORT": str(port), "STORE": str(tmp_path / "store")}
    with serving([str(binary), "serve"], tmp_path, settings, {"PYTHONDONTWRITEBYTECODE": "1"}):
        page = httpx.get(f"http://127.0.0.1:{port}/sparql", headers={"Accept": "text/html"}).text
        (script,) = re.findall(r'src="(/static/built/editor[^"]*)"', page)
        assert httpx.get(f"http://127.0.0.1:{port}{script}").status_code == 200
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*")} == before
