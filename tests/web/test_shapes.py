"""The shapes, as anyone may take them away and run them."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from quartierkg.charter import engines
from quartierkg.charter.rules import GATES, PROFILES, Gate, Profile, rules
from tests.charter import battery

shacl = pytest.importorskip("shacl")
SHAPES = "https://w3id.org/quartierkg/shapes/1#"


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("gate", GATES)
def test_the_shapes_served_judge_as_the_service_does(client: TestClient, profile: Profile, gate: Gate) -> None:
    """A processor that knows nothing but the Turtle of the address finds what the service finds."""
    served = client.get(f"/shapes/1?profile={profile}&gate={gate}", headers={"Accept": "text/turtle"})
    assert served.status_code == 200
    shapes = shacl.Shapes.from_turtle(served.text)
    own = rules("1", profile, gate)
    for case in battery.cases()[::3000]:
        data = battery.judged(case, profile, gate).data
        report = shapes.validate_text(data, format="ntriples", inference="rules")
        found = {(result.root_shape or result.source_shape or "")[1:-1] for result in report.results}
        told = {result.shape for result in engines.available()[0].results(own, data)}
        assert {iri for iri in found if iri.startswith(SHAPES)} == {iri for iri in told if "canary" not in iri}


def test_a_profile_that_does_not_exist_is_refused(client: TestClient) -> None:
    """A wrong value names the right ones."""
    answer = client.get("/shapes/1?profile=mild", headers={"Accept": "text/turtle"})
    assert answer.status_code == 400
    assert "strict" in answer.json()["detail"]
