"""Strangers' bytes: what is read, what is refused, and that nothing else happens."""

from __future__ import annotations

import codecs
import json
import os
import socket
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from quartierkg.errors import Place, Refused, SyntaxFault, TooLarge, UnknownFormat, Unreadable
from quartierkg.intake import parse
from quartierkg.intake.limits import DOSSIER, Limits
from quartierkg.intake.source import Source, from_path
from quartierkg.terms import is_blank
from tests.samples import BASE, changed, read

A, B, C = "http://a.example/a", "http://a.example/b", "http://a.example/c"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("intake reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def statements(name: str, data: str | bytes, limits: Limits = DOSSIER) -> tuple[object, ...]:
    """The statements of a source."""
    return parse.statements(Source(name, data.encode() if isinstance(data, str) else data), limits)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.ttl", f"<{A}> <{B}> <{C}> ."),
        ("a.nt", f"<{A}> <{B}> <{C}> ."),
        ("a.jsonld", json.dumps({"@id": A, B: {"@id": C}})),
        (
            "a.rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://a.example/">'
            f'<rdf:Description rdf:about="{A}"><e:b rdf:resource="{C}"/></rdf:Description></rdf:RDF>',
        ),
        ("a.trig", f"<{A}> <{B}> <{C}> ."),
        ("a.trig", f"<http://g.example/> {{ <{A}> <{B}> <{C}> }}"),
        ("a.nq", f"<{A}> <{B}> <{C}> <http://g.example/> ."),
        ("a.ttl", codecs.BOM_UTF8 + f"<{A}> <{B}> <{C}> .".encode()),
    ],
)
def test_every_syntax_gives_the_same_statement(name: str, data: str | bytes) -> None:
    """Turtle, N-Triples, JSON-LD, RDF/XML, TriG and N-Quads are read, with or without a byte-order mark."""
    assert [str(triple) for triple in statements(name, data)] == [f"<{A}> <{B}> <{C}>"]


XML = (
    '<?xml version="1.0" encoding="{}"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="http://a.example/"><rdf:value>{}</rdf:value></rdf:Description></rdf:RDF>'
)


@pytest.mark.parametrize(
    ("name", "data", "kind", "words"),
    [
        ("empty.ttl", "", SyntaxFault, "empty"),
        ("blank.ttl", " \n\t\n", SyntaxFault, "empty"),
        ("truncated.ttl", f"<{A}> <{B}> <{C}> .\n<{A}> <{B}>", SyntaxFault, "ends amid a statement"),
        ("halfaname.ttl", f"<{A}> <{B}> <{C}> ;\n  qn", SyntaxFault, "ends amid a statement"),
        ("wrong.ttl", f"<{A}> nothing <{C}> .", SyntaxFault, "Syntax error"),
        ("image.ttl", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", SyntaxFault, "not a text file"),
        ("archive.rdf", b"PK\x03\x04\x14\0\0\0\x08\0\xff\xff", SyntaxFault, "not a text file"),
        ("unclosed.ttl", f'<{A}> <{B}> """' + "x\n" * 10_000, SyntaxFault, "ends amid a statement"),
        ("encoding.ttl", f'<{A}> <{B}> "é" .'.encode("latin-1"), SyntaxFault, "not UTF-8"),
        ("utf16.ttl", f"<{A}> <{B}> <{C}> .".encode("utf-16"), SyntaxFault, "UTF-16"),
        ("utf32.ttl", f"<{A}> <{B}> <{C}> .".encode("utf-32"), SyntaxFault, "UTF-32"),
        ("relative.ttl", f"<x> <{B}> <{C}> .", SyntaxFault, "Relative IRI"),
        ("relative.jsonld", json.dumps({"@id": "x", B: {"@id": C}}), SyntaxFault, "Relative IRI <x>"),
        (
            "relative.rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://a.example/">'
            '<rdf:Description rdf:about="x"><e:b>1</e:b></rdf:Description></rdf:RDF>',
            SyntaxFault,
            "Relative IRI",
        ),
        ("dossier.docx", "PK", UnknownFormat, "Neither name nor media type"),
        ("none", "PK", UnknownFormat, "Neither name nor media type"),
        ("remote.jsonld", json.dumps({"@context": "http://127.0.0.1:9/c", "@id": A}), Refused, "http://127.0.0.1:9/c"),
        ("list.jsonld", json.dumps({"@context": [{}, "http://127.0.0.1:9/c"]}), Refused, "http://127.0.0.1:9/c"),
        ("import.jsonld", json.dumps({"@context": {"@import": "http://127.0.0.1:9/c"}}), Refused, "127.0.0.1:9/c"),
        (
            "scoped.jsonld",
            json.dumps({"@context": {"p": {"@id": B, "@context": "http://127.0.0.1:9/c"}}}),
            Refused,
            "http://127.0.0.1:9/c",
        ),
        ("nested.jsonld", json.dumps({B: {"@context": "http://127.0.0.1:9/c"}}), Refused, "http://127.0.0.1:9/c"),
        ("bad.jsonld", '{"@id": }', SyntaxFault, "JSON not well-formed"),
        ("deep.jsonld", "[" * 60_000 + "]" * 60_000, Refused, "deeper than 64"),
        ("deep.ttl", f"<{A}> <{B}> " + "(" * 3_000 + ")" * 3_000 + " .", Refused, "deeper than 64"),
        ("terms.ttl", f"<{A}> <{B}> " + f"<<( <{A}> <{B}> " * 20_000, Refused, "deeper than 64"),
        ("term.nt", f"<{A}> <{B}> <<( <{A}> <{B}> <{C}> )>> .", Refused, "Triple terms"),
        ("deep.rdf", '<a xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' + "<a>" * 3_000, Refused, "deeper"),
        ("bomb.rdf", '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "a">]><r>&a;</r>', Refused, "DOCTYPE"),
        ("open.rdf", "<a><b></a>", SyntaxFault, "XML not well-formed"),
        *(
            (f"{encoding}.rdf", f'<?xml version="1.0" encoding="{encoding}"?><a/>', SyntaxFault, f"in {encoding}.")
            for encoding in ("klingon", "hex", "utf-7", "utf-16", "cp037", "rot13", "unicode_escape", "iso-8859-1")
        ),
        ("utf8.rdf", XML.format("Utf-8", "é"), None, ""),
        ("graphs.trig", f"<{A}> <{B}> <{C}> . <http://g.example/> {{ <{A}> <{B}> <{A}> }}", Refused, "Several graphs"),
        ("huge.jsonld", json.dumps({"@id": A}).replace("}", ', "http://p.example/": 1e999999999}'), None, ""),
    ],
)
def test_bad_input_gets_a_clear_error(name: str, data: str | bytes, kind: type[Unreadable] | None, words: str) -> None:
    """Each kind of bad input has its own error, with its source and words for a person; none crashes or waits."""
    if kind is None:
        assert len(statements(name, data)) == 1
        return
    with pytest.raises(kind) as caught:
        statements(name, data)
    assert words in caught.value.line("en")
    assert caught.value.source == name
    assert caught.value.exit_code == 3
    assert caught.value.line("fr") != caught.value.line("en")


@pytest.mark.parametrize(
    ("name", "data", "line", "column"),
    [
        ("a.ttl", f"<{A}> <{B}> <{C}> .\n<{A}> <{B}> ? .", 2, 43),
        ("a.jsonld", '{\n  "@id": }', 2, 10),
        ("a.rdf", "<a>\n<b></a>", 2, 6),
        ("a.ttl", b"<http://a.example/a> \n\n \xff", 3, 2),
        ("end.ttl", f'<{A}> <{B}> """a\n b\n\n', 2, 3),
        ("end.nt", f"<{A}> <{B}>", 1, 42),
        ("large.jsonld", f'{{"@id": "{A}",\n "{B}": 1e9999999999999999999}}', 2, 24),
        ("small.jsonld", f'{{"@id": "{A}",\n "{B}": -1e-9999999999999999999}}', 2, 24),
        ("digits.jsonld", f'{{"@id": "{A}",\n "{B}": {"1" * 5000}}}', 2, 24),
        ("nan.jsonld", f'{{"@id": "{A}",\n "{B}": NaN}}', 2, 24),
        ("half.jsonld", f'{{"@id": "{A}",\n "{B}": "a\\uD800"}}', 2, 26),
        ("half.jsonld", f'{{"@id": "{A}",\n "a\\udc00": 1}}', 2, 4),
        ("relative.jsonld", f'{{"@id":\n "é/x", "{B}": 1}}', 2, 2),
        (
            "relative.rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://a.example/">\n'
            '<rdf:Description rdf:about="http://a.example/">\n <e:b rdf:resource="x"/></rdf:Description></rdf:RDF>',
            3,
            2,
        ),
    ],
)
def test_a_syntax_error_names_its_line_and_column(name: str, data: str | bytes, line: int, column: int) -> None:
    """A syntax error says where it is; lines and columns count from one."""
    with pytest.raises(SyntaxFault) as caught:
        statements(name, data)
    assert caught.value.place is not None
    assert (caught.value.place.line, caught.value.place.column) == (line, column)


@pytest.mark.parametrize("address", ["http://a.example/c", "http:\\/\\/a.example\\/c"])
def test_a_remote_context_names_its_line(address: str) -> None:
    """However the address is written in the file."""
    with pytest.raises(Refused) as caught:
        statements("a.jsonld", f'{{"@context": [\n"{address}"]}}')
    assert caught.value.place == Place(2, 1)


def test_json_is_never_read_in_a_guessed_encoding() -> None:
    """What is UTF-8 is read as UTF-8, also where every second byte is zero: brackets stand where they were counted."""
    with pytest.raises(SyntaxFault, match="JSON"):
        statements("a.jsonld", json.dumps({"@id": A, B: "x"}).encode("utf-16-le"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_or_a_device_is_not_read(tmp_path: Path) -> None:
    """It might never end; whoever means it reads standard input."""
    os.mkfifo(tmp_path / "pipe.ttl")
    for path in (tmp_path / "pipe.ttl", Path("/dev/zero")):
        with pytest.raises(Unreadable, match="not a file"):
            from_path(path, DOSSIER)


def test_a_bracket_inside_a_text_or_a_comment_is_not_nesting() -> None:
    """Only brackets that nest count: those in strings, IRIs and comments do not."""
    text = f'<{A}> <{B}> "{"[" * 500}" . # {"(" * 500}\n<{A}> <{B}> """{"{" * 500}\n""" .'
    assert len(statements("a.ttl", text)) == 2


def test_the_caps_are_named_with_their_value() -> None:
    """A source, a count of triples or a literal over its cap is refused, and the error names the cap."""
    with pytest.raises(TooLarge, match="100 bytes"):
        statements("a.ttl", "#" * 200, Limits(size=100))
    with pytest.raises(TooLarge, match="3 triples"):
        statements("a.ttl", "".join(f"<{A}> <{B}> {n} ." for n in range(4)), Limits(statements=3))
    with pytest.raises(TooLarge, match="10 characters"):
        statements("a.ttl", f'<{A}> <{B}> "{"x" * 11}" .', Limits(literal=10))
    named = {"@context": "https://w3id.org/quartierkg/context.jsonld", "id": A}
    assert statements("a.jsonld", json.dumps([named] * 2), Limits(contexts=2)) == ()
    with pytest.raises(TooLarge, match="more than 2 times"):
        statements("a.jsonld", json.dumps([named] * 3), Limits(contexts=2))


def test_a_file_over_the_cap_is_not_read_whole(tmp_path: Path) -> None:
    """A hundred-megabyte literal is refused after the cap, whatever the file's size."""
    path = tmp_path / "large.ttl"
    with path.open("wb") as stream:
        stream.write(f'<{A}> <{B}> "'.encode())
        stream.truncate(100_000_000)
    with pytest.raises(TooLarge):
        from_path(path, DOSSIER)


def test_literals_keep_the_characters_that_they_had() -> None:
    """A value is judged and shown as its author wrote it: 1.50 stays 1.50, also in JSON-LD."""
    (turtle,) = parse.statements(Source("a.ttl", f"<{A}> <{B}> 1.50 .".encode()), DOSSIER)
    (jsonld,) = parse.statements(Source("a.jsonld", f'{{"@id": "{A}", "{B}": 29.990}}'.encode()), DOSSIER)
    decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    assert turtle.object == Literal("1.50", datatype=decimal)
    assert jsonld.object == Literal("29.990", datatype=decimal)


def test_our_own_context_is_answered_from_the_bundled_copy() -> None:
    """A JSON-LD dossier may name our context by its address; it is never fetched."""
    document = {
        "@context": "https://w3id.org/quartierkg/context.jsonld",
        "id": A,
        "type": "AccessMeasure",
        "minutes": 29.99,
        "target": "Airport",
    }
    found = {str(triple) for triple in statements("a.jsonld", json.dumps(document))}
    qn = "https://w3id.org/quartierkg/ontology#"
    assert f"<{A}> <{qn}target> <{qn}Airport>" in found
    assert f'<{A}> <{qn}minutes> "29.99"^^<http://www.w3.org/2001/XMLSchema#decimal>' in found


def test_blank_nodes_are_numbered_in_the_order_of_the_document() -> None:
    """Two readings of one source give the same triples, and no stranger chooses a node's name."""
    text = f"_:x <{B}> [ <{B}> _:x ] . <{A}> <{B}> _:{'z' * 30} ."
    first, second = statements("a.ttl", text), statements("a.ttl", text)
    assert first == second
    subjects = {triple.subject for triple in parse.statements(Source("a.ttl", text.encode()), DOSSIER)}
    assert sum(is_blank(subject) for subject in subjects if isinstance(subject, NamedNode)) == 2


def test_an_import_is_set_aside_and_never_followed() -> None:
    """owl:imports in a dossier is read as a statement and nothing is fetched."""
    text = changed(
        ("qn:respondedOn", "<http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:9/x> ;\n    qn:respondedOn")
    )
    assert len(read(text).triples) == len(read(BASE.read_bytes()).triples) + 1
