"""Who judges the files of a batch: this process, several, or a cluster. Each is loaded only when it is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final, NamedTuple

from quartierkg.charter import engines
from quartierkg.cli.job import Crew, Job, Wait, Work
from quartierkg.errors import UsageFault
from quartierkg.intake.source import Source
from quartierkg.language import Text

# From so many files on, what other processes save is more than their start costs (half a second of CPU each, against
# 15 milliseconds for a file; the reference engine takes seconds for one).
ENOUGH: Final = 200
_FEW: Final = 2


class Alone(NamedTuple):
    """This process."""

    job: Work
    ahead: int = 1

    def begin(self, source: Source) -> Wait:
        """The file is judged when its result is asked for."""
        return partial(self.job, source)

    def close(self) -> None:
        """Nothing is left to do."""


class Hands:
    """What was asked about who judges."""

    def __init__(self, jobs: int | None = None, cluster: str | None = None) -> None:
        self.jobs = jobs
        self.cluster = cluster
        if jobs is not None and cluster is not None:
            raise UsageFault(Text("--jobs et --cluster s’excluent.", "--jobs and --cluster exclude each other."))

    @contextmanager
    def at_work(self, job: Job, count: int) -> Iterator[Crew]:
        """Those who judge so many files; whatever happens, nobody is left working."""
        found = self._crew(job, count)
        try:
            yield found
        finally:
            found.close()

    def _crew(self, job: Job, count: int) -> Crew:
        if self.cluster is not None:
            from quartierkg.cli.cluster import Cluster

            return Cluster(self.cluster, job)
        jobs = min(self.jobs or self._by_default(job, count), count)
        if jobs < _FEW:
            return Alone(job)
        from quartierkg.cli.processes import Processes

        return Processes(job, jobs)

    def _by_default(self, job: Job, count: int) -> int:
        slow = any(engine.name == "pyshacl" for engine in engines.chosen(job.question.engine)) if count > 1 else False
        return cores() if count >= (_FEW if slow else ENOUGH) else 1


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
