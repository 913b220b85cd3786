"""Remedies in words, as data, and as a patch that passes nothing."""

from __future__ import annotations

import json
import random
from functools import cache

import jsonschema
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from quartierkg.charter import context
from quartierkg.charter.check import Question, check
from quartierkg.charter.outcome import Decision, Outcome
from quartierkg.charter.remedy.plan import Plan, plan
from quartierkg.intake.dossier import Dossier
from quartierkg.language import LANGUAGES
from quartierkg.report.remedy import WRITERS
from quartierkg.report.remedy import json as as_json
from quartierkg.terms import term
from tests.charter import battery
from tests.samples import BASE, DAY, ROOT, changed, extent, read

BARE = """@prefix qn: <https://w3id.org/quartierkg/ontology#> .
<https://a.example/d> a qn:Dossier ; qn:concerns <https://a.example/q> . <https://a.example/q> a qn:Quartier .
"""


def planned(found: Dossier) -> Plan:
    """The plan of a dossier on the day of the tests."""
    return plan(found, context.bundled(day=DAY), Question())


@cache
def of_text(text: str, name: str = "") -> Plan:
    """The plan of a dossier that several tests look at."""
    return planned(read(text.encode(), name) if name else read(text))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("qn:employees 61", "qn:employees 24", "effectif : trouvé 24, exigé plus de 25 ; il manque 2"),
        ("qn:employees 61", "qn:employees 25", "effectif : trouvé 25, exigé plus de 25 ; il manque 1"),
        ("qn:turnover 8100000", "qn:turnover 4500000", "il manque plus de 500 000 €"),
        ("qn:growth 30.6", "qn:growth 20", "trouvé 20 %, exigé au moins 25 % ; il manque 5 points"),
        (
            "qn:usableArea 52500",
            "qn:usableArea 42500",
            "trouvé 42 500 m², exigé au moins 50 000 m² ; il manque 7 500 m²",
        ),
        ("qn:minutes 24", "qn:minutes 45", "durée : trouvé 45 min, exigé moins de 30 min ; 15 min de trop"),
    ],
)
def test_how_much_is_missing_is_said(old: str, new: str, said: str) -> None:
    """The arithmetic of the requirement, in its unit: what is found, what is required, and the difference."""
    text = WRITERS["text"](planned(read(changed((old, new)))), "fr")
    flat = " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())
    assert said in flat


def test_a_role_that_nobody_holds_is_named() -> None:
    """With the charter's sentence and the words of the finding."""
    found = planned(read((ROOT / "data" / "dossiers" / "seed-team-not-stated.ttl").read_bytes()))
    text = " ".join(WRITERS["text"](found, "en").split())
    assert "A seed-investment team" in text
    assert "role: to be stated: seed investment" in text
    assert "is not stated" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_of_our_own_making_shows(language: str) -> None:
    """No blank node, no draft, no address where a label is known."""
    text = WRITERS["text"](of_text(BARE), "fr" if language == "fr" else "en")
    assert "urn:" not in text
    assert "http://www.w3.org" not in text
    assert "w3id.org/quartierkg/ontology" not in text


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "data" / "dossiers").glob("*.ttl")))
def test_the_data_keep_to_their_schema(name: str) -> None:
    """JSON Schema 2020-12, published at /schemas/remedy.json."""
    found = of_text((ROOT / "data" / "dossiers" / name).read_text(encoding="utf-8"), name)
    jsonschema.validate(json.loads(as_json.write(found)), json.loads(as_json.schema()))


def test_what_is_missing_is_there_for_programs_too() -> None:
    """Threshold, found value, difference and place of one change."""
    found = as_json.value(planned(read(changed(("qn:employees 61", "qn:employees 24")), "d.ttl")))
    (change,) = found["remedies"][0]["changes"]
    assert change["node"] == "https://w3id.org/quartierkg/id/port-lumiere/champion-2024"
    assert change["found"] == ["24"]
    assert change["threshold"] == {"comparator": "sh:minExclusive", "limit": "25"}
    assert change["missing"] == {"fr": "il manque 2", "en": "2 short"}
    line = changed(("qn:employees 61", "qn:employees 24")).split("\n")[change["position"]["line"] - 1]
    assert "qn:employees 24" in line


def test_every_value_of_a_patch_is_a_placeholder() -> None:
    """The only other things in it are links to new things, their classes, and which one of its kind each is."""
    patch = WRITERS["ttl"](of_text(BARE), "fr")
    triples = [quad.triple for quad in parse(patch, format=RdfFormat.TURTLE)]
    literals = [triple.object for triple in triples if isinstance(triple.object, Literal)]
    assert literals
    assert {literal.datatype for literal in literals} == {term("qn:Placeholder")}


def sample() -> list[tuple[str, str]]:
    """Dossiers that are not met, as text, with the name of their file."""
    chosen = random.Random(20130612)
    cases = [case for case in battery.cases() if case.context == "committee" and case.plus + tuple(case.without)]
    files = sorted((ROOT / "data" / "dossiers").glob("fails-*.ttl"))
    drawn = ((as_turtle(case), "") for case in chosen.sample(cases, extent(100, 5, 1)))
    return [(BARE, ""), *((path.read_text(encoding="utf-8"), path.name) for path in files), *drawn]


def as_turtle(case: battery.Case) -> str:
    """A case as N-Triples, which is Turtle; blank nodes keep what the intake calls them."""
    kept = [triple for triple in read(BASE.read_bytes()).triples if triple not in case.without]
    lines = (f"{triple} ." for triple in dict.fromkeys((*kept, *case.plus)))
    return "\n".join(line.replace("<urn:quartierkg:blank:", "<urn:x:") for line in lines) + "\n"


def test_a_patch_never_passes_anything() -> None:
    """Added to its dossier as it is, it satisfies no row that was not satisfied, and says that it is unfinished."""
    for text, name in sample():
        found = of_text(text, name)
        if not found.steps:
            continue
        patched = read(text + "\n" + WRITERS["ttl"](found, "fr"))
        after = check(patched, context.bundled(day=DAY), Question())
        good = (Outcome.PASSED, Outcome.NOT_APPLICABLE, Outcome.CANNOT_TELL)
        before = {row.requirement.id for row in found.verdict.rows if row.outcome not in good}
        gained = before & {row.requirement.id for row in after.rows if row.decides and row.outcome in good}
        assert not gained, (gained, text[-600:])


def test_two_patches_and_any_blank_node_stand_beside_each_other() -> None:
    """What a patch adds has names of its own: nothing of the dossier, and of another patch, is taken for it."""
    seed = (ROOT / "data" / "dossiers" / "seed-team-not-stated.ttl").read_text(encoding="utf-8")
    patch = WRITERS["ttl"](planned(read(seed)), "fr")
    label = next(word for word in patch.split() if word.startswith("_:"))
    action = "_:new1 a qn:PublicAction ; qn:carriedBy :prefecture , :metropole ."
    mixed = f"{seed}\nqid:port-lumiere qn:publicAction _:new1 . {action}"
    assert label not in WRITERS["ttl"](planned(read(mixed)), "fr")
    other = check(read(mixed + "\n" + patch), context.bundled(day=DAY), Question("strict"))
    assert {row.requirement.id: row.outcome for row in other.rows}["QN-G-06"] is Outcome.FAILED


def test_a_dossier_that_names_no_quartier_is_told_to_name_the_one_that_it_describes() -> None:
    """And one that describes none gets a patch that asks for its address first."""
    described = planned(read(changed(("    qn:concerns qid:port-lumiere ;\n", ""))))
    assert [change.added for step in described.steps for change in step.changes] == [
        NamedNode("https://w3id.org/quartierkg/id/quartier/port-lumiere")
    ]
    bare = planned(read("@prefix qn: <https://w3id.org/quartierkg/ontology#> . <https://a.example/d> a qn:Dossier ."))
    assert all(step["changes"] for step in as_json.value(bare)["remedies"])
    patch = [quad.triple for quad in parse(WRITERS["ttl"](bare, "fr"), format=RdfFormat.TURTLE)]
    assert [triple.predicate for triple in patch] == [term("qn:concerns")]


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_a_name_does_not_command_the_terminal(name: str) -> None:
    """Control characters and characters that turn the writing round are not handed on."""
    evil = 'rdfs:label "x\\u001B[31m\\u202Ey\\u2028z"@fr'
    text = changed(('rdfs:label "Fab lab du Phare"@fr', evil), ("POINT (-4.508 47.908)", "POINT (-4.508 47.930)"))
    written = WRITERS[name](planned(read(text)), "fr")
    assert not {"\x1b", "\u202e"} & set(written if name != "json" else written.encode("ascii", "ignore").decode())


def test_a_patch_says_what_is_to_be_taken_out() -> None:
    """Turtle cannot take statements away: a comment does, with the line."""
    text = (ROOT / "data" / "dossiers" / "fails-criterion-8.ttl").read_text(encoding="utf-8")
    patch = WRITERS["ttl"](planned(read(text)), "en")
    comment = next(line for line in patch.split("\n") if line.startswith("# To be taken out"))
    assert "Préfecture des Deux-Caps" in comment
    number = int(comment.partition("line ")[2].partition(" ")[0])
    assert "qn:appointedBy" in text.split("\n")[number - 1]


def test_a_hostile_name_stays_in_its_comment() -> None:
    """A label with a line feed cannot smuggle a statement into the patch."""
    evil = 'rdfs:label "x\\n<https://a.example/q> <https://a.example/p> 1 .\\n"@fr'
    text = changed(('rdfs:label "Fab lab du Phare"@fr', evil), ("POINT (-4.508 47.908)", "POINT (-4.508 47.930)"))
    patch = WRITERS["ttl"](planned(read(text)), "fr")
    subjects = {str(quad.subject) for quad in parse(patch, format=RdfFormat.TURTLE)}
    assert not any("a.example" in subject for subject in subjects)


def test_a_source_is_read_in_every_syntax() -> None:
    """Positions come from Turtle alone; the remedies from any."""
    name = "foreign-namespace.jsonld"
    found = planned(read((ROOT / "data" / "dossiers" / name).read_bytes(), name))
    assert found.afterwards in (Decision.MET, Decision.AWAITING)
