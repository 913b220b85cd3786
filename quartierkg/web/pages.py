"""Pages: templates, the words in the reader's language, and links that keep the language that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request

from quartierkg.language import LANGUAGES, Language, dated, number
from quartierkg.media import HTML, MediaType
from quartierkg.publish.view import href
from quartierkg.terms import curie
from quartierkg.web import check_words, editor_words, reference_words, register_words, service, words
from quartierkg.web.assets import THIRD_PARTY, script, sheet
from quartierkg.web.negotiation import alternate, language_of, path_of
from quartierkg.web.notices import words as notice_words
from quartierkg.web.still import is_still
from quartierkg.web.trail import trail

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
    environment.globals.update(
        w=words,
        rw=register_words,
        cw=check_words,
        nw=notice_words,
        ew=editor_words,
        fw=reference_words,
        dated=dated,
        href=href,
        curie=curie,
        script=script,
        sheet=sheet,
        third_party=THIRD_PARTY,
    )
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
    return (
        _environment()
        .get_template(template)
        .render(
            **_spoken(language, asked=is_asked(request, language)),
            live=live,
            switches=[(code, _ENDONYMS[code], _in_language(request, code)) for code in LANGUAGES if code != language],
            spoken=[(code, _in_language(request, code)) for code in LANGUAGES],
            alternates=_alternates(request, offered) if alternates is None else alternates,
            snapshot=about.snapshot if about else None,
            version=service.version(),
            path=request.url.path,
            trail=trail(request.url.path, live=live),
            here=_in_language(request, None),
            **values,
        )
    )


def piece(template: str, language: Language, *, asked: bool, **values: object) -> Markup:
    """A part of a page that is the same for everyone who reads a language.

    :param asked: whether the reader asked for the language by hand, so that links keep it.
    """
    return Markup(_environment().get_template(template).render(**_spoken(language, asked=asked), **values))


def linking(language: Language, *, asked: bool) -> Callable[[str], str]:
    """How links of ours are written: with the language, where the reader asked for it by hand."""
    return lambda path: _keep_language(path, language) if asked else path


def is_asked(request: Request, language: Language) -> bool:
    """Whether the reader asked for a language by hand."""
    return request.query_params.get("lang") == language


def _spoken(language: Language, *, asked: bool) -> dict[str, object]:
    """What a template says and links in a language."""
    return {
        "language": language,
        "say": lambda text: text.in_(language),
        "to": linking(language, asked=asked),
        "num": lambda value: number(str(value), language),
    }


def _alternates(request: Request, offered: Sequence[MediaType]) -> list[Alternate]:
    return [Alternate(entry.name, alternate(request, entry), entry.essence) for entry in offered if entry is not HTML]


def _keep_language(path: str, language: Language) -> str:
    """A link of ours, with the language; links elsewhere are left alone."""
    if not path.startswith("/"):
        return path
    parts = urlsplit(path)
    query = f"{parts.query}&lang={language}" if parts.query else f"lang={language}"
    return parts._replace(query=query).geturl()


def _in_language(request: Request, language: Language | None) -> str:
    """The same page in another language; None leaves the language to what the reader's browser asks for."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    said = urlencode([*kept, ("lang", language)] if language else kept)
    return f"{path_of(request)}?{said}" if said else path_of(request)
