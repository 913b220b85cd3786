"""What is handed to the engine, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from quartierkg.errors import QueryFault
from quartierkg.query import Form, admit
from quartierkg.query.lexer import tokens

# Port 9 is refused by the engine itself, before any connection: a call that gets so far is seen, and harmless.
CALL = "SERVICE<http://127.0.0.1:9/>{?x ?y ?z}"


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "ASK { service silent <http://example.org/> { ?s ?p ?o } }",
        "ASK { SERVICE ?anywhere { ?s ?p ?o } }",
        "SELECT * { { SELECT * { OPTIONAL { SeRvIcE <http://example.org/> { ?s ?p ?o } } } } }",
        "ASK{?s ?p true" + CALL + "}",
        "ASK{?s ?p 1" + CALL + "}",
        "PREFIX :<http://127.0.0.1:9/>ASK{SERVICE:a{?s ?p ?o}}",
        "PREFIX service:<urn:>PREFIX :<http://127.0.0.1:9/>ASK{SERVICE:a{?s ?p ?o}}",
        "ASK{VALUES ?x { '''a' } " + CALL + " #\\z'''\n}",
        "ASK{VALUES ?x { '''a' } " + CALL + " #\\uD800'''\n}",
        "ASK{FILTER(?a<?b#>'''\n) " + CALL + " FILTER(1=1 #'''\n)}",
        "ASK{FILTER(?a<'>' ) " + CALL + " FILTER(1='1')}",
        "ASK{FILTER(EXISTS{}<'>' ) " + CALL + " FILTER(1='1')}",
    ],
)
def test_service_is_refused_however_it_is_hidden(query: str) -> None:
    """No query that calls another server reaches the engine: keywords glued to values, false strings, false IRIs."""
    with pytest.raises(QueryFault):
        admit(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://example.org/> { }" }',
        "SELECT * { ?s ?p '''a 'SERVICE' \\''' b''' }",
        "SELECT * { ?s <http://example.org/#SERVICE> ?SERVICE } # SERVICE <x> {}",
        "PREFIX service: <urn:x> SELECT * { ?s service:a/^service:b ?o }",
        "PREFIX ex: <urn:x> SELECT * { ?s ex:L\\'atelier\\#1 ?o . _:b1.c ex:p 'chat'@fr-FR }",
        "SELECT * { VALUES (?a ?b) { (<http://a#b> <http://c#d>) } FILTER(?a < 3 && ?b>3) }",
        "SELECT * { ?s (<http://a#b>|^<http://c#d>)+ ?o FILTER(?o IN (<http://a#b>, <http://c#d>)) }",
        "SELECT (STRDT('1.5e3', <http://www.w3.org/2001/XMLSchema#double>) AS ?x) {}",
        'SELECT * { ?s ?p "3"^^<http://www.w3.org/2001/XMLSchema#integer> FILTER(?a<?b&&?c>?d) }',
    ],
)
def test_a_query_that_only_looks_suspicious_passes(query: str) -> None:
    """The words of the guard may stand in strings, IRIs, comments and names; and the engine agrees that it parses."""
    Store().query(admit(query).text)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", Form.SELECT),
        ("prefix a: <urn:select> # ASK\nbase <urn:b> prefix : <urn:c>\nconstruct {} where {}", Form.CONSTRUCT),
        ("select?x{}", Form.SELECT),
        ("PREFIX:<urn:>DESCRIBE:a", Form.DESCRIBE),
        ('VERSION "1.2" ASK{}', Form.ASK),
    ],
)
def test_the_form_is_found_after_the_prologue(query: str, form: Form) -> None:
    """Declarations and comments come before the keyword that says the form; white space is not needed."""
    assert admit(query).form is form


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "PREFIX a: <urn:> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://e/>",
        "clear all",
    ],
)
def test_updates_are_refused_by_name(update: str) -> None:
    """An update is told that it is one, not that it does not parse."""
    with pytest.raises(QueryFault, match="Updates"):
        admit(update)


@pytest.mark.parametrize(
    ("query", "cap"),
    [
        ("SELECT * { ?s ?p ?o }" + " " * 65536, "65536"),
        ("ASK { FILTER(" + "STR(" * 960 + "1" + ")" * 960 + ") }", "64"),
        ("ASK " + "{" * 2240 + "}" * 2240, "64"),
        ("ASK { ?s ?p " + "(" * 65 + ")" * 65 + " }", "64"),
        ("ASK { FILTER(?x<" + "(" * 65 + "?y>1" + ")" * 65 + ") }", "64"),
        ("ASK { FILTER(1" + "+1" * 6912 + ">0) }", "200"),
        ("ASK { FILTER(" + "!" * 300 + "true) }", "200"),
        ("ASK { ?s <a:b>" + "/<a:b>" * 512 + " ?o }", "200"),
        ("ASK { " + "BIND(1 AS ?x)" * 2688 + " }", "100"),
        ("ASK { {} " + "UNION{}" * 6656 + " }", "100"),
    ],
)
def test_what_killed_a_process_meets_a_cap_that_is_named(query: str, cap: str) -> None:
    """The hostile queries of the measurements never reach the engine; the error names the limit."""
    with pytest.raises(QueryFault, match=f"limit is {cap}"):
        admit(query)


def test_a_fault_names_its_place() -> None:
    """Line and column of a refused SERVICE are those of the keyword."""
    with pytest.raises(QueryFault) as caught:
        admit("ASK {\n  SERVICE <x> {} }")
    assert caught.value.place is not None
    assert (caught.value.place.line, caught.value.place.column) == (2, 3)


def test_a_query_that_may_change_by_itself_is_known() -> None:
    """NOW, RAND and the like make an answer that must not be kept; the same words in a string do not."""
    assert admit("SELECT ('now()' AS ?x) {}").repeatable
    assert not admit("SELECT (now() AS ?x) {}").repeatable


_PIECES = [
    *(
        "'",
        "'''",
        '"',
        '"""',
        "#",
        "\n",
        " ",
        "<",
        ">",
        "<?b#>",
        "<'>",
        "<http://a#b>",
        "?a<",
        "'a'<",
        "?a",
        "true",
        "1",
    ),
    *(
        "(",
        ")",
        "{",
        "}",
        "\\'",
        "\\z",
        "\\uD800",
        ":",
        "a:b",
        "a:b\\'c",
        ".",
        ",",
        ";",
        "&&",
        "=",
        "+",
        "/",
        "|",
        "^^",
    ),
    *("@en", "FILTER(", "BIND(", "AS", "VALUES", "IN(", "EXISTS{"),
]
_FRAGMENT = st.lists(st.sampled_from(_PIECES), max_size=5).map("".join)
_FRAMES = st.sampled_from(["FILTER(%s)%s", "VALUES ?v{%s}%s", "BIND(%s AS ?n)%s", "%s%s", "FILTER(?a%s)%s"])


@given(_FRAMES, _FRAGMENT, st.sampled_from(["", " ", "\n", ") "]), _FRAGMENT)
@settings(max_examples=400, deadline=None)
def test_no_arrangement_of_quotes_and_brackets_gets_a_call_past_the_guard(
    frame: str, before: str, gap: str, after: str
) -> None:
    """Whatever the guard admits, the engine never tries to call another server for it."""
    query = f"PREFIX a:<http://n/>BASE<http://b/>ASK{{{frame % (before, gap + CALL)} {after}}}"
    try:
        admitted = admit(query)
    except QueryFault:
        return
    try:
        Store().query(admitted.text)
    except (SyntaxError, RuntimeError):
        return


@given(st.text(alphabet="'\"<>\\#\n {}()?a1:@_.é₠", max_size=60))
@settings(deadline=None)
def test_tokens_stand_where_they_say(query: str) -> None:
    """Each token is the text of the query at its offset, and tokens do not overlap."""
    try:
        found = tokens(query)
    except QueryFault:
        return
    end = 0
    for token in found:
        assert token.offset >= end
        assert query.startswith(token.text, token.offset)
        end = token.offset + len(token.text)


ELSEWHERE = ("https://query.example/sparql",)


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_a_server_that_is_allowed_may_be_asked(silent: str) -> None:
    """Written out, as the operator wrote it; its answer is never kept."""
    found = admit(f"SELECT * {{ SERVICE {silent}<{ELSEWHERE[0]}> {{ ?s ?p ?o }} }}", ELSEWHERE)
    assert not found.repeatable


@pytest.mark.parametrize(
    "service",
    [
        "SERVICE <https://query.example/other> {}",
        "SERVICE <https://query.example/sparql#> {}",
        r"SERVICE <https://query.example/\u0073parql2> {}",
        "SERVICE ?server {}",
        "SERVICE x:sparql {}",
        "SERVICESILENT <https://query.example/sparql> {}",
        "SERVICE <https://query.example/sparql> {} SERVICE <http://127.0.0.1/> {}",
        "SERVICE <sparql> {}",
    ],
)
def test_no_other_server_is_asked_beside_it(service: str) -> None:
    """Not a neighbour, not by a variable, a prefix, an escape or a base; the one that may be is named."""
    with pytest.raises(QueryFault, match=r"query\.example/sparql"):
        admit(f"BASE <https://query.example/> PREFIX x: <https://query.example/> SELECT * {{ {service} }}", ELSEWHERE)
