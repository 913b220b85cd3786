"""Each row of the charter that data can decide, seen failing and not stated, and what else changes with it.

The table is written by hand from the charter. A mutation changes the rows that it names and no other.
"""

from __future__ import annotations

import csv

import pytest

from quartierkg.charter.check import Question, check
from quartierkg.charter.context import Context
from quartierkg.charter.context import read as read_context
from quartierkg.charter.rules import Gate, Profile
from quartierkg.intake.source import Source
from tests.charter.mutations import MUTATIONS, NA, P_PS, P_SE, UMBRELLAS, C, Change, F, N, P
from tests.samples import DAY, ROOT, changed, outcomes, read

COMMITTEE = (ROOT / "data" / "contexts" / "committee.ttl").read_text(encoding="utf-8")
TABLE = csv.DictReader((ROOT / "tests" / "expected" / "requirements.csv").read_text(encoding="utf-8").splitlines())
DECIDABLE = [row["id"] for row in TABLE if row["decided_by"] != "nobody"]


def around(text: str = COMMITTEE, award: str | None = None) -> Context:
    """A context, on the tests' day."""
    return read_context([Source("context.ttl", text.encode())], day=DAY, award=award)


def judged(
    text: str, context: Context | None = None, profile: Profile = "charter", gate: Gate = "label"
) -> dict[str, str]:
    """The outcome of each row."""
    return outcomes(check(read(text), context or around(), Question(profile, gate)))


BASE = judged(changed())


def difference(found: dict[str, str], base: dict[str, str]) -> dict[str, str]:
    """The rows that differ, with what they came to."""
    return {row: outcome for row, outcome in found.items() if outcome != base[row]}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_changes_the_rows_that_the_charter_says_and_no_other(name: str) -> None:
    """The rows named for a mutation change to the outcome named; all the others stay as they were."""
    replacements, expected = MUTATIONS[name]
    assert difference(judged(changed(*replacements)), BASE) == expected


def test_the_base_meets_every_row_that_a_dossier_decides() -> None:
    """With the committee's assertions only QN-P-05, P-07 and P-09 are not passed, and they do not apply."""
    assert {row for row, outcome in BASE.items() if outcome != P} == {"QN-P-05", "QN-P-07", "QN-P-09"}


def test_every_decidable_row_is_seen_failing_or_not_stated() -> None:
    """No decidable row is left without a dossier that does not pass it (QN-P-05 is seen with the awards)."""
    seen = {row for _, expected in MUTATIONS.values() for row in expected}
    assert set(DECIDABLE) - seen == {"QN-P-05"}


OPINIONS = {
    "negative": (("earl:outcome earl:passed", "earl:outcome earl:failed"), F),
    "without motive": (
        ('qn:motive "Des loyers d’un tiers sous le marché, vérifiés sur dix baux."@fr', 'qn:motive " "@fr'),
        C,
    ),
    "without author": (("prov:wasAttributedTo :membre-1", "rdfs:seeAlso :membre-1"), C),
    "of another row": (("earl:test qc:QN-C2-02", "earl:test qc:QN-C2-01"), C),
    "of another dossier": (("earl:subject :dossier", "earl:subject :autre-dossier"), C),
}


@pytest.mark.parametrize("opinion", OPINIONS)
def test_an_assertion_counts_with_author_motive_row_and_dossier(opinion: str) -> None:
    """QN-C2-02 passes by a reasoned positive assertion on this row of this dossier, and by nothing else."""
    (old, new), expected = OPINIONS[opinion]
    start = COMMITTEE.index(":avis-c2-02")
    context = COMMITTEE[:start] + COMMITTEE[start:].replace(old, new, 1)
    assert difference(judged(changed(), around(context)), BASE) == {"QN-C2-02": expected}


def test_members_who_disagree_leave_the_row_open() -> None:
    """A positive and a negative assertion on one row: it stays "cannot tell"."""
    start = COMMITTEE.index(":avis-c2-02")
    one = COMMITTEE[start : COMMITTEE.index(":avis-c4-02")]
    other = (
        one.replace(":avis-c2-02", ":avis-contraire")
        .replace("earl:passed", "earl:failed")
        .replace("membre-1", "membre-2")
    )
    assert difference(judged(changed(), around(COMMITTEE + other)), BASE) == {"QN-C2-02": C}


def test_a_member_who_cannot_tell_disagrees_with_one_who_passes() -> None:
    """Any other opinion than a positive one beside a positive one leaves the row open."""
    start = COMMITTEE.index(":avis-c2-02")
    one = COMMITTEE[start : COMMITTEE.index(":avis-c4-02")]
    other = one.replace(":avis-c2-02", ":avis-reserve").replace("earl:passed", "earl:cantTell")
    assert difference(judged(changed(), around(COMMITTEE + other)), BASE) == {"QN-C2-02": C}


def test_a_positive_assertion_on_an_absent_text_does_not_count() -> None:
    """Without the text the row is not stated, whatever the committee says."""
    text = changed(*MUTATIONS["knock-on effect not stated"][0])
    assert judged(text)["QN-C4-02"] == N


@pytest.mark.parametrize(
    ("award", "expected"),
    [
        ("2026-05-20", {"QN-P-05": P}),
        ("2025-10-15", {"QN-P-05": P}),
        ("2025-10-14", {"QN-P-04": F, "QN-P-05": F}),
        ("2024-10-01", {"QN-P-03": F, "QN-P-04": F, "QN-P-05": F}),
        ("2024-09-12", {"QN-P-02": F, "QN-P-03": F, "QN-P-04": F, "QN-P-05": F}),
        ("2024-09-13", {"QN-P-03": F, "QN-P-04": F, "QN-P-05": F}),
    ],
)
def test_the_award_comes_after_charter_calendar_and_realisations(award: str, expected: dict[str, str]) -> None:
    """Charter and calendar strictly before the award, the last realisation on its day at the latest."""
    assert difference(judged(changed(), around(award=award)), BASE) == expected


def test_an_award_needs_the_rest_of_the_verdict() -> None:
    """QN-P-05 fails when another row that decides fails, and waits when the committee has not spoken."""
    far = judged(changed(("qn:minutes 24", "qn:minutes 45")), around(award="2026-05-20"))
    assert far["QN-P-05"] == F
    silent = COMMITTEE[: COMMITTEE.index(":avis-c2-02")] + COMMITTEE[COMMITTEE.index("qid:port-lumiere") :]
    waiting = judged(changed(), around(silent, award="2026-05-20"))
    assert waiting["QN-P-05"] == C


def test_an_award_needs_the_verdict_at_gate_label_whatever_the_gate_asked_for() -> None:
    """QN-P-05 at gate application looks at the verdict at gate label."""
    far = changed(("qn:minutes 24", "qn:minutes 45"))
    assert judged(far, around(award="2026-05-20"), gate="application")["QN-P-05"] == F
    assert judged(changed(), around(award="2026-05-20"), gate="application")["QN-P-05"] == P
    assert judged(changed(), gate="application")["QN-P-05"] == NA


STRICT: dict[str, tuple[Change, str]] = {
    "QN-C7-01": ((("qn:device :guichet , :guichet-social", "qn:device :guichet"),), F),
    "QN-C2-03": ((("qn:periodicity qn:Week", "qn:periodicity qn:Year"),), F),
    "QN-C6-01": ((("qid:val-claire , qid:haute-roche , qid:belle-ecluse", "qid:val-claire , qid:haute-roche"),), F),
    "QN-C4-14": (((P_PS, P_PS.replace(":ecole ;", ":universite ;")),), F),
    "QN-C4-18": (((P_SE, P_SE.replace(":amorcage ;", ":capital ;")),), F),
}


@pytest.mark.parametrize("row", STRICT)
def test_the_strict_reading_is_stricter_in_its_rows(row: str) -> None:
    """What passes under « charter » fails under « strict », in that row and those derived from it."""
    replacements, expected = STRICT[row]
    text = changed(*replacements)
    assert judged(text)[row] == P
    found = difference(judged(text, profile="strict"), judged(changed(), profile="strict"))
    assert found.pop(row) == expected
    assert set(found) <= set(UMBRELLAS)


def test_before_two_others_are_labelled_candidates_count_under_strict() -> None:
    """Two candidate partners are enough while fewer than two other Quartiers are labelled."""
    early = COMMITTEE.replace("qn:state qn:Labelled", "qn:state qn:InRealisation")
    text = changed(("qid:val-claire , qid:haute-roche , qid:belle-ecluse", "qid:val-claire , qid:haute-roche"))
    assert judged(text, around(early), "strict")["QN-C6-01"] == P


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("airport line planned", "QN-C1-03"),
        ("agreements planned", "QN-C2-03"),
        ("champion planned", "QN-C4-03"),
        ("large group planned", "QN-C4-12"),
        ("fab lab planned", "QN-C5-01"),
        ("measures planned", "QN-C6-01"),
        ("devices planned", "QN-C7-01"),
        ("governance planned", "QN-C8-01"),
        ("structure planned", "QN-G-01"),
        ("calendar planned", "QN-P-03"),
        ("one realisation to come", "QN-P-04"),
        ("mobile network in progress", "QN-C3-03"),
    ],
)
def test_a_planned_fact_counts_for_an_application_and_not_for_the_label(name: str, row: str) -> None:
    """Planned with a date: stated at gate application, failed at gate label."""
    text = changed(*MUTATIONS[name][0])
    assert judged(text, gate="application")[row] == P
    assert judged(text)[row] == F


def test_a_planned_fact_without_a_date_is_not_stated_in_an_application() -> None:
    """Planned for no day: nothing is stated yet."""
    text = changed(('rdfs:label "Fab lab du Phare"@fr', 'rdfs:label "Fab lab du Phare"@fr ; qn:status qn:Planned'))
    assert judged(text, gate="application")["QN-C5-01"] == N
    assert judged(text)["QN-C5-01"] == F


def test_a_network_planned_for_no_day_is_not_stated_in_an_application() -> None:
    """QN-C3-03: a status of planned needs its date to count."""
    text = changed(
        (
            'qn:status qn:Realised ; qn:statusDate "2025-02-10"^^xsd:date',
            "qn:status qn:Planned",
        )
    )
    assert judged(text, gate="application")["QN-C3-03"] == N
    assert judged(text)["QN-C3-03"] == F
