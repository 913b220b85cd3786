"""The charter as Markdown."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from quartierkg.charter.document import charter
from quartierkg.charter.rules import rules
from quartierkg.language import LANGUAGES, Language
from quartierkg.report.charter import md
from quartierkg.report.charter.layout import book


def written(version: str, language: Language) -> str:
    """The Markdown of a version."""
    return md.write(book(charter(version), rules(version, "charter", "label")), language)


def rendered(text: str) -> str:
    """The Markdown as a code host shows it: CommonMark with tables."""
    return str(MarkdownIt("commonmark").enable("table").render(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_host_shows_headings_and_tables(language: Language) -> None:
    """One main heading, nine chapters and 68 requirements below it, and a table for each that shapes judge."""
    markup = rendered(written("1", language))
    assert markup.count("<h1>") == 1
    assert markup.count("<h3>") == 68 + 2
    assert markup.count("<h2>") == 9 + 2
    judged = [row for row in charter().requirements if row.decided_by not in {"ByDerivation", "ByNobody"}]
    assert markup.count("<table>") == len(judged) + 1


@pytest.mark.parametrize("version", ["1", "2-illustrative"])
def test_its_links_lead_to_its_places(version: str) -> None:
    """Every place that a link names is there, once."""
    text = written(version, "fr")
    places = re.findall(r'<a id="(.*?)"></a>', text)
    assert len(places) == len(set(places)) == 68 + 9 + 1
    assert set(re.findall(r"\]\(#(.*?)\)", text)) <= set(places)


def test_sentences_are_kept_letter_for_letter() -> None:
    """What Markdown would obey is escaped, and reads as it was written."""
    markup = rendered(written("1", "en"))
    for row in charter().requirements:
        shown = row.quote.fr.replace("&", "&amp;").replace('"', "&quot;")
        assert shown in markup, row.id


def test_an_illustrative_version_is_marked() -> None:
    """Below its title, in both languages."""
    assert "nobody’s charter" in written("2-illustrative", "en").splitlines()[2]
    assert "la charte de personne" in written("2-illustrative", "fr").splitlines()[2]
    assert "la charte de personne" not in written("1", "fr")
