"""The documents of a site, which are few: what the service answers at each of their addresses, asked of it here."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Final, cast

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple, parse
from starlette.types import ASGIApp

from quartierkg.language import LANGUAGES, Language
from quartierkg.media import (
    ATOM,
    CSV,
    GEO_JSON,
    GRAPHS,
    HTML,
    JSON,
    JSON_LD,
    N_TRIPLES,
    PLAIN,
    PLAIN_XML,
    RESULTS_JSON,
    SPARQL,
    TURTLE,
    MediaType,
    by_extension,
)
from quartierkg.publish import sitemap, write
from quartierkg.publish.dump import Dump, folder_of, listed
from quartierkg.register.keeper import Keeper
from quartierkg.settings import Settings
from quartierkg.site.asking import Answer, ask
from quartierkg.site.folder import Content
from quartierkg.site.links import Links, document_file, localized, within
from quartierkg.site.source import Source
from quartierkg.snapshot import Archive
from quartierkg.web import assets
from quartierkg.web.advising import Advisers
from quartierkg.web.app import create_app
from quartierkg.web.clerks import Clerks
from quartierkg.web.dumps import Dumps
from quartierkg.web.routes import discovery
from quartierkg.web.routes.dumps import SUMS
from quartierkg.web.service import Service
from quartierkg.workers import Pool, Writer

_RAW: Final = {
    "/context.jsonld": JSON_LD,
    **dict.fromkeys(("/schemas/verdict.json", "/schemas/remedy.json", "/schemas/dossier.json"), JSON),
}
"""Documents that are what they are, with a page that shows them."""
_FORMATS: Final = (*GRAPHS, JSON, CSV, GEO_JSON, RESULTS_JSON, SPARQL)
_FORMAT: Final = re.compile(r'[?&]format=([a-z]+)[^>]*>; rel="alternate"')
_PATIENCE: Final = 600.0
"""Seconds for one question: nobody waits for it, and a site without it would not be whole."""
_FEED: Final = "/feed.atom"


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a site at one state of its store."""

    source: Source
    settings: Settings

    def paths(self) -> frozenset[str]:
        """Those that have a page, by their paths at the service."""
        return frozenset((*discovery.documents(self.source.snapshot, live=False), *_RAW))

    def files(self) -> frozenset[str]:
        """What has the same path at the service and in the folder."""
        parts = (sitemap.PAGES, *sitemap.sitemap(self.source.snapshot).parts)
        named = ("/sitemap.xml", *(f"/sitemap-{part}.xml" for part in parts), f"/dumps/{SUMS}")
        dumps = (f"/dumps/{dump.name}" for dump in self._dumped())
        return frozenset((*named, *dumps, *(f"/{name}" for name in _static())))

    async def made(self, links: Links) -> AsyncIterator[tuple[str, Content]]:
        """Every file with what it is to hold.

        :raises EngineFault: when the application gives no answer to something.
        """
        for name, piece in _static().items():
            yield name, piece
        yield ".nojekyll", b""  # GitHub leaves out what begins with a dot, unless this file is there
        folder = folder_of(self.source.dumps, self.source.snapshot)
        for dump in self._dumped():
            yield f"dumps/{dump.name}", folder / dump.name
        async with self._application() as app:
            for path in sorted(self.paths()):
                async for file, piece in _document(app, path, links):
                    yield file, piece
            async for file, piece in self._others(app, links):
                yield file, piece

    async def _others(self, app: ASGIApp, links: Links) -> AsyncIterator[tuple[str, bytes]]:
        """What crawlers, feed readers and programs look for."""
        for path in sorted(path for path in links.files if path.endswith(".xml")):
            found = await ask(app, path, PLAIN_XML)
            yield path.removeprefix("/"), links.whole(found.body.decode(), LANGUAGES[0]).encode()
        for language in LANGUAGES:
            found = await ask(app, f"{_FEED}?lang={language}", ATOM)
            yield within(_FEED[1:], language), links.whole(found.body.decode(), language).encode()
        yield "robots.txt", (await ask(app, "/robots.txt", PLAIN)).body
        yield f"dumps/{SUMS}", (await ask(app, f"/dumps/{SUMS}", PLAIN)).body
        yield ".well-known/void", (await ask(app, "/void?format=ttl", TURTLE)).body
        if self.settings.contact is not None:
            yield ".well-known/security.txt", (await ask(app, "/.well-known/security.txt", PLAIN)).body

    def _dumped(self) -> tuple[Dump, ...]:
        return listed(folder_of(self.source.dumps, self.source.snapshot))

    @asynccontextmanager
    async def _application(self) -> AsyncIterator[ASGIApp]:
        """The application with what its documents need: the snapshot, and workers for the questions."""
        archive = cast(Archive, self.source)  # of which it is asked no more than to be read
        limits = replace(self.settings.limits, deadline=_PATIENCE)
        app = create_app(self.settings, archive)
        pool = Pool(self.source.snapshot, limits)
        await pool.start()
        try:
            shelf = Dumps(self.source.directory)
            keeper, clerks = Keeper(archive), Clerks(limits.memory)
            advisers = Advisers(limits.memory, self.settings.data)
            writer = Writer(archive, limits)
            app.state.service = Service(self.settings, archive, pool, writer, keeper, clerks, advisers, dumps=shelf)
            yield app
        finally:
            await pool.stop()


async def _document(app: ASGIApp, path: str, links: Links) -> AsyncIterator[tuple[str, bytes]]:
    """A document in its formats and languages."""
    page: Answer | None = None
    for language in LANGUAGES:
        page = await ask(app, f"{path}?lang={language}" if language != LANGUAGES[0] else path, HTML)
        file = document_file(path, HTML, language)
        yield file, links.page(page.body.decode(), file, language).encode()
    assert page is not None
    offered = tuple(_offered(path, page))
    if N_TRIPLES in offered:
        found = await ask(app, f"{path}?{_said(N_TRIPLES, LANGUAGES[0])}", N_TRIPLES)
        triples = steady(found.body)
        for media in GRAPHS:
            yield document_file(path, media, LANGUAGES[0]), write(triples, media)
    for media in offered:
        if media in GRAPHS and N_TRIPLES in offered:
            continue
        for language in LANGUAGES if localized(path, media) else LANGUAGES[:1]:
            found = await ask(app, f"{path}?{_said(media, language)}", media)
            yield document_file(path, media, language), found.body


def steady(data: bytes) -> list[Triple]:
    """The statements of a document, the same in every run: its blank nodes are named after what is said of them.

    Where the document has some, its statements stand in the order of these names.
    """
    triples = [quad.triple for quad in parse(data, format=RdfFormat.N_TRIPLES)]
    if not any(isinstance(node, BlankNode) for triple in triples for node in (triple.subject, triple.object)):
        return triples
    named = Dataset(Quad(*triple) for triple in triples)
    named.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted((quad.triple for quad in named), key=str)


def _said(media: MediaType, language: Language) -> str:
    return f"format={media.extensions[0]}&lang={language}"


def _offered(path: str, page: Answer) -> Iterator[MediaType]:
    """The other formats of a document, as its page names them; the home page's data describe an endpoint."""
    if path != "/":
        for name in dict.fromkeys(_FORMAT.findall(page.headers.get("link", ""))):
            media = by_extension(name, _FORMATS)
            if media is not None:
                yield media


def _static() -> dict[str, bytes]:
    """What pages need: style sheet, icon and scripts."""
    top = assets.folder()
    found = sorted(path for path in top.rglob("[!.]*") if path.is_file())
    return {f"static/{path.relative_to(top).as_posix()}": path.read_bytes() for path in found}
