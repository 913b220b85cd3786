"""A dossier and some answers make a dossier.

What no answer speaks of stays as it is. An answer that was left empty takes away what its field showed and nothing
else, and states nothing; a thing that is not there yet is made by the first answer that says something of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.filling import answer, place, value, words
from quartierkg.filling.answer import NATURE, OWNER, Name
from quartierkg.filling.state import State, made
from quartierkg.form import Field, Kind, Sheet
from quartierkg.language import Text
from quartierkg.terms import NAMING, is_blank, last_part, term
from quartierkg.workbook import address
from quartierkg.workbook.cell import Bad
from quartierkg.workbook.words import NO_OWNER

_TYPE: Final = term("rdf:type")
_NONE: Final = "-"
"""What says that a new thing belongs to nothing."""
_WIDE: Final = 3

Answers = Sequence[tuple[str, str]]
"""The fields of a page with what they say, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of some answers."""

    state: State
    faults: dict[str, tuple[Text, ...]]
    """By the name of the field, what is wrong with the answers that nothing was made of."""
    made: dict[str, str]
    """What the new things are called now, by the subjects under which they were asked for."""
    names: dict[str, str]
    """What things are called now that have no address, by what they were called before."""


def apply(state: State, answers: Answers) -> Applied:
    """The dossier that answers make of one."""
    return _Applying(state).all(answers)


@dataclass(slots=True)
class _Change:
    """What becomes of the values of one field."""

    removed: list[value.Value] = field(default_factory=list)
    added: list[value.Value] = field(default_factory=list)


class _Applying:
    def __init__(self, state: State) -> None:
        self._state = state
        self._in_place: dict[Triple, list[Triple]] = {}
        """What stands now where a statement stood."""
        self._new: list[Triple] = []
        self._things: dict[tuple[str, tuple[NamedNode, ...]], NamedNode] = {}
        self._called: dict[str, str] = {}
        self._natured: set[str] = set()
        """The new things of which an answer says what they are."""
        self._faults: dict[str, list[Text]] = {}
        self._taken = set(state.nodes.values())

    def all(self, answers: Answers) -> Applied:
        by_name: dict[str, list[str]] = {}
        for field_, text in answers:
            by_name.setdefault(field_, []).append(value.normal(text))
        read = [(written, answer.read(written), said) for written, said in by_name.items()]
        for _, name, said in read:
            if name is not None and name.is_new and not name.chain:
                self._look_ahead(name, next((one.strip() for one in said if one.strip()), ""))
        for entry in read:
            self._one(*entry)
        self._own(read)
        return self._applied()

    def _look_ahead(self, name: Name, said: str) -> None:
        """What a new thing is called and is, before it is made."""
        if name.what in NAMING and said:
            self._called.setdefault(name.subject, said)
        if name.what == NATURE and said:
            self._natured.add(name.subject)

    # --- One field

    def _one(self, written: str, name: Name | None, said: list[str]) -> None:
        if name is not None and name.what == OWNER and name.is_new:
            return  # that is told once it is known whether anything else is said
        asked = place.field_of(self._state, name) if name is not None else None
        if name is not None and not name.is_new and name.subject not in self._state.nodes:
            self._fault(written, words.GONE.filled(name.subject))
        elif name is None or asked is None:
            self._fault(written, words.UNKNOWN.filled(written[:80]))
        else:
            try:
                self._change(name, asked, self._changed(name, asked, said))
            except Bad as bad:
                self._fault(written, bad.text)

    def _fault(self, written: str, text: Text) -> None:
        self._faults.setdefault(written, []).append(text)

    def _changed(self, name: Name, asked: Field, said: Iterable[str]) -> _Change:
        """What answers change of what was shown.

        :raises Bad: when nothing can be made of one.
        """
        left, change = self._shown(name, asked), _Change()
        new: list[str] = []
        for one in filter(str.strip, said):
            same = next((pair for pair in left if value.normal(pair[1]) == one), None)
            if same is None:
                new.append(one)
            else:
                left.remove(same)
        for one in new:
            found = value.read(self._state, asked, one, name.language)
            same = next((pair for pair in left if pair[0] == found), None)
            if same is None:
                change.added.append(found)
            else:
                left.remove(same)
        change.removed = [one for one, _ in left]
        if name.what == NATURE and change.removed and not change.added:
            change.added = self._unnatured(name.subject, change.removed)
        return change

    def _unnatured(self, subject: str, removed: list[value.Value]) -> list[value.Value]:
        """What a thing is of which nobody says any more what it is: one of its list, or no page would show it."""
        node, sheet = self._state.nodes[subject], place.sheet_of(self._state, subject)
        left = [one for one in self._state.standing.graph.nodes(node, _TYPE) if one not in removed]
        known = sheet is None or any(self._state.form.of(one) is sheet for one in left)
        return [] if known or sheet is None else [sheet.class_]

    def _shown(self, name: Name, asked: Field) -> list[tuple[value.Value, str]]:
        node = self._state.nodes.get(name.subject)
        if node is None or name.chain:
            return []
        return shown(self._state, node, name, asked)

    def _change(self, name: Name, asked: Field, change: _Change) -> None:
        if not change.removed and not change.added:
            return
        node = self._thing(name.subject, name.chain)
        old = [_stated(node, name, asked, one) for one in change.removed]
        new = [_stated(node, name, asked, one) for one in change.added]
        for number, triple in enumerate(old):
            self._in_place[triple] = new[number : number + 1]
        self._new += new[len(old) :]

    # --- Things that are not there yet

    def _thing(self, subject: str, chain: tuple[NamedNode, ...]) -> NamedNode:
        """The thing at the end of a way, made where it is not there."""
        key = (subject, chain)
        if key not in self._things:
            self._things[key] = self._found(subject, chain)
        return self._things[key]

    def _found(self, subject: str, chain: tuple[NamedNode, ...]) -> NamedNode:
        sheet = place.along(self._state.form, place.sheet_of(self._state, subject), chain)
        if chain:
            holder = self._thing(subject, chain[:-1])
            node = self._address(f"{holder.value}/" if not is_blank(holder) else self._state.base, last_part(chain[-1]))
            self._new.append(Triple(holder, chain[-1], node))
        elif subject in self._state.nodes:
            return self._state.nodes[subject]
        else:
            assert sheet is not None  # else there is no such field
            slug = address.slug(self._called.get(subject, ""))
            node = self._address(f"{self._state.base}{address.of_class(sheet.class_)}", slug, apart="/" if slug else "")
        if sheet is not None and (chain or subject not in self._natured):
            self._new.append(Triple(node, _TYPE, sheet.class_))
        return node

    def _address(self, start: str, end: str, apart: str = "") -> NamedNode:
        """An address that nothing has."""
        found, number = NamedNode(f"{start}{apart}{end}"), 1
        while found in self._taken:
            number += 1
            found = NamedNode(f"{start}{apart}{end}-{number}")
        self._taken.add(found)
        return found

    # --- Whose new things are

    def _own(self, read: Iterable[tuple[str, Name | None, list[str]]]) -> None:
        """A new thing belongs to what the answer says, else to the only thing that it may belong to."""
        said = {name.subject: (written, given) for written, name, given in read if name and name.what == OWNER}
        for (subject, chain), node in list(self._things.items()):
            sheet = place.sheet_of(self._state, subject)
            if chain or sheet is None or sheet.owner is None or subject in self._state.nodes:
                continue
            written, given = said.get(subject, (str(Name(subject, (), OWNER)), []))
            try:
                self._new += [Triple(one, sheet.owner.property, node) for one in self._owners(sheet, given)]
            except Bad as bad:
                self._fault(written, bad.text)

    def _owners(self, sheet: Sheet, given: Iterable[str]) -> list[NamedNode]:
        asked = place.owner(sheet)
        assert asked is not None
        named = [one for one in given if one.strip()]
        if named:
            found = (value.chosen(self._state, asked, one) for one in named if one.strip() != _NONE)
            return list(dict.fromkeys(found))
        owner = self._state.form.of(asked.classes[0])
        assert owner is not None  # a sheet is owned by one
        things = self._state.standing.of_class(owner.class_)
        if len(things) > 1:
            raise Bad(NO_OWNER, asked.label)
        return [things[0] if things else self._only(owner)]

    def _only(self, sheet: Sheet) -> NamedNode:
        """The one thing of a sheet, made with what it must belong to where nobody has filled it in."""
        key = (answer.new(sheet.class_), ())
        if key not in self._things:
            node = self._things[key] = self._address(self._state.base, address.of_class(sheet.class_))
            self._new.append(Triple(node, _TYPE, sheet.class_))
            if sheet.owner is not None:
                self._new += [Triple(one, sheet.owner.property, node) for one in self._owners(sheet, ())]
        return self._things[key]

    # --- The whole

    def _applied(self) -> Applied:
        triples = [new for old in self._state.triples for new in self._in_place.get(old, [old])]
        touched: set[object] = {old.subject for old in self._in_place}
        state, names = made(self._state.form, self._state.root, self._pruned([*triples, *self._new], touched))
        called = {subject: node for (subject, chain), node in self._things.items() if not chain}
        return Applied(
            state,
            {name: tuple(said) for name, said in self._faults.items()},
            {subject: state.standing.identifier(node) for subject, node in called.items()},
            names,
        )

    def _pruned(self, triples: list[Triple], touched: set[object]) -> list[Triple]:
        """Without the parts of which an emptied answer said the last thing: that they are there is no answer."""
        for _ in range(_WIDE):
            said: dict[object, list[Triple]] = {}
            for triple in triples:
                said.setdefault(triple.subject, []).append(triple)
            bare = {
                node
                for node in touched
                if self._is_part(node) and all(triple.predicate == _TYPE for triple in said.get(node, ()))
            }
            if not bare:
                return triples
            gone = [triple for triple in triples if triple.subject in bare or triple.object in bare]
            touched = {triple.subject for triple in gone if triple.subject not in bare}
            left_out = set(gone)
            triples = [triple for triple in triples if triple not in left_out]
        return triples

    def _is_part(self, node: object) -> bool:
        thing = self._state.standing.things.get(node) if isinstance(node, NamedNode) else None
        return thing is not None and thing.sheet.inside


def shown(state: State, node: NamedNode, name: Name, asked: Field) -> list[tuple[value.Value, str]]:
    """The values of a field that a page shows, each with the text that stands for it."""
    if name.what == OWNER:
        thing = state.standing.things.get(node)
        owning = [triple.subject for triple in state.standing.owners(thing)] if thing is not None else []
        pairs = ((one, value.called(state, asked, one)) for one in owning if isinstance(one, NamedNode))
        return [(one, said) for one, said in pairs if said is not None]
    if name.what == NATURE:
        known = {choice.node for choice in asked.choices}
        return [pair for pair in value.shown(state, node, asked, None) if pair[0] in known]
    return value.shown(state, node, asked, name.language if asked.kind in _SPOKEN else None)


_SPOKEN: Final = (Kind.TEXT, Kind.STRING)


def _stated(node: NamedNode, name: Name, asked: Field, found: value.Value) -> Triple:
    if name.what == OWNER:
        assert not isinstance(found, Literal)
        return Triple(found, asked.property, node)
    return Triple(node, asked.property, found)


def without(state: State, node: NamedNode) -> State:
    """The dossier without a thing, the parts that are filled in with it, and what names it."""
    gone = {node, *_parts(state, node)}
    kept = (triple for triple in state.triples if triple.subject not in gone and triple.object not in gone)
    return made(state.form, state.root, kept)[0]


def _parts(state: State, node: NamedNode) -> Iterator[NamedNode]:
    for triple in state.standing.leading:
        if triple.subject == node and isinstance(triple.object, NamedNode):
            yield triple.object
            yield from _parts(state, triple.object)
