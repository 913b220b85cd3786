"""A snapshot with one fictional Quartier, one real territory, and the release's ontology."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quartierkg.snapshot import Archive, Snapshot

ILLUSTRATIVE = """
@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix id: <https://w3id.org/quartierkg/id/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
id:brume a qn:Quartier ; rdfs:label "Brume"@fr , "Mist"@en ; qn:illustrative true ; qn:state qn:Labelled ;
    org:hasMember id:nuage ; rdfs:seeAlso "javascript:alert(1)"^^xsd:anyURI , "https://example.org/"^^xsd:anyURI ;
    org:hasSite [ rdfs:label "Quai" ; org:siteOf id:brume ; org:hasSite _:loop ] . _:loop org:hasSite _:loop .
id:ecluse a qn:Quartier ; rdfs:label "Écluse"@fr ; qn:illustrative true .
id:nuage rdfs:label "Nuage & Fils" .
"""
REAL = """
@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/quartierkg/id/territory/rennes> a qn:Territory ; rdfs:label "Rennes"@fr .
"""


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """What the tests read."""
    root: Path = tmp_path_factory.mktemp("data")
    for name, content in (("illustrative", ILLUSTRATIVE), ("real", REAL)):
        (root / "network" / name).mkdir(parents=True)
        (root / "network" / name / "data.ttl").write_text(content, encoding="utf-8")
    with Archive(None, root) as archive:
        yield archive.snapshot
