"""The versions of the charter as files."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from quartierkg import edition
from quartierkg.charter.document import CURRENT, charter
from quartierkg.charter.linted import recorded
from quartierkg.charter.rules import digest, rules
from quartierkg.terms import CHARTER, SHAPES, term

QC, QC2 = CHARTER + "1#", CHARTER + "2-illustrative#"
MARKS = {"fr": "invent", "en": "invented"}


def test_the_current_version_is_the_one_that_was_reported() -> None:
    """The illustrative version is never the current one."""
    assert edition.versions() == ("1", "2-illustrative")
    assert CURRENT == "1"
    assert not charter().illustrative
    assert charter("2-illustrative").illustrative
    assert edition.lineage("2-illustrative") == ("1", "2-illustrative")


def test_whatever_is_invented_says_so() -> None:
    """Each thing of the illustrative version is marked, and its texts say in both languages that they are invented."""
    found = edition.edition("2-illustrative")
    own = {triple.subject for triple in found.own}
    true = Literal("true", datatype=term("xsd:boolean"))
    assert [node for node in own if Triple(node, term("qn:illustrative"), true) not in found.own] == []
    told = {
        term(name)
        for name in (
            "dcterms:title",
            "dcterms:description",
            "skos:prefLabel",
            "qn:quote",
            "qn:translation",
            "qn:reading",
            "qn:textStatus",
        )
    }
    texts = [t.object for t in found.own if t.predicate in told and isinstance(t.object, Literal)]
    assert len(texts) > 40
    assert [text.value for text in texts if MARKS[text.language or "en"] not in text.value] == []


def test_nobody_is_said_to_have_proposed_it() -> None:
    """The illustrative version takes no source, no author and no proposer from the version that it revises."""
    found = edition.edition("2-illustrative")
    about = {triple.predicate for triple in found.statements if triple.subject == found.document}
    assert not about & {term(name) for name in ("dcterms:source", "dcterms:creator", "prov:wasAttributedTo")}


def test_what_is_not_changed_keeps_its_name() -> None:
    """61 requirements are those of version 1; the seven others have a name of their own."""
    rows = charter("2-illustrative").requirements
    before = set(charter("1").requirements)
    own = {row.iri.value.removeprefix(QC2) for row in rows if row.iri.value.startswith(QC2)}
    assert own == {"QN-C1-02", "QN-C1-03", "QN-C1-04", "QN-C1-06", "QN-C2-04", "QN-C3-04", "QN-C8-06"}
    kept = [row for row in rows if row.iri.value.startswith(QC)]
    assert len(kept) == 61
    assert [row.id for row in kept if row not in before] == []


def test_what_is_added_stands_among_its_criterion() -> None:
    """The added requirement follows the others of criterion 3."""
    ids = [row.id for row in charter("2-illustrative").requirements]
    assert ids[ids.index("QN-C3-03") + 1] == "QN-C3-04"
    assert "QN-C6-03" not in ids


def test_shapes_are_those_of_their_version() -> None:
    """The graph of the illustrative version names no shape of version 1, and none that judges what was withdrawn."""
    found = rules("2-illustrative", "charter", "label")
    assert SHAPES + "1#" not in found.text
    assert NamedNode(SHAPES + "2-illustrative#C6-03-failed") not in found.rules
    judged = {rule.judges for rule in found.rules.values()} - {None}
    assert judged <= {row.iri for row in charter("2-illustrative").requirements}


def test_a_query_names_a_revised_requirement_anew() -> None:
    """Where a query names a requirement that a version revises, that version asks for its own."""
    query = Triple(
        NamedNode(SHAPES + "1#x"), term("qn:foundBy"), Literal(f"SELECT * {{ ?s ?p <{QC}QN-C2-04> , <{QC}QN-C2-03> }}")
    )
    assert edition.renamed(query, "1", "1") == query
    now = edition.renamed(query, "1", "2-illustrative")
    assert now.object == Literal(f"SELECT * {{ ?s ?p <{QC2}QN-C2-04> , <{QC}QN-C2-03> }}")
    assert now.subject == NamedNode(SHAPES + "2-illustrative#x")


@pytest.mark.parametrize("version", edition.versions())
def test_every_version_was_linted_as_it_is(version: str) -> None:
    """The digest of a version is that of its files and of those that it goes back to."""
    assert digest(version) == recorded(version)


def test_a_digest_covers_the_version_that_is_revised() -> None:
    """Two versions never have one digest."""
    assert len({digest(version) for version in edition.versions()}) == 2
