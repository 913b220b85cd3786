"""The journeys begin with dossiers that the tests make, and of these it is known what the charter says."""

from __future__ import annotations

import inspect
from types import FunctionType

import pytest

from tests.browser import drawn, test_editor, test_form, test_journeys, test_pages, test_validate
from tests.browser.drawn import SEEDS, Drawn
from tests.charter import oracle

# A journey is whatever somebody does; what looks at one page after another is none.
LOOKED_AT = "axe_finds_nothing", "nothing_is_cut_off", "is_printed", "theme"
# What hands a test the dossier that it begins with, or the seed of the generator of networks.
MADE = {"drawn", "seed"}


def journeys() -> list[FunctionType]:
    """The tests in which somebody does something."""
    modules = (test_editor, test_form, test_journeys, test_pages, test_validate)
    found = [one for module in modules for _, one in inspect.getmembers(module, inspect.isfunction)]
    return [
        one for one in found if one.__name__.startswith("test_") and not any(part in one.__name__ for part in LOOKED_AT)
    ]


def test_half_the_journeys_begin_with_a_dossier_that_is_made() -> None:
    """Whoever adds a journey from an example, or from the network, adds one from a dossier of another seed."""
    made = [one.__name__ for one in journeys() if MADE & set(inspect.signature(one).parameters)]
    assert 2 * len(made) >= len(journeys())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_drawn_dossier_meets_the_charter_and_a_fault_fails_its_row(seed: int) -> None:
    """By the charter's table: all eight criteria, and with a fault its own row and those that are made of it."""
    found = Drawn(seed)
    before = drawn.expected(drawn.whole(found.text))
    assert drawn.levels(drawn.whole(found.text)) == dict.fromkeys(range(1, 9), oracle.PASSED)
    for number in range(1, 9):
        fault = found.fault(number)
        spoilt = drawn.whole(found.failing(fault))
        after = drawn.expected(spoilt)
        assert (before[fault.row], after[fault.row]) == (oracle.PASSED, oracle.FAILED)
        failed = [criterion for criterion, level in drawn.levels(spoilt).items() if level != oracle.PASSED]
        assert failed == [number]
