"""Things of the network: ``https://w3id.org/quartierkg/id/...`` is served at ``/id/...``.

A thing is no document: its address leads to one (303), whose address has the extension of a format at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from fastapi import APIRouter
from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.errors import Gone, NotFound, UsageFault
from quartierkg.language import Text
from quartierkg.media import GRAPHS, HTML, LINKSET, MediaType, by_extension
from quartierkg.publish import Description, describe, write
from quartierkg.publish.description import is_named
from quartierkg.publish.document import around, document
from quartierkg.publish.profile import OWN, Profile, profiles
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.departed import departed
from quartierkg.snapshot.unpublished import Unpublished
from quartierkg.terms import ID
from quartierkg.web import service, thing
from quartierkg.web.answers import negotiated, represented, to_json
from quartierkg.web.api import formats
from quartierkg.web.negotiation import entity_tag, format_of, has_it, path_of
from quartierkg.web.pages import Alternate
from quartierkg.web.profiles import PARAMETER, VARY, profile_of
from quartierkg.web.routes.parameters import SHOWN, once
from quartierkg.web.service import Service
from quartierkg.web.signposts import Documents, Signpost

OFFERED = (*GRAPHS, HTML, LINKSET)
VIEWED = (*GRAPHS, HTML)
_ANSWERS: Final[dict[int | str, dict[str, object]]] = {
    303: {"description": "A thing: what is said of it is at the address in Location."}
}

_PAGE: Final = re.compile("[1-9][0-9]{0,8}")
_RELATIONS: Final = {"previous": "prev"}

router = APIRouter()

_DEPARTED: Final[WeakKeyDictionary[Snapshot, frozenset[NamedNode]]] = WeakKeyDictionary()


@router.get(
    "/id/{name:path}",
    dependencies=SHOWN,
    responses=_ANSWERS | formats(OFFERED, NotFound, Gone),
    response_class=Response,
)
async def resource(request: Request, name: str) -> Response:
    """A thing, or a document about it: what the published graphs say of it, in a format and a view."""
    about = service.of(request)
    snapshot = about.snapshot
    if await run_in_threadpool(_is_known, snapshot, name):
        return _elsewhere(request)
    stem, media = _split(name)
    if media is None or not await run_in_threadpool(_is_known, snapshot, stem):
        raise await run_in_threadpool(_absent, about, name, stem)
    return await _document(request, snapshot, _thing(stem), media)


@router.get("/profile/{name}", dependencies=SHOWN, responses=formats(VIEWED, NotFound), response_class=Response)
async def profile(request: Request, name: str) -> Response:
    """A view in which things can be had: what it keeps, and what it puts in the place of our terms."""
    snapshot = service.of(request).snapshot
    if name not in profiles():
        raise NotFound(Text(f"Il n’y a pas de vue « {name} ».", f"There is no view {name!r}."))
    found = await run_in_threadpool(describe, snapshot, profiles()[name].iri)
    assert found is not None

    def make(media: MediaType) -> bytes | str:
        if media is HTML:
            return thing.page(request, snapshot, found, offered=VIEWED)
        return write(document(snapshot, found), media)

    return await negotiated(request, VIEWED, make, cite_as=found.iri.value)


def _elsewhere(request: Request) -> Response:
    """The way from a thing to the document that the client likes best (RFC 9110, 15.4.4)."""
    chosen, profile = format_of(request, OFFERED), profile_of(request)
    kept = {name: value for name, value in request.query_params.items() if name in {"lang", "page"}}
    kept |= {PARAMETER: profile.token} if profile.token != OWN and chosen.rdf is not None else {}
    query = f"?{urlencode(kept)}" if kept else ""
    location = f"{path_of(request)}.{chosen.extensions[0]}{query}"
    return Response(status_code=303, headers={**VARY, "Location": location, "Cache-Control": "no-cache"})


async def _document(request: Request, snapshot: Snapshot, iri: NamedNode, media: MediaType) -> Response:
    path = path_of(request).rpartition(".")[0]
    documents = Documents(iri, path, OFFERED)
    profile = profile_of(request) if media.rdf is not None else profiles()[OWN]
    number = _number(request)
    tag = entity_tag(request, media, profile.token)
    found = None if has_it(request, tag) and number == 1 else await run_in_threadpool(_found, snapshot, iri)
    pages = found.namers.pages if found is not None and _has_pages(media, profile) else 1
    if number > pages:
        raise NotFound(Text("Il y a {} page(s).", "There are {} page(s).").filled(pages))

    def make() -> bytes | str:
        assert found is not None
        return body(request, snapshot, documents, found, media, profile, number)

    signposts = documents.signposts(snapshot, media, profile, number)
    turns = (Signpost(documents.address(media, profile, other), rel) for rel, other in _turns(number, pages))
    links = ", ".join(signpost.header() for signpost in (*signposts, *turns))
    headers = {**VARY, "Link": links, "ETag": tag}
    headers |= {"Content-Profile": f"<{profile.iri.value}>"} if media.rdf is not None else {}
    return await represented(request, media, make, headers)


def body(
    request: Request,
    snapshot: Snapshot,
    documents: Documents,
    found: Description,
    media: MediaType,
    profile: Profile,
    number: int = 1,
) -> bytes | str:
    """A document about a thing, or a later page of it, as it is served and as it is published in a file."""
    if media is HTML:
        alternates = [Alternate(one.name, documents.address(one, page=number), one.essence) for one in GRAPHS]
        return thing.page(request, snapshot, found, number=number, alternates=alternates)
    if media is LINKSET:
        return to_json(documents.linkset(snapshot))
    return write(profile.view(snapshot, found, number), media)


def _found(snapshot: Snapshot, iri: NamedNode) -> Description:
    found = describe(snapshot, iri)
    assert found is not None
    return found


def _has_pages(media: MediaType, profile: Profile) -> bool:
    """Whether what names a thing is told, in pages: by our own view."""
    return media is HTML or (media.rdf is not None and profile.token == OWN)


def _number(request: Request) -> int:
    """Which page of what names the thing is asked for.

    :raises UsageFault: when it is no number from 1 on.
    """
    said = once(request.query_params, "page") or "1"
    if not _PAGE.fullmatch(said):
        raise UsageFault(
            Text("« page » est un nombre à partir de 1.", "“page” is a number from 1 on."),
        )
    return int(said)


def _turns(number: int, pages: int) -> Iterator[tuple[str, int]]:
    """The pages before and behind this one, the first and the last, by their link relations (RFC 8288, 5)."""
    if pages > 1:
        yield from ((_RELATIONS.get(relation, relation), other) for relation, other in around(number, pages))


def _thing(name: str) -> NamedNode:
    return NamedNode(ID + name)


def _is_known(snapshot: Snapshot, name: str) -> bool:
    """Whether the published graphs name a thing; what is no IRI names nothing."""
    try:
        return bool(name) and is_named(snapshot, _thing(name))
    except ValueError:
        return False


def _split(name: str) -> tuple[str, MediaType | None]:
    """The name of a thing and the format at the end of an address; None where that is no format."""
    stem, dot, extension = name.rpartition(".")
    return stem, by_extension(extension, OFFERED) if dot else None


def _absent(about: Service, *names: str) -> Gone | NotFound:
    """What to say of a name that the graphs do not have: it never was there, or it was."""
    snapshot = about.snapshot
    if snapshot not in _DEPARTED:
        _DEPARTED[snapshot] = departed(about.archive.journal, Unpublished.of(snapshot))
    if any(_was(snapshot, name) for name in names if name):
        return Gone(
            Text(
                f"« {ID}{names[0]} » a été publié, et ne l’est plus.",
                f"{ID}{names[0]} was published once, and is no longer.",
            ),
            remedy=Text("Le journal du service en garde la trace.", "The journal of the service keeps a record of it."),
        )
    return NotFound(Text(f"Le graphe ne nomme pas « {ID}{names[0]} ».", f"The graph does not name {ID}{names[0]}."))


def _was(snapshot: Snapshot, name: str) -> bool:
    try:
        return _thing(name) in _DEPARTED[snapshot]
    except ValueError:
        return False
