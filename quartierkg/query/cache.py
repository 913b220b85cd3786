"""Answers that were given, kept for whoever asks again: of one revision, the latest used, within a few megabytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from typing import Final, Generic, TypeVar

_LARGEST: Final = 1024 * 1024
"""A larger answer is not kept: a few of them would drive out all the others."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V", bound=Sized)


class Cache(Generic[K, V]):
    """The answers of one instance by revision and by what was asked."""

    def __init__(self, size: int, weight: Callable[[K], int]) -> None:
        """An empty cache.

        :param size: how many bytes of answers and questions it keeps.
        :param weight: how many bytes a question has.
        """
        self._size, self._weight = size, weight
        self._kept: OrderedDict[tuple[str, K], V] = OrderedDict()
        self.bytes = 0
        self.hits = 0
        self.misses = 0

    def get(self, revision: str, asked: K) -> V | None:
        """The answer at a revision, if it is kept."""
        found = self._kept.get((revision, asked))
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self._kept.move_to_end((revision, asked))
        return found

    def put(self, revision: str, asked: K, answer: V) -> None:
        """Keep an answer; those that were not used for longest make room."""
        if len(answer) > min(_LARGEST, self._size) or (revision, asked) in self._kept:
            return
        self._kept[revision, asked] = answer
        self.bytes += len(answer) + self._weight(asked)
        while self.bytes > self._size:
            (_, oldest), dropped = self._kept.popitem(last=False)
            self.bytes -= len(dropped) + self._weight(oldest)
