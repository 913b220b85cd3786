"""A query, put to the other server, and its answer written out in the format that was asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from http.client import HTTPException, HTTPResponse
from typing import IO, Any, Final, cast

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
    serialize,
)

from quartierkg.endpoint import Endpoint
from quartierkg.errors import QueryFault, RemoteFault
from quartierkg.language import Text
from quartierkg.media import GRAPHS, N_TRIPLES, RESULTS_JSON
from quartierkg.query import Job, Target, check_syntax
from quartierkg.query.clauses import apart
from quartierkg.query.form import Form, form_of
from quartierkg.query.guard import names_dataset
from quartierkg.query.lexer import tokens
from quartierkg.remote.capabilities import Capabilities
from quartierkg.remote.clauses import check_own, solutions
from quartierkg.remote.exchange import NOWHERE, Request, cap, read, send
from quartierkg.snapshot.graphs import PUBLIC

_EMPTY: Final = b"# Empty NT"
"""What Virtuoso says of a graph without statements."""
_COMMENT: Final = 1024
_TRUE: Final = frozenset(("1", "true"))
_BOOLEAN: Final = {yes: b'{"head":{},"boolean":%s}' % str(yes).lower().encode() for yes in (True, False)}


def write(endpoint: Endpoint, capabilities: Capabilities, job: Job, target: Target) -> None:
    """Write the answer to a job piece by piece, as the server sends it.

    :raises QueryFault: when either engine cannot parse or evaluate the query; some of the answer may be written then.
    :raises RemoteFault: when the server does not answer, or not all of it.
    """
    check_syntax(job)  # so that nothing reaches the server but SPARQL as the standard has it
    check_own(job)
    request = _request(job)
    if capabilities.rows is not None and job.media in GRAPHS:
        _check_whole(endpoint, request, capabilities.rows)
    with send(endpoint, request) as response:
        file = cast(IO[bytes], target)
        try:
            if job.media in GRAPHS:
                told = _Told(response)
                quads = parse(cast(IO[bytes], told), format=RdfFormat.N_TRIPLES, lenient=True)
                serialize((quad.triple for quad in quads), file, format=job.media.rdf)
                told.check_end()
            else:
                _results(response, capabilities, form_of(tokens(job.text))).serialize(file, format=job.media.results)
        except (SyntaxError, ValueError, KeyError, TypeError, HTTPException, OSError) as error:
            raise RemoteFault(_UNREADABLE.filled(str(error))) from error


def _request(job: Job) -> Request:
    """The query as it is sent: its dataset beside it, in graphs that are published."""
    found = apart(job)
    if names_dataset(tokens(found.text)):
        raise QueryFault(_FROM)
    # The graphs that the request names come before those of the query (SPARQL 1.1 Protocol, 2.1.4).
    default, named = (found.default, found.named) if job.default is None else (job.default, job.named or ())
    published = {graph.value for graph in PUBLIC}
    default, named = (tuple(name for name in names if name in published) for names in (default, named))
    media = N_TRIPLES if job.media in GRAPHS else RESULTS_JSON
    return Request(found.text, default or (NOWHERE,), named or (NOWHERE,), media)


def _results(response: HTTPResponse, capabilities: Capabilities, form: Form) -> QueryBoolean | QuerySolutions:
    """The results as they come; whole, where the server has its own way with them."""
    if form is Form.ASK:
        return _boolean(read(response))
    most = cap(response)
    if capabilities.blank_nodes and most is None:
        return _solutions(parse_query_results(cast(IO[bytes], response), QueryResultsFormat.JSON))
    found = json.loads(read(response))
    bindings = found["results"]["bindings"]
    if most is not None and len(bindings) >= most:
        raise RemoteFault(_CUT.filled(most))
    if not capabilities.blank_nodes:
        named = _renamed()
        for row in bindings:
            for value in row.values():
                if value["type"] == "bnode":
                    value["value"] = named(value["value"])
    return _solutions(parse_query_results(json.dumps(found).encode(), QueryResultsFormat.JSON))


def _solutions(found: object) -> QuerySolutions:
    """Rows, and nothing else."""
    if not isinstance(found, QuerySolutions):
        raise ValueError("no table")
    return found


def _boolean(written: bytes) -> QueryBoolean:
    found: Any = parse_query_results(written, QueryResultsFormat.JSON)
    if isinstance(found, QuerySolutions):  # Virtuoso: a table of one number, or without a row
        value = next((row[0] for row in found), None)
        found = parse_query_results(
            _BOOLEAN[isinstance(value, Literal) and value.value in _TRUE], QueryResultsFormat.JSON
        )
    return cast(QueryBoolean, found)


class _Told:
    """N-Triples as they come, with an eye on their end: Fuseki says there, in a comment, that it gave up."""

    def __init__(self, response: HTTPResponse) -> None:
        self._response = response
        self._end = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        found = self._response.read(size)
        self._end = (self._end + found)[-_COMMENT:]
        return found

    def check_end(self) -> None:
        """Nothing, where all of it came, and the last line is a statement.

        :raises RemoteFault: where it is a comment, or where the answer stopped before its end.
        """
        if not self._response.chunked and self._response.length != 0:
            raise RemoteFault(_STOPPED)
        last = self._end.rstrip().rpartition(b"\n")[2].strip()
        if last.startswith(b"#") and last != _EMPTY:
            raise RemoteFault(_UNREADABLE.filled(last.decode("utf-8", "replace")))


def _renamed() -> Callable[[str], str]:
    """Names of blank nodes that the format has, the same for the same."""
    names: dict[str, str] = {}
    return lambda name: names.setdefault(name, f"b{len(names)}")


def _check_whole(endpoint: Endpoint, request: Request, most: int) -> None:
    """Nothing, where the solutions that a graph is made of are all there: their number is only told of a table.

    :raises RemoteFault: where the server cuts them off.
    """
    start = solutions(request.text)
    if start is None:
        return
    with send(endpoint, replace(request, text=start, media=RESULTS_JSON)) as response:
        if cap(response) is not None:
            raise RemoteFault(_CUT.filled(most))


_FROM: Final = Text(
    "Écrivez FROM et FROM NAMED en mots séparés, suivis d’une IRI.",
    "Write FROM and FROM NAMED as words apart, followed by an IRI.",
)
_CUT: Final = Text(
    "L’entrepôt distant coupe ses réponses à {} lignes ; celle-ci n’est pas entière.",
    "The remote store cuts its answers off at {} rows; this one is not whole.",
)
_STOPPED: Final = Text(
    "La réponse de l’entrepôt distant s’arrête avant sa fin.", "The answer of the remote store stops before its end."
)
_UNREADABLE: Final = Text(
    "La réponse de l’entrepôt distant ne se lit pas ({}).", "The answer of the remote store cannot be read ({})."
)
