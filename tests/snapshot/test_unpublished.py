"""What is marked as never to be published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from quartierkg.journal import Ledger
from quartierkg.publish.changeset import between
from quartierkg.publish.description import describe
from quartierkg.publish.dump import statements
from quartierkg.query.operation import Operation, perform
from quartierkg.snapshot import Archive, Snapshot
from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.departed import departed
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.snapshot.revision import INDEX, renew
from quartierkg.snapshot.unpublished import Unpublished

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


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A store of what is marked."""
    folder = tmp_path / "data" / "network" / "real"
    folder.mkdir(parents=True)
    (folder / "marked.ttl").write_text(MARKED, encoding="utf-8")
    with Archive(tmp_path / "store", tmp_path / "data") as found:
        yield found


def told(snapshot: Snapshot) -> list[str]:
    """All that a query of the network can find."""
    return [str(quad) for quad in snapshot.quads(graph=NETWORK)]


def secrets(snapshot: Snapshot) -> list[str]:
    """What of it should not be there."""
    return [line for line in told(snapshot) if re.search("secret|0102|sketch|Draft|phone|mobile", line)]


def written(archive: Archive, text: str, tmp_path: Path) -> Changes:
    """What an update changed, once it is shown."""
    index = archive.snapshot.directory / INDEX
    changes = perform(Operation("update", text), index, tmp_path / "changed")
    archive.show(archive.write("test", changes, tmp_path / "changed", "a test"))
    return changes


def test_no_index_holds_what_is_marked(archive: Archive) -> None:
    """A thing of a marked class, a marked property and those below it, and what hangs on them; the rest stays."""
    assert secrets(archive.snapshot) == []
    assert [line for line in told(archive.snapshot) if '"open"' in line]
    assert {"<https://w3id.org/quartierkg/id/phone>", "<https://w3id.org/quartierkg/id/sketch>"} <= set(
        archive.snapshot.hidden
    )
    described = describe(archive.snapshot, NamedNode("https://w3id.org/quartierkg/id/open"))
    assert described is not None
    assert "sketch" not in str(described.statements)
    assert describe(archive.snapshot, NamedNode("https://w3id.org/quartierkg/id/sketch")) is None


def test_a_write_shows_none_of_it_and_the_journal_keeps_it(archive: Archive, tmp_path: Path) -> None:
    """By a property that was marked before, by a mark that comes with it, and by one that comes later."""
    count = archive.snapshot.count(NETWORK)
    changes = written(
        archive,
        f"""PREFIX : <https://w3id.org/quartierkg/id/> PREFIX qn: <https://w3id.org/quartierkg/ontology#>
        INSERT DATA {{ GRAPH {NETWORK} {{ :new :phone "secret-6" ; :name "shown" . :other a :Draft ; :name "secret-7" .
        :third qn:notPublished true ; :name "secret-8" . :new :knows :third . }} }}""",
        tmp_path,
    )
    assert len(changes.added) == 7
    assert secrets(archive.snapshot) == []
    assert archive.snapshot.count(NETWORK) == count + 1 == len(told(archive.snapshot))
    written(archive, f'INSERT DATA {{ GRAPH {NETWORK} {{ <urn:a> <urn:b> "plain" }} }}', tmp_path)
    assert archive.snapshot.count(NETWORK) == count + 2 == len(told(archive.snapshot))
    mark = f"INSERT DATA {{ GRAPH {NETWORK} {{ <urn:b> <https://w3id.org/quartierkg/ontology#notPublished> 1 }} }}"
    written(archive, mark, tmp_path)
    assert archive.snapshot.count(NETWORK) == count + 1 == len(told(archive.snapshot))
    before = sorted(told(archive.snapshot)), archive.snapshot.hidden
    again = Snapshot.open(renew(archive.directory, archive.journal))
    assert (sorted(told(again)), again.hidden) == before  # what a build of the same journal gives


def test_no_set_of_changes_tells_it_when_it_goes(archive: Archive) -> None:
    """Its file is loaded anew without it: neither the change nor the list of what is gone names it."""
    archive.load("more.ttl", MARKED.replace("sketch", "sketch2").encode(), "network")
    archive.load("more.ttl", b"<urn:a> <urn:b> <urn:c> .", "network")
    with Ledger.open(archive.directory) as ledger:
        head = ledger.entries[-1].number
        found = between(ledger, head - 1, head, Unpublished.of(archive.snapshot))
    assert "secret" not in str((found.added, found.removed))
    assert not [node for node in departed(archive.journal, Unpublished.of(archive.snapshot)) if "sketch2" in node.value]


def test_what_is_marked_is_told_nowhere(tmp_path: Path) -> None:
    """A thing of a marked class, a marked property and those below it, and what hangs on them; the rest stays."""
    folder = tmp_path / "data" / "network" / "real"
    folder.mkdir(parents=True)
    (folder / "marked.ttl").write_text(MARKED, encoding="utf-8")
    with Archive(None, tmp_path / "data") as archive:
        told = [str(quad) for quad in statements(archive.snapshot) if quad.graph_name == NETWORK]
    assert [line for line in told if "secret" in line or "0102" in line or "sketch" in line] == []
    assert [line for line in told if '"open"' in line]
