"""Workbooks that the tests make, and statements compared as graphs."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    serialize,
)

from quartierkg.form import bundled
from quartierkg.intake import dossier as dossiers
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.source import Source
from quartierkg.language import Language
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.synth import network
from quartierkg.terms import BLANK, term
from quartierkg.workbook import book, reading, xlsx
from quartierkg.workbook.reading import Read
from tests.charter.case import AWKWARD, base

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def canonical(triples: Iterable[Triple]) -> frozenset[str]:
    """Some statements, so that isomorphic graphs are equal (RDF Dataset Canonicalization)."""
    found = Dataset()
    for triple in triples:
        found.add(Quad(_blank(triple.subject), triple.predicate, _blank(triple.object)))  # type: ignore[arg-type]
    found.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(map(str, found))


def _blank(node: object) -> object:
    if isinstance(node, NamedNode) and node.value.startswith(BLANK):
        return BlankNode(node.value.removeprefix(BLANK))
    return node


def csv(*sheets: tuple[str, str]) -> Source:
    """A CSV file of some sheets, each by its name and its lines."""
    return Source("dossier.csv", "\n".join(f"[{name}]\n{lines}" for name, lines in sheets).encode())


def read(*sheets: tuple[str, str]) -> Read:
    """What some sheets state."""
    return reading.read(csv(*sheets))


def said(*sheets: tuple[str, str]) -> set[str]:
    """The statements of some sheets, in short."""
    return {short(triple) for triple in read(*sheets).dossier.triples}


def short(triple: Triple) -> str:
    """A statement without the beginnings of addresses."""
    nodes = (triple.subject, triple.predicate, triple.object)
    return " ".join(
        node.value.rpartition("#")[2].rpartition("/id/")[2] if isinstance(node, NamedNode) else str(node)
        for node in nodes
    ).replace("^^<http://www.w3.org/2001/XMLSchema#", "^^<")


@cache
def blank(language: Language = "fr") -> bytes:
    """The workbook that nobody filled in."""
    return xlsx.write(book.blank(bundled(), language), bundled())


def packed(members: dict[str, bytes], data: bytes = b"") -> bytes:
    """An archive with some members in the place of those it had, and the others."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**_members(data), **members}.items():
            archive.writestr(name, content)
    return out.getvalue()


def _members(data: bytes) -> dict[str, bytes]:
    if not data:
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def ods(rows: str, head: str = "") -> bytes:
    """An OpenDocument with one sheet, « Acteurs »."""
    spaces = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0"?>{head}<office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Acteurs">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<m:manifest xmlns:m="{OFFICE}:manifest:1.0"/>'
    mime = b"application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": mime, "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()})


def ods_row(*cells: str, repeated: int = 1) -> str:
    """A row of texts."""
    written = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{written}</table:table-row>'


def changed(seed: int) -> Dossier:
    """The conforming dossier with a few statements less, others with awkward values, and some doubled."""
    chosen = random.Random(seed)
    triples = list(base().triples)
    for _ in range(chosen.randrange(12)):
        place = chosen.randrange(len(triples))
        old = triples[place]
        kinds: Sequence[Triple | None] = (
            None,
            Triple(old.subject, old.predicate, chosen.choice(AWKWARD)),
            Triple(old.subject, chosen.choice(triples).predicate, old.object),
            Triple(chosen.choice(triples).subject, old.predicate, old.object),
        )
        new = chosen.choice(kinds)
        if new is None:
            del triples[place]
        elif chosen.random() < 0.5:
            triples[place] = new
        else:
            triples.append(new)
    dossier = Triple(base().iri, term("rdf:type"), term("qn:Dossier"))  # without it, it would be none
    one = (triple for triple in triples if triple.object != dossier.object)  # and with a second, two
    whole = tuple(dict.fromkeys((dossier, *_unnamed(one, chosen))))
    return Dossier(base().iri, base().quartiers, base().charters, whole, base().source)


def generated(seed: int) -> Dossier:
    """A dossier of the generator of fictional networks, with all that hangs on it."""
    stated = [quad.triple for quad in network(3, seed, NETWORK)]
    todo: list[object] = [next(t.subject for t in stated if t.object == term("qn:Dossier"))]
    reached = set(todo)
    while todo:
        node = todo.pop()
        new = {t.object for t in stated if t.subject == node and not isinstance(t.object, Literal)} - reached
        reached |= new
        todo += new
    lines = serialize([triple for triple in stated if triple.subject in reached], format=RdfFormat.N_TRIPLES)
    return dossiers.read(Source("synth.nt", lines or b""))


def _unnamed(triples: Iterable[Triple], chosen: random.Random) -> Iterator[Triple]:
    """Some of the things without their address."""
    names: dict[NamedNode, NamedNode] = {}

    def node(one: object) -> object:
        if not isinstance(one, NamedNode) or "/port-lumiere/" not in one.value or one == base().iri:
            return one
        if one not in names:
            names[one] = NamedNode(f"{BLANK}t{len(names)}") if chosen.random() < 0.3 else one
        return names[one]

    for triple in triples:
        yield Triple(node(triple.subject), triple.predicate, node(triple.object))  # type: ignore[arg-type]
