"""The three pages: what the software knows of itself, and what the operator said of the instance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypedDict

from starlette.requests import Request

from quartierkg.language import Text, dated
from quartierkg.settings import Settings
from quartierkg.web import service
from quartierkg.web.notices import words
from quartierkg.web.pages import render

_ESTABLISHED: Final = "2026-11-28"
"""The day on which the statement of accessibility was last looked through."""


class _Reached(TypedDict):
    contact: str | None
    reached: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """Something that the service holds of people."""

    what: Text
    seen_by: Text
    until: Text


def legal(request: Request) -> str:
    """Who publishes, directs and hosts."""
    said = service.of(request).settings.imprint
    named = ((words.PUBLISHER, said.publisher), (words.DIRECTOR, said.director), (words.HOSTING, said.hosting))
    return render(request, "notice-legal.html", named=named, **_contact(request))


def privacy(request: Request) -> str:
    """Which data there are, of whom, and for how long."""
    settings = service.of(request).settings
    said = settings.imprint
    named = (
        (words.CONTROLLER_NAME, said.publisher),
        (words.OFFICER, said.data_officer),
        (words.BASES, said.legal_bases),
    )
    return render(
        request, "notice-privacy.html", named=named, held=_held(settings), logged=settings.log, **_contact(request)
    )


def accessibility(request: Request) -> str:
    """How far everybody can use the service."""
    settings = service.of(request).settings
    publisher = settings.imprint.publisher
    commitment = words.COMMITMENT.filled(publisher) if publisher else words.COMMITMENT_UNSTATED
    return render(
        request,
        "notice-accessibility.html",
        commitment=commitment,
        applies=words.APPLIES.filled(settings.base),
        established=words.ESTABLISHED_TEXT.filled(dated(_ESTABLISHED)),
        **_contact(request),
    )


def _contact(request: Request) -> _Reached:
    """Whom to tell, and as people read it: without the scheme, where it is an address to write to or to call."""
    contact = service.of(request).settings.contact
    scheme, _, rest = (contact or "").partition(":")
    return {"contact": contact, "reached": contact if scheme.lower() == "https" else rest}


def _held(settings: Settings) -> tuple[Held, ...]:
    until = words.KEPT_A_DAY if settings.keep_days == 1 else words.KEPT_UNTIL.filled(settings.keep_days)
    kept = Held(words.KEPT, words.KEPT_SEEN, until)
    return (
        Held(words.SENT, words.NOBODY, words.ANSWERED),
        *((kept,) if settings.keep_days else ()),
        Held(words.DRAFT, words.DRAFT_SEEN, words.DRAFT_UNTIL),
        Held(words.FILED, words.FILED_SEEN, words.FILED_UNTIL),
        Held(words.ACTED, words.ACTED_SEEN, words.FOREVER),
        Held(words.TOKEN, words.OPERATOR, words.FOREVER),
        Held(words.REPEATED, words.NOBODY, words.REPEATED_UNTIL),
        Held(words.TRAIL, words.OPERATOR, words.FOREVER),
    )
