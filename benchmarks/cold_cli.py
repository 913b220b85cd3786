"""One dossier, judged by a process that starts for it: CPU of our command line beside pySHACL's own.

    python benchmarks/cold_cli.py [ROUNDS]

Ours goes the whole way: reading, measuring, judging, the committee's sheet. pySHACL is given the graph that ours judges
and the same shapes as one file, ready to read; its depth is raised and its rules are on because the shapes nest deeper
than its default and use SHACL rules. The two take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from quartierkg.charter import context
from quartierkg.charter.check import data_graph
from quartierkg.charter.rules import rules
from quartierkg.intake import dossier, lexical
from quartierkg.intake.limits import DOSSIER
from quartierkg.intake.source import from_path

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "data" / "dossiers" / "port-lumiere.ttl"
DAY = "2026-06-01"
DEPTH = "100"


def cpu_seconds(command: Sequence[str]) -> float:
    """The user and system time of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode())
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ours() -> list[str]:
    """Our command line."""
    return [sys.executable, "-m", "quartierkg", "validate", "--day", DAY, str(EXAMPLE)]


def theirs(folder: Path) -> list[str]:
    """pySHACL's command line, on the same shapes and the same graph."""
    shapes, data = folder / "shapes.nt", folder / "data.nt"
    shapes.write_text(rules("1", "charter", "label").text, encoding="utf-8")
    graph, _ = data_graph(dossier.read(from_path(EXAMPLE, DOSSIER)), context.bundled(day=DAY))
    data.write_text(lexical.text(graph), encoding="utf-8")
    command = [sys.executable, "-m", "pyshacl", "--shapes", str(shapes), "-sf", "nt", "-df", "nt"]
    return [*command, "--advanced", "--max-depth", DEPTH, str(data)]


def main() -> None:
    """Print the medians."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        commands = {"quartierkg validate": ours(), "pyshacl": theirs(Path(folder))}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds + 1):
            for name, command in commands.items():
                times[name].append(cpu_seconds(command))
    for name, taken in times.items():
        median = statistics.median(taken[1:])  # the first fills the caches of the machine
        print(f"{name}: {median:.3f} s of CPU (median of {rounds}, {min(taken[1:]):.3f} to {max(taken[1:]):.3f})")


if __name__ == "__main__":
    main()
