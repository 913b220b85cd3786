"""The ontology's terms as a dictionary has them: by the reader's alphabet, with both names and the definition.

One page has every name, and each letter a page of its own with the definitions, so that none of them is long.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final
from weakref import WeakKeyDictionary

from starlette.requests import Request

from quartierkg.errors import NotFound
from quartierkg.language import LANGUAGES, Language, Text
from quartierkg.publish.glossary import Term, glossary
from quartierkg.snapshot import Snapshot
from quartierkg.web import service
from quartierkg.web.help import words
from quartierkg.web.help.alphabet import initial, place
from quartierkg.web.negotiation import language_of
from quartierkg.web.pages import render

PATH: Final = "/aide/glossaire"
_OTHERS: Final = "autres"
"""Under which those stand whose name begins with no letter."""


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

    slug: str
    name: Text
    entries: tuple[Entry, ...]

    @property
    def path(self) -> str:
        """The address of its page."""
        return f"{PATH}/{self.slug}"


_KEPT: Final[WeakKeyDictionary[Snapshot, dict[Language, tuple[Letter, ...]]]] = WeakKeyDictionary()


def page(request: Request) -> str:
    """The page of all names, for a revision and a language."""
    found = letters(service.of(request).snapshot, language_of(request))
    total = sum(len(letter.entries) for letter in found)
    return render(request, "help-glossary.html", h=words, letters=found, total=total)


def letter(request: Request, slug: str) -> str:
    """The page of a letter, which may have no term in one of the languages.

    :raises NotFound: when it has none in either.
    """
    language, snapshot = language_of(request), service.of(request).snapshot
    if f"{PATH}/{slug}" not in paths(snapshot):
        raise NotFound(words.NO_LETTER)
    found = letters(snapshot, language)
    here = next((one for one in found if one.slug == slug), Letter(slug, Text.alike(slug.upper()), ()))
    return render(request, "help-letter.html", h=words, letters=found, letter=here, other=_other(language))


def paths(snapshot: Snapshot) -> tuple[str, ...]:
    """The addresses of the letters under which there is a term in one of the languages."""
    return tuple(sorted({one.path for language in LANGUAGES for one in letters(snapshot, language)}))


def letters(snapshot: Snapshot, language: Language) -> tuple[Letter, ...]:
    """Every term, under its initial in a language; read once for a revision."""
    kept = _KEPT.setdefault(snapshot, {})
    if language not in kept:
        kept[language] = _letters(snapshot, language)
    return kept[language]


def _letters(snapshot: Snapshot, language: Language) -> tuple[Letter, ...]:
    terms = {term.id: term for section in glossary(snapshot) for term in section.terms}
    entries = (_entry(term, language) for term in terms.values())
    ordered = sorted(entries, key=lambda entry: (initial(entry.name), place(entry.name), entry.term.id))
    return tuple(
        Letter(letter.lower() or _OTHERS, Text.alike(letter) if letter else words.OTHER_LETTERS, tuple(group))
        for letter, group in groupby(ordered, key=lambda entry: initial(entry.name))
    )


def _entry(term: Term, language: Language) -> Entry:
    name, elsewhere = term.label.in_(language), term.label.in_(_other(language))
    return Entry(term, name, elsewhere if elsewhere.casefold() != name.casefold() else None)


def _other(language: Language) -> Language:
    return "en" if language == "fr" else "fr"
