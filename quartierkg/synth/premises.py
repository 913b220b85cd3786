"""Where a fictional Quartier is, how it is reached, what it lets, and its networks."""

from __future__ import annotations

from typing import Final

from pyoxigraph import Literal

from quartierkg.language import Text
from quartierkg.preposition import of
from quartierkg.synth import commons, names, stock
from quartierkg.synth.facts import term
from quartierkg.synth.ground import Ground

# In the open sea, west of Europe: degrees of longitude and latitude, and half the width of an outline.
_WEST, _SOUTH, _WIDE, _STEP, _HALF = -30.0, 38.0, 360, 0.06, 0.012
_TARGETS: Final = (("qn:CityCentre", "centre"), ("qn:Airport", "airport"), ("qn:TgvStation", "station"))
_CONTESTED: Final = 0.05
"""Of so many Quartiers two sources give different areas."""


def describe(ground: Ground) -> None:
    """State the place and what is there."""
    _outline(ground)
    _access(ground)
    _offer(ground)
    _networks(ground)
    _sources(ground)


def _outline(ground: Ground) -> None:
    facts = ground.facts
    west = _WEST + ground.number % _WIDE * _STEP
    south = _SOUTH + ground.number // _WIDE * _STEP
    east, north = west + 2 * _HALF, south + 2 * _HALF
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    outline = ", ".join(f"{x:.4f} {y:.4f}" for x, y in corners)
    shape = ground.thing("geo:hasGeometry", "outline", "geo:Geometry")
    facts.say(shape, "geo:asWKT", Literal(f"POLYGON (({outline}))", datatype=term("geo:wktLiteral")))
    facts.say(ground.node, "qn:boundaryDescription", Text("Au large, inventé.", "In the open sea, invented."))
    label = names.invented(f"Métropole {ground.name}", "fictive")
    ground.thing("qn:metropole", "metropole", "igeo:Intercommunalite qn:LocalAuthority", label)
    facts.say(ground.metropole, "igeo:subdivisionDe", commons.region(ground.number % commons.REGIONS))


def _access(ground: Ground) -> None:
    facts, chance = ground.facts, ground.chance
    for target, name in _TARGETS:
        access = ground.thing("qn:access", f"access-{name}", "qn:AccessMeasure")
        facts.say(access, "qn:target", term(target))
        facts.say(access, "qn:minutes", chance.number(4, 24 if ground.thorough else 38))
        facts.say(access, "qn:travelMode", term(chance.one(stock.MODES)))
        facts.say(access, "qn:measuredOn", ground.day())
        if chance.whether(0.4):
            facts.say(access, "qn:method", Text("Valeur inventée", "Invented value"))
        ground.support(access, "access")


def _offer(ground: Ground) -> None:
    facts, chance = ground.facts, ground.chance
    label = Text(f"Offre {of(ground.name)}", f"Offer of {ground.name}")
    offer = ground.thing("qn:offer", "offer", "qn:RealEstateOffer", label)
    total = 0
    for place in range(chance.number(2 if ground.thorough else 1, 3)):
        lot = facts.thing(ground.own(f"lot-{place}"), "qn:Lot")
        area = chance.number(22_000 if ground.thorough else 4_000, 56_000, 500)
        total += area
        facts.say(offer, "qn:lot", lot)
        facts.say(lot, "qn:usableArea", area)
        facts.say(lot, "qn:flexible", chance.whether(0.6))
        facts.say(lot, "qn:status", term("qn:Realised" if ground.has(0.8) else "qn:Planned"))
        facts.say(lot, "qn:rentPerSquareMetre", chance.number(60, 240))
        facts.say(lot, "qn:conditions", Text("Charges comprises", "Charges included"))
        ground.support(lot, "site")
    facts.say(offer, "qn:usableArea", total)
    facts.say(offer, "qn:attractiveness", Text("Services partagés.", "Shared services."))
    for place, period in enumerate(chance.some(stock.PERIODS, 2 if ground.thorough else 1, 3)):
        agreement = facts.thing(ground.own(f"agreement-{place}"), "qn:HostingAgreement")
        facts.say(offer, "qn:hostingAgreement", agreement)
        facts.say(agreement, "qn:periodicity", term(period))
        ground.support(agreement, "site")


def _networks(ground: Ground) -> None:
    facts, chance = ground.facts, ground.chance
    for kind, technologies in stock.TECHNOLOGIES:
        name = kind.removeprefix("qn:").lower()
        found = ground.thing("qn:network", name, "qn:NetworkDeployment")
        facts.say(found, "qn:networkKind", term(kind))
        facts.say(found, "qn:technology", chance.one(technologies))
        facts.say(found, "qn:operator", commons.operator(chance.popular(commons.OPERATORS, 1.5)))
        facts.say(found, "qn:downloadRate", chance.number(300, 9_000, 100))
        facts.say(found, "qn:uploadRate", chance.number(50, 1_200, 10))
        facts.say(found, "qn:coverage", Text("Tout le périmètre", "The whole area"))
        facts.say(found, "qn:status", term("qn:Realised" if ground.has(0.85) else "qn:InProgress"))
        facts.say(found, "qn:statusDate", ground.day())
        ground.support(found, "site")


def _sources(ground: Ground) -> None:
    """Where some facts come from; of a few Quartiers two sources disagree."""
    facts, chance = ground.facts, ground.chance
    places = chance.some(range(len(stock.SOURCES)), 2, 2)
    for thing, place in zip((ground.node, ground.own("offer")), places, strict=True):
        facts.say(thing, "dcterms:source", commons.source(place))
        facts.say(thing, "qn:sourceDate", ground.day())
    if not chance.whether(_CONTESTED):
        return
    area = chance.number(90_000, 900_000, 1000)
    for place, number in enumerate(places):
        found = ground.thing("qn:areaStatement", f"area-{place}", "qn:AreaStatement")
        facts.say(found, "qn:areaValue", float(area + place * chance.number(5_000, 60_000, 1000)))
        facts.say(found, "qn:areaScope", stock.SCOPE)
        facts.say(found, "dcterms:source", commons.source(number))
        facts.say(found, "qn:sourceDate", ground.day())
