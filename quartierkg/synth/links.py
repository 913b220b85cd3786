"""What links a fictional Quartier to the others: measures with their dates, and guest desks."""

from __future__ import annotations

import datetime

from quartierkg.language import Text
from quartierkg.synth import stock
from quartierkg.synth.facts import term
from quartierkg.synth.ground import Ground, node
from quartierkg.synth.history import LAST


def describe(ground: Ground) -> None:
    """Partnerships: with a neighbour both say so, with the others one alone; a few are linked to nobody."""
    facts, chance = ground.facts, ground.chance
    if chance.whether(0.03):
        return
    partners = _partners(ground)
    for place, label in enumerate(chance.some(stock.MEASURES, 1, 2)):
        measure = ground.thing("qn:networkingMeasure", f"measure-{place}", "qn:NetworkingMeasure", label)
        facts.say(measure, "qn:partner", *(node(other) for other in partners[place::2]))
        if chance.whether(0.9):
            begun = chance.moment(ground.since, LAST)
            facts.say(measure, "prov:startedAtTime", begun)
            if chance.whether(0.17):
                ended = chance.moment(begun.date() + datetime.timedelta(days=1), LAST + datetime.timedelta(days=60))
                facts.say(measure, "prov:endedAtTime", ended)
    if chance.whether(0.7):
        desk = ground.thing("qn:guestDesk", "desk", "qn:GuestDesk", Text("Bureaux de passage", "Guest desks"))
        facts.say(desk, "qn:deskCount", chance.number(2, 40))
        facts.say(desk, "qn:conditions", chance.one(stock.DESK_TERMS))
        facts.say(desk, "geo:sfWithin", ground.node)
        facts.say(desk, "qn:reservedFor", *(node(other) for other in partners[:2]))
        if chance.whether(0.15):
            facts.say(desk, "qn:status", term("qn:Planned"))
            facts.say(desk, "qn:statusDate", chance.day(LAST, LAST + datetime.timedelta(days=500)))


def _partners(ground: Ground) -> list[int]:
    """The other Quartiers concerned, each once."""
    twin = ground.number ^ 1
    found = [twin] if twin < ground.quartiers and ground.number % 8 < 6 else []
    found += [ground.chance.popular(ground.quartiers, 2.5) for _ in range(ground.chance.number(0, 4))]
    return [other for other in dict.fromkeys(found) if other != ground.number]
