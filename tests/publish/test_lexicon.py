"""What a query may name."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from quartierkg.language import Language
from quartierkg.publish.lexicon import Lexicon, written
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ONTOLOGY, PREFIXES


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (f"{ONTOLOGY}Quartier", "qn:Quartier"),
        ("https://w3id.org/quartierkg/id/quartier/brume", "<https://w3id.org/quartierkg/id/quartier/brume>"),
        ("http://purl.org/dc/terms/title", "dcterms:title"),
        # A local part that ends with a full stop, or holds a bracket, would need escaping (SPARQL 1.1, 19.8).
        (f"{ONTOLOGY}a.", f"<{ONTOLOGY}a.>"),
        (f"{ONTOLOGY}a(b)", f"<{ONTOLOGY}a(b)>"),
        (f"{ONTOLOGY}a-b", "qn:a-b"),
    ],
)
def test_a_term_is_written_so_that_a_query_may_hold_it(iri: str, expected: str) -> None:
    """A prefixed name where that needs no escaping, else the IRI in its brackets."""
    assert written(NamedNode(iri)) == expected


@pytest.mark.parametrize(
    ("language", "class_", "thing"), [("fr", "Quartier Numérique", "Brume"), ("en", "Quartier Numérique", "Mist")]
)
def test_terms_have_their_names_and_counts(snapshot: Snapshot, language: Language, class_: str, thing: str) -> None:
    """What VoID counts, by what it is called in the reader's language; what there is most of comes first."""
    found = Lexicon.of(snapshot, language)
    classes = {entry.term: entry for entry in found.classes}
    assert (classes["qn:Quartier"].label, classes["qn:Quartier"].count) == (class_, 2)
    assert classes["qn:Territory"].count == 1
    assert thing in {entry.label for entry in found.things}
    counts = [entry.count for entry in found.properties]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 0


def test_terms_that_nothing_uses_yet_are_there(snapshot: Snapshot) -> None:
    """Whoever writes a query may name all of the ontology; no term stands there twice."""
    found = Lexicon.of(snapshot, "fr")
    assert {"qn:Participation", "qn:Criterion"} <= {entry.term for entry in found.classes}
    for entries in (found.classes, found.properties, found.things):
        assert len({entry.term for entry in entries}) == len(entries)
    assert "qn:Labelled" in {entry.term for entry in found.things}
    assert "<https://w3id.org/quartierkg/graph/network>" in {entry.term for entry in found.graphs}
    assert "<https://w3id.org/quartierkg/graph/committee>" not in {entry.term for entry in found.graphs}


def test_as_json_it_is_short(snapshot: Snapshot) -> None:
    """Each entry is a row: term, name, and a count where there is one."""
    found = Lexicon.of(snapshot, "en").value()
    assert found["prefixes"] == PREFIXES
    assert ["qn:Territory", "territory", 1] in [[row[0], row[1].lower(), *row[2:]] for row in found["classes"]]
    assert all(len(row) in (2, 3) for row in found["things"])
