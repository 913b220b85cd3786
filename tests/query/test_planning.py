"""What the guard admits can be planned: hostile queries, each as large as the caps allow."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable

import pytest

from quartierkg.errors import QueryFault
from quartierkg.query import admit
from tests.samples import LONG, extent

Make = Callable[[int], str]


def _each(part: str) -> Make:
    """So many parts, each with variables of its own where it says #."""
    return lambda count: "ASK { " + "".join(part.replace("#", str(number)) for number in range(count)) + "}"


def _within(before: str, after: str, middle: str = "?s ?p ?o") -> Make:
    return lambda count: "ASK { " + before * count + middle + after * count + " }"


def _after(clause: str, part: str) -> Make:
    return lambda count: (
        "SELECT (1 AS ?x) { ?s ?p ?o } " + clause + "".join(part.replace("#", str(number)) for number in range(count))
    )


# What multiplies rows by itself is left out: {...} UNION {...} and groups of OPTIONAL or SELECT side by side take for
# ever to answer, however few; planning them is quick.
HOSTILE: list[Make] = [
    *map(_each, ("?s ?p# ?v# . ", "?s ?p ?o . ", "?a# ?p# ?v# . ", "?v# ?p# ?v . ", "?s <a:b> # . ")),
    *map(_each, ("VALUES ?v# { 1 2 } ", "?s ?p# ?v# . VALUES ?v# { 1 } ", "VALUES (?v# ?s) { (1 2) } ")),
    *map(_each, ("GRAPH ?g# { ?s ?p# ?v# }", "GRAPH ?g { ?s ?p# ?v# }", "OPTIONAL { ?s ?p# ?v# }")),
    *map(
        _each, ("{}", "{ BIND(1 AS ?x#) }", "{ FILTER(?x#) }", "{} UNION {} ", "{ OPTIONAL {} }", "MINUS { ?s ?p# 1 }")
    ),
    *map(_each, ("?s ?p# ?v# BIND(1 AS ?x#) ", "?s ?p# ?v# FILTER(?v# = ?p#) ", "FILTER EXISTS { ?s ?p# ?v# } ")),
    *map(_each, ("?s <a:b>/<a:#> ?v# . ", "?s <a:b>|<a:#> ?v# . ", "?s <a:b>* ?v# . ", "?s (<a:b>|^<a:c>)+ ?v# . ")),
    *map(_each, ("?s ?p# (1) . ", "?s ?p# [ ?q# ?r# ] . ", "<< ?s ?p# ?o >> ?q ?r# . ", "?s ?p ?o# {| ?q# 1 |} . ")),
    *map(_each, ("LATERAL { ?s ?p# ?v# }", "FILTER(?o IN (" + "?s, " * 200 + "1)) ", "FILTER(CONCAT('#', ?s)) ")),
    _within("{ ", " }"),
    _within("[ ?p ", " ]", "1"),
    _within("OPTIONAL { ?s ?p ?o . ", "}"),
    _within("?s ?p ?o FILTER EXISTS { ", "}"),
    _within("{ SELECT * { ?s ?p ?o . ", "}}"),
    _within("?s ?p << ", ">>"),
    lambda count: "ASK { ?s ?p (" + "1 " * count + ") }",
    lambda count: "ASK { ?s ?p ?o " + "~ ?r " * count + "}",
    lambda count: "ASK { ?s <a:b>" + "/<a:b>" * count + " ?o }",
    lambda count: "ASK { ?s <a:b>" + "|<a:b>" * count + " ?o }",
    lambda count: "ASK { VALUES ?o {" + "1 " * count + "} ?s ?p ?o }",
    lambda count: "ASK { ?s ?p ?o FILTER(" + "?o = 1 || " * count + "?o = 2) }",
    lambda count: "ASK { ?s ?p ?o FILTER(" + "STR(" * count + "?o" + ")" * count + ") }",
    lambda count: (
        "SELECT " + "".join(f"(COUNT(?v{number}) AS ?n{number}) " for number in range(count)) + "{ ?s ?p ?o }"
    ),
    lambda count: "DESCRIBE " + "".join(f"<a:{number}> " for number in range(count)),
    lambda count: "CONSTRUCT { " + "?s ?p ?o . " * count + "} { ?s ?p ?o }",
    lambda count: "CONSTRUCT { " + ("?s ?p (" + "1 " * 200 + ") . ") * count + "} { ?s ?p ?o }",
    lambda count: "".join(f"PREFIX p{number}: <a:b> " for number in range(count)) + "ASK { ?s ?p ?o }",
    lambda count: "ASK " + "FROM <a:b> " * count + "{ ?s ?p ?o }",
    *(_after("GROUP BY ", part) for part in ("(1) ", "(1 AS ?g#) ", "STR(?s) ")),
    *(_after("GROUP BY ?s HAVING ", part) for part in ("(1) ", "(COUNT(?v#)) ")),
    *(_after("ORDER BY ", part) for part in ("(1) ", "STR(?s) ")),
]


def _largest(make: Make) -> str:
    """The longest query of a kind that the guard admits."""
    low, high = 0, 30_000
    while low < high:
        middle = (low + high + 1) // 2
        try:
            admit(make(middle))
            low = middle
        except QueryFault:
            high = middle - 1
    return make(low)


EVERY = range(len(HOSTILE))
CHOSEN = list(EVERY) if LONG else random.Random(20132).sample(EVERY, len(HOSTILE) // extent(1, 10, 40))


_PLAN = """
import sys
try:
    import resource
except ImportError:  # Windows counts no seconds of work
    pass
else:
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
from pyoxigraph import RdfFormat, Store
store = Store()
store.load(b"<http://e/a> <http://e/p> 1 , 2 . <http://e/b> <http://e/p> <http://e/a> .", format=RdfFormat.TURTLE)
try:
    store.query(sys.stdin.read())
except (SyntaxError, RuntimeError) as fault:
    sys.exit(str(fault))
"""


@pytest.mark.parametrize("number", CHOSEN)
def test_what_is_admitted_is_planned(number: int) -> None:
    """The largest query of each hostile kind that the guard admits ends no process, nor takes ten seconds of work."""
    query = _largest(HOSTILE[number])
    done = subprocess.run(
        [sys.executable, "-c", _PLAN], input=query.encode(), capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, (done.stderr[-300:], query[:200])
