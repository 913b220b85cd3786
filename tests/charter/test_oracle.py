"""The shapes and an oracle that knows no SHACL say the same of thousands of generated dossiers."""

from __future__ import annotations

import random

import pytest

from quartierkg.charter import engines
from quartierkg.charter.rules import GATES, PROFILES, Gate, Profile, rules
from quartierkg.intake import lexical
from tests.charter import battery, oracle
from tests.samples import LONG, extent

SEED = battery.SEED
# Beside every context, one case in so many.
SHARE = extent(1, 20, 80)
# The reference engine takes seconds for a dossier: so many in each of so many parts.
AGREEING = extent(100, 3, 1)
PARTS = 20 if LONG else 1
SIDES = [(profile, gate) for profile in PROFILES for gate in GATES]


def chosen(count: int, seed: int) -> list[battery.Case]:
    """Some cases, the contexts always among them."""
    every = battery.cases()
    if count >= len(every):
        return list(every)
    around = [case for case in every if case.name.startswith("base ")]
    return around + random.Random(seed).sample(every, count)


@pytest.mark.parametrize(("profile", "gate"), SIDES)
def test_the_shapes_say_what_the_oracle_says(profile: Profile, gate: Gate) -> None:
    """Each of the 68 rows comes out as the charter says, and of one fact nobody reads two things, for every case."""
    cases = chosen(
        len(battery.cases()) // SHARE // len(SIDES) * (len(SIDES) if LONG else 1), SEED + SIDES.index((profile, gate))
    )
    print(f"seed {SEED}, {len(cases)} cases, {profile}, {gate}")
    ruleset = rules("1", profile, gate)
    engine = engines.available()[0]
    wrong: list[str] = []
    twice: dict[str, set[str]] = {}
    for case in cases:
        judged = battery.judged(case, profile, gate)
        said = battery.said(engine, ruleset, judged.data)
        found = said.outcomes
        twice |= {case.name: said.twice} if said.twice else {}
        assert found.keys() == judged.expected.keys()
        differing = {row for row in found if found[row] != judged.expected[row]}
        wrong += [f"{case.name}: {row} {judged.expected[row]}, not {found[row]}" for row in differing]
    assert not wrong, "\n".join(wrong[:40])
    assert not twice


@pytest.mark.parametrize("part", range(PARTS))
def test_both_engines_agree_on_a_sample(part: int) -> None:
    """The engines return the same results for some cases, chosen by a seed."""
    if len(engines.available()) == 1:
        pytest.skip("only one engine is installed")
    cases = random.Random(SEED).sample(battery.cases(), AGREEING * PARTS)[part::PARTS]
    print(f"seed {SEED}, {len(cases)} cases of {AGREEING * PARTS}")
    for index, case in enumerate(cases):
        profile, gate = SIDES[index % len(SIDES)]
        engines.judge(engines.available(), rules("1", profile, gate), lexical.text(case.graph()))


def test_the_oracle_knows_every_row() -> None:
    """The base is met in every row but those that do not apply."""
    found = oracle.outcomes(battery.Case("base").graph(), "strict", "label")
    assert list(found) == list(oracle.REQUIREMENTS)
    assert {row for row, outcome in found.items() if outcome != oracle.PASSED} == {"QN-P-05", "QN-P-07", "QN-P-09"}
