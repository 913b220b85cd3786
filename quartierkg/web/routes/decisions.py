"""``/decisions`` and ``/labels``: what was decided, and which Quartiers have the label now. Everybody reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.errors import NotFound, ParameterFault
from quartierkg.language import Text
from quartierkg.media import JSON
from quartierkg.register import shown
from quartierkg.register.case import Case, Happened
from quartierkg.terms import term
from quartierkg.web import api, registry, service
from quartierkg.web.answers import data
from quartierkg.web.routes.parameters import SHOWN

_MOST: Final = 100
_Responses = dict[int | str, dict[str, Any]]
_LIST: Final[_Responses] = {200: {"description": "Some of them.", "content": {JSON.essence: {}}}}
_ONE: Final[_Responses] = {200: {"description": "All of it.", "content": {JSON.essence: {}}}}
_ABSENT: Final[_Responses] = {NotFound.status: api.problem(NotFound.title.en)}
_T = TypeVar("_T")
_LABELLED: Final = term("qn:Labelled")

router = APIRouter()


@router.get("/decisions", dependencies=SHOWN, responses=_LIST | api.OTHERWISE, response_class=Response)
async def decisions(request: Request, limit: int = 50, offset: int = 0) -> Response:
    """What was decided, the latest first: moves that two people made, suspensions and withdrawals."""
    return _page("/decisions", _decided(request), lambda one: shown.decision(*one), limit, offset)


@router.get("/decisions/{entry}", dependencies=SHOWN, responses=_ONE | _ABSENT | api.OTHERWISE, response_class=Response)
async def decision(request: Request, entry: int) -> Response:
    """A decision, with the digests of all that it rests on: ``quartierkg verdict replay`` computes it again."""
    for case, event in _decided(request):
        if event.entry == entry:
            return data(shown.decision(case, event))
    raise NotFound(Text(f"Il n’y a pas de décision {entry}.", f"There is no decision {entry}."))


@router.get("/labels", dependencies=SHOWN, responses=_LIST | api.OTHERWISE, response_class=Response)
async def labels(request: Request, limit: int = 50, offset: int = 0) -> Response:
    """The Quartiers to which the register awarded the label, and the state of each."""
    cases = [case for case in service.of(request).keeper.register.cases.values() if _was_awarded(case)]
    return _page("/labels", cases, shown.public, limit, offset)


@router.get("/labels/{name}", dependencies=SHOWN, responses=_ONE | _ABSENT | api.OTHERWISE, response_class=Response)
async def label(request: Request, name: str) -> Response:
    """The label of a Quartier: its state, and its history."""
    case = registry.case(service.of(request), name)
    if not _was_awarded(case):
        raise NotFound(Text("Ce Quartier n’a pas reçu le label.", "This Quartier was not awarded the label."))
    return data(shown.public(case))


def _was_awarded(case: Case) -> bool:
    return any(event.to == _LABELLED and event.decision for event in case.happened)


def _decided(request: Request) -> list[tuple[Case, Happened]]:
    found = [
        (case, event)
        for case in service.of(request).keeper.register.cases.values()
        for event in case.happened
        if event.decision or event.to in (term("qn:Suspended"), term("qn:Withdrawn"))
    ]
    return sorted((one for one in found if one[1].move), key=lambda one: -one[1].entry)


def _page(path: str, found: Sequence[_T], told: Callable[[_T], dict[str, Any]], limit: int, offset: int) -> Response:
    """Some of what there is.

    :raises ParameterFault: when the limit or the offset is none.
    """
    if not 1 <= limit <= _MOST or offset < 0:
        raise ParameterFault(
            Text(f"limit va de 1 à {_MOST}, offset commence à 0.", f"limit is from 1 to {_MOST}, offset from 0 on."),
            source="limit",
        )
    after = offset + limit
    following = f"{path}?limit={limit}&offset={after}" if after < len(found) else None
    return data({"items": [told(one) for one in found[offset:after]], "total": len(found), "next": following})
