"""The charter as data, held to a table that was written by hand from the source."""

from __future__ import annotations

import csv
import os
import re
from functools import cache
from operator import itemgetter
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from quartierkg.terms import CHARTER, ONTOLOGY, term

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "shapes" / "1" / "charter.ttl"
TABLE = ROOT / "tests" / "expected" / "requirements.csv"
THE_CHARTER = NamedNode(CHARTER + "1")

Row = dict[str, str]
Values = dict[NamedNode, list[NamedNode | Literal]]

LEVELS = {
    "mandatory": "Mandatory",
    "procedural": "Procedural",
    "governance": "Governance",
    "asset": "Asset",
    "asset (conditional)": "ConditionalAsset",
    "open list": "OpenList",
    "example (open list)": "Example",
    "context": "ContextRow",
    "structure of the charter": "CharterStructure",
}
DECIDERS = {
    "shapes": "ByShapes",
    "committee": "ByCommittee",
    "shapes and committee": "ByShapesAndCommittee",
    "derivation": "ByDerivation",
    "nobody": "ByNobody",
}
GATES = {"application": "Application", "label": "Label", "": None}
COMPARATORS = {"<": "LessThan", "<=": "AtMost", ">": "MoreThan", ">=": "AtLeast"}

# The nine types of actor that the composition makes mandatory.
TYPES = "C4-03 C4-10 C4-12 C4-14 C4-15 C4-17 C4-18 C4-19 C4-22"
DERIVED = {
    "QN-C1-06": "C1-02 C1-03 C1-04",
    "QN-C4-01": TYPES,
    "QN-C4-25": TYPES,
    "QN-C4-26": "C4-03 C4-04 C4-05 C4-06 C4-07 C4-08 C4-09 C4-10 C4-11 C4-12 C4-13 C4-14 C4-15 C4-16 C4-17 C4-18 C4-19 "
    "C4-22 C4-23",
}

# The thresholds of the charter, in words.
THRESHOLD_IN_WORDS = re.compile(
    r"trente|vingt-cinq|cinq millions|quarante|cinquante mille|mensuel|thirty|twenty-five|five million|forty|"
    r"fifty thousand|monthly",
    re.IGNORECASE,
)


def table() -> list[Row]:
    """The rows of the hand-written table."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


ROWS = table()
each_row = pytest.mark.parametrize("row", ROWS, ids=itemgetter("id"))


@cache
def document() -> dict[NamedNode, Values]:
    """The charter document, by subject and predicate."""
    nodes: dict[NamedNode, Values] = {}
    for quad in parse(path=DOCUMENT, format=RdfFormat.TURTLE):
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        nodes.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    return nodes


def instances(curie: str) -> set[NamedNode]:
    """The resources of a class."""
    return {node for node, values in document().items() if term(curie) in values[term("rdf:type")]}


def objects(node: NamedNode, curie: str) -> set[NamedNode]:
    """The resources that a property leads to."""
    return {value for value in document()[node].get(term(curie), []) if isinstance(value, NamedNode)}


def names(row: Row, curie: str, namespace: str = ONTOLOGY) -> set[str]:
    """The local names of what a property of a row leads to."""
    return {value.value.removeprefix(namespace) for value in objects(term("qc:" + row["id"]), curie)}


def texts(node: NamedNode, curie: str) -> dict[str | None, str]:
    """The texts of a property, by language, one for each."""
    literals = [value for value in document()[node].get(term(curie), []) if isinstance(value, Literal)]
    found = {literal.language: literal.value for literal in literals}
    assert len(found) == len(literals), f"two texts in one language: {node} {curie}"
    return found


def text(node: NamedNode, curie: str, language: str | None = None) -> str:
    """The one text of a property, in one language."""
    found = texts(node, curie)
    assert list(found) == [language]
    return found[language]


def concepts(*local_names: str | None) -> set[str]:
    """The names that are expected, without those that the table leaves empty."""
    return {name for name in local_names if name}


def test_the_document_says_what_it_is() -> None:
    """The charter has a version, a title in both languages, a source and the status of a working document."""
    assert instances("qn:Charter") == {THE_CHARTER}
    assert text(THE_CHARTER, "owl:versionInfo") == text(THE_CHARTER, "dcterms:identifier") == "1"
    assert set(texts(THE_CHARTER, "dcterms:title")) == {"fr", "en"}
    assert texts(THE_CHARTER, "qn:textStatus") == {"fr": "document de travail", "en": "working document"}
    assert "Anthony Chénais" in text(THE_CHARTER, "dcterms:bibliographicCitation", "fr")


def test_nobody_can_take_it_for_an_official_text() -> None:
    """The description says, in both languages, that it is a working document and not an official text."""
    description = texts(THE_CHARTER, "dcterms:description")
    assert "un document de travail" in description["fr"]
    assert "non un texte officiel" in description["fr"]
    assert "a working document" in description["en"]
    assert "not an official text" in description["en"]


def test_it_is_attributed_to_who_proposed_it() -> None:
    """The Caisse des dépôts proposed the charter; the article and its author only report it."""
    (proposer,) = objects(THE_CHARTER, "prov:wasAttributedTo")
    assert set(texts(proposer, "rdfs:label").values()) == {"Caisse des dépôts et consignations"}
    (article,) = objects(THE_CHARTER, "dcterms:source")
    assert text(article, "dcterms:creator") == "Anthony Chénais"


def test_nothing_is_missing_and_nothing_is_added() -> None:
    """There are 68 requirements, 27 sentences and 8 criteria, and the charter lists each requirement and criterion."""
    requirements = {term("qc:" + row["id"]) for row in ROWS}
    assert len(requirements) == len(ROWS) == 68
    assert instances("qn:Requirement") == objects(THE_CHARTER, "qn:hasRequirement") == requirements
    assert len(instances("qn:Criterion")) == 8
    assert instances("qn:Criterion") == objects(THE_CHARTER, "qn:hasCriterion")
    assert instances("qn:CharterSentence") == {term(f"qc:S{number:02}") for number in range(1, 28)}


@pytest.mark.parametrize("number", range(1, 9))
def test_a_criterion_has_its_number_its_name_and_its_sentence(number: int) -> None:
    """The criteria are numbered as in the text, named in both languages, and come from the charter's own sentences."""
    criterion = term(f"qc:criterion-{number}")
    assert document()[criterion][term("qn:number")] == [Literal(number)]
    assert set(texts(criterion, "skos:prefLabel")) == {"fr", "en"}
    (sentence,) = objects(criterion, "qn:sentence")
    assert text(sentence, "qn:quote", "fr").startswith(str(number))
    assert objects(criterion, "m8g:isDerivedFrom") == {THE_CHARTER}


def test_every_sentence_carries_something() -> None:
    """No sentence is quoted for nothing: each is that of a criterion or of a requirement."""
    used = {node for owner in document() for node in objects(owner, "qn:sentence")}
    assert used == instances("qn:CharterSentence")


@pytest.mark.parametrize("number", range(1, 28))
def test_a_sentence_is_quoted_and_translated(number: int) -> None:
    """A sentence has its number, its exact French, one English translation, and belongs to the charter."""
    sentence = term(f"qc:S{number:02}")
    assert text(sentence, "dcterms:identifier") == f"S{number:02}"
    assert text(sentence, "qn:quote", "fr").strip()
    assert text(sentence, "qn:translation", "en").strip()
    assert objects(sentence, "dcterms:isPartOf") == {THE_CHARTER}


@each_row
def test_a_requirement_stands_where_the_table_puts_it(row: Row) -> None:
    """Identifier, place, sentence, criteria shown under and criterion decided are those of the table."""
    requirement = term("qc:" + row["id"])
    assert text(requirement, "dcterms:identifier") == row["id"]
    assert document()[requirement][term("qn:order")] == [Literal(ROWS.index(row) + 1)]
    assert names(row, "qn:sentence", CHARTER + "1#") == {row["sid"]}
    assert names(row, "qn:criterion", CHARTER + "1#criterion-") == set(row["shown_under"].split())
    assert names(row, "qn:decidesCriterion", CHARTER + "1#criterion-") == concepts(row["decides"])


@each_row
def test_a_requirement_is_of_the_kind_that_the_table_says(row: Row) -> None:
    """Level, gate, decider and weight are those of the table."""
    assert names(row, "qn:level") == {LEVELS[row["kind"]]}
    assert names(row, "qn:gate") == concepts(GATES[row["gate"]])
    assert names(row, "qn:decidedBy") == {DECIDERS[row["decided_by"]]}
    assert names(row, "qn:severity", "http://www.w3.org/ns/shacl#") == concepts(row["severity_charter_label"])


@each_row
def test_a_requirement_compares_as_the_table_says(row: Row) -> None:
    """Every row names one comparator; one with a threshold names that of the table."""
    (comparator,) = names(row, "qn:comparator")
    assert comparator == COMPARATORS.get(row["comparator"], comparator)


@each_row
def test_a_requirement_follows_from_the_rows_that_it_names(row: Row) -> None:
    """Umbrella and covered rows follow from rows that the reading names; only the award needs the whole verdict."""
    expected = {"QN-" + name for name in DERIVED.get(row["id"], "").split()}
    assert names(row, "qn:derivedFrom", CHARTER + "1#") == expected
    assert (row["decided_by"] == "derivation") == bool(expected)
    whole = document()[term("qc:" + row["id"])].get(term("qn:derivedFromVerdict"))
    assert whole == ([Literal(True)] if row["id"] == "QN-P-05" else None)


@each_row
def test_a_requirement_reads_in_both_languages(row: Row) -> None:
    """Label and what must be stated exist in French and in English; a reading exists in both or not at all."""
    requirement = term("qc:" + row["id"])
    for curie in ("skos:prefLabel", "qn:mustState"):
        assert all(texts(requirement, curie)[language].strip() for language in ("fr", "en"))
    assert set(texts(requirement, "qn:reading")) in ({"fr", "en"}, set())


@each_row
def test_a_requirement_can_be_read_alone(row: Row) -> None:
    """A requirement repeats the quote and the translation of its sentence, without a letter changed."""
    for curie in ("qn:quote", "qn:translation"):
        assert texts(term("qc:" + row["id"]), curie) == texts(term("qc:" + row["sid"]), curie)


@each_row
def test_no_threshold_stands_in_our_own_words(row: Row) -> None:
    """A threshold is a constraint of the shapes, once: our texts hold no digit and no threshold in words."""
    for curie in ("skos:prefLabel", "qn:mustState", "qn:reading"):
        for ours in texts(term("qc:" + row["id"]), curie).values():
            assert not re.search(r"\d", ours)
            assert not THRESHOLD_IN_WORDS.search(ours)


@each_row
def test_our_french_is_set_as_french(row: Row) -> None:
    """Apostrophes are typographic, and a no-break space keeps double punctuation and guillemets with their word."""
    for curie in ("skos:prefLabel", "qn:mustState", "qn:reading"):
        french = texts(term("qc:" + row["id"]), curie).get("fr", "")
        assert not set("'\"") & set(french)
        assert not re.search(r"[^\u00a0][;:!?»]|«[^\u00a0]", french)


def test_quotes_keep_the_characters_of_the_source() -> None:
    """The one no-break space of the source and its typographic apostrophes are not normalised away."""
    quotes = {node: text(node, "qn:quote", "fr") for node in instances("qn:CharterSentence")}
    assert {node for node, quote in quotes.items() if "\u00a0" in quote} == {term("qc:S15")}
    assert "un grand groupe\u00a0ayant une partie de sa R&D" in quotes[term("qc:S15")]
    assert "d\u2019au moins un « Tech Champion »" in quotes[term("qc:S13")]
    assert not any("'" in quote for quote in quotes.values())


def test_quotes_stand_in_the_source() -> None:
    """Every quote is an exact part of the source text, where QUARTIERKG_SOURCE names the file that holds it."""
    name = os.environ.get("QUARTIERKG_SOURCE")
    if not name:
        pytest.skip("QUARTIERKG_SOURCE does not name the source text, so quotes are not compared with it")
    source = Path(name).read_text(encoding="utf-8")
    assert [node.value for node in instances("qn:CharterSentence") if text(node, "qn:quote", "fr") not in source] == []


def test_every_term_of_ours_is_defined() -> None:
    """The document uses no class, property or concept of our ontology that the ontology does not define."""
    files = [ROOT / "ontology" / name for name in ("core.ttl", "concepts.ttl", "lifecycle.ttl")]
    defined = {quad.subject for file in files for quad in parse(path=file, format=RdfFormat.TURTLE)}
    used: set[NamedNode | Literal] = set()
    for values in document().values():
        used.update(values, *values.values())
    ours = {node for node in used if isinstance(node, NamedNode) and node.value.startswith(ONTOLOGY)}
    assert ours - defined == set()


@each_row
def test_only_rows_of_the_application_block_an_application(row: Row) -> None:
    """In the table, a row whose gate is the label weighs at most a warning on an application, in either profile."""
    weights = {row["severity_charter_application"], row["severity_strict_application"]}
    assert row["gate"] == "application" or "Violation" not in weights
    if row["decided_by"] == "committee":
        assert weights == {"Info"}


def test_the_profiles_give_another_weight_to_two_rows_only() -> None:
    """In the table, the recommendations on the State are what the strict reading makes weigh more."""
    harder = {row["id"] for row in ROWS if row["severity_charter_label"] != row["severity_strict_label"]}
    assert harder == {"QN-G-05", "QN-G-06"}


def test_four_rows_wait_for_the_committee() -> None:
    """In the table, the committee has a say in the four qualitative rows and in no other."""
    waiting = {row["id"] for row in ROWS if row["decided_by"] in {"committee", "shapes and committee"}}
    assert waiting == {"QN-C2-02", "QN-C4-02", "QN-C4-11", "QN-C7-03"}
