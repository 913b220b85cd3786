"""A token: who holds it, in which role, for which Quartier, until when. Its secret is shown once, and kept nowhere."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Literal

from quartierkg.errors import UsageFault
from quartierkg.language import Text

PREFIX: Final = "qkg_"
"""How a secret begins, so that whoever scans for lost secrets knows one."""
LONGEST: Final = 3650
"""For how many days a token may be made."""
_BYTES: Final = 32
_NAME: Final = 120
_DIGITS: Final = 16


class Role(StrEnum):
    """What a person does in the register."""

    APPLICANT = "applicant"
    MEMBER = "member"
    CHAIR = "chair"
    OPERATOR = "operator"


COMMITTEE: Final = frozenset((Role.MEMBER, Role.CHAIR, Role.OPERATOR))
"""Those who read what is not public: the committee, and whoever runs the service for it."""

Standing = Literal["valid", "expired", "revoked"]


@dataclass(frozen=True, slots=True)
class Token:
    """What is kept of a token."""

    id: str
    holder: str
    """A person's name."""
    role: Role
    quartier: str | None
    """The IRI of the Quartier that an applicant speaks for; nobody else has one."""
    created: datetime
    expires: datetime
    revoked: datetime | None = None
    reason: str = ""
    """Why it was revoked."""
    subject: str = ""
    """Who it is by an identity provider, which lets people change their names (:func:`subject`)."""

    def standing(self, now: datetime) -> Standing:
        """Whether it counts at a moment."""
        if self.revoked is not None:
            return "revoked"
        return "valid" if now < self.expires else "expired"

    def speaks_for(self, quartier: str) -> bool:
        """Whether its Quartier is that one; committee and operator are bound to none."""
        return self.role is not Role.APPLICANT or self.quartier == quartier

    @property
    def person(self) -> str:
        """What tells two people apart: whom the identity provider means, or the name, however it is written."""
        return self.subject or self.holder.casefold()


def subject(issuer: str, name: str) -> str:
    """Whom an identity provider means by a name (``iss`` and ``sub``), in one word that says neither."""
    return "oidc-" + hashlib.sha256(f"{issuer}\n{name}".encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def issue(holder: str, role: Role, quartier: str | None, days: int, now: datetime, subject: str = "") -> Token:
    """A token of a person.

    :raises UsageFault: when it has no holder, the Quartier does not go with the role, or it would never end.
    """
    name = " ".join(unicodedata.normalize("NFC", holder).split())
    # Angle brackets set off, in the register, whom an identity provider means.
    if not name or len(name) > _NAME or not name.isprintable() or set(name) & set("<>"):
        raise UsageFault(
            Text(
                f"--holder : il faut le nom d’une personne, de {_NAME} signes au plus, sans < ni >.",
                f"--holder: the name of a person is needed, of {_NAME} characters at most, without < or >.",
            )
        )
    if role is Role.APPLICANT and quartier is None:
        raise UsageFault(
            Text("--quartier : un candidat parle pour un Quartier.", "--quartier: an applicant speaks for a Quartier.")
        )
    if role is not Role.APPLICANT and quartier is not None:
        raise UsageFault(
            Text(
                f"--quartier : le rôle {role} n’est lié à aucun Quartier.",
                f"--quartier: the role {role} is bound to no Quartier.",
            )
        )
    if not 1 <= days <= LONGEST:
        raise UsageFault(
            Text(f"--days : un nombre de 1 à {LONGEST} est attendu.", f"--days: a number from 1 to {LONGEST} is due.")
        )
    moment = now.replace(microsecond=0)
    ends = moment + timedelta(days=days)
    return Token(secrets.token_hex(6), name, role, quartier, moment, ends, subject=subject)


def secret() -> str:
    """A new secret: 256 random bits."""
    return PREFIX + secrets.token_urlsafe(_BYTES)


def digest(shown: str) -> str:
    """What is kept of a secret. Its 256 bits are random: nothing slower than SHA-256 would make them safer."""
    return hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()
