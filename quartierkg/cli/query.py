"""``quartierkg query``: a SPARQL query, answered without a server."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quartierkg import query as sparql
from quartierkg import reasons
from quartierkg.cli import engine, options, output, table
from quartierkg.cli.command import Command
from quartierkg.cli.files import STDIN
from quartierkg.cli.parameter import Argument, Option
from quartierkg.errors import UsageFault
from quartierkg.language import Language, Text
from quartierkg.media import CSV, RESULTS_JSON, MediaType, by_extension
from quartierkg.query import Form, Query

_SUFFIXES: Final = (".rq", ".sparql")
_TEXT: Final = "text"
_FORMATS: Final = (_TEXT, "json", "xml", "csv", "tsv", "ttl", "nt", "jsonld", "rdf")
_YES: Final = Text("oui", "yes")
_NO: Final = Text("non", "no")

_Write = Callable[[sparql.Job, sparql.Target], None]


@dataclass(frozen=True, slots=True)
class Ask:
    """The query, the store that answers it and the format of the answer."""

    query: str
    store: str | None
    data: str | None
    format: str

    def run(self, language: Language) -> int:
        """Answer the query.

        :raises UsageFault: when the query cannot be read, or has no answer in that format.
        """
        admitted = sparql.admit(_text(self.query))
        media = _media(self.format, admitted.form)
        with engine.opened(self.store, self.data) as found:
            answer = _answer(found.write, admitted, media, language)
            output.write(answer if answer.endswith("\n") else f"{answer}\n")
        return 0


def _text(argument: str) -> str:
    """The query itself, or what a file or standard input holds."""
    try:
        if argument == STDIN:
            return sys.stdin.buffer.read().decode() if sys.stdin is not None else ""
        if argument.endswith(_SUFFIXES):
            _check_regular(argument)
            return Path(argument).read_bytes().decode()
    except OSError as fault:
        reason = reasons.of_system(fault)
        raise UsageFault(
            Text(f"{argument} ne peut être lu ({reason.fr}).", f"{argument} cannot be read ({reason.en}).")
        ) from fault
    except UnicodeDecodeError as fault:
        raise UsageFault(Text(f"{argument} n’est pas en UTF-8.", f"{argument} is not UTF-8.")) from fault
    return argument


def _check_regular(name: str) -> None:
    """Refuse a pipe or a device, which might never end."""
    path = Path(name)
    if path.exists() and not path.is_file() and not path.is_dir():
        raise UsageFault(
            Text(f"{name} est un tube ou un périphérique.", f"{name} is a pipe or a device."),
            remedy=Text("Donnez « - » pour lire l’entrée standard.", "Give - to read standard input."),
        )


def _media(name: str, form: Form) -> MediaType | None:
    """The format of an answer; None is the one for people.

    :raises UsageFault: when a query of that form is not answered in it.
    """
    if name == _TEXT:
        return None
    media = by_extension(name, form.offered)
    if media is None:
        known = ", ".join(entry.extensions[-1] for entry in form.offered)
        raise UsageFault(
            Text(
                f"Une requête {form.value} n’a pas de réponse en {name} (formats : {_TEXT}, {known}).",
                f"A {form.value} query has no answer as {name} (formats: {_TEXT}, {known}).",
            )
        )
    return media


def _answer(write: _Write, admitted: Query, media: MediaType | None, language: Language) -> str:
    if media is not None:
        return _written(write, admitted, media).decode()
    if admitted.form is Form.SELECT:
        return table.lines(sparql.rows(_written(write, admitted, RESULTS_JSON)))
    if admitted.form is Form.ASK:
        yes = b"true" in _written(write, admitted, CSV)
        return (_YES if yes else _NO).in_(language) + "\n"
    return _written(write, admitted, admitted.form.offered[0]).decode()


def _written(write: _Write, admitted: Query, media: MediaType) -> bytes:
    target = io.BytesIO()
    write(sparql.Job.of(sparql.Question(admitted.text), admitted, media), target)
    return target.getvalue()


command = Command(
    "query",
    Text("Répond à une requête SPARQL, sans serveur.", "Answers a SPARQL query, without a server."),
    Ask,
    (
        Argument(
            "query",
            Text("REQUÊTE", "QUERY"),
            Text(
                "La requête, un fichier .rq ou .sparql, ou - pour l’entrée standard.",
                "The query, a .rq or .sparql file, or - for standard input.",
            ),
        ),
        options.store(),
        options.data(),
        Option(
            "--format",
            values=_FORMATS,
            default=_TEXT,
            about=Text("Format de la réponse.", "Format of the answer."),
        ),
    ),
)
