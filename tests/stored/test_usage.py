"""Which questions use a term, held to another reader of SPARQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from rdflib import URIRef
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from quartierkg.stored.library import library
from quartierkg.stored.usage import users
from quartierkg.terms import ONTOLOGY, PREFIXES, term
from tests.samples import LONG

# Every question in the long run; else some of different make: paths, sub-selects, CONSTRUCT, values that are proposed.
NAMES = list(library()) if LONG else ["CQ01", "CQ09", "CQ15", "CQ36", "NQ01"]


def named(part: object) -> Iterator[str]:
    """The addresses in a part of a syntax tree; rdflib's algebra of it leaves filters within filters out."""
    if isinstance(part, CompValue) and part.name == "pname":
        yield PREFIXES[str(part["prefix"])] + str(part["localname"])
    elif isinstance(part, URIRef):
        yield str(part)
    elif isinstance(part, dict):
        for value in part.values():
            yield from named(value)
    elif isinstance(part, Iterable) and not isinstance(part, str):
        for value in part:
            yield from named(value)


@pytest.mark.parametrize("name", NAMES)
def test_a_question_uses_what_its_syntax_names(name: str) -> None:
    """The terms of ours that rdflib finds in the syntax tree of a question are those whose entries list it."""
    query = library()[name]
    texts = [query.text, *(one.default_query for one in query.parameters if one.default_query)]
    expected = {iri for text in texts for iri in named(parseQuery(text)[1]) if iri.startswith(ONTOLOGY)}
    found = {iri.value for iri, queries in users().items() if query in queries and iri.value.startswith(ONTOLOGY)}
    assert found == expected


def test_the_state_of_a_quartier_is_asked_by_the_first_question() -> None:
    """CQ01 asks for the wave of an award; what only stands in a comment or in a column is not used."""
    assert library()["CQ01"] in users()[term("qn:wave")]
    assert library()["CQ01"] not in users().get(term("qn:Quartier"), ())


def test_questions_stand_in_their_order_and_once() -> None:
    """However often a text names a term."""
    order = list(library())
    for queries in users().values():
        ids = [query.id for query in queries]
        assert ids == sorted(set(ids), key=order.index)
