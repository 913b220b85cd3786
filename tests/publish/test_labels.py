"""What things are called that nobody named."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from quartierkg.language import Language, marked
from quartierkg.publish import label
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK, ONTOLOGY
from quartierkg.terms import ID, PREFIXES
from tests.samples import ROOT

_HEAD = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("qn", "rdfs", "org", "geo", "xsd"))
_SAID = f"""{_HEAD}@prefix id: <{ID}> .
id:quai a qn:Quartier ; rdfs:label "Quartier du Quai"@fr , "Quay Quartier"@en ; qn:participation id:p7 , id:p8 ;
    qn:history id:e1 ; geo:hasGeometry id:outline ; qn:offer [ qn:lot id:lot-0 ] ; qn:access id:far .
id:ecole rdfs:label "École du Code"@fr , "School of Code"@en ; qn:figures id:y .
id:p7 a qn:Participation ; org:member id:ecole ; org:role qn:ProgrammingSchool .
id:p8 a qn:Participation ; org:member id:ecole .
id:e1 a qn:LifecycleEvent ; qn:toState qn:Labelled .
id:outline a geo:Geometry .
id:lot-0 a qn:Lot ; qn:usableArea 27500 .
id:y a qn:AnnualFigures ; qn:fiscalYear "2024"^^xsd:gYear .
id:seat a org:Membership ; org:member id:ecole ; org:organization id:quai .
id:alone a qn:Lot .
id:ring a qn:Lot ; qn:lot id:round . id:round a qn:Lot ; qn:lot id:ring .
"""


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """A Quartier with parts, and the ontology."""
    store = Store()
    store.bulk_load(_SAID.encode(), RdfFormat.TURTLE, to_graph=NETWORK)
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        store.bulk_load(path.read_bytes(), RdfFormat.TURTLE, to_graph=ONTOLOGY)
    return Snapshot(store, Path(), 1, "", "", {})


@pytest.mark.parametrize(
    ("name", "language", "called"),
    [
        ("p7", "fr", "Participation de l’École du Code au Quartier du Quai\u00a0: école de programmation"),
        ("p7", "en", "Participation of School of Code in Quay Quartier: programming school"),
        ("p8", "fr", "Participation de l’École du Code au Quartier du Quai"),
        ("e1", "fr", "Événement du label du Quartier du Quai\u00a0: labellisé"),
        ("e1", "en", "Lifecycle event of Quay Quartier: labelled"),
        ("outline", "fr", "Géométrie du Quartier du Quai"),
        ("lot-0", "fr", "Lot du Quartier du Quai\u00a0: 27\u202f500\u00a0m²"),
        ("y", "en", "Annual figures of School of Code: 2024"),
        ("seat", "fr", "Participation de l’École du Code au Quartier du Quai"),
    ],
)
def test_a_part_without_a_name_is_told_by_its_kind_and_its_owner(
    snapshot: Snapshot, name: str, language: Language, called: str
) -> None:
    """And by what tells it from others of its kind, through whatever nameless node it hangs on its owner."""
    assert label(snapshot, NamedNode(ID + name), language) == called


@pytest.mark.parametrize("name", ["alone", "nobody"])
def test_what_is_a_part_of_nothing_keeps_the_end_of_its_address(snapshot: Snapshot, name: str) -> None:
    """There is nothing better to say of it."""
    assert label(snapshot, NamedNode(ID + name), "fr") == name


def test_parts_of_each_other_have_names_that_end(snapshot: Snapshot) -> None:
    """A ring of parts is told as far as two of them."""
    assert label(snapshot, NamedNode(ID + "ring"), "en") == "Lot of Lot of ring"


def test_what_says_that_it_is_invented_is_not_marked_again() -> None:
    """One mark is enough, whatever else stands in the brackets."""
    assert marked("Quai", "fr") == "Quai (fictif)"
    assert marked("Quay", "en") == "Quay (fictional)"
    for name in ("Ondes (fictive)", "La Cale (incubateur fictif)", "Anne (personnage fictif)", "Quay (fictional)"):
        assert marked(name, "fr") == name
    assert marked("Quai (fictivement)", "fr") == "Quai (fictivement) (fictif)"
