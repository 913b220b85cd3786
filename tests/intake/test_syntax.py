"""Which syntax a source is in: what the table of formats says, nothing else."""

from __future__ import annotations

import pytest

from quartierkg.errors import UnknownFormat
from quartierkg.intake import syntax
from quartierkg.intake.source import Source
from quartierkg.media import HTML, RDF, MediaType


@pytest.mark.parametrize("media", RDF, ids=str)
def test_every_name_of_a_format_is_read(media: MediaType) -> None:
    """Each media type, aliases included, and each extension of the one table names its syntax."""
    assert {syntax.of(Source("x", b"", name)) for name in media.essences} == {media.rdf}
    assert {syntax.of(Source(f"x.{name}", b"")) for name in media.extensions} == {media.rdf}


def test_what_is_no_rdf_is_unknown() -> None:
    """A format that the table has for something else is refused, and the refusal names what is read."""
    with pytest.raises(UnknownFormat) as refusal:
        syntax.of(Source("page.html", b"", HTML.essence))
    assert refusal.value.remedy is not None
    assert "application/xml" in refusal.value.remedy.en
