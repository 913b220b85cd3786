"""One reason why a move cannot be made: what was found, on which day, by which sentence of the charter, and a way out.

Pure: how a requirement came out is said by the verdict, what is asked by the charter's own data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from quartierkg.charter.document import Requirement, charter
from quartierkg.charter.outcome import OUTCOME_NAMES, Outcome
from quartierkg.language import Text, dated
from quartierkg.register.case import Judgement


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why not."""

    guard: str
    """The name of what refuses, as programs read it."""
    text: Text
    requirement: Requirement | None = None
    """The requirement of the charter behind it, with its sentence."""
    outcome: Outcome | None = None
    """How the requirement, or the criterion, came out."""
    day: str | None = None
    """The day for which it was judged."""
    remedy: Text | None = None
    """What can be done about it."""


NO_DOSSIER: Final = Text("Aucun dossier n’est déposé.", "No dossier was filed.")
FILE_ONE: Final = Text("Déposez-en un : POST /dossiers/NOM, en RDF.", "File one: POST /dossiers/NAME, in RDF.")
FINE: Final = frozenset((Outcome.PASSED, Outcome.NOT_APPLICABLE))
"""The outcomes that stand in nobody's way."""
_LAPSED: Final = Text(
    "La proposition du {} ne pouvait être approuvée que jusqu’au {}.",
    "The proposal of {} could be approved until {} only.",
)
_PROPOSE_AGAIN: Final = Text(
    "Proposez de nouveau : PUT /dossiers/NOM/proposal.", "Propose it again: PUT /dossiers/NAME/proposal."
)
_STANDS: Final = Text("{}, {} : {}, au {}.", "{}, {}: {}, as of {}.")
_COMMITTEE: Final = "Committee"
_OPINION: Final = Text(
    "Elle attend l’avis du comité, favorable et unanime : POST /dossiers/NOM/opinions.",
    "It awaits the opinion of the committee, in favour and unanimous: POST /dossiers/NAME/opinions.",
)
_FOLLOWS: Final = Text(
    "Elle suit d’autres exigences : levez d’abord celles-là.", "It follows from other requirements: see to those first."
)
_NEW_VERSION: Final = Text(
    "Déposez une nouvelle version du dossier, ou choisissez un jour où ce sera vrai ; "
    "« quartierkg remedy FICHIER » dit ce qui manque.",
    "File a new version of the dossier, or choose a day on which it is true; "
    "“quartierkg remedy FILE” tells what is missing.",
)


def missing(guard: str, requirement: Requirement | None = None) -> Refusal:
    """The reason that no dossier was filed."""
    return Refusal(guard, NO_DOSSIER, requirement, remedy=FILE_ONE)


def lapsed(proposed: str, until: str) -> Refusal:
    """The reason that a proposal is too old to be approved."""
    return Refusal("ProposalLapsed", _LAPSED.filled(dated(proposed), dated(until)), day=until, remedy=_PROPOSE_AGAIN)


def unmet(
    guard: str, judgement: Judgement, found: Mapping[str, Text], wanted: Mapping[str, Requirement]
) -> Iterator[Refusal]:
    """A reason for each of some requirements that is not passed, in the order of the charter.

    :param found: what the verdict found of a requirement, by its identifier, where it says so.
    :param wanted: the requirements, by their identifiers; one that the verdict does not know is not stated.
    """
    for id_, row in wanted.items():
        outcome = Outcome(judgement.rows.get(id_, Outcome.NOT_STATED.value))
        if outcome in FINE:
            continue
        text = _STANDS.filled(id_, row.label, OUTCOME_NAMES[outcome], dated(judgement.day))
        more = found.get(id_)
        text = Text(f"{text.fr} {more.fr}", f"{text.en} {more.en}") if more is not None else text
        yield Refusal(guard, text, row, outcome, judgement.day, _way_out(row, outcome))


def decided(judgement: Judgement, criterion: int | None = None) -> dict[str, Requirement]:
    """The requirements that decide a verdict, by their identifiers; of one criterion, where one is given."""
    rows = charter(judgement.charter).requirements
    return {row.id: row for row in rows if row.id in judgement.rows and criterion in (None, row.decides)}


def _way_out(row: Requirement, outcome: Outcome) -> Text:
    if _COMMITTEE in row.decided_by and outcome is Outcome.CANNOT_TELL:
        return _OPINION
    return _FOLLOWS if row.decided_by == "ByDerivation" else _NEW_VERSION
