"""What a question finds."""

from __future__ import annotations

import pytest

from quartierkg.search import Correction, Index
from tests.search.conftest import Opened, names


@pytest.mark.parametrize("typed", ["écluse", "ecluse", "ÉCLUSE", "Ecluse", "e\u0301cluse"])
def test_case_and_accents_are_forgiven(index: Index, typed: str) -> None:
    """However they are typed."""
    assert names(index.search(typed)) == ["ecluse"]


@pytest.mark.parametrize("typed", ["fablab", "Fablab ", "fablab brume"])
def test_a_word_is_found_where_it_is_written_as_two(index: Index, typed: str) -> None:
    """« Fab lab de la Brume »: nothing has the word in one."""
    found = index.search(typed)
    assert (names(found), found.corrected) == (["fablab"], ())


def test_two_words_apart_are_not_one(opened: Opened) -> None:
    """They stand side by side, in that order."""
    index = opened('id:a a qn:Building ; rdfs:label "Lab du fab"@fr . id:b a qn:Building ; rdfs:label "Fablab"@fr .')
    assert names(index.search("fablab ")) == ["b"]


def test_of_two_alike_the_real_one_comes_first(opened: Opened) -> None:
    """Whatever their addresses."""
    index = opened(
        'id:a a qn:Building ; rdfs:label "Surface de l’offre"@fr ; qn:illustrative true . '
        'id:b a qn:Building ; rdfs:label "Surface de l’offre"@fr .'
    )
    assert names(index.search("surface ")) == ["b", "a"]


@pytest.mark.parametrize("typed", ["œuvre", "oeuvre", "ŒUVRE", "œuvres"])
def test_a_ligature_is_its_two_letters(opened: Opened, typed: str) -> None:
    """On either side."""
    index = opened('id:a a qn:Building ; rdfs:label "Maison de l’Œuvre"@fr . id:b a qn:Building ; rdfs:label "Or"@fr .')
    assert names(index.search(typed)) == ["a"]


@pytest.mark.parametrize("typed", ["logiciel ", "logiciels ", "logicielle ", "LOGICIELS "])
def test_words_are_found_by_their_french_stem(index: Index, typed: str) -> None:
    """In either number."""
    assert set(names(index.search(typed))) == {"phare", "cairn"}


def test_a_verb_finds_its_noun(index: Index) -> None:
    """« fabrication » stands in the description."""
    assert names(index.search("fabriquer")) == ["phare"]


def test_words_are_found_by_their_english_stem(opened: Opened) -> None:
    """The French one leaves them apart."""
    index = opened('id:a a qn:Building ; rdfs:label "House of communities"@en .')
    assert "a" in names(index.search("community "))


def test_a_french_ending_is_known_by_its_accent(opened: Opened) -> None:
    """« mobilité » is of « mobile » only as it is written."""
    index = opened('id:a a qn:Building ; rdfs:label "Maison de la mobilité"@fr .')
    assert "a" in names(index.search("mobile "))


@pytest.mark.parametrize("typed", ["labellisé", "labellise", "labellisées", "labellisees"])
def test_an_ending_is_forgiven_with_and_without_accents(opened: Opened, typed: str) -> None:
    """The French stemmer alone knows it only with them."""
    index = opened('id:a a qn:Building ; rdfs:label "Site labellisé"@fr .')
    found = index.search(f"{typed} ")
    assert (names(found), found.corrected) == (["a"], ())


@pytest.mark.parametrize("typed", ["l’écluse", "l'écluse", "d’écluse", "qu'écluse"])
def test_what_is_elided_is_no_word(index: Index, typed: str) -> None:
    """With either apostrophe."""
    assert names(index.search(typed)) == ["ecluse"]


@pytest.mark.parametrize("typed", ["lock’s quartier", "lock's quartier"])
def test_an_english_genitive_is_no_word(index: Index, typed: str) -> None:
    """With either apostrophe."""
    assert names(index.search(typed)) == ["ecluse"]


@pytest.mark.parametrize("typed", ["brume-dorée", "brume dorée", "Brume–Dorée"])
def test_a_hyphen_parts_words(index: Index, typed: str) -> None:
    """As a space does."""
    assert names(index.search(typed)) == ["brume"]


@pytest.mark.parametrize("typed", ["000002824", "000 002 824", "000\u202f002\u202f824"])
def test_a_number_is_found_with_and_without_its_spaces(index: Index, typed: str) -> None:
    """A SIREN, as people copy it."""
    assert names(index.search(typed)) == ["phare"]


def test_letters_and_digits_make_one_word(index: Index) -> None:
    """3D is one machine."""
    assert names(index.search("imprimante 3d")) == ["fablab"]


def test_a_hit_has_all_words(index: Index) -> None:
    """Each of them alone has more."""
    assert set(names(index.search("calcul"))) == {"cairn"}
    assert names(index.search("logiciel libre")) == ["phare"]
    assert index.search("calcul libre").total == 0


def test_words_of_grammar_are_left_out(index: Index) -> None:
    """No name has « dans »."""
    assert names(index.search("la brume dans le quartier")) == ["brume"]


def test_words_of_grammar_alone_are_looked_for(index: Index) -> None:
    """The association is called so."""
    assert "phare" in names(index.search("le"))


def test_the_last_word_is_a_beginning(index: Index) -> None:
    """Somebody is still typing it."""
    assert names(index.search("quartier éclu")) == ["ecluse"]


def test_other_words_are_no_beginnings(index: Index) -> None:
    """Only the last one."""
    assert index.search("éclu quartier").total == 0


def test_a_single_letter_is_no_beginning(index: Index) -> None:
    """It would find a third of all there is."""
    assert index.search("q").total == 0


@pytest.mark.parametrize("typed", ['"brume dorée"', "« brume dorée »", "“Brume Doree”"])
def test_a_phrase_stands_in_that_order(index: Index, typed: str) -> None:
    """Between quotation marks of either language."""
    assert names(index.search(typed)) == ["brume"]


@pytest.mark.parametrize("typed", ['"dorée brume"', '"logiciel libre"', '"laser imprimante"', '"dorée golden"'])
def test_a_phrase_is_neither_turned_nor_stemmed_nor_made_of_two_values(index: Index, typed: str) -> None:
    """« logiciels libres » stands there in the plural, and each machine is a value of its own."""
    assert index.search(typed).total == 0


@pytest.mark.parametrize(
    ("typed", "taken", "hit"),
    [
        ("eclues", ("écluse",), "ecluse"),  # two letters changed places
        ("rocemont", ("rochemont",), "rochemont"),  # a letter is missing
        ("rochemomt", ("rochemont",), "rochemont"),  # another letter
        ("rocchemont", ("rochemont",), "rochemont"),  # a letter too many
        ("rohcemotn", ("rochemont",), "rochemont"),  # twice two letters
        ("carin", ("cairn",), "cairn"),  # a short word, in its middle
        ("clacul", ("calcul",), "cairn"),  # at its beginning
    ],
)
def test_a_slip_is_forgiven_and_said(index: Index, typed: str, taken: tuple[str, ...], hit: str) -> None:
    """What was looked for instead is named, as it is written."""
    found = index.search(typed)
    assert (names(found), found.corrected) == ([hit], (Correction(typed, taken),))


@pytest.mark.parametrize("typed", ["cxirx", "phr", "rxchxmxnt", "000002825"])
def test_two_slips_in_a_short_word_are_another_word(index: Index, typed: str) -> None:
    """As are three in any, one in three letters, and one in a number."""
    found = index.search(typed)
    assert (found.total, found.corrected) == (0, ())


def test_a_word_that_is_there_is_never_corrected(index: Index) -> None:
    """Even where the words together have no hit."""
    assert index.search("phare calcul").corrected == ()


def test_words_that_are_equally_near_are_all_looked_for(opened: Opened) -> None:
    """The reader sees which."""
    index = opened('id:a a qn:Building ; rdfs:label "Halle"@fr . id:b a qn:Building ; rdfs:label "Salle"@fr .')
    found = index.search("malle")
    assert (set(names(found)), found.corrected) == ({"a", "b"}, (Correction("malle", ("halle", "salle")),))


def test_a_word_in_place_of_another_is_no_beginning(opened: Opened) -> None:
    """It was typed to its end."""
    index = opened('id:a a qn:Building ; rdfs:label "Écluse"@fr . id:b a qn:Building ; rdfs:label "Éclusette"@fr .')
    assert names(index.search("eclues")) == ["a"]


def test_a_phrase_is_never_corrected(index: Index) -> None:
    """Quotation marks mean: these words."""
    assert index.search('"eclues"').corrected == ()


def test_nothing_typed_finds_everything(index: Index) -> None:
    """For those who begin with the facets."""
    expected = {"brume", "ecluse", "phare", "cairn", "fablab", "eauvive", "rochemont", "nord"}
    expected |= {"Incubator", "Animator", "criterion-3", "QN-C3-01"}
    assert set(names(index.search(" "))) == expected


def test_what_has_no_word_finds_nothing(index: Index) -> None:
    """It was typed, so that everything is no answer."""
    assert index.search("😀 – …").total == 0


def test_criteria_requirements_and_roles_are_found(index: Index) -> None:
    """By name, by what is quoted, by identifier and by definition."""
    assert names(index.search("ultra haut débit fixe")) == ["criterion-3", "QN-C3-01"]
    assert names(index.search("QN-C3-01")) == ["QN-C3-01"]
    assert names(index.search("incubateur d’entreprises")) == ["Incubator"]


def test_parts_are_not_found(index: Index) -> None:
    """A participation, an event of the lifecycle and a sentence of the charter are read where they belong."""
    found = index.search("", limit=100)
    assert {"p1", "h1", "S06"}.isdisjoint(names(found))
