"""An instance on a small data folder, reached without a socket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from quartierkg.limits import Limits
from quartierkg.settings import Settings
from quartierkg.web.app import create_app
from tests.web.desk import Desk, opened
from tests.web.lived import Register, people

DATA = {
    "illustrative": """
@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix id: <https://w3id.org/quartierkg/id/> .
id:brume a qn:Quartier ; rdfs:label "Brume"@fr , "Mist"@en ; qn:illustrative true ; qn:state qn:Labelled ;
    org:hasMember id:nuage ; rdfs:comment "<script>alert(1)</script>" .
id:nuage rdfs:label "Nuage & Fils" .
id:cœur rdfs:label "Cœur" .
id:liste rdfs:member ( """
    + " ".join(str(number) for number in range(6_000, 9_000))
    + """ ) .
""",
    "real": """
@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/quartierkg/id/territory/rennes> a qn:Territory ; rdfs:label "Rennes"@fr .
""",
    "stations": '<https://w3id.org/quartierkg/id/gare> <http://www.w3.org/2000/01/rdf-schema#label> "Gare" .',
}


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder, laid out like the release's own."""
    root = tmp_path_factory.mktemp("data")
    for name, content in DATA.items():
        (root / "network" / name).mkdir(parents=True)
        (root / "network" / name / "data.ttl").write_text(content, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def client(data: Path) -> Iterator[TestClient]:
    """A client of a running instance; a fault of the instance is an answer, as it is over a socket."""
    app = create_app(Settings(data=data, base="https://example.org/kg"))
    with TestClient(app, raise_server_exceptions=False) as found:
        found.headers.clear()
        yield found


@pytest.fixture(scope="session")
def network() -> Iterator[TestClient]:
    """A client of a running instance on the network of the release."""
    with TestClient(create_app(Settings()), raise_server_exceptions=False) as found:
        yield found


@pytest.fixture(scope="session")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service on the network of the release, for all who file and decide: each test has a Quartier of its own."""
    settings = Settings(store=tmp_path_factory.mktemp("desks") / "store", limits=Limits(workers=1), write_rate=None)
    with TestClient(create_app(settings), raise_server_exceptions=False) as found:
        yield found


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Iterator[Desk]:
    """An instance with somebody in each role."""
    with opened(tmp_path_factory.mktemp("desk") / "store", data) as found:
        yield found


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """An instance whose register has some cases."""
    root = tmp_path_factory.mktemp("register")
    folder = root / "data" / "network" / "illustrative"
    folder.mkdir(parents=True)
    (folder / "data.ttl").write_text(
        """
@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/quartierkg/id/quartier/brume-neuve> a qn:Quartier ; rdfs:label "Brume neuve"@fr , "New Mist"@en ;
    qn:illustrative true .
<https://w3id.org/quartierkg/id/quartier/val-connu> a qn:Quartier ; rdfs:label "Val connu"@fr .
<https://w3id.org/quartierkg/id/quartier/brume-vieille> a qn:Quartier ; rdfs:label "Brume vieille"@fr ;
    qn:illustrative true .
""",
        encoding="utf-8",
    )
    settings = Settings(store=root / "store", data=root / "data", limits=Limits(workers=1), write_rate=None)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        client.headers.clear()
        yield people(client)
