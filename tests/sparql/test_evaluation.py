"""SPARQL 1.1 query evaluation: the W3C's own tests, over HTTP."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby

import pytest

from tests.samples import LONG, ROOT
from tests.sparql.endpoint import Endpoint, suite, under_test
from tests.sparql.evaluation import Case, asked, cases, expected, load, same

FOLDER = suite()
pytestmark = pytest.mark.skipif(FOLDER is None, reason="QUARTIERKG_W3C names no folder of the W3C's test data")
RECORD = ROOT / "tests" / "expected" / "sparql-suite.csv"
EVERY = cases(FOLDER) if FOLDER else []
SAMPLE = EVERY if LONG else EVERY[::10]


def known() -> dict[str, str]:
    """The tests that the embedded engine does not pass, each with its cause."""
    with RECORD.open(encoding="utf-8", newline="") as file:
        return {row["test"]: row["cause"] for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def passed() -> Iterator[dict[str, bool]]:
    """Whether each test of the sample passes; those with the same data are asked one after another."""
    with under_test() as endpoint:
        grouped = groupby(SAMPLE, key=lambda case: (case.base, case.data, case.graphs))
        yield {case.name: said for _, group in grouped for case, said in _asked(endpoint, list(group))}


def _asked(endpoint: Endpoint, group: list[Case]) -> Iterator[tuple[Case, bool]]:
    load(endpoint, group[0])
    for case in group:
        yield case, same(asked(endpoint, case), expected(case))


def test_the_suite_is_whole() -> None:
    """All tests that ask one server alone, but those of entailment; more than nine of ten are passed."""
    assert len(EVERY) == 235
    assert {*known()} <= {case.name for case in EVERY}
    assert len(EVERY) - len(known()) >= 216


def test_every_query_is_evaluated_as_the_w3c_says(passed: dict[str, bool]) -> None:
    """All pass but those of the record, which fail; nothing is refused."""
    assert {name for name, found in passed.items() if not found} == {*known()} & {*passed}
