"""The stored queries on a whole network: each has something to say, and says something else when asked otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from quartierkg.snapshot import Archive, Snapshot
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.stored import Parameter, StoredQuery, library
from quartierkg.stored.parameter import Kind
from quartierkg.synth import Recipe
from quartierkg.terms import term
from tests.stored import cases

PAGING = frozenset(("limit", "offset"))
MOST = 12
"""So many things are tried as the value of a parameter."""


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The bundled network, real and fictional, and forty fictional Quartiers more."""
    with Archive(tmp_path_factory.mktemp("store")) as archive:
        archive.synthesise(Recipe(40, 7))
        yield archive.snapshot


def others(snapshot: Snapshot, parameter: Parameter) -> Iterator[str]:
    """Values of a parameter, the default perhaps among them."""
    match parameter.kind:
        case Kind.THING:
            found = snapshot.quads(None, term("rdf:type"), parameter.class_, NETWORK)
            yield from sorted({str(quad.subject)[1:-1] for quad in found})[:MOST]
        case Kind.OPTION:
            yield from (option.name for option in parameter.options)
        case Kind.DATE:
            yield from ("2025-06-30", "2023-06-30", "2021-06-30")
        case Kind.BOOLEAN:
            yield from ("true", "false")
        case Kind.INTEGER | Kind.DECIMAL:
            yield from (str(number) for number in {parameter.least or 0, parameter.most or 10_000})
        case Kind.TEXT:
            yield from ("découpe", "Conseil", "2019", "a")


@pytest.mark.parametrize("query", library().values(), ids=lambda query: query.id)
def test_each_question_has_an_answer_and_another_one(network: Snapshot, query: StoredQuery) -> None:
    """With its defaults there are rows; with another value of one of its parameters there are other rows."""
    rows = cases.ask(network, query.id, {"limit": ["500"]})
    assert rows
    tried = (
        {parameter.name: [value], "limit": ["500"]}
        for parameter in query.parameters
        if parameter.name not in PAGING
        for value in others(network, parameter)
    )
    assert any(cases.ask(network, query.id, given) != rows for given in tried)
