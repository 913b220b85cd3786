"""The statements that are linted: by subject and predicate, each with its file and its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.resources.abc import Traversable
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg import edition, ntriples
from quartierkg.charter.lint.fault import Fault
from quartierkg.charter.lint.turtle import Statement, statements
from quartierkg.charter.rules import Node, Values, is_rule
from quartierkg.language import Text
from quartierkg.layers import Layer
from quartierkg.terms import PREFIXES, term

Value = Node | Literal
_FILES_KEPT: Final = 256
_NO_VALUES: Final[Values] = {}


@dataclass(frozen=True)
class Shapes:
    """A shapes graph with its places."""

    version: str
    statements: tuple[Statement, ...]
    files: frozenset[str] | None = None
    """The files that are looked at; None for all. The others are there to be referred to."""

    @cached_property
    def nodes(self) -> dict[Node, Values]:
        """What is stated, by subject and predicate."""
        nodes: dict[Node, Values] = {}
        for statement in self.statements:
            subject, value = statement.triple.subject, statement.triple.object
            if not isinstance(subject, Triple) and not isinstance(value, Triple):
                nodes.setdefault(subject, {}).setdefault(statement.triple.predicate, []).append(value)
        return nodes

    @cached_property
    def subjects(self) -> dict[Node, Values]:
        """The nodes that are looked at: those of which the files say something."""
        if self.files is None:
            return self.nodes
        named = {statement.triple.subject for statement in self.statements if statement.file in self.files}
        return {node: values for node, values in self.nodes.items() if node in named}

    @cached_property
    def rules(self) -> tuple[NamedNode, ...]:
        """Those of them that are run for themselves."""
        return tuple(node for node, values in self.subjects.items() if isinstance(node, NamedNode) and is_rule(values))

    @cached_property
    def parents(self) -> dict[object, list[Node]]:
        """The subjects that point to each node."""
        found: dict[object, list[Node]] = {}
        for statement in self.statements:
            subject, value = statement.triple.subject, statement.triple.object
            if isinstance(value, NamedNode | BlankNode) and not isinstance(subject, Triple):
                found.setdefault(value, []).append(subject)
        return found

    @cached_property
    def text(self) -> str:
        """The graph as N-Triples."""
        return ntriples.text(statement.triple for statement in self.statements)

    def values(self, node: object, curie: str) -> list[Value]:
        """The values of a property of a node."""
        return self.of(node).get(term(curie), [])

    def of(self, node: object) -> Values:
        """What is stated of a node."""
        return self.nodes.get(node, _NO_VALUES) if isinstance(node, NamedNode | BlankNode) else _NO_VALUES

    def items(self, node: object) -> list[Value] | None:
        """The members of a well-formed list (SHACL, 1.2), or None."""
        items: list[Value] = []
        seen: set[object] = set()
        while node != term("rdf:nil"):
            first, rest = self.values(node, "rdf:first"), self.values(node, "rdf:rest")
            if node in seen or len(first) != 1 or len(rest) != 1:
                return None
            seen.add(node)
            items += first
            node = rest[0]
        return items

    def is_shape(self, node: object) -> bool:
        """Whether something is stated of a node in SHACL's own terms."""
        return any(predicate.value.startswith(PREFIXES["sh"]) for predicate in self.of(node))

    def name(self, node: Node) -> Text:
        """What to call a node: its name, or the named shape that it stands in."""
        seen: set[Node] = set()
        within = node
        while isinstance(within, BlankNode) and within not in seen:
            seen.add(within)
            within = next(iter(self.parents.get(within, [])), within)
        if isinstance(within, BlankNode):
            return Text("une forme sans nom", "a shape without a name")
        local = within.value.rpartition("#")[2]
        if within == node:
            return Text.alike(local)
        return Text(f"{local}, forme sans nom", f"{local}, shape without a name")

    def fault(
        self, node: Node, text: Text, remedy: Text, predicate: NamedNode | None = None, value: Value | None = None
    ) -> Fault:
        """A fault of a node, at the statement that it is about: the narrower, the closer."""
        name = self.name(node)
        said = Text(f"{name.fr} : {text.fr}", f"{name.en}: {text.en}")
        own = self._by_subject.get(node, [])
        if not own:
            return Fault(said, remedy=remedy)
        of_predicate = [s for s in own if s.triple.predicate == predicate]
        of_value = [s for s in of_predicate if s.triple.object == value]
        if of_value:
            return Fault(said, of_value[0].file, of_value[0].object, remedy)
        if of_predicate:  # of two statements of one thing the last is the one too many
            return Fault(said, of_predicate[-1].file, of_predicate[-1].predicate, remedy)
        # What an overlay states of a shape stands elsewhere; the shape is where its block begins.
        return Fault(said, own[0].file, own[0].subject, remedy)

    @cached_property
    def _by_subject(self) -> dict[object, list[Statement]]:
        found: dict[object, list[Statement]] = {}
        for statement in self.statements:
            found.setdefault(statement.triple.subject, []).append(statement)
        return found


def read(layers: Iterable[Layer], version: str) -> list[Statement]:
    """The statements of some layers, as a version has them.

    :raises ShapesFault: when a file does not parse.
    """
    found: list[Statement] = []
    for layer in layers:
        stated = (statement for file in layer.files for statement in read_file(file))
        if layer.version == version:  # it has its own names already
            found += stated
        else:
            found += (replace(one, triple=edition.renamed(one.triple, layer.version, version)) for one in stated)
    return found


def read_file(file: Traversable) -> tuple[Statement, ...]:
    """The statements of a file, as it was written.

    :raises ShapesFault: when it does not parse.
    """
    return _read(file.read_bytes(), str(file))


@lru_cache(maxsize=_FILES_KEPT)
def _read(data: bytes, file: str) -> tuple[Statement, ...]:
    return statements(data, file)


def layered(version: str, layers: Iterable[Layer]) -> Shapes:
    """The shapes that some layers make: each replaces, by subject and predicate, what those before it state."""
    found: list[Statement] = []
    for overlay in (read([layer], version) for layer in layers):
        stated = {(s.triple.subject, s.triple.predicate) for s in overlay if isinstance(s.triple.subject, NamedNode)}
        found = [s for s in found if (s.triple.subject, s.triple.predicate) not in stated] + overlay
    return Shapes(version, tuple(reachable(_without(found, edition.withdrawn(version)))))


def _without(found: list[Statement], withdrawn: Collection[NamedNode]) -> list[Statement]:
    """The statements of shapes that judge no requirement that was withdrawn (:mod:`quartierkg.layers`)."""
    judging = (s.triple for s in found if s.triple.predicate == term("qn:judges"))
    gone = {triple.subject for triple in judging if triple.object in withdrawn}
    return [s for s in found if s.triple.subject not in gone]


def reachable(found: list[Statement]) -> Iterator[Statement]:
    """The statements whose blank subjects something still points to (:mod:`quartierkg.layers`)."""
    while True:
        pointed = {statement.triple.object for statement in found}
        kept = [s for s in found if isinstance(s.triple.subject, NamedNode) or s.triple.subject in pointed]
        if len(kept) == len(found):
            return iter(kept)
        found = kept
