"""What is marked as never to be published."""

from __future__ import annotations

from pathlib import Path

from quartierkg.publish.dump import statements
from quartierkg.publish.unpublished import Unpublished
from quartierkg.snapshot import Archive, Snapshot
from quartierkg.snapshot.graphs import NETWORK

MARKED = """
@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://w3id.org/quartierkg/id/> .
:phone qn:notPublished true . :mobile rdfs:subPropertyOf :phone .
:Draft qn:notPublished true .
:open qn:notPublished false ; rdfs:label "open" ; :phone "0102" , [ :digits "secret-1" ] ; :mobile "secret-2" .
:sketch a :Draft ; rdfs:label "secret-3" ;
    rdfs:seeAlso [ rdfs:label "secret-4" ; rdfs:seeAlso [ rdfs:label "secret-5" ] ] .
:open rdfs:seeAlso :sketch .
"""


def test_nothing_is_hidden_where_nothing_is_marked(snapshot: Snapshot) -> None:
    """All of a graph is told."""
    assert Unpublished.of(snapshot) == Unpublished()
    assert len(list(statements(snapshot, NETWORK))) == snapshot.count(NETWORK)


def test_what_is_marked_is_told_nowhere(tmp_path: Path) -> None:
    """A thing of a marked class, a marked property and those below it, and what hangs on them; the rest stays."""
    folder = tmp_path / "data" / "network" / "real"
    folder.mkdir(parents=True)
    (folder / "marked.ttl").write_text(MARKED, encoding="utf-8")
    with Archive(None, tmp_path / "data") as archive:
        told = [str(quad) for quad in statements(archive.snapshot) if quad.graph_name == NETWORK]
    assert [line for line in told if "secret" in line or "0102" in line or "sketch" in line] == []
    assert [line for line in told if '"open"' in line]
