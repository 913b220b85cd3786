"""Formats and their negotiation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartierkg import media
from quartierkg.errors import NotAcceptable
from quartierkg.media import CSV, HTML, JSON_LD, N_TRIPLES, RDF_XML, RESULTS, RESULTS_JSON, RESULTS_XML, TSV, TURTLE

PAGE_OR_GRAPH = (HTML, TURTLE, N_TRIPLES, JSON_LD, RDF_XML)

# What the browsers of the day send.
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, RESULTS_JSON),
        ("", RESULTS_JSON),
        ("*/*", RESULTS_JSON),
        ("text/csv", CSV),
        ("TEXT/CSV", CSV),
        ("text/csv;charset=utf-8", CSV),
        ("text/*", CSV),
        ("text/*, text/csv;q=0", TSV),
        ("text/csv;q=1.0, application/sparql-results+json;q=0.9", CSV),
        ("text/csv;q=0.1, application/sparql-results+json;q=0.9", RESULTS_JSON),
        ("application/json", RESULTS_JSON),
        ("application/xml", RESULTS_XML),
        ("application/sparql-results+xml, */*", RESULTS_XML),
        ("application/sparql-results+json;q=0, */*;q=0.1", RESULTS_XML),
        ("nonsense, text/csv", CSV),
        (";;;,,,", RESULTS_JSON),
        ("text/csv;q=high, text/tab-separated-values;q=0.2", TSV),
    ],
)
def test_the_result_format_that_the_client_prefers_is_chosen(accept: str | None, chosen: media.MediaType) -> None:
    """Weights, exclusions, wildcards, specificity and parameters of Accept count as RFC 9110 says."""
    assert media.choose(accept, RESULTS) == chosen


def test_a_browser_gets_the_page() -> None:
    """What browsers send by default leads to HTML, not to RDF/XML."""
    assert media.choose(FIREFOX, PAGE_OR_GRAPH) is HTML


def test_a_quoted_comma_does_not_split_a_range() -> None:
    """A profile parameter may hold commas and semicolons between quotes."""
    assert media.choose('application/ld+json;profile="a,text/html;q=1"', PAGE_OR_GRAPH) is JSON_LD


def test_a_refusal_names_what_is_offered() -> None:
    """A client that accepts nothing of ours learns what it could have had."""
    with pytest.raises(NotAcceptable, match="text/csv"):
        media.choose("image/png", RESULTS)


def test_an_exclusion_of_everything_is_respected() -> None:
    """``*/*;q=0`` excludes all that is not named."""
    with pytest.raises(NotAcceptable):
        media.choose("*/*;q=0", RESULTS)


@pytest.mark.parametrize(
    ("name", "found"), [("a.ttl", TURTLE), ("a.b.NT", N_TRIPLES), ("rdf", RDF_XML), ("a.docx", None), ("", None)]
)
def test_a_file_name_says_its_format(name: str, found: media.MediaType | None) -> None:
    """The last extension decides, in any case; an unknown one gives nothing."""
    assert media.by_extension(name) == found


@pytest.mark.parametrize("known", media.ALL, ids=str)
def test_every_format_is_found_by_its_media_type(known: media.MediaType) -> None:
    """No registered media type of the table is shadowed by another format's alias."""
    assert media.by_media_type(known.essence.upper() + "; charset=utf-8") is known


def test_the_library_agrees_on_media_types() -> None:
    """Each RDF format's media type is the one its codec is known by."""
    assert [entry.essence for entry in media.RDF] == [entry.rdf.media_type for entry in media.RDF if entry.rdf]


_NAMES = st.sampled_from([name for entry in media.ALL for name in entry.essences] + ["*/*", "text/*", "image/png", "x"])
_WEIGHTS = st.sampled_from(["", ";q=0", ";q=0.3", ";q=0.7", ";q=1", ";q=2", ";charset=utf-8;q=0.5"])
_HEADERS = st.lists(st.tuples(_NAMES, _WEIGHTS).map("".join), max_size=6).map(",".join)


@given(_HEADERS, st.lists(st.sampled_from(media.ALL), min_size=1, unique=True))
def test_the_choice_is_always_offered_and_never_excluded(header: str, offered: list[media.MediaType]) -> None:
    """Whatever the header, the answer is one of the offered formats, never one with weight 0."""
    try:
        chosen = media.choose(header, offered)
    except NotAcceptable:
        return
    assert chosen in offered
    named = [entry for entry in header.split(",") if entry.startswith(chosen.essence) and not entry.endswith("q=2")]
    assert not named or any(not entry.endswith(";q=0") for entry in named)


@given(_HEADERS)
def test_the_order_of_ranges_does_not_matter(header: str) -> None:
    """Accept is a set of ranges: reversed, it leads to the same choice."""
    backwards = ",".join(reversed(header.split(",")))
    assert _outcome(header) == _outcome(backwards)


@given(st.text(max_size=40))
def test_any_header_is_answered_or_refused(header: str) -> None:
    """No header, however malformed, ends in anything but a choice or a refusal."""
    assert _outcome(header) is None or _outcome(header) in media.ALL


def _outcome(header: str) -> media.MediaType | None:
    try:
        return media.choose(header, media.ALL)
    except NotAcceptable:
        return None
