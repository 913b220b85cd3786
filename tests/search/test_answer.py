"""How an answer is ordered, cut into pages, and divided."""

from __future__ import annotations

import pytest

from quartierkg.errors import ParameterFault
from quartierkg.language import Text
from quartierkg.search import Count, Facet, Found, Index, Kind
from quartierkg.terms import CHARTER, ID, PREFIXES
from tests.search.conftest import Opened, names

QN = PREFIXES["qn"]


def facet(found: Found, kind: Kind) -> dict[str, int]:
    """The counts of a facet, by the ends of their keys."""
    (counts,) = (facet.counts for facet in found.facets if facet.kind is kind)
    return {count.key.replace("#", "/").rpartition("/")[2]: count.count for count in counts}


def test_a_name_comes_before_a_description(opened: Opened) -> None:
    """However often the description has the word."""
    index = opened("""
        id:a a qn:Building ; rdfs:label "Halle"@fr ; dcterms:description "Phare, phare, phare et phare."@fr .
        id:b a qn:Building ; rdfs:label "Maison des gardiens du vieux phare de la pointe"@fr .""")
    assert names(index.search("phare")) == ["b", "a"]


def test_the_exact_name_comes_first_then_a_name_that_begins_so(opened: Opened) -> None:
    """Then a name that has it elsewhere."""
    index = opened("""
        id:a a qn:Building ; rdfs:label "Vieux Phare"@fr . id:b a qn:Building ; rdfs:label "Phare du bout du monde"@fr .
        id:c a qn:Building ; rdfs:label "Phare"@fr .""")
    assert names(index.search("PHARE")) == ["c", "b", "a"]


def test_things_alike_come_in_the_order_of_their_iris(opened: Opened) -> None:
    """So that two answers are the same."""
    index = opened("".join(f'id:t{letter} a qn:Building ; rdfs:label "Halle"@fr .' for letter in "cabed"))
    assert names(index.search("halle")) == ["ta", "tb", "tc", "td", "te"]


def test_a_quartier_comes_before_what_is_named_after_it(opened: Opened) -> None:
    """The fab lab has the shorter name."""
    index = opened("""id:q a qn:Quartier ; rdfs:label "Quartier des quais de la Brume"@fr .
        id:a a qn:FabLab ; rdfs:label "Fab lab Brume"@fr .""")
    assert names(index.search("brume")) == ["q", "a"]


def test_a_name_that_reads_alike_in_both_languages_counts_once(opened: Opened) -> None:
    """The other one is translated, not lesser."""
    index = opened("""id:a a qn:Building ; rdfs:label "La Halle"@fr .
        id:b a qn:Building ; rdfs:label "La Halle"@fr , "La Halle"@en ; qn:legalName "La Halle" .""")
    assert names(index.search("halle")) == ["a", "b"]


def test_pages_make_up_the_whole(index: Index) -> None:
    """Whatever their size; each says the total."""
    whole = names(index.search("", limit=100))
    pages = [index.search("", limit=5, offset=offset) for offset in (0, 5, 10, 15)]
    assert [name for page in pages for name in names(page)] == whole
    assert {page.total for page in pages} == {12}


@pytest.mark.parametrize(("limit", "offset", "source"), [(0, 0, "limit"), (101, 0, "limit"), (5, -1, "offset")])
def test_a_page_has_a_size(index: Index, limit: int, offset: int, source: str) -> None:
    """A fault names the parameter."""
    with pytest.raises(ParameterFault) as raised:
        index.search("", limit=limit, offset=offset)
    assert raised.value.source == source


def test_a_page_beyond_the_last_is_empty(index: Index) -> None:
    """And says the total."""
    found = index.search("quartier", offset=10**12)
    assert (found.hits, found.total) == ((), 2)


def test_a_hit_says_what_it_is(index: Index) -> None:
    """Class, both names, and whether it is invented."""
    (hit,) = index.search("eauvive").hits
    assert (hit.iri, hit.class_, hit.illustrative) == (ID + "eauvive", PREFIXES["igeo"] + "Intercommunalite", False)
    assert hit.label == Text("Métropole d’Eauvive", "Métropole d’Eauvive")
    (brume, _) = index.search("brume").hits
    assert (brume.label.en, brume.illustrative) == ("Golden Mist Quartier", True)


def test_what_is_invented_can_be_left_out(index: Index) -> None:
    """Total and facets with it."""
    found = index.search("logiciel", illustrative=False)
    assert (names(found), found.total, facet(found, Kind.TYPE)) == (["cairn"], 1, {"Enterprise": 1})


def test_a_snippet_marks_the_words(index: Index) -> None:
    """Stems and beginnings too."""
    (hit,) = index.search("fabriquer logici").hits
    assert hit.snippet is not None
    marked = [hit.snippet.text[start:end] for start, end in hit.snippet.marks]
    assert marked == ["fabrication", "logiciels"]


def test_a_snippet_is_in_the_readers_language(index: Index) -> None:
    """Where the words are not only in the other one."""
    (hit,) = index.search("phare", language="en").hits[:1]
    assert hit.snippet is not None
    assert (hit.snippet.text, hit.snippet.language) == ("Helps to make free software.", "en")


def test_a_long_text_is_cut_round_the_first_word(opened: Opened) -> None:
    """Marks stay where the words are."""
    index = opened(
        f'id:a a qn:Building ; rdfs:label "Halle"@fr ; dcterms:description "{"bla " * 99}phare {"bla " * 99}"@fr .'
    )
    (hit,) = index.search("phare").hits
    assert hit.snippet is not None
    assert len(hit.snippet.text) <= 162
    assert hit.snippet.text.startswith("…bla")
    assert hit.snippet.text.endswith("bla…")
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.marks] == ["phare"]


def test_types_are_the_most_specific(index: Index) -> None:
    """A fab lab is a feature, an intercommunality a local authority, a role a concept: none is counted as that."""
    expected = {"Quartier": 2, "Intercommunalite": 2, "Role": 2, "Association": 1, "Enterprise": 1, "FabLab": 1}
    assert facet(index.search(""), Kind.TYPE) == expected | {"Region": 1, "Criterion": 1, "Requirement": 1}


def test_roles_are_those_of_an_actor_and_those_in_a_quartier(index: Index) -> None:
    """The lighthouse is an incubator in one and animates the other."""
    assert facet(index.search("phare"), Kind.ROLE) == {"Incubator": 1, "Animator": 1}
    assert facet(index.search("brume dorée"), Kind.ROLE) == {"Incubator": 1, "Animator": 1}
    assert facet(index.search("écluse"), Kind.ROLE) == {"Animator": 1}
    assert facet(index.search("cairn"), Kind.ROLE) == {"Animator": 1}


def test_territories_are_those_of_the_quartiers(index: Index) -> None:
    """Up to the region: of a Quartier, of an actor in two, and of what belongs to a Quartier."""
    both = {"eauvive": 1, "rochemont": 1, "nord": 1}
    assert facet(index.search("phare"), Kind.TERRITORY) == both
    assert facet(index.search("écluse"), Kind.TERRITORY) == {"rochemont": 1, "nord": 1}
    assert facet(index.search("laser"), Kind.TERRITORY) == {"eauvive": 1, "nord": 1}


def test_the_state_is_that_of_the_day(index: Index) -> None:
    """A withdrawal to come is none yet."""
    assert facet(index.search("quartier"), Kind.STATE) == {"Labelled": 1, "Suspended": 1}


def test_of_two_events_on_one_day_the_one_further_along_counts(opened: Opened) -> None:
    """As in the graph of what follows."""
    index = opened("""id:a a qn:Quartier ; rdfs:label "Halle"@fr ; qn:history id:h1 , id:h2 .
        id:h1 qn:toState qn:Suspended ; qn:happenedOn "2025-05-01"^^xsd:date .
        id:h2 qn:toState qn:Labelled ; qn:happenedOn "2025-05-01"^^xsd:date .""")
    assert facet(index.search(""), Kind.STATE)["Suspended"] == 1


def test_criteria_are_those_of_the_latest_verdict(index: Index) -> None:
    """The criterion failed once and passed since."""
    assert facet(index.search("brume"), Kind.CRITERION) == {"criterion-3:passed": 1}
    assert facet(index.search("quartier"), Kind.CRITERION) == {"criterion-3:passed": 1, "criterion-3:failed": 1}


def test_a_verdict_that_is_not_published_is_not_told(opened: Opened) -> None:
    """The committee's graph is never read."""
    secret = """id:v9 a qn:Verdict ; qn:onDossier id:d9 ; qn:judgedOn "2026-01-01"^^xsd:date ;
        qn:criterionOutcome [ qn:onCriterion qc:criterion-3 ; earl:outcome earl:failed ] . id:d9 qn:concerns id:brume .
        id:secret a qn:Quartier ; rdfs:label "Brume secrète"@fr ; qn:illustrative true ."""
    index = opened(committee=secret)
    assert facet(index.search("brume"), Kind.CRITERION) == {"criterion-3:passed": 1}
    assert index.search("secrète").total == 0


def test_a_search_is_narrowed_by_what_a_facet_counts(index: Index) -> None:
    """Every value of every facet leaves as many hits as it said."""
    for one in index.search("").facets:
        for count in one.counts:
            assert index.search("", narrowed=[(one.kind, count.key)]).total == count.count


def test_several_values_narrow_together(index: Index) -> None:
    """A Quartier, in one métropole, whose criterion failed."""
    failed = (Kind.CRITERION, CHARTER + "1#criterion-3:failed")
    quartier = (Kind.TYPE, QN + "Quartier")
    assert names(index.search("", narrowed=[quartier, failed])) == ["ecluse"]
    assert index.search("", narrowed=[quartier, failed, (Kind.STATE, QN + "Labelled")]).total == 0


@pytest.mark.parametrize("key", ["", "nothing", "' OR 1=1 --", "\udc80", QN + "Labelled"])
def test_a_value_that_nothing_has_leaves_nothing(index: Index, key: str) -> None:
    """Whatever it is."""
    assert index.search("", narrowed=[(Kind.ROLE, key)]).total == 0


def test_the_most_frequent_values_come_first_and_the_others_are_counted(opened: Opened) -> None:
    """Thirty of them, ties by IRI."""
    facts = "".join(f'id:t{n:02} a id:c{n:02} ; rdfs:label "Halle"@fr .' for n in range(40))
    found = opened(facts + 'id:t99 a id:c30 ; rdfs:label "Halle"@fr .').search("halle")
    types = found.facets[0]
    assert types.values == 40
    assert types.counts[0] == Count(ID + "c30", ID + "c30", None, 2)
    assert [count.iri.removeprefix(ID) for count in types.counts[1:]] == [f"c{n:02}" for n in range(29)]


def test_an_answer_has_every_facet(index: Index) -> None:
    """In the same order, also where nothing was found."""
    assert index.search("introuvable").facets == tuple(Facet(kind, (), 0) for kind in Kind)
