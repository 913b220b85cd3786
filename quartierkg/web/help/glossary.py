"""The ontology's terms as a dictionary has them: by the reader's alphabet, with both names and the definition."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request

from quartierkg.language import Language, Text
from quartierkg.publish.glossary import Term, glossary
from quartierkg.snapshot import Snapshot
from quartierkg.web import service
from quartierkg.web.help import words
from quartierkg.web.help.alphabet import initial, place
from quartierkg.web.negotiation import language_of
from quartierkg.web.pages import render


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, as a reader of one language looks it up."""

    term: Term
    name: str
    elsewhere: str | None
    """Its name in the other language, where that is another one."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms under an initial."""

    name: Text
    entries: tuple[Entry, ...]


def page(request: Request) -> str:
    """The page, for a revision and a language."""
    language = language_of(request)
    found = letters(service.of(request).snapshot, language)
    return render(
        request,
        "help-glossary.html",
        h=words,
        letters=found,
        total=sum(len(letter.entries) for letter in found),
        other=_other(language),
    )


def letters(snapshot: Snapshot, language: Language) -> tuple[Letter, ...]:
    """Every term, under its initial in a language."""
    terms = {term.id: term for section in glossary(snapshot) for term in section.terms}
    entries = (_entry(term, language) for term in terms.values())
    ordered = sorted(entries, key=lambda entry: (initial(entry.name), place(entry.name), entry.term.id))
    return tuple(
        Letter(Text.alike(letter) if letter else words.OTHER_LETTERS, tuple(group))
        for letter, group in groupby(ordered, key=lambda entry: initial(entry.name))
    )


def _entry(term: Term, language: Language) -> Entry:
    name, elsewhere = term.label.in_(language), term.label.in_(_other(language))
    return Entry(term, name, elsewhere if elsewhere.casefold() != name.casefold() else None)


def _other(language: Language) -> Language:
    return "en" if language == "fr" else "fr"
