"""What goes on in a fictional Quartier: fab lab, season, desks of the State, development project, public actions."""

from __future__ import annotations

import datetime

from quartierkg.language import Text
from quartierkg.preposition import of
from quartierkg.synth import names, stock
from quartierkg.synth.ground import Ground
from quartierkg.synth.history import LAST


def describe(ground: Ground) -> None:
    """State what goes on."""
    _workshop(ground)
    _season(ground)
    _devices(ground)
    _public(ground)


def _workshop(ground: Ground) -> None:
    facts = ground.facts
    if not ground.has(0.93):
        return
    lab = ground.thing("qn:fabLab", "fablab", "qn:FabLab", names.invented(f"Fab lab {ground.name}"))
    facts.say(lab, "geo:sfWithin", ground.node)
    facts.say(lab, "qn:openedOn", ground.day())
    facts.say(lab, "qn:machine", *ground.chance.some(stock.MACHINES, 1, 3))


def _season(ground: Ground) -> None:
    facts, chance = ground.facts, ground.chance
    label = names.invented(f"Saison {ground.name}", "fictive")
    season = ground.thing("qn:animation", "season", "qn:Animation", label)
    facts.say(season, "dcterms:description", Text("Ateliers et soirées.", "Workshops and evenings."))
    facts.say(season, "qn:community", *chance.some(stock.COMMUNITIES, 1, 2))
    for place in range(chance.number(0, 2)):
        event = facts.thing(ground.own(f"meeting-{place}"), "schema:Event", chance.one(stock.EVENTS))
        facts.say(season, "schema:event", event)
        facts.say(event, "schema:startDate", chance.day(LAST, LAST + datetime.timedelta(days=400)))
        facts.say(event, "schema:location", ground.node)


def _devices(ground: Ground) -> None:
    facts, chance = ground.facts, ground.chance
    label = names.invented(f"Préfecture {ground.name}", "fictive")
    facts.thing(ground.prefecture, "qn:StateBody", label)
    for place in range(2 if chance.whether(0.3) else 1):
        label = Text(f"Guichet {of(ground.name)}", f"Desk of {ground.name}")
        device = ground.thing("qn:device", f"device-{place}", "qn:SimplificationDevice", label)
        facts.say(device, "qn:linkedTo", ground.prefecture)
        facts.say(device, "qn:procedure", chance.one(stock.PROCEDURES))
        facts.say(device, "qn:simplification", Text("Un seul rendez-vous.", "One appointment only."))


def _public(ground: Ground) -> None:
    """The development project, and the public actions apart from it: who carries them."""
    facts, chance = ground.facts, ground.chance
    label = Text(f"Aménagement {of(ground.name)}", f"Development of {ground.name}")
    project = ground.thing("qn:developmentProject", "project", "qn:DevelopmentProject", label)
    facts.say(project, "qn:participant", ground.metropole)
    if not ground.has(0.95):
        facts.say(project, "qn:participant", ground.prefecture)
    for place, body in enumerate((ground.prefecture, ground.metropole)):
        if ground.has(0.6):
            action = ground.thing("qn:publicAction", f"action-{place}", "qn:PublicAction", chance.one(stock.ACTIONS))
            facts.say(action, "qn:carriedBy", body)
