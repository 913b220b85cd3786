"""Values of the wrong kind, and what may be said once only (SHACL, the syntax rules of each term)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from quartierkg.charter.lint.fault import Fault
from quartierkg.charter.lint.shapes import Shapes, Value
from quartierkg.charter.lint.terms import ADMITTED, ONCE, Kind
from quartierkg.charter.lint.vocabulary import shown
from quartierkg.language import LANGUAGES, Text
from quartierkg.terms import PREFIXES, term

_SH: Final = PREFIXES["sh"]
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NUMBERS: Final = frozenset(term("xsd:" + name) for name in ("integer", "decimal", "double", "float"))
_DATES: Final = frozenset(term("xsd:" + name) for name in ("date", "dateTime", "gYear"))


def check(shapes: Shapes) -> Iterator[Fault]:
    """Each value that its term does not take, and each term that is stated twice."""
    for node, values in shapes.subjects.items():
        for predicate, found in values.items():
            local = predicate.value.removeprefix(_SH)
            if not predicate.value.startswith(_SH) or local not in ADMITTED:
                continue
            kind = ADMITTED[local]
            for value in found:
                if not _FITS[kind](value, shapes):
                    text = Text(
                        f"valeur impropre pour sh:{local} : {shown(value)}.",
                        f"improper value for sh:{local}: {shown(value)}.",
                    )
                    yield shapes.fault(node, text, _WANTED[kind], predicate, value)
            if local in ONCE and len(found) > 1:
                text = Text(f"sh:{local} répété.", f"sh:{local} stated twice.")
                yield shapes.fault(node, text, Text("Gardez une valeur.", "Keep one value."), predicate)


def _count(value: Value, _: Shapes) -> bool:
    return isinstance(value, Literal) and value.datatype == term("xsd:integer") and value.value.isdecimal()


def _bound(value: Value, _: Shapes) -> bool:
    if not isinstance(value, Literal):
        return False
    if value.datatype in _NUMBERS:
        return re.fullmatch(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", value.value) is not None
    return value.datatype in _DATES and re.match(r"-?\d{4}", value.value) is not None


def _shape(value: Value, shapes: Shapes) -> bool:
    # A shape that states nothing but its type admits everything; one of which nothing is stated is a mistake.
    return bool(shapes.of(value)) and (
        shapes.is_shape(value) or term("sh:NodeShape") in shapes.values(value, "rdf:type")
    )


def _shapes(value: Value, shapes: Shapes) -> bool:
    return all(_shape(item, shapes) for item in shapes.items(value) or ()) and bool(shapes.items(value))


def _list(value: Value, shapes: Shapes) -> bool:
    # An empty list means something for sh:in: that nothing is admitted (SHACL, 4.8.3).
    return shapes.items(value) is not None


def _languages(value: Value, shapes: Shapes) -> bool:
    items = shapes.items(value)
    return items is not None and all(isinstance(i, Literal) and _LANGUAGE.fullmatch(i.value) for i in items)


def _iri(value: Value, _: Shapes) -> bool:
    return isinstance(value, NamedNode)


def _path(value: Value, _: Shapes) -> bool:
    return isinstance(value, NamedNode | BlankNode)


def _paths(value: Value, shapes: Shapes) -> bool:
    return len(shapes.items(value) or ()) > 1


def _boolean(value: Value, _: Shapes) -> bool:
    # "1" and "0" are xsd:boolean as well, but engines read them unlike each other (the suite's uniqueLang-002).
    return isinstance(value, Literal) and value.datatype == term("xsd:boolean") and value.value in ("true", "false")


def _number(value: Value, shapes: Shapes) -> bool:
    return isinstance(value, Literal) and value.datatype in _NUMBERS and _bound(value, shapes)


def _string(value: Value, _: Shapes) -> bool:
    return isinstance(value, Literal) and value.datatype == term("xsd:string")


def _text(value: Value, _: Shapes) -> bool:
    return isinstance(value, Literal) and value.language in LANGUAGES and bool(value.value.strip())


def _address(value: Value, _: Shapes) -> bool:
    return isinstance(value, Literal) and value.datatype == term("xsd:anyURI") and ":" in value.value


_FITS: Final[dict[Kind, Callable[[Value, Shapes], bool]]] = {
    Kind.COUNT: _count,
    Kind.BOUND: _bound,
    Kind.SHAPE: _shape,
    Kind.SHAPES: _shapes,
    Kind.LIST: _list,
    Kind.LANGUAGES: _languages,
    Kind.IRI: _iri,
    Kind.PATH: _path,
    Kind.PATHS: _paths,
    Kind.BOOLEAN: _boolean,
    Kind.NUMBER: _number,
    Kind.STRING: _string,
    Kind.TEXT: _text,
    Kind.ADDRESS: _address,
    Kind.ANY: lambda *_: True,
}
_WANTED: Final[dict[Kind, Text]] = {
    Kind.COUNT: Text("Écrivez un entier sans signe ni guillemets.", "Write an integer without sign or quotes."),
    Kind.BOUND: Text("Écrivez un nombre ou une date.", "Write a number or a date."),
    Kind.SHAPE: Text("Renvoyez à une forme qui existe.", "Refer to a shape that exists."),
    Kind.SHAPES: Text("Écrivez une liste de formes : ( … ).", "Write a list of shapes: ( … )."),
    Kind.LIST: Text("Écrivez une liste : ( … ).", "Write a list: ( … )."),
    Kind.LANGUAGES: Text('Écrivez une liste de langues : ( "fr" "en" ).', 'Write a list of languages: ( "fr" "en" ).'),
    Kind.IRI: Text("Écrivez une IRI.", "Write an IRI."),
    Kind.PATH: Text("Écrivez une propriété ou un chemin.", "Write a property or a path."),
    Kind.PATHS: Text("Écrivez une liste d’au moins deux chemins.", "Write a list of at least two paths."),
    Kind.BOOLEAN: Text("Écrivez true ou false.", "Write true or false."),
    Kind.NUMBER: Text("Écrivez un nombre.", "Write a number."),
    Kind.STRING: Text("Écrivez un texte sans langue ni type.", "Write a text without language or type."),
    Kind.TEXT: Text("Écrivez un texte en @fr et un en @en.", "Write one text in @fr and one in @en."),
    Kind.ADDRESS: Text('Écrivez une adresse : "…"^^xsd:anyURI.', 'Write an address: "…"^^xsd:anyURI.'),
    Kind.ANY: Text("Corrigez la valeur.", "Correct the value."),
}
