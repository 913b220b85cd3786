"""``/decisions``: what was decided, with all that it takes to compute it again. Everybody reads them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from fastapi import APIRouter
from pyoxigraph import NamedNode, Triple
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.access import Token
from quartierkg.errors import NotAuthorised, NotFound, ParameterFault
from quartierkg.language import Text
from quartierkg.media import GRAPHS, HTML, JSON, MediaType
from quartierkg.publish import describe, write
from quartierkg.publish.document import document
from quartierkg.register import shown
from quartierkg.register.case import Case, Happened
from quartierkg.snapshot import Snapshot
from quartierkg.terms import term
from quartierkg.web import api, authority, decided, pagination, registry, service
from quartierkg.web.answers import negotiated, to_json
from quartierkg.web.pagination import Limit, Offset
from quartierkg.web.registry import OFFERED
from quartierkg.web.routes.parameters import SHOWN

_EACH: Final = (*OFFERED, *GRAPHS)

_LISTED: Final = api.formats(OFFERED, NotAuthorised, ParameterFault, kept=False)
_ONE: Final = api.formats(_EACH, NotAuthorised, NotFound, kept=False)

router = APIRouter(dependencies=SHOWN)


@router.get("/decisions", responses=_LISTED, response_class=Response)
async def decisions(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
    """What was decided, the latest first: moves that two people made, suspensions and withdrawals."""
    token = authority.who(request)
    found = decided.decisions(service.of(request).keeper.register.cases.values())
    value = pagination.some("/decisions", found, lambda one: _seen(*one, token), limit, offset)
    return await registry.told(request, value, lambda: decided.listing(request, value, limit, offset))


@router.get("/decisions/{entry}", responses=_ONE, response_class=Response)
async def decision(request: Request, entry: int) -> Response:
    """A decision, with the digests of all that it rests on: ``quartierkg verdict replay`` computes it again.

    The names of those who decided are for the applicant and the committee; everybody is told their roles. In RDF, it
    is what the public graphs say of it, as under its own address.
    """
    token = authority.who(request)
    decided_on = decided.decisions(service.of(request).keeper.register.cases.values())
    case, event = next((one for one in decided_on if one[1].entry == entry), (None, None))
    if case is None or event is None:
        raise NotFound(Text(f"Il n’y a pas de décision {entry}.", f"There is no decision {entry}."))
    snapshot, iri, value = service.of(request).snapshot, shown.address(case, event), _seen(case, event, token)

    def make(media: MediaType) -> bytes | str:
        if media is JSON:
            return to_json(value)
        if media is HTML:
            return decided.page(request, case, event, value)
        return write(tuple(_stated(snapshot, iri)), media)

    return registry.private(await negotiated(request, _EACH, make, cite_as=iri.value, cached=False))


def _stated(snapshot: Snapshot, decision: NamedNode) -> Iterator[Triple]:
    """What the public graphs say of a decision, and of the verdict that it rests on: its digests, and all else."""
    found = describe(snapshot, decision)
    assert found is not None
    said = document(snapshot, found)
    yield from said
    told = set(said)
    for verdict in (triple.object for triple in found.of(decision) if triple.predicate == term("prov:used")):
        more = describe(snapshot, verdict) if isinstance(verdict, NamedNode) else None
        yield from (triple for triple in (more.statements if more is not None else ()) if triple not in told)


def _seen(case: Case, event: Happened, token: Token | None) -> dict[str, Any]:
    return shown.decision(case, event, named=registry.is_of_desk(case, token))
