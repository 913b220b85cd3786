"""What changes between revisions: as the revisions themselves show it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Dataset, Literal, NamedNode, Quad, Store

from quartierkg.errors import Gone, NotFound
from quartierkg.journal import Ledger, Record
from quartierkg.publish.changeset import ChangeSet, between
from quartierkg.snapshot import Archive
from quartierkg.snapshot.changes import MEDIA_TYPE, Changes
from quartierkg.snapshot.graphs import COMMITTEE, INFERRED, NETWORK, STATED, STATISTICS
from quartierkg.snapshot.unpublished import Unpublished
from quartierkg.synth import Recipe
from quartierkg.terms import term

P = NamedNode("urn:p")
State = frozenset[Quad]


def statement(number: int, graph: NamedNode = NETWORK) -> Quad:
    """One of a few statements, so that files and writes meet."""
    return Quad(NamedNode(f"urn:{number}"), P, Literal("1.50", datatype=term("xsd:decimal")), graph)


class Story:
    """A store in which things happen, and what each of its revisions stated."""

    def __init__(self, directory: Path) -> None:
        (directory / "data" / "network").mkdir(parents=True)
        self.directory = directory / "store"
        self.archive = Archive(self.directory, directory / "data", empty=True)
        self.revisions: dict[int, State] = {0: frozenset()}

    def load(self, name: str, *numbers: int, more: str = "") -> None:
        """A file of some statements."""
        text = "".join(f"<urn:{number}> <urn:p> 1.50 .\n" for number in numbers)
        self.archive.load(f"{name}.ttl", (text + more + "<urn:always> <urn:p> 1 .").encode(), "network")
        self._keep()

    def write(self, change: Callable[[Store], None]) -> None:
        """A write, as the writer makes it: of a copy of the index."""
        before = self.archive.snapshot
        index = self.directory / "copied"
        copy = Store(index)
        copy.bulk_extend(before.store)
        change(copy)
        copy.flush()
        changes = Changes.between(before.store, copy)
        del copy
        if changes:
            self.archive.show(self.archive.write("test", changes, index, "test"))
            self._keep()

    def _keep(self) -> None:
        snapshot = self.archive.snapshot
        self.revisions[snapshot.revision] = frozenset(quad for quad in snapshot.store if quad.graph_name in STATED)


@contextmanager
def told(directory: Path) -> Iterator[Story]:
    """A story, until it ends."""
    story = Story(directory)
    with story.archive:
        yield story


def check(story: Story) -> None:
    """Between any two revisions exactly that is told which the one has and the other has not."""
    with Ledger.open(story.directory) as ledger:
        for start, had in story.revisions.items():
            for end, has in story.revisions.items():
                found = between(ledger, start, end)
                assert (found.start.number, found.end.number) == (start, end)
                assert (len(found.added), len(found.removed)) == (len(has - had), len(had - has)), (start, end)
                assert [set(found.added), set(found.removed)] == [set(has - had), set(had - has)], (start, end)


def replaced(store: Store) -> None:
    """A write that takes one statement and puts another."""
    store.remove(statement(9))
    store.add(statement(3))


def test_files_and_writes_meet(tmp_path: Path) -> None:
    """A file takes the place of another; a statement may be in two; a write takes it away; a file states it again."""
    with told(tmp_path) as story:
        story.load("a", 1, 2, 3)
        story.load("b", 3, 4)
        story.load("a", 1)
        story.write(lambda store: store.remove(statement(3)))
        story.write(lambda store: store.add(statement(9)))
        story.write(replaced)
        story.write(lambda store: store.remove(statement(4)))
        story.load("b", 4, 5)
        story.load("b", 4, 5, 6)
        check(story)


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happens_is_told(tmp_path: Path, seed: int) -> None:
    """Files of few statements and writes that touch the same ones, in any order."""
    chance = random.Random(seed)
    fresh = count()
    with told(tmp_path) as story:
        for _ in range(9):
            some = chance.sample(range(8), chance.randint(0, 5))
            if chance.random() < 0.5:
                more = f"<urn:n{next(fresh)}> <urn:p> [ <urn:p> 2 ] ." if chance.random() < 0.3 else ""
                story.load(chance.choice("abc"), *some, more=more)
            else:
                gone = chance.sample(range(8), 3)

                def change(store: Store, some: list[int] = some, gone: list[int] = gone) -> None:
                    for number in gone:
                        store.remove(statement(number))
                    store.extend(map(statement, some))

                story.write(change)
        assert len(story.revisions) > 5
        check(story)


def test_a_store_is_followed_by_its_changes(tmp_path: Path) -> None:
    """Whoever holds one revision makes each later one of it, and comes back."""
    with told(tmp_path) as story:
        story.load("a", 1, 2)
        story.write(lambda store: store.extend(map(statement, (7, 8))))
        story.load("a", 2, 3)
        copy = Dataset(story.revisions[1])
        with Ledger.open(story.directory) as ledger:
            for start, end in ((1, 2), (2, 3), (3, 1)):
                found = between(ledger, start, end)
                for quad in found.removed:
                    copy.remove(quad)
                for quad in found.added:
                    copy.add(quad)
                assert set(copy) == story.revisions[end]


def test_only_what_is_public_and_stated_is_told(tmp_path: Path) -> None:
    """Nothing of the committee, nothing that is derived, nothing that is marked as not to be published."""
    secret = NamedNode("urn:secret")
    hidden = Quad(secret, P, secret, NETWORK)
    changes = Changes(
        added=(hidden, statement(1), *(statement(2, graph) for graph in (COMMITTEE, INFERRED, STATISTICS)))
    )
    record = Record("write", "x", MEDIA_TYPE, NETWORK.value, changes.written(), "who", "why")
    with Archive(tmp_path / "store", empty=True) as archive:
        archive.journal.append([record])
        with Ledger.open(tmp_path / "store") as ledger:
            found = between(ledger, 0, 1, Unpublished(frozenset((secret,))))
            everything = between(ledger, 0, 1)
    (added,) = found.added
    assert (added.subject, added.graph_name) == (NamedNode("urn:1"), NETWORK)
    assert len(everything.added) == 2


def test_a_bundled_file_that_changes_is_told(tmp_path: Path) -> None:
    """As one that an operator loads: between the two starts of a release."""
    file = tmp_path / "data" / "network" / "real" / "real.ttl"
    file.parent.mkdir(parents=True)
    file.write_text("<urn:a> <urn:p> 1 , 2 .")
    with Archive(tmp_path / "store", tmp_path / "data") as archive:
        before = archive.snapshot.revision
    file.write_text("<urn:a> <urn:p> 2 , 3 .")
    with Archive(tmp_path / "store", tmp_path / "data") as archive:
        after = archive.snapshot.revision
    with Ledger.open(tmp_path / "store") as ledger:
        found = between(ledger, before, after)
    assert [str(quad.object) for quad in (*found.removed, *found.added)] == [
        '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"3"^^<http://www.w3.org/2001/XMLSchema#integer>',
    ]


def test_a_fictional_network_is_told_as_it_was_made(tmp_path: Path) -> None:
    """From its recipe; another one takes its place."""
    with Archive(tmp_path / "store", empty=True) as archive:
        for seed in (1, 2):
            archive.synthesise(Recipe(2, seed))
    with Ledger.open(tmp_path / "store") as ledger:
        first, second = between(ledger, 0, 1), between(ledger, 1, 2)
        both = between(ledger, 0, 2)
    expected = Store()
    expected.extend(Recipe(2, 2).quads(NETWORK))
    assert set(both.added) == set(expected)
    assert set(first.added) - set(second.removed) | set(second.added) == set(expected)


@pytest.mark.parametrize(("start", "end"), [(0, 2), (2, 0), (2, 2), (1, 10**9)])
def test_a_revision_that_does_not_exist_is_not_found(tmp_path: Path, start: int, end: int) -> None:
    """The error names the latest."""
    with Archive(tmp_path / "store", empty=True) as archive:
        archive.load("a.ttl", b"<urn:a> <urn:b> 1 .", "network")
    with Ledger.open(tmp_path / "store") as ledger, pytest.raises(NotFound, match="the latest: 1"):
        between(ledger, start, end)


def test_what_would_be_too_much_to_read_is_not_read(tmp_path: Path) -> None:
    """A file, what writes come to, or a network that is small only as a recipe: the error leads to the dumps."""
    with told(tmp_path) as story:
        story.load("a", *range(30))
        story.write(lambda store: store.extend(map(statement, range(100, 130))))
        story.archive.journal.append(
            [Record("synth", "synth", "x", NETWORK.value, Recipe(1000, 1).written(), "who", "why")]
        )
        with Ledger.open(story.directory) as ledger:
            for start, end in ((0, 1), (1, 2), (0, 2)):
                assert between(ledger, start, end, most=100_000).added
                with pytest.raises(NotFound, match="too many") as caught:
                    between(ledger, start, end, most=500)
                assert caught.value.remedy is not None
                assert "/dumps" in caught.value.remedy.en
            with pytest.raises(NotFound, match="too many"):
                between(ledger, 2, 3, most=10_000_000)


def test_a_network_of_another_generator_is_gone(tmp_path: Path) -> None:
    """It cannot be made again; other changes of the same journal can."""
    recipe = json.dumps({"quartiers": 1, "seed": 1, "format": 1}).encode()
    with Archive(tmp_path / "store", empty=True) as archive:
        archive.load("a.ttl", b"<urn:a> <urn:b> 1 .", "network")
        archive.journal.append([Record("synth", "synth", "x", NETWORK.value, recipe, "who", "why")])
        archive.synthesise(Recipe(1, 1))
        archive.load("b.ttl", b"<urn:a> <urn:b> 2 .", "network")
    with Ledger.open(tmp_path / "store") as ledger:
        for start, end in ((1, 2), (2, 3), (2, 4)):
            for most in (None, 10**9):
                with pytest.raises(Gone, match="Entry 2"):
                    between(ledger, start, end, most=most)
        assert len(between(ledger, 3, 4).added) == 1
        assert between(ledger, 1, 3).added


def test_blank_nodes_keep_the_names_of_the_store(tmp_path: Path) -> None:
    """Those that the N-Quads of a dump have: what goes later is what came."""
    with told(tmp_path) as story:
        story.load("a", more="<urn:x> <urn:p> [ <urn:p> 5 ] .")
        story.load("a")
        with Ledger.open(story.directory) as ledger:
            came, went = between(ledger, 0, 1), between(ledger, 1, 2)
    blank = [quad for quad in came.added if isinstance(quad.subject, BlankNode)]
    assert blank
    assert set(blank) <= set(went.removed)


def test_what_undoes_a_change_is_the_other_way_round(tmp_path: Path) -> None:
    """And undone twice, it is the change."""
    with told(tmp_path) as story:
        story.load("a", 1)
        story.load("a", 2)
        with Ledger.open(story.directory) as ledger:
            found = between(ledger, 1, 2)
            assert (
                between(ledger, 2, 1)
                == found.reversed()
                == ChangeSet(found.end, found.start, found.removed, found.added)
            )
    assert found.reversed().reversed() == found
