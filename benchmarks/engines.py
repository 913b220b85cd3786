"""One dossier, read and judged in a running process: the default engine beside pySHACL, as a ratio of medians.

    python benchmarks/engines.py [ROUNDS]

Both sides do the whole work from bytes to verdict (parsing, screening, measuring, judging, explaining); a second pair
of figures is for the engines alone. Then: the cost of a dossier read from a file, for 100 and for 1,000 files.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from quartierkg.charter import context, engines
from quartierkg.charter.check import Question, check, data_graph
from quartierkg.charter.rules import rules
from quartierkg.intake import dossier, lexical
from quartierkg.intake.limits import DOSSIER
from quartierkg.intake.source import Source, from_path

EXAMPLE = Path(__file__).parent.parent / "data" / "dossiers" / "port-lumiere.ttl"
DAY = "2026-06-01"


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """The median time of some work in milliseconds, after one round to warm up."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def whole(data: bytes, question: Question) -> Callable[[], object]:
    """From bytes to verdict."""
    return lambda: check(dossier.read(Source("example.ttl", data)), context.bundled(day=DAY), question)


def alone(data: bytes, number: int) -> Callable[[], object]:
    """The engine on a graph that is ready."""
    graph, _ = data_graph(dossier.read(Source("example.ttl", data)), context.bundled(day=DAY))
    text, ruleset = lexical.text(graph), rules("1", "charter", "label")
    return lambda: engines.available()[number].results(ruleset, text)


def per_file_ms(count: int) -> float:
    """The cost of one dossier when some files are judged one after another."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.ttl" for number in range(count)]
        text = EXAMPLE.read_text(encoding="utf-8")
        for number, path in enumerate(paths):
            path.write_text(text.replace("id/port-lumiere/", f"id/port-{number}/"), encoding="utf-8")
        start = time.process_time()
        for path in paths:
            check(dossier.read(from_path(path, DOSSIER)), context.bundled(day=DAY), Question())
        return (time.process_time() - start) * 1000 / count


def main() -> None:
    """Print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    data = EXAMPLE.read_bytes()
    for name, work in (("bytes to verdict", whole), ("engine alone", alone)):
        if work is whole:
            fast, reference = whole(data, Question()), whole(data, Question(engine="reference"))
        else:
            fast, reference = alone(data, 0), alone(data, -1)
        quick, slow = median_ms(fast, rounds * 20), median_ms(reference, rounds)
        print(f"{name}: default {quick:.2f} ms, pySHACL {slow:.0f} ms, ratio {slow / quick:.0f}")
    hundred, thousand = per_file_ms(100), per_file_ms(1000)
    print(f"per file: {hundred:.2f} ms of CPU at 100, {thousand:.2f} ms at 1,000, ratio {thousand / hundred:.2f}")


if __name__ == "__main__":
    main()
