"""A parameter of a stored query: what it is called, which values it takes, and the one that it has when nobody says."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg.language import Text

Term = NamedNode | Literal

STANDING: Final = "standing"
"""The variable beside ``state``: the property of graph/inferred that tells the days of what was asked for."""


class Kind(Enum):
    """What the values of a parameter are."""

    THING = "thing"
    """A thing of the network, of the parameter's class."""
    OPTION = "option"
    """One of a closed list."""
    DATE = "date"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a closed list: how it is named, and the terms that it stands for."""

    name: str
    label: Text
    terms: tuple[Term, ...]
    iri: NamedNode | None = None
    days: NamedNode | None = None
    """Of a state, or of states together: the property that tells the days of a Quartier in it."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a caller may say."""

    name: str
    label: Text
    description: Text
    kind: Kind
    class_: NamedNode | None = None
    """The class of the things that are meant."""
    options: tuple[Option, ...] = ()
    optional: bool = False
    """Whether it may be left out altogether: then nothing is bound."""
    default: str | None = None
    """The value as a caller would write it; None where it is found by a query, or where there is none."""
    default_query: str | None = None
    """The SELECT whose first row is the default."""
    least: Decimal | None = None
    most: Decimal | None = None
    not_after: str | None = None
    """The parameter whose value this one may not exceed."""
    common: bool = False
    """Whether every stored query has it."""
