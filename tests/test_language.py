"""Numbers and spaces as readers of each language write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartierkg.language import Language, Text, day, marked, number, unmarked


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [
        ("49999.50", "fr", "49\u202f999,5"),
        ("49999.50", "en", "49,999.5"),
        ("-1234567", "fr", "-1\u202f234\u202f567"),
        ("+007", "en", "7"),
        ("000", "en", "0"),
        ("0.10", "fr", "0,1"),
        ("60 000", "en", "60 000"),
        ("\u0661\u0662\u0663\u0664", "en", "\u0661\u0662\u0663\u0664"),
        ("1e6", "fr", "1e6"),
    ],
)
def test_a_number_is_written_as_the_reader_writes_it(value: str, language: Language, written: str) -> None:
    """Separators of the language for plain numbers in our digits; everything else comes back as it was."""
    assert number(value, language) == written


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [
        ("2026-11-28", "fr", "28\u00a0novembre 2026"),
        ("2026-11-28T08:15:00Z", "en", "28\u00a0November 2026"),
        ("2014-05-01", "fr", "1ᵉʳ\u00a0mai 2014"),
        ("2014-05-01", "en", "1\u00a0May 2014"),
        ("2014-13-01", "fr", "2014-13-01"),
        ("2014-05", "fr", "2014-05"),
        ("20140501", "en", "20140501"),
        ("", "fr", ""),
    ],
)
def test_a_day_is_written_as_the_reader_writes_it(value: str, language: Language, written: str) -> None:
    """With the name of the month, and the first as French has it; what is no day comes back as it was."""
    assert day(value, language) == written


@given(st.integers(min_value=-(10**40), max_value=10**40))
def test_digits_are_grouped_by_threes(value: int) -> None:
    """Whole numbers read as Python itself groups them."""
    assert number(str(value), "en") == f"{value:,}"


def test_a_number_of_any_length_is_written() -> None:
    """Python refuses to convert more than 4,300 digits; a dossier may well hold more, and a reader may see them."""
    written = number("1" + "0" * 5_000, "en")
    assert written.startswith("100,000,000,")
    assert len(written.replace(",", "")) == 5_001


def test_units_stand_close_to_our_digits() -> None:
    """French typography keeps a number and its unit on one line."""
    assert Text("moins de 30 min ; 40 %", "").in_("fr") == "moins de 30\u00a0min\u202f; 40\u00a0%"


def test_words_are_filled_in_both_languages() -> None:
    """By words, by what reads alike in both, and by what looks like braces itself."""
    words = Text("{} sur {}", "{} of {}")
    assert words.filled(Text("un", "one"), 2) == Text("un sur 2", "one of 2")
    assert words.filled("{x}", "%s") == Text("{x} sur %s", "{x} of %s")


@pytest.mark.parametrize(
    ("said", "unit", "fr", "en"),
    [
        (Text("12,5", "12.5"), "%", "12,5 %", "12.5%"),
        (Text("12", "12"), "m²", "12 m²", "12 m²"),
        (Text("12", "12"), None, "12", "12"),
        (Text("« mois »", "“month”"), "min", "« mois »", "“month”"),
    ],
)
def test_a_number_has_its_unit(said: Text, unit: str | None, fr: str, en: str) -> None:
    """English joins the sign of a per cent; words take no unit."""
    assert said.with_unit(unit) == Text(fr, en)


def test_what_a_stranger_says_is_short_and_on_one_line() -> None:
    """A long value is cut, and a line break makes no line of its own."""
    assert Text("x" * 5000, "y").shortened() == Text("x" * 240 + "…", "y")
    assert Text("a \r\n – b", "a\u2028b").shortened() == Text("a – b", "a b")


@pytest.mark.parametrize("name", ["Quartier de l’Aulne 7", "Halle (ancienne) d’Été", "(fictif)x"])
def test_a_mark_that_is_put_on_comes_off(name: str) -> None:
    """What is invented is known by its name with the mark and without it."""
    assert unmarked(marked(name, "fr")) == unmarked(marked(name, "en")) == unmarked(name) == name
