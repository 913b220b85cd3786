"""What the door of the engines promises, whichever engine stands behind it."""

from __future__ import annotations

import gc
import sys

import pytest

from quartierkg.charter import engines
from quartierkg.charter.engines import Engine, Entry
from quartierkg.charter.rules import rules
from quartierkg.errors import EngineFault
from quartierkg.terms import term

EX = "http://example.org/"
SH = "http://www.w3.org/ns/shacl#"
SHAPES = f"""
<{EX}S> <{SH}targetNode> <{EX}a> .
<{EX}S> <{SH}property> <{EX}P> .
<{EX}P> <{SH}path> _:path .
_:path <{SH}alternativePath> _:l1 .
_:l1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> <{EX}p> .
_:l1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:l2 .
_:l2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> _:inverse .
_:l2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .
_:inverse <{SH}inversePath> <{EX}q> .
<{EX}P> <{SH}nodeKind> <{SH}IRI> .
<{EX}P> <{SH}severity> <{SH}Warning> .
<{EX}P> <{SH}message> "adresse"@fr .
<{EX}P> <{SH}message> "address"@en .
"""
DATA = f"""
<{EX}a> <{EX}p> "texte"@fr .
_:somebody <{EX}q> <{EX}a> .
"""
EXPECTED = Entry(
    focus=f"<{EX}a>",
    path=f"(<{EX}p>|^<{EX}q>)",
    value='"texte"@fr',
    component=f"<{SH}NodeKindConstraintComponent>",
    shape=f"<{EX}P>",
    severity=f"<{SH}Warning>",
    messages=(("en", "address"), ("fr", "adresse")),
)


@pytest.mark.parametrize("engine", engines.available(), ids=lambda engine: engine.name)
def test_a_report_is_the_same_from_every_engine(engine: Engine) -> None:
    """Path, value, component, shape, severity and the messages of both languages come out in one form."""
    report = engine.report(SHAPES, DATA)
    assert not report.conforms
    literal, blank = sorted(report.entries, key=lambda entry: entry.value.startswith("_:"))
    assert literal == EXPECTED
    assert blank.value.startswith("_:")


@pytest.mark.parametrize("engine", engines.available(), ids=lambda engine: engine.name)
def test_shapes_that_an_engine_refuses_are_a_fault_of_the_engine(engine: Engine) -> None:
    """What a processor must report as a failure is raised as one, in both languages (SHACL, 3.4.2)."""
    query = "SELECT $this WHERE { $this ?p ?o MINUS { ?s ?p ?o } }"
    refused = f'<{EX}S> <{SH}targetNode> <{EX}a> .\n<{EX}S> <{SH}sparql> _:c .\n_:c <{SH}select> "{query}" .\n'
    with pytest.raises(EngineFault) as raised:
        engine.report(refused, DATA)
    assert engine.name in raised.value.text.fr


@pytest.mark.parametrize("engine", engines.available(), ids=lambda engine: engine.name)
def test_what_was_judged_is_let_go(engine: Engine) -> None:
    """A service that judges for months holds after a hundred dossiers what it held after ten."""
    named = "".join(f'_:b{i} <{EX}p> "{i}" .\n<{EX}S> <{SH}targetNode> _:b{i} .\n' for i in range(20))
    shapes, data = SHAPES + named, DATA + named

    def held(times: int) -> int:
        for _ in range(times):
            engine.report(shapes, data)
        gc.collect()
        return sys.getallocatedblocks()

    before = held(5)
    assert held(10) - before < 20, "more than a block or two stays of each"


LITERALS = (
    '"texte"',
    '"texte"@fr',
    '"12"^^<http://www.w3.org/2001/XMLSchema#integer>',
    r'"« deux »\n\"lignes\" et \\ \u0007"',
    '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
)


def test_a_literal_that_is_judged_has_one_name_whichever_engine_judges() -> None:
    """What a dossier gives in place of a thing is judged like it, and two engines may not seem to disagree over it."""
    if len(engines.available()) == 1:
        pytest.skip("only one engine is installed")
    ruleset = rules("1", "strict", "label")
    targets = {t.object.value for t in ruleset.triples if t.predicate == term("sh:targetObjectsOf")}  # type: ignore[union-attr]
    data = "".join(f"<{EX}a> <{target}> {literal} .\n" for target in sorted(targets) for literal in LITERALS)
    results = engines.judge(engines.chosen("both"), ruleset, data)
    judged = {result.focus for result in results if result.focus.startswith('"')}
    assert len(judged) == len(LITERALS)
