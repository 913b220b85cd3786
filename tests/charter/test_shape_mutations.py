"""Every constraint of the shapes matters: without it, some dossier comes out otherwise than the oracle says.

A mutant lacks one constraint, or one member of a list. It is noticed when a row of some dossier has another outcome
than the charter's, or when the shapes of one row say two things at once of one fact. The dossiers that notice all of it
are kept beside this file; for what they miss the long run searches the rest of the battery.
"""

from __future__ import annotations

import random

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from quartierkg.charter.engines.fast import FastEngine
from quartierkg.charter.rules import RuleSet, assemble, rules
from quartierkg.errors import EngineFault
from tests.charter import battery
from tests.samples import LONG, ROOT, extent

pytest.importorskip("shacl")
from tests.charter import witnesses

EQUIVALENT: dict[str, str] = {
    "P-01-failed/property without maxCount 1": "no case names two known versions; test_comparison does",
    **dict.fromkeys(
        (
            "P-02-future/or without member 64bac4aa",
            "P-02-award/or without member 64bac4aa",
            "P-03-award/or without member 6bae45db",
        ),
        "a text in place of a date fails anyway; that nobody calls it late as well is test_readings' to notice",
    ),
    "Number/or": "beside a bound, which compares numbers only, the datatype says no more; it says so without one",
    "Number without or": "the same",
    "without node Number": "the same: what is no number is neither above a bound nor below it",
}
"""Mutants that no dossier can notice (a part of their name), each with the reason."""


def chosen(name: str) -> bool:
    """Every mutant in the long run; in CI a tenth of them, else a fortieth, and those that change nothing."""
    equivalent = any(part in name for part in EQUIVALENT)
    return LONG or equivalent or random.Random(f"{battery.SEED} {name}").random() < extent(1, 0.1, 0.025)


def test_every_constraint_is_noticed_when_it_is_gone() -> None:
    """No mutant survives, under every profile and gate, but those that change nothing; those do."""
    left = witnesses.survivors(witnesses.read(), chosen)
    surviving = [name for name in left if not any(part in name for part in EQUIVALENT)]
    if surviving and LONG:
        found = witnesses.search(witnesses.read())[1]
        surviving = [name for name in surviving if name in found]
    assert not surviving, "\n".join(surviving)
    unused = [part for part in EQUIVALENT if not any(part in name for name in left)]
    assert not unused, unused


FILES = sorted(file.name for file in (ROOT / "shapes" / "1").glob("*.ttl") if file.name != "charter.ttl")


@pytest.mark.parametrize("file", FILES)
def test_a_lost_file_of_shapes_is_noticed(file: str) -> None:
    """Without one file of shapes, some row of the charter is judged by nothing, or some dossier comes out otherwise."""
    lost = {
        quad.subject
        for quad in parse(path=ROOT / "shapes" / "1" / file, format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
    }
    base = rules("1", "strict", "label")
    left = assemble("1", "strict", "label", tuple(t for t in witnesses.plain(base) if t.subject not in lost))
    if judging(base) == judging(left):
        assert any(differs(left, case) for case in battery.cases()[::97])


def judging(shapes: RuleSet) -> set[NamedNode | None]:
    """The rows that shapes decide."""
    return {rule.judges for rule in shapes.rules.values() if rule.yields is not None}


def differs(left: RuleSet, case: battery.Case) -> bool:
    """Whether a case comes out otherwise; an engine that refuses what is left says so as well."""
    judged = battery.judged(case, "strict", "label")
    try:
        return battery.found(FastEngine(), left, judged.data) != judged.expected
    except EngineFault:
        return True


@pytest.mark.parametrize("overlay", ["gate/application.ttl", "gate/label.ttl", "profile/strict.ttl"])
def test_a_lost_overlay_is_noticed(overlay: str) -> None:
    """Without what a profile or a gate changes, some dossier comes out otherwise."""
    file = ROOT / "shapes" / "1" / overlay
    stated = {(quad.subject, quad.predicate) for quad in parse(path=file, format=RdfFormat.TURTLE)}
    whole = rules("1", "strict" if "strict" in overlay else "charter", "label" if "label" in overlay else "application")
    kept = tuple(t for t in witnesses.plain(whole) if (t.subject, t.predicate) not in stated)
    left = assemble("1", whole.profile, whole.gate, kept)
    assert any(
        battery.found(FastEngine(), left, judged.data) != judged.expected
        for judged in (battery.judged(case, whole.profile, whole.gate) for case in battery.cases()[::97])
    )
