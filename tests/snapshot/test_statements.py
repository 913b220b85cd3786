"""Sources become statements, the same every time."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse, serialize

from quartierkg import media
from quartierkg.errors import Refused, SyntaxFault, Unreadable
from quartierkg.intake.source import Source
from quartierkg.journal import Record
from quartierkg.snapshot.statements import statements, triples

TURTLE = b"""
@prefix : <http://example.org/> .
:a :knows [ :name "b" ] , [ :name "c" ] , _:d . _:d :list ( 1 [ :x _:d ] ) .
"""


def source(data: bytes, name: str = "a.ttl") -> Source:
    """A source."""
    return Source(name, data)


def blanks(found: list[Triple]) -> set[str]:
    """The names of the blank nodes."""
    return {node.value for triple in found for node in (triple.subject, triple.object) if isinstance(node, BlankNode)}


def test_two_readings_are_equal() -> None:
    """Order, statements and names of blank nodes do not depend on the run."""
    first, second = list(triples(source(TURTLE))), list(triples(source(TURTLE)))
    assert first == second
    assert len(blanks(first)) == 6


@pytest.mark.parametrize("format_", [entry for entry in media.RDF if entry.rdf], ids=str)
def test_every_syntax_is_read_and_stable(format_: media.MediaType) -> None:
    """Whatever the syntax, the same bytes give the same statements."""
    plain = [quad.triple for quad in parse(TURTLE, RdfFormat.TURTLE)]
    data = serialize(plain, format=format_.rdf)
    assert data is not None
    found = [list(triples(Source("x", data, format_.essence))) for _ in range(2)]
    assert found[0] == found[1]
    assert len(found[0]) == len(plain)


def test_two_sources_never_share_a_blank_node() -> None:
    """The same label in two files is two things."""
    assert not blanks(list(triples(source(TURTLE)))) & blanks(list(triples(source(TURTLE + b"# other"))))


def test_the_name_of_a_source_does_not_matter() -> None:
    """Renaming a file does not change what it says."""
    assert list(triples(source(TURTLE, "b.ttl"))) == list(triples(source(TURTLE)))


def test_statements_go_to_the_graph_of_their_record() -> None:
    """A record's graph, not the file's, is where they are shown."""
    record = Record("load", "a.ttl", "text/turtle", "urn:graph", TURTLE, "someone", "a test")
    assert {quad.graph_name for quad in statements(record)} == {NamedNode("urn:graph")}


def test_a_withdrawn_file_says_nothing() -> None:
    """The empty entry of a file that is gone has no statements, and is no fault."""
    assert list(statements(Record("bundled", "a.ttl", "text/turtle", "urn:g", b"", "a", "b"))) == []


@pytest.mark.parametrize(
    ("data", "name", "fault"),
    [
        (b"<urn:a> <urn:b> <urn:c> <urn:g> .", "a.nq", Refused),
        (b"<urn:a> <urn:b> oops .", "a.ttl", SyntaxFault),
        (b"<a> <urn:b> <urn:c> .", "a.ttl", SyntaxFault),
        (b"\xff\xfe", "a.ttl", SyntaxFault),
        (b"<urn:a> <urn:b> <urn:c> .", "a.xyz", Unreadable),
    ],
)
def test_what_cannot_be_published_is_refused(data: bytes, name: str, fault: type[Exception]) -> None:
    """Graphs of its own, bad syntax, relative IRIs, other encodings and unknown formats are each told apart."""
    with pytest.raises(fault):
        list(triples(source(data, name)))
