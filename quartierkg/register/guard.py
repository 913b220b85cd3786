"""What stands in the way of a move: its state, the order of days, the requirements of the charter, and its guards.

Pure: a case, a move and what is asked in; refusals out. No rule of the charter stands here: which requirement is a
condition of which state is said by the charter's own data, and how a requirement came out by the verdict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.charter.document import Requirement, charter
from quartierkg.charter.outcome import OUTCOME_NAMES, Decision, Outcome
from quartierkg.language import Text
from quartierkg.register.case import Case, Judgement
from quartierkg.register.lifecycle import Move, state_name
from quartierkg.terms import term


@dataclass(frozen=True, slots=True)
class Asked:
    """A move that somebody wants to make."""

    move: Move
    on: str
    today: str
    by: str
    role: str
    criterion: int | None = None
    motive: str | None = None
    proposed_by: str | None = None
    """Who proposed it, where somebody else did."""
    proposed_as: str | None = None
    """In which role."""
    judgement: Judgement | None = None
    """The verdict on the latest filed dossier for this very move, where there is one."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why not."""

    guard: str
    """The name of what refuses, as programs read it."""
    text: Text
    requirement: Requirement | None = None
    """The requirement of the charter behind it, with its sentence."""


WITHOUT_VERDICT: Final = frozenset(
    ("state", "afterState", "date", "role", "TwoPeople", "NotTheApplicant", "WithMotive")
)
"""The guards that refuse whatever a verdict says."""


def refusals(case: Case, asked: Asked) -> Iterator[Refusal]:
    """Every reason why a move cannot be made; none where it can."""
    yield from _state(case, asked)
    yield from _days(case, asked)
    yield from _role(case, asked)
    yield from _requirements(case, asked)
    for guard in sorted(asked.move.guards, key=str):
        yield from _GUARDS[guard](case, asked)


def _state(case: Case, asked: Asked) -> Iterator[Refusal]:
    move = asked.move
    now = case.state
    if (now is None) != (not move.origins) or (now is not None and now not in move.origins):
        here = state_name(now) if now is not None else Text("aucun", "none")
        yield Refusal(
            "state",
            Text(
                f"« {move.label.fr} » n’est pas un passage depuis l’état de ce Quartier ({here.fr}).",
                f"“{move.label.en}” is no move from the state of this Quartier ({here.en}).",
            ),
        )
    for state in sorted(move.after - case.reached, key=str):
        named = state_name(state)
        yield Refusal(
            "afterState",
            Text(
                f"L’état « {named.fr} » n’a pas encore été atteint.",
                f"The state “{named.en}” has not been reached yet.",
            ),
            _condition(state),
        )


def _days(case: Case, asked: Asked) -> Iterator[Refusal]:
    if asked.on > asked.today:
        yield Refusal("date", Text("Cette date n’est pas encore venue.", "That day has not come yet."))
    if case.happened and asked.on < case.happened[-1].on:
        before = case.happened[-1].on
        yield Refusal(
            "date",
            Text(
                f"Cette date précède celle du passage d’avant ({before}).",
                f"That day comes before that of the move before ({before}).",
            ),
        )


def _role(_: Case, asked: Asked) -> Iterator[Refusal]:
    if asked.role not in asked.move.roles:
        yield Refusal(
            "role",
            Text("Ce passage n’est pas ouvert à ce rôle.", "This move is not open to this role."),
        )


def _requirements(case: Case, asked: Asked) -> Iterator[Refusal]:
    """The rows that are a condition of the state, as the verdict has them."""
    rows = [row for row in charter(_version(case)).requirements if row.condition_of == asked.move.to]
    if not rows or asked.move.to == case.state:
        return
    if asked.judgement is None:
        yield Refusal("dossier", _NO_DOSSIER, rows[0])
        return
    for row in rows:
        outcome = Outcome(asked.judgement.rows.get(row.id, Outcome.NOT_STATED.value))
        if outcome not in (Outcome.PASSED, Outcome.NOT_APPLICABLE):
            name = OUTCOME_NAMES[outcome]
            yield Refusal(
                "requirement",
                Text(f"{row.id}, {row.label.fr} : {name.fr}.", f"{row.id}, {row.label.en}: {name.en}."),
                row,
            )


def _admissible(_: Case, asked: Asked) -> Iterator[Refusal]:
    if asked.judgement is None:
        yield Refusal("DossierAdmissible", _NO_DOSSIER)
    elif asked.judgement.outcome == Decision.NOT_MET.value:
        yield Refusal(
            "DossierAdmissible",
            Text(
                "Le verdict du dossier, au dépôt de la candidature, est « non rempli ».",
                "The verdict of the dossier, at the application, is “not met”.",
            ),
        )


def _criterion(case: Case, asked: Asked) -> Iterator[Refusal]:
    numbers = [criterion.number for criterion in charter(_version(case)).criteria]
    if asked.criterion not in numbers:
        yield Refusal(
            "CriterionMet",
            Text("De quel critère s’agit-il ? Donnez son numéro.", "Which criterion is it? Give its number."),
        )
        return
    if any(event.criterion == asked.criterion for event in case.happened):
        yield Refusal(
            "CriterionMet",
            Text(
                f"Le critère {asked.criterion} est déjà constaté réalisé.",
                f"Criterion {asked.criterion} is recorded as realised already.",
            ),
        )
    if asked.judgement is None:
        yield Refusal("CriterionMet", _NO_DOSSIER)
        return
    outcome = Outcome(asked.judgement.criteria.get(str(asked.criterion), Outcome.NOT_STATED.value))
    if outcome is not Outcome.PASSED:
        name = OUTCOME_NAMES[outcome]
        yield Refusal(
            "CriterionMet",
            Text(f"Critère {asked.criterion} : {name.fr}.", f"Criterion {asked.criterion}: {name.en}."),
        )


def _met(_: Case, asked: Asked) -> Iterator[Refusal]:
    if asked.judgement is None:
        yield Refusal("VerdictMet", _NO_DOSSIER)
    elif asked.judgement.outcome != Decision.MET.value:
        missing = _missing(asked.judgement)
        yield Refusal(
            "VerdictMet",
            Text(
                f"Le verdict du dernier dossier déposé n’est pas « rempli » (exigences en cause : {missing}).",
                f"The verdict of the latest filed dossier is not “met” (requirements at fault: {missing}).",
            ),
        )


def _two(case: Case, asked: Asked) -> Iterator[Refusal]:
    if asked.proposed_by is None:
        yield Refusal(
            "TwoPeople",
            Text("Personne ne l’a proposé : proposez-le d’abord.", "Nobody proposed it: propose it first."),
        )
    elif alike(asked.proposed_by, asked.by):
        yield Refusal(
            "TwoPeople",
            Text(
                "Qui propose n’approuve pas : une autre personne doit le faire.",
                "Whoever proposes does not approve: another person has to.",
            ),
        )
    for person in dict.fromkeys((asked.proposed_by, asked.by)):
        if person is None or not is_own(case, person):
            continue
        yield Refusal(
            "NotTheApplicant",
            Text(
                f"« {person} » a déposé un dossier de ce Quartier ou agi pour lui, et ne peut donc en décider.",
                f"{person!r} filed a dossier of this Quartier, or acted for it, and cannot decide on it.",
            ),
        )


def is_own(case: Case, person: str) -> bool:
    """Whether somebody filed a dossier of a case, or acted for its applicant, and so has no say in it."""
    return any(alike(person, holder) for holder in case.holders)


def alike(one: str, other: str) -> bool:
    """Whether two names are of one person, however they are written, as far as can be told.

    Whom an identity provider means tells, where both say it; else the bare name does, so that of a person who comes
    once by the provider and once with a token of the store nobody is made who decides twice.
    """
    (name, subject), (other_name, other_subject) = _parts(one), _parts(other)
    return subject == other_subject if subject and other_subject else name == other_name


def _parts(name: str) -> tuple[str, str]:
    """The bare name, and whom an identity provider means by it, where that is said."""
    found = _NAMED.fullmatch(name)
    return (found[1].casefold(), found[2]) if found is not None else (name.casefold(), "")


def _motive(_: Case, asked: Asked) -> Iterator[Refusal]:
    if not (asked.motive or "").strip():
        yield Refusal("WithMotive", Text("Le motif manque.", "The motive is missing."))


# As the service names who acts (quartierkg.web.registry).
_NAMED: Final = re.compile(r"(.*) <(oidc-[0-9a-f]+)>")
_GUARDS: Final[Mapping[NamedNode, Callable[[Case, Asked], Iterator[Refusal]]]] = {
    term("qn:DossierAdmissible"): _admissible,
    term("qn:CriterionMet"): _criterion,
    term("qn:VerdictMet"): _met,
    term("qn:TwoPeople"): _two,
    term("qn:WithMotive"): _motive,
}
_NO_DOSSIER: Final = Text("Aucun dossier n’est déposé.", "No dossier was filed.")


def _version(case: Case) -> str:
    latest = case.latest
    return latest.judgement.charter if latest is not None else charter().version


def _condition(state: NamedNode) -> Requirement | None:
    return next((row for row in charter().requirements if row.condition_of == state), None)


def _missing(judgement: Judgement) -> str:
    fine = {Outcome.PASSED.value, Outcome.NOT_APPLICABLE.value}
    return ", ".join(row for row, outcome in judgement.rows.items() if outcome not in fine) or "–"
