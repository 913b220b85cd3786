"""How deep a source nests, and that nothing deep is hidden from the count."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from quartierkg.errors import Refused, Unreadable
from quartierkg.intake import nesting, parse
from quartierkg.intake.limits import DOSSIER, Limits
from quartierkg.intake.source import Source
from tests.samples import extent

_ESCAPABLE = set("_~.-!$&'()*+,;=/?#@%")
_IN_IRI = {chr(code) for code in range(0x21, 0x7F)} - set('<>"{}|^`\\')


def true_depth(text: str) -> int:
    """The depth of brackets outside strings, comments, IRIs and escapes: one character after the other."""
    deepest = depth = at = 0
    while at < len(text):
        if _is_wrong(text, at):
            break  # no parser reads on
        end = _token(text, at)
        token = text[at:end]
        if token in {"(", "[", "{", "<<"}:
            depth += 1
        elif token in {")", "]", "}", ">>"}:
            depth = max(0, depth - 1)
        deepest = max(deepest, depth)
        at = end
    return deepest


def _token(text: str, at: int) -> int:
    """Where the token that begins at an offset ends."""
    for quote in ("'''", '"""', "'", '"'):
        closed = _closed(text, at, quote) if text.startswith(quote, at) else None
        if closed is not None:
            return closed
    first, two = text[at], text[at : at + 2]
    if first == "#":
        ends = [place for place in (text.find("\n", at), text.find("\r", at)) if place >= 0]
        return min(ends, default=len(text))
    if two in {"<<", ">>"} or (first == "\\" and two[1:] and two[1] in _ESCAPABLE):
        return at + 2
    return (_iri(text, at) or at + 1) if first == "<" else at + 1


def _is_wrong(text: str, at: int) -> bool:
    """Whether nothing of the grammar begins here: an unknown escape, or a "<" that opens no IRI."""
    if text[at] == "<":
        return not text.startswith("<<", at) and _iri(text, at) is None
    return text[at] == "\\" and text[at + 1 : at + 2] not in _ESCAPABLE


def _iri(text: str, at: int) -> int | None:
    """Where an IRI ends; None for what is none."""
    end = at + 1
    while end < len(text) and (text[end] in _IN_IRI or text[end] > "\x7f" or text.startswith("\\u", end)):
        end += 1
    return end + 1 if text.startswith(">", end) else None


def _closed(text: str, at: int, quote: str) -> int | None:
    """Where a string ends; None for one that does not."""
    at += len(quote)
    while at < len(text):
        if text.startswith(quote, at):
            return at + len(quote)
        if len(quote) == 1 and text[at] in "\r\n":
            return None
        at += 2 if text[at] == "\\" else 1
    return None


def refused(data: str, depth: int, form: RdfFormat = RdfFormat.TURTLE) -> bool:
    """Whether a source is refused where no more than a depth is allowed."""
    try:
        nesting.check(Source("a", data.encode()), form, Limits(depth=depth))
    except Refused:
        return True
    return False


PIECES = [
    *("<<(", "<<", "(", "[", "{", "{|", ")>>", ">>", ")", "]", "}", "|}"),
    *("\\#", "\\(", "\\)", "\\'", '\\"', "\\\\", "\\", "\\\n", "#", "\n", "\r", " "),
    *("'", "''", "'''", '"', '""', '"""', "<", ">", "<a>", "<a#b>", "<a'b>", "<\\u0028>"),
    *("ex:", "a", ".", ";", "@prefix ex: <a#> .", "@fr", "^^", "~", "é", "GRAPH", "<g> {"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@example("ex:\\# (((")
@example("\\'((('")
@example("))))((((")
@example("# \r((((")
@example("<a#((((>((")
@example('""" " ((( " (((')
def test_no_arrangement_of_quotes_hides_a_bracket(text: str) -> None:
    """The depth that is found is at least that of a slow reading, whatever strings, comments and escapes do."""
    depth = true_depth(text)
    assert depth == 0 or refused(text, depth - 1)


@given(st.text(alphabet='[]{}"\\ \n,:a', max_size=40))
def test_no_json_text_hides_a_bracket(text: str) -> None:
    """What Python reads as JSON of some depth is never taken for shallower."""

    def depth(value: object) -> int:
        if isinstance(value, dict | list):
            return 1 + max(map(depth, value.values() if isinstance(value, dict) else value), default=0)
        return 0

    try:
        found = depth(json.loads(text, strict=False))
    except ValueError:
        return
    assert found == 0 or refused(text, found - 1, RdfFormat.JSON_LD)


HIDING = [
    "",
    *("ex:\\# ex:p ", "ex:\\' ex:p ", "ex:\\(\\)\\) ex:p ", "ex:a\\.\\\\ ex:p "),
    *("# comment\rex:a ex:p ", "# '''\nex:a ex:p ", "<http://e/#'> ex:p ", "<http://e/\\u0022#> ex:p "),
    *("ex:a ex:p 'it\\'s', ", "ex:a ex:p '''a''b''', ", 'ex:a ex:p """a\\""" ( """, ', "ex:a ex:p '#', \"'\", "),
    *(") ) ) ) ", "ex:a ex:p () , ( ( 1 ) ) , ", "ex:a ex:p '', \"\", ", 'ex:a ex:p ( """ x " '),
    *(
        "@prefix e\u0301: <http://e/#> .\nex:a ex:p ",
        "PREFIX f: <http://e/'>\nex:a ex:p ",
        "@base <http://e/> .\n<#> <#> ",
    ),
    *("ex:a ex:p 'x'@fr, 'y'^^ex:\\#, ", "GRAPH ex:g { ex:a ex:p ", "ex:g { ex:a ex:p ", "ex:a ex:p 1 {| ex:p "),
    *("_:b.\\# ex:p ", "ex:%23\\# ex:p ", "ex:a ex:p ex:b~ex:\\' {| ex:q ", "<< ex:a ex:p 1 >> ex:p "),
]
DEEP = [
    ("<<( ex:a ex:p ", "1", " )>>"),
    ("<<(ex:a<http://e/#p>", "1", ")>>"),
    ("<<( ex:\\# ex:\\' ", "'#'", " # )\r)>>"),
    ("<< ex:a ex:p ", "1", " >>"),
    ("(", "", ")"),
    ("[ ex:p ", "1", "]"),
    ("1 {| ex:p ", "1", "|}"),
    ("{", "", "}"),
    ("ex:a ex:p <<( ex:\\) ex:p ", "1", ")>> ."),
]


def deep_files(count: int) -> Iterator[str]:
    """Deep sources, each behind something that might hide its depth."""
    chance = random.Random(20131)
    for _ in range(count):
        opening, middle, closing = chance.choice(DEEP)
        depth = chance.choice((3_000, 20_000))
        hidden = "".join(chance.choice(HIDING) for _ in range(chance.choice((0, 1, 1, 2))))
        end = closing * depth if chance.random() < 0.8 else ""
        yield "@prefix ex: <http://e/> .\n" + hidden + opening * depth + middle + end + " ."


_CAMPAIGN = """
import sys
from quartierkg.errors import Unreadable
from quartierkg.intake import parse
from quartierkg.intake.limits import DOSSIER
from quartierkg.intake.source import Source
for text in sys.stdin.buffer.read().split(b"\\0"):
    for name in ("a.ttl", "a.trig", "a.nt"):
        try:
            parse.statements(Source(name, text), DOSSIER)
        except Unreadable:
            pass
    print("done", flush=True)
"""


def test_no_deep_file_ends_the_process() -> None:
    """Deep files of every construct, behind everything that might hide their depth, are at worst unreadable."""
    files = list(deep_files(extent(2_000, 200, 50)))
    done = subprocess.run(
        [sys.executable, "-c", _CAMPAIGN], input="\0".join(files).encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, (done.stderr[-500:], files[done.stdout.count(b"done")][:200])


@pytest.mark.parametrize("text", ["'" * 9, '\\"""', '"""\\"', "<<", "\\", "'\\", "#'''\\", "<a", "'a\n"])
def test_the_depth_of_a_large_file_is_found_in_linear_time(text: str) -> None:
    """Ten megabytes of whatever opens and does not close take no longer than of anything else."""
    data = (text * (DOSSIER.size // 4 // len(text))).encode()
    started = time.process_time()
    try:
        nesting.check(Source("a.ttl", data), RdfFormat.TURTLE, Limits(depth=1_000_000_000))
    finally:
        assert time.process_time() - started < 10


def test_texts_may_hold_any_bracket() -> None:
    """A dossier that speaks of brackets and escapes in its texts, names and comments is read."""
    text = (
        "@prefix ex: <http://e/#> . # '(((\nex:\\(\\( ex:p '"
        + "[" * 500
        + '\', "<<" . # <<( "\r<http://e/#((> ex:p 1 .'
    )
    try:
        found = parse.statements(Source("a.ttl", text.encode()), DOSSIER)
    except Unreadable as fault:
        pytest.fail(fault.line("en"))
    assert len(found) == 3
