"""Things of the network: ``https://w3id.org/quartierkg/id/...`` is served at ``/id/...``.

A thing is no document: its address leads to one (303), whose address has the extension of a format at its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from fastapi import APIRouter
from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.errors import Gone, NotFound
from quartierkg.language import Text
from quartierkg.media import GRAPHS, HTML, LINKSET, MediaType, by_extension
from quartierkg.publish import Description, describe, label, write
from quartierkg.publish.description import is_named
from quartierkg.publish.profile import OWN, Profile, profiles
from quartierkg.publish.provenance import origins
from quartierkg.publish.view import lay_out, link, property_name, summary
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.departed import departed
from quartierkg.terms import ID
from quartierkg.web import markup, service
from quartierkg.web.answers import negotiated, represented, to_json
from quartierkg.web.api import formats
from quartierkg.web.negotiation import format_of, language_of, path_of
from quartierkg.web.pages import Alternate, render
from quartierkg.web.profiles import PARAMETER, VARY, profile_of
from quartierkg.web.routes.parameters import SHOWN
from quartierkg.web.service import Service
from quartierkg.web.signposts import Documents

OFFERED = (*GRAPHS, HTML, LINKSET)
VIEWED = (*GRAPHS, HTML)
_ANSWERS: Final[dict[int | str, dict[str, object]]] = {
    303: {"description": "A thing: what is said of it is at the address in Location."}
}

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
        return _page(request, snapshot, found) if media is HTML else write(found.statements, media)

    return await negotiated(request, VIEWED, make, cite_as=found.iri.value)


def _elsewhere(request: Request) -> Response:
    """The way from a thing to the document that the client likes best (RFC 9110, 15.4.4)."""
    chosen, profile = format_of(request, OFFERED), profile_of(request)
    kept = {name: value for name, value in request.query_params.items() if name == "lang"}
    kept |= {PARAMETER: profile.token} if profile.token != OWN and chosen.rdf is not None else {}
    query = f"?{urlencode(kept)}" if kept else ""
    location = f"{path_of(request)}.{chosen.extensions[0]}{query}"
    return Response(status_code=303, headers={**VARY, "Location": location, "Cache-Control": "no-cache"})


async def _document(request: Request, snapshot: Snapshot, thing: NamedNode, media: MediaType) -> Response:
    path = path_of(request).rpartition(".")[0]
    documents = Documents(thing, path, OFFERED)
    profile = profile_of(request) if media.rdf is not None else profiles()[OWN]

    def make() -> bytes | str:
        found = describe(snapshot, thing)
        assert found is not None
        return body(request, snapshot, documents, found, media, profile)

    links = ", ".join(signpost.header() for signpost in documents.signposts(snapshot, media, profile))
    headers = {**VARY, "Link": links}
    headers |= {"Content-Profile": f"<{profile.iri.value}>"} if media.rdf is not None else {}
    return await represented(request, media, make, headers)


def body(
    request: Request,
    snapshot: Snapshot,
    documents: Documents,
    found: Description,
    media: MediaType,
    profile: Profile,
) -> bytes | str:
    """A document about a thing, as it is served and as it is published in a file."""
    if media is HTML:
        alternates = [Alternate(one.name, documents.address(one), one.essence) for one in GRAPHS]
        return _page(request, snapshot, found, alternates)
    if media is LINKSET:
        return to_json(documents.linkset(snapshot))
    return write(profile.view(snapshot, found), media)


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
        _DEPARTED[snapshot] = departed(about.archive.journal)
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


def _page(
    request: Request, snapshot: Snapshot, found: Description, alternates: Sequence[Alternate] | None = None
) -> str:
    language = language_of(request)
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
        offered=VIEWED,
        alternates=alternates,
        title=label(snapshot, found.iri, language),
        summary=summary(snapshot, found, language),
        description=found,
        properties=layout.properties,
        cut=layout.cut,
        origins=origins(snapshot, found.iri, language),
        incoming=incoming,
        structured=markup.of(snapshot, found),
    )
