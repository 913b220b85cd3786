"""Formats: one table knows their media types, file extensions and codecs; negotiation is derived from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat

from quartierkg.errors import NotAcceptable
from quartierkg.language import Text


@dataclass(frozen=True, slots=True)
class MediaType:
    """A format: how it is named in HTTP, in file names and in the RDF library."""

    name: str
    essence: str
    extensions: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    rdf: RdfFormat | None = None
    results: QueryResultsFormat | None = None

    @property
    def essences(self) -> tuple[str, ...]:
        """Every media type that names the format, the registered one first."""
        return (self.essence, *self.aliases)

    @property
    def header(self) -> str:
        """The value of ``Content-Type``; text says that it is UTF-8."""
        return f"{self.essence}; charset=utf-8" if self.essence.startswith("text/") else self.essence

    def __str__(self) -> str:
        return self.essence


TURTLE: Final = MediaType("Turtle", "text/turtle", ("ttl",), ("application/x-turtle",), RdfFormat.TURTLE)
N_TRIPLES: Final = MediaType("N-Triples", "application/n-triples", ("nt",), (), RdfFormat.N_TRIPLES)
JSON_LD: Final = MediaType("JSON-LD", "application/ld+json", ("jsonld",), ("application/json",), RdfFormat.JSON_LD)
RDF_XML: Final = MediaType(
    "RDF/XML", "application/rdf+xml", ("rdf", "xml", "owl"), ("application/xml", "text/xml"), RdfFormat.RDF_XML
)
TRIG: Final = MediaType("TriG", "application/trig", ("trig",), ("application/x-trig",), RdfFormat.TRIG)
N_QUADS: Final = MediaType("N-Quads", "application/n-quads", ("nq",), (), RdfFormat.N_QUADS)

# Binary; its type is not registered.
JELLY: Final = MediaType("Jelly", "application/x-jelly-rdf", ("jelly",))

RESULTS_JSON: Final = MediaType(
    "SPARQL JSON",
    "application/sparql-results+json",
    ("srj", "json"),
    ("application/json",),
    results=QueryResultsFormat.JSON,
)
RESULTS_XML: Final = MediaType(
    "SPARQL XML", "application/sparql-results+xml", ("srx", "xml"), ("application/xml",), results=QueryResultsFormat.XML
)
CSV: Final = MediaType("CSV", "text/csv", ("csv",), results=QueryResultsFormat.CSV)
TSV: Final = MediaType("TSV", "text/tab-separated-values", ("tsv",), results=QueryResultsFormat.TSV)

HTML: Final = MediaType("HTML", "text/html", ("html", "htm"), ("application/xhtml+xml",))
PLAIN: Final = MediaType("text", "text/plain", ("txt", "text"))
MARKDOWN: Final = MediaType("Markdown", "text/markdown", ("md",))
XLSX: Final = MediaType(
    "Office Open XML", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",)
)
ODS: Final = MediaType("OpenDocument", "application/vnd.oasis.opendocument.spreadsheet", ("ods",))
PDF: Final = MediaType("PDF", "application/pdf", ("pdf",))
SARIF: Final = MediaType("SARIF", "application/sarif+json", ("sarif",))
# JUnit's XML has no media type of its own; it is offered for reports only, and never read.
JUNIT: Final = MediaType("JUnit", "application/xml", ("junit",), ("text/xml",))
JSON: Final = MediaType("JSON", "application/json", ("json",))
GEO_JSON: Final = MediaType("GeoJSON", "application/geo+json", ("geojson",))
SPARQL: Final = MediaType("SPARQL", "application/sparql-query", ("rq", "sparql"))
LINKSET: Final = MediaType("Linkset", "application/linkset+json", ("linkset",))
ATOM: Final = MediaType("Atom", "application/atom+xml", ("atom",))
# Sitemaps have no media type of their own.
PLAIN_XML: Final = MediaType("XML", "application/xml", ("xml",), ("text/xml",))
PROBLEM: Final = MediaType("problem", "application/problem+json", (), ("application/json",))

RDF: Final = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML, TRIG, N_QUADS)
GRAPHS: Final = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
RESULTS: Final = (RESULTS_JSON, RESULTS_XML, CSV, TSV)
ALL: Final = (*RDF, *RESULTS, HTML, PLAIN, JSON, PROBLEM, MARKDOWN, PDF, SARIF, GEO_JSON, SPARQL, LINKSET)


def by_extension(name: str, among: Sequence[MediaType] = ALL) -> MediaType | None:
    """The format that a file name's last extension says; a bare extension counts as a name."""
    extension = name.rpartition(".")[2].lower()
    return next((media for media in among if extension in media.extensions), None)


def by_media_type(content_type: str | None, among: Sequence[MediaType] = ALL) -> MediaType | None:
    """The format that a ``Content-Type`` says, whatever its parameters and its case."""
    essence = (content_type or "").partition(";")[0].strip().lower()
    registered = next((media for media in among if essence == media.essence), None)
    return registered or next((media for media in among if essence in media.aliases), None)


def choose(accept: str | None, offered: Sequence[MediaType]) -> MediaType:
    """The offered format that the client likes best (RFC 9110, 12.5.1); among equals, the first offered.

    :param accept: the ``Accept`` header; none, or one without a single readable range, accepts everything.
    :raises NotAcceptable: when the client excludes all that is offered; the error names what is.
    """
    ranges = tuple(_ranges(accept or ""))
    if not ranges:
        return offered[0]
    best = max(offered, key=lambda media: _preference(media, ranges))
    if _preference(best, ranges)[0] <= 0:
        raise not_acceptable(offered)
    return best


def not_acceptable(offered: Sequence[MediaType]) -> NotAcceptable:
    """The refusal that names what is offered."""
    names = ", ".join(
        f"{media.essence} (format={media.extensions[0]})" if media.extensions else media.essence for media in offered
    )
    return NotAcceptable(Text(f"Formats proposés : {names}.", f"Formats offered: {names}."))


@dataclass(frozen=True, slots=True)
class _Range:
    """One media range of an ``Accept`` header; parameters other than the weight are not kept."""

    essence: str
    quality: float

    def specificity(self, media: MediaType) -> int:
        """How closely the range names the format: 0 not at all, 1 ``*/*``, 2 ``text/*``, 3 an alias, 4 its own name."""
        if self.essence == media.essence:
            return 4
        if self.essence in media.aliases:
            return 3
        if self.essence == "*/*":
            return 1
        family, _, subtype = self.essence.partition("/")
        return 2 if subtype == "*" and media.essence.startswith(f"{family}/") else 0


# A comma or a semicolon inside a quoted parameter value does not separate (RFC 9110, 5.6.4).
# One that does not end goes to the end: nothing is looked at twice.
_QUOTED: Final = r'"(?:[^"\\]|\\.?)*(?:"|\Z)'
_ENTRY: Final = re.compile(f'(?:[^,"]|{_QUOTED})+')
_PARAMETER: Final = re.compile(f'(?:[^;"]|{_QUOTED})+')
_ESSENCE: Final = re.compile(r"\*/\*|[\w!#$&^.+-]+/(?:\*|[\w!#$&^.+-]+)", re.ASCII)


def _ranges(accept: str) -> Iterator[_Range]:
    """The readable ranges of the header; an unreadable one is passed over."""
    for entry in _ENTRY.findall(accept):
        parts = [part.strip() for part in _PARAMETER.findall(entry)]
        quality = _quality(parts[1:])
        if quality is not None and parts and _ESSENCE.fullmatch(parts[0]):
            yield _Range(parts[0].lower(), quality)


def _quality(parameters: Sequence[str]) -> float | None:
    """The weight, 1 when none is given, or None when it is not a number from 0 to 1."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            plain = re.fullmatch(r"0(\.\d*)?|1(\.0*)?", value.strip(), re.ASCII)
            return float(plain[0]) if plain else None
    return 1.0


def _preference(media: MediaType, ranges: Sequence[_Range]) -> tuple[float, int]:
    """The weight of the most specific range that names the format, and how specific it is."""
    specificity = max(entry.specificity(media) for entry in ranges)
    if specificity == 0:
        return (0.0, 0)
    return (max(entry.quality for entry in ranges if entry.specificity(media) == specificity), specificity)
