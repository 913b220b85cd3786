"""The lint finds what an engine would pass over in silence, where it stands, and says the way out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quartierkg.charter.lint import Fault, lint, lint_files
from quartierkg.charter.lint.terms import ADMITTED
from quartierkg.charter.linted import recorded
from quartierkg.charter.rules import digest
from tests.charter import w3c
from tests.charter.lint.broken import ALL, CONSTRUCTS, HELD, MARK, PREAMBLE, SOUND, Broken
from tests.samples import ROOT

Linted = Callable[[str], tuple[Fault, ...]]


@pytest.fixture
def linted(tmp_path: Path) -> Linted:
    """The faults of a file with some text."""

    def faults(text: str) -> tuple[Fault, ...]:
        path = tmp_path / "probe.ttl"
        path.write_text(text, encoding="utf-8")
        return lint_files("1", [path])

    return faults


def test_the_shapes_of_every_version_pass_the_lint() -> None:
    """The charter's shapes have no fault under any profile or gate."""
    assert lint("1") == ()


def test_each_file_of_the_shapes_passes_alone() -> None:
    """A file that is named is held against the rest of its version, and has no fault either."""
    for path in sorted((ROOT / "shapes" / "1").rglob("*.ttl")):
        assert lint_files("1", [path]) == (), path


def test_the_shapes_are_those_that_were_linted() -> None:
    """The digest recorded beside the shapes is that of the shapes (quartierkg shapes lint --record)."""
    assert recorded("1") == digest("1")


@pytest.mark.parametrize("broken", ALL.values(), ids=ALL)
def test_a_broken_shape_is_found_at_its_token(broken: Broken, linted: Linted) -> None:
    """Each way to break a shape has its own text, in both languages, with the line and the column of the token."""
    found = [fault for fault in linted(broken.text) if broken.words in fault.text.en]
    assert broken.place in [fault.place for fault in found]
    for fault in found:
        assert fault.file is not None
        assert fault.file.endswith("probe.ttl")
        assert fault.remedy is not None
        for text in (fault.text, fault.remedy):
            assert text.fr
            assert text.en


def test_the_sound_counterparts_have_no_fault(linted: Linted) -> None:
    """The same shapes without the one fault each, under names of their own, are sound: the lint does not cry wolf."""
    own = [re.sub(r"qns:(Probe|Other)\b", rf"qns:\g<1>{number}", one.sound) for number, one in enumerate(ALL.values())]
    assert linted(PREAMBLE + "\n".join(own)) == ()


def test_each_construct_that_an_engine_fails_on_may_not_be_used(linted: Linted) -> None:
    """Every construct of the record of the W3C suite has a shape here that uses it, and that the lint refuses."""
    constructs = {line.construct for line in w3c.record()}
    assert constructs == CONSTRUCTS.keys()
    assert not {name.removeprefix("sh:") for name in constructs} & ADMITTED.keys()
    for construct, broken in CONSTRUCTS.items():
        found = linted(broken.text)
        assert any(broken.words in fault.text.en and fault.place == broken.place for fault in found), construct


def test_a_file_that_is_not_turtle_is_a_fault_with_its_place(linted: Linted) -> None:
    """A syntax error is told like any other fault: file, line, column."""
    (fault,) = linted(PREAMBLE + HELD + "sh:minCount 1 ;; ] .")
    assert fault.place is not None
    assert fault.place.line == PREAMBLE.count("\n") + 2
    assert "l’analyseur dit" in fault.text.fr


def test_turtle_that_no_shape_needs_is_refused(linted: Linted) -> None:
    """RDF 1.2's quoted triples are not read past: what the lint does not understand is no shape."""
    (fault,) = linted(PREAMBLE + SOUND + "\n<< qns:Probe sh:minCount 1 >> rdfs:comment 'x' .")
    assert fault.place is not None
    assert fault.place.line == PREAMBLE.count("\n") + 3


def test_several_faults_come_in_the_order_of_their_lines(linted: Linted) -> None:
    """One run tells all, from top to bottom."""
    text = PREAMBLE + HELD + 'sh:mincount 1 ;\n sh:maxCount "x" ;\n sh:pattern "(a*)*" .'
    found = linted(text.replace(MARK, ""))
    lines = [fault.place.line for fault in found if fault.place]
    assert lines == sorted(lines)
    assert len(set(lines)) == 3
