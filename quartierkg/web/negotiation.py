"""What a request wants: a language, a format, and whether it has the answer already."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from email.utils import format_datetime
from typing import Final, Protocol
from urllib.parse import quote, urlencode

from starlette.requests import Request

from quartierkg import language, media
from quartierkg.language import Language
from quartierkg.media import MediaType
from quartierkg.web import assets, service

VARY: Final = {"Vary": "Accept, Accept-Language"}
# What stands in a URI as it is (RFC 3986, 2); a percent sign is taken to open an octet that is encoded already.
_URI: Final = "%!#$&'()*+,/:;=?@[]~"
_PATH: Final = "%!$&'()*+,/:;=@~"


def language_of(request: Request) -> Language:
    """The language of the answer: ``?lang=`` before Accept-Language, French by default."""
    return language.choose(asked=request.query_params.get("lang"), accept=_header(request, "accept-language"))


def format_of(request: Request, offered: Sequence[MediaType], *, lenient: bool = False) -> MediaType:
    """The format of the answer: ``?format=`` (a file extension, so that a page can link to it) before Accept.

    :param lenient: whether a format that we do not know is passed over: SPARQL clients send names of their own there.
    :raises NotAcceptable: when it is none of those offered.
    """
    asked = request.query_params.get("format")
    found = media.by_extension(asked, offered) if asked is not None else None
    if found is None and asked is not None and not lenient:
        raise media.not_acceptable(offered)
    return found or media.choose(_header(request, "accept"), offered)


def entity_tag(request: Request, chosen: MediaType, view: str = "") -> str:
    """The ETag of a representation: it changes with the revision, the product, the address, format and language.

    That of a page changes with its sheets and scripts, whose addresses it names.

    :param view: the view that a header chose, where there are several.
    """
    about = service.of(request)
    made_by = (service.version(), assets.version()) if chosen is media.HTML else (service.version(),)
    parts = (about.snapshot.chain, *made_by, str(request.url), chosen.essence, language_of(request), view)
    return '"' + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32] + '"'


class Revision(Protocol):
    """A snapshot, or what was made of one."""

    @property
    def revision(self) -> int:
        """Its number."""

    @property
    def date(self) -> str:
        """When it was made."""


def revised(found: Revision) -> dict[str, str]:
    """Of which revision an answer is, and since when that is shown."""
    made = datetime.datetime.fromisoformat(found.date) if found.date else None
    dated = {"Last-Modified": format_datetime(made, usegmt=True)} if made else {}
    return {"X-Revision": str(found.revision)} | dated


def has_it(request: Request, tag: str) -> bool:
    """Whether the client holds that representation (RFC 9110, 13.1.2, weak comparison)."""
    return is_held(_header(request, "if-none-match") or "", tag)


def is_held(tags: str, tag: str) -> bool:
    """Whether a tag is one of those that If-None-Match gives."""
    return any(entry.strip().removeprefix("W/") in {tag, "*"} for entry in tags.split(","))


def links(request: Request, offered: Sequence[MediaType], chosen: MediaType, cite_as: str | None) -> str:
    """The Link header: the other formats, and the persistent address where the thing has one (RFC 8574)."""
    found = [
        f'<{alternate(request, entry)}>; rel="alternate"; type="{entry.essence}"'
        for entry in offered
        if entry is not chosen
    ]
    return ", ".join(([f'<{uri(cite_as)}>; rel="cite-as"'] if cite_as else []) + found)


def uri(iri: str) -> str:
    """An IRI as the URI that it maps to (RFC 3987, 3.1): a header field holds ASCII only."""
    return quote(iri, safe=_URI)


def path_of(request: Request) -> str:
    """The path of the request as a link writes it; it never opens with two slashes, which would name another host."""
    raw = request.scope.get("raw_path") or quote(request.url.path).encode()
    return "/" + quote(raw.partition(b"?")[0], safe=_PATH).lstrip("/")


def alternate(request: Request, entry: MediaType) -> str:
    """The address of the same thing in another format."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "format"]
    return f"{path_of(request)}?{urlencode([*kept, ('format', entry.extensions[0])])}"


def _header(request: Request, name: str) -> str | None:
    """A header that may be sent in several lines, as one (RFC 9110, 5.3)."""
    lines = request.headers.getlist(name)
    return ", ".join(lines) if lines else None
