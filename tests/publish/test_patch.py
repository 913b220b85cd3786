"""Change sets, written down."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from quartierkg.errors import NotAcceptable
from quartierkg.publish.changeset import ChangeSet, Mark
from quartierkg.publish.patch import RDF_PATCH, UPDATE, rdf_patch, update, write
from quartierkg.snapshot.graphs import NETWORK, STATIONS

P = NamedNode("urn:p")
HARD = 'a "quoted" \\ line\nand a } brace # é \u2028 \U0001f600'
REMOVED = (Quad(P, P, Literal("gone"), NETWORK), Quad(P, P, Literal("1", datatype=P), STATIONS))
ADDED = (Quad(P, P, Literal(HARD, language="fr"), NETWORK), Quad(NamedNode("urn:é/%20"), P, P, NETWORK))
CHANGES = ChangeSet(Mark(3, "0f" * 32), Mark(5, "a1" * 32), ADDED, REMOVED)
KEPT = Quad(P, P, Literal("kept"), NETWORK)
BLANK = Quad(BlankNode("b0"), P, P, NETWORK)


def applied(patch: str, quads: set[Quad]) -> set[Quad]:
    """What RDF Patch makes of some statements, read by its definition: one row to a line."""
    found = set(quads)
    for line in patch.split("\n"):
        mark, _, statement = line.partition(" ")
        if mark in {"A", "D"}:
            (quad,) = parse(statement, format=RdfFormat.N_QUADS, rename_blank_nodes=False)
            (found.add if mark == "A" else found.remove)(quad)
    return found


def test_a_patch_makes_the_one_of_the_other() -> None:
    """Whatever literals hold; blank nodes by their names."""
    changes = ChangeSet(CHANGES.start, CHANGES.end, (*ADDED, BLANK), REMOVED)
    assert applied(rdf_patch(changes), {KEPT, *REMOVED}) == {KEPT, *ADDED, BLANK}
    assert applied(rdf_patch(changes.reversed()), {KEPT, *ADDED, BLANK}) == {KEPT, *REMOVED}


def test_a_patch_has_the_rows_of_the_format() -> None:
    """Which one it is, which one it follows, and a transaction around the rest, what goes first."""
    lines = rdf_patch(CHANGES).split("\n")[:-1]
    assert [line.split(" ")[0] for line in lines] == ["H", "H", "TX", "D", "D", "A", "A", "TC"]
    assert all(line.endswith(" .") for line in lines)
    name = re.compile(r"H (id|prev) <urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}> \.")
    assert [found[1] for found in map(name.fullmatch, lines[:2]) if found] == ["id", "prev"]


def test_patches_make_a_chain() -> None:
    """One that follows another says its name; the first follows none."""
    first = ChangeSet(Mark(0), CHANGES.start, ADDED, ())
    (name,) = re.findall("H id <(.*)>", rdf_patch(first))
    assert f"H prev <{name}>" in rdf_patch(CHANGES)
    assert "H prev" not in rdf_patch(first)


def holding(*quads: Quad) -> Store:
    """A store of some statements."""
    store = Store()
    store.extend(quads)
    return store


def test_an_update_makes_the_one_of_the_other() -> None:
    """Run by a SPARQL engine."""
    store = holding(KEPT, *REMOVED)
    store.update(update(CHANGES))
    assert set(store) == {KEPT, *ADDED}
    store.update(update(CHANGES.reversed()))
    assert set(store) == {KEPT, *REMOVED}


@pytest.mark.parametrize(("added", "removed"), [((), ()), (ADDED, ()), ((), REMOVED)])
def test_an_update_may_be_half_or_empty(added: tuple[Quad, ...], removed: tuple[Quad, ...]) -> None:
    """It runs all the same."""
    store = holding(KEPT, *removed)
    store.update(update(ChangeSet(CHANGES.start, CHANGES.end, added, removed)))
    assert set(store) == {KEPT, *added}


@pytest.mark.parametrize(("added", "removed"), [((BLANK,), ()), ((), (BLANK,)), ((Quad(P, P, BLANK.subject),), ())])
def test_an_update_never_speaks_of_blank_nodes(added: tuple[Quad, ...], removed: tuple[Quad, ...]) -> None:
    """It would remove none of them, or make others; the error leads to the format that can."""
    with pytest.raises(NotAcceptable) as caught:
        update(ChangeSet(CHANGES.start, CHANGES.end, added, removed))
    assert caught.value.remedy is not None
    assert "application/rdf-patch" in caught.value.remedy.en


def test_the_format_chooses() -> None:
    """Each of the two by its media type."""
    assert write(CHANGES, RDF_PATCH) == rdf_patch(CHANGES)
    assert write(CHANGES, UPDATE) == update(CHANGES)
