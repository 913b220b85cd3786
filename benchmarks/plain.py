"""What the stored queries take from the graphs alone, in processor time of the query: with each filter, without tables.

    python -m benchmarks.plain STORE [ROUNDS] [--only ID ...] [--way WAY ...]

STORE is a folder that ``quartierkg synth --store`` or ``load`` made. Each question is asked ROUNDS times (3) in each
way: ``today`` (its own values), ``past`` (a day of 2024), ``states`` (Quartiers in any state), ``real`` (without what
is invented) and ``others`` (another thing in each parameter that takes one; the slowest of ROUNDS things). What the
committee alone reads is read too. Nothing is kept between two rounds but what the engine and the system keep; of the
rounds the best counts, in milliseconds. The last line says how many took more than a second.
"""

from __future__ import annotations

import argparse
import datetime
import io
import time
from pathlib import Path
from typing import Final

from benchmarks.questions import things, ways
from quartierkg.media import RESULTS_JSON
from quartierkg.query import Job, rows, write
from quartierkg.snapshot import Snapshot, read_store
from quartierkg.snapshot.graphs import COMMITTEE, NETWORK, PUBLIC
from quartierkg.stored import StoredQuery, bind, library, read
from quartierkg.stored.network import SnapshotNetwork

_DAY: Final = {"asOf": ["2024-06-30"]}
_WAYS: Final[dict[str, dict[str, list[str]]]] = {
    "today": {},
    "past": _DAY,
    "states": {"state": ["all"]},
    "real": {"illustrative": ["false"]},
}
_LIMIT_MS: Final = 1000


def asked(snapshot: Snapshot, query: StoredQuery, given: dict[str, list[str]]) -> tuple[float, int]:
    """Milliseconds of the processor that a question takes, and how many rows it gives."""
    values = read(query, given, SnapshotNetwork(snapshot), datetime.date.today())
    limit, offset = values.number("limit"), values.number("offset")
    bound = bind(query, values.terms, rows=True, limit=limit, offset=offset, more=True)
    job = Job(bound.text, (NETWORK.value,), tuple(graph.value for graph in (*PUBLIC, COMMITTEE)), RESULTS_JSON)
    written = io.BytesIO()
    started = time.process_time()
    write(snapshot, job, written)
    return (time.process_time() - started) * 1000, len(rows(written.getvalue()).rows)


def turns(query: StoredQuery, known: dict[str, list[str]], rounds: int) -> dict[str, list[list[dict[str, list[str]]]]]:
    """For each way, the values of its requests: those of one list are alike, and the best of them counts."""
    names = {parameter.name for parameter in query.parameters}
    found: dict[str, list[list[dict[str, list[str]]]]] = {}
    for way, given in _WAYS.items():
        taken = {name: value for name, value in given.items() if not (query.timeless and name == "asOf")}
        if taken.keys() <= names:
            found[way] = [[taken] * rounds]
    others = ways(query, known).get("values")
    if others is not None:
        drawn = [{name: [value] for name, value in others(turn).items()} for turn in range(rounds)]
        found["others"] = [[given, given] for given in drawn]
    return found


def main() -> None:
    """Measure, and print a table of Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store", type=Path)
    parser.add_argument("rounds", type=int, nargs="?", default=3)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--way", nargs="*", default=[])
    options = parser.parse_args()
    snapshot = read_store(options.store)
    known = things(options.store)
    slow = dict.fromkeys((*_WAYS, "others"), 0)
    print("| question | way | milliseconds | rows |")
    print("|---|---|---|---|")
    for query in library().values():
        if options.only and query.id not in options.only:
            continue
        for way, rounds in turns(query, known, options.rounds).items():
            if options.way and way not in options.way:
                continue
            taken, number = max(min(asked(snapshot, query, given) for given in alike) for alike in rounds)
            slow[way] += taken > _LIMIT_MS
            print(f"| {query.id} | {way} | {taken:.0f} | {number} |", flush=True)
    print("Over a second: " + ", ".join(f"{way} {number}" for way, number in slow.items()))


if __name__ == "__main__":
    main()
