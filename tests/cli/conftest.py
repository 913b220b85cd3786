"""The command line, run inside the tests' process, and files for it to read."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quartierkg.cli import main
from quartierkg.snapshot import Archive
from tests.samples import BASE, changed

Run = Callable[..., Result]
AREA = ("qn:usableArea 52500", "qn:usableArea 32000")


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> Iterator[None]:
    """Ctrl-C reaches what the tests start, also where they run in a shell's background, which ignores it."""
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    if ignored:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    if ignored:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line with a French locale and no settings in the environment."""
    for name in ("HOST", "PORT", "STORE", "DATA", "BASE"):
        monkeypatch.delenv(f"QUARTIERKG_{name}", raising=False)
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")

    def started(*words: str | Path, **settings: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], **settings)  # type: ignore[arg-type]

    return started


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of what is bundled, to be read."""
    store = tmp_path_factory.mktemp("bundled") / "store"
    Archive(store).close()
    return store


@pytest.fixture
def own(bundled: Path, tmp_path: Path) -> Path:
    """Such a store of a test's own, to be changed."""
    return shutil.copytree(bundled, tmp_path / "store")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A dossier that awaits its committee."""
    path = tmp_path / "good.ttl"
    path.write_bytes(BASE.read_bytes())
    return path


@pytest.fixture
def failing(tmp_path: Path) -> Path:
    """The same with 32,000 m² in place of 52,500."""
    path = tmp_path / "failing.ttl"
    path.write_text(changed(AREA), encoding="utf-8")
    return path
