"""What was made of a revision, kept for whoever asks next: the last few things of each."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from quartierkg.snapshot import Snapshot

_T = TypeVar("_T")
_MOST: Final = 16
_KEPT: Final[WeakKeyDictionary[Snapshot, dict[Hashable, Any]]] = WeakKeyDictionary()


def kept(snapshot: Snapshot, key: Hashable, make: Callable[[], _T]) -> _T:
    """What was made under a key, or is made now."""
    known = _KEPT.setdefault(snapshot, {})
    found = known.pop(key, None)  # one step each, so that another thread finds it or not, and no half of it
    if found is None:
        found = make()
    known[key] = found
    for old in list(known)[:-_MOST]:
        known.pop(old, None)
    made: _T = found
    return made
