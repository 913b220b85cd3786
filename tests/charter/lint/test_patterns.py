"""Which patterns a shape may use."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartierkg.charter.lint.patterns import is_safe

EXPLOSIVE = [
    "(a+)+$",
    "(a|a)*",
    "(a|ab)*",
    "(.*a){20}",
    "(x+x+)+y",
    "(a?)*",
    "(a{1,2}){30}",
    "([a-z]|[m-p])+",
    r"(\w|\d)*",
    "(|a)+",
    "((a|b)*c*)*",
    ".*.*.*b",
]
NOT_ALIKE = [
    r"(a)\1",
    r"(?P<n>a)(?P=n)",
    "(?=a)b",
    "(?<!a)b",
    "(?i)a",
    "a++",
    "(?>a)",
    r"\p{L}",
    r"\bA",
    "[[:alpha:]]",
    "x{2000}",
]
WRONG = ["(", ")", "[a", "a{2", "*a", "[z-a]", "a{3,2}", "\\"]
SAFE = [
    r"\S",
    r"^\s*$",
    "^[0-9]{9}$",
    "^[-+]?[0-9]{1,15}([.][0-9]{0,15})?([eE][-+]?[0-9]{1,2})?$",
    "(?:ab|cd)+",
    "([a-z]{2})*",
    "(a*)?",
    "[^@]+@[^@]+",
    "[]a]",
    "",
]  # fmt: skip


@pytest.mark.parametrize("pattern", EXPLOSIVE)
def test_a_pattern_that_can_explode_is_refused(pattern: str) -> None:
    """A repetition in a repetition, alternatives that begin alike under one, or three endless ones in a row."""
    assert not is_safe(pattern)


@pytest.mark.parametrize("pattern", NOT_ALIKE)
def test_a_pattern_that_engines_read_unlike_each_other_is_refused(pattern: str) -> None:
    """Back-references, looking around, possessive repetition, flags within: one engine knows them, another does not."""
    assert not is_safe(pattern)


@pytest.mark.parametrize("pattern", WRONG)
def test_a_pattern_that_is_none_is_refused(pattern: str) -> None:
    """What no engine compiles checks nothing."""
    assert not is_safe(pattern)


@pytest.mark.parametrize("pattern", SAFE)
def test_a_harmless_pattern_is_admitted(pattern: str) -> None:
    """The patterns of our shapes and their like are not refused."""
    assert is_safe(pattern)


PIECES = st.recursive(
    st.sampled_from(["a", "b", "[ab]", ".", r"\w", r"\s"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}"])).map(lambda t: f"(?:{t[0]}){t[1]}"),
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + "|".join(parts) + ")"),
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_no_admitted_pattern_takes_long(pattern: str) -> None:
    """Whatever is admitted gives up quickly on texts made to keep a backtracking engine busy."""
    if not is_safe(pattern):
        return
    compiled = re.compile(f"^{pattern}$")
    for unit in ("a", "b", "ab", " "):
        start = time.process_time()
        compiled.match(unit * 60 + "\x00")
        assert time.process_time() - start < 1
