"""The first page: its commands and files are there, and its figures are those of the charter."""

from __future__ import annotations

import re
import shlex

import click
import pytest

from quartierkg.charter.document import charter
from quartierkg.cli import main
from tests.samples import ROOT

PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
WORDS = [
    tuple(shlex.split(line, comments=True)[2:])
    for line in re.findall(r"python3 run\.py +[^ #`\n][^`\n]*", PAGE)
    if not line.startswith("python3 run.py test")
]
MADE = {"dossier.xlsx", "more.ttl"}
"""What a command of the page makes before another reads it."""


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_a_command_of_the_page_is_one(words: tuple[str, ...]) -> None:
    """It takes these words, and the files that it names stand in the clone."""
    command: click.Command = main
    context = click.Context(main)
    rest = list(words)
    while isinstance(command, click.Group) and rest:
        found = command.get_command(context, rest[0])
        if found is None:
            break
        command = found
        context = click.Context(command, parent=context)
        rest.pop(0)
    assert command is not main, words
    command.parse_args(context, rest)
    named = [word for word in words if "/" in word or word.endswith((".ttl", ".xlsx"))]
    assert [word for word in named if word not in MADE and not (ROOT / word).exists()] == []


def test_the_page_counts_as_the_charter_does() -> None:
    """Requirements in all, and rows in which the profiles differ, of which the table has each."""
    assert f"{len(charter('1').requirements)} requirements" in PAGE
    assert f"{len(charter('1').requirements)} exigences" in PAGE
    strict = (ROOT / "shapes" / "1" / "profile" / "strict.ttl").read_text(encoding="utf-8")
    rows = set(re.findall(r"QN-[GC0-9]+-[0-9]+", strict))
    table = PAGE.split("| rows |")[1].split("- **Gate**")[0]
    assert set(re.findall(r"QN-[GC0-9]+-[0-9]+", table)) == rows
    assert len(rows) == 7
    assert "They differ in seven rows" in PAGE.replace("\n  ", " ")
