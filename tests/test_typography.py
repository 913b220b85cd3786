"""What our files of RDF say in French is set as French, as whoever takes the data alone reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from quartierkg.language import typeset
from quartierkg.terms import term
from tests.samples import ROOT

FILES = sorted(path for folder in ("ontology", "shapes") for path in (ROOT / folder).rglob("*.ttl"))
EXACT = {term("qn:quote"), term("dcterms:title"), term("dcterms:bibliographicCitation")}
"""The words of others, which keep the spaces that they have."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_line_breaks_before_a_sign(path: Path) -> None:
    """Double punctuation, guillemets and units have the spaces that our pages set before them."""
    said = (quad for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE) if isinstance(quad.object, Literal))
    french = [quad.object.value for quad in said if quad.object.language == "fr" and quad.predicate not in EXACT]
    assert [text for text in french if typeset(text) != text] == []
