"""What is missing for the label, as plain text: the lightest remedies first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.charter.outcome import DECISION_NAMES
from quartierkg.charter.remedy.plan import OPEN, Plan, Step
from quartierkg.charter.verdict import Row, Verdict
from quartierkg.language import Language, Text
from quartierkg.report import words
from quartierkg.report.remedy.told import Teller, Told, unheard
from quartierkg.report.sheet import facts
from quartierkg.report.text import heading, wrapped

_TITLE: Final = {
    "label": Text("Ce qui manque pour le label", "What is missing for the label"),
    "application": Text("Ce qui manque pour le dépôt", "What is missing for the filing"),
}
_NOTHING: Final = Text(
    "Rien de ce que le dossier peut déclarer ne manque.", "Nothing that the dossier can state is missing."
)
_UNREAD: Final = Text(
    "À relire d’abord : ce qui suit n’a pas été lu, et dit peut-être ce qui manque",
    "To be read again first: what follows was not read, and may say what is missing",
)
_FOLLOWING: Final = Text("Rempli une fois ces remèdes apportés", "Satisfied once these remedies are made")
_AWAITING: Final = Text("Restera à l’appréciation du comité", "Will be left to the committee")
_WITHOUT: Final = Text(
    "Sans remède connu : la cause n’est pas dans le dossier, ou plusieurs choses sont à revoir ensemble",
    "Without a known remedy: the cause is not in the dossier, or several things have to be looked at together",
)
_LEFT: Final = Text(
    "Le dossier est trop grand pour que tout soit essayé : il peut y avoir d’autres remèdes, ou de plus petits.",
    "The dossier is too large for everything to be tried: there may be other remedies, or smaller ones.",
)
_AFTERWARDS: Final = Text(
    "Essayé sur une copie du dossier avec des valeurs d’essai : tous ces remèdes apportés, le dossier serait « {} ».",
    "Tried on a copy of the dossier with probe values: with all these remedies made, the dossier would be “{}”.",
)
_WAY: Final = Text(
    "Aucune valeur n’est proposée à la place du territoire : seul ce qui est vrai s’écrit dans un dossier.",
    "No value is proposed in the place of the territory: only what is true is written into a dossier.",
)


def write(plan: Plan, language: Language) -> str:
    """The remedies of one dossier."""
    return "".join(f"{line}\n" for line in _lines(plan, language))


def _lines(plan: Plan, language: Language) -> Iterator[str]:
    verdict = plan.verdict
    yield from heading(verdict.quartier_name or words.UNNAMED, facts(verdict), language)
    yield ""
    yield from wrapped(words.titled(words.DECISION, DECISION_NAMES[verdict.outcome].in_(language), language), 0)
    yield ""
    yield _TITLE[verdict.gate].in_(language)
    if not plan.steps and not plan.without:
        yield ""
        yield from wrapped(_NOTHING.in_(language), 2)
    yield from _doubtful(verdict, language)
    teller, rows = Teller(plan), {row.requirement.iri: row for row in verdict.rows}
    messages, number = _messages(verdict), 0
    for effort, steps in groupby(plan.steps, key=lambda step: step.effort):
        yield ""
        yield f"  {effort.label.in_(language)[:1].upper()}{effort.label.in_(language)[1:]}"
        for step in steps:
            number += 1
            yield from _step(number, step, teller, rows, messages, language)
    for said, left in ((_FOLLOWING, plan.following), (_WITHOUT, plan.without), (_AWAITING, plan.awaiting)):
        yield from _rows(said, left, language)
    if not plan.complete:
        yield ""
        yield from wrapped(_LEFT.in_(language), 0)
    if plan.steps:
        yield ""
        yield from wrapped(_AFTERWARDS.in_(language).format(DECISION_NAMES[plan.afterwards].in_(language)), 0)
        yield from wrapped(_WAY.in_(language), 0)


def _doubtful(verdict: Verdict, language: Language) -> Iterator[str]:
    """The statements that nothing was made of: what they mean to say may be what is missing."""
    unread = unheard(verdict)
    if unread:
        yield ""
        yield from wrapped(_UNREAD.in_(language), 0)
    for finding in unread:
        place = finding.position
        line = f" ({place.said.in_(language)})" if place is not None else ""
        yield from wrapped(f"{finding.focus_label.in_(language)}{line} – {finding.message.in_(language)}", 6, "  ")


def _messages(verdict: Verdict) -> dict[str, tuple[Text, ...]]:
    """What the verdict says of each row that stands in the way."""
    found: dict[str, tuple[Text, ...]] = {}
    for finding in verdict.findings:
        if finding.requirement is not None and finding.yields in OPEN:
            found[finding.requirement] = (*found.get(finding.requirement, ()), finding.message)
    return found


def _step(
    number: int,
    step: Step,
    teller: Teller,
    rows: Mapping[NamedNode, Row],
    messages: Mapping[str, Iterable[Text]],
    language: Language,
) -> Iterator[str]:
    yield ""
    yield from wrapped(step.remedy.label.in_(language), 7, f"  {number:>3}. ")
    for row in (rows[iri] for iri in step.rows if iri in rows):
        said = f"{row.requirement.id}  {row.requirement.label.in_(language)}"
        yield from wrapped(said, 9, " " * 7)
        yield from wrapped(words.quoted(row.requirement.quote, language), 9, " " * 9)
        for message in messages.get(row.requirement.id, ()):
            yield from wrapped(message.in_(language), 9, " " * 9)
    for told in teller.told(step):
        yield from _told(told, language)


def _told(told: Told, language: Language) -> Iterator[str]:
    """A change; one of a thing that is brought in stands below it and need not name it."""
    said = words.titled(told.predicate, told.said.in_(language), language)
    if told.depth == 0:
        line = f" ({told.place.said.in_(language)})" if told.place is not None else ""
        said = f"{told.thing.in_(language)}{line} – {said}"
    indent = 9 + 2 * told.depth
    yield from wrapped(said, indent, " " * (indent - 2) + "– ")


def _rows(said: Text, rows: Iterable[Row], language: Language) -> Iterator[str]:
    rows = tuple(rows)
    if not rows:
        return
    yield ""
    yield from wrapped(said.in_(language), 0)
    for row in rows:
        yield from wrapped(f"{row.requirement.id}  {row.requirement.label.in_(language)}", 6, "  ")
