"""Who takes part in a fictional Quartier: its structure, actors of its own, and actors of several Quartiers."""

from __future__ import annotations

import datetime
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.language import Text
from quartierkg.synth import actors, names, stock
from quartierkg.synth.facts import term
from quartierkg.synth.ground import Ground
from quartierkg.synth.history import LAST

_SOME: Final = (("venture", 0.7), ("seed", 0.6), ("angels", 0.5), ("incubator", 0.8), ("school", 0.7), ("group", 0.6))
_FEW: Final = (("champion", 0.3), ("cluster", 0.4))


def describe(ground: Ground) -> None:
    """State who takes part, and what comes of it."""
    if ground.has(0.8):
        ground.facts.say(ground.node, "qn:knockOnEffect", Text("Jeunes pousses chaque année.", "Start-ups every year."))
    _structure(ground)
    _university(ground)
    _champion(ground)
    _animator(ground)
    _shared(ground)


def _structure(ground: Ground) -> None:
    facts = ground.facts
    label = names.invented(f"Structure {ground.name}", "fictive")
    bearer = ground.thing("qn:structure", "structure", "qn:Structure", label)
    facts.say(bearer, "qn:legalName", label.fr)
    facts.say(bearer, "qn:createdOn", ground.since)
    facts.say(bearer, "qn:legalForm", term(ground.chance.one(stock.LEGAL_FORMS)))
    facts.say(bearer, "qn:founder", ground.metropole)
    siren = actors.siren("structure", ground.number)
    if siren is not None:
        facts.say(bearer, "qn:siren", siren)


def _university(ground: Ground) -> None:
    facts, chance = ground.facts, ground.chance
    label = names.invented(f"Université {ground.name}", "fictive")
    university = facts.thing(ground.own("university"), "qn:HigherEducationInstitution", label)
    unit = names.invented(f"Département {ground.name}")
    department = facts.thing(ground.own("department"), "qn:Department", unit)
    facts.say(university, "org:hasUnit", department)
    facts.say(department, "org:unitOf", university)
    facts.say(department, "qn:speciality", *chance.some(stock.SPECIALITIES, 1, 2))
    _participate(ground, university, "qn:HigherEducation")
    if chance.whether(0.3):
        _participate(ground, university, "qn:ProgrammingSchool")


def _champion(ground: Ground) -> None:
    facts, chance = ground.facts, ground.chance
    firm = facts.thing(ground.own("champion"), "qn:Enterprise", names.firm(chance, str(ground.number)))
    facts.say(firm, "qn:sector", chance.one(stock.SECTORS))
    actors.firm(facts, chance, firm, strong=ground.thorough)
    siren = actors.siren("champion", ground.number)
    if siren is not None:
        facts.say(firm, "qn:siren", siren)
    _participate(ground, firm, "qn:TechChampion")


def _animator(ground: Ground) -> None:
    facts = ground.facts
    label = names.invented(f"Cantine {ground.name}", "fictive")
    animator = facts.thing(ground.own("cantine"), "qn:Association", label)
    kinds = ("qn:Cantine", "qn:ProfessionalAssociation", "qn:BuildingOperator")
    facts.say(animator, "qn:animatorType", *(term(kind) for kind in ground.chance.some(kinds, 1, 2)))
    _participate(ground, animator, "qn:Animator")


def _shared(ground: Ground) -> None:
    chance = ground.chance
    for kind, share in (*_SOME, *_FEW):
        if not (chance.whether(share) if kind == "champion" else ground.has(share)):
            continue
        actor = actors.drawn(ground.seed, chance, kind, ground.quartiers, ground.number)
        _participate(ground, actor, actors.KINDS[kind][1])
        if kind == "group":
            _laboratory(ground, actor)


def _participate(ground: Ground, actor: NamedNode, role: str) -> None:
    facts, chance, place = ground.facts, ground.chance, len(ground.members)
    found = ground.thing("qn:participation", f"participation-{place}", "qn:Participation")
    facts.say(found, "org:member", actor)
    facts.say(found, "org:role", term(role))
    facts.say(found, "org:organization", ground.bearer)
    first = ground.day()
    last = chance.day(first + datetime.timedelta(days=90), LAST) if chance.whether(0.12) else None
    facts.interval(found, f"q{ground.number}p{place}", first, last)
    ground.members.append(actor)


def _laboratory(ground: Ground, group: NamedNode) -> None:
    facts = ground.facts
    site = facts.thing(ground.own("laboratory"), "org:Site")
    facts.say(group, "org:hasSite", site)
    kind = "qn:ResearchAndDevelopment" if ground.has(0.8) else "qn:OtherActivity"
    facts.say(site, "qn:activity", term(kind))
    facts.say(site, "geo:sfWithin", ground.node)
