"""What answers the queries of a command: a store's last revision, another server, or the bundled network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from quartierkg import query as sparql
from quartierkg import settings
from quartierkg.snapshot import Snapshot, open_store, read_store


@dataclass(frozen=True, slots=True)
class Engine:
    """Writes answers, and has a revision where it is one of ours."""

    write: Callable[[sparql.Job, sparql.Target], None]
    snapshot: Snapshot | None = None


@contextmanager
def opened(store: str | None, data: str | None) -> Iterator[Engine]:
    """The engine of a store's last revision, or of the server that keeps it; without a store, the bundled network."""
    read = settings.read({"store": store, "data": data})
    if read.endpoint is not None:
        from quartierkg.remote import Remote  # what it needs is an extra

        yield Engine(Remote.join(read.endpoint, None).write)
    elif read.store is not None:
        yield _of(read_store(read.store))
    else:
        with open_store(read) as archive:
            yield _of(archive.snapshot)


def _of(snapshot: Snapshot) -> Engine:
    return Engine(partial(sparql.write, snapshot), snapshot)
