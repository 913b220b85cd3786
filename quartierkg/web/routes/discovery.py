"""What crawlers, feed readers and security researchers look for: sitemap, robots.txt, feed, well-known addresses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from quartierkg import edition
from quartierkg.errors import NotFound
from quartierkg.language import LANGUAGES, Text
from quartierkg.media import ATOM, LINKSET, PLAIN, PLAIN_XML
from quartierkg.publish import sitemap
from quartierkg.publish.atom import Feed
from quartierkg.publish.feed import News
from quartierkg.publish.profile import profiles
from quartierkg.settings import Settings
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import PUBLIC
from quartierkg.stored import library
from quartierkg.terms import BASE
from quartierkg.web import service
from quartierkg.web.answers import represented, to_json
from quartierkg.web.api import OTHERWISE, content, problem
from quartierkg.web.help import glossary, tutorial
from quartierkg.web.negotiation import VARY, language_of
from quartierkg.web.routes import network
from quartierkg.web.routes.parameters import SHOWN
from quartierkg.web.still import is_still

# Every query is an address of its own, without end for whoever follows them; the list of questions is for everybody.
_LEFT_ALONE: Final = (
    *("/sparql", "/queries/", "/search"),
    *("/rdf-graph-store", "/update", "/validate", "/changes", "/dumps/"),
    *network.ASKING,
)
_DOCUMENTS: Final = (
    *("/", "/charter", "/ontology", "/queries", "/catalogue", "/void", "/dumps", "/problems"),
    *("/aide/glossaire", "/aide/commandes"),
    *("/mentions-legales", "/confidentialite", "/accessibilite"),
    *network.PATHS,
)
_LIVE: Final = (
    "/aide",
    *(tutorial.FOLDER + name for name in tutorial.TUTORIALS),
    *("/form", "/fair-use", "/dossiers", "/decisions", "/labels", "/verify"),
)
"""Those that only a running service has: a folder of files has no limits, no register and nothing to send it."""
_SERVED: Final = (
    "/queries",
    "/search",
    "/validate",
    "/dossiers",
    "/decisions",
    "/labels",
    "/verify",
    "/changes",
    "/dumps",
)
"""Interfaces for programs whose address is a page for people as well."""
_VALID: Final = timedelta(days=90)
"""RFC 9116, 2.5.5 asks for less than a year."""
_TEXT: Final[dict[int | str, dict[str, Any]]] = {200: content("For programs.", (PLAIN,)), **OTHERWISE}
_MAP: Final[dict[int | str, dict[str, Any]]] = {200: content("A part of the sitemap.", (PLAIN_XML,)), **OTHERWISE}
_ABSENT: Final[dict[int | str, dict[str, Any]]] = {404: problem(NotFound.title.en)}

_Page = Annotated[int, Query(description="Which page; 1 is the latest.", ge=1)]

router = APIRouter()


@router.get("/robots.txt", responses=_TEXT, response_class=Response)
async def robots(request: Request) -> Response:
    """What crawlers should leave to people, and where the sitemap is (RFC 9309)."""
    settings = service.of(request).settings
    return Response(
        _robots(settings, live=not is_still(request)), 200, {"Cache-Control": "max-age=86400"}, PLAIN.header
    )


@router.get("/sitemap.xml", responses=_MAP, response_class=Response)
async def sitemap_index(request: Request) -> Response:
    """The parts of the sitemap (sitemaps.org protocol 0.9)."""
    about = service.of(request)
    async with about.turns.mine():
        return await represented(request, PLAIN_XML, lambda: sitemap.index(about.snapshot, about.settings.base), {})


@router.get("/sitemap-{part}.xml", responses=_MAP | _ABSENT, response_class=Response)
async def sitemap_part(request: Request, part: Annotated[str, Path(max_length=64)]) -> Response:
    """A part of the sitemap: documents, real things, or invented ones."""
    snapshot, base = service.of(request).snapshot, service.of(request).settings.base

    def make() -> bytes:
        if part == sitemap.PAGES:
            return sitemap.documents(snapshot, base, tuple(documents(snapshot, live=not is_still(request))))
        return sitemap.things(snapshot, base, part)

    async with service.of(request).turns.mine():
        return await represented(request, PLAIN_XML, make, {})


@router.get(
    "/feed.atom",
    dependencies=SHOWN,
    responses={200: content("A page of the feed.", (ATOM,)), **_ABSENT, **OTHERWISE},
    response_class=Response,
)
async def feed(request: Request, page: _Page = 1) -> Response:
    """The revisions of the data and what happened to the labels, the latest first (RFC 4287, RFC 5005)."""
    about = service.of(request)
    language = language_of(request)

    def make() -> bytes:
        news = News.of(about.snapshot, about.archive.journal.entries)
        return Feed(news, about.settings.base, language, page).written()

    return await represented(request, ATOM, make, {**VARY, "Content-Language": language})


@router.get("/.well-known/security.txt", responses=_TEXT | _ABSENT, response_class=Response)
async def security(request: Request) -> Response:
    """Whom to tell of a weakness, where the operator says so (RFC 9116).

    :raises NotFound: when the operator names nobody.
    """
    settings = service.of(request).settings
    if settings.contact is None:
        raise NotFound(Text("Cette instance ne nomme personne.", "This instance names nobody."))
    expires = datetime.combine(datetime.now(UTC).date() + _VALID, time(tzinfo=UTC))
    lines = {
        "Contact": settings.contact,
        "Expires": expires.isoformat().replace("+00:00", "Z"),
        "Preferred-Languages": ", ".join(LANGUAGES),
        "Canonical": f"{settings.base}/.well-known/security.txt",
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return Response(text, 200, {"Cache-Control": "max-age=86400"}, PLAIN.header)


@router.get(
    "/.well-known/api-catalog",
    responses={200: content("The services, each with its description.", (LINKSET,)), **OTHERWISE},
    response_class=Response,
)
async def api_catalogue(request: Request) -> Response:
    """The interfaces for programs, and where each is described (RFC 9727)."""
    base = service.of(request).settings.base
    header = {"Link": f'<{base}/.well-known/api-catalog>; rel="api-catalog"'}
    return await represented(request, LINKSET, lambda: to_json({"linkset": _interfaces(base)}), header)


def _interfaces(base: str) -> list[dict[str, Any]]:
    """Each interface with its description for programs, and its page for people (RFC 8631)."""
    described = [{"href": f"{base}/openapi.json", "type": "application/json"}]
    sparql = [{"href": f"{base}/sparql?format=ttl", "type": "text/turtle"}, *described]
    found = {"/sparql": (sparql, "/sparql"), "/rdf-graph-store": (described, "/")}
    found |= {path: (described, path) for path in _SERVED}
    meta = [{"href": f"{base}/catalogue", "type": "text/turtle"}, {"href": f"{base}/void", "type": "text/turtle"}]
    return [
        {
            "anchor": f"{base}{path}",
            "service-desc": description,
            "service-doc": [{"href": f"{base}{page}", "type": "text/html"}],
            "service-meta": meta,
        }
        for path, (description, page) in found.items()
    ]


def _robots(settings: Settings, *, live: bool) -> str:
    """Paths are those of the host, whatever stands before the service there."""
    before = urlsplit(settings.base).path
    lines = [f"Disallow: {before}{path}" for path in _LEFT_ALONE] if live else ["Disallow:"]
    return "\n".join(("User-agent: *", *lines, "", f"Sitemap: {settings.base}/sitemap.xml", ""))


def documents(snapshot: Snapshot, *, live: bool = True) -> Iterator[str]:
    """The documents that have a page.

    :param live: whether a service answers there; in a folder of files each question has one answer.
    """
    yield from _DOCUMENTS
    if live:
        yield from _LIVE
    else:
        yield from (f"/queries/{name}" for name in library())
    yield from glossary.paths(snapshot)
    for version in edition.versions():
        yield from (f"/charter/{version}", f"/shapes/{version}")
    yield from (f"/{graph.value.removeprefix(BASE)}" for graph in PUBLIC if snapshot.count(graph))
    yield from (f"/profile/{name}" for name in profiles())
