"""What a page asks of a thing: its fields in groups, each with what is stated already."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.charter.document import Requirement
from quartierkg.filling import applying, place, steps, value
from quartierkg.filling.answer import NATURE, OWNER, Name
from quartierkg.filling.calling import called
from quartierkg.filling.state import State
from quartierkg.filling.words import NO, YES
from quartierkg.form import Field, Kind, Sheet
from quartierkg.language import Language, Text
from quartierkg.terms import NAMING, curie, term
from quartierkg.workbook.column import inside, joined

_OUTLINE: Final = term("geo:wktLiteral")
_LAST: Final = 90
"""From this place on stands what may be said of anything, which a page shows folded."""
_CHOSEN: Final = 30
"""Of so many things one is chosen from a list; where there are more, one writes the beginning of a name."""
_PROPOSED: Final = 1_000
"""So many names a page proposes at most; any other is written out."""
_LONG: Final = 60
_DEEPEST: Final = 3


class Control(Enum):
    """What a value is filled in with."""

    LINE = "line"
    LINES = "lines"
    DATE = "date"
    FIGURE = "figure"
    CHOICE = "choice"
    NAME = "name"
    """A name, of which the page proposes some."""
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one value."""

    text: str
    control: Control
    folded: bool = False
    """Whether it is for one value more, and shown when somebody wants it."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A field on a page."""

    name: str
    label: Text
    help: Text | None
    unit: str | None
    language: str | None
    slots: tuple[Slot, ...]
    options: tuple[Option, ...]
    """What may be chosen, or is proposed."""
    requirements: tuple[Requirement, ...]
    property: NamedNode
    kept: int = 0
    """How many values it has that the page does not show."""
    faults: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Some fields that belong together."""

    title: Text | None
    asks: tuple[Ask, ...]
    folded: bool = False
    subject: str = ""
    """The thing that they are about, where it is there."""


def groups(
    state: State, sheet: Sheet, subject: str, fields: Iterable[Field], language: Language, *, about: bool = True
) -> tuple[Group, ...]:
    """What a page asks of a thing.

    :param subject: the thing as the names of fields call it.
    :param about: whether it also asks what the thing is and whose.
    """
    found = _Asking(state, language).groups(sheet, subject, fields, about)
    return tuple(group for group in unrepeated(found, set()) if group.asks)


def unrepeated(found: Iterable[Group], seen: set[str]) -> Iterator[Group]:
    """The groups with every field once, though a part stand below several: two answers to one field say nothing sure.

    :param seen: the names of the fields that the page has already.
    """
    for group in found:
        asks: list[Ask] = []
        for ask in group.asks:
            if ask.name not in seen:
                seen.add(ask.name)
                asks.append(ask)
        yield replace(group, asks=tuple(asks))


def answered(
    found: Iterable[Group], said: Mapping[str, list[str]], faults: Mapping[str, tuple[Text, ...]]
) -> tuple[Group, ...]:
    """The same with what somebody answered in the place of what is stated, and what is wrong with that."""
    return tuple(replace(group, asks=tuple(_answered(ask, said, faults) for ask in group.asks)) for group in found)


def _answered(ask: Ask, said: Mapping[str, list[str]], faults: Mapping[str, tuple[Text, ...]]) -> Ask:
    given = said.get(ask.name)
    if given is None:
        return ask
    control = ask.slots[0].control if ask.slots else Control.LINE
    texts = [one for one in given if one.strip()]
    slots = [Slot(text, _of_text(control, text)) for text in texts]
    slots += [slot for slot in ask.slots if not slot.text][: 1 if not texts or ask.slots[-1].folded else 0]
    return replace(ask, slots=tuple(slots), faults=faults.get(ask.name, ()))


class _Asking:
    def __init__(self, state: State, language: Language) -> None:
        self._state, self._language = state, language

    def groups(self, sheet: Sheet, subject: str, fields: Iterable[Field], about: bool) -> Iterator[Group]:
        asked = [field for field in fields if steps.asked(self._state.form, sheet, field)]
        first = [field for field in asked if field.order < _LAST]
        plain = [field for field in first if inside(self._state.form, field) is None]
        asks = [self._ask(Name(subject, (), field.property), field) for field in plain]
        yield Group(None, tuple((*self._about(sheet, subject), *_spread(asks)) if about else _spread(asks)))
        for field in first:
            inner = inside(self._state.form, field)
            if inner is not None:
                yield from self._parts(inner, field, subject)
        last = [self._ask(Name(subject, (), field.property), field) for field in asked if field.order >= _LAST]
        yield Group(None, tuple(_spread(last)), folded=True)

    def _about(self, sheet: Sheet, subject: str) -> Iterator[Ask]:
        """What a thing is, and whose."""
        nature, owner = place.nature(sheet), place.owner(sheet)
        if nature is not None:
            yield from self._ask(Name(subject, (), NATURE), nature)
        if owner is not None:
            yield from self._ask(Name(subject, (), OWNER), owner)

    def _parts(self, inner: Sheet, field: Field, subject: str) -> Iterator[Group]:
        """What is filled in with a thing: each part that it has, else a place for one."""
        node = self._state.nodes.get(subject)
        found = self._state.standing.graph.nodes(node, field.property) if node is not None else []
        for part in found[: value.MOST]:
            named = self._state.standing.identifier(part)
            yield Group(field.label, tuple(self._fields(inner, named, (), Text("", ""), ())), subject=named)
        if not found:
            yield Group(
                field.label, tuple(self._fields(inner, subject, (field.property,), Text("", ""), field.requirements))
            )

    def _fields(
        self,
        sheet: Sheet,
        subject: str,
        chain: tuple[NamedNode, ...],
        before: Text,
        requirements: tuple[Requirement, ...],
    ) -> Iterator[Ask]:
        """The fields of a part, and of its own parts."""
        for field in sheet.fields:
            if not steps.asked(self._state.form, sheet, field):
                continue
            label, inner = joined(before, field.label), inside(self._state.form, field)
            if inner is None:
                name = Name(subject, chain, field.property)
                if place.field_of(self._state, name) != field:
                    continue  # a part that is something else as well: no answer would be read as one to this field
                for ask in self._ask(name, field):
                    yield replace(ask, label=label, requirements=ask.requirements or requirements)
            elif len(chain) < _DEEPEST:
                node = self._state.nodes.get(subject) if not chain else None
                found = self._state.standing.graph.nodes(node, field.property) if node is not None else []
                for part in found[: value.MOST]:
                    yield from self._fields(inner, self._state.standing.identifier(part), (), label, requirements)
                if not found:
                    yield from self._fields(inner, subject, (*chain, field.property), label, requirements)

    # --- One field

    def _ask(self, name: Name, field: Field) -> list[Ask]:
        """A field; a text is asked for in each language that it is in, else in that of the page."""
        spoken: list[str | None] = [None]
        node = self._state.nodes.get(name.subject) if not name.chain else None
        objects = self._state.standing.graph.objects(node, field.property) if node is not None else []
        if field.kind in (Kind.TEXT, Kind.STRING):
            stated = [getattr(value_, "language", None) for value_ in objects]
            spoken = list(dict.fromkeys(stated)) or [self._language if field.kind is Kind.TEXT else None]
        asks = [self._in(replace(name, language=one), field, node) for one in spoken]
        shown = sum(1 for ask in asks for slot in ask.slots if slot.text)
        kept = max(0, len(objects) - shown) if isinstance(name.what, NamedNode) else 0
        return [*asks[:-1], replace(asks[-1], kept=kept)]

    def _in(self, name: Name, field: Field, node: NamedNode | None) -> Ask:
        found = applying.shown(self._state, node, name, field) if node is not None else []
        options = tuple(islice(self._options(field, name, node), _PROPOSED))
        control = _control(field, options)
        slots = [Slot(text, _of_text(control, text)) for _, text in found]
        if not slots or field.most != 1:
            slots.append(Slot("", control, folded=bool(slots)))
        if control in (Control.CHOICE, Control.NAME):
            known = {option.value for option in options}
            more = (Option(text, text) for _, text in found if text not in known)
            options = (*options, *more)
        return Ask(
            str(name),
            field.label,
            field.help,
            field.unit,
            name.language,
            tuple(slots),
            options,
            field.requirements,
            field.property,
        )

    def _options(self, field: Field, name: Name, node: NamedNode | None) -> Iterator[Option]:
        language = self._language
        if field.kind is Kind.BOOLEAN:
            yield from (Option("true", YES.in_(language)), Option("false", NO.in_(language)))
        elif field.kind is Kind.CHOICE:
            yield from (Option(curie(choice.node), choice.label.in_(language)) for choice in field.choices)
        elif field.kind is Kind.REFERENCE:
            seen: set[NamedNode] = {node} if node is not None and name.what != OWNER else set()
            for one in self._things(field.classes):
                if one not in seen:
                    seen.add(one)
                    yield from self._option(field, one, called(self._state, one, language))
            for choice in field.choices:
                if choice.node not in seen:
                    yield from self._option(field, choice.node, choice.label.in_(language))

    def _option(self, field: Field, node: NamedNode, label: str) -> Iterator[Option]:
        said = value.called(self._state, field, node)
        if said is not None:
            yield Option(said, label)

    def _things(self, classes: Iterable[NamedNode]) -> Iterator[NamedNode]:
        sheets = dict.fromkeys(self._state.form.of(class_) for class_ in classes)
        for sheet in sheets:
            if sheet is not None:
                yield from self._state.standing.of_class(sheet.class_)


def _spread(found: Iterable[list[Ask]]) -> list[Ask]:
    return [ask for asks in found for ask in asks]


def _control(field: Field, options: tuple[Option, ...]) -> Control:
    if field.kind in (Kind.CHOICE, Kind.BOOLEAN):
        return Control.CHOICE
    if field.kind is Kind.REFERENCE:
        return Control.CHOICE if 0 < len(options) <= _CHOSEN else Control.NAME
    if field.datatype == _OUTLINE:
        return Control.OUTLINE
    return _BY_KIND.get(field.kind, Control.LINES if _is_long(field) else Control.LINE)


_BY_KIND: Final[Mapping[Kind, Control]] = {
    Kind.DATE: Control.DATE,
    Kind.NUMBER: Control.FIGURE,
    Kind.INTEGER: Control.FIGURE,
}


def _is_long(field: Field) -> bool:
    return field.kind is Kind.TEXT and field.property not in NAMING and field.order < _LAST


def _of_text(control: Control, text: str) -> Control:
    """What a text that is there is filled in with: a browser throws away what a narrower field cannot hold."""
    return next((fallback for fits, fallback in _WIDER.get(control, ()) if not fits(text)), control)


def _is_day(text: str) -> bool:
    try:
        return not text or (len(text) == 10 and datetime.date.fromisoformat(text).isoformat() == text)
    except ValueError:
        return False


def _is_line(text: str) -> bool:
    return "\n" not in text and len(text) <= 2 * _LONG


_WIDER: Final[Mapping[Control, tuple[tuple[Callable[[str], bool], Control], ...]]] = {
    Control.DATE: ((_is_line, Control.LINES), (_is_day, Control.LINE)),
    **dict.fromkeys((Control.LINE, Control.FIGURE, Control.NAME), ((_is_line, Control.LINES),)),
}
