"""How deep a source nests, found without a parser: native parsers recurse and die on what is too deep.

Each scan is one pass that skips strings, IRIs and comments, so that a bracket inside a text does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final
from xml.parsers import expat

from pyoxigraph import RdfFormat

from quartierkg import reasons
from quartierkg.errors import Place, Refused, SyntaxFault
from quartierkg.intake.limits import Limits
from quartierkg.intake.source import SAVE_AS_UTF8, Source
from quartierkg.language import Text


@dataclass(frozen=True, slots=True)
class _Terminals:
    """How a syntax cuts what may hold brackets that are none."""

    token: re.Pattern[bytes]
    ends: Mapping[bytes, re.Pattern[bytes]]
    """Of what is opened, what counts within: escapes, of two bytes; what closes it; what it cannot hold."""


# The terminals of Turtle and TriG as the parser cuts them (RDF 1.2 Turtle, 6.5). No pattern repeats a choice: before
# Python 3.11.5 one that gives nothing back loses its place (cpython gh-106052), and one that does takes a hundred bytes
# for each escape.
_TURTLE: Final = _Terminals(
    # What has no escapes is cut at once. After a backslash: a name may hold \# \' \( and the like.
    re.compile(
        rb"""
          "{3}|'{3} | "[^"\\\r\n]*+" | '[^'\\\r\n]*+' | ["'] | \#[^\r\n]*+ | \\.
        | <<|>> | <[^<>"{}|^`\\\x00-\x20]*+> | < | [\[({] | [\])}]
        """,
        re.DOTALL | re.VERBOSE,
    ),
    {
        b'"""': re.compile(rb'\\.|"""', re.DOTALL),
        b"'''": re.compile(rb"\\.|\'\'\'", re.DOTALL),
        b'"': re.compile(rb'\\.|["\r\n]', re.DOTALL),
        b"'": re.compile(rb"\\.|['\r\n]", re.DOTALL),
        b"<": re.compile(rb'\\[uU]|[<>"{}|^`\\\x00-\x20]'),
    },
)
_JSON: Final = _Terminals(re.compile(rb'"[^"\\]*+"|["\[{\]}]'), {b'"': re.compile(rb'\\.|"', re.DOTALL)})
_CLOSED_BY: Final = {b"<": b">"}
_OPENING: Final = frozenset((b"[", b"(", b"{", b"<<"))
_CLOSING: Final = frozenset((b"]", b")", b"}", b">>"))
# The one bracket whose nesting kills the process. It is refused everywhere in a dossier, so that so many of them are no
# loss even in a text: whatever the scan above takes for a text, nothing deep gets past this count.
_FATAL: Final = re.compile(rb"<<\(")


def check(source: Source, syntax: RdfFormat, limits: Limits) -> None:
    """Nothing, when the source nests no deeper than the cap.

    :raises Refused: when it does, or when an XML source has a document type declaration.
    :raises SyntaxFault: when an XML source is not well-formed.
    """
    if syntax == RdfFormat.RDF_XML:
        _check_xml(source, limits)
    else:
        _check_brackets(source, _JSON if syntax == RdfFormat.JSON_LD else _TURTLE, limits)
        _check_fatal(source, limits)


def _check_brackets(source: Source, terminals: _Terminals, limits: Limits) -> None:
    depth = 0
    for found, start in _tokens(source.data, terminals):
        if found in _OPENING:
            depth += 1
            if depth > limits.depth:
                raise _too_deep(source, limits, _place(source.data, start))
        elif found in _CLOSING:
            depth = max(0, depth - 1)  # a bracket too many closes nothing that is opened later


def _tokens(data: bytes, terminals: _Terminals) -> Iterator[tuple[bytes, int]]:
    """What stands outside of texts, IRIs and comments, and where.

    What does not close is no token, only its first character is passed over: no bracket after it goes uncounted.
    """
    place = 0
    while (token := terminals.token.search(data, place)) is not None:
        found, start, place = token.group(), token.start(), token.end()
        if found in terminals.ends:
            place = _end(data, start, found, terminals) or start + 1
        else:
            yield found, start


def _end(data: bytes, start: int, opened: bytes, terminals: _Terminals) -> int | None:
    """Where what is opened ends; None where it does not."""
    for match in terminals.ends[opened].finditer(data, start + len(opened)):
        found = match.group()
        if found == _CLOSED_BY.get(opened, opened):
            return match.end()
        if len(found) == 1:  # no escape: what it cannot hold
            return None
    # Three quotes that nothing closes are an empty text, and one that opens another.
    return _end(data, start, opened[:1], terminals) if len(opened) > 1 else None


def _check_fatal(source: Source, limits: Limits) -> None:
    beyond = next(islice(_FATAL.finditer(source.data), limits.depth, None), None)
    if beyond is not None:
        raise _too_deep(source, limits, _place(source.data, beyond.start()))


def _check_xml(source: Source, limits: Limits) -> None:
    # The bytes are UTF-8, whatever the document says of itself: a name of its own choosing looks up no codec.
    parser = expat.ParserCreate("utf-8")
    depth = 0

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            raise SyntaxFault(
                Text(f"Le fichier se dit en « {encoding} ».", f"The file says that it is in {encoding}."),
                source=source.name,
                place=Place(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1),
                remedy=SAVE_AS_UTF8,
            )

    def opened(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.depth:
            raise _too_deep(source, limits, Place(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        raise Refused(
            Text("Une déclaration DOCTYPE n’est jamais lue.", "A DOCTYPE declaration is never read."),
            source=source.name,
            place=Place(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1),
            remedy=Text("Ôtez-la et écrivez les IRI en entier.", "Remove it and write IRIs in full."),
        )

    parser.XmlDeclHandler = declared
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(source.data, True)
    except expat.ExpatError as fault:
        reason = reasons.of_xml(fault)
        raise SyntaxFault(
            Text(f"XML mal formé : {reason.fr}.", f"XML not well-formed: {reason.en}."),
            source=source.name,
            place=Place(fault.lineno, fault.offset + 1),
        ) from fault


def _too_deep(source: Source, limits: Limits, place: Place) -> Refused:
    return Refused(
        Text(f"Imbrication de plus de {limits.depth} niveaux.", f"Nested deeper than {limits.depth} levels."),
        source=source.name,
        place=place,
    )


def _place(data: bytes, offset: int) -> Place:
    line = data.count(b"\n", 0, offset) + 1
    return Place(line, offset - data.rfind(b"\n", 0, offset))
