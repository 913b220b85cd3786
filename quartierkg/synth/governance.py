"""Who governs a fictional Quartier, in what function and since when; and its Chief Digital Officer."""

from __future__ import annotations

from quartierkg.language import Text
from quartierkg.preposition import of
from quartierkg.synth import commons, names, stock
from quartierkg.synth.facts import term
from quartierkg.synth.ground import Ground
from quartierkg.synth.history import LAST


def describe(ground: Ground) -> None:
    """State the council, and the officer."""
    _council(ground)
    _officer(ground)


def _council(ground: Ground) -> None:
    facts, chance = ground.facts, ground.chance
    label = Text(f"Conseil {of(ground.name)}", f"Council of {ground.name}")
    council = ground.thing("qn:governanceBody", "council", "qn:GovernanceBody", label)
    instituted = ground.day()
    facts.say(council, "qn:institutedOn", instituted)
    facts.say(council, "qn:locatedIn", ground.metropole)
    seated = [ground.metropole, *chance.some(list(dict.fromkeys(ground.members)), 1, 3)]
    facts.say(council, "org:hasMember", *seated)
    functions = chance.some(range(1, len(stock.FUNCTIONS)), 1, 4)
    for place, member in enumerate(seated):
        seat = facts.thing(ground.own(f"seat-{place}"), "org:Membership")
        facts.say(seat, "org:organization", council)
        facts.say(seat, "org:member", member)
        facts.say(seat, "org:role", commons.function(functions[place] if place < len(functions) else 0))
        facts.interval(seat, f"q{ground.number}s{place}", chance.day(instituted, LAST), None)


def _officer(ground: Ground) -> None:
    facts, chance = ground.facts, ground.chance
    label = names.invented(f"Poste {ground.name}")
    post = ground.thing("qn:cdoPost", "post", "qn:ChiefDigitalOfficerPost", label)
    person = facts.thing(ground.own("officer"), "foaf:Person", names.person(chance))
    facts.say(post, "org:heldBy", person)
    act = facts.thing(ground.own("appointment"), "qn:Appointment")
    facts.say(post, "qn:appointment", act)
    facts.say(act, "qn:appointee", person)
    facts.say(act, "qn:appointedBy", ground.metropole)
    facts.say(act, "qn:appointedOn", ground.day())
    ground.support(act, "appointment")
    for place in range(2 if chance.whether(0.3) else 1):
        career = facts.thing(ground.own(f"career-{place}"), "qn:EntrepreneurialExperience")
        firm = names.firm(chance, f"{ground.number}C")
        company = facts.thing(ground.own(f"company-{place}"), "qn:Enterprise", firm)
        facts.say(person, "qn:experience", career)
        facts.say(career, "qn:company", company)
        facts.say(career, "qn:companyRole", term(chance.one(("qn:Founder", "qn:Leader"))))
        facts.say(career, "qn:digital", chance.whether(0.9))
        facts.say(career, "qn:locatedIn", ground.metropole)
