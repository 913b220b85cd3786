"""Each stored query gives the rows that its hand-made network must give."""

from __future__ import annotations

import pytest

from tests.stored import cases
from tests.stored.cases import Case


@pytest.mark.parametrize("case", cases.cases(), ids=lambda case: f"{case.id}: {case.name}")
def test_the_rows_are_those_of_the_fixture(case: Case) -> None:
    """Exactly these rows, in this order."""
    assert cases.ask(cases.fixture(case.id), case.id, case.given) == case.rows
