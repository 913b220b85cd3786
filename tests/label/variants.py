"""Labels that nobody is to believe, each with what a reader should be told of it."""

from __future__ import annotations

import base64
import copy
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from quartierkg.label import credential, jwt, proof
from quartierkg.label.controller import ISSUER, Controller
from quartierkg.label.state import State
from quartierkg.language import Text
from tests.label import samples
from tests.label.samples import BASE, ENDING, LABEL, NOW, OURS, SUBJECT, THEIRS

Document = dict[str, Any]
TAMPERED, UNKNOWN_ISSUER = State.TAMPERED, State.UNKNOWN_ISSUER


@dataclass(frozen=True)
class Variant:
    """A credential or token, the lists that come with it, and the moment in question."""

    name: str
    state: State
    label: Document | str
    lists: list[Document] = field(default_factory=samples.lists)
    at: datetime = NOW
    issuer: Controller = OURS.controller
    """Whom the reader trusts."""
    general: bool = True
    """Whether a verifier can tell that knows nothing of labels."""


def altered(name: str, change: Callable[[Document], object], state: State = TAMPERED) -> Variant:
    """The signed label after a change."""
    document = copy.deepcopy(samples.issued(ENDING))
    change(document)
    return Variant(name, state, document)


def inside(path: str, value: Any) -> Callable[[Document], None]:
    """What puts a value at a path; None removes what is there."""

    def change(document: Document) -> None:
        *way, last = path.split(".")
        here: Any = document
        for step in way:
            here = here[int(step)] if step.isdigit() else here[step]
        key = int(last) if last.isdigit() else last
        if value is None:
            del here[key]
        else:
            here[key] = value

    return change


VERDICT = "evidence.0.verdict"
CHANGED: dict[str, tuple[str, Any]] = {
    "another Quartier": ("credentialSubject.id", BASE + "id/quartier/val-claire"),
    "another name": ("credentialSubject.name.0.@value", "Val-Claire"),
    "a fictional Quartier made real": ("credentialSubject.illustrative", False),
    "the word that it is fictional left out": ("description", None),
    "a criterion less": ("credentialSubject.meetsCriterion.7", None),
    "a criterion in place of another": ("credentialSubject.meetsCriterion.0", BASE + "charter/1#criterion-9"),
    "a criterion that JSON-LD leaves out": (
        "credentialSubject.meetsCriterion",
        [*SUBJECT.criteria, "criterion-9"],
    ),
    "an earlier award": ("credentialSubject.awardedOn", "2025-03-01"),
    "another version of the charter": (f"{VERDICT}.charterVersion", BASE + "charter/2-illustrative"),
    "another profile": (f"{VERDICT}.profile", "strict"),
    "the digest of another dossier": (f"{VERDICT}.dossierSha256", "4d" * 32),
    "another verdict": (f"{VERDICT}.id", BASE + "id/port-lumiere/verdict-2"),
    "another decision": ("evidence.0.id", BASE + "id/decision/9"),
    "an earlier beginning": ("validFrom", "2025-03-01T00:00:00Z"),
    "no end": ("validUntil", None),
    "a later end": ("validUntil", "2037-02-28T23:59:59Z"),
    "another place in the list": ("credentialStatus.0.statusListIndex", "94568"),
    "no status": ("credentialStatus", None),
    "no place among the withdrawn": ("credentialStatus.0", None),
    "another number": ("id", BASE + "id/label/val-claire/1"),
    "another type": ("type", ["VerifiableCredential"]),
    "words that no context knows": ("grade", "excellent"),
    "words that no context knows, in the proof": ("proof.grade", "excellent"),
    "no context for our words": ("@context.1", None),
    "a context of their own": ("@context.1", "https://contexts.example/label/v1"),
    "a context written in": (
        "@context",
        [
            "https://www.w3.org/ns/credentials/v2",
            BASE + "label/v1",
            {"awardedOn": "https://w3id.org/quartierkg/ontology#judgedOn"},
        ],
    ),
    "no proof": ("proof", None),
    "an empty proof": ("proof", {}),
    "another moment of signature": ("proof.created", "2026-03-01T09:00:00Z"),
    "another purpose": ("proof.proofPurpose", "authentication"),
    "another suite": ("proof.cryptosuite", "eddsa-jcs-2022"),
    "a short signature": ("proof.proofValue", "z11"),
}


def changes() -> Iterator[Variant]:
    """Each with one thing changed after the signature."""
    yield from (altered(name, inside(*change)) for name, change in CHANGED.items())
    yield altered("another key of nobody's", inside("proof.verificationMethod", f"{ISSUER}#z6Mk"), UNKNOWN_ISSUER)


def swaps() -> Iterator[Variant]:
    """Signatures of others, and ours on something else."""
    other = replace(LABEL, id=credential.address("val-claire/1"))
    swapped = {**samples.issued(), "proof": samples.issued(other)["proof"]}
    yield Variant("the proof of another label", TAMPERED, swapped)
    forged = proof.sign(credential.document(LABEL), replace(THEIRS.signer, method=OURS.signer.method), NOW)
    yield Variant("their key under the name of ours", TAMPERED, forged)
    yield Variant("their key in our name", UNKNOWN_ISSUER, samples.issued(by=THEIRS))
    revoked = OURS.controller.rotated(THEIRS.controller.methods[0].key, NOW).revoking(
        OURS.controller.methods[0].key, NOW
    )
    yield Variant("a key that was revoked", UNKNOWN_ISSUER, samples.issued(), issuer=revoked)
    elsewhere = samples.keys(2, "https://elsewhere.example/issuer")
    signed = samples.issued(replace(LABEL, issuer=elsewhere.controller.id), by=elsewhere)
    yield Variant("another issuer", UNKNOWN_ISSUER, signed)
    yield Variant("a status list as a label", TAMPERED, samples.listed("revocation"), general=False)


def lives() -> Iterator[Variant]:
    """Genuine ones that are not in force, or of which nobody can tell."""
    label = samples.issued()
    empty = samples.lists()
    yield Variant("withdrawn", State.WITHDRAWN, label, samples.lists("revocation"))
    yield Variant("suspended", State.SUSPENDED, label, samples.lists("suspension"))
    yield Variant("withdrawn while suspended", State.WITHDRAWN, label, samples.lists("revocation", "suspension"))
    after = datetime(2027, 3, 2, tzinfo=NOW.tzinfo)
    fresh = [samples.listed(purpose, at=after - timedelta(days=1)) for purpose in ("revocation", "suspension")]
    yield Variant("expired", State.EXPIRED, samples.issued(ENDING), fresh, after)
    before = datetime(2026, 2, 27, tzinfo=NOW.tzinfo)
    early = [samples.listed(purpose, at=before - timedelta(days=1)) for purpose in ("revocation", "suspension")]
    yield Variant("not in force yet", State.NOT_YET_VALID, label, early, before)
    yield Variant("without lists", State.STATUS_UNKNOWN, label, [])
    yield Variant("with one list only", State.STATUS_UNKNOWN, label, empty[1:])
    old = samples.listed("revocation", at=NOW - timedelta(days=30))
    yield Variant("an old list shown again", State.STATUS_UNKNOWN, label, [old, empty[1]])
    theirs = samples.listed("revocation", by=THEIRS)
    yield Variant("a list that they signed", State.STATUS_UNKNOWN, label, [theirs, empty[1]])
    cleared = copy.deepcopy(samples.lists("revocation"))
    cleared[0]["credentialSubject"]["encodedList"] = empty[0]["credentialSubject"]["encodedList"]
    yield Variant("a list with the bit cleared", State.STATUS_UNKNOWN, label, cleared)
    renamed = {**empty[1], "id": empty[0]["id"]}
    yield Variant("the list of another purpose", State.STATUS_UNKNOWN, label, [renamed, empty[1]])


def tokens() -> Iterator[Variant]:
    """The second form, forged."""
    unsigned = credential.document(LABEL)
    head, payload, value = jwt.issue(unsigned, OURS.signer, NOW).split(".")
    header = {"alg": "Ed25519", "typ": "vc+jwt", "cty": "vc", "kid": OURS.signer.method}
    real = part({**json.loads(unpart(payload)), "name": "Val-Claire"})
    public = bytes(OURS.signer.secret.verify_key)
    yield Variant("token: another payload", TAMPERED, f"{head}.{real}.{value}")
    yield Variant("token: without signature", TAMPERED, f"{part({**header, 'alg': 'none'})}.{payload}.")
    hashed = f"{part({**header, 'alg': 'HS256'})}.{payload}"
    secret = hmac.new(public, hashed.encode(), hashlib.sha256).digest()
    yield Variant("token: the public key as a password", TAMPERED, f"{hashed}.{raw(secret)}")
    forged = jwt.issue(unsigned, replace(THEIRS.signer, method=OURS.signer.method), NOW)
    yield Variant("token: their key under the name of ours", TAMPERED, forged)
    yield Variant("token: their key", UNKNOWN_ISSUER, jwt.issue(unsigned, THEIRS.signer, NOW))
    brought = {**header, "jwk": {"kty": "OKP", "crv": "Ed25519", "x": raw(bytes(THEIRS.signer.secret.verify_key))}}
    own = f"{part(brought)}.{payload}"
    yield Variant("token: a key brought along", TAMPERED, f"{own}.{raw(THEIRS.signer.sign(own.encode()))}")
    plain = f"{part({**header, 'typ': 'JWT'})}.{payload}"
    yield Variant("token: another type", TAMPERED, f"{plain}.{raw(OURS.signer.sign(plain.encode()))}")
    withdrawn = samples.lists("revocation")
    yield Variant("token: withdrawn", State.WITHDRAWN, f"{head}.{payload}.{value}", withdrawn)


def raw(data: bytes) -> str:
    """Bytes as tokens have them."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def part(value: Document) -> str:
    """A part of a token."""
    return raw(json.dumps(value).encode())


def unpart(text: str) -> bytes:
    """The bytes of a part of a token."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def variants() -> list[Variant]:
    """All of them."""
    return [*changes(), *swaps(), *lives(), *tokens()]


# Some need an escape in canonical N-Quads (RDF Dataset Canonicalization 1.0, 5); a wrong one breaks signatures.
AWKWARD = 'tab\t quote" back\\slash line\nfeed\r form\f back\b bell\a delete\x7f one\x01 é 𝄞 \u2028 \ufffd'


def genuine() -> list[Variant]:
    """Labels in force, in either form."""
    valid = State.VALID
    rotated = OURS.controller.rotated(THEIRS.controller.methods[0].key, NOW)
    awkward = samples.label(name=Text(AWKWARD, AWKWARD))
    shuffled = dict(reversed(samples.issued().items()))
    return [
        Variant("in force", valid, samples.issued()),
        Variant("with an end", valid, samples.issued(ENDING)),
        Variant("awkward characters", valid, samples.issued(awkward)),
        Variant("signed before a rotation", valid, samples.issued(), issuer=rotated),
        Variant("its members in another order", valid, shuffled),
        Variant("token: in force", valid, jwt.issue(credential.document(LABEL), OURS.signer, NOW)),
    ]
