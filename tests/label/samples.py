"""A fictional Quartier's label and the lists that go with it, signed by keys that are known to everybody."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from nacl.signing import SigningKey

from quartierkg.intake.source import Source
from quartierkg.label import controller, credential, status
from quartierkg.label.controller import Controller, Method
from quartierkg.label.credential import Credential
from quartierkg.label.keys import Keys
from quartierkg.label.signature import Signer
from quartierkg.label.status import Entry, Mark, Purpose, StatusList
from quartierkg.label.subject import Digests, Subject
from quartierkg.language import Text

BASE = "https://w3id.org/quartierkg/"
NOW = datetime(2026, 11, 28, 9, 0, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


def keys(seed: int, issuer: str = controller.ISSUER) -> Keys:
    """A key that anybody can make."""
    secret = SigningKey(bytes([seed]) * 32)
    method = Method(issuer, controller.multikey(secret.verify_key))
    return Keys(Controller(issuer, (method,)), Signer(method.id, secret))


OURS = keys(1)
"""The issuer that the tests trust."""
THEIRS = keys(2)
"""Somebody who says that they are the same issuer."""

SUBJECT = Subject(
    quartier=BASE + "id/quartier/port-lumiere",
    name=Text("Port-Lumière", "Port-Lumière"),
    illustrative=True,
    criteria=tuple(f"{BASE}charter/1#criterion-{number}" for number in range(1, 9)),
    charter=BASE + "charter/1",
    gate=BASE + "ontology#Label",
    profile="charter",
    verdict=BASE + "id/port-lumiere/verdict-1",
    digests=Digests("1a" * 32, "2b" * 32, "3c" * 32),
    decision=BASE + "id/decision/1",
    awarded=date(2026, 3, 1),
)


def label(**changes: Any) -> Credential:
    """The label, with some of what it certifies changed before it is signed."""
    return credential.of(credential.address("port-lumiere/1"), replace(SUBJECT, **changes), Entry(1, 94567))


LABEL = label()
ENDING = label(ends=date(2027, 2, 28))


def issued(label: Credential = LABEL, by: Keys = OURS) -> dict[str, Any]:
    """A signed credential."""
    return credential.issue(label, by.signer, NOW)


def mark(purpose: Purpose, entry: Entry = LABEL.entry) -> Mark:
    """A decision that suspends or withdraws the label."""
    decision = f"{BASE}id/decision/{purpose}"
    reason = Text("Le fab lab a fermé ; un autre est cherché.", "The fab lab closed; another is being looked for.")
    return Mark(LABEL.id, entry, decision, date(2026, 10, 1), reason)


def listed(
    purpose: Purpose, *marks: Mark, at: datetime = NOW - timedelta(days=1), by: Keys = OURS, number: int = 1
) -> dict[str, Any]:
    """A signed status list of that day, good for a week."""
    return status.issue(StatusList(purpose, number, controller.ISSUER, at, at + WEEK, marks), by.signer)


def lists(*marked: Purpose) -> list[dict[str, Any]]:
    """Both lists, the label being marked in some."""
    return [listed(purpose, *([mark(purpose)] if purpose in marked else [])) for purpose in status.PURPOSES]


def source(document: dict[str, Any] | str | bytes, name: str = "label.json") -> Source:
    """A document as a file."""
    if isinstance(document, bytes):
        return Source(name, document)
    return Source(name, (document if isinstance(document, str) else json.dumps(document)).encode())
