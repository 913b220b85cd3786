"""A query, put to a snapshot and written out in one format. This is CPU work: never call it on an event loop."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from quartierkg.errors import QueryFault
from quartierkg.language import Text
from quartierkg.media import RESULTS_JSON, MediaType
from quartierkg.query.blame import offender
from quartierkg.query.dataset import dataset
from quartierkg.query.guard import Query, admit
from quartierkg.query.lexer import SOURCE, Kind, Token, place
from quartierkg.query.protocol import Question
from quartierkg.snapshot import Snapshot

_Results = QueryBoolean | QuerySolutions | QueryTriples

_NO_PREFIX: Final = Text("Préfixe non déclaré.", "Prefix not declared.")
_BAD_IRI: Final = Text("IRI relative ou non valide.", "Relative or invalid IRI.")

# What the engine says in words, beside what it expected: "Duplicated variable name in SELECT".
_SENTENCE: Final = re.compile(r"(?:expected|one of|,) ([A-Z][a-z]+ [a-z][\w ]{8,})")


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT as rows of terms; each term is as the SPARQL JSON results format has it, or None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[dict[str, str] | None, ...], ...]


def ask(snapshot: Snapshot, text: str, media: MediaType | None = None) -> bytes:
    """Answer a query over the default dataset; the one call that a command line needs.

    :param media: a format of the query's form, or None for the usual one: JSON, or Turtle.
    :raises QueryFault: when the query is not admitted or does not parse.
    """
    query = admit(text)
    return answer(snapshot, Question(text), query, media or query.form.offered[0])


def answer(snapshot: Snapshot, question: Question, query: Query, media: MediaType) -> bytes:
    """The answer to an admitted query, in one of the formats of its form.

    Results are written by the thread that asked: the library's results may not cross threads.

    :raises QueryFault: when the engine cannot parse or evaluate the query.
    """
    try:
        results = _results(snapshot, question, query)
        if isinstance(results, QueryTriples):
            return results.serialize(format=media.rdf) or b""
        return results.serialize(format=media.results) or b""
    except SyntaxError as error:
        raise _syntax_fault(query.text, str(error)) from error
    except (RuntimeError, ValueError) as error:
        raise QueryFault(Text(f"La requête échoue (« {error} »).", f"The query fails: {error}.")) from error


def table(snapshot: Snapshot, question: Question, query: Query) -> Table:
    """The answer to a SELECT, for a page."""
    found: dict[str, Any] = json.loads(answer(snapshot, question, query, RESULTS_JSON))
    columns = tuple(found["head"]["vars"])
    rows = tuple(tuple(row.get(column) for column in columns) for row in found["results"]["bindings"])
    return Table(columns, rows)


def _results(snapshot: Snapshot, question: Question, query: Query) -> _Results:
    """What the engine answers, not yet written out."""
    graphs = dataset(question, query)
    if graphs is None:
        return snapshot.store.query(query.text)
    default: list[Any] = list(graphs.default)
    named: list[Any] = list[NamedNode](graphs.named)
    return snapshot.store.query(query.text, default_graph=default, named_graphs=named)


def _syntax_fault(query: str, message: str) -> QueryFault:
    """The engine's complaint, at the token that does not fit."""
    wrong = offender(query)
    where = len(query) if wrong is None else wrong.offset
    return QueryFault(_complaint(message, wrong) or _unfit(wrong), source=SOURCE, place=place(query, where))


def _complaint(message: str, token: Token | None) -> Text | None:
    """What the engine says beside what it expected, if anything."""
    if "Prefix not found" in message:
        name = token.text.partition(":")[0] + ":" if token is not None and token.kind is Kind.NAME else ""
        return Text(f"Préfixe {name} non déclaré.", f"Prefix {name} not declared.") if name else _NO_PREFIX
    if "IRI parsing failed" in message:
        return _BAD_IRI
    sentence = _SENTENCE.search(message)
    return Text(f"{sentence[1]}.", f"{sentence[1]}.") if sentence else None


def _unfit(token: Token | None) -> Text:
    if token is None:
        return Text("La requête s’arrête trop tôt.", "The query ends too early.")
    return Text(f"« {token.text} » n’a pas sa place ici.", f"“{token.text}” does not fit here.")
