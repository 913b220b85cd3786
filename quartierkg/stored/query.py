"""A stored query: a question with its words, its parameters, its columns and its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.language import Text
from quartierkg.query import Form
from quartierkg.stored.parameter import Option, Parameter
from quartierkg.terms import term

# What has an outline or a point, or lies within something that has one.
_PLACED: Final[frozenset[NamedNode | None]] = frozenset(
    term(name)
    for name in (
        *("qn:Quartier", "qn:FabLab", "qn:GuestDesk", "qn:Territory", "qn:Building", "qn:Station", "org:Site"),
        "geo:Feature",
    )
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer, named as its variable."""

    name: str
    label: Text
    class_: NamedNode | None = None
    """The class of its things, where it holds things of the network."""
    datatype: NamedNode | None = None


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """A question that is ready to be asked."""

    id: str
    iri: NamedNode
    title: Text
    explanation: Text
    keywords: tuple[Text, ...]
    audiences: tuple[Option, ...]
    requirements: tuple[NamedNode, ...]
    """The requirements and criteria that it sheds light on."""
    across: bool
    """Whether it is about what links Quartiers to each other."""
    timeless: bool
    """Whether it is about no Quartier, so that neither day nor state matters."""
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    form: Form
    text: str
    """SPARQL 1.1 without a LIMIT; a parameter is a variable that is written with a dollar.

    A CONSTRUCT makes one statement of each solution, so that pages of solutions are pages of statements.
    """
    rows: str
    """The same as a SELECT: of a CONSTRUCT, the three parts of its statements."""
    needs: Text | None = None
    """What a remote store must be able to do; None: SPARQL 1.1 is enough."""

    @property
    def places(self) -> Column | None:
        """The column whose things are shown on a map: the first that holds things which have a place."""
        return next((column for column in self.columns if column.class_ in _PLACED), None)
