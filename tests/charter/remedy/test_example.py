"""The remedies as the shapes' files state them."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from quartierkg.charter import document
from quartierkg.charter.outcome import Severity
from quartierkg.charter.remedy.example import Limit, Sketch, remedies
from quartierkg.charter.rules import GATES, PROFILES, rules
from quartierkg.edition import versions
from quartierkg.terms import NUMERIC
from tests.samples import ROOT

# Decided by the verdict as a whole, and by the award that the context proposes: nothing to state in a dossier.
OF_THE_CONTEXT = {"QN-P-05"}


@pytest.mark.parametrize("version", versions())
def test_every_rule_that_decides_has_a_remedy(version: str) -> None:
    """No dossier is refused for a reason that has no way out; rows that follow from others follow their remedies."""
    served = {iri for remedy in remedies(version, "charter", "label").remedies for iri in remedy.remedies}
    rows = document.charter(version).by_iri
    deciding = {
        rule.judges or rule.iri
        for profile in PROFILES
        for gate in GATES
        for rule in rules(version, profile, gate).rules.values()
        if rule.severity is Severity.VIOLATION
    }
    assert {rows[iri].id if iri in rows else iri.value for iri in deciding - served} == OF_THE_CONTEXT


def test_a_remedy_holds_no_threshold_of_its_own() -> None:
    """The only number in the files of remedies is one: the smallest of what has no threshold."""
    numbers = {
        quad.object.value
        for file in (ROOT / "shapes" / "1" / "remedy").glob("*.ttl")
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE)
        if isinstance(quad.object, Literal) and quad.object.datatype in NUMERIC
    }
    assert numbers == {"1"}


def test_a_threshold_is_that_of_the_version() -> None:
    """The illustrative version asks for more square metres, and so do its remedies."""

    def limits(version: str) -> set[str]:
        found: set[str] = set()

        def collect(sketch: Sketch | None) -> None:
            for branch in sketch.branches if sketch is not None else ():
                if isinstance(branch.value, Sketch):
                    collect(branch.value)
                elif isinstance(branch.value, Limit) and branch.predicate.value.endswith("#usableArea"):
                    found.add(branch.value.threshold.limit)

        for remedy in remedies(version, "charter", "label").remedies:
            collect(remedy.of_quartier)
        return found

    assert limits("1") == {"50000"}
    assert limits("2-illustrative") == {"60000"}
