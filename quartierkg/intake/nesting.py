"""How deep a source nests, found without a parser: native parsers recurse and die on what is too deep.

Each scan is one pass of a regular expression that skips strings, IRIs and comments, so that a bracket inside a text
does not count.
"""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from pyoxigraph import RdfFormat

from quartierkg import reasons
from quartierkg.errors import Place, Refused, SyntaxFault
from quartierkg.intake.limits import Limits
from quartierkg.intake.source import SAVE_AS_UTF8, Source
from quartierkg.language import Text

# Alternatives are tried in order; none can backtrack over another (each starts with its own character).
_TURTLE: Final = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*(?:""")?|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*(?:\'\'\')?'
    rb'|"(?:[^"\\\n]|\\.)*"?|\'(?:[^\'\\\n]|\\.)*\'?'
    rb"|#[^\n]*|<<|>>|<[^<>\s]*>?|[\[({]|[\])}]",
    re.DOTALL,
)
_JSON: Final = re.compile(rb'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', re.DOTALL)
_OPENING: Final = frozenset((b"[", b"(", b"{", b"<<"))
_CLOSING: Final = frozenset((b"]", b")", b"}", b">>"))


def check(source: Source, syntax: RdfFormat, limits: Limits) -> None:
    """Nothing, when the source nests no deeper than the cap.

    :raises Refused: when it does, or when an XML source has a document type declaration.
    :raises SyntaxFault: when an XML source is not well-formed.
    """
    if syntax == RdfFormat.RDF_XML:
        _check_xml(source, limits)
    else:
        _check_brackets(source, _JSON if syntax == RdfFormat.JSON_LD else _TURTLE, limits)


def _check_brackets(source: Source, token: re.Pattern[bytes], limits: Limits) -> None:
    depth = 0
    for match in token.finditer(source.data):
        found = match.group()
        if found in _OPENING:
            depth += 1
            if depth > limits.depth:
                raise _too_deep(source, limits, _place(source.data, match.start()))
        elif found in _CLOSING:
            depth -= 1


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
