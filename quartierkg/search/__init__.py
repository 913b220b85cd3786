"""Full-text search: an index of one file beside a revision, built from it, never needed by it."""

from quartierkg.search.building import build
from quartierkg.search.found import Correction, Count, Facet, Found, Hit, Kind, Snippet
from quartierkg.search.index import MAX_PAGE, Index
from quartierkg.search.question import MAX_LENGTH, MAX_WORDS

__all__ = [
    "MAX_LENGTH",
    "MAX_PAGE",
    "MAX_WORDS",
    "Correction",
    "Count",
    "Facet",
    "Found",
    "Hit",
    "Index",
    "Kind",
    "Snippet",
    "build",
]
