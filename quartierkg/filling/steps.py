"""The steps: one for each criterion, with what it asks for first, and one for what no criterion asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.charter.document import Charter, Requirement
from quartierkg.filling import words
from quartierkg.form import Field, Form, Sheet
from quartierkg.language import Text
from quartierkg.terms import term
from quartierkg.workbook.column import inside, owned

GENERAL: Final = 0
"""The number of what no criterion asks for."""
_DOSSIER: Final = term("qn:Dossier")


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A criterion, with what is filled in for it."""

    number: int
    label: Text
    fields: tuple[tuple[Sheet, tuple[Field, ...]], ...]
    """The fields of what there is one of: the dossier, and what it is about."""
    sheets: tuple[Sheet, ...]
    """What there may be several of."""


@lru_cache(8)
def steps(form: Form, charter: Charter) -> tuple[Step, ...]:
    """The steps of a form, in the order of the charter; what no criterion asks for comes first."""
    alone = singles(form)
    titles = {GENERAL: words.GENERAL} | {one.number: one.label for one in charter.criteria}
    sheets = [sheet for sheet in form.sheets if sheet not in alone]
    return tuple(
        Step(
            number,
            title,
            tuple((sheet, fields) for sheet in alone if (fields := _fields(form, sheet, number))),
            tuple(sheet for sheet in sheets if criterion(form, sheet) == number),
        )
        for number, title in titles.items()
    )


def singles(form: Form) -> tuple[Sheet, ...]:
    """What there is one of: the dossier, and what it owns outright."""
    root = form.of(_DOSSIER)
    if root is None:
        return ()
    owned_ = (form.of(class_) for field in root.fields if field.owns for class_ in field.classes)
    return tuple(dict.fromkeys((root, *(sheet for sheet in owned_ if sheet is not None))))


def of_field(sheet: Sheet, field: Field) -> int:
    """The criterion of the requirement that a field, or one of its group, serves first.

    What is said of the dossier itself is the story of its filing, whichever criterion looks at a date of it.
    """
    if sheet.class_ == _DOSSIER:
        return GENERAL
    with_it = (one.requirements for one in sheet.fields if field.group is not None and one.group == field.group)
    return _criterion(field.requirements or next(filter(None, with_it), ()))


def criterion(form: Form, sheet: Sheet) -> int:
    """The criterion that most fields of a sheet serve first."""
    found = Counter(
        of_field(sheet, field) for field in sheet.fields if field.requirements and asked(form, sheet, field)
    )
    return min(found, key=lambda number: (-found[number], number), default=GENERAL)


def asked(form: Form, sheet: Sheet, field: Field) -> bool:
    """Whether a page asks for a field: what says itself whose it is is not asked of its owner, nor is the Quartier."""
    about_all = bool(field.owns) and sheet.class_ == _DOSSIER
    return not owned(form, sheet, field) and not about_all


def requirements(step: Step, form: Form) -> Iterator[Requirement]:
    """The rows of the charter that a step is there for, each sentence once."""
    seen: set[NamedNode] = set()
    fields = [field for _, fields in step.fields for field in fields]
    fields += [field for sheet in step.sheets for field in sheet.fields]
    for row in sorted(_all(form, fields), key=lambda row: (row.order, row.id)):
        if (row.shown_under[:1] == (step.number,) or not (row.shown_under or step.number)) and row.sentence not in seen:
            seen.add(row.sentence)
            yield row


def _all(form: Form, fields: Iterable[Field]) -> set[Requirement]:
    found: set[Requirement] = set()
    for field in fields:
        found.update(field.requirements)
        inner = inside(form, field)
        if inner is not None:
            found.update(row for one in inner.fields for row in one.requirements)
    return found


def _fields(form: Form, sheet: Sheet, number: int) -> tuple[Field, ...]:
    return tuple(field for field in sheet.fields if asked(form, sheet, field) and of_field(sheet, field) == number)


def _criterion(rows: tuple[Requirement, ...]) -> int:
    if not rows:
        return GENERAL
    return rows[0].decides or next(iter(rows[0].shown_under), GENERAL)
