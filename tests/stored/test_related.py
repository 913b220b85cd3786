"""The questions that can be asked of a thing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.stored.related import related
from quartierkg.terms import ID, term

CLASSES = {"q": "qn:Quartier", "d": "qn:Dossier", "firm": "qn:Enterprise", "t": "qn:Territory"}


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """One thing of each of some classes."""
    store = Store()
    for name, class_ in CLASSES.items():
        store.add(Quad(NamedNode(ID + name), term("rdf:type"), term(class_), NETWORK))
    return Snapshot(store, Path(), 1, "", "", {})


@pytest.mark.parametrize(
    ("name", "asked", "parameter"),
    [("q", "CQ14", "quartier"), ("q", "CQ58", "quartier"), ("d", "CQ17", "dossier"), ("firm", "NQ01", "from")],
)
def test_a_thing_goes_into_the_questions_that_take_its_class(
    snapshot: Snapshot, name: str, asked: str, parameter: str
) -> None:
    """Into the parameter of its class, or of one above it."""
    found = {query.id: taken.name for query, taken in related(snapshot, NamedNode(ID + name))}
    assert found[asked] == parameter


def test_a_question_is_not_asked_of_what_it_does_not_take(snapshot: Snapshot) -> None:
    """A Quartier goes into no question on dossiers; no question takes a territory."""
    assert "CQ17" not in {query.id for query, _ in related(snapshot, NamedNode(ID + "q"))}
    assert related(snapshot, NamedNode(ID + "t")) == ()
