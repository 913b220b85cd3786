"""Counters, in the text format that Prometheus reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Metrics:
    """How many requests were answered, by method and status."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)

    def text(self, revision: int, version: str) -> str:
        """The counters and the revision that is served."""
        return "\n".join(self._lines(revision, version)) + "\n"

    def _lines(self, revision: int, version: str) -> Iterator[str]:
        yield "# HELP quartierkg_requests_total Requests answered."
        yield "# TYPE quartierkg_requests_total counter"
        for (method, status), count in sorted(self.requests.items()):
            yield f'quartierkg_requests_total{{method="{method}",status="{status}"}} {count}'
        yield "# HELP quartierkg_revision Revision of the published graphs."
        yield "# TYPE quartierkg_revision gauge"
        yield f"quartierkg_revision {revision}"
        yield "# HELP quartierkg_info Version of the product."
        yield "# TYPE quartierkg_info gauge"
        yield f'quartierkg_info{{version="{version}"}} 1'


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
