"""A column of a sheet: what it states of the thing on its row, or of a thing that is filled in beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.form import Field, Form, Kind, Sheet
from quartierkg.language import LANGUAGES, Language, Text, typeset
from quartierkg.terms import NAMING, curie, term
from quartierkg.workbook import words

_SPACES: Final = re.compile(r"[\s\u00a0\u202f]+")
# A language tag as our texts use them (BCP 47): « nom (fr) », "name (en-GB)".
_TAGGED: Final = re.compile(r"(.*\S) ?\(([a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\)", re.DOTALL)
# How deep things may be filled in on one row.
_DEEPEST: Final = 3


class Part(Enum):
    """What a column says."""

    IDENTIFIER = "identifier"
    NATURE = "nature"
    OWNER = "owner"
    VALUE = "value"


Path = tuple[NamedNode, ...]
"""The properties that lead from the row's thing to the one that is meant; none for that thing itself."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column states."""

    part: Part
    label: Text
    path: Path = ()
    field: Field | None = None
    language: str | None = None
    """The language of its texts; None where they have none."""

    def header(self, language: Language) -> str:
        """Its title, by which it is also recognised."""
        tag = f" ({self.language})" if self.language else ""
        return typeset(self.label.fr) + tag if language == "fr" else self.label.en + tag

    @property
    def technical(self) -> str:
        """Its title by the names of its properties, where no other tells it from another column."""
        last = {Part.IDENTIFIER: "@id", Part.NATURE: "@type", Part.OWNER: "@owner"}.get(self.part)
        names = [*map(curie, self.path), last or (curie(self.field.property) if self.field else "")]
        return "/".join(names) + (f" ({self.language})" if self.language else "")

    @property
    def tagged(self) -> bool:
        """Whether its texts may be in a language."""
        return self.part is Part.VALUE and self.field is not None and self.field.kind in (Kind.TEXT, Kind.STRING)

    @property
    def names(self) -> bool:
        """Whether it gives the row's thing its name."""
        return not self.path and self.field is not None and self.part is Part.VALUE and self.field.property in NAMING


def normal(title: str) -> str:
    """A title or a name as it is compared: spaces, case and apostrophes make no difference."""
    return _SPACES.sub(" ", title).strip().replace("’", "'").casefold()


def planned(form: Form, sheet: Sheet, language: str) -> tuple[Column, ...]:
    """The columns that a fresh sheet has: who it is first, then what it is and whose, then its fields."""
    fields = tuple(_values(form, sheet, (), Text("", ""), language))
    names = [column for column in fields if column.names]
    about = tuple(_about(sheet))
    # What can only be of the dossier, or of its Quartier, need not be looked at.
    last = tuple(column for column in about if column.part is Part.OWNER and _is_of_all(form, sheet))
    first = tuple(column for column in about if column not in last)
    return (_IDENTIFIER, *names, *first, *(column for column in fields if not column.names), *last)


def _is_of_all(form: Form, sheet: Sheet) -> bool:
    """Whether what owns the things of a sheet is the dossier, or what the dossier is about."""
    root = form.of(term("qn:Dossier"))
    owned = [form.of(class_) for field in root.fields if field.owns for class_ in field.classes] if root else []
    return sheet.owner is not None and form.of(sheet.owner.class_) in (root, *owned)


def _about(sheet: Sheet) -> Iterator[Column]:
    if sheet.natures:
        yield Column(Part.NATURE, words.NATURE)
    if sheet.owner is not None:
        yield Column(Part.OWNER, words.BELONGS.filled(sheet.owner.label))


_IDENTIFIER: Final = Column(Part.IDENTIFIER, words.IDENTIFIER)


def _values(form: Form, sheet: Sheet, path: Path, before: Text, language: str | None) -> Iterator[Column]:
    """The columns of the fields of a sheet, with those of what is filled in beside them."""
    for field in sheet.fields:
        label = joined(before, field.label)
        inner = inside(form, field) if len(path) < _DEEPEST else None
        if inner is not None:
            yield from _values(form, inner, (*path, field.property), label, language)
        elif not owned(form, sheet, field):
            yield Column(Part.VALUE, label, path, field, language if field.kind is Kind.TEXT else None)


def joined(before: Text, label: Text) -> Text:
    """The title of a column behind those of what leads to it."""
    return Text(f"{before.fr} : {label.fr}", f"{before.en}: {label.en}") if before.fr else label


def inside(form: Form, field: Field) -> Sheet | None:
    """The sheet whose things a field has filled in on its own row."""
    if not field.in_row:
        return None
    return next((sheet for sheet in map(form.of, field.classes) if sheet is not None), None)


def owned(form: Form, sheet: Sheet, field: Field) -> bool:
    """Whether the things that a field leads to say themselves whose they are, on their own sheet."""
    for class_ in field.classes:
        part = form.of(class_)
        if part is not None and part.owner is not None and not part.inside:
            return (part.owner.property, part.owner.class_) == (field.property, sheet.class_)
    return False


@lru_cache(256)
def titles(form: Form, sheet: Sheet) -> Titles:
    """What the titles of a sheet stand for."""
    return Titles(form, sheet)


class Titles:
    """What the titles of one sheet stand for, in either language or by the names of properties."""

    def __init__(self, form: Form, sheet: Sheet) -> None:
        self._known: dict[str, Column] = {}
        own = (_IDENTIFIER, Column(Part.NATURE, words.NATURE), *_about(sheet))
        for column in (
            *own,
            *_values(form, sheet, (), Text("", ""), None),
            *self._nodes(form, sheet, (), Text("", "")),
        ):
            self._learn(column)
        for field in form.terms.values():
            if sheet.field(field.property) is None:
                self._learn(Column(Part.VALUE, field.label, (), field))
        for field in sheet.fields:
            # What is written beside its owner may all the same be named by it.
            self._learn(Column(Part.VALUE, field.label, (), field))

    def _nodes(self, form: Form, sheet: Sheet, path: Path, before: Text) -> Iterator[Column]:
        """The columns that name what is filled in on the row, say what it is, or say more of it."""
        for field in sheet.fields:
            inner = inside(form, field) if len(path) < _DEEPEST else None
            if inner is None:
                continue
            label, below = joined(before, field.label), (*path, field.property)
            yield Column(Part.IDENTIFIER, joined(label, words.IDENTIFIER), below)
            yield Column(Part.NATURE, joined(label, words.NATURE), below)
            yield from self._nodes(form, inner, below, label)
            for other in form.terms.values():
                if inner.field(other.property) is None:
                    yield Column(Part.VALUE, joined(label, other.label), below, other)

    def _learn(self, column: Column) -> None:
        for language in LANGUAGES:
            self._known.setdefault(normal(column.header(language)), column)
        self._known.setdefault(normal(column.technical), column)

    def column(self, title: str) -> Column | None:
        """The column that a title stands for; None for one that nothing is known of."""
        found = self._known.get(normal(title))
        if found is not None:
            return found
        tagged = _TAGGED.fullmatch(_SPACES.sub(" ", title).strip())
        found = self._known.get(normal(tagged[1])) if tagged else None
        if found is None or tagged is None or not found.tagged:
            return None
        return Column(found.part, found.label, found.path, found.field, tagged[2])

    def title(self, column: Column, language: Language, taken: Sequence[str] = ()) -> str:
        """The title of a column, by which it is found again; by its properties where the words mean another."""
        shown = column.header(language)
        return shown if self.column(shown) == column and normal(shown) not in taken else column.technical
