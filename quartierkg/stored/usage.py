"""Which stored queries use a term: read from the tokens of their texts, as the engine reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from pyoxigraph import NamedNode

from quartierkg.query.lexer import Kind, tokens
from quartierkg.stored.library import library
from quartierkg.stored.query import StoredQuery


@cache
def users() -> Mapping[NamedNode, tuple[StoredQuery, ...]]:
    """The stored queries by the addresses that their texts name, in the order of the library.

    What a query proposes as a value is found by a text of its own, which counts as well; a type that is only the type
    of a parameter or of a column does not.
    """
    found: dict[NamedNode, dict[str, StoredQuery]] = {}
    for query in library().values():
        for iri in _named(query):
            found.setdefault(iri, {})[query.id] = query
    return MappingProxyType({iri: tuple(queries.values()) for iri, queries in found.items()})


def _named(query: StoredQuery) -> Iterator[NamedNode]:
    yield from _addresses(query.text)
    for parameter in query.parameters:
        if parameter.default_query is not None:
            yield from _addresses(parameter.default_query)


def _addresses(text: str) -> Iterator[NamedNode]:
    """The addresses that a query names, whether in full or by a prefix (SPARQL 1.1, 4.1.1)."""
    prefixes: dict[str, str] = {}
    declaring = False
    prefix: str | None = None
    for token in tokens(text):
        if declaring and token.kind is Kind.NAME:
            prefix = token.text
        elif prefix is not None and token.kind is Kind.IRI:
            prefixes[prefix] = token.text[1:-1]
            prefix = None
        elif token.kind is Kind.IRI:
            yield NamedNode(token.text[1:-1])
        elif token.kind is Kind.NAME:
            name, _, local = token.text.partition(":")
            yield NamedNode(prefixes[f"{name}:"] + local)
        declaring = token.kind is Kind.WORD and token.text.upper() == "PREFIX"
