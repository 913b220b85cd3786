"""What is decided of a case: opinions, moves, proposals of two people, whether its dossiers are shown."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.web import acting, registry
from quartierkg.web.routes import case_api
from quartierkg.web.routes.parameters import SHOWN

router = APIRouter(prefix="/dossiers", dependencies=SHOWN)


@router.post(
    "/{name}/opinions",
    responses=case_api.MADE | case_api.WRITES,
    openapi_extra=case_api.OPINION,
    response_class=Response,
)
async def opine(request: Request, name: case_api.Name) -> Response:
    """Give an opinion on a requirement that the committee judges: ``passed``, ``failed`` or ``cantTell``, and why."""
    return await acting.acted(request, name, "opine", registry.COMMITTEE, ("requirement", "outcome", "motive"))


@router.post(
    "/{name}/moves",
    responses=case_api.MADE | case_api.WRITES,
    openapi_extra=case_api.MOVE,
    response_class=Response,
)
async def make(request: Request, name: case_api.Name) -> Response:
    """Make a move; one that is refused says every reason, with the charter's sentence."""
    return await acting.acted(request, name, "make", registry.DESK, ("move", "on"), ("criterion", "motive"))


@router.put(
    "/{name}/proposal",
    responses=case_api.MADE | case_api.WRITES,
    openapi_extra=case_api.PROPOSAL,
    response_class=Response,
)
async def propose(request: Request, name: case_api.Name) -> Response:
    """Propose a move that takes two people: an award, a renewal, a reinstatement."""
    return await acting.acted(request, name, "propose", registry.COMMITTEE, ("move", "on"), ("motive",))


@router.delete("/{name}/proposal", responses=case_api.MADE | case_api.WRITES, response_class=Response)
async def decline(request: Request, name: case_api.Name) -> Response:
    """Decline what is proposed."""
    return await acting.acted(request, name, "decline", registry.COMMITTEE)


@router.post("/{name}/proposal/approval", responses=case_api.MADE | case_api.WRITES, response_class=Response)
async def approve(request: Request, name: case_api.Name) -> Response:
    """Approve what another person proposed: the move is made, on a verdict of now by both engines."""
    return await acting.acted(request, name, "approve", registry.COMMITTEE)


@router.put(
    "/{name}/publication",
    responses=case_api.MADE | case_api.WRITES,
    openapi_extra=case_api.PUBLISHED,
    response_class=Response,
)
async def publish(request: Request, name: case_api.Name) -> Response:
    """Show the dossiers of a case before the award, or no longer: the applicant's choice."""
    return await acting.acted(request, name, "show", registry.APPLICANTS, ("published",))
