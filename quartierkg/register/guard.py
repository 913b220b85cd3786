"""What stands in the way of a move: its state, the order of days, the requirements of the charter, and its guards.

Pure: a case, a move and what is asked in; refusals out. No rule of the charter stands here: which requirement is a
condition of which state is said by the charter's own data, and how a requirement came out by the verdict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.charter.document import Requirement, charter
from quartierkg.charter.outcome import DECISION_NAMES, OUTCOME_NAMES, Decision, Outcome
from quartierkg.language import Text, dated, day
from quartierkg.register.case import Case, Judgement, Opinion
from quartierkg.register.lifecycle import Move, role_name, state_name
from quartierkg.register.refusal import Refusal, decided, missing, unmet
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
    found: Mapping[str, Text] = field(default_factory=dict)
    """What that verdict found of the requirements that are not passed, by their identifiers."""


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
        yield Refusal("date", _TO_COME.filled(dated(asked.on), dated(asked.today)), day=asked.today)
    if case.happened and asked.on < case.happened[-1].on:
        before = case.happened[-1].on
        yield Refusal("date", _TOO_EARLY.filled(dated(asked.on), dated(before)), day=before)


def _role(_: Case, asked: Asked) -> Iterator[Refusal]:
    if asked.role not in asked.move.roles:
        roles_ = [role_name(role) for role in sorted(asked.move.roles)]
        open_to = Text(", ".join(one.fr for one in roles_), ", ".join(one.en for one in roles_))
        yield Refusal("role", _NOT_OPEN.filled(role_name(asked.role), open_to))


def _requirements(case: Case, asked: Asked) -> Iterator[Refusal]:
    """The rows that are a condition of the state, as the verdict has them."""
    rows = _conditions(case, asked)
    if not rows:
        return
    if asked.judgement is None:
        yield missing("dossier", next(iter(rows.values())))
        return
    yield from unmet("requirement", asked.judgement, asked.found, rows)


def _conditions(case: Case, asked: Asked) -> dict[str, Requirement]:
    """What the charter makes a condition of the state that a move leads to; nothing of one that is reached."""
    if asked.move.to == case.state:
        return {}
    return {row.id: row for row in charter(_version(case)).requirements if row.condition_of == asked.move.to}


def _admissible(case: Case, asked: Asked) -> Iterator[Refusal]:
    if asked.judgement is None:
        yield missing("DossierAdmissible")
    elif asked.judgement.outcome == Decision.NOT_MET.value:
        yield from _verdict("DossierAdmissible", case, asked, asked.judgement)


def _criterion(case: Case, asked: Asked) -> Iterator[Refusal]:
    known = {criterion.number: criterion for criterion in charter(_version(case)).criteria}
    if asked.criterion not in known:
        numbers = ", ".join(map(str, known))
        yield Refusal(
            "CriterionMet",
            Text("De quel critère s’agit-il ?", "Which criterion is it?"),
            remedy=Text(f"Donnez « criterion » : {numbers}.", f"Give “criterion”: {numbers}."),
        )
        return
    for event in case.happened:
        if event.criterion == asked.criterion:
            yield Refusal(
                "CriterionMet",
                Text(
                    f"Le critère {asked.criterion} est déjà constaté réalisé, au {day(event.on, 'fr')}.",
                    f"Criterion {asked.criterion} is recorded as realised already, as of {day(event.on, 'en')}.",
                ),
            )
    if asked.judgement is None:
        yield missing("CriterionMet")
        return
    judgement = asked.judgement
    outcome = Outcome(judgement.criteria.get(str(asked.criterion), Outcome.NOT_STATED.value))
    if outcome is not Outcome.PASSED:
        number, named = str(asked.criterion), known[asked.criterion].label
        said = _CRITERION.filled(number, named, OUTCOME_NAMES[outcome], dated(judgement.day))
        yield Refusal("CriterionMet", said, outcome=outcome, day=judgement.day)
        yield from unmet("CriterionMet", judgement, asked.found, decided(judgement, asked.criterion))


def _met(case: Case, asked: Asked) -> Iterator[Refusal]:
    if asked.judgement is None:
        yield missing("VerdictMet")
    elif asked.judgement.outcome != Decision.MET.value:
        yield from _verdict("VerdictMet", case, asked, asked.judgement)


def _verdict(guard: str, case: Case, asked: Asked, judgement: Judgement) -> Iterator[Refusal]:
    """A verdict that is not what the guard asks for: itself, and each requirement that is at fault.

    Those that are a condition of the state are told as such already.
    """
    said = _VERDICT.filled(DECISION_NAMES[Decision(judgement.outcome)], dated(judgement.day))
    form = asked.found.get("")
    said = Text(f"{said.fr} {form.fr}", f"{said.en} {form.en}") if form is not None else said
    yield Refusal(guard, said, day=judgement.day)
    told = _conditions(case, asked)
    wanted = {id_: row for id_, row in decided(judgement).items() if id_ not in told}
    yield from unmet(guard, judgement, asked.found, wanted)


def _two(case: Case, asked: Asked) -> Iterator[Refusal]:
    if asked.proposed_by is None:
        yield Refusal(
            "TwoPeople",
            Text("Personne ne l’a proposé.", "Nobody proposed it."),
            remedy=Text(
                "Une personne le propose (PUT /dossiers/NOM/proposal), une autre l’approuve.",
                "One person proposes it (PUT /dossiers/NAME/proposal), another approves.",
            ),
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


def heard(case: Case) -> tuple[Opinion, ...]:
    """The opinions that count: on the latest dossier, of whoever has not acted for the applicant, nor since."""
    version = case.latest.version if case.latest is not None else 0
    return tuple(one for one in case.opinions if one.version == version and not is_own(case, one.by))


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
        yield Refusal(
            "WithMotive",
            Text("Le motif manque.", "The motive is missing."),
            remedy=Text("Écrivez-le dans « motive ».", "Write it in “motive”."),
        )


# As the service names who acts (quartierkg.web.registry).
_NAMED: Final = re.compile(r"(.*) <(oidc-[0-9a-f]+)>")
_GUARDS: Final[Mapping[NamedNode, Callable[[Case, Asked], Iterator[Refusal]]]] = {
    term("qn:DossierAdmissible"): _admissible,
    term("qn:CriterionMet"): _criterion,
    term("qn:VerdictMet"): _met,
    term("qn:TwoPeople"): _two,
    term("qn:WithMotive"): _motive,
}
_TO_COME: Final = Text(
    "Le jour du passage ({}) n’est pas encore venu : nous sommes le {}.",
    "The day of the move ({}) has not come yet: today is {}.",
)
_TOO_EARLY: Final = Text(
    "Le jour du passage ({}) précède celui du passage d’avant ({}).",
    "The day of the move ({}) comes before that of the move before ({}).",
)
_NOT_OPEN: Final = Text(
    "Ce passage n’est pas ouvert à ce rôle ({}) ; il l’est à : {}.",
    "This move is not open to this role ({}); it is to: {}.",
)
_CRITERION: Final = Text("Critère {}, {} : {}, au {}.", "Criterion {}, {}: {}, as of {}.")
_VERDICT: Final = Text(
    "Le verdict du dernier dossier déposé est « {} », au {}.",
    "The verdict of the latest filed dossier is “{}”, as of {}.",
)


def _version(case: Case) -> str:
    latest = case.latest
    return latest.judgement.charter if latest is not None else charter().version


def _condition(state: NamedNode) -> Requirement | None:
    return next((row for row in charter().requirements if row.condition_of == state), None)
