"""The name of a field on a page: of which thing, on the way by which parts that it does not have yet, which property.

``v|quartier|geo:hasGeometry|geo:asWKT|`` is the outline of a boundary that the Quartier has not got; no IRI holds a
``|``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.terms import curie
from quartierkg.workbook import address

BAR: Final = "|"
NEW: Final = "+"
"""What the subject of a thing begins with that is not there yet; its class follows."""
NATURE: Final = "@type"
OWNER: Final = "@owner"
_MARK: Final = "v"
_LEAST: Final = 4
_LONGEST: Final = 4096
_LANGUAGE: Final = re.compile(r"(?:[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)?")
"""A tag of BCP 47 as RDF takes it, or none."""


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a field on a page."""

    subject: str
    chain: tuple[NamedNode, ...]
    what: NamedNode | str
    """A property, or one of :data:`NATURE` and :data:`OWNER`."""
    language: str | None = None

    def __str__(self) -> str:
        last = self.what if isinstance(self.what, str) else curie(self.what)
        return BAR.join((_MARK, self.subject, *map(curie, self.chain), last, self.language or ""))

    @property
    def is_new(self) -> bool:
        """Whether the thing is not there yet."""
        return self.subject.startswith(NEW)


def new(class_: NamedNode) -> str:
    """The subject of a thing that is not there yet."""
    return NEW + curie(class_)


def is_answer(name: str) -> bool:
    """Whether a field of a form answers something; others choose what to do."""
    return name.startswith(_MARK + BAR)


def read(said: str) -> Name | None:
    """The name that a form gives a field; None for what is none."""
    parts = said.split(BAR)
    if len(parts) < _LEAST or len(said) > _LONGEST or not _LANGUAGE.fullmatch(parts[-1]):
        return None
    chain = [address.known(one) for one in parts[2:-2]]
    last = parts[-2] if parts[-2] in (NATURE, OWNER) else address.known(parts[-2])
    if last is None or any(one is None for one in chain):
        return None
    return Name(parts[1], tuple(one for one in chain if one is not None), last, parts[-1] or None)
