"""A dossier to a workbook and back is the same dossier, whatever it states."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.intake import dossier as dossiers
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.source import Source
from quartierkg.terms import term
from quartierkg.workbook import reading, textual
from quartierkg.workbook.export import export
from tests.charter.case import base
from tests.samples import ROOT, extent
from tests.workbook.sheets import canonical, changed, generated

EXAMPLES = sorted((ROOT / "data" / "dossiers").glob("*.*"))
SEEDS = range(extent(3000, 20, 5))


def there_and_back(dossier: Dossier) -> frozenset[str]:
    """The graph of a dossier once it was a workbook; no statement may be left out."""
    made = export(dossier, "fr")
    assert made.left_out == ()
    return canonical(reading.read(Source("a.csv", textual.write(made.book).encode())).dossier.triples)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_comes_back_as_it_was(path: Path) -> None:
    """Every bundled dossier, in each syntax; all that the model holds has a column."""
    found = dossiers.read(Source(path.name, path.read_bytes()))
    assert there_and_back(found) == canonical(found.triples)
    without_a_column = {line[1] for line in export(found, "fr").book.others}
    assert without_a_column <= {"rdfs:comment"}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_changed_dossier_comes_back_as_it_was(seed: int) -> None:
    """Statements less, values that do not belong, things without address, two of what there should be one."""
    found = changed(seed)
    assert there_and_back(found) == canonical(found.triples)


def test_a_generated_dossier_comes_back_as_it_was() -> None:
    """What the generator of fictional networks states of a dossier and of all that hangs on it."""
    found = generated(5)
    assert len(found.triples) > 300
    assert there_and_back(found) == canonical(found.triples)


def test_a_dossier_without_an_address_comes_back_without_one() -> None:
    """A blank node is what it was; rows that somebody adds get addresses all the same."""
    text = b"@prefix qn: <https://w3id.org/quartierkg/ontology#> . [] a qn:Dossier ; qn:concerns [ a qn:Quartier ] ."
    found = dossiers.read(Source("a.ttl", text))
    assert there_and_back(found) == canonical(found.triples)
    assert (export(found, "fr").book.base or "").startswith("https://")


def test_what_no_column_states_is_kept_beside() -> None:
    """A statement of a property that no sheet knows stands on the sheet of other statements."""
    odd = Triple(base().iri, NamedNode("https://ailleurs.example/p"), Literal("quoi", language="fr"))
    found = dossiers.stated(base().iri, (*base().triples, odd), base().source)
    assert export(found, "fr").book.others == (("dossier", "<https://ailleurs.example/p>", "quoi", "@fr"),)
    assert there_and_back(found) == canonical(found.triples)


def test_what_no_cell_can_hold_is_told() -> None:
    """A text longer than a cell, or with a character that XML has not: left out, and said so."""
    for text in ("x" * 40_000, "a\x01b"):
        odd = Triple(base().iri, term("dcterms:title"), Literal(text))
        found = dossiers.stated(base().iri, (*base().triples, odd), base().source)
        assert export(found, "fr").left_out == (odd,)
