"""What a verification found, told to people and to programs."""

from __future__ import annotations

import json

import pytest

from quartierkg.label import account, verification
from quartierkg.label.state import NAMES, SENTENCES, State
from tests.label import samples
from tests.label.samples import NOW, OURS
from tests.label.variants import Variant, genuine, lives, swaps


def found(one: Variant) -> verification.Verification:
    """What comes of a variant."""
    lists = [samples.source(document) for document in one.lists]
    return verification.verify(samples.source(one.label), one.issuer, lists, at=one.at)


def test_each_state_has_a_word_and_a_sentence_in_both_languages() -> None:
    """No two of them alike."""
    for table in (NAMES, SENTENCES):
        assert set(table) == set(State)
        for language in ("fr", "en"):
            assert len({text.in_("fr" if language == "fr" else "en") for text in table.values()}) == len(State)


@pytest.mark.parametrize("one", [*genuine(), *lives(), *swaps()], ids=lambda one: one.name)
def test_the_outcome_is_on_the_first_line(one: Variant) -> None:
    """In capitals, before anything else, and as one word in the data."""
    result = found(one)
    assert account.text(result, "en").splitlines()[0] == NAMES[one.state].en.upper()
    assert account.text(result, "fr").splitlines()[1] == SENTENCES[one.state].in_("fr")
    assert json.loads(json.dumps(account.data(result)))["state"] == one.state.value


def test_nothing_is_told_of_what_nobody_signed() -> None:
    """The words of a forgery are not passed on as if they were certified."""
    for one in swaps():
        result = found(one)
        assert account.data(result)["label"] is None
        assert "Port-Lumière" not in account.text(result, "fr")


def test_a_fictional_quartier_is_told_as_such() -> None:
    """Whenever its name is told."""
    for one in genuine():
        for language, word in (("fr", "fictif"), ("en", "fictional")):
            assert word in account.text(found(one), "fr" if language == "fr" else "en")
        assert account.data(found(one))["label"]["illustrative"] is True


def test_the_reason_of_a_withdrawal_is_told() -> None:
    """Since when, why, and by which decision."""
    (withdrawn,) = [one for one in lives() if one.name == "withdrawn"]
    (mark,) = account.data(found(withdrawn))["marks"]
    assert mark == {
        "purpose": "revocation",
        "since": "2026-10-01",
        "reason": {
            "fr": "Le fab lab a fermé\u202f; un autre est cherché.",
            "en": "The fab lab closed; another is being looked for.",
        },
        "decision": "https://w3id.org/quartierkg/id/decision/revocation",
    }
    assert "Withdrawn since 2026-10-01: The fab lab closed" in account.text(found(withdrawn), "en")


def test_the_missing_lists_are_named() -> None:
    """So that the reader knows what to get."""
    result = verification.verify(samples.source(samples.issued()), OURS.controller, at=NOW)
    for language in ("fr", "en"):
        told = account.text(result, "fr" if language == "fr" else "en")
        assert "https://w3id.org/quartierkg/id/status/1/revocation" in told
        assert "https://w3id.org/quartierkg/id/status/1/suspension" in told
