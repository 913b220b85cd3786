"""What a verification found, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from quartierkg.label import moment, part
from quartierkg.label.credential import Credential
from quartierkg.label.state import NAMES, SENTENCES
from quartierkg.label.status import Mark, Purpose, StatusList
from quartierkg.label.verification import Verification
from quartierkg.language import Language, Text

_FICTIONAL: Final = Text(
    "Quartier fictif, donné en exemple : rien de réel n’est attesté.",
    "A fictional Quartier, given as an example: nothing real is certified.",
)
_QUARTIER: Final = Text("Quartier : {} <{}>", "Quartier: {} <{}>")
_AWARDED: Final = Text("Remis le : {}", "Awarded on: {}")
_UNTIL: Final = Text("Jusqu’au : {}", "Until: {}")
_CRITERIA: Final = Text("Critères remplis : {} (charte <{}>)", "Criteria met: {} (charter <{}>)")
_DECISION: Final = Text("Décision : <{}>", "Decision: <{}>")
_DOSSIER: Final = Text("Dossier : SHA-256 {}", "Dossier: SHA-256 {}")
_SIGNED: Final = Text("Signé le : {}, par <{}>", "Signed on: {}, by <{}>")
_MARKED: Final[dict[Purpose, Text]] = {
    "revocation": Text("Retiré depuis le {} : {} <{}>", "Withdrawn since {}: {} <{}>"),
    "suspension": Text("Suspendu depuis le {} : {} <{}>", "Suspended since {}: {} <{}>"),
}
_LIST: Final = Text("Liste de statut : <{}>, du {}, valable jusqu’au {}", "Status list: <{}>, of {}, good until {}")


def text(found: Verification, language: Language) -> str:
    """An account for people, the outcome on the first line."""
    lines = [Text(f"{NAMES[found.state].fr.upper()}", f"{NAMES[found.state].en.upper()}"), SENTENCES[found.state]]
    return "".join(f"{line.in_(language)}\n" for line in (*lines, *_details(found)))


def _details(found: Verification) -> Iterator[Text]:
    if found.why is not None:
        yield found.why
    for purpose, mark in found.marks:
        yield _MARKED[purpose].filled(mark.since.isoformat(), mark.reason, mark.decision)
    if found.credential is not None:
        yield from _certified(found.credential)
    if found.signed is not None and found.key is not None:
        yield _SIGNED.filled(moment.write(found.signed), found.key)
    for one in found.lists:
        yield _LIST.filled(one.id, moment.write(one.at), moment.write(one.until))


def _certified(label: Credential) -> Iterator[Text]:
    subject = label.subject
    if subject.illustrative:
        yield _FICTIONAL
    yield _QUARTIER.filled(subject.name, subject.quartier)
    yield _AWARDED.filled(subject.awarded.isoformat())
    if subject.ends is not None:
        yield _UNTIL.filled(subject.ends.isoformat())
    yield _CRITERIA.filled(len(subject.criteria), subject.charter)
    yield _DECISION.filled(subject.decision)
    yield _DOSSIER.filled(subject.digests.dossier)


def data(found: Verification) -> dict[str, Any]:
    """The same for programs; ``label`` is null where nobody that is trusted signed it."""
    return {
        "state": found.state.value,
        "sentence": _both(SENTENCES[found.state]),
        "why": _both(found.why) if found.why else None,
        "at": moment.write(found.at),
        "form": found.form,
        "signed": moment.write(found.signed) if found.signed else None,
        "key": found.key,
        "label": _label(found.credential) if found.credential else None,
        "marks": [_mark(purpose, mark) for purpose, mark in found.marks],
        "lists": [_list(one) for one in found.lists],
    }


def _label(label: Credential) -> dict[str, Any]:
    subject = label.subject
    return {
        "id": label.id,
        "issuer": label.issuer,
        "quartier": subject.quartier,
        "name": _both(subject.name),
        "illustrative": subject.illustrative,
        "awarded": subject.awarded.isoformat(),
        "ends": subject.ends.isoformat() if subject.ends else None,
        "criteria": list(subject.criteria),
        "charter": subject.charter,
        "gate": subject.gate,
        "profile": subject.profile,
        "verdict": subject.verdict,
        "decision": subject.decision,
        "dossierSha256": subject.digests.dossier,
        "contextSha256": subject.digests.context,
        "shapesSha256": subject.digests.shapes,
    }


def _mark(purpose: Purpose, mark: Mark) -> dict[str, Any]:
    return {
        "purpose": purpose,
        "since": mark.since.isoformat(),
        "reason": part.by_language(mark.reason),
        "decision": mark.decision,
    }


def _list(one: StatusList) -> dict[str, Any]:
    return {"id": one.id, "purpose": one.purpose, "at": moment.write(one.at), "until": moment.write(one.until)}


def _both(said: Text) -> dict[str, str]:
    return {"fr": said.in_("fr"), "en": said.in_("en")}
