"""Is a label genuine, and in force? Answered offline, by keys that the reader trusts beforehand.

A key that a credential brings along, or an address that it names, is never followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from quartierkg.intake.source import Source
from quartierkg.label import credential, sealed, status
from quartierkg.label.controller import Controller, Method
from quartierkg.label.credential import Credential
from quartierkg.label.misfit import Misfit
from quartierkg.label.sealed import Form, Sealed
from quartierkg.label.state import State
from quartierkg.label.status import Mark, Purpose, StatusList
from quartierkg.language import Text


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of it."""

    state: State
    at: datetime
    """The moment that it is for."""
    why: Text | None = None
    """What led to it, where the state alone does not tell."""
    credential: Credential | None = None
    """What is certified; None where nobody that is trusted signed it."""
    form: Form | None = None
    signed: datetime | None = None
    key: str | None = None
    """The address of the key that signed it."""
    marks: tuple[tuple[Purpose, Mark], ...] = ()
    """The decisions that suspend or withdraw it."""
    lists: tuple[StatusList, ...] = ()
    """The status lists that were relied on."""


def verify(source: Source, pinned: Controller | None, lists: Sequence[Source] = (), *, at: datetime) -> Verification:
    """How a credential stands.

    :param source: the credential, as JSON-LD with a proof or as ``vc+jwt``.
    :param pinned: the issuer that the reader trusts, with its keys.
    :param lists: status lists as files; each counts only when that issuer signed it and it is not out of date.
    :param at: the moment in question.
    :raises Unreadable: when it is no credential at all, or a list is none.
    """
    found = None
    try:
        found = sealed.read(source)
        method = _trusted(found, pinned)
        if method is None:
            return Verification(State.UNKNOWN_ISSUER, at, _mistrust(found, pinned), form=found.form)
        label = _opened(found, method)
    except Misfit:
        types = found.document["type"] if found is not None else ()
        return Verification(State.TAMPERED, at, _A_LIST if status.TYPE in types else None)
    known = _known(lists, pinned, label, at)
    state = standing(label, known.values(), at)
    return Verification(
        state,
        at,
        _no_list(label, known) if state is State.STATUS_UNKNOWN else None,
        label,
        found.form,
        found.signed,
        method.id,
        tuple((purpose, mark) for purpose, one in known.items() if (mark := one.mark(label.entry)) is not None),
        tuple(known.values()),
    )


def _trusted(found: Sealed, pinned: Controller | None) -> Method | None:
    """The key of the pinned issuer that a document says it is signed with, if what it signed then counts."""
    if pinned is None or found.issuer != pinned.id:
        return None
    method = pinned.method(found.method)
    return method if method is not None and method.signs(found.signed) else None


def _mistrust(found: Sealed, pinned: Controller | None) -> Text:
    if pinned is None:
        return _NO_KEY
    if found.issuer != pinned.id:
        return _OTHER.filled(found.issuer, pinned.id).shortened()
    method = pinned.method(found.method)
    if method is None:
        return _NO_SUCH_KEY.filled(found.method).shortened()
    return _REVOKED if method.revoked else _ENDED


def _opened(found: Sealed, method: Method) -> Credential:
    """The label that a document certifies.

    :raises Misfit: when the key did not sign it, or it says more or else than a label.
    """
    label = credential.read(found.document)
    if not found.holds(method.public):
        raise Misfit("signature")
    return label


def _known(
    lists: Sequence[Source], pinned: Controller | None, label: Credential, at: datetime
) -> dict[Purpose, StatusList]:
    """For each purpose the newest list with the label's place that the issuer signed and that is not out of date."""
    found: dict[Purpose, StatusList] = {}
    for one in sorted(_signed(lists, pinned), key=lambda one: one.at):
        if one.number == label.entry.number and one.at <= at < one.until:
            found[one.purpose] = one
    return found


def _signed(lists: Sequence[Source], pinned: Controller | None) -> list[StatusList]:
    """The lists that the issuer signed; what is wrong with another is its own affair: it tells nothing."""
    found = []
    for source in lists:
        try:
            one = sealed.read(source)
            method = _trusted(one, pinned)
            read = status.read(one.document)
            if method is not None and one.holds(method.public):
                found.append(read)
        except Misfit:
            continue
    return found


def standing(label: Credential, known: Iterable[StatusList], at: datetime) -> State:
    """How a label stands by some lists that are relied on: the worst that holds.

    Withdrawn, then outside its time, then suspended, then not known. Whoever keeps the lists asks this for a badge.
    """
    found = {one.purpose: one.mark(label.entry) for one in known if one.number == label.entry.number}
    if found.get("revocation"):
        return State.WITHDRAWN
    if label.ends is not None and at > label.ends:
        return State.EXPIRED
    if at < label.begins:
        return State.NOT_YET_VALID
    if found.get("suspension"):
        return State.SUSPENDED
    return State.VALID if found.keys() == set(status.PURPOSES) else State.STATUS_UNKNOWN


def _no_list(label: Credential, known: Mapping[Purpose, StatusList]) -> Text:
    missing = [purpose for purpose in status.PURPOSES if purpose not in known]
    return _NO_LIST.filled(" ; ".join(status.address(purpose, label.entry.number) for purpose in missing))


_A_LIST: Final = Text("C’est une liste de statut, et non un label.", "It is a status list, and no label.")
_NO_KEY: Final = Text("Aucune clé de confiance n’a été donnée.", "No trusted key was given.")
_OTHER: Final = Text(
    "Il se dit de « {} », alors que « {} » a votre confiance.", "It says that it is of {}; you trust {}."
)
_NO_SUCH_KEY: Final = Text(
    "L’émetteur de confiance n’a pas la clé « {} ».", "The trusted issuer does not have the key {}."
)
_REVOKED: Final = Text("L’émetteur a révoqué cette clé.", "The issuer revoked this key.")
_ENDED: Final = Text(
    "La clé ne servait plus le jour de la signature.", "The key was no longer in use on the day of the signature."
)
_NO_LIST: Final = Text(
    "Il manque une liste de statut à jour, signée de l’émetteur : {}.",
    "A status list that is up to date and signed by the issuer is missing: {}.",
)
