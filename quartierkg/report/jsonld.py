"""A batch as W3C validation reports in JSON-LD: the statements of the Turtle report, expanded (JSON-LD 1.1, 5.1).

Without a context nothing has to be fetched to read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from pyoxigraph import BlankNode, Literal, RdfFormat, Triple, serialize

from quartierkg.errors import Unreadable
from quartierkg.language import LANGUAGES, Language
from quartierkg.report import ttl
from quartierkg.report.batch import Batch
from quartierkg.terms import term

_ENTITY: Final = term("prov:Entity")


def write(batch: Batch, _: Language) -> str:
    """The reports of a batch; JSON has no comments, so that a file without a verdict is a described entity."""
    named = chain.from_iterable(_unreadable(number, fault) for number, fault in enumerate(batch.unreadable, 1))
    written = serialize(chain(ttl.triples(batch), named), format=RdfFormat.JSON_LD) or b"[]"
    return written.decode() + "\n"


def _unreadable(number: int, fault: Unreadable) -> Iterator[Triple]:
    file = BlankNode(f"unreadable{number}")
    yield Triple(file, term("rdf:type"), _ENTITY)
    if fault.source:
        yield Triple(file, term("dcterms:title"), Literal(fault.source))
    for language in LANGUAGES:
        yield Triple(file, term("rdfs:comment"), Literal(fault.text.in_(language), language=language))
