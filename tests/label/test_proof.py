"""Data Integrity proofs with ``eddsa-rdfc-2022``."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from nacl.signing import SigningKey
from pyld import jsonld

from quartierkg.label import credential, documents, multibase, proof, status
from quartierkg.label.misfit import Misfit
from quartierkg.label.signature import Signer
from tests.label import samples
from tests.label.samples import LABEL, NOW, OURS

# Data Integrity EdDSA Cryptosuites 1.0, B.1, representation eddsa-rdfc-2022.
KEY = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
UNSIGNED: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
DIGEST = "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017"
VALUE = "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme"


def examples(address: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """The bundled contexts and that of the specification's examples."""
    if address != UNSIGNED["@context"][1]:
        return documents.load(address, options)
    document = {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": document}


def test_the_vector_of_the_specification_is_made_and_verified() -> None:
    """Canonical form, signature and proof are, letter for letter, those that the Recommendation prints."""
    canonical = proof.canonical(UNSIGNED, examples)
    assert hashlib.sha256(canonical).hexdigest() == DIGEST
    secret = SigningKey(multibase.from_base58(SECRET)[2:])
    signer = Signer(f"did:key:{KEY}#{KEY}", secret)
    signed = proof.sign(UNSIGNED, signer, datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC), examples)
    assert signed["proof"] == {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": f"did:key:{KEY}#{KEY}",
        "proofPurpose": "assertionMethod",
        "proofValue": VALUE,
    }
    assert proof.verify(signed, secret.verify_key, examples)


def test_two_canonicalisations_agree() -> None:
    """Oxigraph and pyld write the same, for labels and for lists."""
    unsigned = credential.document(LABEL)
    lists = [{name: value for name, value in one.items() if name != "proof"} for one in samples.lists("revocation")]
    for document in (unsigned, *lists):
        options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": documents.load}
        assert proof.canonical(document).decode() == jsonld.normalize(document, options)


def test_nothing_that_we_sign_has_a_blank_node() -> None:
    """Each node has an address, so that no canonical names are needed."""
    for document in (credential.document(LABEL), *samples.lists("suspension")):
        found = proof.canonical({name: value for name, value in document.items() if name != "proof"})
        assert b"_:" not in found
        assert len(found.splitlines()) > 8


def test_every_word_that_we_write_is_signed() -> None:
    """Each text, date, digest and address of a label occurs in its canonical form: no context leaves one out."""
    document = credential.document(samples.ENDING)
    found = proof.canonical(document).decode()
    # Contexts are not data, and the names of classes and languages stand there in their long form.
    short = {*documents.CONTEXTS, "Quartier", "AwardDecision", "Verdict", "BitstringStatusListEntry", *credential.TYPES}
    assert [value for value in _values(document) if value not in found and value not in short] == []
    assert all(f"#{name}>" in found for name in short - set(documents.CONTEXTS))


def _values(value: object) -> list[str]:
    if isinstance(value, dict):
        return [found for one in value.values() for found in _values(one)]
    if isinstance(value, list):
        return [found for one in value for found in _values(one)]
    return [str(value).lower() if isinstance(value, bool) else str(value)]


@pytest.mark.parametrize(
    "document",
    [
        {"@context": "https://contexts.example/", "id": "urn:x:1", "name": "x"},
        {"@context": documents.CREDENTIALS, "name": "a node without an address"},
        {"@context": {"a": {"@id": "urn:x:a", "@context": "https://contexts.example/"}}, "a": {"b": 1}},
        {"@context": {"@import": "https://contexts.example/"}, "id": "urn:x:1"},
        {"@context": [[[{"@version": "x"}]]], "id": "urn:x:1"},
        {"@context": documents.CREDENTIALS, "id": 5},
        {"@context": documents.CREDENTIALS, "type": {"a": "b"}},
    ],
)
def test_what_is_not_ours_to_read_is_a_misfit(document: dict[str, Any]) -> None:
    """Contexts that nobody knows, blank nodes, and JSON-LD that is none."""
    with pytest.raises(Misfit):
        proof.canonical(document)


def test_verifying_never_opens_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever addresses a document names."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    signed = samples.issued()
    assert proof.verify(signed, OURS.controller.methods[0].public)
    with pytest.raises(Misfit):
        proof.verify({**signed, "@context": ["https://contexts.example/"]}, OURS.controller.methods[0].public)


def test_a_list_is_signed_at_the_moment_that_it_is_for() -> None:
    """A status list says when it was made, and its proof the same."""
    for purpose in status.PURPOSES:
        listed = samples.listed(purpose, at=NOW)
        assert listed["validFrom"] == listed["proof"]["created"] == "2026-11-28T09:00:00Z"
