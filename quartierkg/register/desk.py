"""The desk: where a dossier is filed, an opinion given and a move made. Each thing is prepared, then journaled at once.

Preparing takes seconds (two engines) and changes nothing; what was prepared counts only as long as the case is the one
that it was prepared on. So of two who do the same at once one wins, and the other is told.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from quartierkg.charter.document import charter
from quartierkg.charter.engines import Choice
from quartierkg.charter.rules import Gate
from quartierkg.errors import Conflict, NotAllowed, NotFound, ParameterFault, TooLarge
from quartierkg.intake import dossier as dossiers
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.register import domain, publicity
from quartierkg.register.act import Act
from quartierkg.register.case import Case, Filed, Judgement, Proposal
from quartierkg.register.deed import Deed, MoveRefused
from quartierkg.register.guard import WITHOUT_VERDICT, Asked, heard, is_own, refusals
from quartierkg.register.judging import Ruling, judge, kept, require_own
from quartierkg.register.lifecycle import Move, move
from quartierkg.register.opinion import opinion
from quartierkg.register.prospect import Prospect, prospects
from quartierkg.register.refusal import lapsed
from quartierkg.register.surroundings import Around, surroundings
from quartierkg.settings import DEFAULTS
from quartierkg.snapshot import Snapshot
from quartierkg.terms import term

Judge = Callable[..., Ruling]
ROOM: Final = 2**30
"""So many bytes the evidence of a case has in all: the journal keeps it for good."""
PIECES: Final = 500
_ADMISSIBLE: Final = term("qn:DossierAdmissible")
_MET: Final = term("qn:VerdictMet")
_TWO: Final = term("qn:TwoPeople")
_TRUE: Final = Literal("true", datatype=term("xsd:boolean"))


@dataclass(frozen=True, slots=True)
class Person:
    """Who stands at the desk."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What deeds are prepared from: the graphs as they are, the dossiers that were filed, and the day."""

    snapshot: Snapshot
    source: Callable[[Filed], Source]
    """Gives the bytes of a dossier that was filed."""
    today: str
    proposal_days: float = DEFAULTS.proposal_days
    """For how many days a proposal can be approved."""

    def file(self, case: Case, source: Source, person: Person) -> Deed:
        """A dossier, filed: immutable from then on, and the one that counts.

        :raises Unreadable: when it is no dossier, or says what a dossier cannot say.
        :raises Refused: when it is about another Quartier.
        :raises Conflict: when the same bytes are the latest dossier already.
        :raises EngineFault: when the two engines disagree: nothing is filed then.
        """
        found = require_own(source, surroundings(self.snapshot, dossiers.read(source), ()), self.today)
        domain.require_own(self.snapshot, case.quartier, found, self._dossier(case))
        if case.latest is not None and case.latest.sha256 == source.sha256:
            raise Conflict(
                Text(
                    f"Ce dossier est déjà déposé (version {case.latest.version}).",
                    f"This dossier is filed already (version {case.latest.version}).",
                )
            )
        context = surroundings(self.snapshot, found, ())
        ruling = judge(source, context, "application", self.today)
        said = {
            "dossier": found.iri.value,
            "name": source.name,
            "media_type": ruling.verdict.media_type,
            "sha256": source.sha256,
            "context": context.sha256,
            "judgement": kept(ruling.judgement),
        }
        act = Act("file", case.quartier, self.today, person.name, person.role, said)
        return Deed(case, (*self._opened(case, person), act), (_typed(source, ruling), context))

    def attach(self, case: Case, document: Source, person: Person) -> Deed:
        """A document in evidence of the latest dossier.

        :raises NotFound: when there is none.
        :raises TooLarge: when all of the case would take more room than a case is given.
        """
        filed = self._latest(case)
        if len(document.data) + sum(one.size for one in case.evidence) > ROOM or len(case.evidence) >= PIECES:
            raise TooLarge(
                Text(
                    f"Les pièces d’un Quartier sont au plus {PIECES}, de {ROOM // 2**20} Mio en tout.",
                    f"A Quartier has at most {PIECES} documents in evidence, of {ROOM // 2**20} MiB in all.",
                )
            )
        said = {
            "version": filed.version,
            "name": document.name,
            "media_type": document.media_type or "application/octet-stream",
            "size": len(document.data),
            "sha256": document.sha256,
        }
        return Deed(case, (Act("attach", case.quartier, self.today, person.name, person.role, said),), (document,))

    def opine(self, case: Case, requirement: str, outcome: str, motive: str, person: Person) -> Deed:
        """An opinion of the committee on a requirement, of the latest dossier.

        :raises NotFound: when there is no dossier.
        :raises NotAllowed: when it is of somebody who filed one of this Quartier: nobody judges what is their own.
        :raises ParameterFault: when the committee has no say on the requirement, or the motive is missing.
        """
        latest = self._latest(case)
        if is_own(case, person.name):
            raise NotAllowed(
                Text(
                    f"« {person.name} » a déposé un dossier de ce Quartier ou agi pour lui, "
                    "et ne peut donc se prononcer sur lui.",
                    f"{person.name!r} filed a dossier of this Quartier, or acted for it, and cannot give an opinion.",
                ),
                remedy=Text("Un autre membre du comité le peut.", "Another member of the committee can."),
            )
        said = opinion(latest, requirement, outcome, motive)
        return Deed(case, (Act("assert", case.quartier, self.today, person.name, person.role, said),))

    def propose(self, case: Case, name: str, on: str, person: Person, *, motive: str | None = None) -> Deed:
        """A move that takes two people, proposed by the first; it is checked as if the second said yes.

        :raises MoveRefused: when it could not be made.
        """
        wanted, on = move(name), self._day(on)
        if _TWO not in wanted.guards:
            raise ParameterFault(
                Text(f"« {name} » ne se propose pas : il se fait.", f"{name!r} is not proposed: it is made."),
                source="move",
            )
        ruling = self._ruling(case, wanted, on, "fast")
        asked = self._asked(wanted, on, person, motive=motive, ruling=ruling)
        found = [one for one in refusals(case, asked) if one.guard != "TwoPeople"]  # the second is not there yet
        if found:
            raise MoveRefused(found)
        said = {"move": wanted.name} | ({"motive": motive} if motive else {})
        return Deed(case, (Act("propose", case.quartier, on, person.name, person.role, said),))

    def show(self, case: Case, published: bool, person: Person) -> Deed:
        """The dossiers of a case shown to everybody before the award, or no longer.

        :raises NotFound: when there is none.
        """
        self._latest(case)
        said = {"published": published}
        return Deed(case, (Act("publish", case.quartier, self.today, person.name, person.role, said),))

    def decline(self, case: Case, person: Person) -> Deed:
        """The open proposal, declined.

        :raises NotFound: when there is none.
        """
        self._proposal(case)
        return Deed(case, (Act("decline", case.quartier, self.today, person.name, person.role),))

    def approve(self, case: Case, person: Person) -> Deed:
        """The open proposal, approved by another person: the move is made, on a verdict of now.

        :raises NotFound: when nothing is proposed.
        :raises MoveRefused: when it cannot be made, with every reason.
        """
        proposal = self._proposal(case)
        if not proposal.is_open(self.today, self.proposal_days):
            raise MoveRefused([lapsed(proposal.recorded or "", proposal.until(self.proposal_days) or "")])
        return self.make(case, proposal.move, proposal.on, person, motive=proposal.motive, proposal=proposal)

    def make(
        self,
        case: Case,
        name: str,
        on: str,
        person: Person,
        *,
        criterion: int | None = None,
        motive: str | None = None,
        proposal: Proposal | None = None,
    ) -> Deed:
        """A move, made.

        :param proposal: what somebody else proposed, where it takes two people.
        :raises ParameterFault: when there is no such move.
        :raises MoveRefused: when it cannot be made, with every reason.
        :raises EngineFault: when the two engines disagree: nothing is decided then.
        """
        wanted, on = move(name), self._day(on)
        opened = self._opened(case, person)
        for act in opened:
            case = case.after(act, case.entry)
        asked = self._asked(
            wanted,
            on,
            person,
            criterion=criterion,
            motive=motive,
            proposed_by=proposal.by if proposal is not None else None,
            proposed_as=proposal.role if proposal is not None else None,
            ruling=None,
        )
        # What is refused whatever the verdict need not be judged twice to say every reason.
        hopeless = any(one.guard in WITHOUT_VERDICT for one in refusals(case, asked))
        ruling = self._ruling(case, wanted, on, "both" if _MET in wanted.guards and not hopeless else "fast")
        if ruling is not None:
            asked = replace(asked, judgement=ruling.judgement, found=ruling.found)
        found = list(refusals(case, asked))
        if found:
            raise MoveRefused(found)
        said: dict[str, Any] = {"move": wanted.name}
        said |= {name: value for name, value in (("criterion", criterion), ("motive", motive)) if value is not None}
        if proposal is not None:
            said |= {"proposed_by": proposal.by, "proposed_as": proposal.role}
        documents: tuple[Source, ...] = ()
        if ruling is not None and case.latest is not None:
            context = self._context(case, ruling.dossier)
            documents = (context,)
            said |= {
                "version": case.latest.version,
                "context": context.sha256,
                "judgement": kept(ruling.judgement),
            }
        act = Act("move", case.quartier, on, person.name, person.role, said)
        return self._shown(case, asked, ruling, (*opened, act), documents)

    def foresee(self, case: Case) -> tuple[Prospect, ...]:
        """The moves that lead on, with what stands in the way of each today, by the fast engine alone.

        :raises Gone: when the bytes of the dossier that counts were erased.
        """
        known: dict[tuple[bool, bool], tuple[Judgement | None, Mapping[str, Text]]] = {}

        def judged(wanted: Move) -> tuple[Judgement | None, Mapping[str, Text]]:
            # Moves that ask the same of the dossier share one verdict.
            question = (_ADMISSIBLE in wanted.guards, _TWO in wanted.guards)
            if not self._asks(case, wanted):
                return None, {}
            if question not in known:
                ruling = self._ruling(case, wanted, self.today, "fast")
                known[question] = (ruling.judgement, ruling.found) if ruling is not None else (None, {})
            return known[question]

        proposal = case.proposal
        if proposal is not None and not proposal.is_open(self.today, self.proposal_days):
            case = replace(case, proposal=None)
        return prospects(case, self.today, judged)

    def _shown(
        self, case: Case, asked: Asked, ruling: Ruling | None, acts: tuple[Act, ...], documents: tuple[Source, ...]
    ) -> Deed:
        quartier = NamedNode(case.quartier)
        dossier = ruling.dossier if ruling is not None else self._dossier(case)
        illustrative = self._illustrative(quartier, dossier)
        number = len(case.happened) + 1
        stated = [
            *publicity.named(quartier, dossier),
            *publicity.moved(quartier, asked, number, illustrative=illustrative),
        ]
        verdict = None
        if ruling is not None and _TWO in asked.move.guards:
            verdict = NamedNode(f"{case.quartier}/verdict-{number}")
            # The network may know since the filing what it did not know then.
            published = any(event.to == asked.move.to for event in case.happened)
            others = set() if published else set(domain.foreign(self.snapshot, case.quartier, ruling.dossier))
            facts = publicity.awarded(ruling, verdict, acts[-1].said["context"], illustrative=illustrative)
            stated += (quad for quad in facts if quad.triple not in others)
        stated += publicity.decided(publicity.event(quartier, number), asked, verdict, illustrative=illustrative)
        unsaid = tuple(quad for quad in publicity.states(self.snapshot, quartier) if quad not in stated)
        around = Around.of(self.snapshot, quartier, ruling.dossier) if ruling is not None else None
        return Deed(case, acts, documents, tuple(dict.fromkeys(stated)), unsaid, around)

    def _asked(self, wanted: Move, on: str, person: Person, *, ruling: Ruling | None, **more: Any) -> Asked:
        if ruling is not None:
            more |= {"judgement": ruling.judgement, "found": ruling.found}
        return Asked(wanted, on, self.today, person.name, person.role, **more)

    def _ruling(self, case: Case, wanted: Move, on: str, engine: Choice) -> Ruling | None:
        """The verdict that a move asks for, on the latest dossier; None where there is none, or none is asked for."""
        if case.latest is None or not self._asks(case, wanted):
            return None
        source = self.source(case.latest)
        found = dossiers.read(source)
        gate: Gate = "application" if _ADMISSIBLE in wanted.guards else "label"
        award = on if _TWO in wanted.guards else None
        return judge(source, self._context(case, found), gate, on, award=award, engine=engine)

    def _day(self, on: str) -> str:
        """The day for which a move is judged: that of the move; one that is wrong is refused by its guard."""
        try:
            return datetime.date.fromisoformat(on).isoformat()
        except ValueError as fault:
            raise ParameterFault(
                Text(f"« {on} » n’est pas une date.", f"{on!r} is not a date."),
                source="on",
                remedy=Text("Écrivez AAAA-MM-JJ.", "Write YYYY-MM-DD."),
            ) from fault

    def _asks(self, case: Case, wanted: Move) -> bool:
        rests = any(row.condition_of == wanted.to for row in charter().requirements) and wanted.to != case.state
        return rests or bool(wanted.guards - {_TWO, term("qn:WithMotive")})

    def _context(self, case: Case, found: Dossier) -> Source:
        return surroundings(self.snapshot, found, heard(case))

    def _dossier(self, case: Case) -> Dossier | None:
        return dossiers.read(self.source(case.latest)) if case.latest is not None else None

    def _opened(self, case: Case, person: Person) -> tuple[Act, ...]:
        """What opens a case that has nothing yet: the history that the graphs know."""
        if case.entry:
            return ()
        known = publicity.history(self.snapshot, NamedNode(case.quartier))
        return (Act("open", case.quartier, self.today, person.name, person.role, {"history": known}),)

    def _illustrative(self, quartier: NamedNode, dossier: Dossier | None) -> bool:
        mark = term("qn:illustrative")
        told = dossier is not None and any(
            (triple.predicate, triple.object) == (mark, _TRUE) for triple in dossier.triples
        )
        return told or next(self.snapshot.quads(quartier, mark, _TRUE), None) is not None

    def _latest(self, case: Case) -> Filed:
        if case.latest is None:
            raise NotFound(Text("Aucun dossier n’est déposé.", "No dossier was filed."))
        return case.latest

    def _proposal(self, case: Case) -> Proposal:
        if case.proposal is None:
            raise NotFound(Text("Rien n’est proposé.", "Nothing is proposed."))
        return case.proposal


def _typed(source: Source, ruling: Ruling) -> Source:
    return Source(source.name, source.data, ruling.verdict.media_type)
