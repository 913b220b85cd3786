"""The verdict depends on what a dossier says, not on how it is written."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from quartierkg.charter import context
from quartierkg.charter.check import Question, check
from quartierkg.intake import dossier
from quartierkg.intake.source import Source
from quartierkg.terms import PREFIXES
from tests.samples import DAY, changed, outcomes

FAULTS = (
    ("qn:minutes 24", "qn:minutes 29.99"),
    ("qn:usableArea 52500", "qn:usableArea 49999.99"),
    ("qn:appointedBy :metropole , :rivemer", "qn:appointedBy :prefecture"),
    ("qn:growth 30.6", "qn:growth 24.99"),
)
TEXTS = {"conforming": changed(), "faulty": changed(*FAULTS)}
INNER = re.compile(r"(?<![\w/]):(?!dossier\b)([a-z][a-z0-9-]*)(?=[ ;,.\n])")


def judged(data: bytes | str, name: str) -> dict[str, str]:
    """The outcome of each row of a dossier in some syntax."""
    raw = data.encode() if isinstance(data, str) else data
    return outcomes(check(dossier.read(Source(name, raw)), context.bundled(day=DAY), Question()))


def converted(text: str, syntax: RdfFormat) -> bytes:
    """The dossier in another syntax."""
    triples = [quad.triple for quad in parse(text.encode(), format=RdfFormat.TURTLE)]
    return serialize(triples, format=syntax) or b""


def foreign(text: str) -> bytes:
    """Every IRI of its own on a host of its own."""
    own = "https://w3id.org/quartierkg/id/port-lumiere/"
    return (
        text.replace(own, "https://ville.example/dossiers/2026/#")
        .replace("qid:port-lumiere", "<urn:x-ville:quartier>")
        .encode()
    )


def blank(text: str) -> bytes:
    """Blank nodes in place of its own IRIs, but for the dossier's."""
    prefix_end = text.index("\n# --- Le dossier")
    return (text[:prefix_end] + INNER.sub(r"_:n-\1", text[prefix_end:])).encode()


def shuffled(text: str) -> bytes:
    """The statements in another order."""
    lines = converted(text, RdfFormat.N_TRIPLES).splitlines(keepends=True)
    random.Random(20260601).shuffle(lines)
    return b"".join(lines)


def plain_json(text: str) -> bytes:
    """JSON-LD as a person writes it: our context by its address, plain JSON numbers."""
    graph = json.loads(converted(text, RdfFormat.JSON_LD))
    numbers = {PREFIXES["xsd"] + name: float if name == "decimal" else int for name in ("decimal", "integer")}
    for node in graph:
        for values in node.values():
            for value in values if isinstance(values, list) else []:
                if isinstance(value, dict) and value.get("@type") in numbers:
                    value["@value"] = numbers[value.pop("@type")](value["@value"])
    return json.dumps({"@context": "https://w3id.org/quartierkg/context.jsonld", "@graph": graph}).encode()


def own_context(text: str) -> bytes:
    """JSON-LD with a small context of its own, short names and plain JSON numbers."""
    graph = json.loads(converted(text, RdfFormat.JSON_LD))
    names: dict[str, str] = {}
    nodes = []
    for node in graph:
        short: dict[str, object] = {}
        for key, values in node.items():
            if key.startswith("@"):
                short[key] = values
                continue
            name = re.sub(r"^.*[#/]", "", key)
            assert names.setdefault(name, key) == key
            short[name] = [plain(value) for value in values]
        nodes.append(short)
    return json.dumps({"@context": names, "@graph": nodes}).encode()


def plain(value: dict[str, str]) -> object:
    """A number as JSON writes it; anything else as it was."""
    kind = value.get("@type", "").removeprefix(PREFIXES["xsd"])
    return json.loads(value["@value"]) if kind in ("decimal", "integer") else value


def one_graph_of_trig(text: str) -> bytes:
    """TriG in which the statements stand in one named graph."""
    start = text.index("\n# --- Le dossier")
    return f"{text[:start]}\nGRAPH <urn:x-graphe> {{\n{text[start:]}}}\n".encode()


def one_named_graph(text: str) -> bytes:
    """All in one named graph."""
    triples = [quad.triple for quad in parse(text.encode(), format=RdfFormat.TURTLE)]
    lines = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
    return lines.replace(" .\n", " <urn:x-graphe> .\n").encode()


WAYS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "foreign namespace": ("x.ttl", foreign),
    "blank nodes": ("x.ttl", blank),
    "another order": ("x.nt", shuffled),
    "N-Triples": ("x.nt", lambda text: converted(text, RdfFormat.N_TRIPLES)),
    "RDF/XML": ("x.rdf", lambda text: converted(text, RdfFormat.RDF_XML)),
    "JSON-LD": ("x.jsonld", lambda text: converted(text, RdfFormat.JSON_LD)),
    "JSON-LD with our context": ("x.jsonld", plain_json),
    "JSON-LD with its own context": ("x.jsonld", own_context),
    "TriG with one graph": ("x.trig", one_graph_of_trig),
    "TriG": ("x.trig", lambda text: text.encode()),
    "one named graph": ("x.nq", one_named_graph),
    "CRLF and a byte-order mark": ("x.ttl", lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", TEXTS)
def test_the_same_dossier_gets_the_same_verdict(text: str, way: str) -> None:
    """Another namespace, syntax, order, or blank nodes: the 68 outcomes are the same."""
    name, write = WAYS[way]
    assert judged(write(TEXTS[text]), name) == judged(TEXTS[text], "x.ttl")


def test_the_faulty_dossier_is_faulty() -> None:
    """The second dossier of these tests fails what was spoilt, so that sameness is not the sameness of nothing."""
    found = judged(TEXTS["faulty"], "x.ttl")
    assert {row for row in ("QN-C2-04", "QN-C8-05", "QN-C4-08", "QN-C4-03") if found[row] == "failed"} == {
        "QN-C2-04",
        "QN-C8-05",
        "QN-C4-08",
        "QN-C4-03",
    }
    assert found["QN-C1-03"] == "passed"


def test_plain_json_numbers_are_plain() -> None:
    """The JSON-LD form of a person holds numbers, not typed texts."""
    written = own_context(TEXTS["faulty"]).decode()
    assert '"minutes": [29.99]' in written
    assert '"usableArea": [49999.99]' in written
    assert "XMLSchema#decimal" not in written


def test_the_example_in_blank_nodes_has_many() -> None:
    """The blank-node form is one: it leaves no IRI of the dossier's own but its subject."""
    quads = list(parse(blank(TEXTS["conforming"]), format=RdfFormat.TURTLE))
    own = {str(q.subject) for q in quads if isinstance(q.subject, NamedNode) and "/id/port-lumiere/" in q.subject.value}
    assert own == {"<https://w3id.org/quartierkg/id/port-lumiere/dossier>"}
