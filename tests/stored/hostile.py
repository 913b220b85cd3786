"""Texts that try to be more than a text."""

from __future__ import annotations

from typing import Final

STRINGS: Final = (
    'a" . } DROP ALL #',
    '"} UNION { ?s ?p ?o } #',
    "' OR 1=1 --",
    'x"^^<http://www.w3.org/2001/XMLSchema#string> } { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o',
    "\\",
    '\\"',
    '"""',
    "'''",
    "$asOf",
    "?quartier",
    "{ } } }",
    "<https://example.org/> ?p ?o",
    "%s %d {0} {quartier}",
    "é œ 😀 \u202e \u0301",
    "a" * 200,
    "VALUES $state { qn:Withdrawn }",
    "# comment",
    "\u00a0",
)
