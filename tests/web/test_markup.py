"""What pages carry for machines, held to what two parsers read and to what schema.org says of its own terms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib import SDO, Graph, URIRef
from rdflib.compare import isomorphic
from starlette.testclient import TestClient

from quartierkg import ntriples
from quartierkg.charter.engines import Engine
from quartierkg.terms import CONTEXT, ID, PREFIXES, term
from tests.publish.shapes import ENGINES, shapes, violations, without
from tests.samples import ROOT

SCHEMA = PREFIXES["schema"]
SHAPES = Path(__file__).with_name("schema.ttl").read_bytes()
TYPE, SUBJECTS = term("rdf:type"), term("sh:targetSubjectsOf")
# Things of every class that the schema.org view has; each page names others.
PAGES = (
    "quartier/port-lumiere", "port-lumiere/structure", "port-lumiere/conseil", "port-lumiere/labo",
    "port-lumiere/dossier",
    "port-lumiere/offre", "port-lumiere/poste", "port-lumiere/cdo", "port-lumiere/metropole", "port-lumiere/animation",
    "port-lumiere/histoire-6", "port-lumiere/evenement-1", "quatre-vents/angels", "quatre-vents/mesure-echange",
    "haute-roche/institut", "haute-roche/departement", "actor/grand-large", "actor/sicoval", "territory/rennes",
    "commune/57463", "region/76", "event/E18", "involvement/toulouse-sicoval", "building/capucins",
    "dataset/stations", "scheme/capitale-french-tech", "source/gazette", "committee/lanterne",
)  # fmt: skip


class Blocks(HTMLParser):
    """Collects the JSON-LD of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins."""
        self._inside = tag == "script" and dict(attrs).get("type") == "application/ld+json"

    def handle_endtag(self, _tag: str) -> None:
        """Whatever ends, no block goes on."""
        self._inside = False

    def handle_data(self, data: str) -> None:
        """The text of a block."""
        if self._inside:
            self.texts.append(data)


@cache
def contexts() -> dict[str, object]:
    """The contexts by their addresses: ours, and of that of schema.org the names that it gives to its terms."""
    ours = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return {CONTEXT: ours, "https://schema.org/": {"@vocab": SCHEMA}}


def blocks(client: TestClient, name: str) -> list[str]:
    """The two blocks of a page, each with its context in the place of its address, so that nothing is fetched."""
    answer = client.get(f"/id/{name}.html")
    assert answer.status_code == 200, name
    page = Blocks()
    page.feed(answer.text)
    found = [json.loads(text) for text in page.texts]
    assert [block["@context"] for block in found] == list(contexts())
    return [json.dumps({**block, "@context": contexts()[block["@context"]]}) for block in found]


def statements(text: str) -> tuple[Triple, ...]:
    """What a block states."""
    return tuple(quad.triple for quad in parse(text, format=RdfFormat.JSON_LD))


@pytest.fixture(scope="module")
def said(network: TestClient) -> tuple[Triple, ...]:
    """What the pages state in the terms of schema.org, all together."""
    found = (triple for name in PAGES for triple in statements(blocks(network, name)[1]))
    return tuple(dict.fromkeys(found))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("name", PAGES[::4])
def test_two_parsers_read_the_same(network: TestClient, name: str) -> None:
    """Both blocks of a page are the same graph to rdflib and to pyoxigraph, and state something."""
    for text in blocks(network, name):
        one = Graph().parse(data=text, format="json-ld")
        other = Graph().parse(data=ntriples.text(statements(text)), format="nt")
        assert len(one) > 1
        assert isomorphic(one, other)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_the_first_block_is_what_the_page_describes(network: TestClient) -> None:
    """In our own terms a page states the concise bounded description, by rdflib, of the thing in its data."""
    data = Graph().parse(data=network.get("/id/quartier/port-lumiere.nt").text, format="nt")
    said = data.cbd(URIRef(f"{ID}quartier/port-lumiere"))
    assert len(said) > 20
    assert isomorphic(said, Graph().parse(data=blocks(network, "quartier/port-lumiere")[0], format="json-ld"))


def test_every_term_is_one_of_schema_org(said: tuple[Triple, ...]) -> None:
    """Classes and properties stand in rdflib's list of the vocabulary; the one term of ours says what is invented."""
    used = {triple.predicate.value for triple in said} | {
        triple.object.value for triple in said if triple.predicate == TYPE and isinstance(triple.object, NamedNode)
    }
    strange = {iri for iri in used if not (iri.startswith(SCHEMA) and iri.removeprefix(SCHEMA) in SDO.__annotations__)}
    assert strange == {TYPE.value, term("qn:illustrative").value}


def test_nothing_is_left_unchecked(said: tuple[Triple, ...]) -> None:
    """The hand-written file has a shape for the values of every property that the pages use."""
    checked = {t.object for t in shapes(SHAPES) if t.predicate == term("sh:targetObjectsOf")}
    assert {t.predicate for t in said if t.predicate.value.startswith(SCHEMA)} <= checked


@ENGINES
def test_things_have_the_properties_that_schema_org_gives_them(engine: Engine, said: tuple[Triple, ...]) -> None:
    """Every statement is about a thing, and has a value, of a kind that schema.org names for its property."""
    assert violations(engine, shapes(SHAPES), (*said, *classes())) == []


@ENGINES
def test_a_property_of_another_thing_is_found(engine: Engine, said: tuple[Triple, ...]) -> None:
    """The shapes notice a place that has lost its class, and a value that is of a wrong one."""
    place = NamedNode("https://w3id.org/quartierkg/id/quartier/port-lumiere")
    bare = (*without(said, place, TYPE), *classes())
    assert any("port-lumiere" in found for found in violations(engine, shapes(SHAPES), bare))
    event = NamedNode("https://w3id.org/quartierkg/id/port-lumiere/histoire-6")
    wrong = Triple(place, term("schema:containsPlace"), event)
    assert violations(engine, shapes(SHAPES), (*said, *classes(), wrong)) != []


def test_what_schema_org_cannot_say_is_left_out(network: TestClient) -> None:
    """An organisation within a place is located there; what has no class in schema.org begins on no day."""
    angels, involvement = (blocks(network, name)[1] for name in ("quatre-vents/angels", "involvement/toulouse-sicoval"))
    assert '"location"' in angels
    assert '"containedInPlace"' not in angels
    assert '"startDate"' not in involvement
    assert '"name"' in involvement


def classes() -> Iterator[Triple]:
    """Which class of schema.org is below which."""
    return (triple for triple in shapes(SHAPES) if triple.predicate == term("rdfs:subClassOf"))
