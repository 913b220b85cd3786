"""What a page of the form shows, ready for its template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.charter.document import Charter, Requirement
from quartierkg.charter.outcome import OUTCOME_NAMES, Outcome, Severity
from quartierkg.filling import answer, asking, place, steps, value
from quartierkg.filling.answer import OWNER, Name
from quartierkg.filling.asking import Ask, Group, Option
from quartierkg.filling.calling import called
from quartierkg.filling.gauge import Gauge, Told
from quartierkg.filling.lacking import Lacks
from quartierkg.filling.state import State
from quartierkg.filling.steps import Step
from quartierkg.form import Field, Sheet
from quartierkg.language import Language, Text
from quartierkg.report.words import REMARK, SIGNS
from quartierkg.terms import curie
from quartierkg.web.form import words
from quartierkg.web.form.sent import Action, Sent
from quartierkg.workbook import address

PAGE: Final = 40
"""So many things of one kind a page lists."""
OVERVIEW: Final = Action("")
_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A thing in a list."""

    label: str
    edit: Action
    remove: Action


@dataclass(frozen=True, slots=True)
class Listing:
    """The things of one kind, a page of them."""

    name: Text
    help: Text | None
    key: str
    rows: tuple[Row, ...]
    total: int
    first: int
    add: Action
    earlier: Action | None
    later: Action | None


@dataclass(frozen=True, slots=True)
class Section:
    """The fields of one thing."""

    title: Text | None
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a thing lacks, with the page where one answers it."""

    text: Text
    go: Action | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands that a finding asks for."""

    told: Told
    go: Action
    lacks: tuple[Lacking, ...] = ()
    """What each thing lacks, where that says more."""

    @property
    def leads(self) -> bool:
        """Whether what is lacking leads to its fields itself."""
        return any(one.go is not None for one in self.lacks)

    @property
    def decides(self) -> bool:
        """Whether it is to be answered: neither a warning nor for the committee to judge."""
        return _weight(self.told) == 0

    @property
    def mark(self) -> str:
        """The sign of what it means; a warning has its own."""
        outcome = _outcome(self.told)
        return SIGNS[outcome] if outcome is not None else REMARK

    @property
    def says(self) -> Text:
        """What it means, in words."""
        outcome = _outcome(self.told)
        return OUTCOME_NAMES[outcome] if outcome is not None else words.REMARK


class Pages:
    """The pages of one dossier as it is now."""

    def __init__(self, state: State, charter: Charter, gauge: Gauge, language: Language, sent: Sent | None) -> None:
        self._state, self._charter, self._language = state, charter, language
        self.gauge = gauge
        self._sent = sent
        self._lacks = Lacks(state)
        self.steps = steps.steps(state.form, charter)

    def step(self, number: int) -> Step | None:
        """The step with a number."""
        return next((step for step in self.steps if step.number == number), None)

    def sections(self, step: Step, faults: Mapping[str, tuple[Text, ...]]) -> tuple[Section, ...]:
        """The fields of what there is one of, in a step."""
        found: list[Section] = []
        seen: set[str] = set()
        for sheet, fields in step.fields:
            for node in self._state.standing.of_class(sheet.class_)[:1]:
                subject = self._state.standing.identifier(node)
                groups = asking.groups(self._state, sheet, subject, fields, self._language, about=False)
                once = tuple(group for group in asking.unrepeated(groups, seen) if group.asks)
                found.append(Section(sheet.name, self._typed(once, faults)))
        return tuple(found)

    def listings(self, step: Step, at: Action) -> tuple[Listing, ...]:
        """What there may be several of, in a step."""
        return tuple(self._listing(step, sheet, at) for sheet in step.sheets)

    def _listing(self, step: Step, sheet: Sheet, at: Action) -> Listing:
        key = curie(sheet.class_)
        number = int(at.part(2)) if at.part(1) == key and at.part(2).isdecimal() and len(at.part(2)) < 6 else 0
        nodes = self._state.standing.of_class(sheet.class_)
        number = min(number, max(0, (len(nodes) - 1) // PAGE))
        shown = nodes[number * PAGE : (number + 1) * PAGE]

        def turned(by: int) -> Action:
            return Action("step", (str(step.number), key, str(number + by)))

        return Listing(
            sheet.name,
            sheet.help,
            key,
            tuple(self.row(node) for node in shown),
            len(nodes),
            number * PAGE + 1,
            Action("add", (key,)),
            turned(-1) if number else None,
            turned(1) if (number + 1) * PAGE < len(nodes) else None,
        )

    def row(self, node: NamedNode) -> Row:
        """A thing in a list."""
        subject = self._state.standing.identifier(node)
        label = called(self._state, node, self._language)
        return Row(label, Action("thing", (subject,)), Action("remove", (subject,)))

    # --- One thing

    def thing(self, subject: str, sheet: Sheet, faults: Mapping[str, tuple[Text, ...]]) -> Section:
        """The fields of a thing."""
        groups = asking.groups(self._state, sheet, subject, sheet.fields, self._language)
        return Section(None, self._typed(groups, faults))

    def new(self, sheet: Sheet, at: Action, faults: Mapping[str, tuple[Text, ...]]) -> Section:
        """The fields of a thing that is not there yet, with what it was asked for from."""
        subject = answer.new(sheet.class_)
        groups = asking.groups(self._state, sheet, subject, sheet.fields, self._language)
        if self._sent is None or not self._sent.answers:
            groups = asking.answered(groups, dict(self._preset(sheet, subject, at)), {})
        return Section(None, self._typed(groups, faults))

    def _preset(self, sheet: Sheet, subject: str, at: Action) -> Iterator[tuple[str, list[str]]]:
        node = self._state.nodes.get(at.part(2))
        property_ = OWNER if at.part(1) == OWNER else address.known(at.part(1))
        if node is None or property_ is None:
            return
        field = place.owner(sheet) if isinstance(property_, str) else sheet.field(property_)
        said = value.called(self._state, field, node) if field is not None else None
        if said is not None:
            yield str(Name(subject, (), property_)), [said]

    def related(self, node: NamedNode, sheet: Sheet) -> tuple[Listing, ...]:
        """What belongs to a thing, or is first of all about it."""
        subject = self._state.standing.identifier(node)
        found = []
        for other in self._state.form.sheets:
            leading = _leading(self._state, other, sheet)
            if leading is None:
                continue
            nodes = [one for one in self._state.standing.of_class(other.class_) if self._leads(one, leading, node)]
            rows = tuple(self.row(one) for one in nodes[:PAGE])
            key = curie(other.class_)
            way = OWNER if isinstance(leading, str) else curie(leading.property)
            add = Action("add", (key, way, subject))
            found.append(Listing(other.name, None, key, rows, len(nodes), 1, add, None, None))
        return tuple(found)

    def _leads(self, node: NamedNode, leading: Field | str, to: NamedNode) -> bool:
        if isinstance(leading, str):
            thing = self._state.standing.things[node]
            return any(triple.subject == to for triple in self._state.standing.owners(thing))
        return to in self._state.standing.graph.nodes(node, leading.property)

    # --- What is said of it

    def _typed(self, groups: tuple[Group, ...], faults: Mapping[str, tuple[Text, ...]]) -> tuple[Group, ...]:
        """The fields with what somebody typed, where it was not taken."""
        return asking.answered(groups, self._sent.by_name, faults) if faults and self._sent is not None else groups

    def said_of(self, ask: Ask) -> tuple[Told, ...]:
        """What the charter says of a field."""
        name = answer.read(ask.name)
        if name is None or name.is_new:
            return ()
        ways = [ask.property, *name.chain]
        found = (one for way in ways for one in self.gauge.of(name.subject, way) if one.severity is not Severity.INFO)
        return tuple(dict.fromkeys(found))

    def is_at(self, ask: Ask, about: str) -> bool:
        """Whether a field is the one that a finding leads to.

        :param about: its property, as the address of a page has it; empty where it leads to none.
        """
        name = answer.read(ask.name)
        ways = [ask.property, *(name.chain if name is not None else ())]
        return bool(about) and about in map(curie, ways)

    def places(self, told: tuple[Told, ...]) -> tuple[Place, ...]:
        """Findings, each with the page where one answers it."""
        found = sorted((one for one in told if one.severity is not Severity.INFO), key=_weight)
        return tuple(
            Place(
                one,
                self._page_of(*(self._lacks.at(one.finding) or (one.subject, one.about)), one.step),
                self._lacking(one),
            )
            for one in found[:_MOST]
        )

    def _lacking(self, told: Told) -> tuple[Lacking, ...]:
        return tuple(
            Lacking(one.text, self._page_of(one.subject, one.about, told.step) if one.subject is not None else None)
            for one in self._lacks.of(told.finding)
        )

    def _page_of(self, subject: str | None, asked: NamedNode | None, step: int) -> Action:
        """The page with the field of a thing; without either, the page of a step."""
        about = curie(asked) if asked is not None else ""
        node = self._state.nodes.get(subject or "")
        sheet = place.sheet_of(self._state, subject or "")
        if node is None or sheet is None:
            return Action("step", (str(step),))
        if sheet in steps.singles(self._state.form):
            field = sheet.field(asked) if asked is not None else None
            if field is None or not steps.asked(self._state.form, sheet, field):
                return Action("step", (str(step),))
            return Action("step", (str(steps.of_field(sheet, field)), "", "", about))
        row = self._state.standing.things[node].row
        return Action("thing", (self._state.standing.identifier(row), about))

    def requirements(self, step: Step) -> tuple[Requirement, ...]:
        """The charter's sentences of a step."""
        return tuple(steps.requirements(step, self._state.form))


def _leading(state: State, other: Sheet, sheet: Sheet) -> Field | str | None:
    """By what the things of a sheet are about those of another: what owns them, or their first field."""
    if other.owner is not None and state.form.of(other.owner.class_) is sheet:
        return OWNER
    first = next(iter(other.fields), None)
    leads = first is not None and any(state.form.of(class_) is sheet for class_ in first.classes)
    return first if leads else None


def _outcome(told: Told) -> Outcome | None:
    """What a finding makes of its row; nothing of a warning."""
    return told.outcome if told.severity is Severity.VIOLATION else None


def _weight(told: Told) -> int:
    """What comes first: what is to be answered, then what the committee says, then remarks."""
    if told.severity is not Severity.VIOLATION:
        return 2
    return 1 if told.outcome is Outcome.CANNOT_TELL else 0


def mark(name: str) -> str:
    """The identifier of a field in a page."""
    return f"f-{sha256(name.encode()).hexdigest()[:10]}"


def listed(options: tuple[Option, ...]) -> str:
    """The identifier of some names that fields propose."""
    return mark("\n".join(option.value for option in options))
