"""The ontology: consistent, complete in two languages, every term used."""

from __future__ import annotations

import json
from collections.abc import Iterator

import owlrl
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import OWL, RDF, Graph, Namespace

from quartierkg.intake import parse as intake
from quartierkg.intake.limits import DOSSIER
from quartierkg.intake.source import Source
from quartierkg.terms import PREFIXES, term
from tests.samples import ROOT

QN = PREFIXES["qn"]
TYPES = (
    "owl:Class",
    "owl:ObjectProperty",
    "owl:DatatypeProperty",
    "skos:Concept",
    "skos:ConceptScheme",
    "skos:Collection",
    "rdfs:Datatype",
    "rdf:Property",
)


def triples(pattern: str) -> Iterator[Triple]:
    """The triples of some files."""
    for path in sorted(ROOT.glob(pattern)):
        yield from (quad.triple for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE))


def defined() -> dict[NamedNode, str]:
    """Our terms, each with what it is."""
    kinds = {term(name): name for name in TYPES}
    return {
        t.subject: kinds[t.object]
        for t in triples("ontology/*.ttl")
        if isinstance(t.subject, NamedNode)
        and t.subject.value.startswith(QN)
        and t.predicate == term("rdf:type")
        and isinstance(t.object, NamedNode)
        and t.object in kinds
    }


def test_every_term_has_a_label_and_a_definition_in_both_languages() -> None:
    """A class, property, concept or scheme is labelled and defined in French and in English."""
    said: dict[tuple[NamedNode, str], set[str | None]] = {}
    for t in triples("ontology/*.ttl"):
        if isinstance(t.subject, NamedNode) and isinstance(t.object, Literal):
            kind = t.predicate.value.rpartition("#")[2].replace("prefLabel", "label")
            said.setdefault((t.subject, kind), set()).add(t.object.language)
    for iri in defined():
        assert said.get((iri, "label")) == {"fr", "en"}, iri
        assert said.get((iri, "definition")) == {"fr", "en"}, iri


def test_every_term_that_is_used_is_defined() -> None:
    """No data, shape or charter file uses a term of ours that the ontology does not define."""
    known = set(defined())
    for pattern in ("ontology/*.ttl", "shapes/**/*.ttl", "data/**/*.ttl"):
        for t in triples(pattern):
            for node in (t.subject, t.predicate, t.object):
                if isinstance(node, NamedNode) and node.value.startswith(QN):
                    assert node in known, f"{node} in {pattern}"


def test_every_term_that_is_defined_is_used() -> None:
    """Each class and property is used by shapes, charter, data, package or labels; a concept is in its closed list."""
    used: set[NamedNode] = set()
    for pattern in ("shapes/**/*.ttl", "data/**/*.ttl", "ontology/*.ttl"):
        for t in triples(pattern):
            own = isinstance(t.subject, NamedNode) and t.subject.value.startswith(QN) and pattern.startswith("ontology")
            used.update(node for node in (t.predicate, t.object) if isinstance(node, NamedNode))
            if not own and isinstance(t.subject, NamedNode):
                used.add(t.subject)
    queries = "".join(
        value.value
        for pattern in ("shapes/**/*.ttl", "data/queries/*.ttl")
        for t in triples(pattern)
        for value in [t.object]
        if isinstance(value, Literal)
    )
    queries += (ROOT / "quartierkg" / "label" / "contexts" / "label-v1.jsonld").read_text(encoding="utf-8")
    python = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "quartierkg").rglob("*.py"))
    unused = [
        iri.value
        for iri, kind in defined().items()
        if kind not in {"skos:Concept", "skos:Collection"}
        and iri not in used
        and f"qn:{iri.value.removeprefix(QN)}" not in queries + python
        and iri.value not in queries
    ]
    assert unused == []


def test_the_ontology_is_consistent() -> None:
    """owlrl, an OWL 2 RL reasoner, finds no contradiction in ontology, alignments and an example."""
    graph = Graph()
    for path in [*sorted((ROOT / "ontology").glob("*.ttl")), ROOT / "data" / "dossiers" / "port-lumiere.ttl"]:
        graph.parse(path)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    errors = list(graph.objects(None, Namespace("http://www.daml.org/2002/03/agents/agent-ont#").error))
    assert errors == []
    assert (None, RDF.type, OWL.Nothing) not in graph


def test_a_clash_is_found_by_the_reasoner() -> None:
    """The consistency test can fail: a State body that is a local authority is a contradiction."""
    graph = Graph()
    graph.parse(ROOT / "ontology" / "core.ttl")
    graph.parse(data=f"<http://x.example/> a <{QN}StateBody> , <{QN}LocalAuthority> .", format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert list(graph.objects(None, Namespace("http://www.daml.org/2002/03/agents/agent-ont#").error))


@pytest.mark.parametrize("kind", TYPES[:4])
def test_the_context_names_every_term(kind: str) -> None:
    """A JSON-LD dossier can use each class, property and concept of a dossier by its local name."""
    context = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    for iri, found in defined().items():
        if found == kind:
            name = iri.value.removeprefix(QN)
            entry = context.get(name)
            identifier = entry["@id"] if isinstance(entry, dict) else entry
            assert identifier == f"qn:{name}", name


def test_numbers_written_with_the_context_are_typed() -> None:
    """With our context, a plain JSON number becomes a decimal and a date a date."""
    document = {
        "@context": "https://w3id.org/quartierkg/context.jsonld",
        "@id": "http://x.example/",
        "usableArea": 49999.99,
        "signedOn": "2025-01-02",
    }
    found = intake.statements(Source("x.jsonld", json.dumps(document).encode()), DOSSIER)
    types = {t.object.datatype.value.rpartition("#")[2] for t in found if isinstance(t.object, Literal)}
    assert types == {"decimal", "date"}
