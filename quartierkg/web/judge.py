"""Uploaded bytes to verdicts: the one place where the service calls the checker. CPU work: never on an event loop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from quartierkg.charter import context as contexts
from quartierkg.charter.check import Question, check
from quartierkg.charter.context import Context
from quartierkg.charter.engines import CHOICES, Choice, Engine, available
from quartierkg.charter.rules import GATES, PROFILES, Gate, Profile
from quartierkg.charter.verdict import Verdict
from quartierkg.errors import Unreadable, UsageFault
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.media import CSV, HTML, JSON, JSON_LD, JUNIT, MARKDOWN, PDF, PLAIN, RDF, SARIF, TURTLE, MediaType
from quartierkg.report import Writer, writer
from quartierkg.report.batch import Batch
from quartierkg.report.format import NEGOTIATED
from quartierkg.workbook import reading
from quartierkg.workbook.grid import READ

TAKEN: Final = (*RDF, *READ)
"""What a dossier may be sent as."""
OFFERED: Final = (JSON, TURTLE, HTML, PLAIN, MARKDOWN, CSV, SARIF, JUNIT, JSON_LD, PDF)

_T = TypeVar("_T", bound=str)


@dataclass(frozen=True, slots=True)
class Case:
    """What was handed in, and how it is to be judged."""

    dossiers: tuple[Source, ...]
    contexts: tuple[Source, ...]
    question: Question
    day: str | None = None
    """The day of the check, as ``YYYY-MM-DD``; None for the one that a context states, else today."""
    award: str | None = None
    """A date proposed for the award."""


def question(profile: str = "", gate: str = "", engine: str = "") -> Question:
    """The question that the options make up; an option that is not given keeps its default.

    :raises UsageFault: when an option has a value that does not exist.
    """
    default = Question()
    chosen: Profile = one_of(PROFILES, profile, "profile") or default.profile
    at: Gate = one_of(GATES, gate, "gate") or default.gate
    by: Choice = one_of(CHOICES, engine, "engine") or default.engine
    return Question(profile=chosen, gate=at, engine=by)


Outcome = Verdict | Unreadable
"""What comes of one dossier."""


def judge(case: Case, data: Path | None = None) -> Batch:
    """The verdict of every dossier that can be read.

    :param data: the folder that replaces the bundled data, and their context where it has one.
    :raises Unreadable: when none can be read, or a context cannot.
    :raises UsageFault: when the day or the date of the award is none.
    """
    return batch(tuple(each(case, data)))


def each(case: Case, data: Path | None = None) -> Iterator[Outcome]:
    """What comes of each dossier, in their order.

    :raises Unreadable: when a context cannot be read.
    :raises UsageFault: when the day or the date of the award is none.
    """
    found = context(case, data)
    for source in case.dossiers:
        try:
            yield check(reading.dossier(source), found, case.question)
        except Unreadable as fault:
            yield fault


def batch(outcomes: Sequence[Outcome]) -> Batch:
    """The outcomes as one batch.

    :raises Unreadable: when none is a verdict.
    """
    verdicts = tuple(one for one in outcomes if isinstance(one, Verdict))
    unreadable = tuple(one for one in outcomes if isinstance(one, Unreadable))
    if not verdicts:
        raise unreadable[0]
    return Batch(verdicts, unreadable)


def context(case: Case, data: Path | None = None) -> Context:
    """What the dossiers of a case are judged in.

    :raises Unreadable: when it cannot be read.
    :raises UsageFault: when the day or the date of the award is none.
    """
    if case.contexts:
        return contexts.read(case.contexts, day=case.day, award=case.award)
    return contexts.bundled(data, day=case.day, award=case.award)


def prepare(data: Path | None) -> None:
    """Read the context that verdicts are given by, so that a broken one stops the start and not the first check.

    :raises Unreadable: when it cannot be read.
    """
    contexts.bundled(data)


def reporter(media: MediaType) -> Writer:
    """What writes a batch in one of the formats of :data:`OFFERED`.

    :raises NotInstalled: when the format needs an extra that is not there.
    """
    return writer(NEGOTIATED[media].name)


def spoken(media: MediaType) -> bool:
    """Whether a report in that format is in one language."""
    return not NEGOTIATED[media].bilingual


def engines() -> tuple[Engine, ...]:
    """The engines of this installation."""
    return available()


def one_of(known: Sequence[_T], value: str, option: str) -> _T | None:
    """The known value that was given, or None when none was.

    :raises UsageFault: when it is none of those.
    """
    if not value:
        return None
    for entry in known:
        if entry == value:
            return entry
    names = ", ".join(known)
    raise UsageFault(
        Text(f"{option} : « {value} » n’existe pas (valeurs : {names}).", f"{option}: no {value!r} (values: {names}).")
    )
