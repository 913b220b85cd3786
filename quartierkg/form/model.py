"""The form of a dossier: what is filled in, sheet by sheet and field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from pyoxigraph import NamedNode

from quartierkg.form.field import Choice, Field
from quartierkg.language import Text


@dataclass(frozen=True, slots=True)
class Owner:
    """What the things of a sheet belong to, and by which property it says so."""

    property: NamedNode
    class_: NamedNode
    """The first class of the owner's sheet."""
    label: Text


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The things of one class, or of several that are filled in alike; one object for each, compared as such."""

    classes: tuple[NamedNode, ...]
    """The first is what its rows are, where there is nothing to choose from."""
    name: Text
    help: Text | None
    fields: tuple[Field, ...]
    natures: tuple[Choice, ...]
    """The classes that a row may be of; none where there is but one."""
    owner: Owner | None = None
    inside: bool = False
    """Whether its things are filled in on the rows of what names them: then it is no sheet of its own."""
    order: int = 0

    @property
    def class_(self) -> NamedNode:
        """Its first class, by which others name it."""
        return self.classes[0]

    def field(self, property_: NamedNode) -> Field | None:
        """The field of a property."""
        return next((field for field in self.fields if field.property == property_), None)


@dataclass(frozen=True, eq=False)
class Form:
    """All sheets, in their order, and what is known of every term that a dossier may use."""

    all: tuple[Sheet, ...]
    terms: dict[NamedNode, Field]
    """Every property that a sheet has, by itself: what any sheet may be given as a column more."""
    broader: dict[NamedNode, tuple[NamedNode, ...]]
    """The classes above a class."""
    labels: dict[NamedNode, Text]
    """What classes are called."""

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Those that are sheets of their own."""
        return tuple(sheet for sheet in self.all if not sheet.inside)

    @cached_property
    def _by_class(self) -> dict[NamedNode, Sheet]:
        return {class_: sheet for sheet in self.all for class_ in sheet.classes}

    def of(self, class_: NamedNode) -> Sheet | None:
        """The sheet on which the things of a class stand: its own, else that of the nearest class above."""
        if class_ not in self._asked:
            found = (self._by_class[one] for one in self.line(class_) if one in self._by_class)
            self._asked[class_] = next(found, None)
        return self._asked[class_]

    @cached_property
    def _asked(self) -> dict[NamedNode, Sheet | None]:
        """The sheets of classes, once they were looked for."""
        return {}

    def line(self, class_: NamedNode) -> Iterator[NamedNode]:
        """A class and those above it, the nearest first."""
        level, seen = [class_], {class_}
        while level:
            yield from level
            level = [one for below in level for one in self.broader.get(below, ()) if one not in seen]
            level = list(dict.fromkeys(level))
            seen.update(level)


@cache
def bundled(version: str | None = None) -> Form:
    """The form of a version of the charter, of the current one where none is named.

    :raises UsageFault: when there is no such version.
    """
    from quartierkg.form.building import build, sources  # the model is what it builds

    return build(*sources(version))
