"""The places of statements, beside what the real parser says."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse

from quartierkg.charter.lint.turtle import statements
from quartierkg.errors import Place
from tests.samples import ROOT

FILES = sorted(path for folder in ("shapes", "ontology") for path in (ROOT / folder).rglob("*.ttl"))
ALL_OF_IT = """@prefix : <http://example.org/> .
PREFIX ex: <http://example.org/ex#>
@base <http://example.org/base/> .
:a a ex:B ; ex:p <rel> , "x"@fr-CH , 'y'^^ex:t , \"\"\"long
" one\"\"\" ; .
[ ex:q ( 1 -2.5 1e3 true ( ) [ ] _:b ) ] ex:r _:b .
:dot.ted ex:with\\-dash :percent%20 ; ex:s "\\u00e9\\n" , <http://example.org/\\u00e9> . # end
"""


def canonical(quads: list[Quad]) -> Dataset:
    """A graph with its blank nodes called in one way."""
    found = Dataset(quads)
    found.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_statements_are_those_of_the_real_parser(path: Path) -> None:
    """For each of our files, the graph that the lint sees is the graph that the engines see."""
    data = path.read_bytes()
    seen = [Quad(*statement.triple) for statement in statements(data, path.name)]
    assert len(seen) == sum(1 for _ in parse(data, format=RdfFormat.TURTLE))
    assert canonical(seen) == canonical(list(parse(data, format=RdfFormat.TURTLE)))


def test_every_construct_of_turtle_is_read() -> None:
    """Directives, lists, blank nodes, numbers, escapes and strings come out as the real parser has them."""
    data = ALL_OF_IT.encode()
    seen = [Quad(*statement.triple) for statement in statements(data, "x.ttl")]
    assert canonical(seen) == canonical(list(parse(data, format=RdfFormat.TURTLE)))


def test_each_part_of_a_statement_has_its_place() -> None:
    """Subject, predicate and object stand where an editor shows them, also after a string of several lines."""
    text = '@prefix : <urn:> .\n:s :p """a\nb""" ;\n  :q [ :r ( 1\n 2 ) ] .'
    found = {(s.triple.predicate.value, str(s.triple.object)): s for s in statements(text.encode(), "x.ttl")}
    by_predicate = {key[0].rpartition(":")[2]: statement for key, statement in found.items()}
    assert (by_predicate["p"].subject, by_predicate["p"].predicate) == (Place(2, 1), Place(2, 4))
    assert by_predicate["p"].object == Place(2, 7)
    assert (by_predicate["q"].predicate, by_predicate["q"].object) == (Place(4, 3), Place(4, 6))
    assert by_predicate["r"].predicate == Place(4, 8)
    two = next(s for s in statements(text.encode(), "x.ttl") if str(s.triple.object).startswith('"2"'))
    assert two.object == Place(5, 2)
