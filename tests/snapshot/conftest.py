"""A small data folder, laid out like the release's own."""

from __future__ import annotations

from pathlib import Path

import pytest

REAL = """
@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/quartierkg/id/territory/rennes> a qn:Territory ; rdfs:label "Rennes"@fr ;
    qn:event [ qn:day "2014-11-12" ] , _:second . _:second qn:day "2015-06-24" .
"""
ILLUSTRATIVE = """
@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/quartierkg/id/quartier/brume> a qn:Quartier ; rdfs:label "Brume"@fr ; qn:illustrative true ;
    qn:list ( 1 2 [ rdfs:label "three" ] ) .
"""
STATIONS = """<https://w3id.org/quartierkg/id/station/1> <http://www.w3.org/2000/01/rdf-schema#label> "Gare" ."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one file of each sort, blank nodes included."""
    root = tmp_path / "data"
    for name, content in (("real", REAL), ("illustrative", ILLUSTRATIVE), ("stations", STATIONS)):
        folder = root / "network" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.ttl").write_text(content, encoding="utf-8")
    return root
