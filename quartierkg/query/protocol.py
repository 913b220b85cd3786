"""SPARQL 1.1 Protocol, 2.1: the three ways in which a request carries a query, and the dataset that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from quartierkg.errors import QueryFault, UnknownFormat
from quartierkg.language import Text
from quartierkg.query.update import Update

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")
# Every name is short: a request with more parameters than this is not a query.
_MAX_FIELDS: Final = 1000


@dataclass(frozen=True, slots=True)
class Question:
    """A query as it was asked, and the graphs that the request itself names."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def by_get(query_string: bytes) -> Question | None:
    """A query by GET (2.1.1), or None when the request carries none."""
    return _question(parameters(query_string))


def by_post(content_type: str | None, query_string: bytes, body: bytes) -> Question | Update:
    """A query by POST, as a form (2.1.2) or directly (2.1.3); an update in the same two ways (2.2.1, 2.2.2).

    :raises QueryFault: when there is neither, or both.
    :raises UnknownFormat: when the body is of another type.
    """
    essence = (content_type or "").partition(";")[0].strip().lower()
    if essence == UPDATE:
        given = [(name, value) for name, value in parameters(query_string) if name != "update"]
        return _update([*given, ("update", _decoded(body))])
    if essence == FORM and any(name == "update" for name, _ in parameters(body)):
        return _update(parameters(body))
    if essence == DIRECT:
        given = [(name, value) for name, value in parameters(query_string) if name != "query"]
        question = _question([*given, ("query", _decoded(body))])
    elif essence == FORM:
        question = _question(parameters(body))
    else:
        types = f"{FORM}, {DIRECT}, {UPDATE}"
        raise UnknownFormat(Text(f"Types acceptés : {types}.", f"Accepted types: {types}."))
    if question is None:
        raise QueryFault(Text("Le paramètre « query » manque.", "The parameter 'query' is missing."))
    return question


def _question(given: Sequence[tuple[str, str]]) -> Question | None:
    """The question that the parameters make up; a query given twice is none (2.1.4)."""
    texts = [value for name, value in given if name == "query"]
    if any(name == "update" for name, _ in given):
        raise QueryFault(
            Text(
                "Une mise à jour s’envoie par POST (protocole SPARQL 1.1, 2.2).",
                "An update is sent by POST (SPARQL 1.1 Protocol, 2.2).",
            )
        )
    if len(texts) > 1:
        raise QueryFault(Text("Le paramètre « query » est donné deux fois.", "The parameter 'query' is given twice."))
    if not texts:
        return None
    return Question(texts[0], _graphs(given, "default-graph-uri"), _graphs(given, "named-graph-uri"))


def _update(given: Sequence[tuple[str, str]]) -> Update:
    """The update that the parameters make up; one given twice, or beside a query, is none (2.2)."""
    texts = [value for name, value in given if name == "update"]
    if len(texts) > 1:
        raise QueryFault(Text("Le paramètre « update » est donné deux fois.", "The parameter 'update' is given twice."))
    if any(name == "query" for name, _ in given):
        raise QueryFault(Text("Une requête et une mise à jour sont données.", "Both a query and an update are given."))
    return Update(texts[0], _graphs(given, "using-graph-uri"), _graphs(given, "using-named-graph-uri"))


def _graphs(given: Sequence[tuple[str, str]], parameter: str) -> tuple[str, ...]:
    """The graphs that a parameter names (2.1.4: each is an absolute IRI)."""
    found = tuple(value for name, value in given if name == parameter)
    for value in found:
        if not _ABSOLUTE.fullmatch(value):
            raise QueryFault(
                Text(
                    f"{parameter} : « {value} » n’est pas une IRI absolue.",
                    f"{parameter}: {value!r} is not an absolute IRI.",
                )
            )
    return found


def parameters(encoded: bytes) -> list[tuple[str, str]]:
    """The parameters of a form or of an address."""
    try:
        return parse_qsl(_decoded(encoded), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError as error:
        raise _undecodable() from error


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _undecodable() from error


def _undecodable() -> QueryFault:
    return QueryFault(Text("La requête n’est pas en UTF-8.", "The query is not UTF-8."))
