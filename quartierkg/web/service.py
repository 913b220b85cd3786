"""What every request of an instance shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from typing import Final

from starlette.requests import Request

from quartierkg.query.cache import Cache
from quartierkg.settings import Settings
from quartierkg.snapshot import Archive, Snapshot
from quartierkg.web.budget import Budget
from quartierkg.web.metrics import Metrics
from quartierkg.workers import Pool, Writer

_CACHE: Final = 64 * 1024 * 1024
"""How many bytes of answers are kept."""


def _cache() -> Cache:
    return Cache(_CACHE)


@dataclass(frozen=True, slots=True)
class Service:
    """A running instance: its settings, store and counters, the workers that answer queries, and what they answered."""

    settings: Settings
    archive: Archive
    pool: Pool
    writer: Writer
    cache: Cache = field(default_factory=_cache)
    metrics: Metrics = field(default_factory=Metrics)
    budget: Budget = field(default_factory=lambda: Budget(None))

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
