"""Answers that were given, kept for whoever asks again: of one revision, the latest used, within a few megabytes."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from quartierkg.query.job import Job

_LARGEST: Final = 1024 * 1024
"""A larger answer is not kept: a few of them would drive out all the others."""

Key = tuple[str, Job]


class Cache:
    """The answers of one instance by revision and job."""

    def __init__(self, size: int) -> None:
        """An empty cache.

        :param size: how many bytes of answers it keeps.
        """
        self._size = size
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self.bytes = 0
        self.hits = 0
        self.misses = 0

    def get(self, revision: str, job: Job) -> bytes | None:
        """The answer to a job at a revision, if it is kept."""
        found = self._kept.get((revision, job))
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self._kept.move_to_end((revision, job))
        return found

    def put(self, revision: str, job: Job, answer: bytes) -> None:
        """Keep an answer; those that were not used for longest make room."""
        if len(answer) > min(_LARGEST, self._size) or (revision, job) in self._kept:
            return
        self._kept[revision, job] = answer
        self.bytes += len(answer) + len(job.text)
        while self.bytes > self._size:
            (_, oldest), dropped = self._kept.popitem(last=False)
            self.bytes -= len(dropped) + len(oldest.text)
