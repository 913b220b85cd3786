"""The dossier of a fictional Quartier: what it answers, when it was signed, and when its criteria were realised."""

from __future__ import annotations

import datetime
from typing import Final

from pyoxigraph import BlankNode, NamedNode

from quartierkg.language import Text
from quartierkg.preposition import of
from quartierkg.synth import commons
from quartierkg.synth.facts import term
from quartierkg.synth.ground import Ground
from quartierkg.synth.history import LAST
from quartierkg.terms import CHARTER

_CHARTER: Final = NamedNode(CHARTER + "1")
_CRITERIA: Final = tuple(term(f"qc:criterion-{number}") for number in range(1, 9))
_INTEREST: Final = 0.7
_WHOLE: Final = 0.85
"""So many calendars have a milestone for every criterion."""
_DISORDERLY: Final = 0.05
"""So many of those labelled were labelled before the charter was signed, or before a criterion was realised."""


def describe(ground: Ground) -> None:
    """State the dossier, with the days that the history gives."""
    facts, history = ground.facts, ground.history
    dossier = facts.thing(ground.own("dossier"), "qn:Dossier")
    title = Text(f"Dossier {of(ground.name)} (fictif)", f"Dossier of {ground.name} (fictional)")
    facts.say(dossier, "dcterms:title", title)
    facts.say(dossier, "qn:concerns", ground.node)
    facts.say(dossier, "qn:answersCharter", _CHARTER)
    responded = history.day("qn:ResponseFiled")
    if responded is not None:
        facts.say(dossier, "qn:answersCall", commons.call(responded))
        facts.say(dossier, "qn:respondedOn", responded)
    declared = history.day("qn:InterestDeclared")
    if declared is not None and ground.chance.whether(_INTEREST):
        interest = facts.thing(ground.own("interest"), "qn:ExpressionOfInterest")
        facts.say(dossier, "qn:interest", interest)
        facts.say(interest, "qn:declaredBy", ground.metropole)
        facts.say(interest, "qn:declaredOn", declared)
    labelled = history.day("qn:Labelled")
    late = _after(ground, labelled) if labelled is not None and ground.chance.whether(_DISORDERLY) else None
    unsigned = ground.chance.whether(0.4)
    _signature(ground, dossier, late if unsigned else None)
    _calendar(ground, dossier)
    _realisations(ground, dossier, None if unsigned else late)


def _after(ground: Ground, day: datetime.date) -> datetime.date:
    return ground.chance.day(day + datetime.timedelta(days=30), day + datetime.timedelta(days=150))


def _signature(ground: Ground, dossier: NamedNode, late: datetime.date | None) -> None:
    """The signature, on the day of the history or on a later one."""
    facts, signed = ground.facts, late or ground.history.day("qn:CharterSigned")
    if signed is None:
        return
    found = facts.thing(ground.own("signature"), "qn:CharterSignature")
    facts.say(dossier, "qn:charterSignature", found)
    facts.say(found, "qn:signedOn", signed)
    facts.say(found, "qn:signatory", ground.metropole, ground.bearer)


def _calendar(ground: Ground, dossier: NamedNode) -> None:
    facts, chance, determined = ground.facts, ground.chance, ground.history.day("qn:CalendarSet")
    if determined is None:
        return
    found = facts.thing(ground.own("calendar"), "qn:Calendar")
    facts.say(dossier, "qn:calendar", found)
    facts.say(found, "qn:determinedOn", determined)
    missing = () if chance.whether(_WHOLE) else chance.some(_CRITERIA, 1, 2)
    for number, criterion in enumerate(_CRITERIA, 1):
        due = chance.day(determined + datetime.timedelta(days=60), determined + datetime.timedelta(days=700))
        if criterion not in missing:
            milestone = BlankNode(f"q{ground.number}j{number}")
            facts.say(found, "qn:milestone", milestone)
            facts.say(milestone, "qn:ofCriterion", criterion)
            facts.say(milestone, "qn:dueOn", due)


def _realisations(ground: Ground, dossier: NamedNode, late: datetime.date | None) -> None:
    """Every criterion when all are realised, some while they are being realised.

    :param late: the day on which one of them was realised after the label; None where all came before.
    """
    facts, chance, history = ground.facts, ground.chance, ground.history
    first, last = history.day("qn:CalendarSet"), history.day("qn:AllCriteriaRealised")
    begun = history.day("qn:InRealisation")
    if first is None or begun is None:
        return
    realised = list(_CRITERIA) if last is not None else chance.some(_CRITERIA, 1, 6)
    until = last or min(begun + datetime.timedelta(days=240), LAST)
    behind = chance.one(_CRITERIA)
    for number, criterion in enumerate(_CRITERIA, 1):
        day = chance.day(first, until)
        if criterion in realised:
            realisation = BlankNode(f"q{ground.number}r{number}")
            facts.say(dossier, "qn:realisation", realisation)
            facts.say(realisation, "qn:ofCriterion", criterion)
            facts.say(realisation, "qn:realisedOn", late if late is not None and criterion == behind else day)
