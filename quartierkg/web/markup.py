"""What a page carries for machines: the same statements in JSON-LD, in our terms and in those of schema.org."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from quartierkg.publish import Description, jsonld
from quartierkg.publish.profile import profiles
from quartierkg.snapshot import Snapshot
from quartierkg.terms import CONTEXT, PREFIXES

_SCHEMA: Final = "https://schema.org/"
_MOST: Final = 500
"""So many statements a page carries; the documents beside it have the rest."""


def of(snapshot: Snapshot, found: Description) -> tuple[str, ...]:
    """The blocks of the page of a thing; they can stand in an element of the page as they are."""
    own = jsonld.block(found.statements[:_MOST], CONTEXT)
    schema = profiles()["schema"].view(snapshot, found)[:_MOST]
    return own, jsonld.block(schema, _SCHEMA, _short)


def _short(node: NamedNode) -> str:
    """A term of schema.org by its own name, which its context knows; another one in full."""
    return node.value.removeprefix(PREFIXES["schema"])
