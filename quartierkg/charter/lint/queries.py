"""Queries in shapes: ``sh:select`` within SHACL's limits (5.2.1, 5.3.1, appendix A), and our ``qn:foundBy``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from quartierkg.charter.lint import sparql
from quartierkg.charter.lint.fault import Fault
from quartierkg.charter.lint.shapes import Shapes
from quartierkg.charter.lint.sparql import Group, Token
from quartierkg.charter.lint.terms import is_known
from quartierkg.charter.rules import Node
from quartierkg.language import Text
from quartierkg.terms import term

_THIS: Final = "?this"
_FOUND: Final = ("?node", "?path", "?value")
# A text of appendix A for each of its words, and for the variables that not every engine binds (5.3.1 leaves it open).
_FORBIDDEN: Final = ("MINUS", "SERVICE", "VALUES")
_UNBOUND: Final = ("?shapesGraph", "?currentShape")
_ROLE_CONSTANT: Final = re.compile(
    r"NOT\s+EXISTS\s*\{\s*[?$]\w+\s+(org:role|<[^<>]*org#role>)\s+(qn:|<)", re.IGNORECASE
)
_REWRITE: Final = Text("Récrivez la requête sans cela.", "Rewrite the query without it.")
_ANCHOR: Final = Text("Commencez par $this et rendez-le.", "Start from $this and return it.")


def check(shapes: Shapes) -> Iterator[Fault]:
    """What each query does that it may not do."""
    for node in shapes.subjects:
        prefixes = _prefixes(shapes, node)
        for predicate, rules in ((term("sh:select"), _select), (term("qn:foundBy"), _found_by)):
            for value in shapes.of(node).get(predicate, []):
                if isinstance(value, Literal):
                    for text, remedy in (*_common(value.value, prefixes), *rules(value.value)):
                        yield shapes.fault(node, text, remedy, predicate, value)


def _prefixes(shapes: Shapes, node: Node) -> tuple[tuple[str, str], ...]:
    """The prefixes that a query may use (SHACL, 5.2.1)."""
    found = {
        (prefix.value, namespace.value)
        for declared in shapes.values(node, "sh:prefixes")
        for declaration in shapes.values(declared, "sh:declare")
        for prefix in shapes.values(declaration, "sh:prefix")
        for namespace in shapes.values(declaration, "sh:namespace")
        if isinstance(prefix, Literal) and isinstance(namespace, Literal)
    }
    return tuple(sorted(found))


@lru_cache(maxsize=1024)
def _common(query: str, prefixes: tuple[tuple[str, str], ...]) -> tuple[tuple[Text, Text], ...]:
    """The faults of any query."""
    found = sparql.tokens(query)
    if Token("word", "SERVICE") in found:  # before anything is parsed: no query ever leaves for elsewhere
        return ((_uses("SERVICE"), _REWRITE),)
    # On one line, so that the parser counts the query's own.
    reason = _syntax("".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in prefixes) + query)
    if reason is not None:
        text = Text(f"requête SPARQL incorrecte (« {reason} »).", f"not a SPARQL query ({reason}).")
        remedy = Text("Corrigez-la, ou déclarez ses préfixes.", "Correct it, or declare its prefixes.")
        return ((text, remedy),)
    namespaces = dict(prefixes)
    faults: list[tuple[Text, Text]] = []
    for token in found:
        iri = _named(token, namespaces)
        if iri is not None and not is_known(iri):
            text = Text(
                f"requête avec un terme non défini {token.text}.", f"a query with an undefined term {token.text}."
            )
            faults.append((text, Text("Corrigez le terme.", "Correct the term.")))
    return tuple(faults)


def _named(token: Token, namespaces: dict[str, str]) -> NamedNode | None:
    if token.kind == "iri":
        return NamedNode(token.text[1:-1])
    prefix, _, local = token.text.partition(":")
    return NamedNode(namespaces[prefix] + local) if token.kind == "name" and prefix in namespaces else None


def _syntax(query: str) -> str | None:
    """Why a query does not parse, or None; it is asked of an empty store."""
    try:
        Store().query(query)
    except SyntaxError as fault:
        return " ".join(str(fault.msg or fault).split())
    return None


def _select(query: str) -> Iterator[tuple[Text, Text]]:
    """The faults of a ``sh:select``."""
    found = sparql.tokens(query)
    outer = sparql.grouped(found)
    variables = {token.text for token in found if token.kind == "variable"}
    if not {_THIS, "*"} & sparql.projected(outer.plain) or not _mentions(outer.groups, _THIS):
        yield Text("requête sans $this.", "a query without $this."), _ANCHOR
    for word in _FORBIDDEN[::2]:
        if Token("word", word) in found:
            yield _uses(word), _REWRITE
    if Token("word", "MINUS") in found:
        yield _uses("MINUS"), Text("Utilisez FILTER NOT EXISTS.", "Use FILTER NOT EXISTS.")
    for variable in _UNBOUND:
        if variable in variables:
            yield _uses("$" + variable[1:]), _REWRITE
    if any(one.text == "AS" and other.text == _THIS for one, other in pairwise(found)):
        yield Text("requête qui redéfinit $this (AS).", "a query that redefines $this (AS)."), _REWRITE
    if _ROLE_CONSTANT.search(query):
        text = Text("NOT EXISTS à partir d’un rôle.", "NOT EXISTS that starts from a role.")
        yield text, Text("Partez de la participation de $this.", "Start from a participation of $this.")
    yield from _groups(outer)


def _groups(outer: Group) -> Iterator[tuple[Text, Text]]:
    where = {id(group) for group in outer.groups}
    for group in outer.nested():
        chosen = sparql.projected(group.plain)
        if chosen and not {_THIS, "*"} & chosen:
            yield Text("sous-requête qui ne rend pas $this.", "a subquery that does not return $this."), _ANCHOR
        own, inside = (any(t.text == _THIS for t in part) for part in (group.plain, group.bracketed))
        if id(group) not in where and inside and not own:
            text = Text(
                "$this dans un groupe sans motif de triplet qui le lie.",
                "$this in a group without a triple pattern of it.",
            )
            yield text, Text("Ajoutez-y un triplet de $this.", "Add a triple of $this to the group.")


def _mentions(groups: list[Group], variable: str) -> bool:
    everything = [*groups, *(inner for group in groups for inner in group.nested())]
    return any(token.text == variable for group in everything for token in (*group.plain, *group.bracketed))


def _found_by(query: str) -> Iterator[tuple[Text, Text]]:
    """The faults of a ``qn:foundBy``, which is asked of one focus node at a time by the explanation of a finding."""
    outer = sparql.grouped(sparql.tokens(query))
    chosen = sparql.projected(outer.plain)
    if not _mentions(outer.groups, _THIS) or not {_THIS, *_FOUND} <= chosen:
        yield (
            Text(
                "requête qui ne rend pas $this ?node ?path ?value.",
                "a query that does not return $this ?node ?path ?value.",
            ),
            _ANCHOR,
        )


def _uses(word: str) -> Text:
    return Text(
        f"requête avec {word}, exclu par SHACL ou par un moteur.",
        f"a query with {word}, excluded by SHACL or an engine.",
    )
