"""The document about a thing: names of all that it mentions, what is invented, and where facts are from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from quartierkg.language import Language
from quartierkg.publish import describe
from quartierkg.publish.citation import Citations
from quartierkg.publish.document import document
from quartierkg.publish.history import Event, history
from quartierkg.publish.view import lay_out
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.terms import ID, PREFIXES, term

TEXT = """
<building/h> a qn:Building ; rdfs:label "H"@fr , "H"@en ; void:inDataset <dataset/d> ;
    dcterms:source <https://www.press.example/h> ;
    qn:sourceDate "2015-06"^^xsd:gYearMonth ; qn:communeName "Lyon" ; qn:areaStatement <area/1> , <area/2> .
<area/1> a qn:AreaStatement ; rdfs:label "4500" ; dcterms:source <https://one.example/a> ;
    qn:sourceDate "2019"^^xsd:gYear .
<area/2> a qn:AreaStatement ; rdfs:label "5000" ; prov:wasAttributedTo <actor/mayor> .
<actor/mayor> rdfs:label "Mayor" .
<dataset/d> rdfs:label "Data" ; dcterms:license <https://licence.example/> ;
    prov:wasAttributedTo <actor/us> ; dcterms:title "t" .
<commune/c> void:inDataset <dataset/d> , <dataset/e> ; rdfs:label "C" .
<dataset/e> rdfs:label "E" ; dcterms:source <https://www.data.example/set> ;
    qn:sourceDate "2026-02-13"^^xsd:date .
<territory/t> a qn:Territory ; rdfs:label "T" .
<event/late> a qn:LabelEvent ; rdfs:label "Confirmed" ; qn:territory <territory/t> ;
    qn:eventDate "2016-07"^^xsd:gYearMonth ; qn:eventKind qn:LabelAwarded ;
    dcterms:source <https://late.example/x> .
<event/first> a qn:LabelEvent ; rdfs:label "Awarded" ; qn:territory <territory/t> ;
    qn:eventDate "2014-11-12"^^xsd:date .
<event/undated> a qn:LabelEvent ; rdfs:label "By right" ; qn:territory <territory/t> .
<other> qn:territory <territory/t> .
<q> a qn:Quartier ; rdfs:label "Q" ; qn:illustrative true ; qn:state qn:Labelled ; qn:history <q/2> , <q/1> .
<q/1> rdfs:label "Interest" ; qn:happenedOn "2023-11-20"^^xsd:date ;
    qn:toState qn:InterestDeclared ; qn:illustrative true .
<q/2> rdfs:label "Label" ; qn:happenedOn "2025-03-04"^^xsd:date ; qn:toState qn:Labelled ;
    qn:illustrative true .
<d> a qn:Dossier ; qn:concerns <q> ; qn:respondedOn "2024-03-04"^^xsd:date ; qn:interest <d/i> ;
    qn:answersCall <call> .
<d/i> rdfs:label "Expression" ; qn:declaredOn "2023-11-20"^^xsd:date .
<call> rdfs:label "Call" ; qn:createdOn "2020-01-01"^^xsd:date .
<v> a qn:Verdict ; rdfs:label "Verdict" ; qn:onDossier <d> ; qn:judgedOn "2026-06-30"^^xsd:date ;
    qn:outcome qn:NotMet .
"""


def snapshot_of(text: str) -> Snapshot:
    """A snapshot that holds a text in Turtle."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    store = Store()
    quads = parse(f"@base <{ID}> .\n{prefixes}{text}", RdfFormat.TURTLE)
    store.extend(Quad(quad.subject, quad.predicate, quad.object, NETWORK) for quad in quads)
    return Snapshot(store, Path(), 1, "", "", {})


SNAPSHOT = snapshot_of(TEXT)


def statements(name: str) -> set[Triple]:
    """What the document about a thing says."""
    found = describe(SNAPSHOT, NamedNode(ID + name))
    assert found is not None
    said = document(SNAPSHOT, found)
    assert len(said) == len(set(said))
    return set(said)


def events(name: str, language: Language = "en") -> tuple[list[tuple[str | None, str]], Iterable[Event]]:
    """The dates and names of what happened to a thing, and the events."""
    found = describe(SNAPSHOT, NamedNode(ID + name))
    assert found is not None
    told = history(SNAPSHOT, found, language, Citations(SNAPSHOT, found.iri, language))
    return [(event.date, event.what.text) for event in told.events], told.events


def test_all_that_is_mentioned_has_its_name() -> None:
    """The values, and what names the thing."""
    said = statements("building/h")
    for name, label in (("area/1", "4500"), ("area/2", "5000"), ("dataset/d", "Data")):
        assert Triple(NamedNode(ID + name), term("rdfs:label"), Literal(label)) in said
    assert Triple(NamedNode(ID + "event/first"), term("rdfs:label"), Literal("Awarded")) in statements("territory/t")


def test_what_is_invented_is_marked_wherever_it_is_mentioned() -> None:
    """A document about one thing says of each other whether it is invented."""
    true = Literal("true", datatype=term("xsd:boolean"))
    marked = {one.subject for one in statements("d") if one.predicate == term("qn:illustrative")}
    assert marked == {NamedNode(ID + "q")}
    assert Triple(NamedNode(ID + "q"), term("qn:illustrative"), true) in statements("q/1")


def test_a_document_says_where_its_datasets_are_from() -> None:
    """Source, licence, date and who compiled them go with the thing; their other statements do not."""
    said = statements("building/h")
    dataset = NamedNode(ID + "dataset/d")
    assert Triple(dataset, term("dcterms:license"), NamedNode("https://licence.example/")) in said
    assert Triple(dataset, term("prov:wasAttributedTo"), NamedNode(ID + "actor/us")) in said
    assert Triple(dataset, term("dcterms:title"), Literal("t")) not in said


def test_each_fact_shows_who_said_so() -> None:
    """A value with a source of its own names that; the others what the thing names; with site, date and address."""
    found = describe(SNAPSHOT, NamedNode(ID + "building/h"))
    assert found is not None
    citations = Citations(SNAPSHOT, found.iri, "en")
    shown = {entry.iri: entry for entry in lay_out(SNAPSHOT, found, "en", citations).properties}
    assert shown[term("qn:communeName")].sources == (1,)
    assert [(value.text, value.sources) for value in shown[term("qn:areaStatement")].values] == [
        ("4500", (2,)),
        ("5000", (3,)),
    ]
    assert shown[term("dcterms:source")].sources == ()
    assert [(one.number, one.who, one.address and one.address.href, one.date) for one in citations.all] == [
        (1, "press.example", "https://www.press.example/h", "2015-06"),
        (2, "one.example", "https://one.example/a", "2019"),
        (3, "Mayor", None, None),
    ]


def test_what_names_no_source_is_from_its_datasets() -> None:
    """A dataset without a source is one itself; each has its own date."""
    citations = Citations(SNAPSHOT, NamedNode(ID + "commune/c"), "en")
    assert citations.default == (1, 2)
    assert [(one.who, one.date) for one in citations.all] == [("Data", None), ("data.example", "2026-02-13")]


def test_a_territory_has_the_events_of_its_labels() -> None:
    """In the order of their dates, however precise; what has no date comes last, and is not left out."""
    told, found = events("territory/t")
    assert told == [("2014-11-12", "Awarded"), ("2016-07", "Confirmed"), (None, "By right")]
    assert [event.sources for event in found] == [(), (1,), ()]


def test_a_quartier_has_the_states_that_it_passed_through() -> None:
    """The earliest first, each with the state that it led to; and the state that it is in."""
    told, found = events("q")
    assert told == [("2023-11-20", "Interest"), ("2025-03-04", "Label")]
    assert [event.outcome and event.outcome.href for event in found] == [
        "/ontology#InterestDeclared",
        "/ontology#Labelled",
    ]
    assert all(event.what.invented for event in found)


def test_a_dossier_has_its_steps_and_its_verdicts() -> None:
    """Its own dates and those of its parts, not those of the call that it answers; the state is its Quartier's."""
    found = describe(SNAPSHOT, NamedNode(ID + "d"))
    assert found is not None
    told = history(SNAPSHOT, found, "en", Citations(SNAPSHOT, found.iri, "en"))
    assert [(event.date, event.outcome and event.outcome.text) for event in told.events] == [
        ("2023-11-20", "Expression"),
        ("2024-03-04", None),
        ("2026-06-30", "NotMet"),
    ]
    assert told.state is not None
    assert told.of is not None
    assert (told.state.href, told.of.text) == ("/ontology#Labelled", "Q")
