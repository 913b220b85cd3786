"""The JSON Schema: what dossiers as JSON are held to, made from the form."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest

from quartierkg.form import bundled, tree
from quartierkg.form.schema import schema
from quartierkg.intake import dossier
from quartierkg.intake.source import Source
from quartierkg.terms import CONTEXT
from tests.samples import ROOT

EXAMPLES = sorted((ROOT / "data" / "dossiers").glob("*.*"))


@cache
def validator() -> Any:
    """What holds documents to the schema."""
    found = schema(bundled(), "fr")
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


def small(**quartier: object) -> dict[str, object]:
    """A document with some properties of a Quartier."""
    about = {"id": "https://x.example/q", "type": "Quartier", **quartier}
    return {"@context": CONTEXT, "id": "https://x.example/d", "type": "Dossier", "concerns": about}


@pytest.mark.parametrize("path", EXAMPLES[::4], ids=lambda path: path.name)
def test_the_documents_of_the_examples_fit(path: Any) -> None:
    """What we write ourselves, of every bundled dossier."""
    found = dossier.read(Source(path.name, path.read_bytes()))
    validator().validate(tree.tree(found))


def test_a_document_written_by_hand_fits() -> None:
    """The bundled example in JSON-LD, which nobody's program wrote."""
    validator().validate(
        json.loads((ROOT / "data" / "dossiers" / "foreign-namespace.jsonld").read_text(encoding="utf-8"))
    )


@pytest.mark.parametrize(
    "quartier",
    [
        {"access": {"target": "Airport", "minutes": 24.5}},
        {"access": [{"target": "https://w3id.org/quartierkg/ontology#Airport", "minutes": 24}]},
        {"offer": {"lot": {"usableArea": 12, "flexible": True, "conditions": {"@value": "x", "@language": "fr"}}}},
        {"metropole": "https://x.example/m", "participation": {"member": {"type": "Enterprise", "siren": "000000042"}}},
        {"schema:telephone": "01"},
    ],
    ids=json.dumps,
)
def test_what_the_model_holds_fits(quartier: dict[str, object]) -> None:
    """Concepts by name or address, numbers, things inside each other or by address, names with a prefix."""
    validator().validate(small(**quartier))


@pytest.mark.parametrize(
    "quartier",
    [
        {"access": {"target": "Gare", "minutes": 24}},
        {"access": {"minutes": "beaucoup"}},
        {"acces": {"minutes": 24}},
        {"offer": {"lot": {"flexible": "oui"}}},
        {"structure": {"createdOn": "juin 2024"}},
        {"metropole": "Rivemer"},
    ],
    ids=json.dumps,
)
def test_what_the_model_does_not_hold_is_told(quartier: dict[str, object]) -> None:
    """A value outside a closed list, words for a number, a misspelt name, no truth value, no date, no address."""
    assert not validator().is_valid(small(**quartier))


def test_it_asks_for_nothing_that_the_charter_asks_for() -> None:
    """An empty dossier fits: what it lacks is for the verdict to say."""
    validator().validate(small())
    assert not validator().is_valid({"type": "Dossier"})
    found = schema(bundled(), "en")
    assert found["$defs"]["AccessMeasure"]["properties"]["minutes"]["$comment"] == "QN-C1-02, QN-C1-03, QN-C1-04"
    assert "required" not in found["$defs"]["Quartier"]
