"""THREAT_MODEL.md: a promise without its test is none."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import Final

import quartierkg
from tests.samples import ROOT

PAGE: Final = (ROOT / "THREAT_MODEL.md").read_text(encoding="utf-8")
_TEST: Final = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows(letter: str) -> list[list[str]]:
    """The rows of the tables whose first cell is a letter with a number."""
    found = (line.strip("| ").split(" | ") for line in PAGE.splitlines() if re.match(rf"\| {letter}[0-9]+ ", line))
    return [[cell.strip() for cell in row] for row in found]


@cache
def defined(file: str) -> frozenset[str]:
    """The tests of a file."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_promise_has_a_test_that_exists() -> None:
    """Each row names at least one, by its file and its name."""
    promises = rows("P")
    assert [row[0] for row in promises] == [f"P{number}" for number in range(1, len(promises) + 1)]
    assert promises
    for number, promise, _, tests in promises:
        named = _TEST.findall(tests)
        assert len(named) == tests.count("::") >= 1, number
        missing = [f"{file}::{name}" for file, name in named if name not in defined(file)]
        assert missing == [], f"{number} ({promise})"


def test_every_promise_is_about_something_there_is_to_lose() -> None:
    """And all there is to lose has a promise."""
    assets = {row[0].partition(" ")[0] for row in rows("A")}
    assert {row[2] for row in rows("P")} == assets


def test_the_page_says_its_version_and_that_of_the_software() -> None:
    """What it says first is the latest of its versions; it is of the software as it is."""
    said = re.search(r"^Version ([0-9.]+), (.+), of quartierkg (\S+)\. ", PAGE, re.MULTILINE)
    latest = re.findall(r"^\| ([0-9.]+) \| ([^|]+) \|", PAGE, re.MULTILINE)[-1]
    assert said is not None
    assert (said[1], said[2], said[3]) == (*latest, quartierkg.__version__)
