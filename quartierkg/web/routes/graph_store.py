"""``/rdf-graph-store``: the SPARQL 1.1 Graph Store HTTP Protocol. Everyone reads; writing needs a token."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from fastapi import APIRouter
from pyoxigraph import NamedNode
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.errors import (
    NotFound,
    PreconditionFailed,
    QueryFault,
    TooBusy,
    Unanswered,
    UnknownFormat,
)
from quartierkg.language import Text
from quartierkg.media import GRAPHS, MediaType, by_extension, by_media_type
from quartierkg.query import Job, Operation, Payload
from quartierkg.query.operation import Verb
from quartierkg.query.protocol import parameters
from quartierkg.snapshot.graphs import NETWORK, PUBLIC
from quartierkg.web import api, audited, body, service
from quartierkg.web.asked import evaluated
from quartierkg.web.compression import plain_tag
from quartierkg.web.negotiation import VARY, entity_tag, format_of, has_it, revised
from quartierkg.web.routes.parameters import SHOWN
from quartierkg.web.service import Service
from quartierkg.web.streaming import Streamed, begun
from quartierkg.web.writes import authorise, write

_WHOLE: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_READ: Final = api.formats(GRAPHS, NotFound, QueryFault, TooBusy, Unanswered)
_WRITTEN: Final = api.WRITTEN | {error.status: api.problem(error.title.en) for error in (NotFound, UnknownFormat)}

router = APIRouter(prefix="/rdf-graph-store")


@dataclass(frozen=True, slots=True)
class Target:
    """The graph that a request is about."""

    graph: str | None
    """Its IRI; None: the default graph."""
    address: str
    """Where it is read and written."""


@router.get("", dependencies=SHOWN, responses=_READ, openapi_extra=api.GRAPH, response_class=Response)
async def get(request: Request) -> Response:
    """A whole graph: of ``?graph=IRI``, or the default graph with ``?default``."""
    return await _read(request, _indirect(request))


@router.get("/{path:path}", include_in_schema=False)
async def get_directly(request: Request) -> Response:
    """A whole graph by its own address (5.2.1)."""
    return await _read(request, _direct(request))


@router.put("", responses=_WRITTEN, openapi_extra=api.GRAPH_SENT, status_code=204, response_class=Response)
async def put(request: Request) -> Response:
    """Replace a graph."""
    return await _write(request, "put", _indirect(request))


@router.put("/{path:path}", include_in_schema=False)
async def put_directly(request: Request) -> Response:
    """Replace a graph by its own address."""
    return await _write(request, "put", _direct(request))


@router.post("", responses=_WRITTEN, openapi_extra=api.GRAPH_SENT, status_code=204, response_class=Response)
async def post(request: Request) -> Response:
    """Add to a graph; without a name, make one (5.5)."""
    authorise(request)
    if not request.url.query:
        return await _write(request, "post", _new(request))
    return await _write(request, "post", _indirect(request))


@router.post("/{path:path}", include_in_schema=False)
async def post_directly(request: Request) -> Response:
    """Add to a graph by its own address."""
    return await _write(request, "post", _direct(request))


@router.delete("", responses=_WRITTEN, openapi_extra=api.GRAPH, status_code=204, response_class=Response)
async def delete(request: Request) -> Response:
    """Remove a graph."""
    return await _write(request, "delete", _indirect(request))


@router.delete("/{path:path}", include_in_schema=False)
async def delete_directly(request: Request) -> Response:
    """Remove a graph by its own address."""
    return await _write(request, "delete", _direct(request))


async def _read(request: Request, target: Target) -> Response:
    """The graph, or 304 where the client holds it."""
    about = service.of(request)
    snapshot = about.snapshot
    if not _exists(about, target):
        raise _no_such(target)
    media = format_of(request, GRAPHS)
    headers = {"ETag": entity_tag(request, media), "Cache-Control": "no-cache", **VARY}
    if has_it(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    answer = await begun(request, evaluated(request, _job(about, target, media)))
    if answer.snapshot is not None:
        headers |= revised(answer.snapshot)
        if answer.snapshot is not snapshot:
            del headers["ETag"]  # a revision came in between: the tag was of the one before
    if not answer.complete:
        return Streamed(answer, headers, media.header)
    await answer.close()
    return Response(answer.begun, 200, headers, media.header)


def _job(about: Service, target: Target, media: MediaType) -> Job:
    if target.graph is None:
        graphs = None if about.settings.test_suite else (NETWORK.value,)
        return Job(_WHOLE, graphs, None if graphs is None else (), media, open=graphs is None)
    return Job(_WHOLE, (target.graph,), (), media)


async def _write(request: Request, verb: Verb, target: Target) -> Response:
    """204, or 201 where the graph is new."""
    authorise(request)
    about = service.of(request)
    payloads = () if verb == "delete" else await _payloads(request)
    graph = target.graph
    if graph is None and not about.settings.test_suite:
        graph = NETWORK.value  # what the default graph shows
    audited.tell(request, f"{verb} {graph or 'default'}")
    operation = Operation(verb, graph=graph, base=target.graph or target.address, payloads=payloads)
    is_new = False

    def check() -> None:
        nonlocal is_new
        is_new = not _exists(about, target)
        if is_new and verb == "delete":
            raise _no_such(target)
        _check_preconditions(request, exists=not is_new)

    await write(about, operation, f"graph-store {verb}", f"{verb.upper()} {graph or 'default'}", check)
    headers = revised(about.snapshot) | ({"Location": target.address} if is_new else {})
    return Response(status_code=201 if is_new else 204, headers=headers)


def _check_preconditions(request: Request, *, exists: bool) -> None:
    """Nothing, where the graph is as the client saw it (RFC 9110, 13.1.1 and 13.1.2).

    :raises PreconditionFailed: when another write came in between.
    """
    wanted = request.headers.get("if-match")
    tags = {entity_tag(request, media) for media in GRAPHS} if exists else set()
    given = {tag.strip() for tag in plain_tag(wanted or "").split(",")}
    changed = wanted is not None and not (exists and wanted.strip() == "*") and tags.isdisjoint(given)
    if changed or (exists and request.headers.get("if-none-match", "").strip() == "*"):
        raise PreconditionFailed(
            Text(
                "Le graphe n’est plus celui que la demande suppose.",
                "The graph is not the one that the request assumes.",
            ),
            remedy=Text("Relisez-le, puis recommencez avec son ETag.", "Read it again, then try with its ETag."),
        )


async def _payloads(request: Request) -> tuple[Payload, ...]:
    """The graph that a request carries; as a form, those of all its files (5.5)."""
    sent = request.headers.get("content-type", "")
    if sent.partition(";")[0].strip().lower() == "multipart/form-data":
        async with body.form(request, body.UPLOAD) as fields:
            files = [field for _, field in fields.multi_items() if isinstance(field, UploadFile)]
            if not files:
                raise QueryFault(
                    Text("Le formulaire ne porte aucun fichier.", "The form carries no file."),
                    remedy=Text("Avec curl : -F 'data=@graphe.ttl'.", "With curl: -F 'data=@graph.ttl'."),
                )
            return tuple([_payload(await file.read(), file.content_type, file.filename or "") for file in files])
    body.check_utf8(sent)
    return (_payload(await body.read(request, body.UPLOAD), sent, ""),)


def _payload(data: bytes, content_type: str | None, name: str) -> Payload:
    media = by_media_type(content_type, GRAPHS) or by_extension(name, GRAPHS)
    if media is None:
        types = ", ".join(one.essence for one in GRAPHS)
        raise UnknownFormat(Text(f"Types acceptés : {types}.", f"Accepted types: {types}."))
    return Payload(data, media)


def _indirect(request: Request) -> Target:
    """The graph that the query string names (4.2)."""
    given = parameters(request.scope["query_string"])
    defaults = [value for name, value in given if name == "default"]
    graphs = [value for name, value in given if name == "graph"]
    if len(defaults) + len(graphs) != 1:
        raise QueryFault(
            Text("L’adresse nomme un graphe, et un seul.", "The address names one graph, and one only."),
            remedy=Text("Ajoutez ?graph=IRI, ou ?default.", "Add ?graph=IRI, or ?default."),
        )
    address = f"{service.of(request).settings.base}{request.url.path}?{request.url.query}"
    if defaults:
        return Target(None, address)
    try:
        return Target(NamedNode(graphs[0]).value, address)
    except ValueError as error:
        raise QueryFault(
            Text(f"« {graphs[0]} » n’est pas une IRI absolue.", f"{graphs[0]!r} is not an absolute IRI.")
        ) from error


def _direct(request: Request) -> Target:
    """The graph whose address is that of the request (4.1)."""
    raw = request.scope.get("raw_path") or request.url.path.encode()
    path = unquote_to_bytes(raw.partition(b"?")[0]).decode("utf-8", "replace")
    address = service.of(request).settings.base + path
    try:
        return Target(NamedNode(address).value, address)
    except ValueError as error:
        raise NotFound(Text("Aucun graphe n’a cette adresse.", "No graph has this address.")) from error


def _new(request: Request) -> Target:
    address = f"{service.of(request).settings.base}/rdf-graph-store/{uuid.uuid4()}"
    return Target(address, address)


def _exists(about: Service, target: Target) -> bool:
    """Whether a graph is there; one that is not published is as one that does not exist."""
    if target.graph is None:
        return True
    named = NamedNode(target.graph)
    if about.settings.test_suite:
        return about.snapshot.store.contains_named_graph(named)
    return named in PUBLIC and about.snapshot.count(named) > 0


def _no_such(target: Target) -> NotFound:
    return NotFound(Text(f"Il n’y a pas de graphe « {target.graph} ».", f"There is no graph {target.graph!r}."))
