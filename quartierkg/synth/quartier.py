"""One fictional Quartier: where it is, what it offers, who takes part, what became of it."""

from __future__ import annotations

import datetime
from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg.language import Text
from quartierkg.synth import actors, names, stock
from quartierkg.synth.chance import Chance
from quartierkg.synth.facts import Facts, term
from quartierkg.terms import ID

# In the open sea, west of Europe: degrees of longitude and latitude, and half the width of an outline.
_WEST, _SOUTH, _WIDE, _STEP, _HALF = -30.0, 38.0, 360, 0.06, 0.012
REGIONS: Final = 13
_BEGINNING: Final = datetime.date(2016, 1, 4)
_LAST: Final = datetime.date(2026, 6, 30)
_PATH: Final = (
    "qn:InterestDeclared",
    "qn:ResponseFiled",
    "qn:StructureConstituted",
    "qn:CharterSigned",
    "qn:CalendarSet",
    "qn:InRealisation",
    "qn:AllCriteriaRealised",
    "qn:Labelled",
)
_LEAST: Final = 3
"""So many events has the shortest history."""
_LABELLED: Final = 0.6
_LEFT: Final = (("qn:Suspended", 0.08), ("qn:Withdrawn", 0.06))
"""What becomes of some of those that were labelled."""
_SOME: Final = (("venture", 0.7), ("seed", 0.6), ("angels", 0.5), ("incubator", 0.8), ("school", 0.7), ("group", 0.6))


def node(number: int) -> NamedNode:
    """The address of a Quartier."""
    return NamedNode(f"{ID}quartier/synth-{number}")


def region(number: int) -> NamedNode:
    """The address of a region, of which there are :data:`REGIONS`."""
    return NamedNode(f"{ID}region/synth-{number}")


class Quartier:
    """States one Quartier."""

    def __init__(self, facts: Facts, seed: int, number: int, quartiers: int) -> None:
        self._facts, self._chance = facts, Chance(seed, f"quartier{number}")
        self._number, self._all = number, quartiers
        self._node = node(number)
        self._name = names.place(number)
        self._since = _BEGINNING
        self._members: list[NamedNode] = []

    def describe(self) -> None:
        """State all of it."""
        self._facts.thing(self._node, "qn:Quartier", names.invented(f"Quartier {self._name}"))
        self._history()
        self._place()
        self._offer()
        self._networks()
        self._structure()
        self._participations()
        self._links()
        self._life()
        self._governance()

    def _own(self, name: str) -> NamedNode:
        return NamedNode(f"{ID}synth-{self._number}/{name}")

    def _thing(self, property_: str, name: str, classes: str, label: Text | None = None) -> NamedNode:
        """A thing of the Quartier, by one of its properties."""
        found = self._facts.thing(self._own(name), classes, label)
        self._facts.say(self._node, property_, found)
        return found

    def _history(self) -> None:
        chance = self._chance
        whole = chance.whether(_LABELLED)
        path = list(_PATH) if whole else list(_PATH[: chance.number(_LEAST, len(_PATH) - 1)])
        left = next((state for state, share in _LEFT if chance.whether(share)), None)
        if whole and left is not None:
            path.append(left)
        day = chance.day(_BEGINNING, _LAST - datetime.timedelta(days=2400))
        for place, state in enumerate(path):
            event = self._thing("qn:history", f"event-{place}", "qn:LifecycleEvent")
            self._facts.say(event, "qn:toState", term(state))
            self._facts.say(event, "qn:happenedOn", day)
            self._since = day if state == "qn:StructureConstituted" else self._since
            day = chance.day(day + datetime.timedelta(days=20), day + datetime.timedelta(days=240))
        self._facts.say(self._node, "qn:state", term(path[-1]))

    def _place(self) -> None:
        facts, chance = self._facts, self._chance
        west = _WEST + self._number % _WIDE * _STEP
        south = _SOUTH + self._number // _WIDE * _STEP
        east, north = west + 2 * _HALF, south + 2 * _HALF
        corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
        outline = ", ".join(f"{x:.4f} {y:.4f}" for x, y in corners)
        shape = self._thing("geo:hasGeometry", "outline", "geo:Geometry")
        facts.say(shape, "geo:asWKT", Literal(f"POLYGON (({outline}))", datatype=term("geo:wktLiteral")))
        facts.say(self._node, "qn:boundaryDescription", Text("Au large, inventé.", "In the open sea, invented."))
        label = names.invented(f"Métropole {self._name}", "fictive")
        self._metropole = self._thing("qn:metropole", "metropole", "igeo:Intercommunalite qn:LocalAuthority", label)
        facts.say(self._metropole, "igeo:subdivisionDe", region(self._number % REGIONS))
        for target, name in (("qn:CityCentre", "centre"), ("qn:Airport", "airport"), ("qn:TgvStation", "station")):
            access = self._thing("qn:access", f"access-{name}", "qn:AccessMeasure")
            facts.say(access, "qn:target", term(target))
            facts.say(access, "qn:minutes", chance.number(4, 38))
            facts.say(access, "qn:travelMode", term(chance.one(stock.MODES)))
            facts.say(access, "qn:measuredOn", chance.day(self._since, _LAST))
            facts.say(access, "qn:method", Text("Valeur inventée", "Invented value"))

    def _offer(self) -> None:
        facts, chance = self._facts, self._chance
        label = Text(f"Offre de {self._name}", f"Offer of {self._name}")
        offer = self._thing("qn:offer", "offer", "qn:RealEstateOffer", label)
        total = 0
        for place in range(chance.number(1, 4)):
            lot = facts.thing(self._own(f"lot-{place}"), "qn:Lot")
            area = chance.number(4_000, 42_000, 500)
            total += area
            facts.say(offer, "qn:lot", lot)
            facts.say(lot, "qn:usableArea", area)
            facts.say(lot, "qn:flexible", chance.whether(0.6))
            facts.say(lot, "qn:status", term("qn:Realised" if chance.whether(0.8) else "qn:Planned"))
            facts.say(lot, "qn:rentPerSquareMetre", chance.number(60, 240))
            facts.say(lot, "qn:conditions", Text("Charges comprises", "Charges included"))
        facts.say(offer, "qn:usableArea", total)
        facts.say(offer, "qn:attractiveness", Text("Services partagés.", "Shared services."))
        for place, period in enumerate(chance.some(stock.PERIODS, 1, 3)):
            agreement = facts.thing(self._own(f"agreement-{place}"), "qn:HostingAgreement")
            facts.say(offer, "qn:hostingAgreement", agreement)
            facts.say(agreement, "qn:periodicity", term(period))

    def _networks(self) -> None:
        facts, chance = self._facts, self._chance
        for kind, technologies in stock.TECHNOLOGIES:
            name = kind.removeprefix("qn:").lower()
            found = self._thing("qn:network", name, "qn:NetworkDeployment")
            facts.say(found, "qn:networkKind", term(kind))
            facts.say(found, "qn:technology", chance.one(technologies))
            facts.say(found, "qn:downloadRate", chance.number(300, 9_000, 100))
            facts.say(found, "qn:uploadRate", chance.number(50, 1_200, 10))
            facts.say(found, "qn:coverage", Text("Tout le périmètre", "The whole area"))
            facts.say(found, "qn:status", term("qn:Realised" if chance.whether(0.85) else "qn:InProgress"))
            facts.say(found, "qn:statusDate", chance.day(self._since, _LAST))

    def _structure(self) -> None:
        facts, chance = self._facts, self._chance
        label = names.invented(f"Structure {self._name}", "fictive")
        self._bearer = self._thing("qn:structure", "structure", "qn:Structure", label)
        facts.say(self._bearer, "qn:legalName", label.fr)
        facts.say(self._bearer, "qn:createdOn", self._since)
        facts.say(self._bearer, "qn:legalForm", term(chance.one(stock.LEGAL_FORMS)))
        facts.say(self._bearer, "qn:founder", self._metropole)
        siren = actors.siren(self._number)
        if siren is not None:
            facts.say(self._bearer, "qn:siren", siren)

    def _participations(self) -> None:
        facts, chance = self._facts, self._chance
        label = names.invented(f"Université {self._name}", "fictive")
        university = facts.thing(self._own("university"), "qn:HigherEducationInstitution", label)
        department = facts.thing(self._own("department"), "qn:Department", names.invented(f"Département {self._name}"))
        facts.say(university, "org:hasUnit", department)
        facts.say(department, "org:unitOf", university)
        facts.say(department, "qn:speciality", *chance.some(stock.SPECIALITIES, 1, 2))
        self._participate(university, "qn:HigherEducation")
        if chance.whether(0.3):
            self._participate(university, "qn:ProgrammingSchool")
        firm = facts.thing(self._own("champion"), "qn:Enterprise", names.firm(chance, str(self._number)))
        facts.say(firm, "qn:sector", chance.one(stock.SECTORS))
        actors.firm(facts, chance, firm)
        self._participate(firm, "qn:TechChampion")
        animator = facts.thing(
            self._own("cantine"), "qn:Association", names.invented(f"Cantine {self._name}", "fictive")
        )
        kinds = ("qn:Cantine", "qn:ProfessionalAssociation", "qn:BuildingOperator")
        facts.say(animator, "qn:animatorType", *(term(kind) for kind in chance.some(kinds, 1, 2)))
        self._participate(animator, "qn:Animator")
        shared = [kind for kind, share in _SOME if chance.whether(share)]
        shared += [kind for kind, share in (("champion", 0.3), ("cluster", 0.4)) if chance.whether(share)]
        for kind in shared:
            actor = actors.node(kind, chance.popular(actors.count(kind, self._all)))
            found = self._participate(actor, actors.KINDS[kind][1])
            if kind == "group":
                self._laboratory(actor)
            if kind == "cluster":
                facts.say(found, "qn:coordination", Text("Réunions mensuelles.", "Monthly meetings."))

    def _participate(self, actor: NamedNode, role: str) -> NamedNode:
        facts, chance = self._facts, self._chance
        place = len(self._members)
        found = self._thing("qn:participation", f"participation-{place}", "qn:Participation")
        facts.say(found, "org:member", actor)
        facts.say(found, "org:role", term(role))
        facts.say(found, "org:organization", self._bearer)
        first = chance.day(self._since, _LAST)
        last = chance.day(first + datetime.timedelta(days=90), _LAST) if chance.whether(0.12) else None
        facts.interval(found, f"q{self._number}p{place}", first, last)
        self._members.append(actor)
        return found

    def _laboratory(self, group: NamedNode) -> None:
        facts = self._facts
        site = facts.thing(self._own("laboratory"), "org:Site")
        facts.say(group, "org:hasSite", site)
        kind = "qn:ResearchAndDevelopment" if self._chance.whether(0.8) else "qn:OtherActivity"
        facts.say(site, "qn:activity", term(kind))
        facts.say(site, "geo:sfWithin", self._node)

    def _links(self) -> None:
        """Partnerships: with a neighbour both say so, with the others one alone; a few are linked to nobody."""
        facts, chance = self._facts, self._chance
        if chance.whether(0.03):
            return
        twin = self._number ^ 1
        partners = [twin] if twin < self._all and self._number % 8 < 6 else []
        partners += [chance.popular(self._all, 2.5) for _ in range(chance.number(0, 4))]
        partners = [other for other in dict.fromkeys(partners) if other != self._number]
        for place, label in enumerate(chance.some(stock.MEASURES, 1, 2)):
            measure = self._thing("qn:networkingMeasure", f"measure-{place}", "qn:NetworkingMeasure", label)
            facts.say(measure, "qn:partner", *(node(other) for other in partners[place::2]))
        if chance.whether(0.7):
            desk = self._thing("qn:guestDesk", "desk", "qn:GuestDesk", Text("Bureaux de passage", "Guest desks"))
            facts.say(desk, "qn:deskCount", chance.number(2, 40))
            facts.say(desk, "qn:conditions", chance.one(stock.DESK_TERMS))
            facts.say(desk, "geo:sfWithin", self._node)
            facts.say(desk, "qn:reservedFor", *(node(other) for other in partners[:2]))

    def _life(self) -> None:
        facts, chance = self._facts, self._chance
        lab = self._thing("qn:fabLab", "fablab", "qn:FabLab", names.invented(f"Fab lab {self._name}"))
        facts.say(lab, "geo:sfWithin", self._node)
        facts.say(lab, "qn:openedOn", chance.day(self._since, _LAST))
        facts.say(lab, "qn:machine", *chance.some(stock.MACHINES, 1, 4))
        season = self._thing(
            "qn:animation", "season", "qn:Animation", names.invented(f"Saison {self._name}", "fictive")
        )
        facts.say(season, "dcterms:description", Text("Ateliers et soirées.", "Workshops and evenings."))
        facts.say(season, "qn:community", *chance.some(stock.COMMUNITIES, 1, 3))
        for place in range(chance.number(0, 3)):
            event = facts.thing(self._own(f"meeting-{place}"), "schema:Event", chance.one(stock.EVENTS))
            facts.say(season, "schema:event", event)
            facts.say(event, "schema:startDate", chance.day(_LAST, _LAST + datetime.timedelta(days=400)))
            facts.say(event, "schema:location", self._node)
        state = facts.thing(
            self._own("prefecture"), "qn:StateBody", names.invented(f"Préfecture {self._name}", "fictive")
        )
        for place in range(chance.number(1, 2)):
            label = Text(f"Guichet de {self._name}", f"Desk of {self._name}")
            device = self._thing("qn:device", f"device-{place}", "qn:SimplificationDevice", label)
            facts.say(device, "qn:linkedTo", state)
            facts.say(device, "qn:procedure", chance.one(stock.PROCEDURES))
            facts.say(device, "qn:simplification", Text("Un seul rendez-vous.", "One appointment only."))
        project = Text(f"Aménagement de {self._name}", f"Development of {self._name}")
        found = self._thing("qn:developmentProject", "project", "qn:DevelopmentProject", project)
        facts.say(found, "qn:participant", self._metropole)
        if chance.whether(0.05):
            facts.say(found, "qn:participant", state)

    def _governance(self) -> None:
        facts, chance = self._facts, self._chance
        label = Text(f"Conseil de {self._name}", f"Council of {self._name}")
        council = self._thing("qn:governanceBody", "council", "qn:GovernanceBody", label)
        facts.say(council, "qn:institutedOn", chance.day(self._since, _LAST))
        facts.say(council, "qn:locatedIn", self._metropole)
        facts.say(council, "org:hasMember", self._metropole, *chance.some(list(dict.fromkeys(self._members)), 1, 4))
        post = self._thing("qn:cdoPost", "post", "qn:ChiefDigitalOfficerPost", names.invented(f"Poste {self._name}"))
        person = facts.thing(self._own("officer"), "foaf:Person", names.person(chance))
        facts.say(post, "org:heldBy", person)
        act = facts.thing(self._own("appointment"), "qn:Appointment")
        facts.say(post, "qn:appointment", act)
        facts.say(act, "qn:appointee", person)
        facts.say(act, "qn:appointedBy", self._metropole)
        facts.say(act, "qn:appointedOn", chance.day(self._since, _LAST))
        for place in range(chance.number(1, 2)):
            career = facts.thing(self._own(f"career-{place}"), "qn:EntrepreneurialExperience")
            company = facts.thing(
                self._own(f"company-{place}"), "qn:Enterprise", names.firm(chance, f"{self._number}C")
            )
            facts.say(person, "qn:experience", career)
            facts.say(career, "qn:company", company)
            facts.say(career, "qn:companyRole", term(chance.one(("qn:Founder", "qn:Leader"))))
            facts.say(career, "qn:digital", chance.whether(0.9))
            facts.say(career, "qn:locatedIn", self._metropole)
