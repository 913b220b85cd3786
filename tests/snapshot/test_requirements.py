"""What the shapes ask for, as data."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, RdfFormat, Store

from quartierkg.snapshot.requirements import asked

# The thresholds of the charter, by hand (charter.md): requirement, constraint, limit.
THRESHOLDS = {
    ("QN-C1-02", "maxExclusive", "30"),
    ("QN-C1-03", "maxExclusive", "30"),
    ("QN-C1-04", "maxExclusive", "30"),
    ("QN-C2-04", "minInclusive", "50000"),
    ("QN-C4-06", "minExclusive", "5000000"),
    ("QN-C4-07", "minExclusive", "25"),
    ("QN-C4-08", "minInclusive", "25"),
    ("QN-C4-09", "minInclusive", "40"),
}
QUERY = """PREFIX qn: <https://w3id.org/quartierkg/ontology#> PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?row ?constraint ?limit { ?rule qn:judges ?row ; qn:threshold ?shape . ?shape ?constraint ?limit
  FILTER(?constraint != sh:path && STR(?limit) != "0") }"""


def store(version: str) -> Store:
    """What a version asks for."""
    found = Store()
    found.bulk_load(asked(version), RdfFormat.N_TRIPLES)
    return found


def thresholds(version: str) -> set[tuple[str, ...]]:
    """The thresholds of a version, as a query reads them."""
    rows = store(version).query(QUERY)
    assert isinstance(rows, QuerySolutions)
    return {tuple(_value(row, place).rpartition("#")[2] for place in range(3)) for row in rows}


def _value(row: QuerySolution, place: int) -> str:
    found = row[place]
    assert isinstance(found, NamedNode | Literal)
    return found.value


def test_every_threshold_of_the_charter_can_be_read() -> None:
    """The limits of the text, the rank of a month among the periodicities, and where a share ends."""
    assert thresholds("1") == THRESHOLDS | {("QN-C2-03", "maxInclusive", "3"), ("QN-C4-09", "maxInclusive", "100")}


def test_a_version_that_revises_another_has_its_own() -> None:
    """The illustrative version asks for a shorter way and a larger area; the rest is as before."""
    found = {(row, limit) for row, _, limit in thresholds("2-illustrative")}
    assert {("QN-C1-02", "20"), ("QN-C2-04", "60000"), ("QN-C3-04", "1000"), ("QN-C4-06", "5000000")} <= found


def test_each_remedy_has_its_effort() -> None:
    """A requirement that can be remedied says with which effort."""
    found = store("1")
    for remedy in {quad.subject for quad in found if quad.predicate.value.endswith("#remedies")}:
        efforts = {quad.predicate.value.rpartition("#")[2] for quad in found.quads_for_pattern(remedy, None, None)}
        assert isinstance(remedy, NamedNode)
        assert efforts >= {"remedies", "effortToAdd", "effortToChange"}, remedy
