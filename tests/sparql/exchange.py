"""Tests of the two protocols: exchanges of requests and answers, as the W3C's manifests describe them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
STATUS = {"Created": "201", "OK": "200", "NoContent": "204", "NotFound": "404"}


@dataclass(frozen=True, slots=True)
class Step:
    """One request and what must come of it."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: tuple[str, ...]
    """``201``, or ``2xx``; one of them."""
    truth: bool | None
    format: str | None
    location: str | None
    graph: str | None
    """A graph in Turtle that the answer must be."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A test."""

    name: str
    steps: tuple[Step, ...]
    data: tuple[tuple[str, Path], ...]
    """The graphs that must be there before: name and file."""


def exchanges(manifest: Path, kind: URIRef) -> Iterator[Exchange]:
    """The tests of a kind that a manifest lists, in its order."""
    graph = Graph().parse(manifest)
    (entries,) = graph.objects(None, MF.entries)
    for test in Collection(graph, entries):
        if (test, None, kind) in graph:
            yield Exchange(
                str(test).rpartition("#")[2],
                tuple(_steps(graph, test)),
                tuple(
                    (
                        str(graph.value(data, RDFS.label)),
                        manifest.parent / str(graph.value(data, UT.graph)).rpartition("/")[2],
                    )
                    for data in graph.objects(test, UT.graphData)
                ),
            )


def _steps(graph: Graph, test: Node) -> Iterator[Step]:
    action = graph.value(test, MF.action)
    requests = graph.value(action, HT.requests)
    assert requests is not None
    for request in Collection(graph, requests):
        answer = graph.value(request, HT.resp)
        truth = graph.value(answer, MF.expectedBoolean)
        location = graph.value(answer, MF.expectedLocation)
        form = graph.value(answer, MF.expectedFormat)
        body = graph.value(request, HT.body)
        wanted = graph.value(answer, HT.body)
        yield Step(
            str(graph.value(request, HT.methodName)),
            str(graph.value(request, HT.absolutePath)),
            tuple(_headers(graph, request)),
            _bytes(graph, body) if body is not None else None,
            tuple(sorted(_status(status) for status in graph.objects(answer, MF.expectedStatus))),
            bool(truth.value) if isinstance(truth, Literal) else None,
            str(form) if form is not None else None,
            str(location) if location is not None else None,
            str(graph.value(wanted, CNT.chars)) if wanted is not None else None,
        )


def _headers(graph: Graph, request: Node) -> Iterator[tuple[str, str]]:
    listed = graph.value(request, HT.headers)
    for header in Collection(graph, listed) if listed is not None else ():
        yield str(graph.value(header, HT.fieldName)), str(graph.value(header, HT.fieldValue))


def _bytes(graph: Graph, body: Node) -> bytes:
    return str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding)))


def _status(status: Node) -> str:
    name = str(status).rpartition("#")[2].removeprefix("StatusCode")
    return STATUS.get(name, name)
