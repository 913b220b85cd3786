"""The credential of an award: made of the deed that awards, kept beside it, and marked when the label is taken away."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from quartierkg.charter.outcome import Outcome
from quartierkg.intake.source import Source
from quartierkg.label import credential, part, status
from quartierkg.label.credential import Credential
from quartierkg.label.keys import Keys
from quartierkg.label.misfit import Misfit
from quartierkg.label.status import Mark, StatusList
from quartierkg.label.subject import Digests, Subject
from quartierkg.language import Text
from quartierkg.register.case import Case, Happened
from quartierkg.register.deed import Deed
from quartierkg.register.lifecycle import is_decision
from quartierkg.register.publicity import event
from quartierkg.register.shown import name_of
from quartierkg.snapshot.graphs import REGISTER
from quartierkg.terms import CHARTER, term

_TYPE: Final = term("rdf:type")
_GENERATED: Final = term("prov:generated")
_MOVES: Final = frozenset(("Award", "Renew"))
_ENDS: Final[dict[status.Purpose, NamedNode]] = {
    "revocation": term("qn:Withdrawn"),
    "suspension": term("qn:Suspended"),
}
_NO_REASON: Final = Text("Sans motif écrit.", "No motive was written.")
LASTING: Final = timedelta(days=2)
"""So long a list may be relied on: who has an older one asks again."""


def certified(deed: Deed, ordinal: int, keys: Keys, now: datetime) -> Deed:
    """A deed with the credential that it gives rise to; any other deed as it is.

    :param ordinal: how many credentials there were before.
    :raises Misfit: when what it would certify is no address.
    """
    act = deed.acts[-1]
    if act.verb != "move" or act.said["move"] not in _MOVES:
        return _marking(deed)
    found = _of(deed, ordinal, keys.controller.id)
    signed = credential.issue(found, keys.signer, now)
    data = (json.dumps(signed, ensure_ascii=False, indent=1) + "\n").encode()
    document = Source(f"label-{ordinal + 1}.jsonld", data, credential.MEDIA_TYPE)
    said = {**act.said, "credential": document.sha256, "label": ordinal}
    proof = NamedNode(found.id)
    stated = [
        Quad(event(NamedNode(deed.case.quartier), len(deed.case.happened) + 1), _GENERATED, proof, REGISTER),
        Quad(proof, _TYPE, term("qn:LabelCredential"), REGISTER),
    ]
    return replace(
        deed,
        acts=(*deed.acts[:-1], replace(act, said=said)),
        documents=(*deed.documents, document),
        stated=(*deed.stated, *stated),
    )


def can_name(quartier: str) -> bool:
    """Whether a credential can name a Quartier: otherwise its label could be awarded, and never certified."""
    try:
        return bool(part.iri(part.uri(quartier)))
    except Misfit:
        return False


def _marking(deed: Deed) -> Deed:
    """A deed that says of which credentials its decision speaks, where it is one of a Quartier that has some."""
    act = deed.acts[-1]
    if act.verb != "move" or not is_decision(act.said["move"]):
        return deed
    decision = event(NamedNode(deed.case.quartier), len(deed.case.happened) + 1)
    stated = (
        Quad(decision, term("qn:concernsLabel"), NamedNode(address(deed.case, award)), REGISTER)
        for _, award, _ in credentials([deed.case])
    )
    return replace(deed, stated=(*deed.stated, *stated))


def _of(deed: Deed, ordinal: int, issuer: str) -> Credential:
    act, quartier = deed.acts[-1], NamedNode(deed.case.quartier)
    judgement: dict[str, Any] = act.said["judgement"]
    number = len(deed.case.happened) + 1
    names = {
        quad.object.language or "": quad.object.value
        for quad in deed.stated
        if quad.subject == quartier and quad.predicate == term("rdfs:label") and isinstance(quad.object, Literal)
    }
    fallback = next(iter(names.values()), name_of(deed.case.quartier))
    charter = CHARTER + judgement["charter"]
    passed = (number for number, outcome in judgement["criteria"].items() if outcome == Outcome.PASSED.value)
    subject = Subject(
        part.uri(quartier.value),
        Text(names.get("fr", fallback), names.get("en", fallback)),
        any(quad.subject == quartier and quad.predicate == term("qn:illustrative") for quad in deed.stated),
        tuple(f"{charter}#criterion-{number}" for number in passed),
        charter,
        term("qn:Label").value,
        judgement["profile"],
        part.uri(f"{quartier.value}/verdict-{number}"),
        Digests(judgement["source_sha256"], act.said["context"], judgement["shapes_sha256"]),
        part.uri(event(quartier, number).value),
        date.fromisoformat(act.on),
    )
    awards = 1 + sum(one.label is not None for one in deed.case.happened)
    return credential.of(address(deed.case, awards), subject, status.entry(ordinal), issuer)


def address(case: Case, award: int) -> str:
    """The IRI of the credential of a Quartier's so-manieth award; in ASCII, as all that a credential says."""
    return credential.address(f"{part.uri(name_of(case.quartier)).lstrip('~')}/{award}")


def credentials(cases: Iterable[Case]) -> Iterator[tuple[Case, int, Happened]]:
    """Every credential: its case, which award of it, and the move that gave rise to it."""
    for case in cases:
        awards = (event for event in case.happened if event.label is not None)
        for number, awarded in enumerate(awards, start=1):
            yield case, number, awarded


def status_list(cases: Iterable[Case], purpose: status.Purpose, number: int, issuer: str, at: datetime) -> StatusList:
    """The list of a purpose, as the register stands: the labels that are suspended, or withdrawn."""
    marks = tuple(
        mark
        for case, award, awarded in credentials(cases)
        if (mark := mark_of(case, award, awarded, purpose)) is not None and mark.entry.number == number
    )
    return StatusList(purpose, number, issuer, at, at + LASTING, marks)


def mark_of(case: Case, award: int, awarded: Happened, purpose: status.Purpose) -> Mark | None:
    """What a list says of a label, as its case stands; None: nothing."""
    last = case.happened[-1]
    if last.to != _ENDS[purpose] or awarded.label is None:
        return None
    number = len(case.happened)
    reason = Text.alike(last.motive) if last.motive else _NO_REASON
    # One decision marks every label of its Quartier, in a list whose decisions have one label each.
    decision = part.uri(event(NamedNode(case.quartier), number).value) + (f"#{award}" if award > 1 else "")
    return Mark(address(case, award), status.entry(awarded.label), decision, date.fromisoformat(last.on), reason)


def moment() -> datetime:
    """Now, to the second: what lists and proofs say of time."""
    return datetime.now(UTC).replace(microsecond=0)
