"""Property paths in the syntax of SPARQL."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Store

from quartierkg.intake.limits import DOSSIER
from quartierkg.intake.parse import statements
from quartierkg.intake.source import Source
from quartierkg.report.w3c.graph import Graph
from quartierkg.report.w3c.path import written
from quartierkg.terms import PREFIXES
from tests.report.w3c.conftest import PREFIXES as HEADER

IT = NamedNode("http://example.org/it")


def path(turtle: str, more: str = "", name: str = "p.ttl") -> str:
    """A path, written in Turtle and read back as SPARQL."""
    source = Source(name, (HEADER + f"ex:it sh:path {turtle} . {more}").encode())
    graph = Graph(statements(source, DOSSIER))
    found = written(graph, graph.first(IT, "sh:path"))
    assert found is not None
    return found


CASES = [
    ("foaf:name", "foaf:name"),
    ("ex:p", "<http://example.org/p>"),
    ("( foaf:knows foaf:name )", "foaf:knows/foaf:name"),
    ("[ sh:inversePath foaf:knows ]", "^foaf:knows"),
    ("[ sh:alternativePath ( foaf:name foaf:nick ) ]", "foaf:name|foaf:nick"),
    ("[ sh:zeroOrMorePath foaf:knows ]", "foaf:knows*"),
    ("[ sh:oneOrMorePath foaf:knows ]", "foaf:knows+"),
    ("[ sh:zeroOrOnePath foaf:knows ]", "foaf:knows?"),
    ("( [ sh:inversePath foaf:knows ] foaf:name )", "^foaf:knows/foaf:name"),
    ("[ sh:inversePath ( foaf:knows foaf:name ) ]", "^(foaf:knows/foaf:name)"),
    ("[ sh:zeroOrMorePath [ sh:inversePath foaf:knows ] ]", "(^foaf:knows)*"),
    ("[ sh:inversePath [ sh:zeroOrMorePath foaf:knows ] ]", "^foaf:knows*"),
    ("[ sh:oneOrMorePath [ sh:zeroOrOnePath foaf:knows ] ]", "(foaf:knows?)+"),
    ("( foaf:knows [ sh:alternativePath ( foaf:name foaf:nick ) ] )", "foaf:knows/(foaf:name|foaf:nick)"),
    ("[ sh:alternativePath ( ( foaf:knows foaf:name ) foaf:nick ) ]", "foaf:knows/foaf:name|foaf:nick"),
    ("[ sh:inversePath [ sh:alternativePath ( ( foaf:knows foaf:name ) ) ] ]", "^(foaf:knows/foaf:name)"),
]


@pytest.mark.parametrize(("turtle", "sparql"), CASES)
def test_a_path_is_written_as_sparql_writes_it(turtle: str, sparql: str) -> None:
    """Every kind of path, with brackets where they are needed and nowhere else (SPARQL 1.1, 9.1)."""
    assert path(turtle) == sparql


@pytest.mark.parametrize(("turtle", "sparql"), CASES)
def test_what_is_written_is_sparql(turtle: str, sparql: str) -> None:
    """A query engine takes it."""
    assert turtle
    Store().query(f"SELECT * WHERE {{ ?this {sparql} ?value }}", prefixes=PREFIXES)


@pytest.mark.parametrize(
    "turtle",
    [
        "[ ]",
        '"literal"',
        "[ sh:inversePath [ ] ]",
        "[ sh:alternativePath ex:nothing ]",
    ],
)
def test_what_is_no_path_is_an_ellipsis(turtle: str) -> None:
    """A malformed path is no error: the rest of the report is read."""
    assert path(turtle).endswith(("…", "<http://example.org/nothing>"))


def test_a_path_without_end_ends() -> None:
    """One that contains itself, a list that comes back to itself, one that doubles at each step."""
    assert "…" in path("_:a", "_:a sh:inversePath _:a .")
    assert path(
        "_:a", "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . _:a rdf:first ex:p ; rdf:rest _:a ."
    )
    steps = "".join(f"_:n{n} sh:alternativePath ( _:n{n + 1} _:n{n + 1} ) . " for n in range(30))
    assert len(path("_:n0", steps)) < 10_000
