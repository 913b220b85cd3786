"""``quartierkg serve`` as a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

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
