"""Thousands of dossiers, judged on two cores: CPU beside pySHACL's, cost of a dossier by the size of the batch, memory.

    python benchmarks/batch.py [COUNT [SAMPLE]]

The dossiers are made from one example by renaming it and changing figures, so that a third of them fail. Ours goes the
whole way as a command: start, reading, judging in two processes, and the CSV of every row. For pySHACL the whole is the
same code with its engine in place of ours, in a process that is warm already; it judges SAMPLE dossiers (100), and what
COUNT (10,000) would cost is extrapolated from that. CPU time, not wall time: other work on the machine hardly counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from quartierkg.charter import context, engines
from quartierkg.charter.check import Question, check, data_graph
from quartierkg.charter.engines import Result
from quartierkg.charter.rules import RuleSet, rules
from quartierkg.intake import dossier, lexical
from quartierkg.intake.limits import DOSSIER
from quartierkg.intake.source import from_path

EXAMPLE = Path(__file__).parent.parent / "data" / "dossiers" / "port-lumiere.ttl"
DAY = "2026-06-01"
JOBS = 2
ALONE = 1000
"""How many dossiers our engine alone is measured on."""
FAULTS = (
    ("qn:usableArea 52500", "qn:usableArea 32000"),
    ("qn:minutes 24", "qn:minutes 45"),
    ("qn:answersCharter", "qn:concerns <urn:other> ; qn:answersCharter"),
)
T = TypeVar("T")
EVERY = 3
"""One of so many fails."""


@dataclass(frozen=True)
class Usage:
    """What a command took, with all its processes."""

    cpu: float
    """In seconds."""
    peak: float
    """Memory of its largest process, in MB."""


def made(folder: Path, count: int) -> list[Path]:
    """The dossiers."""
    text = EXAMPLE.read_text(encoding="utf-8")
    paths = [folder / f"{number:06}.ttl" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(mutated(text, number), encoding="utf-8")
    return paths


def mutated(text: str, number: int) -> str:
    """The example under another name and with figures of its own; where it fails, by one fault of several."""
    own = text.replace("id/port-lumiere/", f"id/port-{number}/").replace("Port-Lumière", f"Port-{number}")
    if number % EVERY:
        return own.replace("qn:usableArea 52500", f"qn:usableArea {52500 + number}")
    old, new = FAULTS[number // EVERY % len(FAULTS)]
    assert old in own
    return own.replace(old, new)


def run(paths: Sequence[Path], report: str) -> Usage:
    """The command on some files."""
    with tempfile.TemporaryDirectory() as folder:
        # Links: a command line does not hold the names of thousands of files.
        for path in paths:
            (Path(folder) / path.name).hardlink_to(path)
        words = ["validate", folder, "--day", DAY, "--jobs", str(JOBS), "--format", report, "-o", os.devnull]
        started = subprocess.Popen([sys.executable, "-m", "quartierkg", *words], cwd=EXAMPLE.parents[2])
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode not in (0, 1):
        sys.exit(f"quartierkg ended with {started.returncode}")
    return Usage(used.ru_utime + used.ru_stime, used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


def reference(paths: Sequence[Path]) -> tuple[float, float]:
    """CPU of pySHACL in seconds for each file: from file to verdict, and within its engine alone."""
    around, question = context.bundled(day=DAY), Question(engine="reference")
    engine = engines.available()[-1]
    results, taken = engine.results, []

    def timed(ruleset: RuleSet, data: str) -> frozenset[Result]:
        start = time.process_time()
        found = results(ruleset, data)
        taken.append(time.process_time() - start)
        return found

    setattr(engine, "results", timed)  # noqa: B010 - a method of this one object
    total = cpu(lambda path: check(dossier.read(from_path(path, DOSSIER)), around, question), paths)
    return total, sum(taken[1:]) / len(paths)  # the first was to warm up


def alone(paths: Sequence[Path], engine: engines.Engine) -> float:
    """CPU of an engine on graphs that are ready, in seconds for each."""
    around, ruleset = context.bundled(day=DAY), rules("1", "charter", "label")
    texts = [lexical.text(data_graph(dossier.read(from_path(path, DOSSIER)), around)[0]) for path in paths]
    return cpu(lambda text: engine.results(ruleset, text), texts)


def cpu(work: Callable[[T], object], items: Sequence[T]) -> float:
    """The CPU time of some work for each item, after one to warm up."""
    work(items[0])
    start = time.process_time()
    for item in items:
        work(item)
    return (time.process_time() - start) / len(items)


def sizes(count: int) -> list[int]:
    """The sizes of the batches: 100, 1,000, 10,000."""
    return [size for size in (100, 1000, 10_000, 100_000) if size < count] + [count]


def ours(paths: Sequence[Path]) -> Usage:
    """Print what our command takes by the size of the batch.

    :returns: what the whole took.
    """
    start = run(paths[:JOBS], "csv")
    print(f"start, with {JOBS} processes: {start.cpu:.2f} s of CPU", flush=True)
    costs = []
    for size in sizes(len(paths)):
        used = run(paths[:size], "csv")
        costs.append((used.cpu - start.cpu) / (size - JOBS) * 1000)
        print(
            f"{size:>7,} dossiers: {used.cpu:.1f} s of CPU, {costs[-1]:.2f} ms for each beside the start, "
            f"largest process {used.peak:.0f} MB",
            flush=True,
        )
    print(f"dearest beside cheapest: {max(costs) / min(costs):.2f}", flush=True)
    return used


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    sample = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    with tempfile.TemporaryDirectory() as folder:
        paths = made(Path(folder), count)
        total = ours(paths)
        for size in (min(1000, count), count):
            peak = run(paths[:size], "sarif").peak
            print(f"SARIF of {size:,}, which needs every verdict: largest process {peak:.0f} MB", flush=True)
        quick = alone(paths[:ALONE], engines.available()[0])
        print(f"engine alone: {quick * 1000:.2f} ms of CPU for each of {min(ALONE, count):,}", flush=True)
        theirs, engine = reference(paths[:sample])
    print(f"pySHACL, from {sample}: {theirs:.2f} s of CPU for each, its engine alone {engine:.2f} s")
    print(f"extrapolated to {count:,}: whole {theirs * count:,.0f} s beside {total.cpu:,.0f} s of ours")
    print(f"ratio of the whole {theirs * count / total.cpu:.0f}, of the engines alone {engine / quick:.0f}")


if __name__ == "__main__":
    main()
