"""``/fair-use``: what strangers may ask, and the limits of this instance."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.language import Text, number
from quartierkg.media import HTML, JSON, MediaType
from quartierkg.query.guard import CAPS
from quartierkg.settings import Settings
from quartierkg.web import api, service, words
from quartierkg.web.answers import negotiated, to_json
from quartierkg.web.pages import render
from quartierkg.web.routes.parameters import SHOWN

OFFERED = (HTML, JSON)

router = APIRouter()


@router.get("/fair-use", dependencies=SHOWN, responses=api.formats(OFFERED), response_class=Response)
async def fair_use(request: Request) -> Response:
    """What one may ask of this instance, and what happens beyond it."""
    settings = service.of(request).settings

    def make(media: MediaType) -> str:
        limits = tuple(_limits(settings))
        if media is HTML:
            return render(request, "fair-use.html", offered=OFFERED, caps=CAPS, limits=limits, number=number)
        caps, told = ({what.en: most for most, what in found} for found in (CAPS, limits))
        return to_json({"query": caps, "service": told})

    return await negotiated(request, OFFERED, make)


def _limits(settings: Settings) -> Iterator[tuple[str, Text]]:
    """The limits of the instance: how much, and of what."""
    limits = settings.limits
    yield f"{limits.deadline:g}", words.LIMIT_DEADLINE
    yield f"{limits.memory}", words.LIMIT_MEMORY
    yield f"{limits.workers}", words.LIMIT_WORKERS
    yield f"{limits.queue}", words.LIMIT_QUEUE
    yield f"{limits.patience:g}", words.LIMIT_PATIENCE
    if settings.budget is not None:
        yield f"{settings.budget:g}", words.LIMIT_BUDGET
    if settings.write_rate is not None:
        yield f"{settings.write_rate:g}", words.LIMIT_WRITES
