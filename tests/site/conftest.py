"""A site of a small store, with names that a folder cannot hold as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quartierkg.imprint import Imprint
from quartierkg.settings import Settings
from quartierkg.site import Publication
from quartierkg.stored import library
from quartierkg.web.routes import discovery

FACTS = """
@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix id: <https://w3id.org/quartierkg/id/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix q: <https://w3id.org/quartierkg/id/quartier/> .
id:event qn:toState qn:Labelled ; qn:happenedOn "2024-01-01"^^xsd:date .
q:brume qn:history id:event .
q:brume a qn:Quartier ; rdfs:label "Brume"@fr , "Mist"@en ; qn:illustrative true ; qn:state qn:Labelled ;
    org:hasMember id:nuage , id:Nuage , <https://w3id.org/quartierkg/id/../../etc/passwd> , id:con , id:only-named ;
    rdfs:seeAlso <https://w3id.org/quartierkg/id/c%C5%93ur> , id:cœur , <https://w3id.org/quartierkg/id/a.html/b> ;
    rdfs:comment " href=\\"/id/cœur\\" <script>alert(1)</script>" ; org:hasSite [ rdfs:label "Quai" ] .
id:nuage rdfs:label "Nuage & Fils" .
id:Nuage rdfs:label "Nuage, un autre" .
id:cœur rdfs:label "Cœur" .
id:écluse rdfs:label "Écluse"@fr , "Lock"@en .
<https://w3id.org/quartierkg/id/c%C5%93ur> rdfs:label "Cœur d’octets" .
<https://w3id.org/quartierkg/id/../../etc/passwd> rdfs:label "Dehors" .
<https://w3id.org/quartierkg/id/a.html/b> rdfs:label "Sous une page" .
id:a rdfs:label "A" .
id:con rdfs:label "Console" .
id:hub rdfs:label "Moyeu"@fr , "Hub"@en .
"""
# Two pages of fifty, and one more thing behind them (each a node of its own, which is no thing of the site).
NAMERS = "".join(f'[] org:memberOf id:hub ; rdfs:label "{number}" .\n' for number in range(101))
REAL = """
@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/quartierkg/id/territory/rennes> a qn:Territory ; rdfs:label "Rennes"@fr .
"""
QUESTIONS = ("CQ01",)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder, laid out like the release's own."""
    root: Path = tmp_path_factory.mktemp("data")
    for name, content in (("illustrative", FACTS + NAMERS), ("real", REAL)):
        (root / "network" / name).mkdir(parents=True)
        (root / "network" / name / "data.ttl").write_text(content, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def asked(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publication]:
    """What is published, and where to; of the questions one, since they take most of the time."""
    root: Path = tmp_path_factory.mktemp("published")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(discovery, "library", lambda: {name: library()[name] for name in QUESTIONS})
        named = Imprint(publisher="Ville de Brume")
        settings = Settings(store=root / "store", data=data, base="https://example.org/kg", imprint=named)
        yield Publication(settings, root / "site")


@pytest.fixture(scope="session")
def site(asked: Publication) -> Path:
    """The folder, once the site was written."""
    asked.run()
    return asked.root
