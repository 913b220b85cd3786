"""What the stored queries take from the graphs alone, in processor time of the query: with each filter, without tables.

    python -m benchmarks.plain STORE [ROUNDS] [--only ID ...] [--way WAY ...]

STORE is a folder that ``quartierkg synth --store`` or ``load`` made. Each question is asked ROUNDS times (3) in each
way: ``past`` (a day of 2024), ``states`` (that day, Quartiers in any state) and ``real`` (that day, without what is
invented). What the committee alone reads is read too. Nothing is kept between two rounds but what the engine and the
system keep; of the rounds the best counts, in milliseconds. The last lines say how many took more than a second.
"""

from __future__ import annotations

import argparse
import datetime
import io
import time
from pathlib import Path
from typing import Final

from quartierkg.media import RESULTS_JSON
from quartierkg.query import Job, rows, write
from quartierkg.snapshot import Snapshot, read_store
from quartierkg.snapshot.graphs import COMMITTEE, NETWORK, PUBLIC
from quartierkg.stored import StoredQuery, bind, library, read
from quartierkg.stored.network import SnapshotNetwork

_DAY: Final = {"asOf": ["2024-06-30"]}
_WAYS: Final[dict[str, dict[str, list[str]]]] = {
    "past": _DAY,
    "states": _DAY | {"state": ["all"]},
    "real": _DAY | {"illustrative": ["false"]},
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


def main() -> None:
    """Measure, and print a table of Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store", type=Path)
    parser.add_argument("rounds", type=int, nargs="?", default=3)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--way", nargs="*", default=[])
    options = parser.parse_args()
    snapshot = read_store(options.store)
    slow = dict.fromkeys(_WAYS, 0)
    print("| question | way | milliseconds | rows |")
    print("|---|---|---|---|")
    for query in library().values():
        for way, given in _WAYS.items():
            taken = {name: value for name, value in given.items() if not (query.timeless and name == "asOf")}
            known = {parameter.name for parameter in query.parameters}
            if (options.only and query.id not in options.only) or (options.way and way not in options.way):
                continue
            if not taken.keys() <= known:
                continue
            found = [asked(snapshot, query, taken) for _ in range(options.rounds)]
            best, number = min(found)
            slow[way] += best > _LIMIT_MS
            print(f"| {query.id} | {way} | {best:.0f} | {number} |", flush=True)
    print("Over a second: " + ", ".join(f"{way} {number}" for way, number in slow.items()))


if __name__ == "__main__":
    main()
