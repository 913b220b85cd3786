"""The label as a Verifiable Credential 2.0.

It is read by being written again: what a stranger's file holds beyond what we would have written is no credential of
ours. JSON-LD drops what it has no term for, so that a signature alone does not cover it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from quartierkg.label import documents, moment, part, proof, status
from quartierkg.label.controller import ISSUER
from quartierkg.label.misfit import Misfit
from quartierkg.label.signature import Signer
from quartierkg.label.status import Entry
from quartierkg.label.subject import Digests, Subject
from quartierkg.language import Text
from quartierkg.terms import ID

MEDIA_TYPE: Final = "application/vc"
"""Verifiable Credentials Data Model 2.0, appendix C.1."""
TYPES: Final = ("VerifiableCredential", "LabelCredential")

# Far more criteria than any charter has; reading JSON-LD takes time by the square of a list's length.
_MOST: Final = 200

_TITLE: Final = Text("Label « Quartier Numérique » : {}", "“Quartier Numérique” label: {}")
_FICTIONAL: Final = Text(
    "Exemple : ce Quartier est fictif, et ce certificat n’atteste rien de réel.",
    "Example: this Quartier is fictional, and this credential certifies nothing real.",
)


@dataclass(frozen=True, slots=True)
class Credential:
    """An awarded label: what is certified, by whom, and where its status stands."""

    id: str
    subject: Subject
    entry: Entry
    issuer: str
    title: Text
    note: Text | None
    """What it says to people of a fictional Quartier. Both are kept as they were signed: other words of a later version
    make no credential void."""

    @property
    def begins(self) -> datetime:
        """From when on it counts: the first moment of the day of the award, in UTC."""
        return moment.beginning(self.subject.awarded)

    @property
    def ends(self) -> datetime | None:
        """Until when it counts; None where nothing ends it."""
        return moment.end(self.subject.ends) if self.subject.ends else None


def of(id: str, subject: Subject, entry: Entry, issuer: str = ISSUER) -> Credential:
    """A label that is to be signed, with its words for people.

    :param id: its IRI (:func:`address`).
    :param entry: its place in the lists (:func:`quartierkg.label.status.entry`).
    """
    named = replace(subject, name=part.settled(subject.name))
    title = part.settled(_TITLE.filled(subject.name))
    return Credential(id, named, entry, issuer, title, part.settled(_FICTIONAL) if subject.illustrative else None)


def address(name: str) -> str:
    """The IRI of a credential.

    :param name: what tells it from all others: of a Quartier and of its award, for instance ``port-lumiere/1``.
    """
    return f"{ID}label/{name}"


def issue(found: Credential, signer: Signer, created: datetime) -> dict[str, Any]:
    """The signed credential (Data Integrity; :mod:`quartierkg.label.jwt` makes the other form).

    :raises Misfit: when what it names is no IRI, or a digest is none.
    """
    unsigned = document(found)
    read(unsigned)
    return proof.sign(unsigned, signer, created)


def document(found: Credential) -> dict[str, Any]:
    """The credential without its proof (Verifiable Credentials Data Model 2.0, 4)."""
    subject = found.subject
    return {
        "@context": list(documents.CONTEXTS),
        "id": found.id,
        "type": list(TYPES),
        "name": part.told(found.title),
        **({"description": part.told(found.note)} if found.note else {}),
        "issuer": found.issuer,
        "validFrom": moment.write(found.begins),
        **({"validUntil": moment.write(found.ends)} if found.ends else {}),
        "credentialSubject": {
            "id": subject.quartier,
            "type": "Quartier",
            "name": part.told(subject.name),
            "illustrative": subject.illustrative,
            "awardedOn": subject.awarded.isoformat(),
            "meetsCriterion": list(subject.criteria),
        },
        "evidence": [{"id": subject.decision, "type": "AwardDecision", "verdict": _verdict(subject)}],
        "credentialStatus": [found.entry.document(purpose) for purpose in status.PURPOSES],
    }


def _verdict(subject: Subject) -> dict[str, Any]:
    return {
        "id": subject.verdict,
        "type": "Verdict",
        "charterVersion": subject.charter,
        "gate": subject.gate,
        "profile": subject.profile,
        "dossierSha256": subject.digests.dossier,
        "contextSha256": subject.digests.context,
        "shapesSha256": subject.digests.shapes,
    }


def read(unsigned: part.Document) -> Credential:
    """The label that a credential without its proof is about.

    :raises Misfit: when it says anything more, less or else than a label of ours.
    """
    found = Credential(
        part.iri(unsigned.get("id")),
        _subject(unsigned),
        _entry(unsigned),
        part.iri(unsigned.get("issuer")),
        part.heard(unsigned.get("name")),
        part.heard(unsigned["description"]) if "description" in unsigned else None,
    )
    if document(found) != unsigned or (found.note is not None) != found.subject.illustrative:
        raise Misfit("credential")
    return found


def _subject(unsigned: part.Document) -> Subject:
    certified = part.mapping(unsigned.get("credentialSubject"))
    evidence = part.mapping(_one(unsigned.get("evidence")))
    verdict = part.mapping(evidence.get("verdict"))
    ends = unsigned.get("validUntil")
    return Subject(
        part.iri(certified.get("id")),
        part.heard(certified.get("name")),
        certified.get("illustrative") is True,
        _criteria(certified.get("meetsCriterion")),
        part.iri(verdict.get("charterVersion")),
        part.iri(verdict.get("gate")),
        part.text(verdict.get("profile")),
        part.iri(verdict.get("id")),
        Digests(*(part.sha256(verdict.get(f"{name}Sha256")) for name in ("dossier", "context", "shapes"))),
        part.iri(evidence.get("id")),
        moment.day(certified.get("awardedOn")),
        moment.read(ends).date() if ends is not None else None,
    )


def _criteria(value: object) -> tuple[str, ...]:
    found = tuple(part.iri(one) for one in part.items(value))
    if not found or len(set(found)) < len(found) or len(found) > _MOST:
        raise Misfit("criteria")
    return found


def _entry(unsigned: part.Document) -> Entry:
    places = {status.place(part.mapping(one)) for one in part.items(unsigned.get("credentialStatus"))}
    if len(places) != 1:
        raise Misfit("status")
    return places.pop()


def _one(value: object) -> object:
    found = part.items(value)
    if len(found) != 1:
        raise Misfit("evidence")
    return found[0]
