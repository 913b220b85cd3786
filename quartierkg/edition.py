"""The versions of the charter as files: what each states itself, and what it takes from the version that it revises.

A version that revises another (``prov:wasRevisionOf``) holds only what differs. What it revises gets a name of its
own, what it withdraws (``qn:withdraws``) is gone, and everything else keeps its name: a name never means two things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from quartierkg import ntriples, resources
from quartierkg.errors import ShapesFault
from quartierkg.language import Text
from quartierkg.terms import CHARTER, SHAPES, term

DOCUMENT: Final = "charter.ttl"
_REVISES: Final = term("prov:wasRevisionOf")
_WITHDRAWS: Final = term("qn:withdraws")
# What a charter lists: a version that revises another adds to the list, and replaces every other statement.
_LISTS: Final = frozenset((term("qn:hasCriterion"), term("qn:hasRequirement")))
# Texts that are queries, in which the name of a requirement may stand.
_QUERIES: Final = frozenset((term("qn:foundBy"), term("sh:select"), term("sh:construct")))


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of the charter: its document, whole, and how it names what it revises."""

    version: str
    base: str | None
    own: tuple[Triple, ...]
    """What the version's own file states."""
    statements: tuple[Triple, ...]
    """The whole document: what the file states, and what is taken from the version that it revises."""
    revised: Mapping[NamedNode, NamedNode]
    """What the version names anew, by the name in its base."""
    withdrawn: frozenset[NamedNode]

    @property
    def document(self) -> NamedNode:
        """The charter itself."""
        return NamedNode(CHARTER + self.version)

    @property
    def illustrative(self) -> bool:
        """Whether the version is invented as an example."""
        true = Literal("true", datatype=term("xsd:boolean"))
        return Triple(self.document, term("qn:illustrative"), true) in self.own


@cache
def versions() -> tuple[str, ...]:
    """The versions that the installation holds."""
    return tuple(sorted(entry.name for entry in resources.folder("shapes").iterdir() if (entry / DOCUMENT).is_file()))


@cache
def edition(version: str) -> Edition:
    """A version, with what it takes from the one that it revises.

    :raises ShapesFault: when that one is not there.
    """
    own = tuple(quad.triple for quad in parse(file(version).read_bytes(), format=RdfFormat.TURTLE))
    base = _base(version, own)
    if base is None:
        return Edition(version, None, own, own, {}, frozenset())
    document = NamedNode(CHARTER + version)
    revised = {
        triple.object: triple.subject
        for triple in own
        if triple.predicate == _REVISES and triple.subject != document
        if isinstance(triple.object, NamedNode) and isinstance(triple.subject, NamedNode)
    }
    withdrawn = frozenset(
        triple.object for triple in own if triple.predicate == _WITHDRAWS and isinstance(triple.object, NamedNode)
    )
    whole = (*_inherited(edition(base), document, own, revised, withdrawn), *own)
    return Edition(version, base, own, tuple(dict.fromkeys(whole)), revised, withdrawn)


@cache
def lineage(version: str) -> tuple[str, ...]:
    """The version and those that it goes back to, the oldest first."""
    base = edition(version).base
    return (*lineage(base), version) if base is not None else (version,)


def file(version: str) -> Traversable:
    """The document of a version, as it was written."""
    return resources.folder("shapes") / version / DOCUMENT


def published(version: str) -> bytes:
    """What a version adds to what the others say, in Turtle: each thing of its own with all that is said of it."""
    found = edition(version)
    if found.base is None:
        return file(version).read_bytes()
    own = {triple.subject for triple in found.own}
    return ntriples.text(triple for triple in found.statements if triple.subject in own).encode()


def renamed(triple: Triple, held_by: str, version: str) -> Triple:
    """A statement of a version's shapes as a later version has it: about that one's shapes and requirements."""
    line = lineage(version)
    for before, later in pairwise(line[line.index(held_by) :]):
        names = edition(later).revised
        triple = _changed(triple, partial(_later, names=names, before=before, later=later))
        if triple.predicate in _QUERIES and isinstance(triple.object, Literal):
            triple = Triple(triple.subject, triple.predicate, Literal(_in_query(triple.object.value, names)))
    return triple


def withdrawn(version: str) -> frozenset[NamedNode]:
    """The requirements that the version, or one that it goes back to, withdrew."""
    return frozenset(iri for each in lineage(version) for iri in edition(each).withdrawn)


def _base(version: str, own: Iterable[Triple]) -> str | None:
    """The version that a charter says it revises."""
    about = (NamedNode(CHARTER + version), _REVISES)
    named = [t.object.value for t in own if (t.subject, t.predicate) == about and isinstance(t.object, NamedNode)]
    if not named:
        return None
    base = named[0].removeprefix(CHARTER)
    if base not in versions() or base == version:
        raise ShapesFault(
            Text(
                f"La version {version} de la charte révise une version inconnue : {base}.",
                f"Version {version} of the charter revises an unknown version: {base}.",
            ),
            source=str(file(version)),
        )
    return base


def _inherited(
    base: Edition,
    document: NamedNode,
    own: Iterable[Triple],
    revised: Mapping[NamedNode, NamedNode],
    withdrawn: frozenset[NamedNode],
) -> Iterator[Triple]:
    """What a version takes from its base: of the charter itself only what it lists, of the rest what stays as it is."""
    stated = {(triple.subject, triple.predicate) for triple in own}
    for triple in base.statements:
        if triple.subject in withdrawn or triple.object in withdrawn:
            continue
        now = _changed(triple, lambda node: revised.get(node, node))
        if triple.subject != base.document and (now.subject, now.predicate) not in stated:
            yield now
        elif triple.subject == base.document and triple.predicate in _LISTS:
            yield Triple(document, now.predicate, now.object)


def _changed(triple: Triple, change: Callable[[NamedNode], NamedNode]) -> Triple:
    """A statement with other names for what it is about and what it leads to."""
    subject, found = triple.subject, triple.object
    return Triple(
        change(subject) if isinstance(subject, NamedNode) else subject,
        triple.predicate,
        change(found) if isinstance(found, NamedNode) else found,
    )


def _later(node: NamedNode, names: Mapping[NamedNode, NamedNode], before: str, later: str) -> NamedNode:
    """What a later version calls something that shapes name: every shape is its own, a requirement where it differs."""
    if node.value == CHARTER + before:
        return NamedNode(CHARTER + later)
    own, _, local = node.value.partition("#")
    if own == SHAPES + before:
        return NamedNode(f"{SHAPES}{later}#{local}" if local else SHAPES + later)
    return names.get(node, node)


def _in_query(text: str, names: Mapping[NamedNode, NamedNode]) -> str:
    """A query with the later names of the requirements that it names."""
    for before, later in names.items():
        text = text.replace(f"<{before.value}>", f"<{later.value}>")
    return text
