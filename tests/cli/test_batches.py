"""``quartierkg validate`` on many files: who judges, where it stops, and what it says at the end."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quartierkg.cli import crew, job, output
from quartierkg.cli.crew import Alone, Hands, cores
from quartierkg.cli.job import Job
from quartierkg.cli.processes import Processes
from tests.cli.conftest import AREA, Run
from tests.cli.test_process import COMMAND, ENVIRONMENT
from tests.samples import BASE, DAY, ROOT, changed


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """Seven files: the third is not met, the fifth is unreadable."""
    folder = tmp_path / "batch"
    folder.mkdir()
    for number in range(1, 8):
        text = changed(AREA) if number == 3 else BASE.read_text(encoding="utf-8")
        (folder / f"{number}.ttl").write_text("oops" if number == 5 else text, encoding="utf-8")
    return folder


def gone(group: int, patience: float = 20) -> bool:
    """Whether every process of a group ends in time."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("name", ["text", "json", "csv", "sarif", "ttl", "junit"])
def test_several_processes_write_what_one_does(run: Run, batch: Path, name: str) -> None:
    """Byte for byte, in the order of the files, with the same exit code."""
    words = ("validate", batch, "--format", name, "--day", DAY)
    one, two = run(*words, "--jobs", "1"), run(*words, "--jobs", "2")
    assert two.stdout_bytes == one.stdout_bytes
    assert (two.exit_code, two.stderr) == (one.exit_code, one.stderr)
    assert one.exit_code == 3


def test_fail_fast_stops_at_the_first_that_is_not_met(run: Run, batch: Path) -> None:
    """What came before it is in the report, and how many were not looked at is said."""
    done = run("validate", batch, "--format", "json", "--fail-fast", "--jobs", "2")
    found = json.loads(done.stdout)
    assert done.exit_code == 1
    assert [Path(entry["source"]["file"]).stem for entry in found["verdicts"]] == ["1", "2", "3"]
    assert found["summary"]["notLookedAt"] == 4
    assert done.stderr == "4 fichiers n’ont pas été examinés.\n"


def test_fail_fast_stops_at_the_first_that_is_unreadable(run: Run, batch: Path) -> None:
    """It exits 3, and the sheet ends with what was left out."""
    (batch / "3.ttl").unlink()
    done = run("validate", batch, "--fail-fast", "--lang", "en")
    assert done.exit_code == 3
    assert done.stdout.splitlines()[-1] == "Summary: 3 awaiting the committee, 1 unreadable, 2 not looked at"


def test_fail_fast_stops_at_the_first_that_failed(run: Run, batch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect of ours on the first file ends the run with 4."""

    def breaking(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(job, "check", breaking)
    done = run("validate", batch, "--fail-fast")
    assert done.exit_code == 4
    assert "6 fichiers n’ont pas été examinés." in done.stderr


def test_without_fail_fast_everything_is_looked_at(run: Run, batch: Path) -> None:
    """Nothing is said of files that were left out where there are none."""
    done = run("validate", batch, "--format", "json")
    assert json.loads(done.stdout)["summary"]["notLookedAt"] == 0
    assert "examiné" not in done.stderr


def test_the_sheets_end_with_a_table(run: Run, batch: Path) -> None:
    """Criterion by outcome, then the dossiers; in either language."""
    french, english = (run("validate", batch, "--lang", lang).stdout.splitlines()[-24:] for lang in ("fr", "en"))
    assert french[-1] == "Récapitulatif\u00a0: 5 en attente du comité, 1 non conforme, 1 illisible"
    assert english[-1] == "Summary: 5 awaiting the committee, 1 not met, 1 unreadable"
    row = next(line for line in english if line.startswith("2  "))
    assert row.split()[-5:] == ["0", "5", "1", "0", "0"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_summary_alone(run: Run, batch: Path, lang: str) -> None:
    """No sheet, in text; no verdict, in JSON; the same counts."""
    words = ("validate", batch, "--lang", lang, "--summary-only")
    whole = run(*words[:-1]).stdout
    alone = run(*words).stdout
    assert whole.endswith(alone.rpartition("─\n\n")[2])
    assert "QN-C2-04" not in alone
    found = json.loads(run(*words, "--format", "json").stdout)
    assert found["verdicts"] == []
    assert found["summary"] == json.loads(run("validate", batch, "--format", "json").stdout)["summary"]
    assert run("validate", BASE, "--summary-only").stdout.splitlines()[-1].endswith("1 en attente du comité")


def test_other_formats_are_no_summary(run: Run, batch: Path) -> None:
    """The formats that can be are named, and nothing is judged."""
    done = run("validate", batch, "--summary-only", "--format", "csv")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "text, json" in done.stderr


@pytest.mark.parametrize("jobs", ["0", "-3", "two", "1.5", "９", "9" * 5000])
def test_jobs_are_a_number(run: Run, batch: Path, jobs: str) -> None:
    """At least one; what else was given is repeated."""
    done = run("validate", batch, "--jobs", jobs)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"«\u00a0{jobs}\u00a0»" in done.stderr


def test_pieces_are_written_as_they_come(run: Run, batch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that streams is in parts at the output; one that needs everything is in one."""
    parts: list[object] = []
    monkeypatch.setattr(output, "write", parts.append)
    run("validate", batch, "--format", "csv")
    assert len(parts) == 7
    lines = list(csv.DictReader(io.StringIO(b"".join(p for p in parts if isinstance(p, bytes)).decode(), newline="")))
    assert len({line["file"] for line in lines}) == 7
    parts.clear()
    run("validate", batch, "--format", "sarif")
    assert len(parts) == 1


def test_who_judges_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process where the files are few; the cores where they pay for it, or where the engine is slow."""
    monkeypatch.setattr(crew, "cores", lambda: 2)
    from quartierkg.charter import context
    from quartierkg.charter.check import Question

    def judge(count: int, question: Question | None = None, jobs: int | None = None) -> type:
        work = Job(context.bundled(day=DAY), question or Question(), "json", "fr")
        with Hands(jobs).at_work(work, count) as found:
            return type(found)

    assert judge(1) is judge(crew.ENOUGH - 1) is judge(10_000, jobs=1) is judge(1, jobs=8) is Alone
    assert judge(crew.ENOUGH) is judge(2, jobs=2) is judge(2, Question(engine="both")) is Processes
    assert cores() >= 1


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_with_what_was_judged(batch: Path, jobs: str) -> None:
    """The report is whole, the rest is counted, no process is left, and the code is that of an interruption."""
    for number in range(200):
        (batch / f"x{number}.ttl").hardlink_to(batch / "1.ttl")
    words = ["validate", str(batch), "--format", "json", "--jobs", jobs, "--lang", "en"]
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT)}
    started = subprocess.Popen(
        [*COMMAND, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
        bufsize=0,
    )
    assert started.stdout is not None
    first = started.stdout.read(1000)
    os.killpg(started.pid, signal.SIGINT)
    rest, said = started.communicate(timeout=60)
    assert started.returncode == 130
    found = json.loads(first + rest)["summary"]
    assert found["notLookedAt"] > 0
    assert found["awaiting"] > 0
    assert said.decode().splitlines()[-1] == "Interrupted."
    assert b"Traceback" not in said
    assert gone(started.pid)
