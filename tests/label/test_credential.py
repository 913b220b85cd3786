"""The label as a credential, and what is in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from quartierkg.label import credential
from quartierkg.label.misfit import Misfit
from quartierkg.label.subject import Digests
from quartierkg.language import Text
from tests.label import samples
from tests.label.samples import BASE, ENDING, LABEL, SUBJECT

REAL = samples.label(illustrative=False)


def test_the_credential_says_all_that_is_certified() -> None:
    """Quartier, criteria, version of the charter, gate and profile, verdict with digests, decision, status."""
    document = credential.document(LABEL)
    assert document["@context"] == ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/quartierkg/label/v1"]
    assert document["id"] == "https://w3id.org/quartierkg/id/label/port-lumiere/1"
    assert document["type"] == ["VerifiableCredential", "LabelCredential"]
    assert document["issuer"] == "https://w3id.org/quartierkg/issuer"
    assert document["credentialSubject"] == {
        "id": BASE + "id/quartier/port-lumiere",
        "type": "Quartier",
        "name": [{"@value": "Port-Lumière", "@language": "fr"}, {"@value": "Port-Lumière", "@language": "en"}],
        "illustrative": True,
        "awardedOn": "2026-03-01",
        "meetsCriterion": [f"{BASE}charter/1#criterion-{number}" for number in range(1, 9)],
    }
    (evidence,) = document["evidence"]
    assert evidence == {
        "id": BASE + "id/decision/1",
        "type": "AwardDecision",
        "verdict": {
            "id": BASE + "id/port-lumiere/verdict-1",
            "type": "Verdict",
            "charterVersion": BASE + "charter/1",
            "gate": BASE + "ontology#Label",
            "profile": "charter",
            "dossierSha256": "1a" * 32,
            "contextSha256": "2b" * 32,
            "shapesSha256": "3c" * 32,
        },
    }
    assert [one["statusPurpose"] for one in document["credentialStatus"]] == ["revocation", "suspension"]
    assert {one["statusListIndex"] for one in document["credentialStatus"]} == {"94567"}


def test_a_fictional_quartier_says_so_twice() -> None:
    """To programs and to people; a real one has no such sentence."""
    fictional, real = credential.document(LABEL), credential.document(REAL)
    assert fictional["credentialSubject"]["illustrative"] is True
    assert "fictif" in fictional["description"][0]["@value"]
    assert "fictional" in fictional["description"][1]["@value"]
    assert real["credentialSubject"]["illustrative"] is False
    assert "description" not in real


def test_a_label_without_a_term_has_no_end() -> None:
    """The charter names none; where one was set, its last day counts whole."""
    assert "validUntil" not in credential.document(LABEL)
    assert credential.document(ENDING)["validUntil"] == "2027-02-28T23:59:59Z"
    assert credential.document(LABEL)["validFrom"] == "2026-03-01T00:00:00Z"


@pytest.mark.parametrize("label", [LABEL, ENDING, REAL])
def test_a_label_is_read_as_it_was_written(label: credential.Credential) -> None:
    """Every part of it."""
    assert credential.read(credential.document(label)) == label


@pytest.mark.parametrize(
    "changes",
    [
        {"quartier": "port-lumiere"},
        {"quartier": "https://a.example/<script>"},
        {"criteria": ()},
        {"criteria": (SUBJECT.criteria[0],) * 2},
        {"digests": Digests("1A" * 32, "2b" * 32, "3c" * 32)},
        {"digests": Digests("1a", "2b" * 32, "3c" * 32)},
        {"decision": "javascript:alert(1)"},
    ],
)
def test_what_could_not_be_read_is_not_signed(changes: dict[str, Any]) -> None:
    """An address that is none, no criteria, or a digest that is none: the issuer hears of it, not the reader."""
    with pytest.raises(Misfit):
        samples.issued(samples.label(**changes))


def test_french_keeps_its_spaces() -> None:
    """A name with a colon has its no-break space when it is signed, and is read again as the same."""
    label = samples.label(name=Text("La Halle : nord", "La Halle: north"))
    found = credential.read(credential.document(label))
    assert found.subject.name.fr == "La Halle\u00a0: nord"
    assert credential.document(found) == credential.document(label)


def test_a_credential_says_that_its_quartier_is_fictional_or_nothing_of_it() -> None:
    """The flag and the sentence go together, whatever the sentence is."""
    silent = replace(LABEL, note=None)
    chatty = replace(REAL, note=Text("Exemple.", "Example."))
    for label in (silent, chatty):
        with pytest.raises(Misfit):
            samples.issued(label)
    reworded = replace(LABEL, note=Text("Fiction.", "Fiction."), title=Text("Label : Port-Lumière", "Port-Lumière"))
    assert credential.read(credential.document(reworded)) == reworded
