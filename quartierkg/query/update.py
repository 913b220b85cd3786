"""A SPARQL update, checked before anybody runs it, and the dataset that the request names for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from quartierkg.errors import QueryFault
from quartierkg.language import Text
from quartierkg.query.guard import CAPS, capped, check_services, depth, step
from quartierkg.query.lexer import SOURCE, Kind, Token, place, tokens

MAX_BYTES = 4 * 1024 * 1024
# What stands outside all brackets of an update of data alone: declarations, and the two operations (grammar, 29 to 39).
_DATA_ALONE: Final = re.compile(r"(?:PREFIX NAME IRI |BASE IRI |(?:INSERT|DELETE) DATA |; )*")


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


def as_inserted(text: str) -> str | None:
    """An update that inserts every statement which one of ``INSERT DATA`` and ``DELETE DATA`` alone names.

    Run on an empty store, it tells what such an update can touch. None for any other update, for one whose keywords
    stand without space between them, and for one with blank nodes, which are others each time it is run (SPARQL 1.1
    Update, 3.1.1).
    """
    found = tokens(text)
    if any(token.kind is Kind.BLANK or (token.kind is Kind.MARK and token.text in {"[", "("}) for token in found):
        return None
    level, outside = 0, []
    for token in found:
        level += step(token)
        if level == 0 and token.text != "}":
            outside.append(token)
    if not _DATA_ALONE.fullmatch("".join(f"{_said(token)} " for token in outside)):
        return None
    pieces, end = [], 0
    for token in outside:
        if _said(token) == "DELETE":
            pieces.append(f"{text[end : token.offset]}INSERT")
            end = token.offset + len(token.text)
    return "".join([*pieces, text[end:]])


def _said(token: Token) -> str:
    """A token outside all brackets: a word or mark as it is, a name or an address by its kind."""
    return token.text.upper() if token.kind in {Kind.WORD, Kind.MARK} else token.kind.name


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
