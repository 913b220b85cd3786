"""What a rule may be: a conjunction whose every solution names the statements that it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from quartierkg.errors import QueryFault, UsageFault
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.mapping import mapping
from quartierkg.mapping.conversion import convert
from quartierkg.mapping.mapping import Mapping, named, shipped
from quartierkg.mapping.rule import Rule, read
from quartierkg.terms import term

OURS = "https://w3id.org/quartierkg/ontology#"
TURTLE = b"<urn:a> <urn:p> 1 . <urn:b> <urn:p> 2 ; <urn:q> 3 ."


def of(*rules: Rule) -> Mapping:
    """A mapping of some rules."""
    return Mapping("t", Text.alike("t"), Text.alike("t"), {}, {}, rules)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SELECT * WHERE { ?a ?b ?c }", "CONSTRUCT"),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c OPTIONAL { ?a <urn:d> ?d } }", "OPTIONAL"),
        ("CONSTRUCT { ?a ?b ?c } WHERE { { ?a ?b ?c } UNION { ?c ?b ?a } }", "UNION"),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c MINUS { ?a <urn:d> ?d } }", "MINUS"),
        ("CONSTRUCT { ?a ?b ?c } WHERE { GRAPH <urn:g> { ?a ?b ?c } }", "GRAPH"),
        ("CONSTRUCT { ?a ?b ?c } WHERE { SERVICE <http://192.0.2.1/> { ?a ?b ?c } }", "SERVICE"),
        (
            "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c FILTER EXISTS { SERVICE <http://192.0.2.1/> { ?a ?b 1 } } }",
            "SERVICE",
        ),
        ("CONSTRUCT { ?a ?b ?c } FROM <file:///etc/passwd> WHERE { ?a ?b ?c }", "FROM"),
        ("CONSTRUCT { ?a <urn:p> ?c } WHERE { ?a <urn:p>+ ?c }", "place"),
        ("CONSTRUCT { ?a <urn:p> ?c } WHERE { ?a <urn:p> [ <urn:q> ?c ] }", "variables"),
        ("CONSTRUCT { ?a <urn:p> ?c } WHERE { { SELECT ?a ?c { ?a <urn:p> ?c } } }", "place"),
        ("CONSTRUCT { ?a <urn:p> ?c } WHERE { ?a <urn:p> ?c } LIMIT 1", "LIMIT"),
        ("CONSTRUCT { ?a <urn:p> ?c } WHERE { ?a <urn:p> ?b BIND(UUID() AS ?c) }", "UUID"),
        ("CONSTRUCT { } WHERE { ?a <urn:p> ?b }", "makes none"),
        ("CONSTRUCT { ?a <urn:p> 1 } WHERE { VALUES ?a { <urn:a> } }", "looks for no triple"),
        ("CONSTRUCT { ?a <urn:p> ?c } WHERE { ?a <urn:p> ", "early"),
        ("CONSTRUCT { ?a no:p ?c } WHERE { ?a no:p ?c }", "not declared"),
    ],
)
def test_what_is_no_rule_is_refused_with_its_file_and_reason(text: str, why: str) -> None:
    """Nothing whose use of a statement would be a guess, and nothing that leaves the file that is converted."""
    with pytest.raises(QueryFault, match=why) as refused:
        read("t/10.rq", text)
    assert refused.value.source == "t/10.rq"


def test_a_solution_of_which_not_all_can_be_made_uses_nothing() -> None:
    """A year that is no day leaves its statement on the list, in place of losing it."""
    rule = read(
        "t/1.rq",
        "CONSTRUCT { ?a <urn:ours> ?d . ?a <urn:also> ?c } WHERE { ?a <urn:p> ?c BIND(IF(?c = 1, 10 / 0, ?c) AS ?d) }",
    )
    found = convert(Source("a.ttl", TURTLE), of(rule))
    assert [str(one.subject) for one in found.triples] == ["<urn:b>", "<urn:b>"]
    assert [str(one.triple.object.value) for one in found.unmapped if hasattr(one.triple.object, "value")] == ["1", "3"]


def test_what_is_only_looked_at_is_not_used() -> None:
    """A condition in FILTER EXISTS leaves its statement for other rules, or for the list."""
    rule = read("t/1.rq", "CONSTRUCT { ?a <urn:ours> ?c } WHERE { ?a <urn:p> ?c FILTER EXISTS { ?a <urn:q> ?d } }")
    found = convert(Source("a.ttl", TURTLE), of(rule))
    assert [str(one.triple.predicate) for one in found.unmapped] == ["<urn:p>", "<urn:q>"]


def test_a_rule_may_make_what_has_no_address() -> None:
    """Each solution has a blank node of its own, the same at every run."""
    rule = read("t/1.rq", "CONSTRUCT { ?a <urn:part> [ <urn:value> ?c ] } WHERE { ?a <urn:p> ?c }")
    found = convert(Source("a.ttl", TURTLE), of(rule)).triples
    assert len({one.subject for one in found if one.predicate.value == "urn:value"}) == 2
    assert found == convert(Source("a.ttl", TURTLE), of(rule)).triples


def test_every_mapping_of_the_release_says_what_it_is_in_both_languages() -> None:
    """A title and a description each, and each rule begins with its comment."""
    assert shipped() == ("org", "schema")
    for token in shipped():
        found = named(token)
        assert found.title.fr != found.title.en
        assert found.description.fr != found.description.en
        texts = [one.text for one in found.rules]
        assert texts
        assert all(text.startswith("# ") for text in texts)


def test_every_term_of_ours_that_a_rule_makes_is_in_the_ontology() -> None:
    """A rule cannot make up a term."""
    context = (Path(__file__).parents[2] / "ontology" / "context.jsonld").read_text(encoding="utf-8")
    made = {
        str(one).removeprefix(OURS)
        for token in shipped()
        for rule in named(token).rules
        for pattern in rule.made
        for one in pattern
        if str(one).startswith(OURS)
    }
    assert made
    assert [name for name in sorted(made) if f'"{name}"' not in context and f'#{name}"' not in context] == []


def test_a_folder_without_rules_or_description_is_no_mapping(tmp_path: Path) -> None:
    """What is missing is named."""
    with pytest.raises(UsageFault, match=r"\.rq"):
        named(str(tmp_path))
    (tmp_path / "1.rq").write_text("CONSTRUCT WHERE { ?a <urn:p> ?b }", encoding="utf-8")
    with pytest.raises(UsageFault):
        named(str(tmp_path))
    (tmp_path / mapping.ABOUT).write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    with pytest.raises(UsageFault, match="dcterms:title"):
        named(str(tmp_path))
    with pytest.raises(UsageFault, match="org, schema"):
        named("nothing")


def test_construct_where_makes_what_it_finds() -> None:
    """The short form of SPARQL 1.1 (16.2.4) keeps statements as they are."""
    found = convert(Source("a.ttl", TURTLE), of(read("t/1.rq", "CONSTRUCT WHERE { ?a <urn:q> ?b }")))
    assert [one.predicate.value for one in found.triples] == ["urn:q"]
    assert term("rdf:type") not in {one.predicate for one in found.triples}
