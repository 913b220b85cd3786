"""Query evaluation tests: data, a query, and what must come of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.compare import isomorphic

from tests.sparql.endpoint import Endpoint

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
Term = NamedNode | BlankNode | Literal
Found = bool | Graph
"""A truth, or a graph: one that was constructed, or a table with a node for each row."""
RESULTS = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A test."""

    name: str
    """Its folder and its own name."""
    query: Path
    data: tuple[Path, ...]
    graphs: tuple[Path, ...]
    result: Path

    @property
    def base(self) -> str:
        """What relative IRIs of its files are resolved against."""
        return f"http://test.example/{self.query.parent.name}/"


def cases(folder: Path) -> list[Case]:
    """Every query evaluation test of the suite that asks one server alone."""
    found: list[Case] = []
    for manifest in sorted(folder.glob("*/manifest.ttl")):
        if manifest.parent.name not in {"service", "entailment"}:
            found += _of(manifest)
    return found


def _of(manifest: Path) -> Iterator[Case]:
    graph = _Statements(parse(path=manifest, base_iri=manifest.as_uri()))
    entries = graph.one(None, MF + "entries")
    for test in graph.items(entries):
        kinds = graph.all(test, RDF + "type")
        if not {NamedNode(MF + "QueryEvaluationTest"), NamedNode(MF + "CSVResultFormatTest")} & set(kinds):
            continue
        action = graph.one(test, MF + "action")
        named = [graph.one(node, QT + "graph") or node for node in graph.all(action, QT + "graphData")]
        yield Case(
            f"{manifest.parent.name}/{_local(test)}",
            _path(graph.one(action, QT + "query")),
            tuple(map(_path, graph.all(action, QT + "data"))),
            tuple(map(_path, named)),
            _path(graph.one(test, MF + "result")),
        )


class _Statements:
    def __init__(self, quads: Iterable[object]) -> None:
        self._by: dict[tuple[object, str], list[Term]] = {}
        for quad in quads:
            self._by.setdefault((quad.subject, quad.predicate.value), []).append(quad.object)  # type: ignore[attr-defined]
            self._by.setdefault((None, quad.predicate.value), []).append(quad.object)  # type: ignore[attr-defined]

    def all(self, node: object, name: str) -> list[Term]:
        return self._by.get((node, name), [])

    def one(self, node: object, name: str) -> Term | None:
        return next(iter(self.all(node, name)), None)

    def items(self, node: object) -> Iterator[Term]:
        while node is not None and node != NamedNode(RDF + "nil"):
            first = self.one(node, RDF + "first")
            if first is not None:
                yield first
            node = self.one(node, RDF + "rest")


def _local(node: object) -> str:
    return str(getattr(node, "value", node)).rpartition("#")[2]


def _path(node: object) -> Path:
    return Path(str(getattr(node, "value", "")).removeprefix("file://"))


def load(endpoint: Endpoint, case: Case) -> None:
    """Have the data of a test, and nothing else: in one write."""
    default = _lines(case.data, case.base)
    named = "".join(
        f"CREATE SILENT GRAPH <{name}> ; INSERT DATA {{ GRAPH <{name}> {{\n{_lines([file], case.base)}}} }} ;\n"
        for file in case.graphs
        for name in [case.base + file.name]
    )
    endpoint.change(f"DROP ALL ;\n{named}INSERT DATA {{\n{default}}}")


def _lines(files: Iterable[Path], base: str) -> str:
    triples = [triple for file in files for triple in _triples(file, base)]
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()


def _triples(file: Path, base: str) -> Iterator[Triple]:
    for quad in parse(path=file, base_iri=base + file.name):
        yield Triple(quad.subject, quad.predicate, quad.object)


def asked(endpoint: Endpoint, case: Case) -> Found:
    """What the endpoint answers."""
    text = case.query.read_text(encoding="utf-8")
    accept = "application/sparql-results+json, text/turtle;q=0.9"
    if case.result.suffix in {".csv", ".tsv"}:
        accept = {".csv": "text/csv", ".tsv": "text/tab-separated-values"}[case.result.suffix]
    answer = endpoint.post(endpoint.query, f"BASE <{case.base}>\n{text}".encode(), "application/sparql-query", accept)
    assert answer.status == 200, answer.body.decode()
    if answer.type == "text/csv":
        return _csv(answer.body)
    if answer.type == "text/turtle":
        return _graph(quad.triple for quad in parse(answer.body, format=RdfFormat.TURTLE))
    form = QueryResultsFormat.TSV if answer.type.endswith("separated-values") else QueryResultsFormat.JSON
    return _results(answer.body, form)


def expected(case: Case) -> Found:
    """What the suite says."""
    data = case.result.read_bytes()
    if case.result.suffix in RESULTS:
        return _results(data, RESULTS[case.result.suffix])
    if case.result.suffix == ".csv":
        return _csv(data)
    graph = _graph(_triples(case.result, case.base))
    tables = list(graph.subjects(URIRef(RDF + "type"), URIRef(RS + "ResultSet")))
    return _table(graph, tables[0]) if tables else graph


def _results(data: bytes, form: QueryResultsFormat) -> Found:
    found = parse_query_results(data, form)
    if isinstance(found, QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    return _rows({name: row[name] for name in names} for row in found)


def _rows(rows: Iterable[Mapping[str, object]]) -> Graph:
    graph = Graph()
    for row in rows:
        node = BNode()
        graph.add((node, URIRef(RDF + "type"), URIRef("urn:row")))
        for name, value in row.items():
            if value is not None:
                graph.add((node, URIRef(f"urn:{name}"), _term(value)))
    return graph


def _table(graph: Graph, table: object) -> Graph:
    found = Graph()
    for solution in graph.objects(table, URIRef(RS + "solution")):  # type: ignore[arg-type]
        node = BNode()
        found.add((node, URIRef(RDF + "type"), URIRef("urn:row")))
        for binding in graph.objects(solution, URIRef(RS + "binding")):
            name = graph.value(binding, URIRef(RS + "variable"))
            value = graph.value(binding, URIRef(RS + "value"))
            assert value is not None
            found.add((node, URIRef(f"urn:{name}"), value))
    return found


def _csv(data: bytes) -> Graph:
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    return _rows({name: _cell(value) for name, value in row.items()} for row in rows)


def _cell(value: str) -> object:
    # The format tells no kind of term; blank nodes alone are told by their mark (SPARQL 1.1 CSV and TSV, 3.2).
    return BlankNode(f"x{value[2:]}") if value.startswith("_:") else Literal(value)


def _graph(triples: Iterable[Triple]) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add((_term(triple.subject), URIRef(triple.predicate.value), _term(triple.object)))
    return graph


def _term(value: object) -> URIRef | BNode | RdflibLiteral:
    """A term as rdflib has it, every literal with the characters that it has."""
    if isinstance(value, NamedNode):
        return URIRef(value.value)
    if isinstance(value, BlankNode):
        return BNode(value.value)
    assert isinstance(value, Literal)
    if value.language:
        return RdflibLiteral(value.value, lang=value.language)
    return RdflibLiteral(_plain(value), datatype=URIRef(value.datatype.value), normalize=False)


def _plain(value: Literal) -> str:
    """A number in one of the ways to write it: what is computed has a value, and no spelling of its own."""
    kind = value.datatype.value.removeprefix("http://www.w3.org/2001/XMLSchema#")
    try:
        if kind in {"decimal", "integer"}:
            return f"{Decimal(value.value).normalize():f}"
        return repr(float(value.value)) if kind in {"double", "float"} else value.value
    except (ValueError, ArithmeticError):
        return value.value


def same(found: Found, wanted: Found) -> bool:
    """Whether two answers are one, whatever their blank nodes are called."""
    if isinstance(found, bool) or isinstance(wanted, bool):
        return found is wanted
    return isomorphic(found, wanted)
