"""The piece of a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from quartierkg.charter.verdict import Verdict
from quartierkg.language import Language
from quartierkg.report import Batch, render
from tests.samples import changed, verdict

VOID = {"br", "hr", "img", "input", "meta", "link"}


class Reader(HTMLParser):
    """Reads markup, keeps its tags and attributes, and holds it to be balanced."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag


def read(markup: str) -> Reader:
    """Markup, read."""
    found = Reader()
    found.feed(markup)
    found.close()
    assert found.open == []
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_markup_is_balanced_and_plain(batch: Batch, language: Language) -> None:
    """One heading of the first level; no script, no style, no handler, no id that could stand twice."""
    found = read(render(batch, "html", language))
    assert found.tags.count("h1") == 1
    assert found.tags.count("article") == len(batch.verdicts)
    assert not {"script", "style", "html", "body"} & set(found.tags)
    assert found.attributes <= {"class", "href", "lang", "aria-hidden"}


def test_headings_descend_one_step_at_a_time(batch: Batch) -> None:
    """No level of heading is skipped."""
    levels = [int(tag[1]) for tag in read(render(batch, "html", "fr")).tags if re.fullmatch("h[1-6]", tag)]
    assert max(after - before for before, after in zip([0, *levels], levels, strict=False)) == 1


def test_what_a_dossier_says_is_escaped() -> None:
    """Markup in a label is text."""
    label = ("Offre des bassins", "<script>alert(1)</script>")
    markup = render(Batch((verdict(changed(label, ("qn:usableArea 52500", "qn:usableArea 1"))),)), "html", "fr")
    assert "<script" not in markup
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in markup


def test_a_row_has_sentence_found_and_required(failing: Verdict) -> None:
    """The same as on the sheet, the sentence marked as French."""
    markup = render(Batch((failing,)), "html", "en")
    assert '<blockquote lang="fr">2- Proposer une offre immobilière attractive' in markup
    assert "32,000 m²" in markup
    assert "at least 50,000 m²" in markup
    assert 'href="/charter/1#QN-C2-04"' in markup


def test_both_languages_are_complete(batch: Batch) -> None:
    """English has none of the French words, and the other way round."""
    french, english = render(batch, "html", "fr"), render(batch, "html", "en")
    for fr, en in (("trouvé", "found"), ("exigé", "required"), ("Décision", "Decision"), ("Remarques", "Remarks")):
        assert (fr in french, en in french, fr in english, en in english) == (True, False, False, True)


def test_an_unreadable_file_is_shown_with_its_place(batch: Batch) -> None:
    """File, line and column stand in a box of their own."""
    markup = render(batch, "html", "en")
    assert "<code>bad.ttl</code>, line 3, column 14" in markup
