"""What a threshold asks for, and which of its limits some values break."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal

from quartierkg import vocabulary
from quartierkg.charter.rules import rules
from quartierkg.charter.threshold import Threshold, threshold
from quartierkg.terms import term

RULES = rules("1", "charter", "label")


def found(name: str) -> Threshold:
    """A threshold of the shapes."""
    asked = threshold(RULES, term(f"qns:{name}"), vocabulary.bundled())
    assert asked is not None
    return asked


def number(value: str) -> Literal:
    """A number."""
    return Literal(value, datatype=term("xsd:decimal"))


def test_a_share_begins_at_its_threshold_and_ends_at_the_whole() -> None:
    """Of the charter is the lower limit; beyond a hundred per cent it is the scale that ends."""
    share = found("ShareAbroad")
    assert share.whole.en == "at least 40%"
    assert share.whole.fr == "au moins 40 %"
    assert share.end is not None
    assert share.end.whole.en == "at most 100%"


@pytest.mark.parametrize(
    ("values", "comparator"),
    [
        ((), "minInclusive"),
        ((number("18"),), "minInclusive"),
        ((number("100"),), "minInclusive"),
        ((number("100.01"), number("18")), "maxInclusive"),
        ((Literal("140"),), "minInclusive"),
        ((Literal("NaN", datatype=term("xsd:double")),), "minInclusive"),
        ((Literal("INF", datatype=term("xsd:double")),), "minInclusive"),
    ],
)
def test_values_break_the_end_only_beyond_it(values: tuple[Literal, ...], comparator: str) -> None:
    """What is no number breaks the threshold itself."""
    assert found("ShareAbroad").against(values).comparator == comparator


def test_a_threshold_without_an_end_is_itself() -> None:
    """Whatever the values."""
    turnover = found("Turnover")
    assert turnover.against([number("1e12")]) is turnover


SCALE = [("45", "less than 30 min"), ("-3", "less than 30, at least 0 min"), ("0", "less than 30 min")]


@pytest.mark.parametrize(("minutes", "asked"), SCALE)
def test_a_scale_begins_at_zero(minutes: str, asked: str) -> None:
    """Of a travel time the upper limit is the charter's; what is below nothing is no time."""
    assert found("TravelTime").against([number(minutes)]).whole.en == asked
