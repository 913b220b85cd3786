"""What was made of a revision, kept for whoever asks next: the last few things of each."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from quartierkg.snapshot import Snapshot

_T = TypeVar("_T")
_MOST: Final = 32
_KEPT: Final[WeakKeyDictionary[Snapshot, dict[Hashable, Any]]] = WeakKeyDictionary()


def kept(snapshot: Snapshot, key: Hashable, make: Callable[[], _T]) -> _T:
    """What was made under a key, or is made now."""
    found = look(snapshot, key)
    made: _T = make() if found is None else found
    keep(snapshot, key, made)
    return made


def look(snapshot: Snapshot, key: Hashable) -> Any:
    """What was made under a key; None where nothing was."""
    return _KEPT.get(snapshot, {}).get(key)


def keep(snapshot: Snapshot, key: Hashable, made: object) -> None:
    """Have something found under a key, in the place of what nobody asked for longest."""
    known = _KEPT.setdefault(snapshot, {})
    known.pop(key, None)  # one step each, so that another thread finds it or not, and no half of it
    known[key] = made
    for old in list(known)[:-_MOST]:
        known.pop(old, None)
