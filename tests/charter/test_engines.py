"""What the door of the engines promises, whichever engine stands behind it."""

from __future__ import annotations

import pytest

from quartierkg.charter import engines
from quartierkg.charter.engines import Engine, Entry
from quartierkg.errors import EngineFault

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
