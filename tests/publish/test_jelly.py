"""Jelly holds what the other syntaxes of a dataset hold."""

from __future__ import annotations

import io
import sys

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from quartierkg.errors import NotInstalled
from quartierkg.publish import jelly
from quartierkg.publish.dump import whole
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.terms import term

P = NamedNode("urn:p")


def read(data: bytes) -> set[tuple[str, ...]]:
    """The statements of a file, term by term, as the library's own reader finds them."""
    generic = pytest.importorskip("pyjelly.integrations.generic.parse")
    return {tuple(map(str, quad)) for quad in generic.parse_jelly_flat(io.BytesIO(data))}


def test_a_dataset_comes_back(snapshot: Snapshot) -> None:
    """Every term of every statement of a revision."""
    data = b"".join(jelly.encoded(snapshot.store))
    generic = pytest.importorskip("pyjelly.integrations.generic.parse")
    sink = pytest.importorskip("pyjelly.integrations.generic.generic_sink")

    def made(found: object) -> NamedNode | BlankNode | Literal:
        if isinstance(found, sink.IRI):
            return NamedNode(found._iri)
        if isinstance(found, sink.BlankNode):
            return BlankNode(found._identifier)
        assert isinstance(found, sink.Literal)
        if found._langtag:
            return Literal(found._lex, language=found._langtag)
        return Literal(found._lex, datatype=NamedNode(found._datatype)) if found._datatype else Literal(found._lex)

    back = {Quad(*map(made, quad)) for quad in generic.parse_jelly_flat(io.BytesIO(data))}  # type: ignore[arg-type]
    assert back == set(snapshot.store)


@pytest.mark.parametrize(
    "value",
    [
        Literal("« Cœur »\n\0\U0001f600"),
        Literal("x", language="fr-fr"),
        Literal("1.50", datatype=term("xsd:decimal")),
        NamedNode("urn:é"),
        BlankNode("b"),
        Triple(NamedNode("urn:s"), P, Literal("quoted")),
    ],
)
def test_any_term_is_written(value: NamedNode | BlankNode | Literal | Triple) -> None:
    """In a graph and in none; as often as it comes."""
    quads = [Quad(P, P, value, graph) for graph in (NETWORK, DefaultGraph(), NETWORK)]
    data = b"".join(jelly.encoded(quads))
    assert len(read(data)) == 2


@pytest.mark.parametrize("size", [0, 1, 10_000])
def test_statements_are_written_as_they_come(size: int) -> None:
    """None, one, or more than are held at a time."""
    quads = [Quad(NamedNode(f"urn:{number}"), P, Literal(str(number)), NETWORK) for number in range(size)]
    pieces = list(jelly.encoded(quads))
    assert len(pieces) > size // 5_000
    assert len(read(b"".join(pieces))) == size


def test_without_the_extra_it_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dumps go without it, and whoever asks for it is told what to install."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyjelly"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyjelly", None)
    monkeypatch.setattr(jelly, "find_spec", lambda _: None)
    assert [media.name for media in whole()] == ["N-Quads", "TriG"]
    with pytest.raises(NotInstalled) as caught:
        list(jelly.encoded(()))
    assert caught.value.remedy is not None
    assert "quartierkg[jelly]" in caught.value.remedy.en
