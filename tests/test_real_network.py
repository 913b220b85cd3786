"""The real network: real territories under their real labels, each fact with its source, and nothing of the charter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from starlette.testclient import TestClient

from quartierkg.settings import Settings
from quartierkg.terms import CHARTER, ID, ONTOLOGY, term
from quartierkg.web.app import create_app
from tests.samples import ROOT

NETWORK = ROOT / "data" / "network"
# The licence of each file: that of its source.
LICENCES = {
    "real/airports.ttl": "https://opensource.org/license/mit",
    "real/buildings.ttl": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "real/coordinates.ttl": "https://creativecommons.org/licenses/by/4.0/",
    "real/label-events.ttl": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "real/links.ttl": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "real/roles.ttl": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "real/territories.ttl": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "stations/stations.ttl": "https://opendatacommons.org/licenses/odbl/1-0/",
}
each_file = pytest.mark.parametrize("name", LICENCES)

AWARDED_IN_2014 = "aix-marseille bordeaux grenoble lille lyon montpellier nantes rennes toulouse"
AWARDED_IN_2015 = "brest cote-d-azur lorraine normandie"
THEMATIC_IN_2015 = "alsace angers avignon saint-etienne"
REFUSED_IN_2015 = "annecy besancon limoges loire-valley poitou-charentes toulon"

# The values that sources give of one site, in square metres.
CONFLICTS = {
    "euratechnologies": {150_000.0, 135_000.0, 33_000.0},
    "cite-numerique": {27_000.0, 26_000.0},
    "h7": {5_000.0, 4_500.0, 4_200.0},
}
DATED = {"date": r"\d{4}-\d\d-\d\d", "gYearMonth": r"\d{4}-\d\d", "gYear": r"\d{4}"}
WORKING_NOTES = re.compile(r"from\s+memory|to\s+verify|à vérifier|hand[- ]?list|de mémoire|todo|undated", re.IGNORECASE)

Object = NamedNode | Literal
Statement = tuple[NamedNode, NamedNode, Object]


def read(path: Path) -> Iterator[Statement]:
    """The statements of a file, which has no blank node."""
    for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        yield quad.subject, quad.predicate, quad.object


@cache
def statements(name: str) -> tuple[Statement, ...]:
    """The statements of one file of the network."""
    return tuple(read(NETWORK / name))


def network() -> Iterator[Statement]:
    """The statements of all files."""
    return chain.from_iterable(statements(name) for name in LICENCES)


@cache
def index() -> dict[tuple[NamedNode, NamedNode], list[Object]]:
    """The values of all files, by subject and predicate."""
    found: dict[tuple[NamedNode, NamedNode], list[Object]] = {}
    for subject, predicate, value in network():
        found.setdefault((subject, predicate), []).append(value)
    return found


def values(subject: NamedNode, curie: str) -> list[Object]:
    """What the files say of a resource by one property."""
    return index().get((subject, term(curie)), [])


def instances(curie: str) -> list[NamedNode]:
    """The resources of a class."""
    return [node for node, predicate, value in network() if (predicate, value) == (term("rdf:type"), term(curie))]


def texts(subject: NamedNode, curie: str) -> set[str]:
    """The lexical forms of a property."""
    return {value.value for value in values(subject, curie)}


def territories(kind: str, scheme: str, day: str, wave: str | None) -> list[str]:
    """The territories of the label events of a kind, sorted."""
    events = [
        event
        for event in instances("qn:LabelEvent")
        if texts(event, "qn:eventKind") == {ONTOLOGY + kind}
        and texts(event, "qn:scheme") == {f"{ID}scheme/{scheme}"}
        and texts(event, "qn:eventDate") == {day}
        and texts(event, "qn:wave") == ({wave} if wave else set())
    ]
    return sorted(iri.removeprefix(ID + "territory/") for event in events for iri in texts(event, "qn:territory"))


def luhn(number: str) -> bool:
    """Whether the digits of a number satisfy the check of Luhn."""
    digits = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(digit - 9 if digit > 9 else digit for digit in digits) % 10 == 0


def test_these_are_all_the_files() -> None:
    """A file of the real network that no test reads does not exist."""
    found = [path for folder in ("real", "stations") for path in (NETWORK / folder).rglob("*.ttl")]
    assert sorted(path.relative_to(NETWORK).as_posix() for path in found) == sorted(LICENCES)


@pytest.mark.parametrize(
    ("curie", "count"),
    [
        ("qn:LabelEvent", 38),
        ("qn:Building", 21),
        ("qn:AreaStatement", 22),
        ("qn:ReportedInvolvement", 22),
        ("qn:ReportedLink", 12),
    ],
)
def test_every_fact_has_a_public_source(curie: str, count: int) -> None:
    """An event, a building, an area, an involvement or a link has one source, which is a web address."""
    facts = instances(curie)
    assert len(facts) == len(set(facts)) == count
    for fact in facts:
        (source,) = values(fact, "dcterms:source")
        assert isinstance(source, NamedNode), fact
        assert re.fullmatch(r"https?://[^/]+\.[a-z]+\.?/.+", source.value), fact


@pytest.mark.parametrize("curie", ["qn:eventDate", "qn:sourceDate", "qn:opened", "qn:since"])
def test_a_date_is_as_precise_as_its_source(curie: str) -> None:
    """A day is a date, a month a month of a year, a year a year; an unknown date is absent."""
    dates = [value for _, predicate, value in network() if predicate == term(curie)]
    assert dates
    for value in dates:
        assert isinstance(value, Literal)
        assert re.fullmatch(DATED[value.datatype.value.rpartition("#")[2]], value.value)


def test_nothing_is_said_of_the_charter() -> None:
    """No real territory is a Quartier, has a state of the label, is illustrative, or is measured by the charter."""
    forbidden = {term("qn:" + name) for name in ("Quartier", "Dossier", "state", "illustrative", "usableArea")}
    said = {node for statement in network() for node in statement if isinstance(node, NamedNode)}
    assert said & forbidden == set()
    assert [node for node in said if node.value.startswith(CHARTER)] == []
    assert instances("qn:Territory")


def test_no_reported_part_is_a_role_of_the_charter() -> None:
    """What a real body did is free text: no role, membership or participation of the charter is given to it."""
    concepts = {node.value for node, _, _ in read(ROOT / "ontology" / "concepts.ttl")}
    said = {value.value for _, _, value in network() if isinstance(value, NamedNode)}
    assert said & concepts == set()
    for involvement in instances("qn:ReportedInvolvement"):
        assert all(isinstance(value, Literal) for value in values(involvement, "qn:reportedRole"))


def test_everything_is_labelled_in_both_languages() -> None:
    """Every resource that the files describe, or name as theirs, has one label in French and one in English."""
    subjects = {node for node, _, _ in network()}
    named = {value for _, _, value in network() if isinstance(value, NamedNode) and value.value.startswith(ID)}
    assert named <= subjects
    for subject in subjects:
        languages = [value.language for value in values(subject, "rdfs:label") if isinstance(value, Literal)]
        assert sorted(map(str, languages)) == ["en", "fr"], subject


def test_a_text_is_given_in_both_languages() -> None:
    """Where a text exists in French it exists in English, and the other way round."""
    said: dict[tuple[NamedNode, NamedNode], set[str | None]] = {}
    for subject, predicate, value in network():
        if isinstance(value, Literal) and value.language:
            said.setdefault((subject, predicate), set()).add(value.language)
    assert [key for key, languages in said.items() if languages != {"fr", "en"}] == []


def test_a_siren_is_checked() -> None:
    """A SIREN has nine digits that pass the Luhn check, is never a fictional one, and belongs to one body."""
    sirens = [(node, value.value) for node, predicate, value in network() if predicate == term("qn:siren")]
    assert len(sirens) == len({siren for _, siren in sirens}) == 62
    for node, siren in sirens:
        assert re.fullmatch(r"[1-9]\d{8}", siren), node
        assert luhn(siren), node


@pytest.mark.parametrize(("number", "valid"), [("732829320", True), ("732829321", False), ("723829320", False)])
def test_the_check_of_a_siren_can_fail(number: str, valid: bool) -> None:
    """The check accepts a known good number and refuses it with a digit changed, or two swapped."""
    assert luhn(number) is valid


def test_the_codes_of_a_body_are_its_address() -> None:
    """The address of a commune ends in its Insee code, that of an intercommunalité in its SIREN."""
    for kind, curie in (("commune", "igeo:codeINSEE"), ("epci", "qn:siren"), ("region", "igeo:codeINSEE")):
        nodes = {node for node, _, _ in network() if re.fullmatch(f"{ID}{kind}/[^/]+", node.value)}
        assert nodes
        for node in nodes:
            assert texts(node, curie) == {node.value.rpartition("/")[2]}


def test_the_first_wave_is_there() -> None:
    """Nine territories were awarded the label Métropole French Tech on 12 November 2014."""
    found = territories("LabelAwarded", "metropole-french-tech", "2014-11-12", "1")
    assert found == AWARDED_IN_2014.split()
    assert len(found) == 9


def test_the_second_wave_is_there() -> None:
    """Four territories were awarded the label Métropole French Tech on 24 June 2015, and four the thematic label."""
    found = territories("LabelAwarded", "metropole-french-tech", "2015-06-24", "2")
    assert found == AWARDED_IN_2015.split()
    assert len(found) == 4
    assert territories("LabelAwarded", "french-tech-thematique", "2015-06-24", None) == THEMATIC_IN_2015.split()


def test_refusals_are_there() -> None:
    """Six applications were not retained on 24 June 2015."""
    assert territories("LabelRefused", "metropole-french-tech", "2015-06-24", "2") == REFUSED_IN_2015.split()


def test_an_event_without_a_date_has_none() -> None:
    """No date is made up: the source gives none for Paris, and only for Paris."""
    undated = [event for event in instances("qn:LabelEvent") if not values(event, "qn:eventDate")]
    assert undated == [NamedNode(ID + "event/E17")]


@pytest.mark.parametrize("site", CONFLICTS)
def test_areas_that_differ_stand_side_by_side(site: str) -> None:
    """Each area that a source gives of a site stays, with the page that gives it and what it covers."""
    areas = [NamedNode(iri) for iri in texts(NamedNode(f"{ID}building/{site}"), "qn:areaStatement")]
    assert {float(value) for area in areas for value in texts(area, "qn:areaValue")} == CONFLICTS[site]
    assert len({source for area in areas for source in texts(area, "dcterms:source")}) == len(CONFLICTS[site])
    assert all(len(values(area, "qn:areaScope")) == 2 for area in areas)


@pytest.mark.parametrize("curie", ["qn:areaValue", "qn:greatCircleKm"])
def test_a_measure_is_a_decimal(curie: str) -> None:
    """Areas and distances are decimals, in the unit that the ontology fixes."""
    found = [value for _, predicate, value in network() if predicate == term(curie)]
    assert found
    assert {value.datatype for value in found if isinstance(value, Literal)} == {term("xsd:decimal")}
    ontology = read(ROOT / "ontology" / "territory.ttl")
    assert term(curie) in {node for node, predicate, _ in ontology if predicate == term("qudt:hasUnit")}


def test_a_point_is_in_metropolitan_france() -> None:
    """Longitude comes first in a point, so that every point falls in the right hemisphere."""
    points = [value.value for _, predicate, value in network() if predicate == term("geo:asWKT")]
    assert points
    for point in points:
        match = re.fullmatch(r"POINT\((-?[\d.]+) ([\d.]+)\)", point)
        assert match, point
        longitude, latitude = map(float, match.groups())
        assert -5.2 < longitude < 8.3, point
        assert 42 < latitude < 51.2, point


def test_identity_is_claimed_with_geonames_only() -> None:
    """Communes alone are matched, each with its own GeoNames identifier; nothing is matched by its name."""
    matches = [(node, value.value) for node, predicate, value in network() if predicate == term("skos:exactMatch")]
    assert {node for node, _ in matches} == set(instances("igeo:Commune"))
    assert len({value for _, value in matches}) == len(matches) == 32
    assert all(re.fullmatch(r"https://sws\.geonames\.org/\d+/", value) for _, value in matches)
    assert not any(predicate == term("owl:sameAs") for _, predicate, _ in network())


@each_file
def test_a_file_says_what_it_is_and_under_which_licence(name: str) -> None:
    """A file opens with its licence, and holds one dataset with titles, rights, date and the licence of its source."""
    lines = (NETWORK / name).read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("# Licence") for line in lines[:4])
    (dataset,) = {node for node, _, value in statements(name) if value == term("dcat:Dataset")}
    assert dataset.value == f"{ID}dataset/{Path(name).stem}"
    assert texts(dataset, "dcterms:license") == {LICENCES[name]}
    assert all(values(dataset, curie) for curie in ("dcterms:title", "dcterms:description", "dcterms:modified"))
    assert len(values(dataset, "dcterms:rights")) == 2
    assert f"`{name}`" in (ROOT / "docs" / "data-sources.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bundled() -> Iterator[TestClient]:
    """The service on the release's own data."""
    with TestClient(create_app(Settings())) as found:
        yield found


def real_subjects() -> set[NamedNode]:
    """Everything that the files describe, but the datasets themselves."""
    datasets = set(instances("dcat:Dataset"))
    return {node for node, _, _ in network() if node not in datasets}


def test_every_real_thing_leads_to_source_licence_and_date() -> None:
    """Merged into one graph, a thing still names its datasets; it or they give an address, a licence and a date."""
    found = real_subjects()
    assert len(found) > 500
    for node in found:
        datasets = [dataset for dataset in values(node, "void:inDataset") if isinstance(dataset, NamedNode)]
        assert datasets, node
        for dataset in datasets:
            assert all(re.match("https?://", text) for text in texts(dataset, "dcterms:license")), dataset
            assert len(texts(dataset, "dcterms:license")) == 1
            sources = texts(node, "dcterms:source") or texts(dataset, "dcterms:source")
            assert sources, node
            assert all(re.match("https?://", text) for text in sources), node
            assert texts(node, "qn:sourceDate") or texts(dataset, "qn:sourceDate"), node


@each_file
def test_a_file_describes_what_it_says_that_it_does(name: str) -> None:
    """A thing is said to be in the dataset of the file that describes it, and in no other."""
    dataset = NamedNode(f"{ID}dataset/{Path(name).stem}")
    described = {node for node, _, _ in statements(name)} - {dataset}
    assert {node for node, predicate, _ in statements(name) if predicate == term("void:inDataset")} == described
    assert {value for _, predicate, value in statements(name) if predicate == term("void:inDataset")} == {dataset}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("territory/rennes", ["github.com/etalab/decoupage-administratif", "2026", "licence-ouverte"]),
        ("commune/35238", ["www.geonames.org", "creativecommons.org/licenses/by/4.0", "2026-11-23"]),
        ("building/3eme-lieu", ["www.lestrademensuel.fr", "relevé le", "2026-11-23"]),
        ("event/E1", ["www.images-et-reseaux.com", "date de la source", "2013-08"]),
        ("station/87141002", ["www.data.gouv.fr", "2026-02-13", "opendatacommons.org"]),
    ],
)
def test_the_page_of_a_real_thing_shows_where_it_comes_from(bundled: TestClient, name: str, shown: list[str]) -> None:
    """Source, licence and date stand on the page itself."""
    page = bundled.get(f"/id/{name}", headers={"Accept": "text/html", "Accept-Language": "fr"}).text
    section = page[page.index('id="provenance"') :].partition("</section>")[0]
    for text in shown:
        assert text in section


def test_sources_that_ask_for_it_are_credited() -> None:
    """GeoNames, SNCF and airportsdata are named as their licences ask, also where distances were computed from them."""
    credits = {"coordinates": ["GeoNames"], "stations": ["SNCF", "GeoNames"], "airports": ["airportsdata", "GeoNames"]}
    for name, credited in credits.items():
        for text in texts(NamedNode(f"{ID}dataset/{name}"), "dcterms:rights"):
            assert all(credit in text for credit in credited), name


def test_stations_stay_in_their_own_file() -> None:
    """What is under ODbL does not mix: stations and their distances are described in their own file alone."""
    elsewhere = [name for name in LICENCES for node, _, _ in statements(name) if f"{ID}station/" in node.value]
    assert set(elsewhere) == {"stations/stations.ttl"}
    subjects = {node for name in LICENCES if name.startswith("real/") for node, _, _ in statements(name)}
    assert subjects & {node for node, _, _ in statements("stations/stations.ttl")} == set()


def test_every_term_is_defined_once() -> None:
    """Every term of ours that the network uses has a type in the ontology, and territory.ttl redefines none."""
    defined = {
        path.name: {
            quad.subject
            for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE)
            if quad.predicate == term("rdf:type")
        }
        for path in (ROOT / "ontology").glob("*.ttl")
    }
    used = {node for statement in network() for node in statement if isinstance(node, NamedNode)}
    assert {node for node in used if node.value.startswith(ONTOLOGY)} <= set().union(*defined.values())
    ours = defined.pop("territory.ttl")
    assert ours & set().union(*defined.values()) == set()


def test_every_term_of_the_network_says_where_it_is_defined() -> None:
    """A term of territory.ttl is defined by the ontology, with a label and a definition in both languages."""
    found: dict[NamedNode, list[tuple[NamedNode, Object]]] = {}
    for node, predicate, value in read(ROOT / "ontology" / "territory.ttl"):
        found.setdefault(node, []).append((predicate, value))
    for node, pairs in found.items():
        predicates = [predicate for predicate, _ in pairs]
        assert (term("rdfs:isDefinedBy"), NamedNode(ONTOLOGY.rstrip("#"))) in pairs, node
        assert predicates.count(term("rdfs:label")) + predicates.count(term("skos:prefLabel")) == 2, node
        assert predicates.count(term("skos:definition")) == 2, node


def test_no_working_note_is_published() -> None:
    """No literal says how the fact was collected, or that it is still to be checked."""
    literals = [value.value for _, _, value in network() if isinstance(value, Literal)]
    assert [text for text in literals if WORKING_NOTES.search(text) or not text.strip()] == []


@each_file
def test_a_file_is_sorted(name: str) -> None:
    """Resources of a kind follow one another in the order of their names, so that a change is a small difference."""
    groups: dict[str, list[list[int | str]]] = {}
    for node, predicate, value in statements(name):
        path = node.value.removeprefix(ID).split("/")
        if predicate == term("rdf:type") and isinstance(value, NamedNode) and len(path) == 2:
            key: list[int | str] = [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", path[1])]
            if key not in groups.setdefault(path[0], []):
                groups[path[0]].append(key)
    assert groups
    for kind, keys in groups.items():
        assert keys == sorted(keys), kind
