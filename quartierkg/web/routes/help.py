"""``/aide``: the guided tour, the tutorials, the glossary and the manual of the command line; the empty workbook."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Final

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from quartierkg.errors import NotFound
from quartierkg.language import Language
from quartierkg.media import HTML, XLSX
from quartierkg.web import api
from quartierkg.web.answers import negotiated
from quartierkg.web.help import commands, glossary, tour, tutorial
from quartierkg.web.negotiation import language_of
from quartierkg.web.routes.parameters import SHOWN
from quartierkg.workbook.format import blank

_Letter = Annotated[str, Path(max_length=16, description="A letter, in lower case.")]
_MOVED: Final[dict[int | str, api.Object]] = {308: {"description": "The same page at its French address."}}

_Tutorial = Annotated[str, Path(max_length=64, description="Whom it is for.")]

router = APIRouter()


@router.get("/aide", dependencies=SHOWN, responses=api.formats((HTML,)), response_class=Response)
async def guided(request: Request) -> Response:
    """From the workbook to the verdict, step by step."""
    return await negotiated(request, (HTML,), lambda _: tour.page(request))


@router.get("/help", status_code=308, responses=_MOVED | api.OTHERWISE, response_class=Response)
async def moved() -> Response:
    """Whoever asks in English is led to the page, in English."""
    return RedirectResponse("/aide?lang=en", 308)


@router.get("/aide/glossaire", dependencies=SHOWN, responses=api.formats((HTML,)), response_class=Response)
async def listed(request: Request) -> Response:
    """The terms of the ontology, in alphabetical order."""
    return await negotiated(request, (HTML,), lambda _: glossary.page(request))


@router.get(
    "/aide/glossaire/{letter}",
    dependencies=SHOWN,
    responses=api.formats((HTML,), NotFound),
    response_class=Response,
)
async def defined(request: Request, letter: _Letter) -> Response:
    """The terms under a letter, with their definitions."""
    return await negotiated(request, (HTML,), lambda _: glossary.letter(request, letter))


@router.get("/aide/commandes", dependencies=SHOWN, responses=api.formats((HTML,)), response_class=Response)
async def manual(request: Request) -> Response:
    """The manual of the command line."""
    return await negotiated(request, (HTML,), lambda _: commands.page(request))


@router.get(
    "/aide/tutoriels/{name}",
    dependencies=SHOWN,
    responses=api.formats((HTML,)) | {404: api.problem(NotFound.title.en)},
    response_class=Response,
)
async def taught(request: Request, name: _Tutorial) -> Response:
    """Ten minutes for one of the five readers."""
    return await negotiated(request, (HTML,), lambda _: tutorial.page(request, name))


@router.get("/dossier.xlsx", dependencies=SHOWN, responses=api.formats((XLSX,)), response_class=Response)
async def workbook(request: Request) -> Response:
    """A workbook to be filled in, in the language that is asked for."""
    language = language_of(request)
    answer = await negotiated(request, (XLSX,), lambda _: _blank(language))
    answer.headers["Content-Disposition"] = 'attachment; filename="dossier.xlsx"'
    answer.headers["Content-Language"] = language
    return answer


@lru_cache(2)
def _blank(language: Language) -> bytes:
    return blank("xlsx", language)
