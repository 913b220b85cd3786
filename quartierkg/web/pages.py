"""Pages: templates, the words in the reader's language, and links that keep the language that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request

from quartierkg.language import LANGUAGES, Language, Text, number
from quartierkg.media import HTML, MediaType
from quartierkg.publish.view import href
from quartierkg.web import service, words
from quartierkg.web.negotiation import alternate, language_of, path_of
from quartierkg.web.still import is_still

# A language's own name, as the switch shows it.
_ENDONYMS: Final = {"fr": "Français", "en": "English"}


class Alternate(NamedTuple):
    """The same as a page, in another format."""

    name: str
    href: str
    type: str


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("quartierkg.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(w=words, href=href)
    return environment


def render(
    request: Request,
    template: str,
    *,
    offered: Sequence[MediaType] = (),
    alternates: Sequence[Alternate] | None = None,
    **values: object,
) -> str:
    """A page, in the language of the request.

    :param offered: the formats that the same address also gives.
    :param alternates: the same in other formats, where these have addresses of their own.
    """
    language = language_of(request)
    live = not is_still(request)
    about = getattr(request.app.state, "service", None) if live else None

    def say(text: Text) -> str:
        return text.in_(language)

    def to(path: str) -> str:
        return _keep_language(request, path, language)

    return (
        _environment()
        .get_template(template)
        .render(
            say=say,
            to=to,
            num=lambda value: number(str(value), language),
            live=live,
            language=language,
            switches=[(code, _ENDONYMS[code], _in_language(request, code)) for code in LANGUAGES if code != language],
            spoken=[(code, _in_language(request, code)) for code in LANGUAGES],
            alternates=_alternates(request, offered) if alternates is None else alternates,
            snapshot=about.snapshot if about else None,
            version=service.version(),
            path=request.url.path,
            here=path_of(request),
            **values,
        )
    )


def _alternates(request: Request, offered: Sequence[MediaType]) -> list[Alternate]:
    return [Alternate(entry.name, alternate(request, entry), entry.essence) for entry in offered if entry is not HTML]


def _keep_language(request: Request, path: str, language: Language) -> str:
    """A link of ours, with the language when the reader asked for it by hand; links elsewhere are left alone."""
    if request.query_params.get("lang") != language or not path.startswith("/"):
        return path
    parts = urlsplit(path)
    query = f"{parts.query}&lang={language}" if parts.query else f"lang={language}"
    return parts._replace(query=query).geturl()


def _in_language(request: Request, language: Language) -> str:
    """The same page in another language."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return f"{path_of(request)}?{urlencode([*kept, ('lang', language)])}"
