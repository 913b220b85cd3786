"""What needs attention in a verdict, in sections, the gravest first: open rows, then remarks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from quartierkg.charter.cause import Cause
from quartierkg.charter.finding import Finding, Found
from quartierkg.charter.outcome import OUTCOME_NAMES, Outcome, Severity
from quartierkg.charter.verdict import Row, Verdict
from quartierkg.errors import Place
from quartierkg.language import LANGUAGES, Language, Text, shortened
from quartierkg.report import words
from quartierkg.report.reason import Reason
from quartierkg.report.reason import reasons as reasons_of

_OPEN: Final = frozenset((Outcome.FAILED, Outcome.NOT_STATED, Outcome.CANNOT_TELL))
_WEIGHT: Final[dict[Severity | None, int]] = {weight: rank for rank, weight in enumerate((*Severity, None))}
# Nor all of a thousand statements that are at fault alike; the formats for programs give them.
_ALIKE: Final = 9
# So many of those alike still say where they stand.
_PLACED: Final = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """A criterion or a row with its sign."""

    sign: str
    outcome: Outcome
    label: Text
    said: Text
    """The outcome in words."""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a row is where it is."""

    found: tuple[Text, ...]
    required: Text | None
    message: Text | None
    reasons: tuple[Reason, ...] = ()
    """What each candidate lacks, the nearest first."""
    places: tuple[Place, ...] = ()
    """Where in the source that is, as far as the source tells."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row, or a remark on a row or on the dossier, with the charter's sentence and the reasons."""

    mark: Mark
    quote: Text | None
    explanations: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Items under one heading."""

    title: Text
    items: tuple[Item, ...]


def sections(verdict: Verdict) -> tuple[Section, ...]:
    """Every row that is open, and every finding, once; a section without any is left out."""
    return tuple(section for section in _sections(verdict) if section.items)


def _sections(verdict: Verdict) -> Iterable[Section]:
    open_rows = [row for row in verdict.rows if row.outcome in _OPEN]
    blocking = [row for row in open_rows if row.decides and row.outcome is not Outcome.CANNOT_TELL]
    awaiting = [row for row in open_rows if row.decides and row.outcome is Outcome.CANNOT_TELL]
    others = sorted((row for row in open_rows if not row.decides), key=lambda row: _WEIGHT[row.severity])
    rest = _rest(verdict.findings, {row.requirement.id for row in open_rows})
    form = [finding for finding in rest if finding.severity is Severity.VIOLATION and finding.yields in _OPEN]
    title = words.BLOCKING if verdict.gate == "label" else words.BLOCKING_APPLICATION
    yield Section(title, (*(_form_item(verdict, finding) for finding in form), *_items(verdict, blocking)))
    yield Section(words.AWAITING, _items(verdict, awaiting))
    yield Section(words.RESERVATIONS, _items(verdict, others))
    alike: dict[tuple[str | None, Text], list[Finding]] = {}
    for finding in rest:
        if finding not in form:
            alike.setdefault((finding.shape, finding.message), []).append(finding)
    yield Section(words.REMARKS, tuple(_remark(verdict, findings) for findings in alike.values()))


def _rest(findings: Iterable[Finding], shown: Collection[str]) -> list[Finding]:
    """The findings that stand under no open row."""
    return [finding for finding in findings if finding.requirement not in shown]


def _items(verdict: Verdict, rows: Iterable[Row]) -> tuple[Item, ...]:
    return tuple(
        Item(
            Mark(words.SIGNS[row.outcome], row.outcome, row.requirement.label, _said(row), row.requirement.id),
            row.requirement.quote,
            _explanations(verdict, row),
        )
        for row in rows
    )


def _said(row: Row) -> Text:
    """The outcome in words, with the weight of a row that does not decide."""
    outcome = OUTCOME_NAMES[row.outcome]
    if row.decides:
        return outcome
    weight = words.WEIGHTS[row.severity]
    return Text(f"{outcome.fr} ({weight.fr})", f"{outcome.en} ({weight.en})")


def _explanations(verdict: Verdict, row: Row) -> tuple[Explanation, ...]:
    """The reasons of a row: its findings, or what it follows from."""
    findings = [finding for finding in verdict.findings if finding.requirement == row.requirement.id]
    must_state = row.requirement.must_state
    if not findings:
        return (Explanation((), must_state, derivation(verdict, row)),)
    grouped: dict[tuple[Text | None, Text], list[Text]] = {}
    causes: dict[tuple[Text | None, Text], list[Cause]] = {}
    places: dict[tuple[Text | None, Text], list[Place]] = {}
    for finding in findings:
        required = _required(finding) or (must_state if finding.yields in _OPEN else None)
        grouped.setdefault((required, finding.message), []).extend(_found(finding, verdict))
        if finding.yields is not None:
            causes.setdefault((required, finding.message), []).extend(finding.causes)
        places.setdefault((required, finding.message), []).extend(_places(finding))
    nothing = words.NOTHING_SETTLES if row.outcome is Outcome.CANNOT_TELL else words.NOTHING
    return _without_repetition(
        Explanation(
            tuple(dict.fromkeys(found)) or (nothing,),
            *key,
            tuple(reasons_of(dict.fromkeys(causes.get(key, ())))),
            tuple(dict.fromkeys(places[key])),
        )
        for key, found in grouped.items()
    )


def _without_repetition(explanations: Iterable[Explanation]) -> tuple[Explanation, ...]:
    """What is required is said once, however many reasons there are."""
    said: set[Text | None] = set()
    kept = []
    for entry in explanations:
        kept.append(replace(entry, required=None if entry.required in said else entry.required))
        said.add(entry.required)
    return tuple(kept)


def derivation(verdict: Verdict, row: Row) -> Text:
    """Which rows a row without findings follows from: those that came out as it did."""
    sources = frozenset(row.requirement.derived_from)
    same = [
        other.requirement.id
        for other in verdict.rows
        if other.requirement.iri in sources and other.outcome is row.outcome
    ]
    if same:
        names = ", ".join(same)
        return words.FOLLOWS.filled(names)
    return words.FOLLOWS_ALL if row.requirement.derived_from_verdict else words.NOTHING_TO_JUDGE


def _form_item(verdict: Verdict, finding: Finding) -> Item:
    outcome = finding.yields or Outcome.FAILED
    mark = Mark(words.SIGNS[outcome], outcome, words.FORM, OUTCOME_NAMES[outcome])
    return Item(mark, None, (explanation(finding, verdict),))


def _remark(verdict: Verdict, findings: Sequence[Finding]) -> Item:
    """Findings that say the same and change no row: a remark on one, on the form, or on what was set aside."""
    finding = findings[0]
    label = words.FORM if finding.shape else words.UNKNOWN_TERM if finding.judged else words.SET_ASIDE
    for row in verdict.rows:
        if row.requirement.id == finding.requirement:
            label = row.requirement.label
    outcome = finding.yields or Outcome.PASSED
    mark = Mark(words.REMARK, outcome, label, words.WEIGHTS[finding.severity], finding.requirement or "")
    found = tuple(line for one in findings for line in _found(one, verdict))
    if len(found) > _ALIKE + 1:
        left = len(found) - _ALIKE
        found = (*found[:_ALIKE], words.LEFT_OUT[left > 1].filled(left))
    places = tuple(dict.fromkeys(place for one in findings[:_PLACED] for place in _places(one)))
    said = Explanation(found, _required(finding) if found else None, finding.message, places=places)
    return Item(mark, None, (said,))


# --- What was found, what is required


def explanation(finding: Finding, verdict: Verdict) -> Explanation:
    """A finding for itself: what was found, what is required, its message and its causes."""
    causes = tuple(reasons_of(finding.causes)) if finding.yields is not None else ()
    places = tuple(dict.fromkeys(_places(finding)))
    return Explanation(_found(finding, verdict), _required(finding), finding.message, causes, places)


def _found(finding: Finding, verdict: Verdict) -> tuple[Text, ...]:
    """The values that were found, by the node that has them; Quartier and dossier alone need no mention."""
    if not finding.found and finding.focus in (verdict.quartier, verdict.dossier):
        return ()
    return tuple(Text(*said) for said in zip(*(_found_in(finding, language) for language in LANGUAGES), strict=True))


def _found_in(finding: Finding, language: Language) -> Iterator[str]:
    """A line for each node that has something, with its place."""
    by_node: dict[str, list[Found]] = {}
    for value in finding.found:
        by_node.setdefault(value.about, []).append(value)
    left_out = [words.LEFT_OUT[finding.left_out > 1].filled(finding.left_out)] if finding.left_out else []
    last = next(reversed(by_node), None)
    for about, values in by_node.items():
        said = [*said_values(finding, values, language), *(one.in_(language) for one in left_out if about == last)]
        yield words.AND.in_(language).join(said) + _where(values[0].about_label, _place(finding, values), language)
    if not by_node:
        yield words.NOTHING.in_(language) + _where(finding.focus_label, finding.position, language)


def _place(finding: Finding, values: Iterable[Found]) -> Place | None:
    """The first place that one of the values has; what the dossier does not state itself is told where it is needed."""
    stated = next((value.position for value in values if value.position is not None), None)
    alone = len({value.about for value in finding.found}) == 1
    return stated or (finding.position if alone else None)


def _where(label: Text, place: Place | None, language: Language) -> str:
    line = f", {place.said.in_(language)}" if place else ""
    return f" ({shortened(label.in_(language))}{line})"


def said_values(finding: Finding, values: Iterable[Found], language: Language) -> list[str]:
    """Values in words; each by its property where the finding speaks of several, or of none that a rule names."""
    named = finding.shape is None or len({value.predicate for value in finding.found}) > 1
    return [shortened(_said_value(value, language, named=named)) for value in values]


def _said_value(value: Found, language: Language, *, named: bool) -> str:
    said = value.label.in_(language)
    return words.titled(value.predicate_label, said, language) if named else said


def _places(finding: Finding) -> Iterator[Place]:
    """Where the values that were found stand; where none does, what the finding points to."""
    stated = [value.position for value in finding.found if value.position is not None]
    yield from stated or ([finding.position] if finding.position is not None else [])


def _required(finding: Finding) -> Text | None:
    """What a threshold asks for, with its unit."""
    return finding.required.with_unit(finding.unit) if finding.required is not None else None
