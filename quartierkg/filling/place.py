"""What a name on a page means in a dossier: the thing, its sheet, and the field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.filling import words
from quartierkg.filling.answer import NATURE, NEW, OWNER, Name
from quartierkg.filling.state import State
from quartierkg.form import Field, Form, Kind, Sheet
from quartierkg.terms import term
from quartierkg.workbook import address
from quartierkg.workbook.column import inside

_TYPE: Final = term("rdf:type")


def sheet_of(state: State, subject: str) -> Sheet | None:
    """The sheet of a thing, be it there or not; None where nothing is known of it."""
    if subject.startswith(NEW):
        class_ = address.known(subject.removeprefix(NEW))
        return state.form.of(class_) if class_ is not None else None
    node = state.nodes.get(subject)
    thing = state.standing.things.get(node) if node is not None else None
    return thing.sheet if thing is not None else None


def along(form: Form, sheet: Sheet | None, chain: Sequence[NamedNode]) -> Sheet | None:
    """The sheet at the end of a way by parts that are filled in with what names them."""
    for step in chain:
        leading = sheet.field(step) if sheet is not None else None
        sheet = inside(form, leading) if leading is not None else None
    return sheet


def field_of(state: State, name: Name) -> Field | None:
    """The field that a name means; None where there is none."""
    sheet = along(state.form, sheet_of(state, name.subject), name.chain)
    if name.what == NATURE:
        return nature(sheet) if sheet is not None else None
    if name.what == OWNER:
        return owner(sheet) if sheet is not None else None
    assert isinstance(name.what, NamedNode)
    if sheet is None and not name.chain and not name.is_new and name.subject in state.nodes:
        return state.form.terms.get(name.what)
    return sheet.field(name.what) if sheet is not None else None


def nature(sheet: Sheet) -> Field | None:
    """The field that says what a thing is; None where there is nothing to choose from."""
    if not sheet.natures:
        return None
    return Field(_TYPE, words.NATURE, words.NATURE_HELP, Kind.CHOICE, choices=sheet.natures)


def owner(sheet: Sheet) -> Field | None:
    """The field that says whose a thing is; its property leads from there to here."""
    if sheet.owner is None:
        return None
    label = words.BELONGS.filled(sheet.owner.label)
    return Field(sheet.owner.property, label, kind=Kind.REFERENCE, classes=(sheet.owner.class_,))
