"""The W3C validation report as JSON-LD."""

from __future__ import annotations

import json

from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, Triple, parse

from quartierkg.charter.verdict import Verdict
from quartierkg.errors import Unreadable
from quartierkg.intake.limits import DOSSIER
from quartierkg.intake.parse import statements
from quartierkg.intake.source import Source
from quartierkg.report import Batch, render

SYNTAXES = {"ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD}


def canonical(text: str, form: RdfFormat) -> Dataset:
    """The statements of a document, its blank nodes named alike whatever the syntax (RDF Dataset Canonicalization)."""
    found = Dataset(parse(text, format=form))
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return found


def test_it_says_what_the_turtle_says(failing: Verdict, unnamed: Verdict) -> None:
    """Another syntax, the same statements."""
    batch = Batch((failing, unnamed))
    turtle, json_ld = (canonical(str(render(batch, name, "fr")), form) for name, form in SYNTAXES.items())
    assert turtle == json_ld


def test_nothing_has_to_be_fetched_to_read_it(batch: Batch) -> None:
    """There is no context, and our own intake takes the report."""
    text = render(batch, "jsonld", "fr")
    assert "@context" not in json.dumps(json.loads(text))
    assert statements(Source("r.jsonld", text.encode()), DOSSIER)


def test_an_unreadable_file_is_an_entity(failing: Verdict, unreadable: Unreadable) -> None:
    """JSON has no comments: name and reason are statements, in both languages."""
    found = list(parse(render(Batch((failing,), (unreadable,)), "jsonld", "fr"), format=RdfFormat.JSON_LD))
    said = {quad.object.value for quad in found if not isinstance(quad.object, Triple)}
    assert {"bad.ttl", "Mal formé.", "Not well-formed."} <= said


def test_an_empty_batch_is_a_document() -> None:
    """No verdict, no statement, and still JSON."""
    assert json.loads(render(Batch(()), "jsonld", "fr")) == []
