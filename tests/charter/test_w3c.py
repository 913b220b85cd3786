"""Each engine against the W3C SHACL test suite, through the door by which dossiers are judged."""

from __future__ import annotations

import re

import pytest

from quartierkg.charter import engines
from quartierkg.charter.engines import Engine
from tests.charter import w3c
from tests.charter.w3c import Case
from tests.samples import ROOT

# What an engine prints or warns of is its own; what counts is the report.
pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(
        w3c.FOLDER is None,
        reason="QUARTIERKG_W3C does not name the folder of the W3C suites, so the SHACL suite is not run",
    ),
]
ENGINES = engines.available()
DOCUMENT = ROOT / "docs" / "conformance-engines.md"


@pytest.mark.parametrize("case", w3c.cases(), ids=lambda case: case.name)
@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_an_engine_passes_what_it_is_recorded_to_pass_and_nothing_else(engine: Engine, case: Case) -> None:
    """An engine's report is the suite's, save for the recorded exceptions, which must still be ones."""
    found = w3c.outcome(case, engine)
    exemption = w3c.recorded(engine.name).get(case.name)
    if exemption is None:
        assert found == case.expected
    else:
        assert found != case.expected, f"passes now: take the line out of {w3c.RECORD.name}"


def test_the_suite_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """98 core and 23 SPARQL tests are run, and every recorded exception is one of them."""
    names = [case.name for case in w3c.cases()]
    assert len(set(names)) == len(names)
    assert [sum(name.startswith(part) for name in names) for part in ("core/", "sparql/")] == [98, 23]
    assert {line.test for line in w3c.record()} <= set(names)
    with capsys.disabled():
        for engine in ENGINES:
            passed = len(names) - len(w3c.recorded(engine.name))
            print(f"\n{engine.name} {engine.version}: {passed} of {len(names)} tests of the W3C SHACL suite")


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_the_documentation_gives_the_same_figures(engine: Engine) -> None:
    """The page about conformance names each engine's version, how many tests it passes, and those that it does not."""
    text = DOCUMENT.read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| {engine.name} \| (\S+) \| (\d+) of 98 \| (\d+) of 23 \|$", text, re.MULTILINE)
    failed = list(w3c.recorded(engine.name))
    counts = [total - sum(name.startswith(part) for name in failed) for part, total in (("core/", 98), ("sparql/", 23))]
    assert row == (engine.version, *map(str, counts))
    assert [name for name in failed if f"| {engine.name} | `{name}` |" not in text] == []


@pytest.mark.skipif(len(ENGINES) < 2, reason="only one engine is installed")
def test_the_engines_say_the_same_where_both_pass() -> None:
    """Where both pass a test, their reports are equal in every part that the suite compares, message or not."""
    fast, reference = ENGINES
    excused = {line.test for line in w3c.record()}
    for case in w3c.cases():
        if case.name not in excused and case.expected != w3c.FAILURE:
            assert w3c.outcome(case, fast) == w3c.outcome(case, reference), case.name
