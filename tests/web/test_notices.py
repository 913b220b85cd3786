"""The pages of the law: who answers for an instance, which data it holds, and how far everybody can use it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from quartierkg.imprint import IMPRINT, Imprint
from quartierkg.settings import Settings
from quartierkg.web import repeats
from quartierkg.web.service import Service

ADDRESSES = ("/mentions-legales", "/confidentialite", "/accessibilite")
UNSTATED = {
    "fr": "L’exploitant de cette instance ne l’a pas indiqué.",
    "en": "The operator of this instance has not stated it.",
}
SAID = Imprint(*(f"{name} <b>{{0}}</b>" for name in IMPRINT))


def main(client: TestClient, path: str, language: str = "fr") -> str:
    """What a page says, without entities."""
    answer = client.get(path, params={"lang": language}, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    return html.unescape(re.findall(r"<main.*?</main>", answer.text, re.DOTALL)[0]).replace("\u00a0", " ")


@contextmanager
def told(client: TestClient, settings: Settings) -> Iterator[None]:
    """The same instance, started with other settings: no answer of before is kept."""
    state = client.app.state  # type: ignore[attr-defined]
    about = state.service
    assert isinstance(about, Service)
    state.service = replace(about, settings=settings, repeats=repeats.cache(1_000_000))
    try:
        yield
    finally:
        state.service = about


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_the_operator_does_not_state_is_said_to_be_unstated(client: TestClient, language: str) -> None:
    """Publisher, director, host and contact; controller, officer, bases and contact; no name is invented."""
    counted = [main(client, path, language).count(UNSTATED[language]) for path in ADDRESSES]
    assert counted == [4, 4, 1]


def test_what_the_operator_states_is_shown_as_text(client: TestClient) -> None:
    """Each line on the pages that it is for, and a contact that can be followed."""
    with told(client, Settings(imprint=SAID, contact="mailto:a@example.org")):
        shown = {path: main(client, path) for path in ADDRESSES}
        raw = client.get(ADDRESSES[0], headers={"Accept": "text/html"}).text
    assert all(UNSTATED["fr"] not in text for text in shown.values())
    for path, names in zip(
        ADDRESSES, (IMPRINT[:3], ("publisher", "data_officer", "legal_bases"), IMPRINT[:1]), strict=True
    ):
        assert all(getattr(SAID, name) in shown[path] for name in names), path
        assert '<a href="mailto:a@example.org">a@example.org</a>' in shown[path]
    assert "&lt;b&gt;{0}" in raw


def test_the_privacy_notice_is_that_of_the_instance(client: TestClient) -> None:
    """For how long results are kept, or that none are, and whether requests are logged, are as the instance is set."""
    text = main(client, "/confidentialite")
    assert f"{Settings().keep_days} jours" in text
    assert "ne tient pas de journal des requêtes" in text
    for days, expected in ((1, True), (0, False)):
        with told(client, Settings(keep_days=days, log=True)):
            text = main(client, "/confidentialite")
        assert ("gardé à votre demande" in text, "Un jour" in text) == (expected, expected)
        assert "tient un journal des requêtes" in text


def test_the_statement_says_that_nobody_audited(client: TestClient) -> None:
    """Without an audit RGAA knows one state, “non conforme”; no rate is given; whoever is shut out finds redress."""
    text = main(client, "/accessibilite")
    assert "non conforme avec le référentiel général d’amélioration de l’accessibilité (RGAA), version 4" in text
    assert "aucun résultat d’audit en cours de validité" in text
    assert "%" not in text
    assert "Défenseur des droits, Libre réponse 71120, 75342 Paris Cedex 07" in text
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", text)
    assert headings == [
        *("État de conformité", "Résultats des tests", "Contenus non accessibles"),
        *("Établissement de cette déclaration", "Retour d’information et contact", "Voies de recours"),
    ]
