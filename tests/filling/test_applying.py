"""A dossier and answers make a dossier: nothing is lost, nothing is stated that nobody said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.filling import applying, asking, state
from quartierkg.filling.applying import apply
from quartierkg.form import bundled
from quartierkg.language import Text
from quartierkg.terms import term
from quartierkg.workbook.words import NO_OWNER, NO_ROW_THERE, NOT_A_NUMBER
from tests.filling.pages import answered, answers, asks, come, dossier, example, gone, of_class, told
from tests.samples import extent
from tests.workbook.sheets import canonical, changed

SEEDS = range(extent(200, 3, 1))
ODD = """d:quartier rdfs:label "Halle"@fr , "Halle"@en , 7 ;
    <https://ailleurs.example/p> [ <https://ailleurs.example/q> "x"@oc ] ;
    qn:boundaryDescription "a\\nb"@fr , " bord "@fr , "\\u0001"@fr , " "@fr ; qn:metropole d:m , "du texte" .
[] a qn:Lot ; qn:usableArea "12,5" , 3.50 , "NaN"^^xsd:double . d:m <https://ailleurs.example/p> d:quartier ."""


@pytest.mark.parametrize("seed", SEEDS)
def test_a_dossier_that_nobody_changes_stays_as_it_is(seed: int) -> None:
    """Every page of every thing is saved as it was shown: dossiers with values that do not belong, and without
    addresses among them."""
    before = state.made(bundled(), changed(seed).iri, changed(seed).triples)[0]
    applied = apply(before, tuple(answers(before)))
    assert applied.faults == {}
    assert applied.state.triples == before.triples
    assert canonical(before.triples) == canonical(changed(seed).triples)


def test_the_example_has_a_field_for_all_that_it_states() -> None:
    """No page of it keeps a value that it does not show."""
    found = example()
    pages = [
        asks(found, found.standing.identifier(node)) for node, one in found.standing.things.items() if not one.path
    ]
    assert sum(ask.kept for page in pages for ask in page.values()) == 0


def test_what_no_field_shows_is_kept() -> None:
    """Values of another kind, texts that no page carries, properties of others: saved, they are what they were."""
    before = dossier(ODD)
    assert apply(before, tuple(answers(before))).state.triples == before.triples
    emptied = apply(before, [(name, "") for name, _ in answers(before)]).state
    left = {triple.object.value for triple in emptied.triples if isinstance(triple.object, Literal)}
    assert left == {"x", "\u0001", " ", "du texte"}


_WORDS = some.text(some.characters(exclude_categories=["Cs"]), max_size=12)
_VALUES = some.one_of(
    some.builds(Literal, _WORDS),
    some.builds(lambda said: Literal(said, language="fr"), _WORDS),
    some.builds(lambda said: Literal(said, datatype=term("xsd:decimal")), _WORDS),
    some.sampled_from([NamedNode("https://ville.example/d/quartier"), NamedNode("urn:quartierkg:blank:d7")]),
)
_PROPERTIES = some.sampled_from(
    [term(name) for name in ("rdfs:label", "qn:metropole", "qn:boundaryDescription", "geo:hasGeometry", "qn:lot")]
    + [NamedNode("https://ailleurs.example/p")]
)


@given(some.lists(some.tuples(_PROPERTIES, _VALUES), max_size=8))
@settings(max_examples=extent(500, 25, 7), deadline=None)
def test_whatever_is_stated_of_a_thing_comes_back(said: list[tuple[NamedNode, Literal | NamedNode]]) -> None:
    """Any literal of any datatype, anything in any place."""
    about = NamedNode("https://ville.example/d/quartier")
    before = dossier()
    before = state.made(before.form, before.root, (*before.triples, *(Triple(about, *one) for one in said)))[0]
    assert state.read(before.form, before.source).triples == before.triples
    assert apply(before, tuple(answers(before))).state.triples == before.triples


def test_an_empty_page_states_nothing() -> None:
    """Whoever saves what nobody filled in has the same dossier, without a thing more."""
    before = dossier()
    new = [(f"v|+qn:Lot||{field}|", "  ") for field in ("rdfs:label", "qn:usableArea", "qn:status")]
    applied = answered(before, *answers(before), *((name.replace("||", "|"), said) for name, said in new))
    assert applied.state.triples == before.triples
    assert applied.made == {}


def test_an_answer_takes_the_place_of_what_was_shown() -> None:
    """A value is changed in its place; its neighbours stay."""
    before = dossier('d:quartier rdfs:label "Halle"@fr , "Market"@en ; rdfs:comment "x" .')
    after = answered(before, ("v|quartier|rdfs:label|fr", "Halles")).state
    assert gone(before, after) == {'quartier label "Halle"@fr'}
    assert come(before, after) == {'quartier label "Halles"@fr'}


@pytest.mark.parametrize(
    ("said", "literal"),
    [("12", '"12"'), ("12,5", '"12.5"'), ("49 999,99", '"49999.99"')],
)
def test_a_figure_is_read_as_people_write_it(said: str, literal: str) -> None:
    """With a comma or with spaces; its datatype follows."""
    after = answered(dossier(), ("v|+qn:AccessMeasure|qn:minutes|", said)).state
    assert any(literal in str(triple) and "minutes" in str(triple) for triple in after.triples)


def test_a_part_is_made_by_its_first_answer_and_goes_with_its_last() -> None:
    """A boundary is there once somebody draws it; emptied, it leaves no geometry of which nothing is said."""
    before = dossier()
    drawn = answered(before, ("v|quartier|geo:hasGeometry|geo:asWKT|", "POLYGON ((0 0, 1 0, 1 1, 0 0))")).state
    assert come(before, drawn) == {
        "quartier hasGeometry quartier/hasGeometry",
        "quartier/hasGeometry type Geometry",
        'quartier/hasGeometry asWKT "POLYGON ((0 0, 1 0, 1 1, 0 0))"^^<http://www.opengis.net/ont/geosparql#wktLiteral>',
    }
    name = next(name for name in asks(drawn, "quartier") if "asWKT" in name)
    assert answered(drawn, (name, "")).state.triples == before.triples


def test_a_part_within_a_part_is_made_and_goes_likewise() -> None:
    """The beginning of a role: an interval, and an instant in it."""
    before = dossier("d:r a qn:Participation . d:quartier qn:participation d:r .")
    way = "v|r|org:memberDuring|time:hasBeginning|time:inXSDDate|"
    after = answered(before, (way, "2024-06-30")).state
    assert sum("2024-06-30" in one for one in told(after)) == 1
    assert len(after.triples) == len(before.triples) + 5
    name = next(name for name, ask in asks(after, "r").items() if ask.slots[0].text == "2024-06-30")
    assert answered(after, (name, "")).state.triples == before.triples


def test_a_part_that_was_empty_from_the_start_is_left_alone() -> None:
    """Whoever stated a signature of which nothing is known keeps it."""
    before = dossier("d:dossier qn:charterSignature d:s . d:s a qn:CharterSignature .")
    assert answered(before, *answers(before)).state.triples == before.triples


def test_a_new_thing_has_a_name_an_owner_and_what_it_is() -> None:
    """It belongs to the only thing that it may belong to, which is made where nobody filled it in."""
    applied = answered(dossier(), ("v|+qn:Lot|rdfs:label|fr", "Hangar à bateaux"), ("v|+qn:Lot|qn:usableArea|", "120"))
    assert applied.made["+qn:Lot"] == "lot/hangar-a-bateaux"
    assert {
        "real-estate-offer lot lot/hangar-a-bateaux",
        "quartier offer real-estate-offer",
        "lot/hangar-a-bateaux type Lot",
    } <= told(applied.state)


def test_a_new_thing_is_of_the_kind_that_is_chosen() -> None:
    """An enterprise is not also stated to be an actor; where nothing is chosen, an actor is one."""
    label = ("v|+foaf:Agent|rdfs:label|fr", "Vigie")
    chosen = answered(dossier(), label, ("v|+foaf:Agent|@type|", "qn:Enterprise")).state
    assert {one for one in told(chosen, "agent/vigie") if " type " in one} == {"agent/vigie type Enterprise"}
    plain = answered(dossier(), label).state
    assert {one for one in told(plain, "agent/vigie") if " type " in one} == {
        "agent/vigie type http://xmlns.com/foaf/0.1/Agent"
    }


def test_an_actor_holds_several_roles() -> None:
    """Each is a thing of its own that names the actor."""
    found = answered(dossier(), ("v|+foaf:Agent|rdfs:label|fr", "Vigie")).state
    for role in ("qn:TechChampion", "qn:Incubator"):
        said = (("org:member", "Vigie"), ("org:role", role))
        found = answered(found, *((f"v|+qn:Participation|{name}|", text) for name, text in said)).state
    roles = of_class(found, "qn:Participation")
    assert len(roles) == 2
    for one in roles:
        assert f"quartier participation {one}" in told(found)
        assert asks(found, one)[f"v|{one}|org:member|"].slots[0].text == "Vigie"


def test_two_things_of_one_name_have_two_addresses() -> None:
    """The second does not add to the first."""
    once = answered(dossier(), ("v|+qn:FabLab|rdfs:label|fr", "Phare")).state
    twice = answered(once, ("v|+qn:FabLab|rdfs:label|fr", "Phare")).state
    assert of_class(twice, "qn:FabLab") == ["fab-lab/phare", "fab-lab/phare-2"]


def test_what_may_belong_to_two_things_must_say_to_which() -> None:
    """A lot of one of two offers; nothing is made until it is said."""
    before = dossier(
        'd:quartier qn:offer d:a , d:b . d:a a qn:RealEstateOffer ; rdfs:label "A"@fr . d:b a qn:RealEstateOffer .'
    )
    label, owner = ("v|+qn:Lot|rdfs:label|fr", "Hangar"), "v|+qn:Lot|@owner|"
    assert [text.fr for text in apply(before, [label, (owner, "")]).faults[owner]] == [
        NO_OWNER.filled("appartient à : offre immobilière").fr
    ]
    assert "a lot lot/hangar" in told(answered(before, label, (owner, "A")).state)


@pytest.mark.parametrize(
    ("name", "said", "words"),
    [
        ("v|+qn:AccessMeasure|qn:minutes|", "vite", NOT_A_NUMBER.filled("vite")),
        ("v|quartier|qn:metropole|", "nulle part", NO_ROW_THERE.filled("nulle part", Text("« Acteurs »", "“Actors”"))),
    ],
)
def test_a_bad_answer_is_told_beside_its_field(name: str, said: str, words: object) -> None:
    """What is wrong with it; the other answers are taken."""
    before = dossier()
    applied = apply(before, [(name, said), ("v|quartier|rdfs:label|fr", "Halle")])
    assert applied.faults == {name: (words,)}
    assert come(before, applied.state) == {'quartier label "Halle"@fr'}


def test_what_is_not_in_a_list_is_told_with_the_list() -> None:
    """The values that there are."""
    fault = apply(dossier(), [("v|+qn:FabLab|qn:status|", "bientôt")]).faults["v|+qn:FabLab|qn:status|"][0]
    assert fault.fr.startswith("« bientôt » n’est pas dans la liste : ")
    assert "« prévu »" in fault.fr


@pytest.mark.parametrize(
    "name",
    [
        *("v|nowhere|rdfs:label|fr", "v|quartier|qn:nothing|", "v|+qn:Nothing|rdfs:label|", "v|", "v|||", "v|x|y|z"),
        *(
            "v|quartier|geo:hasGeometry|geo:hasGeometry|geo:asWKT|",
            "v|+|@type|",
            "v|quartier|<x y>|",
            "v" + "|" * 9_000,
        ),
    ],
)
def test_a_field_that_is_not_there_is_told_and_changes_nothing(name: str) -> None:
    """Whatever a client calls it."""
    before = dossier()
    applied = apply(before, [(name, "x")])
    assert list(applied.faults) == [name]
    assert applied.state.triples == before.triples


def test_a_thing_goes_with_its_parts_and_with_what_names_it() -> None:
    """What it owned stays, and says of nothing any more that it is its own."""
    before = example()
    lot = of_class(before, "qn:Lot")[0]
    after = applying.without(before, before.nodes[lot])
    assert lot not in after.nodes
    assert len(of_class(after, "qn:Lot")) == len(of_class(before, "qn:Lot")) - 1


def test_two_hundred_actors_are_filled_in_like_two() -> None:
    """Every one with a role; a page of one of them asks for what it asked before, and knows all names."""
    many = "".join(
        f'd:a{n} a qn:Enterprise ; rdfs:label "Acteur {n}"@fr . d:r{n} a qn:Participation ; org:member d:a{n} .\n'
        f"d:quartier qn:participation d:r{n} .\n"
        for n in range(200)
    )
    found = dossier(many)
    page = asks(found, "r7")
    assert page["v|r7|org:member|"].slots[0].text == "Acteur 7"
    assert len(page["v|r7|org:member|"].options) == 200
    after = answered(found, ("v|r7|org:member|", "Acteur 199")).state
    assert come(found, after) == {"r7 member a199"}


def test_a_thing_of_which_the_nature_is_taken_back_stays_on_its_pages() -> None:
    """It is one of its list still, of no nature that anybody named; without a class no page would show it."""
    before = dossier('d:a a qn:LocalAuthority ; rdfs:label "A"@fr .')
    after = answered(before, ("v|a|@type|", "")).state
    assert gone(before, after) == {"a type LocalAuthority"}
    assert come(before, after) == {"a type http://xmlns.com/foaf/0.1/Agent"}
    assert of_class(after, "foaf:Agent") == ["a"]


def test_a_part_that_is_something_else_as_well_does_not_keep_a_page_from_being_saved() -> None:
    """A role held during an actor, which is no interval: its page asks nothing of it that no answer could be."""
    before = dossier(
        "d:quartier qn:hasParticipation d:p . d:p a qn:Participation ; org:memberDuring d:a . d:a a qn:LocalAuthority ."
    )
    for subject in ("p", "a", "quartier"):
        shown = [(ask.name, slot.text) for ask in asks(before, subject).values() for slot in ask.slots]
        assert answered(before, *shown).state.triples == before.triples


def test_a_part_that_stands_twice_on_a_page_is_asked_for_once() -> None:
    """One day that is both beginning and end: two fields of one name would state the new day beside the old one."""
    before = dossier(
        "@prefix time: <http://www.w3.org/2006/time#> . d:quartier qn:hasParticipation d:p . d:p a qn:Participation ;"
        "org:memberDuring d:i . d:i a time:Interval ; time:hasBeginning d:t ; time:hasEnd d:t ."
        'd:t time:inXSDDate "2026-01-01"^^xsd:date .'
    )
    thing = before.standing.things[before.nodes["p"]]
    groups = asking.groups(before, thing.sheet, "p", thing.sheet.fields, "fr")
    assert [ask.name for group in groups for ask in group.asks].count("v|t|time:inXSDDate|") == 1


@pytest.mark.parametrize("said", ["a\0b", "a\x0bb", "\ufffe", "x" * 20_001])
def test_what_no_page_would_show_again_is_not_taken(said: str) -> None:
    """It could be changed no more: a second value would come beside it."""
    before = dossier()
    applied = apply(before, [("v|quartier|rdfs:label|fr", said)])
    assert list(applied.faults) == ["v|quartier|rdfs:label|fr"]
    assert applied.state.triples == before.triples


def test_a_long_outline_is_shown_again() -> None:
    """The boundary of a town has thousands of corners: pasted, it is in its field, and another takes its place."""
    name = "v|quartier|geo:hasGeometry|geo:asWKT|"
    corners = [f"{2 + number / 10_000:.4f} {48 + number % 7 / 1_000:.4f}" for number in range(3_000)]
    long = f"POLYGON (({', '.join([*corners, corners[0]])}))"
    after = answered(dossier(), (name, long)).state
    (ask,) = [one for one in asks(after, "quartier").values() if "asWKT" in one.name]
    assert [slot.text for slot in ask.slots if slot.text] == [long]
    assert ask.kept == 0
