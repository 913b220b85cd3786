"""The register as pages: the same as its data, for people, in both languages."""

from __future__ import annotations

import hashlib
import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from quartierkg.access import Role
from quartierkg.language import LANGUAGES
from tests.web.lived import MOTIVE, PIECE, Register

SIGNED = "Il est nécessaire au préalable de signer une charte nationale ainsi que de déterminer un calendrier."
OPEN, HIDDEN, LABELLED, WITHDRAWN = "brume-neuve", "val-cache", "val-sur", "mont-perdu"
PAGES = (
    *("/dossiers", f"/dossiers/{OPEN}", f"/dossiers/{HIDDEN}", "/decisions", "/labels", f"/labels/{OPEN}"),
    *(f"/labels/{WITHDRAWN}", "/verify"),
)


def page(register: Register, path: str, language: str = "fr", **headers: str) -> str:
    """A page in a language."""
    answer = register.client.get(path, headers={"Accept": "text/html", "Accept-Language": language} | headers)
    assert answer.status_code == 200, (path, answer.text)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return str(answer.text)


def words(text: str) -> str:
    """What a page says, without its markup, its spaces alike."""
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", text)))


def data(register: Register, path: str, **headers: str) -> Any:
    """The same as data."""
    return register.client.get(path, headers=headers).json()


def decision(register: Register, name: str, move: str) -> str:
    """The address of a decision."""
    (found,) = [one for one in data(register, "/decisions")["items"] if (one["name"], one["move"]) == (name, move)]
    return f"/decisions/{found['entry']}"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_is_in_the_language_and_well_made(register: Register, path: str, language: str) -> None:
    """One main heading, a description, no style or script within it, and links to the others of the register."""
    text = page(register, path, language)
    assert f'<html lang="{language}"' in text
    assert text.count("<h1") == text.count("<main") == text.count('<meta name="description"') == 1
    assert not re.search(r"<style|style=|<script(?![^>]* src=)|\son\w+=", text)
    for other in ("/dossiers", "/decisions", "/labels", "/verify"):
        assert f'href="{other}"' in text
    assert len(re.findall('id="([^"]+)"', text)) == len(set(re.findall('id="([^"]+)"', text)))
    assert text.count("<table") == text.count("<caption")


def test_a_language_that_was_asked_for_is_kept_by_the_links(register: Register) -> None:
    """Within the register as on every page."""
    assert f'href="/dossiers/{OPEN}?lang=en"' in page(register, "/dossiers?lang=en")


def test_the_register_is_reached_from_every_page(register: Register) -> None:
    """By the navigation, and by the home page, which says what is there."""
    home = page(register, "/")
    assert re.search(r'<nav class="main" aria-label="Navigation">.*href="/dossiers".*?</nav>', home, re.DOTALL)
    assert [home.count(f'<dt><a href="{path}">') for path in ("/dossiers", "/decisions", "/labels", "/verify")] == [
        1
    ] * 4


def test_the_home_page_calls_nobody_invented_who_is_not(register: Register, client: TestClient) -> None:
    """Its sentence and its count are of the fictional Quartiers alone, once others have declared themselves."""
    alone = words(client.get("/", headers={"Accept": "text/html"}).text)
    assert "Les Quartiers de cette liste sont inventés" in alone
    assert "Quartiers au registre" not in alone
    mixed = words(page(register, "/"))
    assert "Les Quartiers de cette liste sont inventés" not in mixed
    assert "Ceux qui portent la marque « fictif » sont inventés" in mixed
    assert "Quartiers fictifs 2" in mixed
    assert "Quartiers au registre 1" in mixed


def test_the_list_says_where_each_stands(register: Register) -> None:
    """The Quartier, the state, the day of the last move, and the counts of a verdict that is public."""
    rows = [words(row) for row in re.findall("<tr>.*?</tr>", page(register, "/dossiers"), re.DOTALL)]
    assert "Brume neuve fictif brume-neuve suspendu 1ᵉʳ juillet 2026 remise du label rempli : 8" in rows[1]
    assert "val-sur labellisé 20 mai 2026 remise du label rempli : 8" in rows[2]
    assert "val-cache structure constituée 20 juin 2024 non public" in rows[4]


def test_a_list_is_read_in_parts(register: Register) -> None:
    """With links before and behind each part, and the same faults as the data."""
    middle = page(register, "/dossiers?limit=1&offset=1&lang=en")
    assert 'rel="prev" href="/dossiers?limit=1&amp;offset=0&amp;lang=en"' in middle
    assert 'rel="next" href="/dossiers?limit=1&amp;offset=2&amp;lang=en"' in middle
    assert 'rel="next"' not in page(register, "/dossiers?limit=1&offset=4")
    assert register.client.get("/labels?limit=0", headers={"Accept": "text/html"}).status_code == 400


def test_a_file_has_the_whole_history(register: Register) -> None:
    """Each move with its day, who made it, why, and the sentence of the charter that asks for it."""
    text = words(page(register, f"/dossiers/{OPEN}", **register.shown(OPEN)))
    for day, move in (
        ("2023-11-01", "déclarer un intérêt"),
        ("2024-09-12", "signer la charte nationale"),
        ("2026-05-20", "remettre le label"),
        ("2026-07-01", "suspendre le label"),
    ):
        assert f"{day} {move}" in text
    assert "Bo, sur proposition de Ana" in text
    assert f"QN-P-02 Signature de la charte nationale {SIGNED}" in text
    assert MOTIVE in text
    english = words(page(register, f"/dossiers/{OPEN}", "en"))
    assert "The official award of the label takes place only once all the criteria have been realised." in english


def test_what_was_known_before_the_register_is_told_apart(register: Register) -> None:
    """It is no move of anybody: it has no maker, no condition and no sentence."""
    text = words(page(register, "/dossiers/val-connu"))
    history = text.partition("Histoire")[2].partition("Et ensuite")[0]
    assert "2020-02-03 connu avant l’ouverture du registre Mène à l’état intérêt déclaré" in history
    for said in ("Par ", "Conditions du registre", "La charte "):
        assert said not in history


def test_a_file_has_dossiers_opinions_and_evidence(register: Register) -> None:
    """With digests, the verdict by criterion, and links by which each is had, byte for byte."""
    text = page(register, f"/dossiers/{OPEN}")
    digest = hashlib.sha256(b"# the dossier of brume-neuve").hexdigest()
    assert digest in text
    assert "QN-C4-11" in text
    assert "Vu sur place." in text
    assert register.client.get(f"/dossiers/{OPEN}/versions/1").content == b"# the dossier of brume-neuve"
    assert f'href="/dossiers/{OPEN}/versions/1" download' in text
    assert f'href="/dossiers/{OPEN}/evidence/{hashlib.sha256(b"%PDF").hexdigest()}" download' in text
    assert len(re.findall('href="/charter/1#criterion-[1-8]"', text)) == 8


def test_what_people_wrote_is_text(register: Register) -> None:
    """Markup in a motive or in the name of a document is shown, not obeyed."""
    text = page(register, f"/dossiers/{OPEN}")
    for said in (MOTIVE, PIECE):
        assert said not in text
        assert said in unescape(text)


def test_a_page_shows_no_more_than_the_data(register: Register) -> None:
    """Of a case that is not open nothing but its moves: no digest, no name, no outcome; its applicant has all of it."""
    digest = hashlib.sha256(f"# the dossier of {HIDDEN}".encode()).hexdigest()
    for path in ("/dossiers", f"/dossiers/{HIDDEN}", "/decisions", "/labels"):
        assert digest not in page(register, path)
    stranger = page(register, f"/dossiers/{HIDDEN}")
    assert "Bo" not in words(stranger).split()
    assert 'id="dossiers"' not in stranger
    assert "Personne" not in stranger
    assert "versions/1" not in stranger
    whole = page(register, f"/dossiers/{HIDDEN}", **register.shown(HIDDEN))
    assert digest in whole
    assert "Bo" in words(whole).split()
    for role, other in ((Role.APPLICANT, OPEN), (Role.OPERATOR, OPEN)):
        assert digest not in page(register, f"/dossiers/{HIDDEN}", **register.shown(other, role))
    refused = register.client.get(f"/dossiers/{HIDDEN}", headers={"Accept": "text/html", "Authorization": "Bearer no"})
    assert refused.status_code == 401


def test_pages_and_data_are_told_apart_by_who_asks(register: Register) -> None:
    """No cache gives one the answer of another; data come where nobody asked for a page, with the tag of the case."""
    for path in ("/dossiers", f"/dossiers/{OPEN}"):
        for accept, essence in (("text/html", "text/html"), ("*/*", "application/json")):
            answer = register.client.get(path, headers={"Accept": accept})
            assert answer.headers["content-type"].startswith(essence)
            assert answer.headers["cache-control"] == "private, no-cache"
            assert {"Accept", "Authorization"} <= {one.strip() for one in answer.headers["vary"].split(",")}
        assert register.client.get(path, headers={"Accept": "image/png"}).status_code == 406
    tag = register.client.get(f"/dossiers/{OPEN}").headers["etag"]
    assert tag == f'"{register.case(OPEN).entry}-public"'
    held = {"If-None-Match": tag}
    assert register.client.get(f"/dossiers/{OPEN}", headers=held).status_code == 304
    assert register.client.get(f"/dossiers/{OPEN}", headers=held | {"Accept": "text/html"}).status_code == 200


def test_what_may_come_next_is_told(register: Register) -> None:
    """To everybody the moves with their conditions and sentences; what refuses them to those who read the dossier."""
    found = data(register, f"/dossiers/{HIDDEN}/moves")
    assert [one["move"] for one in found["items"]] == ["SignCharter", "SetCalendar", "Withdraw"]
    sign = found["items"][0]
    assert (sign["roles"], sign["refusals"]) == (["chair", "member"], None)
    assert sign["conditions"] == [{"requirement": "QN-P-02", "sentence": SIGNED}]
    text = words(page(register, f"/dossiers/{HIDDEN}"))
    assert "signer la charte nationale Mène à l’état charte nationale signée Ouvert à" in text
    assert "n’est pas public" in text
    assert register.client.get("/dossiers/nowhere/moves").status_code == 404


def test_a_decision_has_its_proof(register: Register) -> None:
    """The verdict with its gate, engines and day, the digest of all that it used, and the command that replays it."""
    path = decision(register, LABELLED, "Award")
    text = words(page(register, path, **register.shown(LABELLED)))
    for said in (
        *("d" * 64, "e" * 64, "c" * 64, "5" * 64, "shacl 9.8.7, pyshacl 6.5.4", "remise du label", "conforme"),
        f"quartierkg verdict replay {path.rpartition('/')[2]} --store DIR",
        "labellisé depuis le 2026-05-20",
        "Bo, sur proposition de Ana",
    ):
        assert said in text, said
    assert "Port" not in text


def test_names_of_people_are_for_the_applicant_and_the_committee(register: Register) -> None:
    """Everybody is told of an open case and of a decision in which role it was done, as a page and as data."""
    entry = decision(register, LABELLED, "Award")
    names = re.compile(r"\b(?:Ana|Bo|Zoé)\b")
    for path in (f"/dossiers/{LABELLED}", f"/dossiers/{OPEN}", entry, "/decisions", "/dossiers"):
        for accept in ("text/html", "application/json"):
            found = {
                who: register.client.get(path, headers={"Accept": accept, **shown})
                for who, shown in (
                    ("nobody", {}),
                    ("other", register.shown("val-autre")),
                    ("operator", register.shown(OPEN, Role.OPERATOR)),
                    ("member", register.shown(OPEN, Role.MEMBER)),
                )
            }
            for who, answer in found.items():
                assert answer.status_code == 200
                assert "Authorization" in answer.headers["vary"]
                assert answer.headers["cache-control"] == "private, no-cache"
                named = who == "member" and (path.startswith("/dossiers/") or path == entry or accept != "text/html")
                assert bool(names.search(answer.text)) is named, (path, accept, who)
    assert "par deux personnes" in words(page(register, entry))
    tags = [
        register.client.get(f"/dossiers/{OPEN}", headers=shown).headers["etag"] for shown in ({}, register.shown(OPEN))
    ]
    assert tags[0] != tags[1]


def test_both_forms_of_a_credential_are_a_link_away(register: Register) -> None:
    """Without a header that no browser sends."""
    text = page(register, f"/labels/{OPEN}")
    for form, essence in (("vc", "application/vc"), ("jwt", "application/vc+jwt")):
        (address,) = re.findall(rf'href="(/id/label/{OPEN}/1\?format={form})"', text)
        answer = register.client.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (200, essence)
    for address in re.findall('href="(/id/status/[^"]+)"', text):
        assert register.client.get(address).status_code == 200
    (drawing,) = set(re.findall('src="(/labels/[^"]+)"', text))
    assert register.client.get(unescape(drawing)).headers["content-type"] == "image/svg+xml"


def test_a_label_that_was_taken_away_says_why(register: Register) -> None:
    """With the decision behind it, on the page of the label and on that of its award."""
    for path in (f"/labels/{OPEN}", decision(register, OPEN, "Award")):
        text = page(register, path)
        assert f"suspendu (fictif) depuis le 2026-07-01 {MOTIVE}" in words(text)
        assert f'href="{decision(register, OPEN, "Suspend")}"' in text
    assert "withdrawn since 2026-08-01 Abandon." in words(page(register, f"/labels/{WITHDRAWN}", "en"))
    taken = words(page(register, decision(register, WITHDRAWN, "Withdraw")))
    assert "Cette décision ne repose sur aucun verdict." in taken


def test_what_is_invented_says_so(register: Register) -> None:
    """On each page of a fictional Quartier, and on none of another one."""
    invented = "inventée pour l’exemple"
    for name, said in ((OPEN, True), (LABELLED, False)):
        for path in (f"/dossiers/{name}", f"/labels/{name}", decision(register, name, "Award")):
            text = page(register, path)
            assert (invented in text) is said
            assert (">fictif<" in text) is said


def test_the_page_of_a_quartier_leads_to_its_file_and_label(register: Register) -> None:
    """Where the register has one; of another Quartier nothing is said."""
    text = page(register, f"/id/quartier/{OPEN}.html")
    for address in (f"/dossiers/{OPEN}", f"/labels/{OPEN}"):
        assert f'href="{address}"' in text
    assert f'src="/labels/{OPEN}/badge.svg?lang=fr"' in text
    other = page(register, "/id/quartier/brume-vieille.html")
    assert "/dossiers/brume-vieille" not in other
    assert "badge.svg" not in other


def test_pages_run_scripts_of_ours_only(register: Register) -> None:
    """From files; none stands in a page, and that which takes a dropped file is one of them."""
    policies = {
        path: register.client.get(path, headers={"Accept": "text/html"}).headers["content-security-policy"]
        for path in PAGES
    }
    assert all("script-src 'self';" in policy for policy in policies.values())
    assert all("unsafe" not in policy and "default-src 'none'" in policy for policy in policies.values())
    assert register.client.get("/static/drop.js").status_code == 200
