"""A badge tells how a label stands, in a picture and in data, and proves nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from quartierkg.label import badge, verification
from quartierkg.label.badge import Badge
from quartierkg.label.controller import ISSUER
from quartierkg.label.state import State
from quartierkg.label.status import PURPOSES, StatusList
from quartierkg.language import Language, Text
from tests.label.samples import BASE, LABEL, NOW, WEEK, mark

LIVE = Badge(
    BASE + "id/quartier/port-lumiere",
    Text("Port-Lumière", "Port-Lumière"),
    illustrative=True,
    state=State.VALID,
    since=date(2026, 3, 1),
    proof=BASE + "id/label/port-lumiere/1",
)
SVG = "{http://www.w3.org/2000/svg}"
STATES = [State.VALID, State.SUSPENDED, State.WITHDRAWN, State.EXPIRED, State.NOT_YET_VALID, None]


def drawn(one: Badge, language: Language) -> ElementTree.Element:
    """A badge as it is parsed."""
    return ElementTree.fromstring(badge.drawing(one, language))


@pytest.mark.parametrize(
    ("state", "french", "english"),
    [
        (State.VALID, "labellisé", "labelled"),
        (State.SUSPENDED, "suspendu", "suspended"),
        (State.WITHDRAWN, "retiré", "withdrawn"),
        (State.EXPIRED, "expiré", "expired"),
        (State.NOT_YET_VALID, "pas encore valable", "not yet valid"),
        (None, "sans label", "no label"),
    ],
)
def test_a_badge_says_its_state_in_words(state: State | None, french: str, english: str) -> None:
    """In the picture, in its title, in its description and in the data: no colour alone tells it."""
    one = replace(LIVE, state=state, illustrative=False)
    for language, word in (("fr", french), ("en", english)):
        picture = drawn(one, "fr" if language == "fr" else "en")
        texts = [element.text for element in picture.iter(f"{SVG}text")]
        assert texts == ["Quartier Numérique – Port-Lumière", word]
        assert word in (picture.findtext(f"{SVG}title") or "")
        assert word in (picture.findtext(f"{SVG}desc") or "")
        assert badge.data(one)["label"][language] == word


def test_a_fictional_quartier_is_never_shown_as_a_real_one() -> None:
    """The word stands in the picture itself, whatever the state."""
    for state in STATES:
        one = replace(LIVE, state=state)
        for language, word in (("fr", "fictif"), ("en", "fictional")):
            picture = drawn(one, "fr" if language == "fr" else "en")
            assert word in ([element.text for element in picture.iter(f"{SVG}text")][1] or "")
        assert badge.data(one)["illustrative"] is True


def test_a_badge_links_to_the_proof_and_says_that_it_is_none() -> None:
    """Whoever wants to know follows the link."""
    picture = drawn(LIVE, "en")
    assert [element.get("href") for element in picture.iter(f"{SVG}a")] == [LIVE.proof]
    assert "no proof" in (picture.findtext(f"{SVG}desc") or "")
    assert badge.data(LIVE)["proof"] == LIVE.proof


def test_a_badge_works_under_the_strictest_policy() -> None:
    """No script, no style, nothing that is loaded, whatever a Quartier is called."""
    hostile = '</text><script>alert(1)</script> & " onload="x'
    one = replace(LIVE, name=Text(hostile, hostile), proof='https://a.example/"><script>', reason=Text("<b>", "<b>"))
    for state in STATES:
        picture = drawn(replace(one, state=state), "fr")
        assert {element.tag for element in picture.iter()} == {
            f"{SVG}{name}" for name in ("svg", "title", "desc", "a", "rect", "text")
        }
        attributes = {name for element in picture.iter() for name in element.attrib}
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_a_badge_is_named_for_those_who_do_not_see_it() -> None:
    """SVG Accessibility API Mappings 1.0: an image with a name and a description, in its language."""
    for language in ("fr", "en"):
        picture = drawn(LIVE, "fr" if language == "fr" else "en")
        assert picture.get("role") == "img"
        assert picture.get("lang") == language
        names = (picture.get("aria-labelledby") or "").split()
        assert [element.get("id") for element in picture if element.get("id")] == names


def test_the_badge_of_a_label_follows_its_status() -> None:
    """In force since the award; suspended since the decision, with its reason."""
    lists = {purpose: StatusList(purpose, 1, ISSUER, NOW, NOW + WEEK) for purpose in PURPOSES}
    assert verification.standing(LABEL, lists.values(), NOW) is State.VALID
    assert badge.of(LABEL, State.VALID) == LIVE
    marked = mark("suspension")
    lists["suspension"] = replace(lists["suspension"], marks=(marked,))
    state = verification.standing(LABEL, lists.values(), NOW)
    found = badge.of(LABEL, state, marked)
    assert (found.state, found.since, found.reason) == (State.SUSPENDED, date(2026, 10, 1), marked.reason)
    assert verification.standing(LABEL, [], NOW) is State.STATUS_UNKNOWN


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_words_stand_out() -> None:
    """White on every colour has a contrast of 4.5 to 1 or more (WCAG 2.2, 1.4.3)."""
    for state in STATES:
        for rect in drawn(replace(LIVE, state=state), "fr").iter(f"{SVG}rect"):
            assert 1.05 / (_luminance(rect.get("fill") or "") + 0.05) >= 4.5


def test_the_reason_is_in_the_data() -> None:
    """Why a label is suspended, in both languages."""
    suspended = replace(LIVE, state=State.SUSPENDED, reason=Text("Le fab lab a fermé.", "The fab lab closed."))
    assert badge.data(suspended)["reason"] == {"fr": "Le fab lab a fermé.", "en": "The fab lab closed."}
    assert badge.data(LIVE)["reason"] is None
    assert badge.data(replace(suspended, reason=Text.alike("Fab lab fermé.")))["reason"] == {"und": "Fab lab fermé."}
