"""The charter as a page that stands alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from quartierkg.charter.document import charter
from quartierkg.charter.rules import rules
from quartierkg.language import LANGUAGES, Language
from quartierkg.report.charter import html
from quartierkg.report.charter.layout import book


class Reader(HTMLParser):
    """Collects what an accessible page must have."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag."""
        self.tags.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        """The values of an attribute."""
        return [value for _, given in self.tags if (value := given.get(name))]


def written(version: str, language: Language) -> str:
    """The page of a version."""
    return html.write(book(charter(version), rules(version, "charter", "label")), language)


@pytest.mark.parametrize("version", ["1", "2-illustrative"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_well_made(version: str, language: Language) -> None:
    """Language, one main heading, headings in order, ids once, table heads with a scope, links that lead somewhere."""
    found = Reader(written(version, language))
    assert dict(found.tags)["html"]["lang"] == language
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert max(after - before for before, after in zip([0, *levels], levels, strict=False)) == 1
    ids = found.values("id")
    assert len(ids) == len(set(ids))
    assert {given.get("scope") for tag, given in found.tags if tag == "th"} == {"col", "row"}
    inside = [href[1:] for href in found.values("href") if href.startswith("#")]
    assert len(inside) > 80
    assert set(inside) <= set(ids)
    assert set(found.values("aria-labelledby")) <= set(ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_nothing_of_a_network(language: Language) -> None:
    """Its own styles, no script, no picture; links lead to the persistent address and nowhere else."""
    markup = written("1", language)
    found = Reader(markup)
    assert not {tag for tag, _ in found.tags} & {"script", "link", "img", "iframe", "object"}
    assert "url(" not in markup
    assert "@import" not in markup
    outside = [href for href in found.values("href") if not href.startswith("#")]
    assert outside
    assert all(href.startswith("https://w3id.org/quartierkg/shapes/1") for href in outside)


def test_sentences_are_exact_and_translated() -> None:
    """Each French sentence is marked as French and stands beside its English."""
    markup = written("1", "fr")
    assert markup.count('<blockquote lang="fr">') == markup.count('<p class="translation" lang="en">') == 68
    assert '<blockquote lang="fr">5 – Présence d’un Fab lab.</blockquote>' in markup
    assert "grand groupe\u00a0ayant une partie de sa R&amp;D" in markup


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "inventée pour la démonstration"), ("en", "invented for demonstration")]
)
def test_an_illustrative_version_is_marked(language: Language, said: str) -> None:
    """In the title, in a note above everything else, and in what it changes; version 1 has no such note."""
    markup = written("2-illustrative", language)
    title = re.search("<title>(.*?)</title>", markup)
    assert title is not None
    assert said in title[1]
    assert 'class="invented" role="note"' in markup
    assert 'class="invented" role="note"' not in written("1", language)


def test_links_go_where_the_page_says() -> None:
    """Inside the service links to shapes stay below it; places of the document stay in it."""
    piece = html.piece(book(charter(), rules("1", "charter", "label")), "fr", lambda href: f"x{href}")
    assert 'href="x/shapes/1#C2-04-failed"' in piece
