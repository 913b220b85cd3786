"""From rows to statements: things by their names, several roles, whose a row is, and every bad cell by its name."""

from __future__ import annotations

import re

import pytest

from quartierkg.errors import BadCells, NotADossier, TooLarge
from quartierkg.intake import dossier as dossiers
from quartierkg.intake.limits import Limits
from quartierkg.terms import CHARTER, term
from quartierkg.workbook import reading
from tests.workbook.sheets import csv, read, said

QUARTIER = ("Quartier", "nom (fr)\nLes Docks")


def told(*sheets: tuple[str, str]) -> list[str]:
    """What is said of the bad cells of some sheets, in French."""
    with pytest.raises(BadCells) as found:
        read(*sheets)
    return [fault.line.in_("fr").replace("\u00a0", " ").replace("\u202f", " ") for fault in found.value.faults]


def test_an_empty_cell_states_nothing() -> None:
    """Of a row with one number, that number and what it is of: no other property."""
    found = said(QUARTIER, ("Temps d’accès", "destination;durée;mode de transport\n;24;"))
    mine = {line for line in found if "urn:quartierkg:blank:d" in line}
    assert {line.partition(" ")[2] for line in mine if line.startswith("urn")} == {
        'minutes "24"^^<integer>',
        "type AccessMeasure",
    }


def test_an_actor_has_several_roles() -> None:
    """A row for each role, each a participation of the same actor, named by its name."""
    found = said(
        QUARTIER,
        ("Acteurs", "nom (fr);nature\nLa Cantine;association"),
        ("Rôles", "acteur;rôle\nLa Cantine;animateur des communautés\nla cantine;Incubateur"),
    )
    cantine = "les-docks/agent/la-cantine"
    assert f"{cantine} type Association" in found
    assert {line.partition(" ")[2] for line in found if "role" in line} == {"role Animator", "role Incubator"}
    assert sum(f"member {cantine}" in line for line in found) == 2
    assert sum("participation" in line for line in found) == 2


def test_rows_of_one_identifier_are_one_thing() -> None:
    """The second adds values: two texts in one language, of one lot."""
    found = said(QUARTIER, ("Fab lab", "identifiant;nom (fr);machine (fr)\nfab;Le Phare;Fraiseuse\nfab;;Découpe laser"))
    lines = {line for line in found if line.startswith("les-docks/fab ")}
    assert lines == {
        "les-docks/fab type FabLab",
        'les-docks/fab label "Le Phare"@fr',
        'les-docks/fab machine "Fraiseuse"@fr',
        'les-docks/fab machine "Découpe laser"@fr',
    }


def test_a_cell_names_several_things_between_semicolons() -> None:
    """Natures and members; a name that holds a semicolon itself is one."""
    found = said(
        QUARTIER,
        ("Acteurs", 'nom (fr);nature\nRive;"commune ; collectivité locale"\n"Un ; deux";association'),
        ("Gouvernance", 'nom (fr);membres\nConseil;Rive\nComité;"Un ; deux"'),
    )
    assert {"les-docks/agent/rive type Commune", "les-docks/agent/rive type LocalAuthority"} <= found
    assert "les-docks/governance-body/comite hasMember les-docks/agent/un-deux" in found


def test_a_row_belongs_to_the_only_thing_that_it_may_belong_to() -> None:
    """A lot to the only offer, and that to the only Quartier; an offer that nobody filled in is there all the same."""
    found = said(QUARTIER, ("Lots", "nom (fr)\nHangar"))
    assert "les-docks/real-estate-offer lot les-docks/lot/hangar" in found
    assert "les-docks/quartier/les-docks offer les-docks/real-estate-offer" in found
    assert "les-docks/dossier concerns les-docks/quartier/les-docks" in found


def test_a_row_that_may_belong_to_several_must_say_to_which() -> None:
    """Two offers: the lot that names one has it, the lot that names none is told, and a dash means none."""
    offers = ("Offre immobilière", "nom (fr)\nUne\nAutre")
    found = said(QUARTIER, offers, ("Lots", "nom (fr);de : offre immobilière\nHangar;Autre\nCale;-"))
    assert {line for line in found if " lot " in line} == {"les-docks/real-estate-offer/autre lot les-docks/lot/hangar"}
    assert told(QUARTIER, offers, ("Lots", "nom (fr)\nHangar")) == [
        "Lots!A10 : La ligne ne dit pas à quoi elle appartient : colonne « de : offre immobilière »."
    ]


def test_what_is_filled_in_beside_a_row_is_a_thing_of_its_own() -> None:
    """The signature on the row of the dossier, the boundary on that of the Quartier."""
    found = said(
        ("Dossier", "titre (fr);signature de la charte : signée le\nMon dossier;2024-09-12"),
        ("Quartier", "nom (fr);périmètre : tracé (WKT)\nLes Docks;POLYGON ((0 0, 1 0, 1 1, 0 0))"),
    )
    signatures = {line.partition(" ")[0] for line in found if "signedOn" in line}
    assert len(signatures) == 1
    assert f"les-docks/dossier/mon-dossier charterSignature {signatures.pop()}" in found
    assert any("wktLiteral" in line for line in found)


def test_all_bad_cells_are_told_at_once() -> None:
    """Each by its name, in the order of the sheets, in the language of the user."""
    assert told(
        QUARTIER,
        ("Temps d’accès", "durée;destination;date de la mesure\nbeaucoup;gare;03/04/2025\n12;aéroport;"),
        ("Lots", "nom (fr);surface utile;sous convention souple\nHangar;40 000 m²;souvent"),
        ("Rôles", "acteur;rôle\nDupont;incubateur"),
    ) == [
        "'Temps d’accès'!A6 : « beaucoup » n’est pas un nombre.",
        "'Temps d’accès'!B6 : « gare » n’est pas dans la liste : « centre-ville », « aéroport », « gare TGV ».",
        "'Temps d’accès'!C6 : « 03/04/2025 » peut se lire de deux façons, jour ou mois d’abord ; "
        "écrivez 2025-04-03 (3 avril 2025) ou 2025-03-04 (4 mars 2025).",
        "Lots!B10 : « 40 000 m² » n’est pas un nombre ; écrivez-le seul, dans l’unité demandée : m².",
        "Lots!C10 : « souvent » n’est ni oui ni non.",
        "Rôles!A13 : « Dupont » n’est ni le nom ni l’identifiant d’une ligne, ni une adresse ; donnez-lui "
        "d’abord une ligne : « Acteurs ».",
    ]


def test_a_long_name_is_a_name() -> None:
    """Rows name each other however long their names are, and two that begin alike are two."""
    long = "Société " + "très longue " * 40
    actors = f"nom (fr);nature\n{long}un;association\n{long}deux;commune"
    found = said(QUARTIER, ("Acteurs", actors), ("Rôles", f"acteur;rôle\n{long}deux;incubateur"))
    (commune,) = {line.partition(" ")[0] for line in found if line.endswith(" type Commune")}
    (holder,) = {line.rpartition(" ")[2] for line in found if " member " in line}
    assert holder == commune


def test_what_many_cells_have_wrong_is_told_once() -> None:
    """With the cells that it is told of, so that the next fault is in sight; all of them are kept for who counts."""
    with pytest.raises(BadCells) as found:
        read(QUARTIER, ("Acteurs", "nom (fr)\na"), ("Rôles", "acteur;rôle\n" + "a;patron\n" * 3))
    (once,) = found.value.told
    assert once.fr.count("patron") == 1
    assert re.search(r"De même.: Rôles!B\d+, Rôles!B\d+\.$", once.fr)
    assert len(found.value.faults) == 3


def test_a_name_of_two_things_is_told() -> None:
    """A reference that two rows answer to is not guessed; the identifier of one of them is no doubt."""
    rows = ("Acteurs", "identifiant;nom (fr)\na;Vigie\nb;Vigie")
    assert told(QUARTIER, rows, ("Rôles", "acteur\nVigie"))[0].startswith(
        "Rôles!A10 : « Vigie » nomme plusieurs choses"
    )
    assert any("member les-docks/b" in line for line in said(QUARTIER, rows, ("Rôles", "acteur\nb")))


def test_a_reference_prefers_what_it_asks_for() -> None:
    """A Quartier and an actor of one name: the role is the actor's, the partner is the Quartier."""
    found = said(
        ("Quartier", "nom (fr)\nLes Docks"),
        ("Acteurs", "nom (fr)\nLes Docks"),
        ("Rôles", "acteur\nLes Docks"),
        ("Fab lab", "nom (fr);situé dans\nPhare;Les Docks"),
    )
    assert any("member les-docks/agent/les-docks" in line for line in found)
    assert any("sfWithin les-docks/quartier/les-docks" in line for line in found)


def test_a_name_that_was_meant_is_proposed() -> None:
    """Without its accent, or several names between commas, of which none is a row: what to write is told."""
    rows = ("Acteurs", "nom (fr)\nMétropole de Rive\nVigie")
    near = told(QUARTIER, rows, ("Rôles", "acteur;rôle\nMetropole de rive;incubateur"))
    assert near[0].endswith("Peut-être « Métropole de Rive » ?")
    both = told(QUARTIER, rows, ("Rôles", 'acteur;rôle\n"Vigie, Métropole de Rive";incubateur'))
    assert both[0].endswith("Plusieurs valeurs se séparent par « ; », non par une virgule.")


def test_known_things_go_by_their_names_or_addresses() -> None:
    """Another Quartier of the network, a criterion, the charter; an address of anybody's."""
    found = said(
        ("Dossier", "titre (fr);répond à la charte\nX;Charte des Quartiers Numériques, version 1"),
        ("Quartier", "nom (fr)\nLes Docks"),
        ("Mise en réseau", 'nom (fr);Quartier partenaire\nA;"Quartier de Val-Claire ; https://ailleurs.example/q"'),
        ("Jalons", "critère visé;échéance\nFab lab;2027-01-31"),
    )
    assert any(line.endswith(f"answersCharter {CHARTER}1") for line in found)
    assert "les-docks/networking-measure/a partner quartier/val-claire" in found
    assert "les-docks/networking-measure/a partner https://ailleurs.example/q" in found
    assert any(line.endswith("ofCriterion criterion-5") for line in found)


def test_what_is_passed_over_is_named() -> None:
    """Columns and sheets that nobody knows, a column without a title, a title given twice."""
    found = read(
        QUARTIER,
        ("Acteurs", "nom (fr);mes notes;;nom (fr)\nVigie;à revoir;x;y"),
        ("Brouillon", "quoi\nceci"),
    )
    assert [remark.line.fr for remark in found.ignored] == [
        "Acteurs!B5 : colonne « mes notes » inconnue, ignorée.",
        "Acteurs!C5 : colonne sans titre, ignorée.",
        "Acteurs!D5 : colonne « nom (fr) » déjà donnée, ignorée.",
        "Brouillon!A8 : feuille inconnue, ignorée.",
    ]


def test_titles_go_by_either_language_or_by_the_names_of_properties() -> None:
    """An English sheet among French ones, a property by its prefixed name, a text in a third language."""
    found = said(
        ("Actors", "name (en),nature,qn:siren,name (br)\nThe Lookout,enterprise,000000042,Ar Gedour"),
        ("Quartier", "qn:knockOnEffect (fr),nom (fr)\nCertain,Les Docks"),
    )
    actor = "les-docks/agent/the-lookout"
    assert {f"{actor} type Enterprise", f'{actor} siren "000000042"', f'{actor} label "Ar Gedour"@br'} <= found
    assert 'les-docks/quartier/les-docks knockOnEffect "Certain"@fr' in found


def test_the_base_address_is_the_workbooks_or_the_users() -> None:
    """Rows stand below the address that the first sheet gives, or below the one that is asked for."""
    sheets = (("Lisez-moi", "adresse de base;https://donnees.example/d/"), ("Quartier", "identifiant\nq"))
    assert read(*sheets).dossier.quartiers[0].value == "https://donnees.example/d/q"
    asked = reading.read(csv(*sheets), base="https://autre.example/")
    assert asked.dossier.quartiers[0].value == "https://autre.example/q"


def test_a_base_address_that_is_none_is_told() -> None:
    """Like any other bad cell; one without its last stroke gets it."""
    assert told(("Lisez-moi", "adresse de base;chez nous"), QUARTIER) == [
        "'Lisez-moi'!B2 : « chez nous » n’est pas une adresse (IRI)."
    ]
    found = reading.read(csv(("Quartier", "identifiant\nq")), base="https://x.example/d")
    assert found.dossier.quartiers[0].value == "https://x.example/d/q"


def test_more_statements_than_a_dossier_may_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cap of intake holds for workbooks too."""
    monkeypatch.setattr(reading, "DOSSIER", Limits(statements=5))
    with pytest.raises(TooLarge):
        read(QUARTIER, ("Lots", "nom (fr)\nA\nB\nC"))


def test_rows_that_explain_state_nothing() -> None:
    """The rows below the titles that begin with a sharp."""
    assert len(said(("Quartier", "identifiant;nom (fr)\n# exigences;x\n# aide;y"))) == 1


def test_a_workbook_without_a_known_sheet_is_no_dossier() -> None:
    """It is told so, with the sheets that a dossier has."""
    with pytest.raises(NotADossier) as found:
        read(("Budget 2024", "poste;montant\nloyer;3"))
    assert "Dossier, Jalons" in found.value.text.fr


def test_an_identifier_that_is_none_is_told() -> None:
    """Spaces have no place in an address."""
    assert told(("Quartier", "identifiant;nom (fr)\nmon quartier;X")) == [
        'Quartier!A3 : « mon quartier » n’est pas un identifiant : ni espace, ni < > " { } | \\ ^ `.'
    ]


def test_other_sources_are_read_as_they_were() -> None:
    """RDF goes to the intake, by the same call."""
    from quartierkg.intake.source import Source

    text = b"<http://x.example/d> a <https://w3id.org/quartierkg/ontology#Dossier> ."
    source = Source("x.ttl", text)
    assert reading.dossier(source) == dossiers.read(source)
    assert reading.dossier(source).triples[0].object == term("qn:Dossier")
