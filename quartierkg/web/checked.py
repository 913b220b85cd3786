"""The page of a result: at the address of one that is kept, or as the answer to what was handed in."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import PurePath
from typing import Final
from urllib.parse import quote, urlencode

from starlette.requests import Request

from quartierkg.charter.verdict import Verdict
from quartierkg.errors import Unreadable
from quartierkg.intake.source import Source
from quartierkg.language import Language, Text
from quartierkg.media import HTML, PLAIN, RDF, MediaType, by_extension, by_media_type
from quartierkg.report import words as report_words
from quartierkg.report.batch import Batch
from quartierkg.report.format import NEGOTIATED
from quartierkg.report.sheet import counts
from quartierkg.web import advised, check_words, judge, result, service
from quartierkg.web.advised import Advised
from quartierkg.web.computed import computed
from quartierkg.web.judge import Case, Outcome
from quartierkg.web.negotiation import language_of
from quartierkg.web.pages import is_asked, render
from quartierkg.web.result import COUNTED, Shown, entry

AGAIN: Final = 384 * 1024
"""So many bytes a page carries, to hand them in again for a report or to have the result kept."""
_DETAILED: Final = 6
"""So many files of several are shown in full on one page."""
_FILE: Final = "file"


@dataclass(frozen=True, slots=True)
class Holding:
    """That a result is kept: where, until when, and whether its verdict would be the same today."""

    path: str
    until: datetime
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What was handed in and what came of each file."""

    case: Case
    outcomes: tuple[Outcome, ...]
    kept: Holding | None = None
    chosen: int | None = None
    """Which file of several is looked at, from 0; None: all of them."""
    notice: Text | None = None
    """Why something that was asked for was not done."""
    remedies: bool = False
    """Whether the remedies of a single dossier are looked for."""

    @property
    def several(self) -> bool:
        """Whether the page has a table."""
        return len(self.outcomes) > 1 and self.chosen is None

    @property
    def detailed(self) -> Sequence[int]:
        """The files that are shown in full."""
        if self.chosen is not None:
            return (self.chosen,)
        if self.several and self.kept is not None:
            return ()
        return range(min(len(self.outcomes), _DETAILED))


async def page(request: Request, found: Result) -> str:
    """The page, with the remedies of a single dossier where they are known or asked for."""
    told = Advised()
    if len(found.detailed) == 1:
        (number,) = found.detailed
        of = found.case, found.case.dossiers[number], found.outcomes[number]
        told = await advised.remedies(request, *of, asked=found.remedies)
    return await computed(request, lambda: _page(request, found, told))


def _page(request: Request, found: Result, told: Advised) -> str:
    language, asked = language_of(request), is_asked(request, language_of(request))
    files = tuple(
        result.shown(
            found.case.dossiers[number],
            found.outcomes[number],
            language,
            mark=f"d{number + 1}-" if found.several else "",
            advice=told.advice,
            asked=asked,
        )
        for number in found.detailed
    )
    return render(
        request,
        "verdict.html",
        alternates=(),
        found=found,
        counted=[report_words.COLUMNS[outcome] for outcome in COUNTED],
        entries=_entries(found),
        entry=None
        if found.several
        else entry(found.case.dossiers[found.detailed[0]], found.outcomes[found.detailed[0]]),
        counts=counts(Batch(*_parted(found.outcomes)).summary),
        files=files,
        titled=_titled(found, files),
        rest=found.several and found.kept is None and len(found.outcomes) > _DETAILED,
        detailed=_DETAILED,
        advised=told,
        ask_at=_asking_at(found, language),
        reports=_reports(found, language),
        sent=_sent(found),
        text=_correctable(found),
        days=service.of(request).settings.keep_days,
        base=service.of(request).settings.base,
    )


def _asking_at(found: Result, language: Language) -> str:
    """Where the remedies are asked for: with what the page carries, or of what is kept."""
    if found.kept is None:
        return f"/validate?{urlencode({**advised.ASKED, 'lang': language})}"
    file = {} if found.chosen is None else {_FILE: str(found.chosen + 1)}
    return f"{found.kept.path}?{urlencode({**file, **advised.ASKED})}"


def _titled(found: Result, files: Sequence[Shown]) -> str:
    """What the page is about (WCAG 2.2, 2.4.2)."""
    return files[0].name if len(files) == 1 and not found.several else ""


def _parted(outcomes: Sequence[Outcome]) -> tuple[tuple[Verdict, ...], tuple[Unreadable, ...]]:
    verdicts = tuple(one for one in outcomes if isinstance(one, Verdict))
    return verdicts, tuple(one for one in outcomes if not isinstance(one, Verdict))


def _entries(found: Result) -> list[tuple[str | None, result.Entry]]:
    """Each file of several, with where it is shown."""
    if not found.several:
        return []
    rows = []
    for number, (source, judged) in enumerate(zip(found.case.dossiers, found.outcomes, strict=True)):
        address = f"#d{number + 1}" if number in found.detailed else None
        if found.kept is not None:
            address = f"{found.kept.path}?{_FILE}={number + 1}"
        rows.append((address, entry(source, judged)))
    return rows


def _reports(found: Result, language: Language) -> list[tuple[str, str, str]]:
    """The reports to download: the name of the format, its address and the name of the file; none without a verdict."""
    outcomes = found.outcomes if found.chosen is None else (found.outcomes[found.chosen],)
    if not _parted(outcomes)[0]:
        return []
    return [(_called(media, language), _report_at(found, media), download(found, media)) for media in offered()]


def offered() -> list[MediaType]:
    """The formats of reports that this installation writes, the page apart."""
    formats = ((media, NEGOTIATED[media]) for media in judge.OFFERED if media is not HTML)
    return [media for media, one in formats if one.needs is None or find_spec(one.needs) is not None]


def download(found: Result, media: MediaType) -> str:
    """The name of the file that a report goes to."""
    names = [source.name for source in found.case.dossiers]
    number = found.chosen if found.chosen is not None else 0
    stem = (
        PurePath(names[number].replace("\\", "/")).stem if len(names) == 1 or found.chosen is not None else "dossiers"
    )
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in stem).strip("-")[:60] or "dossier"
    return f"{plain}-verdict.{_extension(media)}"


def _called(media: MediaType, language: Language) -> str:
    return check_words.RESULT_TEXT.in_(language) if media is PLAIN else media.name


def _extension(media: MediaType) -> str:
    return media.extensions[0]


def _report_at(found: Result, media: MediaType) -> str:
    asked = {"format": _extension(media)}
    if found.kept is None:
        return f"/validate?{urlencode(asked)}"
    if found.chosen is not None:
        asked[_FILE] = str(found.chosen + 1)
    return f"{found.kept.path}?{urlencode(asked)}"


def _sent(found: Result) -> list[tuple[str, str]]:
    """The fields by which the page hands everything in again; none where that is too much, or it is kept already."""
    sources = (*found.case.dossiers, *found.case.contexts)
    if found.kept is not None or sum(len(source.data) for source in sources) > AGAIN:
        return []
    fields = [*choice(found.case, found.outcomes).items(), ("data", as_data(found.case.dossiers))]
    return fields + ([("context-data", as_data(found.case.contexts))] if found.case.contexts else [])


def _correctable(found: Result) -> tuple[str, str] | None:
    """A text that can be corrected on the page, with its syntax: that of a single dossier, where it is no workbook."""
    (source, *others) = found.case.dossiers
    media = by_media_type(source.media_type, RDF) or by_extension(source.name, RDF)
    if others or found.kept is not None or media is None or len(source.data) > AGAIN:
        return None
    try:
        return source.data.decode("utf-8-sig"), media.essence
    except UnicodeDecodeError:
        return None


def as_data(sources: Iterable[Source]) -> str:
    """Sources as ``data:`` URLs (RFC 2397) with spaces between them; their names stand as parameters."""
    return " ".join(map(_as_data, sources))


def _as_data(source: Source) -> str:
    media = (source.media_type or "").partition(";")[0].strip()
    media = quote(media, safe="/+.-")
    return f"data:{media};name={quote(source.name, safe='')};base64,{base64.b64encode(source.data).decode()}"


def choice(case: Case, outcomes: Sequence[Outcome]) -> dict[str, str]:
    """How dossiers were judged, by the names of the options: the day is the one that it was."""
    question = case.question
    found: dict[str, str] = {"profile": question.profile, "gate": question.gate, "engine": question.engine}
    days = [one.day for one in outcomes if isinstance(one, Verdict)]
    if days:
        found["day"] = days[0]
    return found | ({"award-date": case.award} if case.award else {})
