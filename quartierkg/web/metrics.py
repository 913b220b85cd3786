"""Counters, in the text format that Prometheus reads."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quartierkg.query.cache import Cache
from quartierkg.snapshot import Snapshot
from quartierkg.workers import Pool


@dataclass(frozen=True, slots=True)
class Metrics:
    """How many requests were answered, by method and status."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)

    def text(self, version: str, snapshot: Snapshot, pool: Pool, *caches: Cache[Any, Any]) -> str:
        """The counters, and what is served by which workers now."""
        families = (
            *self._of_requests(),
            *_of_queries(pool),
            *_of_caches(caches),
            *_of_snapshot(snapshot),
            Family("info", "gauge", "Version of the product.", {f'version="{version}"': 1}),
        )
        return "".join(family.text for family in families)

    def _of_requests(self) -> Iterator[Family]:
        counted = {f'method="{method}",status="{status}"': n for (method, status), n in sorted(self.requests.items())}
        yield Family("requests_total", "counter", "Requests answered.", counted)


@dataclass(frozen=True, slots=True)
class Family:
    """The samples of one metric, by their labels."""

    name: str
    kind: str
    help: str
    samples: Mapping[str, float]

    @property
    def text(self) -> str:
        """The metric as Prometheus reads it."""
        name = f"quartierkg_{self.name}"
        lines = [f"# HELP {name} {self.help}", f"# TYPE {name} {self.kind}"]
        for labels, value in sorted(self.samples.items()):
            lines.append(f"{name}{{{labels}}} {value:.15g}" if labels else f"{name} {value:.15g}")
        return "".join(f"{line}\n" for line in lines)


def _of_queries(pool: Pool) -> Iterator[Family]:
    ends = {f'outcome="{outcome}"': count for outcome, count in pool.outcomes.items()}
    kills = {f'reason="{reason}"': count for reason, count in pool.kills.items()}
    yield Family("queries_total", "counter", "Queries that came to a worker or were turned away, by their end.", ends)
    yield Family("query_seconds_total", "counter", "Seconds that workers were busy.", {"": pool.seconds})
    yield Family("queries_running", "gauge", "Queries that are evaluated now.", {"": pool.busy})
    yield Family("queries_waiting", "gauge", "Queries that wait for a worker.", {"": pool.waiting})
    yield Family("workers_ended_total", "counter", "Workers that were killed or ended, by the reason.", kills)


def _of_caches(caches: Sequence[Cache[Any, Any]]) -> Iterator[Family]:
    asked = {
        'result="hit"': sum(cache.hits for cache in caches),
        'result="miss"': sum(cache.misses for cache in caches),
    }
    yield Family("cache_lookups_total", "counter", "Answers looked up in memory.", asked)
    size = sum(cache.bytes for cache in caches)
    yield Family("cache_bytes", "gauge", "Bytes of answers that are kept.", {"": size})


def _of_snapshot(snapshot: Snapshot) -> Iterator[Family]:
    yield Family("revision", "gauge", "Revision of the published graphs.", {"": snapshot.revision})
    made = datetime.datetime.fromisoformat(snapshot.date).timestamp() if snapshot.date else 0.0
    yield Family("revision_timestamp_seconds", "gauge", "When that revision was journaled.", {"": made})


class CountRequests:
    """Counts each answer when it starts."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; look at the status on its way back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def counting(message: Message) -> None:
            service = getattr(scope["app"].state, "service", None) if "app" in scope else None
            if message["type"] == "http.response.start" and service is not None:
                service.metrics.requests[_known(scope["method"]), message["status"]] += 1
            await send(message)

        await self._app(scope, receive, counting)


def _known(method: str) -> str:
    """A method by its name; those that anyone may invent share one counter."""
    return method if method in {"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE"} else "other"
