"""The stored queries as files: whole, in two languages, by the six answer rules."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, parse

from quartierkg.errors import NotFound
from quartierkg.query import admit
from quartierkg.query.lexer import Kind, tokens
from quartierkg.stored import StoredQuery, library, stored_query
from quartierkg.stored.binding import named
from quartierkg.stored.parameter import STANDING
from quartierkg.stored.parameter import Kind as ParameterKind
from quartierkg.terms import CHARTER, term
from tests.samples import ROOT
from tests.stored import cases, page

BOUNDS = ("sh:minInclusive", "sh:minExclusive", "sh:maxInclusive", "sh:maxExclusive")
COMMON = ("asOf", "state", "illustrative", "lang", "limit", "offset")
QUERIES = list(library().values())
# What the brief asks for: the questions of each public, and those between Quartiers (competency-questions.md).
SECTIONS = (("researcher", 1, 15), ("committee", 16, 32), ("candidate", 33, 44), ("actor", 45, 58))
# What the pages of the network ask of all Quartiers, and not of what links them.
OF_THE_WHOLE = ("NQ06", "NQ08", "NQ09", "NQ10")
ACROSS = {*range(9, 14), *range(29, 33), *range(40, 45), *range(45, 56)}
STATE = (
    "FILTER(!(?since > $asOf))",
    "{ GRAPH <https://w3id.org/quartierkg/graph/inferred> { ?event qn:until ?end } FILTER(!(?end > $asOf)) }",
)
_LOOK = (
    r"(GRAPH <https://w3id.org/quartierkg/graph/ontology> \{ [?$]\w+ qn:[^}]+ \} )?"
    r"GRAPH <https://w3id.org/quartierkg/graph/inferred> \{ [?$]\w+ [?$](standing|tells) \?(?P<spell>\w+) \} "
)
_NUMBER = (
    r"BIND\(YEAR\((?P<day>[?$]\w+)\) \* 10000 \+ MONTH\((?P=day)\) \* 100 \+ DAY\((?P=day)\) AS \?(?P<number>\w+)\) "
)
_TEST = (
    r"FILTER\(\?(?P=spell) < 100000000 \* \(\?(?P=number) \+ 1\)"
    r" && \?(?P=spell) - 100000000 \* FLOOR\(\?(?P=spell) / 100000000\) > \?(?P=number)\)"
)
# The number of the day is worked out once where a group begins with it; what leads to one Quartier must not be cut off.
SPELLS = (re.compile(_NUMBER + _LOOK + _TEST), re.compile(_LOOK + _NUMBER + _TEST))
every_query = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.id)


def test_there_are_fifty_eight() -> None:
    """One for each competency question."""
    assert [id_ for id_ in library() if id_.startswith("CQ")] == [f"CQ{number:02}" for number in range(1, 59)]


@every_query
def test_each_is_asked_by_whom_the_brief_says(query: StoredQuery) -> None:
    """Its section, and whether it is about what links Quartiers."""
    if query.id.startswith("NQ"):  # ours, beyond those of the brief
        assert query.across == (query.id not in OF_THE_WHOLE)
        return
    number = int(query.id[2:])
    section = next(name for name, first, last in SECTIONS if first <= number <= last)
    assert section in {audience.name for audience in query.audiences}
    assert query.across == (number in ACROSS)


@every_query
def test_the_text_says_what_the_columns_are(query: StoredQuery) -> None:
    """The variables of the rows are the columns, in their order; a CONSTRUCT makes one statement of each row."""
    found = Store().query(query.rows)
    assert isinstance(found, QuerySolutions)
    assert [variable.value for variable in found.variables] == [column.name for column in query.columns]
    for column in query.columns:
        assert (column.class_ is None) != (column.datatype is None), column.name


@every_query
def test_the_answer_rules_hold(query: StoredQuery) -> None:
    """A day, a state and a flag wherever Quartiers are meant; rows in a total order; no LIMIT of its own."""
    used = named(query.text)
    assert used <= {parameter.name for parameter in query.parameters} | {STANDING}
    assert {p.name for p in query.parameters if not p.common and p.name not in COMMON} <= used
    if not query.timeless:
        assert {"asOf", "illustrative"} <= used
    words = [token.text.upper() for token in tokens(query.text) if token.kind is Kind.WORD]
    assert "LIMIT" not in words
    assert "OFFSET" not in words
    assert "ORDER" in words
    for name in ("NOW", "RAND", "UUID", "STRUUID", "SERVICE", "GROUP_CONCAT", "SAMPLE"):
        assert name not in words
    admit(query.text)


@every_query
def test_a_state_is_asked_for_in_the_same_words(query: StoredQuery) -> None:
    """By the days that stand beside the Quartier; where the event itself is shown, by the event and the next one."""
    text = " ".join(line.strip() for line in query.text.splitlines())
    if "qn:toState $state" in text:
        assert all(words in text for words in STATE)
    told = sum(len(words.findall(text)) for words in SPELLS)
    assert told == len(re.findall(r"[?$]\w+ [?$](?:standing|tells) ", text))
    assert ("$standing" in text or "$state" in text) != query.timeless


@every_query
def test_nothing_is_joined_by_what_may_fail_to_be_bound(query: StoredQuery) -> None:
    """The engine has no key for such a join and compares each with each: minutes where there are many verdicts."""
    made = re.findall(r"BIND\(IRI\(.*\) AS \?(\w+)\)", query.text)
    assert not [name for name in made if re.search(rf"\?{name}\s+\^?\w+:\w+", query.text)]


@cache
def thresholds() -> set[Decimal]:
    """The numbers that the requirements of each charter compare with, as the shapes have them."""
    store = Store()
    for file in sorted((ROOT / "shapes").rglob("*.ttl")):
        store.extend(parse(file.read_bytes(), format=RdfFormat.TURTLE))
    # A later version replaces a bound of a shape under the same local name.
    named = {_local(quad.object) for quad in store.quads_for_pattern(None, term("qn:threshold"), None)}
    compared = (quad for bound in BOUNDS for quad in store.quads_for_pattern(None, term(bound), None))
    found = {
        Decimal(quad.object.value)
        for quad in compared
        if _local(quad.subject) in named and isinstance(quad.object, Literal)
    }
    # That there is one, the rank of a period and the whole of a share are also what paths and shares are counted by.
    return found - {0, 1, 3, 100}


def _local(node: object) -> str:
    return node.value.rpartition("#")[2] if isinstance(node, NamedNode) else ""


def test_the_thresholds_are_those_of_each_charter() -> None:
    """So that the test below looks for something: those of the charter, and of the one that is invented."""
    assert {Decimal(number) for number in (50_000, 30, 25, 40, 5_000_000, 20, 1000, 60_000)} <= thresholds()


@every_query
def test_no_number_of_the_charter_stands_in_a_text(query: StoredQuery) -> None:
    """Thresholds are read from the charter's graph."""
    numbers = {Decimal(token.text) for token in tokens(query.text) if token.kind is Kind.NUMBER}
    assert not numbers & thresholds(), query.id


@every_query
def test_every_word_exists_in_both_languages(query: StoredQuery) -> None:
    """Title, explanation, keywords, columns, parameters and options."""
    texts = [query.title, query.explanation, *query.keywords]
    texts += [column.label for column in query.columns]
    for parameter in query.parameters:
        texts += [parameter.label, parameter.description, *(option.label for option in parameter.options)]
    assert query.keywords
    for text in texts:
        assert text.fr.strip(), text
        assert text.en.strip(), text
        assert "'" not in text.fr, text.fr
    assert query.title.fr.endswith(("?", ".")), query.title.fr


@every_query
def test_every_parameter_has_a_type_and_a_way_to_a_value(query: StoredQuery) -> None:
    """It is optional, has a default, or a query that finds one; the common ones are always there."""
    assert set(COMMON[3:] if query.timeless else COMMON) <= {parameter.name for parameter in query.parameters}
    for parameter in query.parameters:
        assert parameter.optional or parameter.default is not None or parameter.default_query is not None
        assert (parameter.kind is ParameterKind.THING) == (parameter.class_ is not None)
        if parameter.default_query is not None:
            admit(parameter.default_query)


def test_each_sheds_light_on_requirements_that_there_are() -> None:
    """Every requirement that the brief lists for a question is a requirement or a criterion of the charter."""
    with (ROOT / "shapes" / "1" / "charter.ttl").open("rb") as file:
        known = {quad.subject for quad in parse(file, format=RdfFormat.TURTLE)}
    for query in QUERIES:
        for node in query.requirements:
            assert isinstance(node, NamedNode)
            assert node in known, (query.id, node)
            assert node.value.startswith(CHARTER)


def test_each_has_a_fixture_with_its_cases() -> None:
    """A network made by hand and the rows that it must give: by default, on another day, and for other values."""
    here = Path(__file__).parent
    assert {path.stem for path in (here / "fixtures").glob("*.trig")} == set(library())
    assert {path.stem for path in (here / "expected").glob("*.json")} == set(library())
    for query in QUERIES:
        given = [case.given for case in cases.of(query.id)]
        assert {} in given, query.id
        assert query.timeless or any("asOf" in one for one in given), query.id
        for parameter in query.parameters:
            if not parameter.common and parameter.name not in COMMON:
                assert any(parameter.name in one for one in given), (query.id, parameter.name)


def test_a_question_is_found_in_any_case_and_only_if_it_is_there() -> None:
    """cq01 is CQ01; CQ99 is nothing."""
    assert stored_query("cq01") is library()["CQ01"]
    with pytest.raises(NotFound):
        stored_query("CQ99")


def test_the_words_of_the_brief_are_asked() -> None:
    """The titles are the questions, in both languages, where the brief is at hand."""
    path = ROOT.parent / "shared" / "design" / "competency-questions.md"
    if not path.is_file():
        pytest.skip("the brief is not on this machine")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("| CQ")]
    for row in csv.reader(lines, delimiter="|"):
        cells = [cell.strip() for cell in row]
        query = library()[cells[1]]
        assert (query.title.fr.replace("\u00a0", " "), query.title.en) == (cells[3], cells[4])


def test_the_page_of_questions_is_that_of_the_files() -> None:
    """docs/questions.md is generated, and up to date."""
    assert page.PAGE.read_text(encoding="utf-8") == page.written()
