"""Answers that become files: whoever asks for one says so, and gets it without what only a running service does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Triple
from starlette.requests import Request

from quartierkg.terms import term

KEY: Final = "quartierkg.still"
"""What the scope of such a request holds; no header and no parameter sets it."""

_ENDPOINT: Final = term("void:sparqlEndpoint")


def is_still(request: Request) -> bool:
    """Whether the answer becomes a file: no forms, nothing to query, and no revision that alone would change a page."""
    return bool(request.scope.get(KEY, False))


def without_endpoint(request: Request, said: Iterable[Triple]) -> Iterable[Triple]:
    """Statements about a dataset; files do not answer queries, so that a still answer names nobody who does."""
    return (one for one in said if one.predicate != _ENDPOINT) if is_still(request) else said
