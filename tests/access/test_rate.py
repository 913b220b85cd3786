"""Rates: so many writes, and again as the minute passes."""

from __future__ import annotations

import pytest

from quartierkg.access import Rate
from quartierkg.errors import TooManyWrites


def test_a_minutes_writes_may_be_made_at_once_and_come_back() -> None:
    """Of six a minute, one comes back every ten seconds; nobody else has fewer."""
    now = [100.0]
    rate = Rate(6, lambda: now[0])
    for _ in range(6):
        rate.take("a")
    with pytest.raises(TooManyWrites, match="6 writes") as raised:
        rate.take("a")
    assert raised.value.retry_after == 10
    rate.take("b")
    now[0] += 9.9
    with pytest.raises(TooManyWrites):
        rate.take("a")
    now[0] += 0.2
    rate.take("a")
    with pytest.raises(TooManyWrites):
        rate.take("a")


def test_who_waits_long_has_a_minutes_writes_and_no_more() -> None:
    """An hour of silence is not saved up."""
    now = [0.0]
    rate = Rate(3, lambda: now[0])
    rate.take("a")
    now[0] += 3600
    for _ in range(3):
        rate.take("a")
    with pytest.raises(TooManyWrites):
        rate.take("a")


def test_less_than_one_a_minute_is_one_at_first() -> None:
    """And the next when its time has come."""
    now = [0.0]
    rate = Rate(0.5, lambda: now[0])
    rate.take("a")
    with pytest.raises(TooManyWrites) as raised:
        rate.take("a")
    assert raised.value.retry_after == 120


def test_without_a_rate_everybody_writes() -> None:
    """It can be left open."""
    rate = Rate(None)
    for _ in range(1000):
        rate.take("a")


def test_strangers_without_number_take_no_memory_without_end() -> None:
    """Ten thousand are known; who owes nothing is forgotten, and the others share one measure."""
    now = [0.0]
    rate = Rate(2, lambda: now[0])
    for number in range(10_002):
        rate.take(str(number))
    with pytest.raises(TooManyWrites):
        rate.take("one more")
    rate.take("1")  # who is known has its own
    now[0] += 60
    rate.take("one more")
    rate.take("one more")
