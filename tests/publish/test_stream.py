"""Statements written as they come."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, parse

from quartierkg.media import JSON_LD, N_QUADS, TRIG, TURTLE, MediaType
from quartierkg.publish.stream import stream
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.terms import PREFIXES, term

GRAPH: dict[MediaType, NamedNode | DefaultGraph] = {
    TURTLE: DefaultGraph(),
    JSON_LD: DefaultGraph(),
    N_QUADS: NETWORK,
    TRIG: NETWORK,
}


def quads(media: MediaType, size: int) -> Iterator[Quad]:
    """So many statements."""
    for number in range(size):
        yield Quad(NamedNode(f"urn:{number}"), term("rdfs:label"), Literal("Cœur"), GRAPH[media])


def written(media: MediaType, size: int, *about: str) -> bytes:
    """The same, in a syntax."""
    pieces: list[bytes] = []
    stream(quads(media, size), media, pieces.append, about)
    return b"".join(pieces)


@pytest.mark.parametrize("media", GRAPH, ids=str)
@pytest.mark.parametrize("size", [0, 1, 1000])
def test_what_is_written_reads_the_same(media: MediaType, size: int) -> None:
    """None, one or many statements; a line that is said before them is none of them."""
    found = parse(written(media, size, "Ce qui suit : « rien »."), format=media.rdf)
    assert set(found) == set(quads(media, size))


@pytest.mark.parametrize("media", GRAPH, ids=str)
def test_the_same_statements_give_the_same_bytes(media: MediaType) -> None:
    """However often they are written."""
    assert len({written(media, 3) for _ in range(5)}) == 1


@pytest.mark.parametrize("media", [TURTLE, TRIG], ids=str)
def test_prefixes_stand_in_one_order_before_all_else(media: MediaType) -> None:
    """Each of ours once, by name; then they are used."""
    lines = written(media, 2, "about").decode().splitlines()
    assert lines[0] == "# about"
    assert lines[1 : len(PREFIXES) + 1] == [
        f"@prefix {name}: <{namespace}> ." for name, namespace in sorted(PREFIXES.items())
    ]
    assert any("rdfs:label" in line for line in lines[len(PREFIXES) + 1 :])


def test_no_more_is_held_than_is_being_written() -> None:
    """The first bytes come out before the last statements are asked for."""
    asked = 0
    seen: list[int] = []

    def counted() -> Iterator[Quad]:
        nonlocal asked
        for quad in quads(N_QUADS, 5000):
            asked += 1
            yield quad

    stream(counted(), N_QUADS, lambda piece: seen.append(asked) if piece else None)
    assert seen[0] < 1000
    assert len(seen) > 10


def test_a_disk_that_refuses_a_piece_is_told() -> None:
    """Whoever writes gets its own error."""

    def refuse(_: bytes) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        stream(quads(N_QUADS, 10), N_QUADS, refuse)
