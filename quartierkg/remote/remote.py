"""The other server as the service sees it: joined once, then asked like the index here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from quartierkg.endpoint import Endpoint
from quartierkg.errors import QueryFault, RemoteFault
from quartierkg.query import Job, Target
from quartierkg.remote.ask import write
from quartierkg.remote.capabilities import Capabilities, probe
from quartierkg.remote.publication import publish
from quartierkg.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Remote:
    """A server that holds the published graphs, and what it does in its own way."""

    endpoint: Endpoint
    capabilities: Capabilities

    @classmethod
    def join(cls, endpoint: Endpoint, snapshot: Snapshot | None) -> Self:
        """The server, once it holds a revision.

        :param snapshot: the revision; None for whatever it holds.
        :raises RemoteFault: when the server does not answer, or does not take a graph.
        :raises StoreFault: when it holds another revision and cannot be written, or shows what it should not.
        """
        with _servers_fault():
            if snapshot is not None:
                publish(endpoint, snapshot)
            return cls(endpoint, probe(endpoint))

    def publish(self, snapshot: Snapshot) -> None:
        """Have it hold another revision.

        :raises RemoteFault: when it does not answer, or does not take a graph.
        """
        with _servers_fault():
            publish(self.endpoint, snapshot)

    def write(self, job: Job, target: Target) -> None:
        """Write its answer to a job piece by piece.

        :raises QueryFault: when either engine cannot parse or evaluate the query.
        :raises RemoteFault: when it does not answer, or not all of it.
        """
        write(self.endpoint, self.capabilities, job, target)

    def value(self) -> dict[str, Any]:
        """The server for another process."""
        return {"endpoint": self.endpoint.value(), "capabilities": self.capabilities.value()}

    @classmethod
    def read(cls, value: dict[str, Any]) -> Self:
        """The server that :meth:`value` wrote."""
        return cls(Endpoint.read(value["endpoint"]), Capabilities.read(value["capabilities"]))


@contextmanager
def _servers_fault() -> Iterator[None]:
    """Nobody asked what the service itself asks: a server that refuses it is not the one that was meant."""
    try:
        yield
    except QueryFault as fault:
        raise RemoteFault(fault.text) from fault
