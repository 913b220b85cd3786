"""Several processes that judge: their order, their errors, and their deaths."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quartierkg.cli.processes import Processes
from quartierkg.errors import EngineFault, Place, SyntaxFault, UsageFault
from quartierkg.intake.source import Source
from tests.cli.deeds import work


@pytest.fixture
def processes() -> Iterator[Processes]:
    """Two of them."""
    found = Processes(work, 2)
    yield found
    found.close()


def source(said: str, name: str = "a") -> Source:
    """A file that says what is to be done."""
    return Source(name, said.encode())


def test_other_processes_do_the_work(processes: Processes) -> None:
    """Each result belongs to its file, whatever finishes first."""
    waits = [processes.begin(source("slow" if number == 0 else "", str(number))) for number in range(8)]
    found = [str(wait().piece).split() for wait in waits]
    assert [name for name, _ in found] == [str(number) for number in range(8)]
    assert str(os.getpid()) not in {process for _, process in found}


def test_an_error_comes_back_whole(processes: Processes) -> None:
    """Kind, source, place and both languages; a defect of ours keeps its kind as well."""
    with pytest.raises(SyntaxFault) as fault:
        processes.begin(source("bad", "b.ttl"))()
    assert fault.value.line("fr") == "b.ttl:3:14: Mal formé."
    assert fault.value.place == Place(3, 14)
    with pytest.raises(ZeroDivisionError, match="by zero"):
        processes.begin(source("break"))()


def test_a_process_that_dies_costs_the_file_it_died_of(processes: Processes) -> None:
    """The others that were under way are judged, and so are those that come after."""
    waits = [processes.begin(source("die" if number == 2 else "", str(number))) for number in range(6)]
    done = []
    for number, wait in enumerate(waits):
        if number == 2:
            with pytest.raises(EngineFault, match="died"):
                wait()
        else:
            done.append(str(wait().piece).split()[0])
    assert done == ["0", "1", "3", "4", "5"]
    assert str(processes.begin(source("", "6"))().piece).startswith("6 ")


def test_a_process_that_was_killed_from_outside_costs_nothing(processes: Processes, tmp_path: Path) -> None:
    """The file that it had is judged once more."""
    wait = processes.begin(source(f"die once {tmp_path / 'once'}", "a"))
    assert str(wait().piece).startswith("a ")


def test_nobody_is_left_working() -> None:
    """What is under way when nobody waits any more is dropped, at once."""
    before = set(multiprocessing.active_children())
    processes = Processes(work, 2)
    for _ in range(20):
        processes.begin(source("slow"))
    started = time.monotonic()
    processes.close()
    assert time.monotonic() - started < 4
    while set(multiprocessing.active_children()) - before and time.monotonic() - started < 4:
        time.sleep(0.05)  # ended by a signal, which the system delivers when it has time
    assert set(multiprocessing.active_children()) <= before


def test_a_system_without_processes_is_told(processes: Processes, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way out is --jobs 1."""

    def full(*_: object) -> None:
        raise BlockingIOError(11, "no")

    monkeypatch.setattr(processes._pool, "submit", full)
    with pytest.raises(UsageFault, match="--jobs 1"):
        processes.begin(source(""))
