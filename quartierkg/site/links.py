"""Links of the service as links between files: relative ones, so that the folder works wherever it is put."""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from quartierkg.language import LANGUAGES, Language
from quartierkg.media import (
    ATOM,
    CSV,
    GEO_JSON,
    GRAPHS,
    HTML,
    JSON,
    LINKSET,
    RESULTS_JSON,
    SPARQL,
    MediaType,
    by_extension,
)
from quartierkg.site.places import THINGS, Places
from quartierkg.terms import BASE

FIRST: Final = LANGUAGES[0]
"""The language at the top of the folder; the others have one of their own below it."""
OFFERED: Final = (*GRAPHS, HTML, LINKSET)
"""The documents of a thing."""
_FORMATS: Final = (HTML, *GRAPHS, JSON, CSV, GEO_JSON, RESULTS_JSON, SPARQL)
_QUESTION: Final = "/queries/"
_FEED: Final = "/feed.atom"
# Comparing revisions is for a service; the files of the one that there is are what a site has.
_INSTEAD: Final = {"/changes": "/dumps"}
_HREF: Final = re.compile(r'(?<=[ \n])(href|src)="([^"]*)"( hreflang="x-default")?')
_ABSOLUTE: Final = re.compile(r'(<loc>|href=")([^<"]*)')
_PAGING: Final = re.compile(r'\s*<link (?=[^>]*rel="(?:first|previous|next|last)")[^>]*/>')
_KEPT: Final = 40_000
_SAFE: Final = "/!$&()*+,;=@~"
_WHOLE: Final = BASE.removesuffix("/")


def localized(path: str, media: MediaType) -> bool:
    """Whether a document is another one in another language."""
    return media in (HTML, ATOM) or (path.startswith(_QUESTION) and media not in GRAPHS)


def document_file(path: str, media: MediaType, language: Language) -> str:
    """The file of a document that negotiates at its address.

    :param path: its path at the service.
    """
    own = f".{media.extensions[0]}"
    stem = path.strip("/") or "index"
    name = stem if stem.endswith(own) else stem + own
    return within(name, language) if localized(path, media) else name


def within(name: str, language: Language) -> str:
    """A file in the folder of a language."""
    return name if language == FIRST else f"{language}/{name}"


@dataclass(frozen=True, slots=True)
class Links:
    """Where the links of a page lead in the folder."""

    places: Places
    documents: Collection[str]
    """The documents that the site has, by their paths at the service."""
    files: Collection[str] = ()
    """What is the same at the service: style sheets, dumps, parts of the sitemap; by path."""
    base: str = _WHOLE
    """What addresses begin with that have to be whole, without a closing slash."""
    _known: dict[tuple[str, Language], str | None] = field(default_factory=dict, repr=False)

    def page(self, text: str, file: str, language: Language) -> str:
        """A page with links that are relative to its file.

        What the site does not have is linked where the service has it.
        """
        up = "../" * file.count("/")

        def link(found: re.Match[str]) -> str:
            name, address, default = found.groups()
            target = self._target(address, FIRST if default else language)
            return found[0] if target is None else f'{name}="{_relative(target, up)}"{default or ""}'

        return _HREF.sub(link, text)

    def whole(self, text: str, language: Language) -> str:
        """XML whose addresses are whole and stay so; pages of a feed that are not there are not named."""

        def link(found: re.Match[str]) -> str:
            target = self._target(found[2], language)
            return found[0] if target is None else found[1] + _absolute(target, self.base)

        return _ABSOLUTE.sub(link, _PAGING.sub("", text))

    def _target(self, address: str, language: Language) -> str | None:
        """Where an address leads, as it stands in a page; None where it is not the service's."""
        key = (address, language)
        if key not in self._known:
            if len(self._known) > _KEPT:
                self._known.clear()
            path = html.unescape(address)
            if path.startswith(f"{self.base}/"):
                path = path.removeprefix(self.base)
            self._known[key] = self._found(path, language) if path.startswith("/") else None
        return self._known[key]

    def _found(self, address: str, language: Language) -> str:
        """The file that an address of the service means, with its fragment; else the address, whole."""
        parts = urlsplit(address)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        path = _INSTEAD.get(parts.path, parts.path)
        if path != parts.path:
            asked = {name: value for name, value in asked.items() if name == "lang"}
        spoken: Language = "en" if asked.pop("lang", language) == "en" else "fr"
        media = by_extension(asked.pop("format", "html"), _FORMATS)
        page = _number(asked.pop("page", "1"))
        file = None if asked or media is None or page is None else self._file(path, media, spoken, page)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return html.escape((_away(parts) if file is None else quote(file, safe=_SAFE)) + fragment)

    def _file(self, path: str, media: MediaType, language: Language, page: int) -> str | None:
        if path.startswith(f"/{THINGS}/"):
            raw = path.removeprefix(f"/{THINGS}/")
            # An IRI and the URI that it maps to are one address (RFC 3987, 3.1); a service reads it so as well.
            return self._thing(unquote(raw), language, page) or self._thing(raw, language, page)
        if page != 1:
            return None
        if path == _FEED:
            return within(_FEED.removeprefix("/"), language)
        if path in self.files:
            return path.removeprefix("/")
        path = unquote(path)
        if path in self.documents:
            return document_file(path, media, language)
        stem, _, extension = path.rpartition(".")
        own = by_extension(extension, _FORMATS) if stem in self.documents else None
        return None if own is None else document_file(stem, own, language)

    def _thing(self, name: str, language: Language, page: int) -> str | None:
        """The document of a thing that a name means: that of its extension, or the one to read."""
        if name in self.places.names:
            return thing_file(self.places, name, HTML, language, page)
        stem, dot, extension = name.rpartition(".")
        media = by_extension(extension, OFFERED) if dot else None
        known = media is not None and stem in self.places.names
        return thing_file(self.places, stem, media, language, page) if known and media else None


def thing_file(places: Places, name: str, media: MediaType, language: Language, page: int = 1) -> str:
    """The file of a document about a thing, or of a further page of it; only HTML has a language."""
    file = f"{places.stem(name, page)}.{media.extensions[0]}"
    return within(file, language) if media is HTML else file


def _number(said: str) -> int | None:
    """Which page is meant, as far as that can be one."""
    return int(said) if re.fullmatch("[1-9][0-9]{0,8}", said) else None


def _away(parts: SplitResult) -> str:
    """An address that only a service answers, at that which the persistent addresses lead to."""
    query = f"?{parts.query}" if parts.query else ""
    return _WHOLE + parts.path + query


def _relative(target: str, up: str) -> str:
    return target if target.startswith(_WHOLE) else up + target


def _absolute(target: str, base: str) -> str:
    return target if target.startswith(_WHOLE) else f"{base}/{target}"
