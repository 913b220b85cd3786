"""Queries that would hurt: what each does to an engine that nobody guards, and which limit it must meet here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

# What a service without these limits suffers from a query: it ends, it answers to nobody else for long, its memory goes.
Harm = Literal["dies", "hangs", "eats", "calls", "writes", "none"]

TRAP: Final = "http://127.0.0.1:{port}/trap"
ADMITTED: Final = "admitted"


@dataclass(frozen=True, slots=True)
class Case:
    """A query, and what has to come of it."""

    name: str
    text: str
    meets: str
    """The words of the limit that it must meet; :data:`ADMITTED` where it is answered, and harmless."""
    harm: Harm
    """What it does to the engine alone."""
    why: str = ""
    """Why it is in the set, where the engine alone does not suffer."""


DEPTH: Final = "levels of nesting; the limit is 64"
OPERATORS: Final = "operators; the limit is 200"
CLAUSES: Final = "clauses; the limit is 100"
PATTERNS: Final = "a subquery one); the limit is 120"
LISTED: Final = "items in one list; the limit is 256"
ROWS: Final = "rows of VALUES; the limit is 10000"
COLUMNS: Final = "columns and conditions; the limit is 256"
BYTES: Final = "bytes; the limit is 65536"
SERVICE: Final = "SERVICE is not accepted"
UPDATE: Final = "not accepted at this address"
ENDED: Final = "within the deadline of|more memory than the limit of"
"""Whichever comes first: that depends on the machine."""
BROKEN: Final = "broken off"
"""An answer that had begun."""

PREFIX: Final = "PREFIX ex: <urn:x:> "
NODES: Final = 400
DATA: Final = (
    PREFIX.replace("PREFIX", "@prefix").rstrip()
    + " .\n"
    + "".join(
        f'ex:n{n} ex:next ex:n{(n + 1) % NODES} ; ex:other ex:n{(n * 7 + 3) % NODES} ; ex:name "nom {n}" ; ex:size {n} .\n'
        for n in range(NODES)
    )
)
"""A ring with chords, names and numbers: what cycles and products need."""


def cases(port: int) -> tuple[Case, ...]:
    """The whole set.

    :param port: where a server listens that nobody may call.
    """
    trap = TRAP.format(port=port)
    found = (
        *nested(),
        *planned(),
        *multiplied(),
        *cyclic(),
        *doubled(),
        *listed(),
        *sorted_(),
        *called(trap),
        *written_(),
    )
    found += (*calculated(),)
    names = [case.name for case in found]
    assert len(set(names)) == len(names)
    return found


def _wrapped(before: str, after: str, middle: str) -> Callable[[int], str]:
    return lambda count: before * count + middle + after * count


def nested() -> Iterator[Case]:
    """What a parser or a planner walks by recursion."""
    ways: dict[str, tuple[Callable[[int], str], int, str]] = {
        "STR(": (_wrapped("STR(", ")", "?o"), 960, DEPTH),
        "CONCAT(": (_wrapped("CONCAT(", ", 'x')", "?o"), 600, DEPTH),
        "IF(": (_wrapped("IF(true, ", ", 1)", "?o"), 600, DEPTH),
        "COALESCE(": (_wrapped("COALESCE(", ")", "?o"), 780, DEPTH),
        "parentheses": (_wrapped("(", ")", "?o"), 1500, DEPTH),
        "NOT IN": (_wrapped("(", " NOT IN (1))", "?o"), 600, DEPTH),
        "casts": (_wrapped("<http://www.w3.org/2001/XMLSchema#string>(", ")", "?o"), 170, DEPTH),
        "negations": (lambda count: "!" * count + "?o", 7600, OPERATORS),
        "signs": (lambda count: "- " * count + "?o", 3900, OPERATORS),
        "sums": (lambda count: "?o" + " + 1" * count, 1950, OPERATORS),
        "products": (lambda count: "?o" + " * 2" * count, 1950, OPERATORS),
        "alternatives": (lambda count: "?o = 1" + " || ?o = 1" * count, 780, OPERATORS),
        "conjunctions": (lambda count: "?o = 1" + " && ?o = 1" * count, 780, OPERATORS),
    }
    for name, (make, count, limit) in ways.items():
        harm: Harm = "dies" if name == "STR(" else "none"
        why = (
            "" if harm != "none" else "a recursion as deep as the query is long: a thread of a smaller stack ends by it"
        )
        yield Case(f"nested {name}", f"ASK {{ ?s ?p ?o FILTER({make(count)}) }}", limit, harm, why)
    groups: dict[str, tuple[str, str, int, str]] = {
        "groups": ("{", "}", 3900, DEPTH),
        "subqueries": ("{ SELECT * { ", " } }", 450, DEPTH),
        "optionals": ("OPTIONAL { ?s ?p ?o . ", "}", 300, DEPTH),
        "EXISTS": ("FILTER EXISTS { ", "}", 400, DEPTH),
        "NOT EXISTS": ("FILTER NOT EXISTS { ", "}", 380, DEPTH),
        "MINUS": ("?s ?p ?o MINUS { ", "}", 400, DEPTH),
        "GRAPH": ("GRAPH ?g { ", "}", 550, DEPTH),
        "anonymous nodes": ("[] ?p [ ?p ", "]", 500, DEPTH),
        "collections": ("?s ?p ( ", " )", 900, DEPTH),
        "quoted triples": ("<< ?s ?p ", " >>", 500, OPERATORS),
        "LATERAL": ("?s ?p ?o LATERAL { ", "}", 330, DEPTH),
    }
    for name, (before, after, count, limit) in groups.items():
        middle = "1" if name in {"anonymous nodes", "collections", "quoted triples"} else "?s ?p ?o"
        tail = " ?q 1" if name == "quoted triples" else ""
        text = f"ASK {{ {before * count}{middle}{after * count}{tail} }}"
        if name == "anonymous nodes":
            text = "ASK { ?s ?p " + "[ ?p " * count + "1" + " ]" * count + " }"
        if name == "collections":
            text = "ASK { ?s ?p " + "( " * count + "1" + " )" * count + " }"
        harm = "dies" if name == "groups" else "none"
        why = "" if harm != "none" else "a recursion of parser and planner: a thread of a smaller stack ends by it"
        yield Case(f"nested {name}", text, limit, harm, why)


def planned() -> Iterator[Case]:
    """What takes a planner long, or a deep chain."""
    parts: dict[str, tuple[str, int, str]] = {
        "disjoint patterns": ("?a# ?p# ?o# . ", 160, PATTERNS),
        "a star": ("?s ?p# ?o# . ", 200, PATTERNS),
        "a chain": ("?v# <urn:x:next> ?w# . ", 200, PATTERNS),
        "lists as objects": ("?s ?p# (1 2 3) . ", 60, PATTERNS),
        "nodes in brackets": ("?s ?p# [ ?q# ?r# ; ?t# ?u# ] . ", 80, PATTERNS),
        "bindings": ("BIND(1 AS ?x#) ", 450, CLAUSES),
        "filters": ("FILTER(?o) ", 600, CLAUSES),
        "minuses": ("MINUS { ?s ?p 1 } ", 400, CLAUSES),
        "unions": ("{ ?s ?p 1 } UNION ", 400, CLAUSES),
        "optionals in a row": ("OPTIONAL { ?s ?p# ?o# } ", 150, CLAUSES),
        "subqueries in a row": ("{ SELECT ?a# { ?a# ?b# ?c# } } ", 150, CLAUSES),
        "EXISTS in a row": ("FILTER EXISTS { ?s ?p# ?o# } ", 150, CLAUSES),
        "VALUES in a row": ("VALUES ?v# { 1 2 } ", 160, PATTERNS),
        "paths in a row": ("?s <urn:x:next>* ?v# . ", 160, PATTERNS),
        "reified triples": ("<< ?s ?p# ?o# >> ?q# ?r# . ", 90, OPERATORS),
    }
    for name, (part, count, limit) in parts.items():
        body = "".join(part.replace("#", str(number)) for number in range(count))
        harm: Harm = "hangs" if name in {"disjoint patterns", "a star", "a chain"} else "none"
        why = "" if harm != "none" else "many operators that are planned together: the cost grows with a power of them"
        end = "{ ?s ?p 1 }" if name == "unions" else ""
        yield Case(f"planner: {name}", f"ASK {{ ?s ?p ?o . {body}{end} }}", limit, harm, why)
    steps: dict[str, tuple[str, int]] = {
        "sequence": ("/<urn:x:next>", 512),
        "inverse sequence": ("/^<urn:x:next>", 480),
        "repeated steps": ("/<urn:x:next>*", 480),
    }
    for name, (step, count) in steps.items():
        text = f"ASK {{ ?s <urn:x:next>{step * count} ?o }}"
        why = "a chain of joins as long as the path: six seconds of planning were measured at 512 steps elsewhere"
        yield Case(f"planner: path, {name}", text, OPERATORS, "none", why)


def multiplied() -> Iterator[Case]:
    """Cartesian products: small queries without an end."""
    three = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    four = three + " . ?j ?k ?l"
    queries = {
        "counted": f"SELECT (COUNT(*) AS ?n) {{ {four} }}",
        "counted apart": f"SELECT (COUNT(DISTINCT ?c) AS ?n) {{ {four} }}",
        "summed": f"SELECT (SUM(?c) AS ?n) {{ {four} }}",
        "averaged by group": f"SELECT ?b (AVG(?f) AS ?n) {{ {four} }} GROUP BY ?b",
        "asked for what is not": f"ASK {{ {four} FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = 'absent') }}",
        "filtered": f"SELECT * {{ {four} FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = 'absent') }}",
        "by regular expression": f"SELECT * {{ {three} FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), '^absent$')) }}",
        "in a subquery": f"SELECT ?n {{ {{ SELECT (COUNT(*) AS ?n) {{ {four} }} }} }}",
        "in EXISTS": f"ASK {{ ?x ?y ?z FILTER NOT EXISTS {{ {three} FILTER(STR(?c) = CONCAT(STR(?f), STR(?z))) }} }}",
        "in OPTIONAL": f"SELECT (COUNT(*) AS ?n) {{ ?x ?y ?z OPTIONAL {{ {three} }} }}",
        "in MINUS": f"SELECT (COUNT(*) AS ?n) {{ {four} MINUS {{ ?a <urn:absent> ?c }} }}",
        "of unions": "SELECT (COUNT(*) AS ?n) { " + "{ ?a ?b ?c } UNION { ?c ?b ?a } ?x1 ?y1 ?z1 . ?x2 ?y2 ?z2 }",
        "of graphs": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l } }",
        "of VALUES": "SELECT (COUNT(*) AS ?n) { "
        + " ".join(f"VALUES ?v{number} {{ {' '.join(map(str, range(60)))} }}" for number in range(6))
        + " }",
        "with a far OFFSET": f"SELECT * {{ {four} }} OFFSET 100000000000 LIMIT 1",
        "with LIMIT after DISTINCT": f"SELECT DISTINCT ?c {{ {four} }} LIMIT 100000",
        "reduced": f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT REDUCED ?b {{ {four} }} }} }}",
        "by a bound": f"SELECT (COUNT(*) AS ?n) {{ {three} FILTER(?c < ?f && ?f < ?i) }}",
        "described": f"DESCRIBE ?a {{ {four} FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = 'absent') }}",
        "constructed for nothing": f"CONSTRUCT {{ ?a ?b ?c }} {{ {four} "
        "FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = 'absent') }",
    }
    for name, text in queries.items():
        yield Case(f"product, {name}", text, ENDED, "hangs")


def cyclic() -> Iterator[Case]:
    """Paths without bounds over a graph with cycles."""
    each = "<urn:x:next>|<urn:x:other>"
    queries = {
        "all pairs": f"SELECT (COUNT(*) AS ?n) {{ ?a ({each})* ?b . ?c ({each})* ?d }}",
        "all pairs twice": f"SELECT (COUNT(*) AS ?n) {{ ?a ({each})+ ?b . ?b ({each})+ ?c . ?c ({each})+ ?a }}",
        "whatever but one": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x:none>)+ ?b . ?c (!<urn:x:none>)+ ?d }",
        "forth and back": "SELECT (COUNT(*) AS ?n) { ?a (<urn:x:next>|^<urn:x:other>)* ?b . ?c (^<urn:x:next>)* ?d }",
        "a star of stars": f"SELECT (COUNT(*) AS ?n) {{ ?a (({each})*/<urn:x:next>)* ?b . ?d (({each})*)* ?e }}",
        "three of them": "SELECT (COUNT(*) AS ?n) { ?a <urn:x:next>* ?b . ?b <urn:x:other>* ?c . ?c <urn:x:next>* ?d }",
        "in EXISTS": f"SELECT (COUNT(*) AS ?n) {{ ?a ?p ?b . ?c ?q ?d FILTER EXISTS {{ ?a ({each})+ ?d }} }}",
        "optional": f"SELECT (COUNT(*) AS ?n) {{ ?a ?p ?b . ?d ?q ?e OPTIONAL {{ ?b ({each})+ ?c }} }}",
        "that are none": f"ASK {{ ?a ({each})* ?b . ?c ({each})* ?d . ?e ({each})* ?f FILTER(CONCAT(STR(?a), STR(?d), STR(?f)) = 'x') }}",
        "by group": f"SELECT ?a (COUNT(?b) AS ?n) {{ ?a ({each})* ?b . ?c ({each})* ?d }} GROUP BY ?a",
    }
    for name, text in queries.items():
        yield Case(f"path, {name}", text, ENDED, "hangs")


def doubled() -> Iterator[Case]:
    """Texts that double at each step."""

    def chain(step: str, first: str, count: int) -> str:
        """Bindings of which each is made from the one before."""
        binds = "".join(f"BIND({step.replace('#', f'?t{number}')} AS ?t{number + 1}) " for number in range(count))
        return f"SELECT (STRLEN(?t{count}) AS ?n) {{ BIND({first} AS ?t0) {binds} }}"

    steps = {
        "CONCAT": "CONCAT(#, #)",
        "CONCAT four times": "CONCAT(#, #, #, #)",
        "REPLACE": "REPLACE(#, 'x', 'xx')",
        "ENCODE_FOR_URI": "ENCODE_FOR_URI(CONCAT(#, #))",
        "in another language": "STR(STRLANG(CONCAT(#, #), 'fr'))",
        "upper case": "UCASE(CONCAT(#, #))",
    }
    for name, step in steps.items():
        count = 20 if name == "CONCAT four times" else 38
        yield Case(f"doubling, {name}", chain(step, "'x x x x x x x x'", count), ENDED, "eats")
    product = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    yield Case("doubling, GROUP_CONCAT", f"SELECT (STRLEN(GROUP_CONCAT(?c)) AS ?n) {{ {product} }}", ENDED, "eats")
    grouped = f"SELECT ?b (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?n) {{ {product} }} GROUP BY ?b"
    yield Case("doubling, GROUP_CONCAT by group", grouped, ENDED, "eats")


def listed() -> Iterator[Case]:
    """Long lists, columns and tables."""

    def numbers(count: int, between: str = " ") -> str:
        return between.join(str(number % 10) for number in range(count))

    yield Case("list, IN", f"ASK {{ ?s ?p ?o FILTER(?o IN ({numbers(3000, ',')})) }}", LISTED, "none", _LONG_LIST)
    yield Case(
        "list, NOT IN", f"ASK {{ ?s ?p ?o FILTER(?o NOT IN ({numbers(3000, ',')})) }}", LISTED, "none", _LONG_LIST
    )
    yield Case("list, COALESCE", f"ASK {{ FILTER(COALESCE({numbers(3000, ',')})) }}", LISTED, "none", _LONG_LIST)
    yield Case("list, a collection", f"ASK {{ ?s ?p ({numbers(512)}) }}", LISTED, "hangs")
    two = f"ASK {{ ?s ?p ({numbers(60)}) . ?t ?q ({numbers(60)}) }}"
    yield Case("list, two collections", two, PATTERNS, "none", "patterns that neither list alone would have")
    columns = " ".join(f"?c{number}" for number in range(900))
    yield Case("list, columns", f"SELECT {columns} {{ ?s ?p ?o }}", COLUMNS, "none", _WIDE)
    order = " ".join("(1)" for _ in range(1500))
    yield Case("list, ORDER BY", f"SELECT * {{ ?s ?p ?o }} ORDER BY {order}", COLUMNS, "none", _WIDE)
    yield Case("list, GROUP BY", f"SELECT (1 AS ?x) {{ ?s ?p ?o }} GROUP BY {order}", COLUMNS, "none", _WIDE)
    yield Case("list, HAVING", f"SELECT ?s {{ ?s ?p ?o }} GROUP BY ?s HAVING {order}", COLUMNS, "none", _WIDE)
    described = " ".join(f"<urn:{number}>" for number in range(800))
    yield Case("list, DESCRIBE", f"DESCRIBE {described}", COLUMNS, "none", _WIDE)
    rows = f"ASK {{ VALUES ?v {{ {numbers(12_000)} }} ?s ?p ?v }}"
    yield Case(
        "list, VALUES", rows, ROWS, "none", "above 8 kB by its nature: a table as long as that is data, no query"
    )
    wide = f"ASK {{ VALUES ({' '.join(f'?v{n}' for n in range(300))}) {{ ({numbers(300)}) }} }}"
    yield Case("list, wide VALUES", wide, ADMITTED, "none", "one row, however wide, is as harmless as a long line")
    counts = " ".join(f"(COUNT(?v{number}) AS ?n{number})" for number in range(280))
    yield Case("list, aggregates", f"SELECT {counts} {{ ?s ?p ?o }}", COLUMNS, "none", _WIDE)
    yield Case("size", "ASK { ?s ?p '" + "x" * 66_000 + "' }", BYTES, "none", "by size alone: one such case is enough")


_LONG_LIST: Final = "lists are laid out when the query is planned: six seconds were measured at 256 items elsewhere"
_WIDE: Final = "each column and condition is evaluated for each row: a small query makes a great table"


def sorted_() -> Iterator[Case]:
    """What has to be held before the first row is known."""
    three = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    queries = {
        "sorted": f"SELECT * {{ {three} }} ORDER BY ?c ?f ?i",
        "sorted by a function": f"SELECT * {{ {three} }} ORDER BY CONCAT(STR(?c), STR(?f), STR(?i))",
        "sorted downwards": f"SELECT ?a ?d ?g {{ {three} }} ORDER BY DESC(?i) DESC(?f)",
        "sorted for one row": f"SELECT * {{ {three} }} ORDER BY ?c ?f ?i LIMIT 1",
        "distinct": f"SELECT DISTINCT * {{ {three} }}",
        "distinct and counted": f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {three} }}",
        "distinct within": f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT DISTINCT * {{ {three} }} }} }}",
        "grouped": f"SELECT ?c ?f ?i (COUNT(*) AS ?n) {{ {three} }} GROUP BY ?c ?f ?i ?a ?d",
        "grouped by a function": f"SELECT ?k (COUNT(*) AS ?n) {{ {three} }} GROUP BY (CONCAT(STR(?c), STR(?f), STR(?i)) AS ?k)",
        "sorted within": f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT * {{ {three} }} ORDER BY ?c ?f }} }}",
        "constructed": "CONSTRUCT { ?a ?e ?i . ?d ?h ?c } { " + three + " }",
    }
    for name, text in queries.items():
        streams = name in {"constructed", "distinct"}
        why = "an answer without end: it streams, and ends with the connection" if streams else ""
        yield Case(f"memory, {name}", text, BROKEN if streams else ENDED, "none" if streams else "eats", why)


_SPELLINGS: Final = frozenset(
    ("after a false string", "with an escaped host", "glued", "glued to a literal", "by a variable", "by IPv6")
)


def called(trap: str) -> Iterator[Case]:
    """What reaches out: to another server, to a file, to a graph that is fetched."""
    inside = "{ ?s ?p ?o }"
    services = {
        "plainly": f"ASK {{ SERVICE <{trap}> {inside} }}",
        "in silence": f"ASK {{ SERVICE SILENT <{trap}> {inside} }}",
        "in small letters": f"ASK {{ service silent <{trap}> {inside} }}",
        "by a prefix": f"PREFIX t: <{trap.removesuffix('trap')}> ASK {{ SERVICE t:trap {inside} }}",
        "by a variable": f"ASK {{ VALUES ?where {{ <{trap}> }} SERVICE ?where {inside} }}",
        "by a base": f"BASE <{trap.removesuffix('trap')}> ASK {{ SERVICE <trap> {inside} }}",
        "behind a comment": f"ASK {{ SERVICE # not here\n <{trap}> {inside} }}",
        "glued": f"ASK{{?s?p true SERVICE<{trap}>{inside}}}",
        "glued to a literal": f"ASK{{?s?p 1SERVICE<{trap}>{inside}}}",
        "in a subquery": f"SELECT * {{ {{ SELECT * {{ SERVICE <{trap}> {inside} }} }} }}",
        "in OPTIONAL": f"SELECT * {{ ?s ?p ?o OPTIONAL {{ SERVICE SILENT <{trap}> {inside} }} }}",
        "in EXISTS": f"ASK {{ ?a ?b ?c FILTER EXISTS {{ SERVICE <{trap}> {inside} }} }}",
        "in MINUS": f"ASK {{ ?a ?b ?c MINUS {{ SERVICE <{trap}> {inside} }} }}",
        "after a false string": f"ASK {{ VALUES ?x {{ '''a' }} SERVICE <{trap}> {inside} #'''\n }}",
        "with an escaped host": f"ASK {{ SERVICE <{trap.replace('127.0.0.1', chr(92) + 'u0031' + '27.0.0.1')}> {inside} }}",
        "by another name of the host": f"ASK {{ SERVICE <{trap.replace('127.0.0.1', '2130706433')}> {inside} }}",
        "by IPv6": f"ASK {{ SERVICE <{trap.replace('127.0.0.1', '[::ffff:127.0.0.1]')}> {inside} }}",
        "for each row": f"SELECT * {{ ?a ?b ?c SERVICE <{trap}> {{ ?c ?p ?o }} }}",
    }
    for name, text in services.items():
        harm: Harm = "none" if name in _SPELLINGS else "calls"
        why = "a spelling that a search for words would miss, or that another engine calls" if harm == "none" else ""
        meets = "ends too early" if name == "after a false string" else SERVICE  # the string holds all the rest
        yield Case(f"SERVICE, {name}", text, meets, harm, why)
    graphs = {
        "FROM": f"SELECT * FROM <{trap}> {inside}",
        "FROM NAMED": f"SELECT * FROM NAMED <{trap}> {{ GRAPH ?g {inside} }}",
        "GRAPH": f"SELECT * {{ GRAPH <{trap}> {inside} }}",
        "FROM a file": f"SELECT * FROM <file:///etc/passwd> {inside}",
        "FROM by a host of digits": f"SELECT * FROM <{trap.replace('127.0.0.1', '0x7f000001')}> {inside}",
        "DESCRIBE": f"DESCRIBE <{trap}>",
        "FROM a graph that is not public": f"SELECT * FROM <urn:quartierkg:private> {inside}",
    }
    for name, text in graphs.items():
        yield Case(
            f"fetching, {name}", text, ADMITTED, "none", "a graph that is fetched, by other engines: here it is empty"
        )


def written_() -> Iterator[Case]:
    """What would change the store."""
    updates = {
        "INSERT DATA": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE": "DELETE WHERE { ?s ?p ?o }",
        "INSERT": "INSERT { ?s <urn:b> ?o } WHERE { ?s ?p ?o . ?a ?b ?c }",
        "WITH": "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DROP": "DROP ALL",
        "CLEAR": "CLEAR SILENT DEFAULT",
        "LOAD": "LOAD <file:///etc/passwd>",
        "LOAD a server": "LOAD SILENT <http://127.0.0.1:9/> INTO GRAPH <urn:g>",
        "COPY": "COPY DEFAULT TO <urn:new>",
        "MOVE": "MOVE <urn:a> TO <urn:b>",
        "ADD": "ADD SILENT <urn:a> TO <urn:new>",
        "CREATE": "CREATE GRAPH <urn:new>",
        "after a prologue": "PREFIX ex: <urn:x:> BASE <urn:y:> insert data { ex:a ex:b <c> }",
    }
    for name, text in updates.items():
        silent = name == "LOAD a server"
        why = "it reaches out to an address that is dead on purpose, in silence" if silent else ""
        yield Case(f"update, {name}", text, UPDATE, "none" if silent else "writes", why)
    yield Case(
        "update, behind a query", "ASK { ?s ?p ?o } ; DROP ALL", "does not fit here", "none", "two requests in one"
    )


def calculated() -> Iterator[Case]:
    """Numbers, patterns and texts that are dear to compute with."""
    why = "an engine with another library would take for ever, or end"
    digits = "9" * 3500
    queries = {
        "a regular expression that explodes": "ASK { FILTER(REGEX('" + "a" * 200 + "b', '^(a+)+$')) }",
        "a regular expression of repetitions": "ASK { FILTER(REGEX('a', '((a{100}){100}){100}')) }",
        "a regular expression of alternatives": "ASK { FILTER(REGEX('a', '" + "(a|b)?" * 500 + "')) }",
        "an integer of thousands of digits": f"SELECT ({digits} * {digits} AS ?n) {{}}",
        "a decimal of thousands of digits": f"SELECT (0.{digits} / 3 AS ?n) {{}}",
        "a double beyond measure": "SELECT (1e308 * 1e308 AS ?n) (-1e308 * 1e308 AS ?m) (0e0 / 0e0 AS ?k) {}",
        "a division by nothing": "SELECT (1 / 0 AS ?n) {}",
        "a date beyond measure": 'ASK { FILTER("999999999999-01-01"^^<http://www.w3.org/2001/XMLSchema#date> > NOW()) }',
        "a substring beyond measure": "SELECT (SUBSTR('abc', 1, 999999999999) AS ?n) {}",
        "an offset beyond measure": "SELECT * { ?s ?p ?o } OFFSET 18446744073709551615",
        "a limit beyond measure": "SELECT * { ?s ?p ?o } LIMIT 99999999999999999999999 OFFSET 0",
        "a literal that is none": 'ASK { ?s ?p "x"^^<http://www.w3.org/2001/XMLSchema#integer> FILTER(?o > "y"^^<urn:z>) }',
        "characters that are none": "ASK { ?s ?p '\\uD800' }",
        "a name of control characters": "ASK { ?s ?p <urn:\\u0000\\u001F> }",
        "nothing": "",
        "half a query": "SELECT * { ?s ?p",
        "no query": "\x00\x01\x02 { } \ufeff",
    }
    for name, text in queries.items():
        yield Case(f"computed, {name}", text, "", "none", why)
