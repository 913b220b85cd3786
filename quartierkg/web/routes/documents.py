"""The documents of the release: ontology, charter, shapes, context, schema, problem types."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from importlib.resources import files

from fastapi import APIRouter
from pyoxigraph import Triple
from starlette.requests import Request
from starlette.responses import Response

from quartierkg import form
from quartierkg.charter import document
from quartierkg.charter import rules as charter_rules
from quartierkg.errors import NotFound, UsageFault
from quartierkg.form.schema import schema
from quartierkg.language import Text
from quartierkg.media import GRAPHS, HTML, JSON, JSON_LD, MediaType
from quartierkg.publish import documents, write
from quartierkg.terms import BASE
from quartierkg.web import kinds, reference, reference_words, service
from quartierkg.web.answers import negotiated
from quartierkg.web.api import formats
from quartierkg.web.judge import question
from quartierkg.web.negotiation import alternate, language_of
from quartierkg.web.pages import render
from quartierkg.web.routes.parameters import SHOWN, GateName, ProfileName, once

OFFERED = (*GRAPHS, HTML)

router = APIRouter(dependencies=SHOWN)


@router.get("/ontology", responses=formats(OFFERED), response_class=Response)
async def ontology(request: Request) -> Response:
    """The ontology."""
    snapshot = service.of(request).snapshot

    def page() -> str:
        return render(request, "ontology.html", offered=OFFERED, piece=reference.ontology(request))

    return await _document(request, lambda: documents.ontology(snapshot), page, BASE + "ontology")


@router.get("/charter", responses=formats(OFFERED), response_class=Response)
async def current_charter(request: Request) -> Response:
    """The current version of the charter."""
    return await charter(request, document.CURRENT)


@router.get("/charter/{version}", responses=formats(OFFERED, NotFound), response_class=Response)
async def charter(request: Request, version: str) -> Response:
    """A version of the charter."""
    snapshot = service.of(request).snapshot
    _known(version)

    def page() -> str:
        title = document.charter(version).title
        return render(request, "charter.html", offered=OFFERED, title=title, piece=reference.charter(request, version))

    return await _document(request, lambda: documents.charter(snapshot, version), page, f"{BASE}charter/{version}")


@router.get("/shapes/{version}", responses=formats(OFFERED, NotFound, UsageFault), response_class=Response)
async def shapes(request: Request, version: str, profile: ProfileName = None, gate: GateName = None) -> Response:
    """The shapes of a version of the charter as a profile and a gate have them: any processor runs them."""
    for name in ("profile", "gate"):
        once(request.query_params, name)
    asked = question(profile or "", gate or "")
    found = charter_rules.shapes(_known(version), asked.profile, asked.gate)

    def page() -> str:
        piece = reference.shapes(request, version, asked.profile, asked.gate)
        return render(request, "shapes.html", offered=OFFERED, piece=piece, shapes_version=version)

    return await _document(request, lambda: found, page, f"{BASE}shapes/{version}")


@router.get("/context.jsonld", responses=formats((JSON_LD, HTML)), response_class=Response)
async def context(request: Request) -> Response:
    """The JSON-LD context."""
    words_of = (reference_words.CONTEXT_TITLE, reference_words.CONTEXT_LEAD)
    return await _raw(request, documents.context(), JSON_LD, *words_of, cite_as=BASE + "context.jsonld")


@router.get("/schemas/verdict.json", responses=formats((JSON, HTML)), response_class=Response)
async def verdict_schema(request: Request) -> Response:
    """The JSON Schema of a verdict."""
    found = (files("quartierkg.report") / "verdict.schema.json").read_bytes()
    return await _raw(request, found, JSON, reference_words.SCHEMA_TITLE, reference_words.SCHEMA_LEAD)


@router.get("/schemas/remedy.json", responses=formats((JSON, HTML)), response_class=Response)
async def remedy_schema(request: Request) -> Response:
    """The JSON Schema of the remedies of a dossier."""
    found = (files("quartierkg.report.remedy") / "remedy.schema.json").read_bytes()
    return await _raw(request, found, JSON, reference_words.REMEDY_SCHEMA_TITLE, reference_words.REMEDY_SCHEMA_LEAD)


@router.get("/schemas/dossier.json", responses=formats((JSON, HTML)), response_class=Response)
async def dossier_schema(request: Request) -> Response:
    """The JSON Schema of a dossier as JSON, in the language that is asked for."""
    found = json.dumps(schema(form.bundled(), language_of(request)), ensure_ascii=False, indent=1).encode()
    return await _raw(request, found, JSON, reference_words.DOSSIER_SCHEMA_TITLE, reference_words.DOSSIER_SCHEMA_LEAD)


@router.get("/problems", responses=formats((HTML,)), response_class=Response)
async def problems(request: Request) -> Response:
    """The problem types that the service answers with."""
    return await negotiated(request, (HTML,), lambda _: render(request, "problems.html", kinds=kinds.all_kinds()))


def _known(version: str) -> str:
    if version not in document.versions():
        raise NotFound(Text(f"La charte n’a pas de version « {version} ».", f"The charter has no version {version!r}."))
    return version


async def _document(
    request: Request, statements: Callable[[], Iterable[Triple]], page: Callable[[], str], iri: str
) -> Response:
    """A document: its statements, or its page."""

    def make(media: MediaType) -> bytes | str:
        return page() if media is HTML else write(statements(), media)

    return await negotiated(request, OFFERED, make, cite_as=iri)


async def _raw(
    request: Request, document: bytes, media: MediaType, title: Text, lead: Text, *, cite_as: str | None = None
) -> Response:
    """A document as it was written, or a page that shows it."""
    offered = (media, HTML)

    def make(chosen: MediaType) -> bytes | str:
        if chosen is media:
            return document
        raw, text = alternate(request, media), document.decode()
        return render(request, "document.html", offered=offered, title=title, lead=lead, raw=raw, text=text)

    return await negotiated(request, offered, make, cite_as=cite_as)
