"""Decisions: which moves are some, and their pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from starlette.requests import Request

from quartierkg.language import Text
from quartierkg.register.case import Case, Happened
from quartierkg.web import casefile, labelled, registered, service
from quartierkg.web import register_words as words
from quartierkg.web.casefile import Value
from quartierkg.web.negotiation import language_of
from quartierkg.web.pages import render
from quartierkg.web.registered import Name
from quartierkg.web.registry import OFFERED

_REPLAY: Final = "quartierkg verdict replay {} --store DIR"


class Entry(NamedTuple):
    """A decision in the list."""

    said: Value
    move: Text | None
    name: Name
    href: str


def decisions(cases: Iterable[Case]) -> list[tuple[Case, Happened]]:
    """What was decided, the latest first."""
    found = ((case, event) for case in cases for event in case.happened if event.decides)
    return sorted(found, key=lambda one: -one[1].entry)


def listing(request: Request, value: Value, limit: int, offset: int) -> str:
    """The decisions, some at a time."""
    snapshot, language = service.of(request).snapshot, language_of(request)
    entries = [
        Entry(
            said,
            registered.move(said["move"]),
            registered.name(snapshot, said["quartier"], language),
            casefile.address(said["name"]),
        )
        for said in value["items"]
    ]
    return render(
        request,
        "decisions.html",
        offered=OFFERED,
        entries=entries,
        **casefile.turns(value, "/decisions", limit, offset),
    )


def page(request: Request, case: Case, event: Happened, value: Value) -> str:
    """A decision with its proof."""
    about, language = service.of(request), language_of(request)
    judgement = value["verdict"]
    return render(
        request,
        "decision.html",
        offered=OFFERED,
        said=value,
        move=registered.move(event.move),
        name=registered.name(about.snapshot, value["quartier"], language),
        href=casefile.address(value["name"]),
        state=registered.state(value["to"]),
        guards=registered.guards(event.move),
        sentences=registered.sentences(value["to"]),
        judgement=judgement,
        command=_REPLAY.format(event.entry),
        roles=_roles(event),
        proof=labelled.proof_of(about, case, event),
        **(_verdict(judgement) if judgement else {}),
    )


def _roles(event: Happened) -> Text | None:
    """Who decided, by role; None where the journal does not say."""
    if event.role is None or (event.decision and event.proposed_as is None):
        return None
    made = registered.role(event.role)
    return words.BY_ROLES.filled(made, registered.role(event.proposed_as)) if event.proposed_as else made


def _verdict(judgement: Value) -> dict[str, Any]:
    return {
        "verdict": registered.verdict(judgement["outcome"]),
        "criteria": registered.criteria(judgement),
        "missing": registered.rows(judgement, fine=False),
        "met": registered.rows(judgement, fine=True),
    }
