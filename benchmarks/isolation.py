"""What it costs that a query is evaluated by a worker: the same queries in this process, taking turns.

    python benchmarks/isolation.py [ROUNDS]

Each query is admitted once; what is timed is the evaluation, from the job to the last byte. The cache takes no part.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time

from quartierkg import query
from quartierkg.limits import Limits
from quartierkg.media import RESULTS_JSON, TURTLE
from quartierkg.query import Form, Job, Question
from quartierkg.snapshot import Archive, Snapshot
from quartierkg.web.examples import EXAMPLES
from quartierkg.workers import Pool

QUERIES = {
    "one row": "SELECT * { ?s ?p ?o } LIMIT 1",
    "a hundred rows": "SELECT * { ?s ?p ?o } LIMIT 100",
    "ten thousand rows": "SELECT * { ?s ?p ?o . ?t ?q ?r } LIMIT 10000",
    "a count": "SELECT (COUNT(*) AS ?n) { ?s a ?class }",
    **{example.title.en: example.query for example in EXAMPLES},
}


def job(text: str) -> Job:
    """A query over the default dataset, in the usual format of its form."""
    admitted = query.admit(text)
    media = RESULTS_JSON if admitted.form in {Form.SELECT, Form.ASK} else TURTLE
    return Job.of(Question(text), admitted, media)


class _Sink:
    """Takes an answer and counts it."""

    size = 0

    def write(self, data: bytes, /) -> int:
        """Count a piece."""
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held."""


def in_process(snapshot: Snapshot, asked: Job) -> float:
    """Seconds that the evaluation takes here."""
    started = time.perf_counter()
    query.write(snapshot, asked, _Sink())
    return time.perf_counter() - started


async def in_worker(pool: Pool, asked: Job) -> float:
    """Seconds that it takes over there, with the way there and back."""
    started = time.perf_counter()
    answer = await pool.ask(asked)
    await answer.whole()
    await answer.close()
    return time.perf_counter() - started


async def compare(snapshot: Snapshot, rounds: int) -> None:
    """A line for each query: both medians, and what is between them."""
    pool = Pool(snapshot, Limits(workers=1))
    await pool.start()
    try:
        print(f"{'query':<45}{'in process':>12}{'in a worker':>13}{'more':>10}")
        for name, text in QUERIES.items():
            asked = job(text)
            here, there = [], []
            for _ in range(rounds):
                here.append(in_process(snapshot, asked))
                there.append(await in_worker(pool, asked))
            one, other = statistics.median(here) * 1000, statistics.median(there) * 1000
            print(f"{name:<45}{one:>9.3f} ms{other:>10.3f} ms{other - one:>7.3f} ms")
    finally:
        await pool.stop()


if __name__ == "__main__":
    with Archive(None) as archive:
        asyncio.run(compare(archive.snapshot, int(sys.argv[1]) if len(sys.argv) > 1 else 200))
