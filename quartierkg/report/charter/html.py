"""The charter's document as a piece of a page, and as a page that stands alone."""

from __future__ import annotations

from collections.abc import Callable

from quartierkg.language import Language, Text
from quartierkg.report.charter import words
from quartierkg.report.charter.layout import Book
from quartierkg.report.html import template
from quartierkg.report.page import page
from quartierkg.terms import BASE


def write(book: Book, language: Language) -> str:
    """A page that stands alone and asks nothing of any network; its links lead to the persistent address."""
    base = BASE.rstrip("/")

    def to(href: str) -> str:
        return base + href if href.startswith("/") else href

    return page(book.title.in_(language), piece(book, language, to, unfolded=True), language)


def piece(book: Book, language: Language, to: Callable[[str], str], *, unfolded: bool = False) -> str:
    """Everything below the landmark of the page, the heading of the first level included.

    :param to: where a link really leads: the paths of the layout begin at the root of the service.
    :param unfolded: whether the shapes are shown at once; a page that is printed hides what is folded.
    """

    def say(text: Text) -> str:
        return text.in_(language)

    return template("charter.html").render(w=words, say=say, to=to, language=language, book=book, unfolded=unfolded)
