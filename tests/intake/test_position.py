"""Where the statements of a source stand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from quartierkg.errors import Place
from quartierkg.intake.position import Positions
from quartierkg.intake.source import Source
from tests.samples import ROOT

TURTLE = """@prefix : <http://e.example/> .
PREFIX e: <http://e.example/>
# un commentaire avec "des guillemets" et <un iri> et e:nom
:s a :T ;
    :p "é"@fr , \"\"\"deux
lignes\"\"\" , 'x'^^e:t ;
    :q 1.5 , true , [ e:r -2 ; :r2 "plain" ] , ( :a "b" [] ) .
_:b.1 <http://e.example/p> :a\\.b .
"""
# Of each statement, in the order of the parser: the line and column of its subject and of its value.
EXPECTED = {
    ("p", "é"): ((4, 1), (5, 8)),
    ("p", "deux\nlignes"): ((4, 1), (5, 17)),
    ("p", "x"): ((4, 1), (6, 13)),
    ("q", "1.5"): ((4, 1), (7, 8)),
    ("q", "true"): ((4, 1), (7, 14)),
    ("r", "-2"): ((7, 23), (7, 27)),
    ("r2", "plain"): ((7, 32), (7, 36)),
    ("p", "a.b"): ((8, 1), (8, 28)),
}


def places(text: str, name: str = "a.ttl") -> list[tuple[Place | None, Place | None]]:
    """The places of the subject and of the value of each statement."""
    found = Positions(Source(name, text.encode()))
    count = sum(1 for _ in parse(text.encode(), format=RdfFormat.from_extension(name.rpartition(".")[2])))
    return [(found.subject(number), found.value(number)) for number in range(count)]


def local(node: object) -> str:
    """The last part of an IRI, or the text of a literal."""
    return str(getattr(node, "value", "")).rpartition("/")[2]


def test_each_term_of_turtle_stands_where_an_editor_shows_it() -> None:
    """Lines and columns count from 1, in characters; a bracket stands where its property stands."""
    statements = list(parse(TURTLE.encode(), format=RdfFormat.TURTLE))
    found = dict(zip(((local(q.predicate), local(q.object)) for q in statements), places(TURTLE), strict=True))
    for key, (subject, value) in EXPECTED.items():
        assert found[key] == (Place(*subject), Place(*value)), key


def test_n_triples_and_trig_are_placed_alike() -> None:
    """A syntax whose terms stand in the text tells their places."""
    assert places('<http://a> <http://b> <http://c> .\n<http://a> <http://b> "d" .', "a.nt")[1] == (
        Place(2, 1),
        Place(2, 23),
    )
    assert places("GRAPH <http://g> {\n  <http://a> <http://b> 1 }", "a.trig") == [(Place(2, 3), Place(2, 25))]


def test_a_byte_order_mark_takes_no_column() -> None:
    """Nobody sees it."""
    assert Positions(Source("a.ttl", b"\xef\xbb\xbf<http://a> a <http://b> .")).subject(0) == Place(1, 1)


def test_a_syntax_that_builds_its_terms_tells_no_place() -> None:
    """In JSON-LD and RDF/XML a term may stand nowhere as it is."""
    assert Positions(Source("a.jsonld", b'{"@id": "http://a", "http://b": 1}')).value(0) is None


terms = st.sampled_from(("e:a", "<http://e.example/b>", "_:c", "a:b.c", "e:x\\-y", ":"))
literals = st.sampled_from(
    ('"d"', "'e'@fr-be", '"""f "g" \n h"""', '"i"^^e:j', "'''k'''", "-1.5", "1e6", ".5", "true", '"# n"', '"\\"o"')
)
spaces = st.sampled_from((" ", "\n", "\t", "  \n ", ' # c : <d> "e\n'))


@given(
    st.lists(st.tuples(terms, spaces, terms.filter(lambda t: t != "_:c"), spaces, terms | literals, spaces), max_size=9)
)
def test_places_are_those_at_which_the_terms_were_written(written: list[tuple[str, ...]]) -> None:
    """Whatever the terms and the space between them."""
    text = "@prefix e: <http://e.example/> . @prefix a: <http://a.example/> .\n@prefix : <http://c.example/> .\n"
    expected: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for subject, one, predicate, other, value, last in written:
        places_of = []
        for part, space in ((subject, one), (predicate, other), (value, last)):
            places_of.append((text.count("\n") + 1, len(text) - text.rfind("\n")))
            text += part + space
        text += "\n.\n"
        expected.append((places_of[0], places_of[2]))
    assert places(text) == [(Place(*subject), Place(*value)) for subject, value in expected]


@given(st.text(alphabet="<>\"'[]().;,:@^#_ae1 \n\\", max_size=60))
def test_what_does_not_parse_has_no_place_and_does_no_harm(text: str) -> None:
    """Positions are asked for sources that were parsed; others cost nothing."""
    Positions(Source("a.ttl", text.encode())).value(0)


FILES = sorted((ROOT / "data").rglob("*.ttl")) + sorted((ROOT / "shapes").rglob("*.ttl"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_our_own_files_are_placed_throughout(file: Path) -> None:
    """Every statement of a bundled file has a place."""
    assert all(place is not None for both in places(file.read_text(encoding="utf-8")) for place in both)


def test_public_files_are_placed_throughout() -> None:
    """So has every statement of the W3C test data."""
    folder = os.environ.get("QUARTIERKG_W3C")
    if folder is None:
        pytest.skip("QUARTIERKG_W3C names no folder of W3C test data")
    for file in Path(folder).rglob("*.ttl"):
        data = file.read_bytes()
        found = Positions(Source(file.name, data))
        for number, _ in enumerate(parse(data, format=RdfFormat.TURTLE, base_iri="http://base.example/")):
            assert found.subject(number) is not None, (file, number)
        assert found.subject(number + 1) is None, file
