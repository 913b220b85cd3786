"""A dossier as JSON: short where a person writes, and nothing of it lost."""

from __future__ import annotations

import json

import pytest

from quartierkg.form import tree
from quartierkg.intake import dossier
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.source import Source
from quartierkg.terms import CONTEXT, term
from tests.charter.case import base
from tests.samples import extent
from tests.workbook.sheets import canonical, changed

SEEDS = range(extent(3000, 15, 4))


def there_and_back(found: Dossier) -> frozenset[str]:
    """The graph of a dossier once it was JSON."""
    return canonical(dossier.read(Source("a.json", tree.write(found).encode())).triples)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_changed_dossier_comes_back_as_it_was(seed: int) -> None:
    """Whatever it states, in whatever order, with or without addresses; not even a literal is written anew."""
    found = changed(seed)
    assert there_and_back(found) == canonical(found.triples)


def test_things_stand_where_they_are_first_named() -> None:
    """One document, from the dossier down, under our context, with short names and plain values."""
    found = json.loads(tree.write(base()))
    assert found["@context"] == CONTEXT
    assert found["type"] == "Dossier"
    access = found["concerns"]["access"][0]
    assert access["target"] == "CityCentre"
    assert access["minutes"] == 9.5
    assert access["measuredOn"] == "2025-02-03"
    assert found["concerns"]["participation"][0]["member"]["type"] == "Enterprise"
    assert found["concerns"]["participation"][0]["role"] == "TechChampion"


def test_a_chain_deeper_than_intake_reads_is_no_deeper_here() -> None:
    """Things that hang on each other without end are laid side by side."""
    lines = "".join(
        f"<http://x.example/{n}> <http://x.example/next> <http://x.example/{n + 1}> .\n" for n in range(200)
    )
    text = f"<http://x.example/0> {term('rdf:type')} {term('qn:Dossier')} .\n{lines}"
    found = dossier.read(Source("a.nt", text.encode()))
    assert there_and_back(found) == canonical(found.triples)
