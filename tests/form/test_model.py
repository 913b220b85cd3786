"""The form: made from ontology and shapes, whole in both languages, and different as soon as these are."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from quartierkg.charter.document import charter
from quartierkg.charter.rules import RuleSet, assemble, shapes
from quartierkg.form import Form, Kind, Sheet, bundled, names
from quartierkg.form.building import build, sources
from quartierkg.form.schema import schema
from quartierkg.form.source import ontology
from quartierkg.language import LANGUAGES
from quartierkg.terms import PREFIXES, term
from quartierkg.workbook import book
from tests.samples import LONG, ROOT

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
# The text of the charter (source sentence S04 to S07) names what these look at.
SERVES = {
    ("qn:AccessMeasure", "qn:minutes"): {"QN-C1-02", "QN-C1-03", "QN-C1-04"},
    ("qn:RealEstateOffer", "qn:usableArea"): {"QN-C2-04"},
    ("qn:Lot", "qn:usableArea"): {"QN-C2-01"},
    ("qn:HostingAgreement", "qn:periodicity"): {"QN-C2-03"},
    ("qn:AnnualFigures", "qn:turnover"): {"QN-C4-06"},
    ("qn:AnnualFigures", "qn:employees"): {"QN-C4-07"},
    ("qn:AnnualFigures", "qn:growth"): {"QN-C4-08"},
    ("qn:AnnualFigures", "qn:shareAbroad"): {"QN-C4-09"},
    ("qn:Quartier", "geo:hasGeometry"): {"QN-C1-01"},
    ("qn:CharterSignature", "qn:signedOn"): {"QN-P-02"},
    ("qn:Structure", "qn:legalForm"): {"QN-G-04"},
}
ADDED = """
qn:parkingPlaces a owl:DatatypeProperty ; rdfs:domain qn:Lot ; rdfs:range xsd:integer ; qudt:hasUnit unit:NUM ;
    rdfs:label "places de stationnement"@fr , "parking places"@en ; skos:definition "Combien."@fr , "How many."@en .
qn:greenRoof a owl:DatatypeProperty ; rdfs:range xsd:boolean ;
    rdfs:label "toit végétalisé"@fr , "green roof"@en ; skos:definition "Vrai ou non."@fr , "True or not."@en .
qn:Garden a owl:Class ; rdfs:label "jardin"@fr , "garden"@en ; skos:definition "Un jardin."@fr , "A garden."@en .
qn:garden a owl:ObjectProperty ; rdfs:domain qn:Quartier ; rdfs:range qn:Garden ; rdfs:label "jardin"@fr , "garden"@en .
qn:Plots a owl:Class ; rdfs:label "lots"@fr , "plots"@en . qn:plots a owl:ObjectProperty ; rdfs:domain qn:Garden ;
    rdfs:range qn:Plots ; rdfs:label "lots"@fr , "plots"@en .
qn:trees a owl:DatatypeProperty ; rdfs:domain qn:Garden ; rdfs:range xsd:integer ; rdfs:label "arbres"@fr , "trees"@en .
"""
LOOKED_AT = """
qns:C2-01-roof a sh:NodeShape ; sh:targetObjectsOf qn:concerns ; qn:judges qc:QN-C2-01 ; qn:yields earl:failed ;
    sh:property [ sh:path ( qn:offer qn:lot ) ; sh:node [ sh:property [ sh:path qn:greenRoof ; sh:maxCount 1 ] ] ] .
"""


def sheet(form: Form, curie: str) -> Sheet:
    """The sheet of a class."""
    found = form.of(term(curie))
    assert found is not None
    return found


def statements(text: str) -> tuple[Triple, ...]:
    """Some Turtle with our prefixes."""
    return tuple(
        quad.triple for quad in parse((HEAD + text).encode(), format=RdfFormat.TURTLE, rename_blank_nodes=True)
    )


@cache
def extended() -> Form:
    """The form once the ontology has more terms, and the shapes look at one of them."""
    _, known, rulesets, _ = sources()
    more = [_with_more(ruleset) for ruleset in rulesets]
    return build((*ontology(), *statements(ADDED)), known, more, charter())


def _with_more(ruleset: RuleSet) -> RuleSet:
    triples = (*shapes(ruleset.version, ruleset.profile, ruleset.gate), *statements(LOOKED_AT))
    return assemble(ruleset.version, ruleset.profile, ruleset.gate, triples)


@pytest.mark.parametrize(("field", "rows"), SERVES.items(), ids=lambda value: ", ".join(sorted(value)))
def test_a_field_serves_the_rows_of_the_charter_that_look_at_it(field: tuple[str, str], rows: set[str]) -> None:
    """Of a class, not of its name elsewhere: the usable area of a lot is not that of the offer."""
    found = sheet(bundled(), field[0]).field(term(field[1]))
    assert found is not None
    assert {row.id for row in found.requirements} == rows


def test_units_lists_and_kinds_are_those_of_the_ontology() -> None:
    """Minutes, a closed list in its order, a date, a truth value, a text, what leads to an actor."""
    form = bundled()
    minutes = sheet(form, "qn:AccessMeasure").field(term("qn:minutes"))
    period = sheet(form, "qn:HostingAgreement").field(term("qn:periodicity"))
    assert minutes is not None
    assert period is not None
    assert (minutes.unit, minutes.kind, minutes.most) == ("min", Kind.NUMBER, 1)
    assert [choice.label.fr for choice in period.choices] == [
        *("jour", "semaine", "mois", "trimestre", "an", "plus d’un an")
    ]
    kinds = {
        ("qn:CharterSignature", "qn:signedOn"): Kind.DATE,
        ("qn:Lot", "qn:flexible"): Kind.BOOLEAN,
        ("qn:Lot", "qn:conditions"): Kind.TEXT,
        ("qn:Participation", "org:member"): Kind.REFERENCE,
        ("qn:AnnualFigures", "qn:fiscalYear"): Kind.INTEGER,
        ("qn:NetworkDeployment", "qn:technology"): Kind.STRING,
        ("qn:NetworkingMeasure", "prov:startedAtTime"): Kind.MOMENT,
    }
    for (class_, property_), kind in kinds.items():
        found = sheet(form, class_).field(term(property_))
        assert found is not None
        assert found.kind is kind, property_


def test_every_sheet_field_and_list_has_words_in_both_languages() -> None:
    """No name of a property where a person reads; a list has something to choose from."""
    for one in bundled().all:
        for text in (one.name, *(choice.label for choice in one.natures)):
            assert ":" not in text.fr + text.en, text
        for field in one.fields:
            assert ":" not in field.label.fr + field.label.en, field.property
            assert (field.kind is not Kind.CHOICE) or len(field.choices) > 1, field.property
            for choice in field.choices:
                assert all(choice.label.in_(language).strip() for language in LANGUAGES)


def test_nothing_that_only_the_context_may_say_is_asked() -> None:
    """Terms that a dossier cannot use have no field."""
    reserved = {t.subject for t in ontology() if t.predicate == term("qn:contextOnly")}
    assert not {field.property for one in bundled().all for field in one.fields} & reserved
    assert not {class_ for one in bundled().all for class_ in one.classes} & reserved


def test_a_part_says_whose_it_is() -> None:
    """A lot of the offer, figures of an actor, an access time of the Quartier; an actor is nobody's."""
    owners = {
        "qn:Lot": "qn:lot",
        "qn:AnnualFigures": "qn:figures",
        "qn:AccessMeasure": "qn:access",
        "qn:Quartier": "qn:concerns",
        "foaf:Agent": None,
        "foaf:Person": None,
    }
    for class_, property_ in owners.items():
        owner = sheet(bundled(), class_).owner
        assert (owner.property if owner else None) == (term(property_) if property_ else None), class_


def test_a_term_added_to_the_ontology_is_a_field() -> None:
    """A property with a domain is a column of its class; a class that it leads to is a sheet that says whose."""
    places = sheet(extended(), "qn:Lot").field(term("qn:parkingPlaces"))
    assert places is not None
    assert (places.label.fr, places.label.en, places.kind) == (
        "places de stationnement",
        "parking places",
        Kind.INTEGER,
    )
    garden = sheet(extended(), "qn:Garden")
    assert not garden.inside
    assert garden.name.fr == "Jardin"
    assert garden.owner is not None
    assert garden.owner.property == term("qn:garden")
    assert garden.field(term("qn:trees")) is not None
    assert sheet(bundled(), "qn:Lot").field(term("qn:parkingPlaces")) is None


def test_a_property_that_a_shape_looks_at_is_a_field_where_it_looks() -> None:
    """Without a domain: of the lots, since the shape goes there, and it serves the row that the shape judges."""
    roof = sheet(extended(), "qn:Lot").field(term("qn:greenRoof"))
    assert roof is not None
    assert ([row.id for row in roof.requirements], roof.kind, roof.most) == (["QN-C2-01"], Kind.BOOLEAN, 1)
    assert sheet(extended(), "qn:RealEstateOffer").field(term("qn:greenRoof")) is None


def test_workbook_and_schema_have_what_was_added() -> None:
    """New columns with their titles, and new properties of the JSON Schema: no line of Python was touched."""
    (lots,) = [page for page in book.blank(extended(), "fr").pages if page.name == "Lots"]
    assert {"places de stationnement", "toit végétalisé"} <= set(lots.titles)
    assert "Jardin" in [page.name for page in book.blank(extended(), "fr").pages]
    found = schema(extended(), "fr")["$defs"]["Lot"]["properties"]
    assert names.of(term("qn:parkingPlaces")).name in found
    pages = [page.name for page in book.blank(extended(), "fr").pages]
    assert "Lots 2" in pages
    assert len({name.casefold() for name in pages}) == len(pages)
    assert "QN-C2-01" in found[names.of(term("qn:greenRoof")).name]["$comment"]


@pytest.mark.skipif(not LONG, reason="copies the whole package; QUARTIERKG_LONG=1")
def test_a_copy_with_more_terms_writes_more_columns(tmp_path: Path) -> None:
    """The same in a copy of the product, from the command line, with the files themselves changed."""
    for name in ("quartierkg", "ontology", "shapes", "data"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    core = tmp_path / "ontology" / "core.ttl"
    core.write_text(core.read_text(encoding="utf-8") + HEAD + ADDED, encoding="utf-8")
    shape = tmp_path / "shapes" / "1" / "criterion-2.ttl"
    shape.write_text(shape.read_text(encoding="utf-8") + HEAD + LOOKED_AT, encoding="utf-8")
    arguments = [sys.executable, "-m", "quartierkg", "dossier"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    subprocess.run([*arguments, "new", "-o", "a.csv"], cwd=tmp_path, check=True, env=environment)
    subprocess.run([*arguments, "schema", "-o", "a.json"], cwd=tmp_path, check=True, env=environment)
    text = (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert "places de stationnement" in text
    assert "toit végétalisé" in text
    assert "[Jardin]" in text
    assert "qn:trees" in json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["$defs"]["Garden"]["properties"]


def test_a_class_stands_on_the_sheet_of_the_nearest_above() -> None:
    """A commune is a local authority, which is an organisation: an actor. A structure has its own sheet."""
    form = bundled()
    assert form.of(term("igeo:Commune")) is form.of(term("foaf:Agent"))
    assert form.of(term("qn:Structure")) is not form.of(term("foaf:Agent"))
    assert form.of(NamedNode("http://x.example/Class")) is None
