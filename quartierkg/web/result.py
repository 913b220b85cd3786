"""A result as its page shows it: each verdict with its findings, their remedies, and the source beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from quartierkg.charter.outcome import DECISION_NAMES, Decision, Outcome
from quartierkg.charter.verdict import Verdict
from quartierkg.errors import BadCells, Place, Unreadable
from quartierkg.intake.source import Source
from quartierkg.language import Language, Text
from quartierkg.report import html
from quartierkg.report import words as report_words
from quartierkg.report.remedy.advice import Advice, Remedy
from quartierkg.report.section import Explanation, Item
from quartierkg.report.sheet import Sheet, sheet
from quartierkg.web import check_words, listing, pages
from quartierkg.web.judge import Outcome as Judged
from quartierkg.web.listing import Link, Links, Listing
from quartierkg.workbook.place import Remark

MOST: Final = 50
"""So many items of a section, values of a finding and causes a page tells."""
COUNTED: Final = (Outcome.PASSED, Outcome.FAILED, Outcome.NOT_STATED, Outcome.CANNOT_TELL)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the table of several: how it came out."""

    name: str
    said: Text
    sign: str
    decision: str
    counts: tuple[int, ...]
    """How many of the rows that decide came out as each of :data:`COUNTED`; none of a file without a verdict."""


def entry(source: Source, judged: Judged) -> Entry:
    """What the table says of a file."""
    if isinstance(judged, Unreadable):
        return Entry(source.name, check_words.RESULT_UNREADABLE, report_words.SIGNS[Outcome.FAILED], "unreadable", ())
    counted = Counter(row.outcome for row in judged.rows if row.decides)
    counts = tuple(counted[outcome] for outcome in COUNTED)
    return Entry(source.name, DECISION_NAMES[judged.outcome], _SIGNS[judged.outcome], judged.outcome.value, counts)


_SIGNS: Final = {
    Decision.MET: report_words.SIGNS[Outcome.PASSED],
    Decision.AWAITING: report_words.SIGNS[Outcome.CANNOT_TELL],
    Decision.NOT_MET: report_words.SIGNS[Outcome.FAILED],
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One file on the page, with its source beside it."""

    name: str
    article: Markup
    listing: Listing
    is_workbook: bool
    has_places: bool


def shown(
    source: Source, judged: Judged, language: Language, *, mark: str = "", advice: Advice | None = None, asked: bool
) -> Shown:
    """One file.

    :param mark: how its ids begin, so that no two files of a page have the same.
    :param asked: whether the reader asked for the language by hand, so that links keep it.
    """
    if isinstance(judged, Unreadable):
        links = dict(_of_fault(judged, mark))
        found = listing.of(source, links, mark)
        article = _fault(judged, found, mark, language, asked=asked)
    else:
        laid = sheet(judged)
        links = _of_sheet(laid, mark)
        found = listing.of(source, links, mark)
        beside = _Beside(mark + "f", found, _remedies(laid, advice), language, asked)
        article = Markup(html.article(laid, language, beside)) + beside.rest(advice)
    workbook = any(place.sheet is not None for place in links) or not found.lines
    return Shown(source.name, article, found, workbook, bool(links) or not _has_findings(judged))


def _has_findings(judged: Judged) -> bool:
    return isinstance(judged, Verdict) and bool(judged.findings)


def _of_sheet(laid: Sheet, mark: str) -> Links:
    """What each place is pointed to by, of all that the page tells."""
    found: Links = {}
    for outer, section in enumerate(laid.sections, 1):
        for inner, item in enumerate(section.items[:MOST], 1):
            link = Link(f"#{mark}f{outer}-{inner}", Text.alike(item.mark.id) if item.mark.id else item.mark.label)
            for explanation in item.explanations:
                for place in explanation.places[:MOST]:
                    found.setdefault(place, []).append(link)
    return found


def _of_fault(fault: Unreadable, mark: str) -> Iterator[tuple[Place, list[Link]]]:
    link = Link(f"#{mark}fault", check_words.RESULT_FAULT)
    places = [remark.place for remark in fault.faults[:MOST]] if isinstance(fault, BadCells) else [fault.place]
    yield from ((place, [link]) for place in places if place is not None)


def _fault(fault: Unreadable, found: Listing, mark: str, language: Language, *, asked: bool) -> Markup:
    remarks = fault.faults[:MOST] if isinstance(fault, BadCells) else ()
    return pages.piece(
        "check-fault.html",
        language,
        asked=asked,
        fault=fault,
        mark=mark,
        href=_address(found, fault.place),
        remarks=_alike((_address(found, remark.place), remark) for remark in remarks),
        more=max(0, len(fault.faults) - MOST) if isinstance(fault, BadCells) else 0,
    )


def _alike(remarks: Iterable[tuple[str | None, Remark]]) -> dict[Text, list[tuple[str | None, str]]]:
    """What is said of cells, each thing once, with every cell that it is said of and where that stands."""
    found: dict[Text, list[tuple[str | None, str]]] = {}
    for href, remark in remarks:
        found.setdefault(remark.text, []).append((href, remark.place.cell))
    return found


def _address(found: Listing, place: Place | None) -> str | None:
    """Where a place stands on the page; None where it does not."""
    if place is None:
        return None
    if place.sheet is None:
        known = listing.line_id(found.mark, place.line)
    else:
        number = next((one.number for one in found.sheets if one.name == place.sheet), 0)
        known = listing.cell_id(found.mark, number, place.line, place.column)
    return f"#{known}" if known in found.ids else None


Numbered = tuple[int, Remedy]


def _remedies(laid: Sheet, advice: Advice | None) -> Mapping[str, list[Numbered]]:
    """The remedies of each requirement that the page tells of."""
    ids = {item.mark.id for section in laid.sections for item in section.items[:MOST] if item.mark.id}
    found: dict[str, list[Numbered]] = {}
    for number, remedy in enumerate(advice.remedies if advice is not None else (), 1):
        for row in remedy.rows:
            if row in ids:
                found.setdefault(row, []).append((number, remedy))
    return found


class _Beside:
    """What the page adds to a verdict: links into the source, and remedies, each told where it first serves."""

    most = MOST

    def __init__(
        self, mark: str, found: Listing, remedies: Mapping[str, Sequence[Numbered]], language: Language, asked: bool
    ) -> None:
        self.mark = mark
        self._listing, self._remedies, self._language, self._asked = found, remedies, language, asked
        self._told: set[int] = set()

    def more(self, number: int) -> Text:
        """That the rest of so many is left out."""
        return check_words.RESULT_LEFT_OUT.filled(number - MOST)

    def links(self, explanation: Explanation) -> tuple[tuple[str, Text], ...]:
        """The places of the source that stand on the page."""
        found = ((_address(self._listing, place), place.said) for place in explanation.places[:MOST])
        return tuple((address, said) for address, said in found if address is not None)

    def under(self, item: Item) -> Markup:
        """The remedies of an item; one that was told already is linked to."""
        found = self._remedies.get(item.mark.id, ())
        return self._piece([(number, remedy, number not in self._told) for number, remedy in found])

    def rest(self, advice: Advice | None) -> Markup:
        """The remedies that belong to no item, and what comes of all of them."""
        if advice is None or not advice.remedies:
            return Markup()
        left = [(number, one, True) for number, one in enumerate(advice.remedies, 1) if number not in self._told]
        return self._piece(left, advice, DECISION_NAMES[advice.afterwards].in_(self._language))

    def _piece(
        self, remedies: Sequence[tuple[int, Remedy, bool]], advice: Advice | None = None, afterwards: str = ""
    ) -> Markup:
        self._told.update(number for number, _, _ in remedies)
        mark = self.mark.removesuffix("f")
        return pages.piece(
            "check-remedies.html",
            self._language,
            asked=self._asked,
            mark=mark,
            remedies=remedies,
            advice=advice,
            afterwards=afterwards,
            address=lambda place: _address(self._listing, place),
        )
