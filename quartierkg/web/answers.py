"""Answers: one way to make them, so that every one varies, links, validates and speaks as it should."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.language import Language
from quartierkg.media import HTML, JSON, PLAIN, PROBLEM, MediaType
from quartierkg.web import service
from quartierkg.web.negotiation import VARY, alternate, entity_tag, format_of, has_it, language_of, links, revised

# Makes the body of an answer; runs in a thread, because it may be CPU work.
Maker = Callable[[MediaType], bytes | str]


async def negotiated(
    request: Request,
    offered: Sequence[MediaType],
    make: Maker,
    *,
    cite_as: str | None = None,
    cached: bool = True,
) -> Response:
    """The answer in the format and language that the client prefers, or 304 when it holds that already.

    :param cite_as: the persistent address of the thing described.
    :param cached: whether the answer is the same until the next revision.
    :raises NotAcceptable: when no offered format fits.
    """
    chosen, language = format_of(request, offered), language_of(request)
    headers = {**VARY, "Cache-Control": "no-cache", "Link": links(request, offered, chosen, cite_as)}
    if cached:
        headers |= {"ETag": entity_tag(request, chosen), **revised(service.of(request).snapshot)}
        if has_it(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
    body = await run_in_threadpool(make, chosen)
    if len(offered) > 1 and request.method == "GET":
        headers["Content-Location"] = alternate(request, chosen)
    return written(body, chosen, language, headers)


async def represented(
    request: Request, media: MediaType, make: Callable[[], bytes | str], headers: Mapping[str, str]
) -> Response:
    """The answer at an address that is one format already, or 304 when the client holds it."""
    found = {"Cache-Control": "no-cache", **revised(service.of(request).snapshot), **headers}
    if "ETag" not in found:
        found["ETag"] = entity_tag(request, media)
    if has_it(request, found["ETag"]):
        return Response(status_code=304, headers=found)
    return written(await run_in_threadpool(make), media, language_of(request), found)


def written(
    body: bytes | str,
    media: MediaType,
    language: Language,
    headers: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """An answer in one format; what is written for people says its language."""
    spoken = {"Content-Language": language} if media in {HTML, PLAIN, PROBLEM} else {}
    return Response(body, status, {**VARY, **spoken, **(headers or {})}, media.header)


def data(value: Mapping[str, Any], status: int = 200) -> Response:
    """JSON for programs."""
    return Response(to_json(value), status, {"Cache-Control": "no-cache"}, JSON.header)


def to_json(value: Mapping[str, Any]) -> str:
    """A value as every JSON answer writes it."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
