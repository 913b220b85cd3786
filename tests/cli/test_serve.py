"""``quartierkg serve`` as a process of its own."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from quartierkg.cli.environment import strays
from tests.cli.conftest import Run
from tests.cli.test_process import COMMAND, ENVIRONMENT
from tests.samples import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that a process can answer")
def test_the_address_is_printed_and_answers(tmp_path: Path) -> None:
    """Settings come from options and environment; the address is on standard output; a signal ends it well."""
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT), "QUARTIERKG_PORT": "0"}
    command = [*COMMAND, "serve", "--lang", "en", "--store", str(tmp_path / "store")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
        with urlopen(f"{address}/health") as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    assert (tmp_path / "store" / "journal.sqlite").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that a process can answer")
def test_a_query_without_end_does_not_keep_the_server_from_stopping(tmp_path: Path) -> None:
    """Whoever asked has gone, the query has not; the store is closed and the process ends."""
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT), "QUARTIERKG_PORT": "0"}
    command = [*COMMAND, "serve", "--lang", "en", "--store", str(tmp_path / "store")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        address = next(word for word in process.stdout.readline().split() if word.startswith("http://127.0.0.1:"))
        endless = urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"})
        with pytest.raises(TimeoutError):
            urlopen(f"{address}/sparql?{endless}", timeout=1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("words", [("--port", "99999"), ("--base", "nonsense"), ("--data", "nowhere")])
def test_a_setting_that_cannot_be_used_exits_2(run: Run, words: tuple[str, str]) -> None:
    """Nothing is started, and the setting is named."""
    done = run("serve", *words)
    assert done.exit_code == 2
    assert words[1] in done.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "99999"),
        ("BASE", "example.org/quartierkg"),
        ("WORKERS", "two"),
        ("LOG", "jsn"),
        ("PROXY", "nginx.local"),
        ("TOKEN_FILE", "nowhere"),
        ("DATA", "nowhere"),
    ],
)
def test_a_setting_of_a_file_is_named_as_the_file_has_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    """Who wrote a variable into a settings file never saw the option, and reads its name and value."""
    monkeypatch.setenv(f"QUARTIERKG_{variable}", value)
    done = run("serve", "--lang", "en")
    assert done.exit_code == 2
    assert done.stderr.startswith(f"QUARTIERKG_{variable}: ")
    assert value in done.stderr


def test_a_variable_that_is_no_setting_is_told() -> None:
    """A typing error would leave the setting at its default, unseen; what other programs read is left in peace."""
    tests = re.findall(r"`QUARTIERKG_(\w+)", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    given = dict.fromkeys([f"QUARTIERKG_{name}" for name in ("BSAE", "BASE", "VENV", "XYZ", *tests)] + ["HOME"], "1")
    assert [said.en for said in strays(given)] == [
        "QUARTIERKG_BSAE is no setting, and does not count. Did you mean QUARTIERKG_BASE?",
        "QUARTIERKG_XYZ is no setting, and does not count.",
    ]
