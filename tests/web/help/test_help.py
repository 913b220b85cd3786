"""The pages that help: the tour, the glossary, the commands, and the workbook that the tour begins with."""

from __future__ import annotations

import html
import io
import re
from importlib.resources import files

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from quartierkg.charter import document
from quartierkg.form import bundled
from quartierkg.language import LANGUAGES, Text
from quartierkg.manual import bundled as manual
from quartierkg.web.help import words
from quartierkg.web.help.alphabet import initial, place


def page(client: TestClient, path: str, language: str = "fr") -> str:
    """A page in a language, without entities."""
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200
    return html.unescape(answer.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tour_leads_from_the_workbook_to_the_register(client: TestClient, language: str) -> None:
    """Its steps stand in their order, each with the address at which it is done."""
    text = page(client, "/aide", language)
    numbered = re.findall(r'<h2 id="(\w+)"><span class="numeral">(\d)</span>', text)
    assert numbered == [(id_, str(at)) for at, id_ in enumerate(("take", "fill", "drop", "read", "repair", "file"), 1)]
    assert f'href="/dossier.xlsx?lang={language}"' in text
    main = text[text.index("<main") :]
    steps = [main.index(address) for address in ('"/dossier.xlsx', '"/validate', '"/charter', "remedy ", '"/dossiers')]
    assert steps == sorted(steps)


def test_the_tour_counts_what_there_is(client: TestClient) -> None:
    """As many sheets, criteria and requirements as form and charter have, and a line for each sheet."""
    text = page(client, "/aide", "en")
    charter = document.charter(document.CURRENT)
    assert f"Its {len(bundled().sheets)} sheets" in text
    assert f"{len(charter.criteria)} criteria, whose {len(charter.requirements)} requirements" in text
    table = re.search(r"<details>(.*?)</details>", text, re.DOTALL)
    assert table is not None
    assert table[1].count('<th scope="row">') == len(bundled().sheets)


def test_the_tour_has_a_way_for_each_of_five_readers(client: TestClient) -> None:
    """Whoever applies, decides, takes part, studies or builds finds pages that are there."""
    text = page(client, "/aide", "en")
    ways = text[text.index('id="ways"') :]
    assert len(re.findall(r"<li><h3>", ways)) == 5
    for address in set(re.findall(r'<li><a href="(/[^"]*)">', ways)):
        assert client.get(address, headers={"Accept": "*/*"}).status_code == 200, address


def test_whoever_asks_for_help_in_english_is_led_to_it(client: TestClient) -> None:
    """For good, and on the same host, whatever the client calls it."""
    answer = client.get("/help", headers={"Host": "elsewhere.example"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (308, "/aide?lang=en")


@pytest.mark.parametrize(("language", "sheet"), [("fr", "Temps d’accès"), ("en", "Access times")])
def test_the_empty_workbook_is_had_over_http(client: TestClient, language: str, sheet: str) -> None:
    """In the language that is asked for, to be saved; the check reads it, and an empty dossier is not met."""
    answer = client.get("/dossier.xlsx", params={"lang": language})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dossier.xlsx"'
    assert answer.headers["Content-Language"] == language
    assert sheet in load_workbook(io.BytesIO(answer.content), read_only=True).sheetnames
    sent = {"Content-Type": answer.headers["Content-Type"], "Accept": "application/json"}
    (verdict,) = client.post("/validate", content=answer.content, headers=sent).json()["verdicts"]
    assert verdict["outcome"] == "notMet"


def test_words_stand_in_the_order_of_the_dictionary() -> None:
    """Accents, ligatures, capitals and hyphens do not part what belongs together."""
    ordered = ["cote", "côte", "coté", "côté", "cœur", "Coin", "élu", "Emploi", "état", "zone"]
    expected = ["cœur", "Coin", "cote", "coté", "côte", "côté", "élu", "Emploi", "état", "zone"]
    assert sorted(ordered, key=place) == expected
    assert [initial(word) for word in ("État", "œuvre", "« à »", "3D", "")] == ["E", "O", "A", "", ""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_has_every_term_once_under_its_letter(network: TestClient, language: str) -> None:
    """Each term of the ontology's page has a name with an anchor, which leads to its definition on a short page."""
    text = page(network, "/aide/glossaire", language)
    anchors = re.findall(r'<li id="([\w-]+)"><a href="/aide/glossaire/(\w)#([\w-]+)">', text)
    assert len(anchors) == len({anchor for anchor, _, _ in anchors})
    assert {end for _, _, end in anchors} == set(
        re.findall(r'<article class="term" id="([\w-]+)"', page(network, "/ontology"))
    )
    letters = re.findall(r'<h2 id="letter-\d+"><a href="([^"]+)">(\w)</a></h2>', text)
    assert letters == sorted(letters)
    assert len(letters) > 15
    pages = {address: page(network, address, language) for address, _ in letters}
    for anchor, letter, end in anchors:
        assert anchor == end
        assert f'<div id="{end}"><dt>' in pages[f"/aide/glossaire/{letter}"]
        assert f'href="/ontology#{end}"' in pages[f"/aide/glossaire/{letter}"]
    assert max(len(one.encode()) for one in (text, *pages.values())) < 100_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_its_page(client: TestClient, language: str) -> None:
    """With its options, and a link from the command above it."""
    text = page(client, "/aide/commandes", language)
    for one in manual().pages:
        assert f'<h2 id="{one.id}">{one.name}</h2>' in text
    assert 'href="#quartierkg-label-verify"' in text
    assert "--gate application|label" in text


def test_what_leads_nowhere_leads_to_the_tour(client: TestClient) -> None:
    """The header, an error, the page that checks and a register without cases."""
    for path in ("/", "/nothing", "/validate", "/dossiers"):
        assert 'href="/aide"' in client.get(path, headers={"Accept": "text/html"}).text, path


def test_every_word_is_used_and_translated() -> None:
    """The words of these pages exist in both languages, and none stands there for nothing."""
    folder = files("quartierkg.web")
    sources = [file.read_text(encoding="utf-8") for file in (folder / "templates").iterdir()]
    sources += [file.read_text(encoding="utf-8") for file in (folder / "help").iterdir() if file.name[-3:] == ".py"]
    everything = "\n".join(sources)
    for name, word in vars(words).items():
        if isinstance(word, Text):
            assert word.fr, name
            assert word.en, name
            assert "'" not in word.fr, name
            assert re.search(rf"\b(?:h|words)\.{name}\b", everything), f"{name} is never shown"
