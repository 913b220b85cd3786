"""A query, put to a snapshot and written out in one format. This is CPU work: never call it on an event loop."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from typing import IO, Any, Final, Protocol, cast

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from quartierkg.errors import QueryFault
from quartierkg.language import Text
from quartierkg.media import MediaType
from quartierkg.query.blame import offender
from quartierkg.query.clauses import named_by
from quartierkg.query.dataset import public
from quartierkg.query.guard import Query, admit
from quartierkg.query.job import Job
from quartierkg.query.lexer import SOURCE, Kind, Token, place
from quartierkg.query.protocol import Question
from quartierkg.snapshot import Snapshot

_Results = QueryBoolean | QuerySolutions | QueryTriples

_NO_PREFIX: Final = Text("Préfixe non déclaré.", "Prefix not declared.")
_BAD_IRI: Final = Text("IRI relative ou non valide.", "Relative or invalid IRI.")

# What the engine says in words, beside what it expected: "Duplicated variable name in SELECT".
_SENTENCE: Final = re.compile(r"(?:expected|one of|,) ([A-Z][a-z]+ [a-z][\w ]{8,})")


class Target(Protocol):
    """Takes an answer piece by piece."""

    def write(self, data: bytes, /) -> int:
        """Take a piece; say how much of it was taken."""

    def flush(self) -> None:
        """Nothing is owed: the engine calls it at the end."""


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

    :raises QueryFault: when the engine cannot parse or evaluate the query.
    """
    written = io.BytesIO()
    write(snapshot, Job.of(question, query, media), written)
    return written.getvalue()


def check_syntax(job: Job) -> None:
    """Nothing, where the engine can parse the query of a job.

    :raises QueryFault: where it cannot.
    """
    try:
        Store().query(job.text, base_iri=job.base)
    except SyntaxError as error:
        raise _syntax_fault(job.text, str(error)) from error
    except (RuntimeError, ValueError):
        pass  # it parses; what it comes to is for whoever evaluates it


def write(snapshot: Snapshot, job: Job, target: Target) -> None:
    """Write the answer to a job piece by piece, as the engine finds it.

    Results are written by the thread that asked: the library's results may not cross threads.

    :raises QueryFault: when the engine cannot parse or evaluate the query; some of the answer may be written then.
    """
    try:
        results = _results(snapshot, job)
        file = cast(IO[bytes], target)
        if isinstance(results, QueryTriples):
            results.serialize(file, format=job.media.rdf)
        else:
            results.serialize(file, format=job.media.results)
    except SyntaxError as error:
        raise _syntax_fault(job.text, str(error)) from error
    except (RuntimeError, ValueError) as error:
        raise QueryFault(Text(f"La requête échoue (« {error} »).", f"The query fails: {error}.")) from error


def rows(written: bytes) -> Table:
    """The answer to a SELECT, from its SPARQL JSON results; of a beginning of them, the rows that are whole."""
    text = written.decode("utf-8", "replace")
    read = json.JSONDecoder().raw_decode
    head, end = read(text, text.index("{", 1))
    columns = tuple(head["vars"])
    found: list[tuple[dict[str, str] | None, ...]] = []
    at = text.index("[", end) + 1
    while text[at : at + 1] in {"{", ","}:
        try:
            row, at = read(text, at + (text[at] == ","))
        except ValueError:
            break  # cut in the midst of a row
        found.append(tuple(row.get(column) for column in columns))
    return Table(columns, tuple(found))


def _results(snapshot: Snapshot, job: Job) -> _Results:
    """What the engine answers, not yet written out."""
    if job.default is not None and job.named is not None:
        default: list[Any] = [NamedNode(name) for name in job.default]
        named: list[Any] = [NamedNode(name) for name in job.named]
    elif job.open:
        return snapshot.store.query(job.text, base_iri=job.base)
    else:
        # What FROM says is said again, as far as it is public: the engine would read whatever graph it names.
        default, named = (list(public(names)) for names in _own(job))
    return snapshot.store.query(job.text, base_iri=job.base, default_graph=default, named_graphs=named)


def _own(job: Job) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The graphs of the query's own clauses; what does not parse is told as such."""
    try:
        return named_by(job)
    except QueryFault:
        check_syntax(job)
        raise


def _syntax_fault(query: str, message: str) -> QueryFault:
    """The engine's complaint, at the token that does not fit."""
    wrong = offender(query)
    where = len(query) if wrong is None else wrong.offset
    return QueryFault(_complaint(message, wrong) or _unfit(wrong), source=SOURCE, place=place(query, where))


_ENGINE: Final = Text("La requête ne convient pas ; le moteur dit, en anglais : « {} ».", "{}.")


def _complaint(message: str, token: Token | None) -> Text | None:
    """What the engine says beside what it expected, if anything."""
    if "Prefix not found" in message:
        name = token.text.partition(":")[0] + ":" if token is not None and token.kind is Kind.NAME else ""
        return Text(f"Préfixe {name} non déclaré.", f"Prefix {name} not declared.") if name else _NO_PREFIX
    if "IRI parsing failed" in message:
        return _BAD_IRI
    sentence = _SENTENCE.search(message)
    return _ENGINE.filled(sentence[1]) if sentence else None


def _unfit(token: Token | None) -> Text:
    if token is None:
        return Text("La requête s’arrête trop tôt.", "The query ends too early.")
    return Text(f"« {token.text} » n’a pas sa place ici.", f"“{token.text}” does not fit here.")
