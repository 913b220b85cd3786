"""Bytes of a stranger to statements, safely: no network, no file, no relative IRI, no endless nesting."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from quartierkg.errors import Place, Refused, SyntaxFault, TooLarge
from quartierkg.intake import jsonld, nesting, rdfxml, syntax
from quartierkg.intake.limits import Limits
from quartierkg.intake.place import end
from quartierkg.intake.source import ATTACH, SAVE_AS_UTF8, Source, too_large
from quartierkg.language import Text, number
from quartierkg.terms import BLANK

# JSON-LD drops what it cannot resolve in silence: with this base, relative IRIs come out and are seen.
_NO_BASE: Final = "http://relative.invalid/"
_DATASETS: Final = (RdfFormat.TRIG, RdfFormat.N_QUADS)
# The longer mark comes first: the one of UTF-16 is its beginning.
_MARKS: Final = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_ENDS: Final = frozenset(("Unexpected end", "Unexpected end of file"))
# The last word of a file that was cut: no prefixed name, no bracket and no full stop.
_HALF_A_NAME: Final = re.compile(r"[\s;,][A-Za-z][\w-]*\s*\Z")
_TURTLES: Final = (RdfFormat.TURTLE, RdfFormat.TRIG)
_RELATIVE: Final = re.compile(r"No scheme found|relative IRI|RelativeIRI", re.IGNORECASE)


def statements(
    source: Source, limits: Limits, *, blank: str = "b", contexts: jsonld.Contexts = jsonld.NONE
) -> tuple[Triple, ...]:
    """The triples of a source, in the order of the document, without blank nodes.

    Each blank node becomes an IRI of our own (RDF 1.1, 3.5), numbered in the order of the document, so that every
    engine names it alike and no id of a stranger's choosing meets another's. A source in a dataset syntax must hold
    one graph only.

    :param contexts: what JSON-LD may name by its address, beside our own context.
    :raises Unreadable: one of its kinds, with source, place and way out.
    """
    names: dict[BlankNode, NamedNode] = {}
    graphs: set[object] = set()
    triples: list[Triple] = []
    for quad in quads(source, limits, contexts):
        graphs.add(quad.graph_name)
        if len(graphs) > 1:
            raise _several_graphs(source)
        triples.append(_renamed(quad, names, blank))
    return tuple(triples)


def quads(source: Source, limits: Limits, contexts: jsonld.Contexts = jsonld.NONE) -> Iterator[Quad]:
    """The quads of a source as its parser gives them, within the caps.

    :param contexts: what JSON-LD may name by its address, beside our own context.
    :raises Unreadable: one of its kinds.
    """
    form = syntax.of(source)
    if len(source.data) > limits.size:
        raise too_large(source.name, limits)
    text = _decoded(source)
    nesting.check(text, form, limits)
    data, base = (jsonld.localise(text, limits, contexts), _NO_BASE) if form == RdfFormat.JSON_LD else (text.data, None)
    count = 0
    try:
        for quad in parse(
            data, format=form, base_iri=base, without_named_graphs=form not in _DATASETS and base is None
        ):
            count += 1
            if count > limits.statements:
                raise _too_many(source, limits)
            _check_terms(quad, text, limits)
            yield quad
    except SyntaxError as fault:
        raise _syntax_fault(fault, text, form) from fault
    except MemoryError as fault:  # the parser's own cap on one token, not ours
        raise _long_literal(source, limits) from fault


def _decoded(source: Source) -> Source:
    """The source without a byte-order mark.

    :raises SyntaxFault: when the bytes are not UTF-8; the line is named.
    """
    data = source.data.removeprefix(codecs.BOM_UTF8)
    if not data.strip():
        raise SyntaxFault(Text("Le fichier est vide.", "The file is empty."), source=source.name)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        known = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
        if b"\0" in data and known is None:
            raise _no_text(source) from fault
        line = data.count(b"\n", 0, fault.start) + 1
        raise SyntaxFault(
            Text(
                f"Le fichier n’est pas en UTF-8{f' mais en {known}' if known else ''}.",
                f"The file is not UTF-8{f' but {known}' if known else ''}.",
            ),
            source=source.name,
            place=Place(line, fault.start - data.rfind(b"\n", 0, fault.start)),
            remedy=SAVE_AS_UTF8,
        ) from fault
    return Source(source.name, data, source.media_type)


def _no_text(source: Source) -> SyntaxFault:
    return SyntaxFault(
        Text("Ce n’est pas un fichier de texte.", "This is not a text file."),
        source=source.name,
        remedy=Text("Donnez le dossier exporté en RDF.", "Give the dossier as it is exported in RDF."),
    )


def _check_terms(quad: Quad, source: Source, limits: Limits) -> None:
    for term in (quad.subject, quad.predicate, quad.object):
        if isinstance(term, Literal):
            if len(term.value) > limits.literal:
                raise _long_literal(source, limits)
        elif isinstance(term, NamedNode):
            if term.value.startswith(_NO_BASE):
                written = term.value.removeprefix(_NO_BASE)
                raise _relative(written, jsonld.where(source.data.decode(), written), source)
        elif isinstance(term, Triple):
            raise Refused(
                Text("Les triplets cités (RDF 1.2) ne sont pas lus.", "Triple terms (RDF 1.2) are not read."),
                source=source.name,
            )


def _renamed(quad: Quad, names: dict[BlankNode, NamedNode], blank: str) -> Triple:
    subject, found = quad.subject, quad.object
    if isinstance(subject, BlankNode):
        subject = names.setdefault(subject, NamedNode(f"{BLANK}{blank}{len(names)}"))
    if isinstance(found, BlankNode):
        found = names.setdefault(found, NamedNode(f"{BLANK}{blank}{len(names)}"))
    return Triple(subject, quad.predicate, found)


def _syntax_fault(fault: SyntaxError, source: Source, form: RdfFormat) -> SyntaxFault:
    place = Place(fault.lineno, fault.offset or 1) if fault.lineno and form != RdfFormat.JSON_LD else None
    reason = str(fault.msg or fault)
    if _RELATIVE.search(reason):
        found = rdfxml.relative(source.data) if form == RdfFormat.RDF_XML else None
        iri, where = found or (None, place)
        return _relative(iri, where, source)
    detail = re.sub(r"^Parser error (?:between|at) line .*?: ", "", reason)
    if detail in _ENDS or (form in _TURTLES and _HALF_A_NAME.search(source.data.decode())):
        said = Text("Le fichier s’arrête au milieu d’un énoncé.", "The file ends amid a statement.")
        return SyntaxFault(said, source=source.name, place=end(source.data.decode()))
    said = Text(f"Syntaxe incorrecte (l’analyseur dit : « {detail} »).", f"Syntax error: {detail}.")
    return SyntaxFault(said, source=source.name, place=place)


def _relative(iri: str | None, place: Place | None, source: Source) -> SyntaxFault:
    named = f" <{iri}>" if iri is not None else ""
    return SyntaxFault(
        Text(f"IRI relative{named} sans base.", f"Relative IRI{named} without a base."),
        source=source.name,
        place=place,
        remedy=Text(
            "Déclarez une base dans le fichier ou écrivez l’IRI en entier.",
            "State a base in the file or write the IRI in full.",
        ),
    )


def _several_graphs(source: Source) -> Refused:
    return Refused(
        Text(
            "Le fichier contient plusieurs graphes ; un dossier tient dans un seul.",
            "Several graphs; a dossier is one.",
        ),
        source=source.name,
    )


def _too_many(source: Source, limits: Limits) -> TooLarge:
    return TooLarge(
        Text(
            f"Plus de {number(str(limits.statements), 'fr')} triplets.",
            f"More than {number(str(limits.statements), 'en')} triples.",
        ),
        source=source.name,
        remedy=ATTACH,
    )


def _long_literal(source: Source, limits: Limits) -> TooLarge:
    return TooLarge(
        Text(
            f"Un texte de plus de {number(str(limits.literal), 'fr')} caractères.",
            f"A literal of more than {number(str(limits.literal), 'en')} characters.",
        ),
        source=source.name,
        remedy=ATTACH,
    )
