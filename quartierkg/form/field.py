"""A field of a form: a property as the things of one class have it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.charter.document import Requirement
from quartierkg.language import Text
from quartierkg.terms import NUMERIC, term


class Kind(Enum):
    """What a field is filled in with."""

    TEXT = "text"
    """A text in a language."""
    STRING = "string"
    """A text without one, or a literal of a datatype of its own."""
    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"
    MOMENT = "moment"
    """A date with its time of day."""
    BOOLEAN = "boolean"
    CHOICE = "choice"
    """One of a closed list."""
    REFERENCE = "reference"
    """Another thing: of the dossier, or one that is known."""


_KINDS: Final = {
    term("rdf:langString"): Kind.TEXT,
    term("xsd:date"): Kind.DATE,
    term("xsd:dateTime"): Kind.MOMENT,
    term("xsd:boolean"): Kind.BOOLEAN,
    term("xsd:integer"): Kind.INTEGER,
}


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Something that a field may be filled in with, by its name; one object for each, compared as such."""

    node: NamedNode
    label: Text


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A property of a class, and all that a form shows of it; one object for each, compared as such."""

    property: NamedNode
    label: Text
    help: Text | None = None
    kind: Kind = Kind.STRING
    datatype: NamedNode | None = None
    classes: tuple[NamedNode, ...] = ()
    """What it leads to."""
    choices: tuple[Choice, ...] = ()
    """The closed list, or the known things that a reference may name."""
    unit: str | None = None
    most: int | None = None
    """How many values the shapes look for at most; None where they set no bound."""
    requirements: tuple[Requirement, ...] = ()
    """The rows of the charter that look at it."""
    in_row: bool = False
    """Whether the thing that it leads to is filled in on the same row."""
    owns: bool | None = None
    """Whether the things that it leads to belong to the one that names them, where the ontology says so."""
    order: int = 0
    group: object = None
    """What it has in common with the fields that it is shown with (SHACL, 9.4); None where it stands for itself."""

    def for_(self, requirement: Requirement) -> Field:
        """The field, looked at by one row more."""
        if requirement in self.requirements:
            return self
        found = sorted((*self.requirements, requirement), key=lambda row: (row.order, row.id))
        return replace(self, requirements=tuple(found))


def kind(datatype: NamedNode | None, *, measured: bool, leads: bool, listed: bool) -> Kind:
    """What a field is filled in with.

    :param datatype: what the ontology or a shape says of its values.
    :param measured: whether it has a unit.
    :param leads: whether it leads to things.
    :param listed: whether its values are a closed list.
    """
    if listed:
        return Kind.CHOICE
    if leads:
        return Kind.REFERENCE
    if datatype in _KINDS:
        return _KINDS[datatype]
    return Kind.NUMBER if measured or datatype in NUMERIC else Kind.STRING
