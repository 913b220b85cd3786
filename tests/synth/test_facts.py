"""What a fictional network states beside the bare facts: dates, documents, sources, functions, addresses."""

from __future__ import annotations

from quartierkg.terms import term
from tests.synth.statements import SIZE, Node, Statements

DECLARED = (
    "qn:AccessMeasure",
    "qn:Lot",
    "qn:HostingAgreement",
    "qn:NetworkDeployment",
    "qn:AnnualFigures",
    "qn:Appointment",
)


def test_measures_have_their_dates(stated: Statements) -> None:
    """Most say when they began, some that they ended, later; some guest desks are only planned."""
    measures = stated.things("qn:NetworkingMeasure")
    began = {one: stated.texts(one, "prov:startedAtTime") for one in measures}
    ended = {one: stated.texts(one, "prov:endedAtTime") for one in measures}
    assert 0.8 * len(measures) <= sum(map(len, began.values())) < len(measures)
    assert 0.05 * len(measures) <= sum(map(len, ended.values())) <= 0.25 * len(measures)
    assert all(began[one][0] < day for one, days in ended.items() for day in days)
    assert any(term("qn:Planned") in stated.nodes(one, "qn:status") for one in stated.things("qn:GuestDesk"))


def test_labels_come_in_waves(stated: Statements) -> None:
    """Every award says in which; the later the award, the later the wave."""
    labels = [
        one for one in stated.things("qn:LifecycleEvent") if term("qn:Labelled") in stated.nodes(one, "qn:toState")
    ]
    waves = sorted((stated.texts(one, "qn:happenedOn")[0], int(stated.texts(one, "qn:wave")[0])) for one in labels)
    numbers = [number for _, number in waves]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) >= 4
    assert min(numbers) == 1


def test_most_declared_values_have_evidence(stated: Statements) -> None:
    """A document with its title in both languages and its date; one value in four has none."""
    for kind in DECLARED:
        values = stated.things(kind)
        supported = [one for one in values if stated.nodes(one, "qn:evidence")]
        assert 0.6 * len(values) <= len(supported) <= 0.9 * len(values), kind
    for document in stated.things("m8g:Evidence"):
        assert stated.languages(document, "dcterms:title") == {"fr", "en"}
        assert len(stated.texts(document, "dcterms:date")) == 1


def test_it_is_said_who_sits_on_the_governance_as_what_since_when(stated: Statements) -> None:
    """Every member of a council has a seat: its function in both languages, and a day, not before the council's."""
    seats_of: dict[Node, list[Node]] = {}
    for seat in stated.things("org:Membership"):
        for council in stated.nodes(seat, "org:organization"):
            seats_of.setdefault(council, []).append(seat)
    for council in stated.things("qn:GovernanceBody"):
        seats = seats_of[council]
        members = stated.nodes(council, "org:hasMember")
        seated = [str(one) for seat in seats for one in stated.nodes(seat, "org:member")]
        assert sorted(map(str, members)) == sorted(seated)
        (instituted,) = stated.texts(council, "qn:institutedOn")
        for seat in seats:
            (role,) = stated.nodes(seat, "org:role")
            assert stated.languages(role, "rdfs:label") == {"fr", "en"}
            (since,) = stated.texts(seat, "org:memberDuring", "time:hasBeginning", "time:inXSDDate")
            assert since >= instituted


def test_sources_are_named_and_some_disagree(stated: Statements) -> None:
    """Every Quartier names where a fact comes from; of a few, two sources give two areas."""
    contested = 0
    for quartier in stated.things("qn:Quartier"):
        assert stated.texts(quartier, "dcterms:source", "dcterms:title")
        assert stated.texts(quartier, "qn:sourceDate")
        areas = stated.nodes(quartier, "qn:areaStatement")
        values = {value for one in areas for value in stated.texts(one, "qn:areaValue")}
        sources = {source for one in areas for source in stated.texts(one, "dcterms:source")}
        assert len(values) == len(sources) == len(areas)
        contested += len(areas) == 2
    assert 0.01 * SIZE <= contested <= 0.1 * SIZE


def test_some_actors_have_two_addresses(stated: Statements) -> None:
    """The second says that it is the first, and has the same SIREN; no other SIREN is given twice."""
    owners: dict[str, set[Node]] = {}
    for class_ in ("qn:Enterprise", "qn:Association", "qn:Structure"):
        for actor in stated.things(class_):
            for siren in stated.texts(actor, "qn:siren"):
                owners.setdefault(siren, set()).add(actor)
    twice = [found for found in owners.values() if len(found) > 1]
    assert twice
    for found in twice:
        assert len(found) == 2
        assert any({one, *stated.nodes(one, "owl:sameAs")} == found for one in found)


def test_champions_and_public_actions_are_of_every_kind(stated: Statements) -> None:
    """Firms do well or less well; the State and local authorities carry public actions; networks have operators."""
    figures = stated.things("qn:AnnualFigures")
    for name in ("turnover", "employees", "growth", "shareAbroad"):
        assert len({text for one in figures for text in stated.texts(one, f"qn:{name}")}) >= 20, name
    carriers = {
        node for action in stated.things("qn:PublicAction") for node in stated.nodes(action, "qn:carriedBy", "rdf:type")
    }
    assert {term("qn:StateBody"), term("qn:LocalAuthority")} <= carriers
    assert all(stated.nodes(one, "qn:operator") for one in stated.things("qn:NetworkDeployment"))
