"""A case as programs read it: what everybody may know, and what the applicant and the committee see beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Any, Final

from pyoxigraph import NamedNode

from quartierkg.language import Language
from quartierkg.register import prospect as prospects
from quartierkg.register import publicity
from quartierkg.register.case import Case, Evidence, Filed, Happened, Judgement
from quartierkg.register.lifecycle import Move
from quartierkg.register.prospect import Prospect
from quartierkg.register.refusal import Refusal
from quartierkg.terms import ID, ONTOLOGY, term

_OURS: Final = f"{ID}quartier/"
_NAMES: Final = frozenset(("by", "proposedBy"))
_DIGITS: Final = 32
# What looks like a digest could be taken for that of another Quartier.
_DIGEST: Final = re.compile(f"[0-9a-f]{{{_DIGITS}}}")


def name_of(quartier: str) -> str:
    """What a Quartier is called in an address: its own name, where it is one of ours, else a digest of its IRI."""
    own = quartier.removeprefix(_OURS)
    if quartier.startswith(_OURS) and own and not set(own) & set("/?#%~\\") and not _DIGEST.fullmatch(own):
        return own
    return "~" + sha256(quartier.encode()).hexdigest()[:_DIGITS]


def quartier_of(name: str, known: Mapping[str, Case]) -> str | None:
    """The Quartier that an address calls so; None where a digest is nobody's, or the name cannot be a Quartier's."""
    if not name.startswith("~"):
        return _OURS + name if _is_iri(_OURS + name) and name_of(_OURS + name) == name else None
    return next((quartier for quartier in known if name_of(quartier) == name), None)


def _is_iri(text: str) -> bool:
    try:
        return bool(NamedNode(text))
    except ValueError:
        return False


def is_open(case: Case) -> bool:
    """Whether the dossier is public: the label was awarded once, or the applicant shows it."""
    return case.published or any(event.to == term("qn:Labelled") and event.decision for event in case.happened)


def public(case: Case) -> dict[str, Any]:
    """What everybody may know."""
    return {
        "quartier": case.quartier,
        "name": name_of(case.quartier),
        "state": _local(case.state),
        "entry": case.entry,
        "published": is_open(case),
        "history": [_event(event) for event in case.happened],
    }


def opened(case: Case) -> dict[str, Any]:
    """What everybody may know once the dossier is public: all but the names of people, and what is not decided yet."""
    found = whole(case)
    nameless = {
        name: [_nameless(one) for one in found[name]] for name in ("history", "dossiers", "opinions", "evidence")
    }
    return found | nameless | {"proposal": None}


def whole(case: Case) -> dict[str, Any]:
    """All that there is, for the applicant and the committee."""
    proposal = case.proposal
    return public(case) | {
        "history": [_event(event) | _by(event) for event in case.happened],
        "dossiers": [_filed(one, case) for one in case.filed],
        "opinions": [asdict(one) for one in case.opinions],
        "evidence": [_evidence(one) for one in case.evidence],
        "proposal": None
        if proposal is None
        else {
            "move": proposal.move,
            "on": proposal.on,
            "by": proposal.by,
            "motive": proposal.motive,
            "recorded": proposal.recorded,
        },
    }


def decision(case: Case, event: Happened, *, named: bool) -> dict[str, Any]:
    """A move that rests on a verdict, with all that it takes to compute it again.

    :param named: whether with the names of those who decided; everybody is told their roles.
    """
    return (
        _event(event)
        | (_by(event) if named else {})
        | {
            "id": address(case, event).value,
            "quartier": case.quartier,
            "name": name_of(case.quartier),
            "dossier": event.version,
            "contextSha256": event.context,
            "proposedAs": event.proposed_as,
            "decidedAs": event.role,
            "verdict": judgement(event.judgement) if event.judgement is not None else None,
        }
    )


def judgement(one: Judgement) -> dict[str, Any]:
    """A verdict, its digests named as the credential and the graphs name them.

    ``contextGraphSha256`` is that of all that the context states, as ``validate`` tells it; ``contextSha256`` beside
    the verdict that of its bytes, which the journal keeps.
    """
    return {
        "gate": one.gate,
        "profile": one.profile,
        "day": one.day,
        "award": one.award,
        "outcome": one.outcome,
        "criteria": dict(one.criteria),
        "rows": dict(one.rows),
        "charter": one.charter,
        "dossierSha256": one.source_sha256,
        "contextGraphSha256": one.context_sha256,
        "shapesSha256": one.shapes_sha256,
        "engines": [dict(engine) for engine in one.engines],
    }


def prospect(move: Move, found: Prospect | None, language: Language) -> dict[str, Any]:
    """A move that leads on: who may make it, what it asks for; ``refusals`` is null to who may not read the dossier."""
    return {
        "move": move.name,
        "to": _local(move.to),
        "roles": sorted(move.roles),
        "guards": sorted(guard.value.removeprefix(ONTOLOGY) for guard in move.guards),
        "conditions": [
            {"requirement": row.id, "sentence": row.quote.in_(language)} for row in prospects.conditions(move.to)
        ],
        "refusals": None if found is None else [refusal(one, language) for one in found.refusals],
        "criteria": None if found is None else list(found.criteria),
    }


def address(case: Case, event: Happened) -> NamedNode:
    """The address under which the graphs know what happened."""
    return publicity.event(NamedNode(case.quartier), case.happened.index(event) + 1)


def refusal(one: Refusal, language: Language) -> dict[str, Any]:
    """A reason why not, with the charter's sentence."""
    said: dict[str, Any] = {"guard": one.guard, "detail": one.text.in_(language)}
    if one.requirement is not None:
        row = one.requirement
        said |= {"requirement": row.id, "sentence": row.quote.in_(language)}
    said |= {"outcome": one.outcome.value} if one.outcome is not None else {}
    said |= {"day": one.day} if one.day is not None else {}
    return said | ({"remedy": one.remedy.in_(language)} if one.remedy is not None else {})


def _event(event: Happened) -> dict[str, Any]:
    said = {
        "entry": event.entry,
        "move": event.move or None,
        "to": _local(event.to),
        "on": event.on,
        "recorded": event.recorded,
        "criterion": event.criterion,
        "motive": event.motive,
        "decision": event.decision,
    }
    return {name: value for name, value in said.items() if value is not None}


def _by(event: Happened) -> dict[str, Any]:
    """Who made a move, and who had proposed it: told to those who see who filed and who gave opinions."""
    said = {"by": event.by or None, "proposedBy": event.proposed_by}
    return {name: value for name, value in said.items() if value is not None}


def _filed(one: Filed, case: Case) -> dict[str, Any]:
    status = "filed" if one is case.latest else "superseded"
    return {
        "version": one.version,
        "entry": one.entry,
        "dossier": one.dossier,
        "name": one.name,
        "mediaType": one.media_type,
        "sha256": one.sha256,
        "contextSha256": one.context,
        "by": one.by,
        "on": one.on,
        "judgement": judgement(one.judgement),
        "status": status,
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    return {"mediaType" if name == "media_type" else name: value for name, value in asdict(one).items()}


def _nameless(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in _NAMES}


def _local(state: NamedNode | None) -> str | None:
    return None if state is None else state.value.removeprefix(ONTOLOGY)
