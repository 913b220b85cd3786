"""The documentation of ontology, shapes and charter: what is said of each term, put together of all that uses it.

What it takes to make is some hundred milliseconds; it is made once for each revision and language, and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

from markupsafe import Markup
from starlette.requests import Request

from quartierkg.charter import document
from quartierkg.charter.rules import GATES, PROFILES, Gate, Profile, rules
from quartierkg.language import Language, Text
from quartierkg.publish.diagram import diagram
from quartierkg.publish.drawing import draw
from quartierkg.publish.glossary import Term, glossary
from quartierkg.publish.sample import Sample, Samples
from quartierkg.report import words as report_words
from quartierkg.report.charter import html, layout
from quartierkg.report.charter.layout import Book as CharterBook
from quartierkg.report.shapes.layout import book, users
from quartierkg.snapshot import Snapshot
from quartierkg.stored import StoredQuery
from quartierkg.stored.usage import users as asking
from quartierkg.terms import ONTOLOGY
from quartierkg.web import reference_words, service
from quartierkg.web.negotiation import language_of
from quartierkg.web.pages import is_asked, linking, piece

_MOST: Final = 8
"""So many shapes are named of each term."""
_PROFILE: Final[Profile] = "charter"
_GATE: Final[Gate] = "label"

_Spoken = tuple[Language, bool]
"""A language, and whether it was asked for by hand."""
_KEPT: Final[WeakKeyDictionary[Snapshot, dict[_Spoken, Markup]]] = WeakKeyDictionary()
_ONE: Final = Lock()


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, and what uses it."""

    term: Term
    samples: tuple[Sample, ...]
    questions: tuple[StoredQuery, ...]
    shapes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The terms of one sort."""

    title: Text
    terms: tuple[Entry, ...]


def ontology(request: Request) -> Markup:
    """The documentation of the ontology, with examples of the revision that is shown."""
    snapshot, spoken = service.of(request).snapshot, _spoken(request)
    with _ONE:  # those who ask for the same wait for it instead of making it again
        kept = _KEPT.setdefault(snapshot, {})
        if spoken not in kept:
            kept[spoken] = _ontology(snapshot, *spoken)
        return kept[spoken]


def shapes(request: Request, version: str, profile: Profile, gate: Gate) -> Markup:
    """The documentation of the shapes of a charter, as a profile and a gate have them."""
    return _shapes(version, profile, gate, *_spoken(request))


def charter(request: Request, version: str) -> Markup:
    """The document of a charter, as the default profile and gate have it."""
    return _charter(version, *_spoken(request))


def entries(snapshot: Snapshot, language: Language) -> tuple[Part, ...]:
    """Every term with the statements, the stored questions and the shapes that use it."""
    samples = Samples(snapshot)
    constraining = users(document.CURRENT, _PROFILE, _GATE)
    return tuple(
        Part(
            section.title,
            tuple(
                Entry(
                    term,
                    samples.of(term.iri, language),
                    asking().get(term.iri, ()),
                    constraining.get(term.iri, ()),
                )
                for term in section.terms
            ),
        )
        for section in glossary(snapshot)
    )


def _ontology(snapshot: Snapshot, language: Language, asked: bool) -> Markup:
    trees = diagram(glossary(snapshot))
    return piece(
        "ontology-terms.html",
        language,
        asked=asked,
        namespace=ONTOLOGY,
        sections=entries(snapshot, language),
        trees=trees,
        drawing=draw(trees, reference_words.DIAGRAM_TITLE, reference_words.DIAGRAM_TEXT, language, "page-drawing"),
        shapes=f"/shapes/{document.CURRENT}",
        most=_MOST,
    )


@lru_cache(maxsize=16)
def _shapes(version: str, profile: Profile, gate: Gate, language: Language, asked: bool) -> Markup:
    return piece(
        "shapes-list.html",
        language,
        asked=asked,
        book=book(version, profile, gate),
        version=version,
        illustrative=document.charter(version).illustrative,
        choice=f"?profile={profile}&gate={gate}",
        choices=[
            (
                Text("{}, {}", "{}, {}").filled(report_words.PROFILES[other], report_words.GATES[at]),
                f"/shapes/{version}?profile={other}&gate={at}",
            )
            for other in PROFILES
            for at in GATES
        ],
    )


@lru_cache(maxsize=8)
def _charter(version: str, language: Language, asked: bool) -> Markup:
    return Markup(html.piece(_charter_book(version), language, linking(language, asked=asked)))


@cache
def _charter_book(version: str) -> CharterBook:
    """A charter laid out."""
    return layout.book(document.charter(version), rules(version, _PROFILE, _GATE))


def _spoken(request: Request) -> _Spoken:
    language = language_of(request)
    return language, is_asked(request, language)
