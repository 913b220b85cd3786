"""What happens to a case by a request: one deed of the register, told as the case that it leaves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from quartierkg.access import Role, Token
from quartierkg.media import JSON
from quartierkg.register import shown
from quartierkg.register.task import Verb
from quartierkg.web import authority, body, registry, sent, service
from quartierkg.web.once import once

PRIVATE: Final = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}
"""What is not the same for everybody is kept by nobody who answers others (RFC 9111, 5.2.2.7)."""
_SMALL: Final = 64 * 1024


async def acted(
    request: Request,
    name: str,
    verb: Verb,
    roles: frozenset[Role],
    required: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
) -> Response:
    """The answer to an act on the case that an address names.

    :param required: the members that the body has to have; none, where nothing is read.
    :raises NotFound: when there is no such Quartier.
    :raises NotAuthorised: when no token is shown.
    :raises NotAllowed: when it is of another role or Quartier.
    :raises ParameterFault: when the body lacks a member, or has one that is none.
    """
    return await asked(request, registry.quartier(service.of(request), name), verb, roles, required, optional)


async def asked(
    request: Request,
    quartier: str,
    verb: Verb,
    roles: frozenset[Role],
    required: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
    place: str | None = None,
) -> Response:
    """The answer to an act whose members are in the body; whoever may not act is told so before it is looked at."""
    token = authority.writing(request, roles, quartier)
    data = await body.read(request, _SMALL)
    said = sent.members(data, required, optional) if required else {}
    if "move" in said:
        said |= {"name": said.pop("move")}
    return await once(request, token, data, partial(done, request, quartier, verb, token, said, place))


async def done(
    request: Request, quartier: str, verb: Verb, token: Token, said: Mapping[str, Any], place: str | None
) -> Response:
    """Do it: what is refused says every reason; what is done is the case as it is now."""
    about = service.of(request)
    found = about.keeper.register.case(quartier)
    registry.check(request, found)
    deed = await registry.prepared(about, found, verb, token, said)
    authority.who(request)  # the checks take seconds, or minutes: a token that was revoked meanwhile decides nothing
    after = await registry.kept(about, deed)
    headers = {"ETag": registry.tag_of(after)} | ({"Location": place} if place else {})
    return told(shown.whole(after), headers, 201)


def told(value: Mapping[str, Any], headers: Mapping[str, str] | None = None, status: int = 200) -> Response:
    """What is told of a case in JSON, for whoever asked alone."""
    said = {**PRIVATE, **(headers or {})}
    return Response(json.dumps(value, ensure_ascii=False, indent=1) + "\n", status, said, JSON.header)
