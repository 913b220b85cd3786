"""The issuer's controller document, written and pinned."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from quartierkg.errors import NotACredential, Unreadable
from quartierkg.label import controller, moment
from tests.label import samples
from tests.label.samples import NOW, OURS

KEY = OURS.controller.methods[0].key
DOCUMENT = OURS.controller.document()
METHOD = DOCUMENT["verificationMethod"][0]


def read(document: object) -> controller.Controller:
    """A document as a file that is pinned."""
    return controller.read(json.dumps(document).encode(), "issuer.json")


def test_the_document_has_the_form_of_the_recommendation() -> None:
    """Controlled Identifiers 1.0, 2.1 and 2.2: a Multikey with its controller, and the purpose that it is for."""
    assert {
        "@context": ["https://www.w3.org/ns/cid/v1"],
        "id": "https://w3id.org/quartierkg/issuer",
        "verificationMethod": [
            {
                "id": f"https://w3id.org/quartierkg/issuer#{KEY}",
                "type": "Multikey",
                "controller": "https://w3id.org/quartierkg/issuer",
                "publicKeyMultibase": KEY,
            }
        ],
        "assertionMethod": [f"https://w3id.org/quartierkg/issuer#{KEY}"],
    } == DOCUMENT
    # Controlled Identifiers 1.0, 2.2.2: the multicodec of Ed25519 makes every such key begin alike.
    assert KEY.startswith("z6Mk")


def test_an_issuer_is_read_as_it_was_written() -> None:
    """With the dates of keys that ended, and of keys that are known to others."""
    rotated = OURS.controller.rotated(samples.THEIRS.controller.methods[0].key, NOW)
    found = read(rotated.document())
    assert found == rotated
    assert moment.write(found.methods[0].expires or NOW) == "2026-11-28T09:00:01Z"


@pytest.mark.parametrize("data", [json.dumps(METHOD).encode(), KEY.encode(), f"\n{KEY}\n".encode()])
def test_a_key_alone_can_be_pinned(data: bytes) -> None:
    """As a Multikey, or as nothing but its letters: then it is that of the project's issuer."""
    assert controller.read(data, "key") == OURS.controller


def test_a_key_that_is_not_for_assertions_does_not_count() -> None:
    """The document lists what each key is for; a key for signing in signs no labels."""
    assert read({**DOCUMENT, "assertionMethod": [], "authentication": [METHOD["id"]]}).methods == ()


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        {**DOCUMENT, "id": "issuer"},
        {**DOCUMENT, "id": "https://elsewhere.example/"},
        {**DOCUMENT, "assertionMethod": None},
        {**DOCUMENT, "verificationMethod": [5]},
        {**DOCUMENT, "verificationMethod": [{**METHOD, "type": "JsonWebKey"}]},
        {**DOCUMENT, "verificationMethod": [{**METHOD, "controller": "https://elsewhere.example/"}]},
        {
            **DOCUMENT,
            "verificationMethod": [{**METHOD, "publicKeyMultibase": samples.THEIRS.controller.methods[0].key}],
        },
        {**DOCUMENT, "verificationMethod": [{**METHOD, "expires": "soon"}]},
        {**METHOD, "publicKeyMultibase": "z11", "id": f"{DOCUMENT['id']}#z11"},
    ],
)
def test_what_is_no_key_is_told(document: Any) -> None:
    """No half of a document is trusted."""
    with pytest.raises(Unreadable):
        read(document)


@pytest.mark.parametrize("data", [b"", b"z", b"z6Mk", b"\xff", "z6Mké".encode(), b"z" + b"1" * 10_000_000])
def test_bytes_that_are_no_key_are_told(data: bytes) -> None:
    """Whatever they are."""
    with pytest.raises(Unreadable):
        controller.read(data, "key")


def test_a_label_is_no_key() -> None:
    """Nothing is trusted because it came along."""
    with pytest.raises(NotACredential, match="neither the issuer"):
        read(samples.issued())


def test_a_key_signs_until_it_ends() -> None:
    """What it signs from that moment on does not count."""
    method = OURS.controller.rotated("z6MkOther", NOW).methods[0]
    ends = NOW + timedelta(seconds=1)
    assert (method.signs(NOW), method.signs(ends)) == (True, False)
