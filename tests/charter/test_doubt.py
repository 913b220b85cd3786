"""The causes of a violated rule: what each candidate lacks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quartierkg.charter import engines
from quartierkg.charter.cause import Cause
from quartierkg.charter.check import Question
from quartierkg.charter.engines import Choice
from quartierkg.charter.finding import Finding
from quartierkg.charter.probe import Part, Prober, Value
from quartierkg.language import Text
from tests.samples import changed, verdict

HERE = "POINT (-4.508 47.908)"
LAB = 'rdfs:label "Fab lab du Phare"@fr'


def finding(row: str, *changes: tuple[str, str], engine: Choice = "fast") -> Finding:
    """The first finding of a row that decides it, after some changes of the conforming dossier."""
    found = verdict(changed(*changes), Question(engine=engine)).findings
    return next(one for one in found if one.requirement == row and one.yields is not None)


def told(causes: tuple[Cause, ...]) -> list[tuple[str | None, list[str]]]:
    """Each thing by its French name, with the first words of what it lacks."""
    return [
        (cause.label.fr if cause.label else None, [inner.message.fr for inner in cause.causes if inner.message])
        for cause in causes
    ]


def test_every_condition_that_a_thing_lacks_is_told() -> None:
    """A fab lab that is planned, and outside, lacks two things; both are said, in the words of the shapes."""
    planned = (LAB, f"{LAB} ; qn:status qn:Planned")
    ((name, lacks),) = told(finding("QN-C5-01", (HERE, "POINT (-4.508 47.930)"), planned).causes)
    assert name == "Fab lab du Phare"
    assert len(lacks) == 2
    assert any("périmètre" in text for text in lacks)
    assert any("réalisé à ce jour" in text for text in lacks)


def test_only_what_the_row_asks_for_is_told() -> None:
    """Of a network that is on its way: what it lacks to be deployed, and not when another rule would speak of it."""
    here = 'qn:coverage "Tout le périmètre"@fr ; qn:status'
    ((name, lacks),) = told(finding("QN-C3-03", (f"{here} qn:Realised", f"{here} qn:InProgress")).causes)
    assert name == "Quartier de Port-Lumière, déploiement de réseau (réseau mobile)"
    assert "réalisé à ce jour" in lacks[0]
    assert lacks[1:] == ["état d’avancement : « réalisé » attendu"]


def test_only_candidates_that_are_meant_are_told() -> None:
    """Of eleven participations, the one with the role; and of it, the actor whose class is missing."""
    (cause,) = finding("QN-C4-14", (":ecole a ", ":ecole rdfs:seeAlso ")).causes
    assert told((cause,)) == [("École du Code marin (fictive)", [cause.causes[0].message.fr])]  # type: ignore[union-attr]
    assert "la classe manque" in cause.causes[0].message.fr  # type: ignore[union-attr]
    assert cause.position is not None
    line = changed((":ecole a ", ":ecole rdfs:seeAlso ")).split("\n")[cause.position.line - 1]
    assert line.startswith(":ecole ")


def test_the_nearest_champion_comes_first_with_what_it_lacks() -> None:
    """One firm lacks its turnover, with both figures; the other four of the six conditions."""
    first, second = finding("QN-C4-03", ("qn:turnover 8100000", "qn:turnover 81000")).causes
    assert first.label == Text(
        "Vigie Logicielle (fictive), chiffres annuels (2024)", "Vigie Logicielle (fictive), annual figures (2024)"
    )
    assert [inner.message.in_("en") for inner in first.causes if inner.message] == [
        "turnover: 81,000 €, required more than 5,000,000 €"
    ]
    assert second.label == Text("Amer Données (fictive)", "Amer Données (fictive)")
    figures = next(cause for cause in second.causes if cause.label)  # what one record lacks stands together
    assert (len(second.causes), len(figures.causes), second.weight) == (2, 3, 4)
    assert "mentoring: not stated" in [inner.message.en for inner in second.causes if inner.message]


def test_a_number_is_told_with_what_is_asked_for() -> None:
    """The journey to the airport, and the place of its minutes."""
    (cause,) = finding("QN-C1-03", ("qn:minutes 24 ", "qn:minutes 45 ")).causes
    assert [inner.message.en for inner in cause.causes if inner.message] == [
        "minutes: 45 min, required less than 30 min"
    ]
    assert cause.causes[0].position is not None


def test_where_nothing_is_a_candidate_the_message_says_it_all() -> None:
    """Nobody holds the role: there is nothing to look into, and the message of the rule says so."""
    found = finding("QN-C4-15", (" :p-incubateur ,", ""))
    assert found.causes == ()
    assert "not stated" in found.message.en


@pytest.mark.parametrize("row", ["QN-C5-01", "QN-C4-03"])
def test_both_engines_tell_the_same_causes(row: str) -> None:
    """The parts of a shape are asked of the engine that judged."""
    if len(engines.available()) == 1:
        pytest.skip("only one engine is installed")
    changes = ((HERE, "POINT (-4.508 47.930)"), ("qn:turnover 8100000", "qn:turnover 81000"))
    fast, reference = (finding(row, *changes, engine=engine).causes for engine in ("fast", "reference"))
    assert told(fast) == told(reference)
    assert fast != ()


def test_many_candidates_are_asked_about_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred firms cost no more askings than two: each judges the whole graph."""
    asked: list[int] = []
    failing = Prober.failing

    def counted(prober: Prober, entries: Sequence[tuple[Part, Value]]) -> list[bool]:
        asked.append(len(entries))
        return failing(prober, entries)

    monkeypatch.setattr(Prober, "failing", counted)
    firms = "".join(
        f"qid:port-lumiere qn:participation :q{n} ."
        f" :q{n} a qn:Participation ; org:role qn:TechChampion ; org:member :m{n} ."
        f" :m{n} a qn:Enterprise ; qn:figures [ a qn:AnnualFigures ; qn:turnover {n} ] .\n"
        for n in range(200)
    )
    low = (("qn:turnover 8100000", "qn:turnover 1"),)
    few, many = (verdict(changed(*low) + more) for more in ("", firms))
    counts = []
    for found in (few, many):
        asked.clear()
        causes = next(one for one in found.findings if one.requirement == "QN-C4-03" and one.yields is not None).causes
        counts.append(len([entries for entries in asked if entries]))
        assert told(causes)[0][0] == "Vigie Logicielle (fictive), chiffres annuels (2024)"
    assert counts[1] <= counts[0] + 2


def every(causes: tuple[Cause, ...]) -> str:
    """All that causes say, in English, thing after thing."""
    parts = [part.en for cause in causes for part in (cause.label, cause.message) if part]
    return "; ".join([*parts, *(every(cause.causes) for cause in causes if cause.causes)])


FAULTS: dict[str, tuple[str, tuple[tuple[str, str], ...], str]] = {
    "two records of a year": (
        "QN-C4-03",
        (("qn:fiscalYear 2023", "qn:fiscalYear 2024"),),
        "annual figures: one value only expected",
    ),
    "a champion that is an association": (
        "QN-C4-03",
        ((":champion a qn:Enterprise", ":champion a qn:Enterprise , qn:Association"),),
        "stated to be “association”, which does not do",
    ),
    "a criterion without realisation": (
        "QN-P-04",
        (("qn:ofCriterion qc:criterion-7 ; qn:realisedOn", "qn:realisedOn"),),
        "No dated realisation is stated for criterion 7.",
    ),
    "a device without the State": (
        "QN-C7-02",
        (("qn:linkedTo :urssaf", "qn:linkedTo :metropole"),),
        "Permanence sociale; Nothing that it is linked to is stated to be a structure of the State",
    ),
    "a school outside the grouping": (
        "QN-C4-16",
        (("qn:ProgrammingSchool ; org:organization :structure", "qn:ProgrammingSchool"),),
        "The programming school is not a member of the grouping.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_one_at_fault_is_named(name: str) -> None:
    """Of several values, things or criteria, a finding says which is wrong, and how."""
    row, changes, expected = FAULTS[name]
    assert expected in every(finding(row, *changes).causes)


def test_a_row_of_the_champion_shows_the_figures_of_the_nearest_alone() -> None:
    """The other firm's turnover is no less too small, and is not what the row is about."""
    found = finding("QN-C4-06", ("qn:turnover 8100000", "qn:turnover 81000"))
    assert {value.about_label.en for value in found.found} == {"Vigie Logicielle (fictive), annual figures (2024)"}


def test_the_body_that_spoils_an_appointment_is_shown_alone() -> None:
    """Of two that appoint, the one that is no local authority."""
    found = finding("QN-C8-05", ("qn:appointedBy :metropole , :rivemer", "qn:appointedBy :metropole , :prefecture"))
    assert [value.label.en for value in found.found] == ["Préfecture des Deux-Caps (fictive)"]


@pytest.mark.parametrize(
    ("outline", "fault"),
    [
        ("POLYGON ((-4.520 47.900, -4.500 47.900, -4.500 47.912))", "the ring is not closed"),
        (
            "POLYGON ((-4.52 47.9, -4.5 47.912, -4.5 47.9, -4.52 47.912, -4.52 47.9))",
            "the ring crosses or touches itself",
        ),
        ("LINESTRING (-4.52 47.9, -4.5 47.9)", "it is not a polygon"),
        ("POLYGON ((0 0, 190 0, 190 10, 0 0))", "coordinates lie off the globe"),
        ("POLYGON EMPTY", "the outline is empty"),
        (
            "<http://www.opengis.net/def/crs/EPSG/0/2154> POLYGON ((0 0, 1 0, 1 1, 0 0))",
            "the reference system is not WGS 84",
        ),
        ("POLYGON ((-4,52 47,9, -4,5 47,9, -4,5 47,91))", "it is no simple geometry in WKT: a comma parts two corners"),
        ("les bassins", "it is no simple geometry in WKT"),
    ],
)
def test_what_is_wrong_with_an_outline_is_said(outline: str, fault: str) -> None:
    """Each fault by its own words, beside the text."""
    drawn = "POLYGON ((-4.520 47.900, -4.500 47.900, -4.500 47.912, -4.520 47.912, -4.520 47.900))"
    found = finding("QN-C1-01", (drawn, outline))
    assert any(value.label.en.startswith(fault) for value in found.found), [value.label.en for value in found.found]
