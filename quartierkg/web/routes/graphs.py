"""The published graphs: ``https://w3id.org/quartierkg/graph/...`` is served at ``/graph/...``."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.errors import NotFound
from quartierkg.language import Text
from quartierkg.media import GRAPHS, HTML, MediaType
from quartierkg.publish import write
from quartierkg.query.description import graph_description
from quartierkg.snapshot import Snapshot, graphs
from quartierkg.terms import GRAPH
from quartierkg.web import service, still
from quartierkg.web.answers import negotiated
from quartierkg.web.api import formats
from quartierkg.web.pages import render
from quartierkg.web.routes.parameters import SHOWN

OFFERED = (*GRAPHS, HTML)
# The page shows so many statements; the whole graph is one more link.
_SAMPLE: Final = 100

router = APIRouter()


@router.get("/graph/{name}", dependencies=SHOWN, responses=formats(OFFERED, NotFound), response_class=Response)
async def graph(request: Request, name: str) -> Response:
    """What a published graph is, how much it holds, and the queries that give it."""
    about = service.of(request)
    found = _published(about.snapshot, name)

    def make(media: MediaType) -> bytes | str:
        if media is not HTML:
            said = graph_description(about.snapshot, about.settings.base, found)
            return write(still.without_endpoint(request, said), media)
        return render(
            request,
            "graph.html",
            offered=OFFERED,
            iri=found.value,
            title=graphs.TITLES[found],
            count=about.snapshot.count(found),
            sample=f"SELECT ?s ?p ?o {{\n  GRAPH <{found.value}> {{ ?s ?p ?o }}\n}}\nLIMIT {_SAMPLE}",
            whole=f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{found.value}> {{ ?s ?p ?o }} }}",
        )

    return await negotiated(request, OFFERED, make, cite_as=found.value)


def _published(snapshot: Snapshot, name: str) -> NamedNode:
    """The graph of a name.

    :raises NotFound: when no graph of that name is published, or it is empty: the two cannot be told apart.
    """
    for found in graphs.PUBLIC:
        if found.value == GRAPH + name and snapshot.count(found):
            return found
    raise NotFound(Text(f"Il n’y a pas de graphe « {name} ».", f"There is no graph {name!r}."))
