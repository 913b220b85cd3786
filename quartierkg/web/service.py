"""What every request of an instance shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from typing import Final

from anyio import CapacityLimiter
from starlette.requests import Request

from quartierkg.settings import Settings
from quartierkg.snapshot import Archive, Snapshot
from quartierkg.web.metrics import Metrics

# How many queries are answered at once. No query can be interrupted, so the slow ones have threads of their own:
# pages and verdicts keep theirs.
_QUERIES: Final = 16


def _limiter() -> CapacityLimiter:
    return CapacityLimiter(_QUERIES)


@dataclass(frozen=True, slots=True)
class Service:
    """A running instance: its settings, its store, its counters, and the threads that answer queries."""

    settings: Settings
    archive: Archive
    metrics: Metrics = field(default_factory=Metrics)
    queries: CapacityLimiter = field(default_factory=_limiter)

    @property
    def snapshot(self) -> Snapshot:
        """The revision that readers see now."""
        return self.archive.snapshot


def of(request: Request) -> Service:
    """The service that a request came to."""
    found = request.app.state.service
    assert isinstance(found, Service)
    return found


def version() -> str:
    """The version of the product, as installed; a checkout that was not installed has none."""
    try:
        return installed_version("quartierkg")
    except PackageNotFoundError:
        return "0+checkout"
