"""Labels: the credentials that the register keeps, how each stands now, and their pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

from starlette.requests import Request

from quartierkg.errors import Gone, NotFound
from quartierkg.label import badge, credential, status
from quartierkg.label.badge import Badge
from quartierkg.label.credential import Credential
from quartierkg.label.state import State
from quartierkg.label.status import Mark, Purpose
from quartierkg.language import Text
from quartierkg.register import certificate, shown
from quartierkg.register.case import Case, Happened
from quartierkg.register.documents import Documents
from quartierkg.terms import BASE, term
from quartierkg.web import casefile, registered, registry, service
from quartierkg.web.casefile import Value
from quartierkg.web.negotiation import language_of
from quartierkg.web.pages import render
from quartierkg.web.registered import Name
from quartierkg.web.service import Service

_STATES: Final = {term("qn:Suspended"): State.SUSPENDED, term("qn:Withdrawn"): State.WITHDRAWN}


class Proof(NamedTuple):
    """A credential as a page shows it."""

    number: int
    """Which award of the Quartier gave rise to it."""
    entry: int
    """The decision of that award."""
    id: str
    href: str
    file: str
    page: str
    standing: Text
    marks: tuple[tuple[Purpose, Mark], ...]
    marked_by: int
    """The decision behind the marks, where there are some."""
    lists: tuple[tuple[Purpose, str], ...]
    issuer: str
    text: str
    """The credential itself."""


class Entry(NamedTuple):
    """A label in the list."""

    name: Name
    href: str
    state: Text | None
    day: str


def awards(case: Case) -> list[Happened]:
    """The moves of a case that gave rise to a credential."""
    return [event for event in case.happened if event.label is not None]


def labelled(about: Service, name: str) -> Case:
    """The case of a Quartier that was awarded the label once.

    :raises NotFound: when it was not.
    """
    case = registry.case(about, name)
    if not awards(case):
        raise NotFound(Text("Ce Quartier n’a pas reçu le label.", "This Quartier was not awarded the label."))
    return case


def document(about: Service, awarded: Happened) -> bytes:
    """The bytes of a credential.

    :raises Gone: when they were erased.
    """
    found = Documents(about.archive.journal).data(awarded.credential or "")
    if not found:
        raise Gone(Text("Les octets de ce certificat ont été effacés.", "The bytes of this credential were erased."))
    return found


def read(signed: bytes) -> Credential:
    """What a credential of ours certifies."""
    whole = json.loads(signed)
    return credential.read({name: value for name, value in whole.items() if name != "proof"})


def status_list(about: Service, purpose: Purpose, number: int) -> str:
    """A status list as the register stands, signed now."""
    keys = about.signing()
    cases = tuple(about.keeper.register.cases.values())
    found = certificate.status_list(cases, purpose, number, keys.controller.id, certificate.moment())
    return json.dumps(status.issue(found, keys.signer), ensure_ascii=False, indent=1) + "\n"


def badge_of(about: Service, case: Case, number: int) -> Badge:
    """The badge of an award, as the label stands now.

    :raises Gone: when the bytes of its credential were erased.
    """
    awarded = awards(case)[number - 1]
    state = _STATES.get(case.state, State.VALID) if case.state is not None else State.VALID
    marks = [mark for _, mark in _marks(case, number, awarded)]
    return badge.of(read(document(about, awarded)), state, next(iter(marks), None))


def proof_of(about: Service, case: Case, event: Happened) -> Proof | None:
    """The credential that a decision gave rise to; None where it gave rise to none, or its bytes were erased."""
    if event.label is None:
        return None
    number = awards(case).index(event) + 1
    try:
        signed = document(about, event)
        standing = badge_of(about, case, number)
    except Gone:
        return None
    id_, entry, slug = certificate.address(case, number), status.entry(event.label), _slug(case)
    return Proof(
        number,
        event.entry,
        id_,
        _path(id_),
        f"label-{shown.name_of(case.quartier).lstrip('~')}-{number}",
        f"/labels/{slug}",
        standing.standing,
        tuple(_marks(case, number, event)),
        case.happened[-1].entry,
        tuple((purpose, _path(status.address(purpose, entry.number))) for purpose in status.PURPOSES),
        read(signed).issuer,
        signed.decode(),
    )


def listing(request: Request, value: Value, limit: int, offset: int) -> str:
    """The labels, some at a time."""
    snapshot, language = service.of(request).snapshot, language_of(request)
    entries = [
        Entry(
            registered.name(snapshot, one["quartier"], language),
            f"/labels/{quote(one['name'], safe='~')}",
            registered.state(one["state"]),
            one["history"][-1]["on"],
        )
        for one in value["items"]
    ]
    return render(
        request,
        "labels.html",
        offered=registry.OFFERED,
        entries=entries,
        **casefile.turns(value, "/labels", limit, offset),
    )


def page(request: Request, case: Case, value: Value) -> str:
    """The label of a Quartier, with each of its credentials."""
    about, language = service.of(request), language_of(request)
    proofs = (proof_of(about, case, event) for event in reversed(awards(case)))
    return render(
        request,
        "label.html",
        offered=registry.OFFERED,
        name=registered.name(about.snapshot, value["quartier"], language),
        href=casefile.address(value["name"]),
        state=registered.state(value["state"]),
        day=value["history"][-1]["on"],
        proofs=[proof for proof in proofs if proof is not None],
    )


def _marks(case: Case, number: int, awarded: Happened) -> Iterator[tuple[Purpose, Mark]]:
    for purpose in status.PURPOSES:
        mark = certificate.mark_of(case, number, awarded, purpose)
        if mark is not None:
            yield purpose, mark


def _slug(case: Case) -> str:
    return quote(shown.name_of(case.quartier), safe="~")


def _path(iri: str) -> str:
    """Where an address of ours is served."""
    return "/" + urlsplit(iri.removeprefix(BASE)).path
