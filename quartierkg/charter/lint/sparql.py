"""A SPARQL query as tokens and groups: enough to hold it to what SHACL lets a query say of pre-bound variables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

# SPARQL 1.1, 19.8; a string or an IRI is one token, so that no word in it is taken for a keyword.
_TOKEN: Final = re.compile(
    r"""
      (?P<skip>\s+|\#[^\n]*)
    | (?P<string>\"{3}(?:\\.|\"{0,2}[^\"\\])*\"{3} | '{3}(?:\\.|'{0,2}[^'\\])*'{3}
               | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*')
    | (?P<iri><[^<>"{}|^`\\\s]*>)
    | (?P<variable>[?$]\w+)
    | (?P<name>(?:[^\W\d](?:[\w.-]*[\w-])?)?:(?:[\w:%-]|\\.|\.(?=[\w:%.\\-]))*)
    | (?P<word>\w+)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token; variables are written with ``?``, words in capitals."""

    kind: str
    text: str


@dataclass(slots=True)
class Group:
    """The tokens of a ``{ … }`` itself, outside and inside of its round brackets, and the groups in it."""

    plain: list[Token] = field(default_factory=list)
    bracketed: list[Token] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    def nested(self) -> Iterator[Group]:
        """Every group below this one."""
        for group in self.groups:
            yield group
            yield from group.nested()


def tokens(query: str) -> list[Token]:
    """The tokens of a query, without comments."""
    return [
        Token(kind, _written(kind, match.group()))
        for match in _TOKEN.finditer(query)
        if (kind := match.lastgroup or "mark") != "skip"
    ]


def _written(kind: str, text: str) -> str:
    if kind == "variable":
        return "?" + text[1:]
    return text.upper() if kind == "word" else text


def grouped(found: list[Token]) -> Group:
    """The query as nested groups; its own clauses are the outermost one."""
    stack, depth = [(Group(), 0)], 0
    for token in found:
        if token.text == "{":
            group = Group()
            stack[-1][0].groups.append(group)
            stack.append((group, depth))
            depth = 0
        elif token.text == "}" and len(stack) > 1:
            _, depth = stack.pop()
        else:
            depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "mark" else 0
            (stack[-1][0].bracketed if depth > 0 else stack[-1][0].plain).append(token)
    return stack[0][0]


def projected(clauses: list[Token]) -> set[str]:
    """The variables that a SELECT clause names outside of brackets, ``*`` for all of them."""
    texts = [token.text for token in clauses]
    if "SELECT" not in texts:
        return set()
    start = texts.index("SELECT") + 1
    ends = [texts.index(word, start) for word in ("WHERE", "FROM") if word in texts[start:]]
    return set(texts[start : min(ends, default=len(texts))])
