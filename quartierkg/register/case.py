"""The case of one Quartier: its dossiers, what was said of them, what happened. Each act makes a new one of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pyoxigraph import NamedNode

from quartierkg.register.act import Act
from quartierkg.register.lifecycle import is_decision, moves


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, as far as the register goes by it."""

    gate: str
    profile: str
    day: str
    outcome: str
    """``met``, ``awaiting`` or ``notMet``."""
    criteria: Mapping[str, str]
    """The outcome of each criterion, by its number."""
    rows: Mapping[str, str]
    """The outcome of each requirement, by its identifier."""
    charter: str
    shapes_sha256: str
    source_sha256: str
    context_sha256: str
    """The digest of all that the context adds."""
    engines: Sequence[Mapping[str, str]]
    award: str | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """A dossier that was filed; it does not change any more."""

    version: int
    entry: int
    dossier: str
    """The IRI that the dossier gives itself."""
    name: str
    media_type: str
    sha256: str
    context: str
    """The digest of the bytes of the context that it was judged in, which the journal keeps."""
    by: str
    on: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document that was handed in with a dossier."""

    entry: int
    version: int
    name: str
    media_type: str
    size: int
    sha256: str
    by: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a member of the committee says of a requirement (earl:Assertion)."""

    entry: int
    version: int
    requirement: str
    """Its IRI."""
    outcome: str
    motive: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Happened:
    """A move that was made."""

    entry: int
    move: str
    to: NamedNode
    on: str
    by: str
    criterion: int | None = None
    motive: str | None = None
    proposed_by: str | None = None
    judgement: Judgement | None = None
    """The verdict that it rests on, where it rests on one."""
    context: str | None = None
    version: int | None = None
    credential: str | None = None
    """The digest of the credential that it gave rise to."""
    label: int | None = None
    """Which of all credentials that is, from 0 on: its place in the status lists."""
    role: str | None = None
    """In which role it was made; None of what was known before the register."""
    proposed_as: str | None = None
    """In which role it was proposed, where it was and that is known."""
    recorded: str | None = None
    """The day on which the journal took it down (UTC); its own day may lie before."""

    @property
    def decision(self) -> bool:
        """Whether two people decided it."""
        return self.proposed_by is not None

    @property
    def decides(self) -> bool:
        """Whether it is told among the decisions of the committee."""
        return is_decision(self.move)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A move that one person proposed, and that another may approve."""

    entry: int
    move: str
    on: str
    by: str
    motive: str | None = None
    role: str | None = None
    recorded: str | None = None
    """The day on which it was proposed (UTC)."""

    def until(self, days: float) -> str | None:
        """The last day on which it can be approved, where it can for so many days; None where its own is not known."""
        if self.recorded is None:
            return None
        return (datetime.date.fromisoformat(self.recorded) + datetime.timedelta(days=days)).isoformat()

    def is_open(self, today: str, days: float) -> bool:
        """Whether it can still be approved."""
        last = self.until(days)
        return last is None or today <= last


_START: Final = 0
_APPLICANT: Final = "applicant"


@dataclass(frozen=True, slots=True)
class Case:
    """All that the register holds of a Quartier."""

    quartier: str
    entry: int = _START
    """The last entry that changed it."""
    filed: tuple[Filed, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    happened: tuple[Happened, ...] = ()
    proposal: Proposal | None = None
    """The one that is open; an act that changes the case in between closes it."""
    published: bool = False
    """Whether the applicant shows the dossier before the award."""
    holders: frozenset[str] = field(default_factory=frozenset)
    """Who filed, or acted in the applicant's role: they decide nothing here."""

    @property
    def state(self) -> NamedNode | None:
        """The state that it is in; None before the first move."""
        return self.happened[-1].to if self.happened else None

    @property
    def reached(self) -> frozenset[NamedNode]:
        """Every state that it was in."""
        return frozenset(event.to for event in self.happened)

    @property
    def latest(self) -> Filed | None:
        """The dossier that counts; the others are superseded."""
        return self.filed[-1] if self.filed else None

    def after(self, act: Act, entry: int, recorded: str | None = None) -> Case:
        """The case once an act was journaled as an entry.

        :param recorded: the day on which it was, where that is known.
        """
        own = act.verb == "file" or act.role == _APPLICANT
        holders = self.holders | {act.by} if own else self.holders
        found: Case = _AFTER[act.verb](self, act, entry)
        if act.verb == "move":
            found = replace(found, happened=(*found.happened[:-1], replace(found.happened[-1], recorded=recorded)))
        if found.proposal is not None and found.proposal.entry == entry:
            found = replace(found, proposal=replace(found.proposal, recorded=recorded))
        return replace(found, entry=entry, holders=holders)


def _open(case: Case, act: Act, entry: int) -> Case:
    known = (Happened(entry, "", NamedNode(one["to"]), one["on"], "") for one in act.said["history"])
    return replace(case, happened=tuple(known))


def _file(case: Case, act: Act, entry: int) -> Case:
    said = act.said
    filed = Filed(
        len(case.filed) + 1,
        entry,
        said["dossier"],
        said["name"],
        said["media_type"],
        said["sha256"],
        said["context"],
        act.by,
        act.on,
        judgement(said["judgement"]),
    )
    return replace(case, filed=(*case.filed, filed), proposal=None)


def _attach(case: Case, act: Act, entry: int) -> Case:
    said = act.said
    found = Evidence(entry, said["version"], said["name"], said["media_type"], said["size"], said["sha256"], act.by)
    return replace(case, evidence=(*case.evidence, found))


def _assert(case: Case, act: Act, entry: int) -> Case:
    said = act.said
    found = Opinion(entry, said["version"], said["requirement"], said["outcome"], said["motive"], act.by, act.on)
    # A member who speaks again has changed their mind; the journal keeps both.
    others = (one for one in case.opinions if (one.by, one.requirement, one.version) != _key(found))
    return replace(case, opinions=(*others, found), proposal=None)


def _key(one: Opinion) -> tuple[str, str, int]:
    return one.by, one.requirement, one.version


def _move(case: Case, act: Act, entry: int) -> Case:
    said = act.said
    found = Happened(
        entry,
        said["move"],
        moves()[said["move"]].to,
        act.on,
        act.by,
        said.get("criterion"),
        said.get("motive"),
        said.get("proposed_by"),
        judgement(said["judgement"]) if said.get("judgement") else None,
        said.get("context"),
        said.get("version"),
        said.get("credential"),
        said.get("label"),
        act.role,
        said.get("proposed_as"),
    )
    return replace(case, happened=(*case.happened, found), proposal=None)


def _propose(case: Case, act: Act, entry: int) -> Case:
    return replace(case, proposal=Proposal(entry, act.said["move"], act.on, act.by, act.said.get("motive"), act.role))


def _decline(case: Case, _: Act, __: int) -> Case:
    return replace(case, proposal=None)


def _publish(case: Case, act: Act, _: int) -> Case:
    return replace(case, published=bool(act.said["published"]))


_AFTER: Final = {
    "open": _open,
    "file": _file,
    "attach": _attach,
    "assert": _assert,
    "move": _move,
    "propose": _propose,
    "decline": _decline,
    "publish": _publish,
}


def judgement(said: Mapping[str, Any]) -> Judgement:
    """A verdict, as an act keeps it."""
    return Judgement(**said)
