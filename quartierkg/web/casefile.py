"""The pages of cases: the register as a list, and the file of one Quartier. They show what the data say, no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from starlette.requests import Request

from quartierkg.language import Language, Text
from quartierkg.register import shown
from quartierkg.register.case import Case, Happened
from quartierkg.register.prospect import leading_on
from quartierkg.snapshot import Snapshot
from quartierkg.web import registered, service
from quartierkg.web.negotiation import language_of
from quartierkg.web.outlooks import Outlook
from quartierkg.web.pages import render
from quartierkg.web.registered import Name, Row, Sentence
from quartierkg.web.registry import OFFERED

Value = Mapping[str, Any]
"""A case, or a part of it, as :mod:`quartierkg.register.shown` tells it."""
_MOST: Final = 20
"""So many superseded dossiers are on a page; the data have all of them."""


class Entry(NamedTuple):
    """A case in the list."""

    href: str
    name: Name
    state: Text | None
    day: str | None
    """Of the last move."""
    slug: str | None
    """What it is called in addresses, where that is not its name."""
    gate: str | None
    """The gate of the latest verdict that whoever asks may know; None where there is none."""
    counts: Sequence[tuple[int, Text]]
    """How the criteria came out there."""
    is_open: bool


class Event(NamedTuple):
    """A move that was made."""

    move: Text | None
    state: Text | None
    said: Value
    guards: Sequence[Text]
    sentences: Sequence[Sentence]
    decided: bool
    """Whether it has a page of its own among the decisions."""


class Version(NamedTuple):
    """A dossier that was filed."""

    said: Value
    href: str
    verdict: Text
    criteria: Sequence[Row]
    missing: Sequence[Row]


class Next(NamedTuple):
    """A move that leads on."""

    move: Text
    state: Text | None
    roles: Text
    guards: Sequence[Text]
    sentences: Sequence[Sentence]
    refusals: Sequence[Mapping[str, Any]] | None
    """None to who may not read the dossier, or where they were not worked out."""
    criteria: Sequence[int]


def listing(request: Request, cases: Sequence[Case], value: Value, limit: int, offset: int) -> str:
    """The register, some cases at a time.

    :param value: what may be told of them.
    """
    snapshot, language = service.of(request).snapshot, language_of(request)
    return render(
        request,
        "dossiers.html",
        offered=OFFERED,
        entries=[
            _entry(snapshot, one, said, language)
            for one, said in zip(cases[offset : offset + limit], value["items"], strict=True)
        ],
        **turns(value, "/dossiers", limit, offset),
    )


def turns(value: Value, path: str, limit: int, offset: int) -> dict[str, Any]:
    """Where a list stands, and the links before and behind it."""
    before = f"{path}?limit={limit}&offset={max(0, offset - limit)}" if offset else None
    return {"total": value["total"], "first": offset + 1, "before": before, "after": value["next"]}


def page(request: Request, found: Case, value: Value, outlook: Outlook | Text | None) -> str:
    """The file of a Quartier.

    :param value: what may be told of it.
    :param outlook: what may come next; why that is not known; or None to who may not read the dossier.
    """
    snapshot, language = service.of(request).snapshot, language_of(request)
    versions = [_version(value, one) for one in reversed(value.get("dossiers", ()))]
    return render(
        request,
        "dossier.html",
        offered=OFFERED,
        name=registered.name(snapshot, value["quartier"], language),
        case=value,
        slug=quote(value["name"], safe="~"),
        state=registered.state(value["state"]),
        events=[_event(said, event) for said, event in zip(value["history"], found.happened, strict=True)],
        labelled=any(event.label is not None for event in found.happened),
        whole="dossiers" in value,
        nexts=list(_nexts(found, outlook, language)),
        unknown=outlook if isinstance(outlook, Text) else None,
        proposed=registered.move(value["proposal"]["move"]) if value.get("proposal") else None,
        versions=versions[:_MOST],
        left_out=max(0, len(versions) - _MOST),
        opinions=[
            (registered.requirement(one["requirement"]), registered.outcome(one["outcome"]), one)
            for one in value.get("opinions", ())
        ],
    )


def address(name: str) -> str:
    """The address of the file of a Quartier, by what it is called in addresses."""
    return f"/dossiers/{quote(name, safe='~')}"


def _entry(snapshot: Snapshot, found: Case, value: Value, language: Language) -> Entry:
    name = registered.name(snapshot, value["quartier"], language)
    judgement = _latest(found, value)
    return Entry(
        address(value["name"]),
        name,
        registered.state(value["state"]),
        value["history"][-1]["on"] if value["history"] else None,
        value["name"] if value["name"] != name.text else None,
        judgement["gate"] if judgement else None,
        registered.counts(judgement) if judgement else (),
        "dossiers" in value,
    )


def _latest(found: Case, value: Value) -> Value | None:
    """The latest verdict that is told: that of a decision, which is public, or that of a dossier filed since."""
    told = [(one["entry"], one["judgement"]) for one in value.get("dossiers", ())]
    told += [
        (event.entry, shown.judgement(event.judgement)) for event in found.happened if event.decides and event.judgement
    ]
    return max(told, key=lambda one: one[0])[1] if told else None


def _event(said: Value, event: Happened) -> Event:
    return Event(
        registered.move(event.move),
        registered.state(said["to"]),
        said,
        registered.guards(event.move),
        registered.sentences(said["to"]) if event.move else (),
        event.decides,
    )


def _version(case: Value, said: Value) -> Version:
    judgement = said["judgement"]
    return Version(
        said,
        f"{address(case['name'])}/versions/{said['version']}",
        registered.verdict(judgement["outcome"]),
        registered.criteria(judgement),
        registered.rows(judgement, fine=False),
    )


def _nexts(found: Case, outlook: Outlook | Text | None, language: Language) -> Iterator[Next]:
    known = {one.move: one for one in outlook} if isinstance(outlook, tuple) else {}
    for move in leading_on(found):
        prospect = known.get(move)
        said = shown.prospect(move, prospect, language)
        yield Next(
            move.label,
            registered.state(said["to"]),
            registered.roles(said["roles"]),
            registered.guards(move.name),
            registered.sentences(said["to"]) if move.to != found.state else (),
            said["refusals"],
            said["criteria"] or (),
        )
