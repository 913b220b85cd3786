"""A small data folder, laid out like the release's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quartierkg.snapshot import Archive

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
    return laid_out(tmp_path / "data")


def laid_out(root: Path) -> Path:
    """Such a folder."""
    for name, content in (("real", REAL), ("illustrative", ILLUSTRATIVE), ("stations", STATIONS)):
        folder = root / "network" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.ttl").write_text(content, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that was started once on such a folder; tests copy it."""
    root = tmp_path_factory.mktemp("first")
    Archive(root / "store", laid_out(root / "data")).close()
    return root / "store"


@pytest.fixture
def started(first_start: Path, tmp_path: Path) -> Path:
    """A store of a test's own that was started once on its data folder."""
    return shutil.copytree(first_start, tmp_path / "store")
