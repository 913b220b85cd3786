"""A SPARQL update, checked before anybody runs it, and the dataset that the request names for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quartierkg.errors import QueryFault
from quartierkg.language import Text
from quartierkg.query.guard import CAPS, capped, check_services, depth, step
from quartierkg.query.lexer import SOURCE, Kind, Token, place, tokens

MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Update:
    """An update as it was asked, and the graphs that the request itself names (SPARQL 1.1 Protocol, 2.2.3)."""

    text: str
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()


def admit(update: Update) -> str:
    """The text to run, with the dataset of the request written into it.

    :raises QueryFault: when it reaches out to another server, nests too deep, or names a dataset of its own beside
        that of the request.
    """
    text = update.text
    capped(len(text.encode("utf-8", "surrogatepass")), MAX_BYTES, Text("octets", "bytes"))
    found = tokens(text)
    check_services(text, found, ())
    capped(depth(found), *CAPS[1])
    for previous, token in pairwise((Token(Kind.MARK, "", 0), *found)):
        if _word(token).startswith("LOAD") and previous.text.upper() != "PREFIX":
            raise QueryFault(
                Text(
                    "LOAD n’est pas accepté : ce service ne va rien chercher ailleurs.",
                    "LOAD is not accepted: this service fetches nothing from elsewhere.",
                ),
                source=SOURCE,
                place=place(text, token.offset),
            )
    clause = "".join(
        [*(f"USING <{graph}> " for graph in update.using), *(f"USING NAMED <{graph}> " for graph in update.using_named)]
    )
    return _with(text, found, clause) if clause else text


def _with(text: str, found: Sequence[Token], clause: str) -> str:
    """The update with a dataset clause before each WHERE of its own."""
    pieces: list[str] = []
    end = 0
    for previous, token in _outside(found):
        word = _word(token)
        if word.startswith(("USING", "WITH")):
            raise QueryFault(
                Text(
                    f"La requête HTTP et la mise à jour ({word}) nomment toutes deux des graphes.",
                    f"Both the request and the update ({word}) name graphs.",
                ),
                source=SOURCE,
                place=place(text, token.offset),
            )
        if word == "DELETEWHERE":  # the engine needs no space between keywords
            pieces.append(f"{text[end : token.offset]}DELETE {_group(text, found, token)} {clause}")
            end = token.offset + len("DELETE")
            continue
        if word != "WHERE":
            continue
        pieces.append(text[end : token.offset])
        end = token.offset
        if previous == "DELETE":  # DELETE WHERE takes no dataset: the same, in its long form
            pattern = _group(text, found, token)
            pieces.append(f"{pattern} ")
        pieces.append(clause)
    return "".join([*pieces, text[end:]])


def _word(token: Token) -> str:
    """The keyword that a token may be; the engine reads one even before a prefixed name (``LOAD:a``)."""
    return token.text.partition(":")[0].upper() if token.kind in {Kind.WORD, Kind.NAME} else ""


def _outside(found: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """The words outside all brackets, each with the one before it."""
    level, previous = 0, ""
    for token in found:
        level += step(token)
        if level == 0 and token.kind in {Kind.WORD, Kind.NAME} and previous != "PREFIX":
            yield previous, token
        if level == 0:
            previous = token.text.upper()


def _group(text: str, found: Sequence[Token], where: Token) -> str:
    """The group in brackets that follows a word."""
    level, start = 0, -1
    for token in found:
        if token.offset <= where.offset:
            continue
        level += step(token)
        if start < 0:
            start = token.offset
        if level == 0:
            return text[start : token.offset + len(token.text)]
    return ""
