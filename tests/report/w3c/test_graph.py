"""Nodes as people write them."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.language import Text
from quartierkg.report.w3c.graph import UNNAMED, Graph, iri, literal
from quartierkg.terms import BLANK, term


@pytest.mark.parametrize(
    ("found", "written"),
    [
        (Literal("a"), '"a"'),
        (Literal('a "b"\n\\'), '"a \\"b\\"\\n\\\\"'),
        (Literal("é", language="fr"), '"é"@fr'),
        (Literal("3", datatype=term("xsd:integer")), "3"),
        (Literal("3.5", datatype=term("xsd:decimal")), "3.5"),
        (Literal("3,5", datatype=term("xsd:decimal")), '"3,5"^^xsd:decimal'),
        (Literal("true", datatype=term("xsd:boolean")), "true"),
        (Literal("2026-01-01", datatype=term("xsd:date")), '"2026-01-01"^^xsd:date'),
        (Literal("x", datatype=NamedNode("urn:t")), '"x"^^<urn:t>'),
    ],
)
def test_a_literal_is_written_as_in_turtle(found: Literal, written: str) -> None:
    """Numbers and truth values bare, text in quotation marks, with language or datatype."""
    assert literal(found) == written


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("http://xmlns.com/foaf/0.1/name", "foaf:name"),
        ("http://www.w3.org/ns/shacl#Violation", "sh:Violation"),
        ("http://www.w3.org/ns/shacl#a/b", "<http://www.w3.org/ns/shacl#a/b>"),
        ("http://example.org/x", "<http://example.org/x>"),
        ("urn:x", "<urn:x>"),
    ],
)
def test_an_iri_has_one_of_the_usual_prefixes(address: str, written: str) -> None:
    """Where there is none, it is written in full."""
    assert iri(NamedNode(address)) == written


def test_a_blank_node_has_no_id() -> None:
    """It is called what the report calls it, else what it is."""
    named, unnamed = NamedNode(BLANK + "b0"), NamedNode(BLANK + "b1")
    label = term("rdfs:label")
    graph = Graph([Triple(named, label, Literal("Le toit", language="fr")), Triple(named, label, Literal("Roof"))])
    found, other = graph.node(named), graph.node(unnamed)
    assert found is not None
    assert other is not None
    assert (found.shown, found.value) == (Text("Le toit", "Roof"), "")
    assert (other.shown, other.value) == (UNNAMED, "")
