"""``quartierkg ask``: a stored query, answered without a server."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps
from typing import Any, Final

from quartierkg import stored
from quartierkg.cli import engine, options, table
from quartierkg.cli.command import Command
from quartierkg.cli.destination import Destination
from quartierkg.cli.engine import Engine
from quartierkg.cli.parameter import Argument, Option
from quartierkg.errors import UsageFault
from quartierkg.language import Language, Text, marked
from quartierkg.media import RESULTS_JSON
from quartierkg.query import Job
from quartierkg.snapshot.graphs import COMMITTEE, NETWORK, PUBLIC
from quartierkg.stored import StoredQuery, csv, json, library, stored_query
from quartierkg.stored.answer import Answer, Cell, answer
from quartierkg.stored.network import AskedNetwork, SnapshotNetwork
from quartierkg.stored.values import Network
from quartierkg.terms import curie

_FORMATS: Final = ("text", "json", "csv", "rq")
_LISTED: Final = Text("« quartierkg ask --list » en donne la liste.", "“quartierkg ask --list” lists them.")
_NOTHING: Final = Text("Aucune ligne ne répond.", "No row answers.")
_MORE: Final = Text("D’autres lignes suivent : --param offset={}", "More rows follow: --param offset={}")


@dataclass(frozen=True, slots=True)
class Ask:
    """The question, its values, and the store that answers it."""

    id: str | None
    param: Sequence[str]
    listing: bool
    format: str
    store: str | None
    data: str | None
    target: str | None

    def run(self, language: Language) -> int:
        """Answer the question, or list all of them.

        :raises NotFound: when there is no such question.
        :raises ParameterFault: when a value does not fit.
        """
        to = Destination(self.target)
        if self.listing or self.id is None:
            to.write(_listed(self.format, language))
            return 0
        query = stored_query(self.id, _LISTED)
        with engine.opened(self.store, self.data) as found:
            to.write(self._answer(query, found, language))
        return 0

    def _answer(self, query: StoredQuery, found: Engine, language: Language) -> str:
        network: Network = SnapshotNetwork(found.snapshot) if found.snapshot else AskedNetwork(found.write)
        given = _given(self.param)
        given.setdefault("lang", [language])
        values = stored.read(query, given, network, datetime.date.today())
        shown = self.format == "rq"
        limit, offset = values.number("limit"), values.number("offset")
        bound = stored.bind(query, values.terms, rows=not shown, limit=limit, offset=offset, more=not shown)
        if shown:
            return bound.text
        # Whoever holds the store reads all of it, what only the committee sees among it.
        job = Job(bound.text, (NETWORK.value,), tuple(graph.value for graph in (*PUBLIC, COMMITTEE)), RESULTS_JSON)
        written = io.BytesIO()
        found.write(job, written)
        told = answer(query, values, written.getvalue(), network)
        spoken: Language = "en" if values.said["lang"] == "en" else "fr"
        if self.format == "csv":
            return csv.write(told, spoken)
        if self.format == "json":
            revision = found.snapshot.revision if found.snapshot else 0
            return _dumped(json.of_answer(told, spoken, revision=revision, following=None) | {"more": told.more})
        return _table(told, spoken)


def _given(params: Sequence[str]) -> dict[str, list[str]]:
    """What ``--param`` says, each as name=value.

    :raises UsageFault: when one has no value.
    """
    found: dict[str, list[str]] = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals:
            raise UsageFault(
                Text("--param {} : il manque « = ».", "--param {}: there is no “=”.").filled(name),
                remedy=Text("Écrivez --param nom=valeur.", "Write --param name=value."),
            )
        found.setdefault(name, []).append(value)
    return found


def _table(told: Answer, language: Language) -> str:
    columns = [column.label.in_(language) for column in told.columns]
    rows = [[_shown(cell, language) for cell in row] for row in told.rows]
    after = f"\n{_MORE.filled(told.after).in_(language)}\n" if told.after is not None else ""
    nothing = "" if rows else f"{_NOTHING.in_(language)}\n"
    return table.drawn(columns, rows) + nothing + after


def _shown(cell: Cell | None, language: Language) -> str:
    if cell is None:
        return ""
    if cell.iri is None:
        return cell.value
    name = cell.name.in_(language) if cell.name else curie(cell.iri)
    return marked(name, language) if cell.invented else name


def _listed(format_: str, language: Language) -> str:
    queries = library().values()
    if format_ == "json":
        items: list[dict[str, Any]] = [json.of_query(query) for query in queries]
        return _dumped({"items": items, "next": None})
    columns = ["id", "parameters", "title"]
    rows = [[query.id, " ".join(_own(query)), query.title.in_(language)] for query in queries]
    if format_ == "csv":
        return csv.plain(columns, rows)
    return table.drawn(columns, rows)


def _dumped(value: dict[str, Any]) -> str:
    return dumps(value, ensure_ascii=False, indent=2) + "\n"


def _own(query: StoredQuery) -> list[str]:
    return [parameter.name for parameter in query.parameters if not parameter.common]


command = Command(
    "ask",
    Text("Répond à une question enregistrée, sans serveur.", "Answers a stored query, without a server."),
    Ask,
    (
        Argument(
            "id",
            Text("QUESTION", "QUERY"),
            Text("Son identifiant, CQ01 par exemple.", "Its identifier, CQ01 for example."),
            required=False,
        ),
        Option(
            "--param",
            value=Text("NOM=VALEUR", "NAME=VALUE"),
            multiple=True,
            about=Text("Valeur d’un paramètre ; répétable.", "Value of a parameter; repeatable."),
        ),
        Option(
            "--list",
            "listing",
            is_flag=True,
            about=Text("Donne la liste des questions.", "Lists the questions."),
        ),
        Option(
            "--format",
            values=_FORMATS,
            default=_FORMATS[0],
            about=Text(
                "Format de la réponse ; rq est le texte SPARQL.", "Format of the answer; rq is the SPARQL text."
            ),
        ),
        options.store(),
        options.data(),
        options.target(),
    ),
)
