"""Foreign dossiers become ours, and what no rule has a use for is named."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from quartierkg.errors import Refused, SyntaxFault, TooLarge
from quartierkg.intake import dossier
from quartierkg.intake.limits import Limits
from quartierkg.intake.source import Source
from quartierkg.mapping.conversion import Conversion, convert
from quartierkg.mapping.mapping import Mapping, named
from quartierkg.media import TURTLE
from quartierkg.publish.description import describe
from quartierkg.publish.profile import profiles
from quartierkg.publish.writing import unnamed, write
from quartierkg.snapshot import Archive
from quartierkg.terms import CHARTER, ONTOLOGY, curie, is_blank, term
from tests.samples import BASE

FILES = Path(__file__).parent / "files"
OTHER = {"org": "http://www.w3.org/ns/org#", "schema": "http://schema.org/"}


@pytest.fixture(scope="module", params=["org", "schema"])
def mapping(request: pytest.FixtureRequest) -> Mapping:
    """A mapping of the release."""
    return named(str(request.param))


def source(name: str) -> Source:
    """A file of these tests."""
    return Source(name, (FILES / name).read_bytes())


def plain(triples: Iterator[Triple]) -> Dataset:
    """Statements whose blank nodes bear the same names, whoever wrote them."""
    found = Dataset(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return found


def left(found: Conversion) -> list[tuple[int, str]]:
    """The line and property of what is left."""
    return [(one.place.line if one.place else 0, curie(one.triple.predicate)) for one in found.unmapped]


def test_a_foreign_dossier_becomes_exactly_what_was_written_by_hand(mapping: Mapping) -> None:
    """Neither more nor less than the expected statements, numbers as they were written."""
    found = convert(source(f"{mapping.token}.ttl"), mapping)
    expected = parse((FILES / f"{mapping.token}-expected.ttl").read_bytes(), format=RdfFormat.TURTLE)
    assert set(plain(unnamed(found.triples))) == set(plain(quad.triple for quad in expected))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "org",
            [
                (27, "org:identifier"),
                (31, "org:purpose"),
                (35, "m8g:supportsRequirement"),
                (41, "m8g:validityPeriod"),
                (41, "rdf:type"),
                (51, "rdf:type"),
                (51, "dcterms:subject"),
                (52, "m8g:supportsValue"),
                (52, "m8g:providesValueFor"),
                (52, "m8g:value"),
                (52, "https://example.org/rive/unit"),
            ],
        ),
        (
            "schema",
            [
                (12, "https://schema.org/address"),
                (21, "https://schema.org/identifier"),
                (22, "https://schema.org/numberOfEmployees"),
                (31, "https://schema.org/foundingDate"),
                (37, "rdf:type"),
                (37, "https://schema.org/additionalProperty"),
                (39, "rdf:type"),
                (39, "https://schema.org/propertyID"),
                (39, "https://schema.org/value"),
                (39, "https://schema.org/unitText"),
            ],
        ),
    ],
)
def test_what_no_rule_uses_is_listed_with_its_line(name: str, expected: list[tuple[int, str]]) -> None:
    """Every such statement, in the order of the file and nothing else."""
    assert left(convert(source(f"{name}.ttl"), named(name))) == expected


def test_the_context_of_schema_org_is_known_and_never_fetched() -> None:
    """Its exporters name it by its address; ``isBasedOn`` is a link in it, and a name is a text."""
    said = {
        "@context": "http://schema.org/",
        "@id": "urn:f",
        "isBasedOn": f"{CHARTER}1",
        "name": "Rive",
        "about": {"@id": "urn:q"},
    }
    found = convert(Source("f.jsonld", json.dumps(said).encode()), named("schema"))
    facts = [("qn:answersCharter", NamedNode(f"{CHARTER}1")), ("qn:concerns", NamedNode("urn:q"))]
    assert {(curie(one.predicate), one.object) for one in found.triples} == {
        *facts,
        ("rdf:type", term("qn:Dossier")),
        ("rdf:type", term("qn:Quartier")),
        ("rdfs:label", Literal("Rive")),
    }
    assert found.unmapped == ()


def test_a_context_of_a_mapping_names_no_other_by_its_address() -> None:
    """One that names itself would never end, and one from elsewhere would have to be fetched."""
    shipped = named("org")
    for context in ({"@import": "urn:c"}, ["urn:c"], {"a": {"@id": "urn:a", "@context": "urn:c"}}):
        mapping = replace(shipped, contexts={"urn:c": context})
        with pytest.raises(Refused, match="urn:c"):
            convert(Source("f.jsonld", b'{"@context": "urn:c", "@id": "urn:f"}'), mapping)


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The example dossier as our own views in other vocabularies show it, all its things together."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "network" / "illustrative").mkdir(parents=True)
    (folder / "network" / "illustrative" / "dossier.ttl").write_bytes(BASE.read_bytes())
    own = dossier.read(Source(BASE.name, BASE.read_bytes())).triples
    things = {one.subject for one in own if isinstance(one.subject, NamedNode) and not is_blank(one.subject)}
    with Archive(None, folder) as archive:
        found = [describe(archive.snapshot, thing) for thing in sorted(things, key=str)]
        said = {
            token: [triple for one in found if one for triple in profiles()[token].view(archive.snapshot, one)]
            for token in BOTH
        }
    return {token: write(dict.fromkeys(triples), TURTLE) for token, triples in said.items()}


NAMES = ("rdfs:label", "dcterms:title", "dcterms:description", "foaf:name", "qn:legalName", "qn:siren")
UNITS = ("org:hasMember", "org:hasUnit", "org:unitOf", "org:hasSite", "qn:illustrative")
# Terms of ours and the charter.
PUBLISHED = (f"<{ONTOLOGY}", f"<{CHARTER}")
# What both can say, from what the vocabularies have terms for.
BOTH = {
    "org": (
        *NAMES,
        *UNITS,
        "qn:participation",
        "qn:answersCharter",
        "org:member",
        "org:role",
        "org:organization",
        "org:heldBy",
    ),
    "schema": (*NAMES, *UNITS, "qn:founder", "qn:createdOn", "geo:sfWithin", "igeo:subdivisionDe"),
}
LEFT = {
    "org": {"prov:wasAssociatedWith": 2},
    "schema": {"rdf:type schema:Offer": 3, "rdf:type schema:Service": 2, "schema:containsPlace": 2},
}


def both(triples: tuple[Triple, ...], token: str) -> set[Triple]:
    """The statements that both can make; names of our own terms, which a view adds, are not the dossier's."""
    said = {term(name) for name in BOTH[token]}
    return {one for one in triples if one.predicate in said and not str(one.subject).startswith(PUBLISHED)}


def test_a_dossier_comes_back_from_our_own_view(mapping: Mapping, views: dict[str, bytes]) -> None:
    """What both can say is the same after the round, and what cannot come back is exactly known."""
    found = convert(Source("view.ttl", views[mapping.token]), mapping)
    own = dossier.read(Source(BASE.name, BASE.read_bytes())).triples
    assert both(found.triples, mapping.token) == both(own, mapping.token)
    kinds = (
        f"rdf:type {curie(one.triple.object)}"
        if one.triple.predicate == term("rdf:type") and isinstance(one.triple.object, NamedNode)
        else curie(one.triple.predicate)
        for one in found.unmapped
    )
    assert Counter(kinds) == LEFT[mapping.token]


def test_what_is_ours_already_stays(mapping: Mapping) -> None:
    """A whole dossier in our vocabulary loses none of our own statements."""
    own = dossier.read(Source(BASE.name, BASE.read_bytes())).triples
    found = set(convert(Source(BASE.name, BASE.read_bytes()), mapping).triples)
    assert {one for one in own if one.predicate.value.startswith(ONTOLOGY)} <= found


def hub(token: str, count: int) -> Source:
    """One thing with many members, sites and pieces of evidence."""
    space = OTHER[token]
    lines = [
        f"<urn:hub> <{space}member> <urn:m{n}> . <urn:hub> <{space}hasMembership> <urn:m{n}> ." for n in range(count)
    ]
    lines += [f"<urn:m{n}> <{space}member> <urn:a{n}> ; <{space}role> <urn:hub> ." for n in range(count)]
    m8g = "http://data.europa.eu/m8g/"
    lines += [
        f"<urn:hub> <{m8g}supportsValue> <urn:value> ; <http://purl.org/dc/terms/subject> <urn:s{n}> ."
        for n in range(count)
    ]
    lines += [f"<urn:value> <{m8g}value> {n} ; <{m8g}providesValueFor> <{ONTOLOGY}p{n}> ." for n in range(count)]
    return Source("hub.ttl", "\n".join(lines).encode())


def test_a_few_statements_that_pair_in_many_ways_end_at_the_cap() -> None:
    """Forty subjects, values and concepts of one piece of evidence would make 64,000 statements."""
    with pytest.raises(TooLarge, match="5,000 triples"):
        convert(hub("org", 40), named("org"), Limits(statements=5_000))


@pytest.mark.parametrize("cut", [b"<urn:a> <urn:b> ", b"\xff", b"<a> <b> <c> ."])
def test_a_broken_file_is_told_as_intake_tells_it(mapping: Mapping, cut: bytes) -> None:
    """Nothing is converted of half a file."""
    with pytest.raises(SyntaxFault):
        convert(Source("cut.ttl", cut), mapping)


def test_a_file_over_the_caps_is_not_read(mapping: Mapping) -> None:
    """Mappings change nothing about what intake admits."""
    with pytest.raises(TooLarge):
        convert(hub(mapping.token, 20), mapping, Limits(statements=50))


def test_the_same_file_gives_the_same_bytes(mapping: Mapping) -> None:
    """No name or order is left to chance."""
    first, second = (convert(source(f"{mapping.token}.ttl"), mapping).triples for _ in range(2))
    assert first == second
