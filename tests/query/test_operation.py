"""What an operation on an index changes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from quartierkg.media import TURTLE
from quartierkg.query.operation import Operation, Payload, Verb, perform
from quartierkg.snapshot.graphs import INFERRED, NETWORK, REGISTER

P = NamedNode("urn:p")


def node(number: int) -> NamedNode:
    """One thing of some."""
    return NamedNode(f"urn:thing:{number}")


def quads(numbers: list[int], graph: NamedNode = NETWORK) -> set[Quad]:
    """A statement for each number."""
    return {Quad(node(number), P, node(number), graph) for number in numbers}


def index_of(folder: Path, held: set[Quad]) -> Path:
    """An index on disk."""
    store = Store(str(folder))
    store.extend(held)
    store.flush()
    return folder


@pytest.mark.parametrize("verb", ["post", "put", "delete"])
def test_an_operation_on_a_graph_changes_what_sets_say(tmp_path: Path, verb: Verb) -> None:
    """Adding is the union, putting is the graph as given, removing leaves nothing; another graph is left alone."""
    chance = random.Random(20141126)
    held, given = (chance.sample(range(60), 30) for _ in range(2))
    index = index_of(tmp_path / "index", quads(held) | quads(held, REGISTER))
    turtle = "".join(f"<{node(n).value}> <urn:p> <{node(n).value}> .\n" for n in given).encode()
    operation = Operation(verb, graph=NETWORK.value, payloads=(Payload(turtle, TURTLE),))
    changes = perform(operation, index, tmp_path / "changed")
    left = {"post": {*held, *given}, "put": {*given}, "delete": set[int]()}[verb]
    assert set(changes.added) == quads([*left - {*held}])
    assert set(changes.removed) == quads([*{*held} - left])
    after = Store.read_only(str(tmp_path / "changed"))
    assert {quad for quad in after if quad.graph_name != INFERRED} == quads([*left]) | quads(held, REGISTER)


def test_an_update_of_data_alone_changes_what_a_whole_comparison_finds(tmp_path: Path) -> None:
    """Deletions and insertions one after the other, of what is there and what is not; the last word on each counts."""
    chance = random.Random(20160318)
    for turn in range(20):
        held = quads(chance.sample(range(20), 10))
        index = index_of(tmp_path / f"index-{turn}", held)
        expected, steps = set(held), []
        for _ in range(6):
            some, gone = quads(chance.sample(range(20), 4)), chance.random() < 0.5
            expected = expected - some if gone else expected | some
            body = " ".join(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in some)
            steps.append(f"{'DELETE' if gone else 'INSERT'} DATA {{ GRAPH {NETWORK} {{ {body} }} }}")
        changes = perform(Operation("update", " ; ".join(steps)), index, tmp_path / "changed")
        assert set(changes.added) == expected - held
        assert set(changes.removed) == held - expected
