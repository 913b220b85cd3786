"""Where each statement of a Turtle file stands.

The parser that the product judges with (pyoxigraph) tells no places, so the file is read twice: by that parser, which
says whether it is well-formed, and here, for the places. What a term means is asked of that parser too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from quartierkg.charter.lint.tokens import Token, beyond, not_turtle, tokens
from quartierkg.errors import Place
from quartierkg.terms import term

Node = NamedNode | BlankNode
Term = Node | Literal

_PREFIX: Final = ("@prefix", "prefix")
_BASE: Final = ("@base", "base")


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple, the file that states it, and where its parts stand."""

    triple: Triple
    file: str
    subject: Place
    predicate: Place
    object: Place


def statements(data: bytes, file: str) -> tuple[Statement, ...]:
    """The statements of a Turtle file, in its order.

    :raises ShapesFault: when it is not well-formed, or uses what no shape here needs (RDF 1.2's quoted triples).
    """
    try:
        text = data.decode("utf-8")
        count = sum(1 for _ in parse(data, format=RdfFormat.TURTLE))
    except SyntaxError as fault:
        raise not_turtle(str(fault.msg or fault), file, Place(fault.lineno or 1, fault.offset or 1)) from fault
    except UnicodeDecodeError as fault:
        raise not_turtle(fault.reason, file, Place(1 + data.count(b"\n", 0, fault.start), 1)) from fault
    reader = _Reader(list(tokens(text, file)), file)
    reader.document()
    if len(reader.found) != count:
        raise beyond(file, Place(1, 1))
    return tuple(reader.found)


class _Reader:
    """Turtle's grammar (RDF 1.1 Turtle, 6.5), one method for each of its rules that nest."""

    def __init__(self, given: list[Token], file: str) -> None:
        self.found: list[Statement] = []
        self._tokens = given
        self._at = 0
        self._file = file
        self._prologue = ""
        self._prefixes: dict[str, str] = {}
        self._blanks: dict[str, BlankNode] = {}

    def document(self) -> None:
        """Every directive and statement."""
        while self._at < len(self._tokens):
            if self._peek().text.lower() in (*_PREFIX, *_BASE):
                self._directive()
            else:
                subject, place = self._term()
                if self._peek().text != ".":
                    self._properties(subject, place)
                self._take(".")

    def _directive(self) -> None:
        word = self._next().text.lower()
        parts = [self._next().text for _ in range(2 if word in _PREFIX else 1)]
        if word in _PREFIX:
            resolved = _meaning(self._prologue, parts[1])
            self._prefixes[parts[0]] = resolved.value
        self._prologue += f"@{word.lstrip('@')} {' '.join(parts)} .\n"
        if word.startswith("@"):
            self._take(".")

    def _properties(self, subject: Node | Literal, place: Place) -> None:
        while True:
            verb = self._peek().place
            predicate = term("rdf:type") if self._peek().text == "a" else None
            if predicate is None:
                named, _ = self._term()
                predicate = named if isinstance(named, NamedNode) else NamedNode("urn:none")
            else:
                self._next()
            self._objects(subject, place, predicate, verb)
            while self._peek().text == ";":
                self._next()
            if self._peek().text in (".", "]"):
                return

    def _objects(self, subject: Node | Literal, place: Place, predicate: NamedNode, verb: Place) -> None:
        while True:
            value, at = self._term()
            self._state(subject, predicate, value, place, verb, at)
            if self._peek().text != ",":
                return
            self._next()

    def _term(self) -> tuple[Node | Literal, Place]:
        token = self._next()
        if token.text == "[":
            node = BlankNode()
            if self._peek().text != "]":
                self._properties(node, token.place)
            self._take("]")
            return node, token.place
        if token.text == "(":
            return self._collection(token.place), token.place
        if token.text.startswith("_:"):
            return self._blanks.setdefault(token.text, BlankNode()), token.place
        return self._read(token), token.place

    def _collection(self, place: Place) -> Node:
        items: list[tuple[Node | Literal, Place]] = []
        while self._peek().text != ")":
            items.append(self._term())
        self._take(")")
        cells: list[Node] = [*(BlankNode() for _ in items), term("rdf:nil")]
        for cell, (item, at), rest in zip(cells, items, cells[1:], strict=False):
            self._state(cell, term("rdf:first"), item, place, at, at)
            self._state(cell, term("rdf:rest"), rest, place, at, at)
        return cells[0]

    def _read(self, token: Token) -> Node | Literal:
        """The term of one token, or of a literal with its language or type."""
        text = token.text
        if token.kind == "string" and self._peek().kind in ("tag", "type"):
            text += self._next().text
            text += self._next().text if text.endswith("^^") else ""
        prefix, _, local = text.partition(":")
        if token.kind == "name" and "\\" not in local:
            return NamedNode(self._prefixes[prefix + ":"] + local)
        if token.kind == "mark":
            raise beyond(self._file, token.place)
        return _meaning(self._prologue, text)

    def _state(
        self, subject: Node | Literal, predicate: NamedNode, value: Term, place: Place, verb: Place, at: Place
    ) -> None:
        if isinstance(subject, Literal):
            raise beyond(self._file, place)
        self.found.append(Statement(Triple(subject, predicate, value), self._file, place, verb, at))

    def _peek(self) -> Token:
        if self._at >= len(self._tokens):
            raise beyond(self._file, self._tokens[-1].place)
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._peek()
        self._at += 1
        return token

    def _take(self, mark: str) -> None:
        token = self._next()
        if token.text != mark:
            raise beyond(self._file, token.place)


@cache
def _meaning(prologue: str, text: str) -> NamedNode | Literal:
    """What the real parser makes of one term."""
    (quad,) = parse(f"{prologue}<urn:s> <urn:p> {text} .", format=RdfFormat.TURTLE)
    if not isinstance(quad.object, NamedNode | Literal):
        raise TypeError(text)
    return quad.object
