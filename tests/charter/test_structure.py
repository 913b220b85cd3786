"""What a shape refers to, and along which ways it looks."""

from __future__ import annotations

from pyoxigraph import NamedNode, RdfFormat, parse

from quartierkg.charter.rules import assemble, rules
from quartierkg.charter.structure import helpers, mentioned, paths
from quartierkg.terms import term

TEXT = """
@prefix qns: <https://w3id.org/quartierkg/shapes/1#> . @prefix qc: <https://w3id.org/quartierkg/charter/1#> .
@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix earl: <http://www.w3.org/ns/earl#> .
qns:One a sh:NodeShape ; sh:targetObjectsOf qn:concerns ; qn:judges qc:QN-C1-01 ; qn:yields earl:failed ;
    sh:severity sh:Violation ; sh:message "un"@fr , "one"@en ;
    sh:or ( [ sh:path qn:access ; sh:qualifiedValueShape qns:Two ; sh:qualifiedMinCount 1 ] [ sh:class qn:Quartier ] ) .
qns:Two a sh:NodeShape ; sh:property [ sh:path ( qn:target [ sh:inversePath qn:target ] ) ; sh:hasValue qn:Airport ] ;
    sh:not qns:Three .
qns:Three sh:property [ sh:path qn:minutes ; sh:minCount 1 ] ; sh:node qns:Two .
qns:Four sh:property [ sh:path qn:turnover ; sh:minCount 1 ] .
"""
ONE, TWO, THREE = (NamedNode(f"https://w3id.org/quartierkg/shapes/1#{name}") for name in ("One", "Two", "Three"))
RULES = assemble("1", "charter", "label", tuple(quad.triple for quad in parse(TEXT, format=RdfFormat.TURTLE)))


def test_a_shape_mentions_what_it_constrains_and_compares_with() -> None:
    """Its own terms and those of the shapes that it refers to, even in a circle; not what it judges and yields."""
    names = ("qn:concerns", "qn:access", "qn:Quartier", "qn:target", "qn:Airport", "qn:minutes")
    assert mentioned(RULES, ONE) == {term(name) for name in names}


def test_a_shape_refers_to_others_at_any_depth() -> None:
    """By name, without itself."""
    assert helpers(RULES, ONE) == (THREE, TWO)


def test_a_shape_looks_along_the_paths_of_all_that_it_holds() -> None:
    """One path behind the other, as the shapes stand in one another; a circle ends."""
    found = paths(RULES, ONE)
    assert (term("qn:access"),) in found
    assert (term("qn:access"), term("qn:minutes")) in found
    assert [len(chain) for chain in found] == [1, 2, 2]


def test_every_rule_of_the_charter_mentions_something() -> None:
    """Each names its target at least, and none names a term of SHACL or another shape."""
    found = rules("1", "charter", "label")
    for iri in found.rules:
        terms = mentioned(found, iri)
        assert terms
        assert not [node for node in terms if node.value.startswith(("http://www.w3.org/ns/shacl#", ONE.value[:-3]))]
