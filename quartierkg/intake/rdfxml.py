"""RDF/XML, read for what its parser does not tell."""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from quartierkg.errors import Place

# What names an IRI by reference (RDF/XML, 7.2); after an xml:base nothing is relative.
_REFERENCES: Final = frozenset(
    f"http://www.w3.org/1999/02/22-rdf-syntax-ns# {name}" for name in ("about", "resource", "datatype", "ID")
)
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def relative(data: bytes) -> tuple[str, Place] | None:
    """The first relative IRI of a well-formed document, and the line of its element."""
    parser = expat.ParserCreate("utf-8", " ")
    found: list[tuple[str, Place]] = []

    def opened(_name: str, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            if not found and name in _REFERENCES and not _ABSOLUTE.match(value):
                found.append((value, Place(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)))

    parser.StartElementHandler = opened
    parser.Parse(data, True)
    return found[0] if found else None
