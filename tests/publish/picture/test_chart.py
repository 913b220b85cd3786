"""Charts: one picture each, with its numbers written at it, and the line where it belongs."""

from __future__ import annotations

import re
from xml.etree.ElementTree import fromstring

import pytest

from quartierkg.publish.picture.chart import Bar, Line, bars, columns, histogram
from quartierkg.publish.picture.scale import Bin

BINS = (Bin(0, 10, 2), Bin(10, 20, 0), Bin(20, 30, 4))
HISTOGRAM = histogram(BINS, "Times", "6 values", "times", lambda value: f"{value:g}", Line(15, "charter: below 15"))
COLUMNS = columns((Bar("2024", 3), Bar("2025", 0)), "Awards", "see the table", "awards")
BARS = bars((Bar("incubator", 8), Bar("a role with a name that is much too long", 2)), "Roles", "see", "roles")


@pytest.mark.parametrize("drawn", [HISTOGRAM, COLUMNS, BARS])
def test_a_chart_is_one_picture_with_a_name_and_a_description(drawn: str) -> None:
    """role="img", labelled and described by elements that are there; no style of its own."""
    top = fromstring(drawn)
    assert top.get("role") == "img"
    known = {element.get("id"): element.text for element in top if element.get("id")}
    assert known[top.get("aria-labelledby")]
    assert known[top.get("aria-describedby")]
    assert "style=" not in drawn


def test_the_heights_are_in_proportion() -> None:
    """Four is twice as high as two; nothing has no height and no number."""
    heights = [float(one.get("height", "")) for one in fromstring(HISTOGRAM).iter("rect")]
    assert heights[2] == pytest.approx(2 * heights[0], abs=0.2)
    assert heights[1] == 0
    counts = [one.text for one in fromstring(HISTOGRAM).iter("text") if one.get("class") == "count"]
    assert counts == ["2", "4"]


def test_the_line_lies_where_its_number_does() -> None:
    """15 is in the middle between 0 and 30."""
    (path,) = (one for one in fromstring(HISTOGRAM).iter("path") if one.get("class") == "line")
    (x,) = re.findall(r"^M([\d.]+)", path.get("d", ""))
    assert float(x) == pytest.approx(280)
    assert "charter: below 15" in HISTOGRAM


def test_the_names_are_there_and_long_ones_are_cut() -> None:
    """Years below columns, roles before bars."""
    assert ">2025<" in COLUMNS
    assert "a role with a name" in BARS
    assert "much too long" not in BARS
