"""Every requirement is seen passing and failing: both engines, both profiles, both gates, and the page that says so."""

from __future__ import annotations

import random

import pytest

from quartierkg.charter import engines
from quartierkg.charter.rules import Gate, Profile
from tests.charter import proof
from tests.charter.proof import FAILING, SIDES, Judged
from tests.samples import extent

SEED = 20130612
# The reference engine takes seconds for a dossier.
REFERENCE = extent(10_000, 3, 1)


def test_every_requirement_has_a_dossier_that_passes_and_one_that_fails() -> None:
    """By the oracle, on every side; only what nobody decides is left out."""
    assert len(proof.proven()) == 66
    assert {"QN-P-07", "QN-P-09"} == proof.NOBODY
    for row in proof.proven():
        for profile, gate in SIDES:
            assert proof.passing(row).expected(profile, gate)[row] == "passed", (row, profile, gate)
            assert proof.failing(row).expected(profile, gate)[row] in FAILING, (row, profile, gate)


@pytest.mark.parametrize(("profile", "gate"), SIDES)
def test_the_fast_engine_says_what_the_charter_says(profile: Profile, gate: Gate) -> None:
    """Each row of its two dossiers, as the oracle expects it and as the record holds it."""
    engine = engines.available()[0]
    compare(list(proof.judged(engine, proof.everything(), profile, gate)))


def test_the_reference_engine_says_the_same_of_a_sample() -> None:
    """Some rows on some sides, chosen by a seed; all of them in the long run."""
    if len(engines.available()) == 1:
        pytest.skip("only one engine is installed")
    asked = [(entry, side) for entry in proof.everything() for side in SIDES]
    chosen = random.Random(SEED).sample(asked, min(REFERENCE, len(asked)))
    print(f"seed {SEED}, {len(chosen)} judgements")
    for profile, gate in SIDES:
        wanted = [entry for entry, side in chosen if side == (profile, gate)]
        compare(list(proof.judged(engines.available()[-1], wanted, profile, gate)))


def compare(found: list[Judged]) -> None:
    """The judgements are the expected ones, and those on record."""
    record = set(proof.recorded())
    for entry in found:
        profile, gate = next(side for side in SIDES if side == (entry.profile, entry.gate))
        assert entry.outcome == proof.examples()[entry.dossier].expected(profile, gate)[entry.row], entry
        assert entry in record, entry


def test_the_page_is_that_of_the_record_and_has_no_hole() -> None:
    """docs/conformance.md is generated; a row without its four sides by two engines would show as a hole."""
    written = proof.PAGE.read_text(encoding="utf-8")
    assert written == proof.page(proof.recorded())
    assert "hole" not in written
    assert sum(line.startswith("| QN-") for line in written.split("\n")) == 66


def test_a_hole_would_be_seen() -> None:
    """A judgement less, or one that differs, shows."""
    record = proof.recorded()
    assert "**hole**" in proof.page(record[1:])
    other = Judged(**{**vars(record[0]), "outcome": "cantTell"})
    assert "**hole**" in proof.page([other, *record[1:]])
