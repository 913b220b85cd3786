"""What things are called: by their label, else by what they are, whose, and what they are recognised by."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from quartierkg import vocabulary
from quartierkg.charter import document
from quartierkg.charter.names import Names
from quartierkg.intake.graph import Graph
from quartierkg.terms import is_blank, term
from tests.samples import read

HEAD = """@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix qc: <https://w3id.org/quartierkg/charter/1#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <urn:x:> .
:d a qn:Dossier ; qn:concerns :q .
"""
FIRM = ':f a qn:Enterprise ; rdfs:label "Vigie" . '


def names(text: str) -> tuple[Names, NamedNode]:
    """The names of a graph, and the one blank node of it, or ``:n``."""
    triples = read(HEAD + text).triples
    nodes = {node for triple in triples for node in (triple.subject, triple.object) if isinstance(node, NamedNode)}
    (node,) = [node for node in nodes if is_blank(node)] or [NamedNode("urn:x:n")]
    return Names(document.charter(), vocabulary.bundled(), Graph(triples)), node


@pytest.mark.parametrize(
    ("text", "fr", "en"),
    [
        (':n a qn:Quartier ; rdfs:label "Nord"@fr , "North"@en .', "Nord", "North"),
        (':n rdfs:label "Nord"@de , "Nord" .', "Nord", "Nord"),
        (":n a qn:FabLab .", "fab lab (n)", "fab lab (n)"),
        (':q rdfs:label "Nord" ; qn:lot :n . :n a qn:Lot .', "Nord, lot (n)", "Nord, lot (n)"),
        (
            ':q rdfs:label "Nord" ; qn:participation [ a qn:Participation ; org:member :f ] . :f a qn:Enterprise .',
            "Nord, participation (f)",
            "Nord, participation (f)",
        ),
        (":n rdfs:seeAlso :m .", "urn:x:n", "urn:x:n"),
        ("[] rdfs:seeAlso :m .", "sans nom", "unnamed"),
        (f"{FIRM} :f qn:figures [ a qn:AnnualFigures ] .", "Vigie, chiffres annuels", "Vigie, annual figures"),
        (
            f"{FIRM} :f qn:figures [ a qn:AnnualFigures ; qn:fiscalYear 2024 ] .",
            "Vigie, chiffres annuels (2024)",
            "Vigie, annual figures (2024)",
        ),
        (
            f':q rdfs:label "Nord" ; qn:participation [ a qn:Participation ; org:member :f ] . {FIRM}',
            "Nord, participation (Vigie)",
            "Nord, participation (Vigie)",
        ),
        (
            ':q rdfs:label "Nord" ; qn:access [ a qn:AccessMeasure ; qn:target qn:Airport ] .',
            "Nord, temps d’accès (aéroport)",
            "Nord, access measure (airport)",
        ),
        (
            ":q qn:access [ a qn:AccessMeasure ; qn:target qn:Airport ] .",
            "temps d’accès (aéroport)",
            "access measure (airport)",
        ),
        (":n rdfs:label ' ' ; a qn:Lot .", "lot (n)", "lot (n)"),
    ],
)
def test_a_thing_is_told_so_that_a_reader_knows_which(text: str, fr: str, en: str) -> None:
    """Never by the id of a blank node, and by its address only where nothing else is known."""
    found, node = names(text)
    assert found.thing(node).fr.split("/")[-1] == fr.split("/")[-1]
    assert found.thing(node).en.split("/")[-1] == en.split("/")[-1]


def test_owners_that_own_each_other_end() -> None:
    """A ring of nameless things is told by what each is."""
    found, node = names(":n a qn:Lot ; qn:lot :m . :m a qn:Lot ; qn:lot :n .")
    assert found.thing(node).en == "lot (n)"


@pytest.mark.parametrize(
    ("curie", "en"),
    [
        ("qn:growth", "annual growth"),
        ("org:member", "member"),
        ("owl:imports", "owl:imports"),
        ("qc:QN-C4-08", "Annual growth of the Tech Champion"),
        ("qc:criterion-5", "Fab lab"),
    ],
)
def test_a_term_is_told_by_its_label(curie: str, en: str) -> None:
    """Ours, borrowed ones, rows and criteria; what nobody named by its prefixed name."""
    assert names(":n a qn:Lot .")[0].term(term(curie)).en == en
