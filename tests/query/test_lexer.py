"""Tokens, and where a query stops making sense."""

from __future__ import annotations

import pytest

from quartierkg.errors import QueryFault
from quartierkg.query.blame import offender
from quartierkg.query.lexer import Kind, tokens


def kinds(query: str) -> list[tuple[Kind, str]]:
    """The tokens of a query, without their places."""
    return [(token.kind, token.text) for token in tokens(query)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("'a'", Kind.STRING),
        ('"a\\"b"', Kind.STRING),
        ("'''a'b''c'''", Kind.STRING),
        ('"""a\n"b\\""""', Kind.STRING),
        ("''", Kind.STRING),
        ("'\\u00E9\\U0001F600'", Kind.STRING),
        ("<http://example.org/a#b>", Kind.IRI),
        ("<>", Kind.IRI),
        ("?name", Kind.VARIABLE),
        ("$1é", Kind.VARIABLE),
        ("@fr-FR", Kind.LANGUAGE),
        ("@ar--rtl", Kind.LANGUAGE),
        ("_:b.1", Kind.BLANK),
        ("ex:a", Kind.NAME),
        (":", Kind.NAME),
        ("ex:", Kind.NAME),
        ("é.x:a:b.c", Kind.NAME),
        ("ex:%41\\'\\#x", Kind.NAME),
        ("12", Kind.NUMBER),
        (".5e-3", Kind.NUMBER),
        ("SELECT", Kind.WORD),
        ("&&", Kind.MARK),
        ("^^", Kind.MARK),
    ],
)
def test_a_token_is_what_it_is(text: str, kind: Kind) -> None:
    """Each sort of token is recognised whole."""
    assert kinds(text) == [(kind, text)]


@pytest.mark.parametrize("text", ["# comment", " \t\r\n", "#a\n#b", ""])
def test_comments_and_space_are_no_tokens(text: str) -> None:
    """What the grammar skips is skipped."""
    assert kinds(text) == []


def test_a_name_does_not_end_in_a_dot() -> None:
    """The dot after a name ends the triple."""
    assert kinds("ex:a. _:b.") == [(Kind.NAME, "ex:a"), (Kind.MARK, "."), (Kind.BLANK, "_:b"), (Kind.MARK, ".")]


def test_a_number_is_not_glued_to_a_word() -> None:
    """A keyword right after a number is a keyword."""
    assert kinds("1SERVICE") == [(Kind.NUMBER, "1"), (Kind.WORD, "SERVICE")]


@pytest.mark.parametrize(
    ("query", "iris"),
    [
        ("{ ?s <http://a> <http://b> }", 2),
        ("FILTER(?a < 3 && ?b > 2)", 0),
        ("FILTER(?a<?b&&?c>?d)", 0),
        ("FILTER(?a = <http://a>)", 1),
        ("FILTER(<http://f>(?x) IN (<http://a#b>, <http://c#d>))", 3),
        ("{ ?s (<http://a#b>/<http://c#d>)* ?o }", 2),
        ("VALUES (?a ?b) { (<http://a#b> <http://c#d>) (UNDEF <http://e#f>) }", 3),
        ("VALUES ?a { <http://a#b> <http://c#d> }", 2),
        ("FILTER(EXISTS { ?s <http://a#b> <http://c'd> })", 2),
        ("'1'^^<http://a#b>", 1),
    ],
)
def test_an_iri_is_told_from_a_comparison(query: str, iris: int) -> None:
    """Inside parentheses, after a value, "<" compares; everywhere else it opens an IRI."""
    assert sum(kind is Kind.IRI for kind, _ in kinds(query)) == iris


@pytest.mark.parametrize("query", ["(?a<'>')", "(1<?b#>)", "(f(?a)<'>')", "(true<'>')", "({}<'>')", "(ex:a<ex:b#>)"])
def test_what_can_be_read_in_two_ways_is_refused(query: str) -> None:
    """Where a quote or a comment sign would hide the rest in one reading only, nobody guesses."""
    with pytest.raises(QueryFault, match="two ways"):
        tokens(query)


@pytest.mark.parametrize("text", ["'", "'a", '"a\n"', "'''a''", "'\\z'", "'\\uD800'", "'\\UFFFFFFFF'", "'\\u12'"])
def test_a_string_that_the_engine_would_not_take_is_refused(text: str) -> None:
    """Unterminated strings and unknown escapes are faults, never shorter strings followed by code."""
    with pytest.raises(QueryFault, match="string"):
        tokens(text)


def test_a_row_of_dots_does_not_take_quadratic_time() -> None:
    """A long query is cut in linear time: 64 kB well within a second or two."""
    assert len(tokens("a." * 32_000)) == 64_000


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT x", "x"),
        ("SELECT WHERE { }", "WHERE"),
        ("ASK { ?s ?p -5 , +.5 } }", "}"),
        ("ASK { FILTER(?a <= 3 && ?b >= ) }", ")"),
        ("ASK { ?s ?p 'a'@fr ; . ?x }", "}"),
        ("ASK { ?s un:known ?o }", "un:known"),
        ("SELECT ?x { ?x a }", "}"),
    ],
)
def test_the_blame_falls_on_the_first_token_that_does_not_fit(query: str, wrong: str) -> None:
    """What stands before it could still have become a query."""
    found = offender(query)
    assert found is not None
    assert found.text == wrong


@pytest.mark.parametrize("query", ["SELECT", "ASK { ?s ?p", "SELECT * { ?s ?p ?o } ORDER BY", "PREFIX a:"])
def test_a_query_that_only_stops_too_early_has_no_offender(query: str) -> None:
    """Nothing in it is wrong."""
    assert offender(query) is None
