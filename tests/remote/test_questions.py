"""The stored queries over SPARQL servers of others: the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quartierkg.remote import Remote
from quartierkg.remote.publication import publish
from quartierkg.snapshot.graphs import COMMITTEE
from quartierkg.stored import library
from tests.remote.servers import oxigraph, virtuoso
from tests.samples import extent
from tests.stored import cases

ANSWERED = [id_ for id_, query in library().items() if query.needs is None]
MOST = 6
"""So many questions may need more than the standard; each says what."""


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Remote]:
    """``oxigraph serve``."""
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as endpoint:
        yield Remote.join(endpoint, cases.fixture("CQ01"))


@pytest.mark.parametrize("id_", ANSWERED)
def test_another_engine_gives_the_same_rows(serving: Remote, id_: str) -> None:
    """Each case of the fixture, in the same order."""
    same_rows(serving, id_)


@pytest.mark.parametrize("id_", ANSWERED[:: extent(1, 12, 48)])
def test_virtuoso_gives_the_same_rows(tmp_path: Path, id_: str) -> None:
    """Each on a server of its own, since what Virtuoso plans depends on what it was asked before; some in every run."""
    with virtuoso(tmp_path) as endpoint:
        same_rows(Remote.join(endpoint, cases.fixture(id_)), id_)


def same_rows(remote: Remote, id_: str) -> None:
    """Every case, save what only the committee reads, which is not put to another server."""
    snapshot = cases.fixture(id_)
    publish(remote.endpoint, snapshot)
    private = any(True for _ in snapshot.quads(graph=COMMITTEE))
    for case in cases.of(id_):
        expected = cases.ask(snapshot, id_, case.given, token=False) if private else case.rows
        assert cases.ask(snapshot, id_, case.given, engine=remote.write) == expected, case.name


def test_nearly_every_question_needs_nothing_but_sparql() -> None:
    """The others say what they need, in both languages."""
    others = [query for query in library().values() if query.needs is not None]
    assert len(others) <= MOST
    assert all(query.needs is not None and query.needs.fr and query.needs.en for query in others)
