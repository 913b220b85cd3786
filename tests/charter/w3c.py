"""The W3C SHACL test suite, read from the folder that QUARTIERKG_W3C names."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from quartierkg import ntriples
from quartierkg.charter.engines import Engine, Entry, available
from quartierkg.charter.engines.report import read
from quartierkg.errors import EngineFault
from tests.samples import ROOT

SH: Final = "http://www.w3.org/ns/shacl#"
MF: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT: Final = "http://www.w3.org/ns/shacl-test#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
FOLDER: Final = os.environ.get("QUARTIERKG_W3C")
Term = NamedNode | BlankNode | Literal

FAILURE: Final = "failure"
"""What a test expects of shapes that a processor must refuse (``sht:Failure``)."""


RECORD: Final = ROOT / "tests" / "expected" / "shacl-suite.csv"


@dataclass(frozen=True, slots=True)
class Exemption:
    """A test that an engine does not pass, the construct it is about, and why."""

    engine: str
    test: str
    construct: str
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """One test: what is validated with what, and what must come out."""

    name: str
    """Its path in the suite, ``core/node/and-001``."""
    shapes: str
    data: str
    expected: object
    """The outcome, as :func:`outcome` gives it."""


@cache
def cases() -> tuple[Case, ...]:
    """Every test of the suite, by name; none where the suite is absent."""
    if FOLDER is None:
        return ()
    root = Path(FOLDER) / "shacl"
    # By file and not by manifest: the manifest of sparql/component leaves one of its tests out.
    return tuple(case for file in sorted(root.rglob("*.ttl")) for case in _cases(root, file))


def outcome(case: Case, engine: Engine) -> object:
    """What an engine makes of a test, in the form in which the suite expects it."""
    try:
        report = engine.report(case.shapes, case.data)
    except EngineFault:
        return FAILURE
    except Exception as crash:  # a failure that is not reported as one is no sht:Failure, whatever its kind
        return f"crash: {crash}"
    return report.conforms, tuple(sorted(_comparable(entry) for entry in report.entries))


def recorded(engine: str) -> dict[str, Exemption]:
    """The tests that an engine is known not to pass, by name."""
    return {line.test: line for line in record() if line.engine == engine}


@cache
def record() -> tuple[Exemption, ...]:
    """Every test that some engine is known not to pass."""
    return tuple(Exemption(**row) for row in csv.DictReader(RECORD.read_text(encoding="utf-8").splitlines()))


def _comparable(entry: Entry) -> Entry:
    """A result without what the suite leaves open: messages, and how blank nodes are called."""

    def named(term: str) -> str:
        return "_:" if term.startswith("_:") else term

    # The source shape is compared when it has an IRI.
    return replace(entry, focus=named(entry.focus), value=named(entry.value), shape=named(entry.shape), messages=())


def _cases(root: Path, file: Path) -> Iterator[Case]:
    triples = _triples(file)
    for triple in triples:
        if triple.predicate.value == RDF + "type" and triple.object == NamedNode(SHT + "Validate"):
            yield _case(root, file, triples, triple.subject)


def _case(root: Path, file: Path, triples: tuple[Triple, ...], test: object) -> Case:
    (action,), (result,) = _objects(triples, test, MF + "action"), _objects(triples, test, MF + "result")
    texts = []
    for role in ("shapesGraph", "dataGraph"):
        (graph,) = _objects(triples, action, SHT + role)
        texts.append(ntriples.text(_triples(Path(graph.value.removeprefix("file://")))))
    return Case(
        name=file.relative_to(root).with_suffix("").as_posix(),
        shapes=texts[0],
        data=texts[1],
        expected=FAILURE if result == NamedNode(SHT + "Failure") else _expected(triples, result),
    )


def _expected(triples: tuple[Triple, ...], result: Term) -> object:
    # A file of the suite is data, shapes and report at once; only the report's sh:conforms has this subject.
    others = [t for t in triples if t.predicate.value != SH + "conforms" or t.subject == result]
    report = read(others)
    return report.conforms, tuple(sorted(_comparable(entry) for entry in report.entries))


@cache
def _triples(file: Path) -> tuple[Triple, ...]:
    found = parse(file.read_bytes(), format=RdfFormat.TURTLE, base_iri=file.as_uri())
    return tuple(quad.triple for quad in found)


def _objects(triples: tuple[Triple, ...], subject: object, predicate: str) -> list[Term]:
    return [
        triple.object
        for triple in triples
        if triple.subject == subject and triple.predicate.value == predicate and not isinstance(triple.object, Triple)
    ]


def main() -> None:
    """Print what each engine passes, and what it does not."""
    for engine in available():
        passed = {case.name for case in cases() if outcome(case, engine) == case.expected}
        print(f"{engine.name} {engine.version}: {len(passed)} of {len(cases())}")
        for case in cases():
            if case.name not in passed:
                print(f"  {case.name}: {outcome(case, engine)}")


if __name__ == "__main__":
    main()
