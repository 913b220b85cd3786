"""The real network holds every fact that was compiled, with its values, its source and where that is stated (PROV)."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode
from starlette.testclient import TestClient

from quartierkg.settings import Settings
from quartierkg.snapshot import Archive, Snapshot
from quartierkg.terms import ID, ONTOLOGY, term
from quartierkg.web.app import create_app

FOLDER = os.environ.get("QUARTIERKG_FACTS")
pytestmark = pytest.mark.skipif(
    FOLDER is None, reason="QUARTIERKG_FACTS does not name the folder of the compiled facts, so they are not compared"
)
# What the tables hold; a row more or less is looked at by a person.
ROWS = {
    "communes_epci": 32,
    "access_points": 92,
    "label_events": 38,
    "buildings": 21,
    "roles": 22,
    "network_links": 12,
}
DATED = {4: "gYear", 7: "gYearMonth", 10: "date"}
Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of a table."""
    assert FOLDER is not None
    with (Path(FOLDER) / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    """The release's own data."""
    with Archive(None) as found:
        yield found


@pytest.fixture(scope="module")
def snapshot(archive: Archive) -> Snapshot:
    """What is published of them."""
    return archive.snapshot


def values(snapshot: Snapshot, node: str, property_: str) -> set[str]:
    """What is said of a thing of ours by one property."""
    said = snapshot.quads(NamedNode(ID + node), term(property_))
    return {quad.object.value for quad in said if isinstance(quad.object, Literal | NamedNode)}


def numbers(snapshot: Snapshot, node: str, property_: str) -> set[float]:
    """The same, as numbers."""
    return {float(value) for value in values(snapshot, node, property_)}


# Where a page was read at a copy of a site, the site is cited (docs/data-sources.md).
COPIES = {
    "https://www.testing.lemoniteur.fr/": "https://www.lemoniteur.fr/",
    "https://kiwix.jackbot.fr/content/wikipedia_fr_all_maxi_2021-09/A/": "https://fr.wikipedia.org/wiki/",
}


def original(address: str) -> str:
    """The address at which a page was published, where it was read at a copy of the site."""
    for copy, site in COPIES.items():
        if address.startswith(copy):
            return site + address.removeprefix(copy)
    return address


def sourced(snapshot: Snapshot, node: str, row: Row) -> None:
    """A fact names the page that states it, in our terms and in those of PROV, and the date of that page."""
    assert values(snapshot, node, "dcterms:source") == {original(row["source_url"])}
    assert values(snapshot, node, "prov:wasDerivedFrom") == {original(row["source_url"])}
    dated(snapshot, node, "qn:sourceDate", "" if row["source_date"] == "undated" else row["source_date"])


def dated(snapshot: Snapshot, node: str, property_: str, text: str) -> None:
    """A date is as precise as it was compiled; where there is none, none is made up."""
    found = {quad.object for quad in snapshot.quads(NamedNode(ID + node), term(property_))}
    assert found == ({Literal(text, datatype=term(f"xsd:{DATED[len(text)]}"))} if text else set()), node


def of_dataset(snapshot: Snapshot, node: str) -> None:
    """A measured fact is of a dataset that names its source, in our terms and in those of PROV, and its date."""
    datasets = values(snapshot, node, "void:inDataset")
    assert datasets
    for dataset in datasets:
        name = dataset.removeprefix(ID)
        assert values(snapshot, name, "dcterms:source") == values(snapshot, name, "prov:wasDerivedFrom") != set()
        assert values(snapshot, name, "qn:sourceDate")


def test_every_row_is_looked_at() -> None:
    """The tables are those that the tests below go through, and none has been cut."""
    assert FOLDER is not None
    assert {path.stem: len(table(path.stem)) for path in Path(FOLDER).glob("*.csv")} == ROWS


def test_every_commune_is_there(snapshot: Snapshot) -> None:
    """With its codes, its population, what it is part of, its point, and the territory that it leads or belongs to."""
    for row in table("communes_epci"):
        commune, epci = f"commune/{row['insee']}", f"epci/{row['epci_siren']}"
        assert values(snapshot, commune, "igeo:codeINSEE") == {row["insee"]}
        assert values(snapshot, commune, "igeo:nom") == {row["commune"]}
        assert values(snapshot, commune, "qn:siren") == {row["commune_siren"]}
        assert numbers(snapshot, commune, "qn:population") == {float(row["commune_population"])}
        assert values(snapshot, commune, "igeo:subdivisionDe") == {ID + epci, f"{ID}region/{row['region_code']}"}
        assert values(snapshot, commune, "skos:exactMatch") == {f"https://sws.geonames.org/{row['geonames_id']}/"}
        assert point(snapshot, f"{commune}/point") == (float(row["lon"]), float(row["lat"]))
        assert values(snapshot, epci, "igeo:nom") == {row["epci_name"]}
        assert values(snapshot, epci, "qn:siren") == {row["epci_siren"]}
        assert numbers(snapshot, epci, "qn:population") == {float(row["epci_population_municipale"])}
        assert numbers(snapshot, epci, "qn:communeCount") == {float(row["epci_members"])}
        assert values(snapshot, f"region/{row['region_code']}", "igeo:nom") == {row["region"]}
        role = {"lead": "qn:leadCommune", "associate": "qn:associatedCommune"}[row["role"]]
        assert ID + commune in values(snapshot, f"territory/{row['territory_id']}", role)
        for node in (commune, epci):
            of_dataset(snapshot, node)


def point(snapshot: Snapshot, node: str) -> tuple[float, float]:
    """Longitude and latitude of a point."""
    (text,) = values(snapshot, node, "geo:asWKT")
    match = re.fullmatch(r"POINT\((\S+) (\S+)\)", text)
    assert match, text
    return float(match[1]), float(match[2])


def test_every_access_point_is_there(snapshot: Snapshot) -> None:
    """With its code, its point, and how far it is from the commune as the crow flies; nothing is said of minutes."""
    for row in table("access_points"):
        station = row["kind"] == "tgv_station"
        code = row["code"] if station else row["code"].partition("/")[2]
        place = f"{'station' if station else 'airport'}/{code}"
        assert values(snapshot, place, "qn:uicCode" if station else "qn:icaoCode") == {code}
        assert point(snapshot, f"{place}/point") == (float(row["lon"]), float(row["lat"]))
        distance = f"distance/{row['insee']}-{code}"
        assert values(snapshot, distance, "qn:fromCommune") == {f"{ID}commune/{row['insee']}"}
        assert values(snapshot, distance, "qn:toPoint") == {ID + place}
        assert numbers(snapshot, distance, "qn:greatCircleKm") == {float(row["km_great_circle_from_commune_point"])}
        assert values(snapshot, distance, "qn:minutes") == set()
        for node in (place, distance):
            of_dataset(snapshot, node)


def test_every_event_of_a_label_is_there(snapshot: Snapshot) -> None:
    """With its territory where it has one, its day, its kind and its source; both waves of awards among them."""
    waves: dict[str, set[str]] = {}
    for row in table("label_events"):
        event = f"event/{row['event_id']}"
        sourced(snapshot, event, row)
        dated(snapshot, event, "qn:eventDate", row["date"])
        # Of what is out of scope, outside France, there is the event and no territory.
        nowhere = row["territory_id"] == "*" or "out of scope" in row["detail"]
        territory = set() if nowhere else {f"{ID}territory/{row['territory_id']}"}
        assert values(snapshot, event, "qn:territory") == territory
        kinds = values(snapshot, event, "qn:eventKind")
        assert len(kinds) == 1
        if row["event"] == "label awarded":
            assert kinds == {ONTOLOGY + "LabelAwarded"}
            wave = re.match(r"wave (\d)", row["detail"])
            assert values(snapshot, event, "qn:wave") == ({wave[1]} if wave else set())
            waves.setdefault(row["date"], set()).add(row["territory_id"])
        elif row["event"] == "application not retained":
            assert kinds == {ONTOLOGY + "LabelRefused"}
    assert {day: len(awarded) for day, awarded in waves.items()} == {"2014-11-12": 9, "2015-06-24": 4}


def test_every_building_is_there(snapshot: Snapshot) -> None:
    """With its commune, its day of opening and its area, each as the source has it; no area is one of the charter's."""
    for row in table("buildings"):
        building = f"building/{row['building_id']}"
        sourced(snapshot, building, row)
        # A year that nobody stated is no fact (docs/data-sources.md).
        dated(snapshot, building, "qn:opened", "" if "inferred" in row["note"] else row["opened"])
        assert values(snapshot, building, "qn:territory") == {f"{ID}territory/{row['territory_id']}"}
        areas = {area.removeprefix(ID) for area in values(snapshot, building, "qn:areaStatement")}
        stated = {value for area in areas for value in numbers(snapshot, area, "qn:areaValue")}
        assert not row["area_m2"] or float(row["area_m2"]) in stated
        assert bool(row["area_m2"]) or not areas
        for area in areas:
            assert values(snapshot, area, "dcterms:source") == values(snapshot, area, "prov:wasDerivedFrom") != set()
        assert values(snapshot, building, "qn:usableArea") == set()


def test_every_involvement_is_there(snapshot: Snapshot) -> None:
    """Of a body in a territory, in the words of the source, by the same address of its source."""
    involved = {
        quad.subject.value.removeprefix(ID)
        for quad in snapshot.quads(None, term("rdf:type"), term("qn:ReportedInvolvement"))
        if isinstance(quad.subject, NamedNode)
    }
    assert len(involved) == len(table("roles"))
    for row in table("roles"):
        (found,) = [node for node in involved if _is_of(snapshot, node, row)]
        sourced(snapshot, found, row)
        assert values(snapshot, found, "qn:reportedRole")
        involved.remove(found)


def _is_of(snapshot: Snapshot, involvement: str, row: Row) -> bool:
    """Whether an involvement is that of a row: its territory, and a body of that name."""
    if values(snapshot, involvement, "qn:territory") != {f"{ID}territory/{row['territory_id']}"}:
        return False
    (body,) = values(snapshot, involvement, "qn:involved")
    return row["actor"].partition(" (")[0].replace("'", "’") in {
        name.partition(" (")[0] for name in values(snapshot, body.removeprefix(ID), "rdfs:label")
    }


def test_every_link_is_there(snapshot: Snapshot) -> None:
    """With its kind in words, since when, and its source."""
    for row in table("network_links"):
        link = f"link/{row['link_id']}"
        sourced(snapshot, link, row)
        dated(snapshot, link, "qn:since", row["since"])
        assert row["kind"] in values(snapshot, link, "qn:linkKind")
        assert len(values(snapshot, link, "rdfs:label")) >= 1


def test_identity_is_claimed_with_what_was_verified_only(snapshot: Snapshot) -> None:
    """Real things are matched with the GeoNames identifiers of the facts, and with nothing else."""
    verified = {f"https://sws.geonames.org/{row['geonames_id']}/" for row in table("communes_epci")}
    claimed = {
        quad.object.value
        for property_ in ("skos:exactMatch", "owl:sameAs", "skos:closeMatch")
        for quad in snapshot.quads(None, term(property_))
        if isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(ID)
        and isinstance(quad.object, NamedNode)
    }
    assert claimed == verified


def test_no_real_territory_is_said_to_conform(snapshot: Snapshot) -> None:
    """What a verdict, a dossier or a state of the charter is about is invented."""
    true = Literal("true", datatype=term("xsd:boolean"))
    for property_ in ("qn:state", "qn:concerns", "qn:onDossier", "qn:outcome", "qn:history"):
        for quad in snapshot.quads(None, term(property_)):
            if quad.graph_name.value.endswith(("/network", "/register")):  # type: ignore[union-attr]
                assert next(snapshot.quads(quad.subject, term("qn:illustrative"), true), None), quad
    for row in table("communes_epci"):
        territory = NamedNode(f"{ID}territory/{row['territory_id']}")
        assert next(snapshot.quads(territory, term("qn:illustrative")), None) is None


def test_sources_that_disagree_on_a_building_are_answered_side_by_side(archive: Archive) -> None:
    """Question 15 gives each area of a site that sources give differently, with the page that gives it."""
    expected = {
        "euratechnologies": {150_000.0, 135_000.0},
        "cite-numerique": {27_000.0, 26_000.0},
        "h7": {5_000.0, 4_500.0},
    }
    with TestClient(create_app(Settings(), archive)) as client:
        items = client.get("/queries/CQ15?lang=en&limit=1000", headers={"Accept": "application/json"}).json()["items"]
    told: dict[str, dict[float, set[str]]] = {}
    for item in items:
        subject = item["subject"]["iri"].removeprefix(f"{ID}building/")
        told.setdefault(subject, {}).setdefault(float(item["value"]), set()).add(item["source"]["iri"])
    for building, areas in expected.items():
        assert areas <= told[building].keys()
        assert len({source for sources in told[building].values() for source in sources}) >= 2
