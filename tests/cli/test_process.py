"""``python -m quartierkg`` as a process of its own: streams, pipes, and what is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import BASE, ROOT

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "QUARTIERKG_"))}
COMMAND = [sys.executable, "-m", "quartierkg"]


def start(*words: str | Path, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line to its end."""
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT), **settings}
    return subprocess.run([*COMMAND, *map(str, words)], capture_output=True, env=environment, timeout=60)


def shell(script: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which ``$Q`` is the command line."""
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT), "Q": " ".join(COMMAND), "F": str(BASE)}
    return subprocess.run(["bash", "-c", script], capture_output=True, env=environment, timeout=60)


def test_the_module_runs() -> None:
    """python -m quartierkg is the command line, under its own name."""
    done = start("validate", BASE)
    assert done.returncode == 0
    assert "Port-Lumière" in done.stdout.decode()
    assert start("--help").stdout.decode().startswith("Emploi\u00a0: quartierkg ")


def test_little_is_loaded_to_judge_one_dossier() -> None:
    """No web framework, no rdflib, no reference engine, no template engine, no processes on the way to one verdict."""
    script = (
        "import sys; from quartierkg.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print([name for name in sys.modules if name.partition('.')[0] in "
        "('fastapi', 'starlette', 'uvicorn', 'rdflib', 'pyshacl', 'jinja2', 'httpx', 'asyncio', "
        "'multiprocessing', 'concurrent', 'distributed')], file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, "validate", str(BASE)]
    done = subprocess.run(command, capture_output=True, env={**ENVIRONMENT, "PYTHONPATH": str(ROOT)}, timeout=60)
    assert done.stderr.decode().strip() == "[]"


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
def test_any_locale_gets_every_character(locale: str) -> None:
    """Signs and accents are UTF-8 where the output is no terminal, whatever the locale says."""
    done = start("validate", BASE, LC_ALL=locale, PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert "✓ 3  Ultra haut débit" in done.stdout.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_reader_that_leaves_is_no_error() -> None:
    """quartierkg ... | head: the rest is not written, nothing is said, and the verdict's exit code stays."""
    done = shell('$Q validate --format json "$F" "$F" | true; echo "${PIPESTATUS[0]}"')
    assert (done.stdout, done.stderr) == (b"0\n", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("$Q validate - <&-", 3),
        ('$Q validate "$F" <&-', 0),
        ('$Q validate "$F" >&-', 0),
        ('$Q validate "$F" 2>&-', 0),
        ("$Q validate nowhere.ttl 2>&-", 3),
        ('$Q validate - < "$F"', 0),
    ],
)
def test_a_closed_stream_is_no_crash(script: str, expected: int) -> None:
    """Whatever of the three streams was closed before the start, there is no traceback."""
    done = shell(script)
    assert done.returncode == expected
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_a_full_disk_is_said() -> None:
    """An output that cannot be written is told, with the reason."""
    done = shell('$Q validate --lang en "$F" > /dev/full')
    assert done.returncode == 2
    assert b"The output cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_many_files_show_how_far_it_got(tmp_path: Path) -> None:
    """On a terminal a bar runs on standard error; elsewhere it would only be noise."""
    import pty

    for number in range(25):
        (tmp_path / f"{number}.nt").write_bytes(b"<urn:a> <urn:b> <urn:c> .")
    assert b"Dossiers" not in start("validate", tmp_path, "--format", "json").stderr
    controller, terminal = pty.openpty()
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    command = [*COMMAND, "validate", str(tmp_path), "--format", "json"]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=terminal, env=environment, timeout=60)
    os.close(terminal)
    shown = os.read(controller, 2**16).decode()
    os.close(controller)
    assert "Dossiers" in shown
    assert "100%" in shown
