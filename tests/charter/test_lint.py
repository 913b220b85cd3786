"""The lint finds what an engine would pass over in silence."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from quartierkg.charter import lint as module
from quartierkg.charter.lint import lint
from quartierkg.charter.linted import recorded
from quartierkg.charter.rules import assemble, digest, rules
from quartierkg.terms import PREFIXES, term

PREAMBLE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
GOOD = (
    "qns:Probe a sh:PropertyShape ; sh:targetObjectsOf qn:concerns ; sh:path qn:offer ; qn:judges qc:QN-C2-01 ;"
    ' sh:severity sh:Violation ; sh:message "fr"@fr , "en"@en ; '
)


def faults(turtle: str) -> list[str]:
    """What the lint says of the charter's shapes with something added."""
    base = rules("1", "charter", "label")
    added = [quad.triple for quad in parse((PREAMBLE + turtle).encode(), format=RdfFormat.TURTLE)]
    ruleset = assemble("1", "charter", "label", [t for t in base.triples if "canary" not in str(t.subject)] + added)
    return [text.en for _, text in module._faults(ruleset)]


def test_the_shapes_of_every_version_pass_the_lint() -> None:
    """The charter's shapes have no fault under any profile or gate."""
    assert lint("1") == ()


def test_the_shapes_are_those_that_were_linted() -> None:
    """The digest recorded beside the shapes is that of the shapes (quartierkg shapes lint --record)."""
    assert recorded("1") == digest("1")


def test_a_good_shape_has_no_fault() -> None:
    """The probe that the next tests spoil is without fault."""
    assert faults(GOOD + "sh:minCount 1 .") == []


@pytest.mark.parametrize(
    ("turtle", "words"),
    [
        (GOOD + "sh:mincount 1 .", "unknown or unsupported term sh:mincount"),
        (GOOD + 'sh:minCount "abc" .', "improper value for sh:minCount"),
        (GOOD + 'sh:minCount "1" .', "improper value for sh:minCount"),
        (GOOD + "sh:minCount -1 .", "improper value for sh:minCount"),
        (GOOD + "sh:minCount 1 ; sh:path qn:lot .", "sh:path stated twice"),
        (GOOD + "sh:minCount 1 , 2 .", "sh:minCount stated twice"),
        (GOOD + 'sh:minInclusive "beaucoup" .', "improper value for sh:minInclusive"),
        (GOOD + "sh:node qns:Nowhere .", "improper value for sh:node"),
        (GOOD + "sh:or qns:Text .", "improper value for sh:or"),
        (GOOD + "sh:qualifiedMinCount 1 .", "incomplete qualified constraint"),
        (GOOD + "sh:qualifiedValueShape qns:Text .", "incomplete qualified constraint"),
        (GOOD + "sh:property [ sh:minCount 1 ] .", "a property shape without sh:path"),
        (GOOD + 'sh:pattern "(a+)+$" .', "dangerous or wrong pattern"),
        (GOOD + 'sh:pattern "(" .', "dangerous or wrong pattern"),
        (GOOD + 'sh:sparql [ sh:select "SELECT ?x WHERE { ?x ?y ?z }" ] .', "a query without $this"),
        (
            GOOD
            + 'sh:sparql [ sh:select "SELECT $this WHERE { FILTER NOT EXISTS { ?p org:role qn:TechChampion } }" ] .',
            "NOT EXISTS that starts from a role",
        ),
        (GOOD + "sh:class qn:Quartiers .", "undefined term"),
        (GOOD + "qn:jugdes qc:QN-C2-01 .", "unknown annotation"),
        (GOOD.replace(' , "en"@en', "") + "sh:minCount 1 .", "message missing in French or English"),
        (GOOD.replace("sh:severity sh:Violation ;", "") + "sh:minCount 1 .", "severity missing"),
        (GOOD.replace("qn:judges qc:QN-C2-01 ;", "") + "sh:minCount 1 .", "no link to a requirement"),
        (GOOD.replace("QN-C2-01", "QN-C2-99") + "sh:minCount 1 .", "unknown requirement"),
        (GOOD + "sh:minCount 1 ; qn:threshold qns:Nothing .", "unknown threshold"),
        (GOOD + "sh:node qns:Probe .", "recursive shape"),
        (GOOD + "sh:not [ sh:node qns:Probe ] .", "recursive shape"),
    ],
)
def test_a_broken_shape_is_found(turtle: str, words: str) -> None:
    """Each way to break a shape that engines accept in silence has its own fault, by the shape's name."""
    found = faults(turtle)
    assert any(words in fault for fault in found), found
    assert any(fault.startswith("Probe") or "unnamed" in fault for fault in found)


def test_a_row_that_no_shape_judges_is_found() -> None:
    """Without its shapes a decidable row is a fault: nothing passes for want of a rule."""
    base = rules("1", "charter", "label")
    judged = NamedNode(PREFIXES["qc"] + "QN-C5-01")
    kept = [
        t
        for t in base.triples
        if not (t.predicate == term("qn:judges") and t.object == judged) and "canary" not in str(t.subject)
    ]
    found = [text.en for _, text in module._faults(assemble("1", "charter", "label", kept))]
    assert "QN-C5-01: no shape judges it." in found


def test_a_fault_names_its_file_and_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of a named shape says where the shape stands."""
    base = rules("1", "charter", "label")
    broken = Triple(term("qns:C5-01-failed"), term("sh:mincount"), Literal(1))
    spoilt = assemble("1", "charter", "label", [*(t for t in base.triples if "canary" not in str(t.subject)), broken])
    monkeypatch.setattr(module, "rules", lambda *_: spoilt)
    (fault,) = lint("1")
    assert fault.file is not None
    assert fault.file.endswith("criterion-5.ttl")
    assert fault.place is not None
    assert fault.place.line > 1
