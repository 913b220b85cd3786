"""How the instance is doing, for those who run it."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.media import JSON, PLAIN
from quartierkg.web import api, judge, service
from quartierkg.web.answers import data

router = APIRouter()


@router.get("/health", responses={200: api.content("Live.", (JSON,)), **api.OTHERWISE}, response_class=Response)
async def health(request: Request) -> Response:
    """Live: the process answers, whatever its threads do. Names engines, and what protects it from strangers' queries.

    It says when there is only one engine.
    """
    engines, about = judge.engines(), service.of(request).settings
    remote = service.of(request).remote
    return data(
        {
            "status": "pass",
            "version": service.version(),
            "engines": [{"name": engine.name, "version": engine.version} for engine in engines],
            "agreement": "two engines" if len(engines) > 1 else "one engine",
            "store": {"kind": "embedded"} if remote is None else {"kind": "remote"} | remote.capabilities.value(),
            "queries": {"protections": list(service.of(request).pool.protections), "limits": asdict(about.limits)},
        }
    )


@router.get("/ready", responses={200: api.content("Ready.", (JSON,)), **api.OTHERWISE}, response_class=Response)
async def ready(request: Request) -> Response:
    """Ready: a revision is open, and questions are answered."""
    snapshot = service.of(request).snapshot
    return data(
        {"status": "pass", "revision": snapshot.revision, "date": snapshot.date, "graphs": dict(snapshot.counts)}
    )


@router.get("/metrics", responses={200: api.content("Counters.", (PLAIN,)), **api.OTHERWISE}, response_class=Response)
async def metrics(request: Request) -> Response:
    """Counters, in the text format that Prometheus reads."""
    about = service.of(request)
    text = about.metrics.text(service.version(), about.snapshot, about.pool, about.cache, about.repeats)
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")
