"""One CONSTRUCT of a mapping: what it looks for, what it makes of it, and so what it uses.

A rule is all or nothing: its WHERE is one conjunction of triple patterns, with FILTER, BIND and VALUES. A solution
then names each statement that it rests on, and whether a statement was used is no guess (docs/decisions/0027).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

import pyoxigraph as ox
from pyparsing import ParseException
from rdflib import term as rdf
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import SPARQLError

from quartierkg.errors import QueryFault
from quartierkg.language import Text
from quartierkg.query import Form, Job, Question, admit
from quartierkg.query.ask import check_syntax
from quartierkg.query.guard import step
from quartierkg.query.lexer import Kind, Token, tokens

_NO_CONSTRUCT: Final = Text("Une règle est un CONSTRUCT.", "A rule is a CONSTRUCT.")
_NOT_PLAIN: Final = Text(
    "« {} » n’a pas sa place dans le WHERE d’une règle : des triplets, FILTER, BIND et VALUES, rien d’autre.",
    "“{}” has no place in the WHERE of a rule: triples, FILTER, BIND and VALUES, nothing else.",
)
_BLANK: Final = Text(
    "Le WHERE d’une règle nomme tout par des variables : ni [ ] ni _:a.",
    "The WHERE of a rule names everything by variables: neither [ ] nor _:a.",
)
_NOTHING: Final = Text("La règle ne cherche ou ne fait aucun triplet.", "The rule looks for no triple, or makes none.")
_CHANGING: Final = Text(
    "Ni FROM ni fonction au résultat changeant (NOW, RAND, UUID, BNODE) dans une règle.",
    "Neither FROM nor a function of changing result (NOW, RAND, UUID, BNODE) in a rule.",
)
_GUIDE: Final = Text(
    "Faites-en plusieurs règles, plus simples (docs/mappings.md).",
    "Make several, plainer rules of it (docs/mappings.md).",
)
_SYNTAX: Final = Text("La règle n’est pas du SPARQL 1.1 : {}.", "The rule is not SPARQL 1.1: {}.")
# What stands for what in the algebra, in the words of whoever wrote the rule (SPARQL 1.1 Query, 18.2).
_WORDS: Final = {
    "LeftJoin": "OPTIONAL",
    "Minus": "MINUS",
    "Union": "UNION",
    "Graph": "GRAPH",
    "ServiceGraphPattern": "SERVICE",
    "Slice": "LIMIT",
    "OrderBy": "ORDER BY",
    "Project": "SELECT",
    "Distinct": "DISTINCT",
}
_SPACE: Final = re.compile(r"\s+")

Pattern = tuple[Any, Any, Any]
Bound = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, read and found fit."""

    name: str
    """Its file."""
    text: str
    """Its WHERE as a SELECT of everything."""
    made: tuple[Pattern, ...]
    used: tuple[Pattern, ...]


def read(name: str, text: str) -> Rule:
    """The rule of a file.

    :raises QueryFault: when it is no rule; the file is named.
    """
    try:
        return _read(name, text)
    except QueryFault as fault:
        fault.source = name
        # What the guard of queries advises (asking in steps, dumps) is no help to whoever writes a rule.
        fault.remedy = _GUIDE if fault.remedy is not None else None
        raise


def _read(name: str, text: str) -> Rule:
    query = admit(text)
    if query.form is not Form.CONSTRUCT:
        raise QueryFault(_NO_CONSTRUCT)
    if query.names_dataset or not query.repeatable:
        raise QueryFault(_CHANGING)
    check_syntax(Job.of(Question(text), query, query.form.offered[0]))
    try:
        algebra = translateQuery(parseQuery(text)).algebra
    except (ParseException, SPARQLError, RecursionError) as fault:
        raise QueryFault(_SYNTAX.filled(_SPACE.sub(" ", str(fault)))) from fault
    used = tuple(_patterns(algebra.p.p if algebra.p.name == "Project" else algebra.p))
    made = used if _is_short(text) else tuple(algebra.template or ())
    if not used or not made:
        raise QueryFault(_NOTHING)
    return Rule(name, _select(text), made, used)


def _patterns(node: Any) -> Iterator[Pattern]:
    """The triple patterns of a conjunction."""
    if node.name == "BGP":
        for pattern in node.triples:
            yield _plain(pattern)
    elif node.name == "Join":
        yield from _patterns(node.p1)
        yield from _patterns(node.p2)
    elif node.name in {"Filter", "Extend"}:
        yield from _patterns(node.p)
    elif not (node.name == "ToMultiSet" and node.p.name == "values"):
        raise QueryFault(_NOT_PLAIN.filled(_WORDS.get(node.name, "SELECT")))


def _plain(pattern: Pattern) -> Pattern:
    if any(isinstance(one, rdf.BNode) for one in pattern):
        raise QueryFault(_BLANK)
    odd = next((one for one in pattern if not isinstance(one, rdf.Node)), None)
    if odd is not None:
        raise QueryFault(_NOT_PLAIN.filled(str(odd)))
    return pattern


def _is_short(text: str) -> bool:
    """Whether a rule makes what it finds: CONSTRUCT WHERE { … } (SPARQL 1.1 Query, 16.2.4)."""
    found = tokens(text)
    return found[_construct(found) + 1].text != "{"


def _select(text: str) -> str:
    """The query with SELECT * in the place of CONSTRUCT and its template."""
    found = tokens(text)
    start = _construct(found)
    before = f"{text[: found[start].offset]}SELECT * "
    if _is_short(text):
        return before + text[found[start + 1].offset :]
    levels = accumulate(map(step, found[start + 1 :]))
    end = next(at for at, level in enumerate(levels, start + 1) if level == 0)
    return before + text[found[end].offset + 1 :]


def _construct(found: Sequence[Token]) -> int:
    return next(at for at, one in enumerate(found) if one.kind is Kind.WORD and one.text.upper() == "CONSTRUCT")


def statement(pattern: Pattern, bound: Bound, blank: str) -> ox.Triple | None:
    """A pattern with its variables filled in; None where one has no value, or a value that cannot stand there."""
    subject, predicate, value = (_filled(one, bound, blank) for one in pattern)
    if not isinstance(subject, ox.NamedNode) or not isinstance(predicate, ox.NamedNode):
        return None
    return ox.Triple(subject, predicate, value) if isinstance(value, ox.NamedNode | ox.Literal) else None


def _filled(one: Any, bound: Bound, blank: str) -> object:
    if isinstance(one, rdf.Variable):
        return bound.get(str(one))
    if isinstance(one, rdf.BNode):
        return ox.NamedNode(f"{blank}{one}")
    if isinstance(one, rdf.Literal):
        if one.language:
            return ox.Literal(str(one), language=one.language)
        return ox.Literal(str(one), datatype=ox.NamedNode(str(one.datatype)) if one.datatype else None)
    return ox.NamedNode(str(one))
