"""The hand-made network of each stored query, and the rows that it must give."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, partial
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from quartierkg import stored
from quartierkg.media import RESULTS_JSON
from quartierkg.query import Job, Target, admit, rows, write
from quartierkg.snapshot import Snapshot, inference
from quartierkg.snapshot.bundle import bundled
from quartierkg.snapshot.graphs import CHARTER, COMMITTEE, NETWORK, ONTOLOGY, PUBLIC
from quartierkg.snapshot.statements import statements
from quartierkg.stored import Column
from quartierkg.stored.network import SnapshotNetwork
from quartierkg.terms import ID, NUMERIC, curie, term

HERE = Path(__file__).parent
TODAY = datetime.date(2026, 6, 30)
"""The day of every fixture, so that "today" means the same for ever."""


@dataclass(frozen=True)
class Case:
    """What is asked of a fixture, and the rows that come of it."""

    id: str
    name: str
    given: dict[str, list[str]]
    rows: list[list[str | None]]


def cases() -> list[Case]:
    """Every case of every stored query."""
    return [case for path in sorted((HERE / "expected").glob("*.json")) for case in of(path.stem)]


def of(id_: str) -> list[Case]:
    """The cases of one stored query."""
    found = json.loads((HERE / "expected" / f"{id_}.json").read_text(encoding="utf-8"))
    return [Case(id_, one["name"], _given(one.get("params", {})), one["rows"]) for one in found]


def _given(params: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [str(value)] for name, value in params.items()}


@cache
def base() -> tuple[Quad, ...]:
    """Ontology and charter, as every revision has them."""
    wanted = {ONTOLOGY.value, CHARTER.value}
    return tuple(quad for record in bundled() if record.graph in wanted for quad in statements(record))


@cache
def fixture(id_: str) -> Snapshot:
    """The network of a stored query; what stands outside a named graph is the network."""
    store = Store()
    store.extend(base())
    path = HERE / "fixtures" / f"{id_}.trig"
    for quad in parse(path.read_bytes(), format=RdfFormat.TRIG):
        graph = quad.graph_name if isinstance(quad.graph_name, NamedNode) else NETWORK
        store.add(Quad(quad.subject, quad.predicate, quad.object, graph))
    inference.lay_on(store)
    return Snapshot(store, Path(), 1, "2026-06-30T00:00:00+00:00", id_, {})


Write = Callable[[Job, Target], None]


def ask(
    snapshot: Snapshot, id_: str, given: dict[str, list[str]], *, token: bool = True, engine: Write | None = None
) -> list[list[str | None]]:
    """The rows of a stored query, as the cases write them.

    :param token: whether what only the committee reads is seen.
    :param engine: what answers; by default the embedded engine.
    """
    query = stored.stored_query(id_)
    values = stored.read(query, given, SnapshotNetwork(snapshot), TODAY)
    limit, offset = values.number("limit"), values.number("offset")
    bound = stored.bind(query, values.terms, rows=True, limit=limit, offset=offset, more=True)
    admit(bound.text)
    named = (*PUBLIC, COMMITTEE) if token else PUBLIC
    job = Job(bound.text, (NETWORK.value,), tuple(graph.value for graph in named), RESULTS_JSON)
    written = io.BytesIO()
    (engine or partial(write, snapshot))(job, written)
    table = rows(written.getvalue())
    assert table.columns == tuple(column.name for column in query.columns)
    return [
        [_typed(_cell(term), column) for term, column in zip(row, query.columns, strict=True)]
        for row in table.rows[:limit]
    ]


def _typed(cell: str | None, column: Column) -> str | None:
    """A truth value may come as a number."""
    return {"1": "true", "0": "false"}.get(cell or "", cell) if column.datatype == term("xsd:boolean") else cell


def _cell(term: dict[str, str] | None) -> str | None:
    if term is None:
        return None
    if term["type"] == "uri":
        return compact(NamedNode(term["value"]))
    return _plain(term["value"]) if NamedNode(term.get("datatype", "urn:none")) in NUMERIC else term["value"]


def compact(term: Any) -> str:
    """A term as the cases write it: what follows the address of things here, a prefixed name, or the literal's text."""
    if isinstance(term, NamedNode):
        return term.value.removeprefix(ID) if term.value.startswith(ID) else curie(term)
    if isinstance(term, Literal):
        return _plain(term.value) if term.datatype in NUMERIC else term.value
    assert isinstance(term, BlankNode)
    return "_:"


def _plain(value: str) -> str:
    """A number however an engine spells it."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return f"{number.normalize():f}" if number.is_finite() else value


class Written(bytearray):
    """Takes an answer."""

    def write(self, data: bytes) -> int:
        """Take a piece."""
        self.extend(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is owed."""
