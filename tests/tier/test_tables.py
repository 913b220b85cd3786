"""Tables give the rows that the graphs give, of one revision on one day, and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from quartierkg import stored
from quartierkg.media import RESULTS_JSON
from quartierkg.query import Job, rows
from quartierkg.query import write as answer
from quartierkg.snapshot import Archive, Snapshot
from quartierkg.snapshot.graphs import NETWORK, PUBLIC
from quartierkg.stored import Values, library
from quartierkg.stored.network import SnapshotNetwork
from quartierkg.synth import Recipe
from quartierkg.tier import Tables, build
from tests.samples import LONG
from tests.stored.cases import Written

TODAY = datetime.date(2026, 6, 30)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The bundled network and forty fictional Quartiers more."""
    with Archive(tmp_path_factory.mktemp("store")) as archive:
        archive.synthesise(Recipe(40, 7))
        yield archive.snapshot


@pytest.fixture(scope="module")
def tables(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Its tables."""
    path = tmp_path_factory.mktemp("tier") / "tables.sqlite"
    build(snapshot, path, TODAY)
    found = Tables.open(path)
    assert found is not None
    return found


def values(snapshot: Snapshot, id_: str, **given: str) -> Values:
    """The values of a question."""
    network = SnapshotNetwork(snapshot)
    return stored.read(library()[id_], {name: [value] for name, value in given.items()}, network, TODAY)


def from_graphs(snapshot: Snapshot, id_: str, found: Values) -> list[tuple[dict[str, str] | None, ...]]:
    """The rows that the engine gives, and one more where others follow."""
    limit, offset = found.number("limit"), found.number("offset")
    text = stored.bind(library()[id_], found.terms, rows=True, limit=limit, offset=offset, more=True).text
    job = Job(text, (NETWORK.value,), tuple(graph.value for graph in PUBLIC), RESULTS_JSON)
    written = Written()
    answer(snapshot, job, written)
    return list(rows(bytes(written)).rows)


GIVEN = [{}, {"lang": "en"}, {"limit": "3"}, {"limit": "2", "offset": "2"}]
# One way for each question, or all of them.
CASES = [(id_, given) for place, id_ in enumerate(library()) for given in (GIVEN if LONG else [GIVEN[place % 4]])]


@pytest.mark.parametrize(("id_", "given"), CASES, ids=str)
def test_the_rows_are_the_same_with_and_without(
    snapshot: Snapshot, tables: Tables, id_: str, given: dict[str, str]
) -> None:
    """Of each question by default, in both languages, page by page."""
    found = values(snapshot, id_, **given)
    kept = tables.rows(library()[id_], found)
    assert kept is not None
    assert list(kept) == from_graphs(snapshot, id_, found)


@pytest.mark.parametrize("given", [{"asOf": "2024-01-01"}, {"state": "Withdrawn"}, {"illustrative": "false"}], ids=str)
def test_other_values_are_not_in_the_tables(snapshot: Snapshot, tables: Tables, given: dict[str, str]) -> None:
    """They are answered from the graphs."""
    assert tables.rows(library()["CQ01"], values(snapshot, "CQ01", **given)) is None


def test_tables_are_of_one_revision_and_one_day(snapshot: Snapshot, tables: Tables, tmp_path: Path) -> None:
    """What they say of another is nothing."""
    assert tables.describe(snapshot, TODAY)
    assert not tables.describe(snapshot, TODAY + datetime.timedelta(days=1))
    with Archive(tmp_path / "store") as archive:
        assert not tables.describe(archive.snapshot, TODAY)


def test_default_values_are_kept(snapshot: Snapshot, tables: Tables) -> None:
    """Each SELECT that finds one has its value, or that there is none."""
    network = SnapshotNetwork(snapshot)
    for query in library().values():
        for parameter in query.parameters:
            if parameter.default_query is not None:
                assert tables.default(parameter.default_query) == (network.first(parameter.default_query),)
    assert tables.default("SELECT ?x { ?x ?y ?z }") is None


def test_a_file_that_is_none_opens_as_nothing(tmp_path: Path) -> None:
    """Damaged, or something else: the graphs answer."""
    for content in (b"", b"something else", b"SQLite format 3\x00" + b"\x00" * 100):
        path = tmp_path / "tables.sqlite"
        path.write_bytes(content)
        assert Tables.open(path) is None
