"""Things of the network: ``https://w3id.org/quartierkg/id/...`` is served at ``/id/...``."""

from __future__ import annotations

from fastapi import APIRouter
from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.errors import NotFound
from quartierkg.language import Language, Text
from quartierkg.media import GRAPHS, HTML, MediaType
from quartierkg.publish import Description, describe, label, write
from quartierkg.publish.provenance import origins
from quartierkg.publish.view import lay_out, link, property_name
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ID
from quartierkg.web import service
from quartierkg.web.answers import negotiated
from quartierkg.web.api import formats
from quartierkg.web.negotiation import language_of
from quartierkg.web.pages import render
from quartierkg.web.routes.parameters import SHOWN

OFFERED = (*GRAPHS, HTML)

router = APIRouter()


@router.get("/id/{name:path}", dependencies=SHOWN, responses=formats(OFFERED, NotFound), response_class=Response)
async def resource(request: Request, name: str) -> Response:
    """What the published graphs say of one thing."""
    snapshot = service.of(request).snapshot
    found = await run_in_threadpool(_described, snapshot, name)

    def make(media: MediaType) -> bytes | str:
        if media is not HTML:
            return write(found.statements, media)
        return _page(request, snapshot, found, language_of(request))

    return await negotiated(request, OFFERED, make, cite_as=found.iri.value)


def _described(snapshot: Snapshot, name: str) -> Description:
    """The description of a thing.

    :raises NotFound: when the graphs do not name it.
    """
    try:
        found = describe(snapshot, NamedNode(ID + name))
    except ValueError:  # what is no IRI names nothing
        found = None
    if found is None:
        raise NotFound(
            Text(f"Le graphe ne nomme pas « {ID}{name} ».", f"The graph does not name {ID}{name}."),
        )
    return found


def _page(request: Request, snapshot: Snapshot, found: Description, language: Language) -> str:
    incoming = [
        (
            property_name(snapshot, entry.property, language),
            entry.count,
            [link(snapshot, s, language) for s in entry.subjects],
        )
        for entry in found.incoming
    ]
    layout = lay_out(snapshot, found, language)
    return render(
        request,
        "resource.html",
        offered=OFFERED,
        title=label(snapshot, found.iri, language),
        description=found,
        properties=layout.properties,
        cut=layout.cut,
        origins=origins(snapshot, found.iri, language),
        incoming=incoming,
    )
