"""The charter a second time, in plain Python: what each row should come to.

Written from the text of the charter and the readings adopted, never from the shapes; the thresholds are those of
``tests/expected/requirements.csv``. It looks at the triples that are judged and knows no SHACL.
"""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from functools import cached_property, partial

from pyoxigraph import Literal, Triple

from quartierkg.charter.rules import Gate, Profile
from quartierkg.terms import PREFIXES, term
from tests.samples import ROOT

FAILED, NOT_STATED, CANNOT_TELL, PASSED, NOT_APPLICABLE = "failed", "notStated", "cantTell", "passed", "notApplicable"
ORDER = (FAILED, NOT_STATED, CANNOT_TELL, PASSED, NOT_APPLICABLE)
_TABLE = ROOT / "tests" / "expected" / "requirements.csv"
REQUIREMENTS = {row["id"]: row for row in csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines())}
LIMIT = {name: Decimal(row["value"]) for name, row in REQUIREMENTS.items() if re.fullmatch(r"\d+", row["value"])}
ROLES = (
    ("QN-C4-10", ("qn:HigherEducation",)),
    ("QN-C4-12", ("qn:LargeGroup",)),
    ("QN-C4-14", ("qn:ProgrammingSchool",)),
    ("QN-C4-15", ("qn:Incubator", "qn:Accelerator")),
    ("QN-C4-17", ("qn:VentureCapital",)),
    ("QN-C4-18", ("qn:SeedInvestment",)),
    ("QN-C4-19", ("qn:BusinessAngels",)),
    ("QN-C4-22", ("qn:Animator",)),
)
NOT_ENTERPRISES = (
    "qn:Association",
    "qn:HigherEducationInstitution",
    "qn:LocalAuthority",
    "qn:StateBody",
    "qn:SocialSecurityBody",
    "qn:OtherPublicBody",
    "foaf:Person",
)
KEY_ROLES = ("qn:TechChampion", *(role for _, roles in ROLES for role in roles))
NINE = ("QN-C4-03", *(row for row, _ in ROLES))
OWN_DATES = (
    "qn:statusDate",
    "qn:openedOn",
    "qn:createdOn",
    "qn:institutedOn",
    "qn:appointedOn",
    "qn:determinedOn",
)
ASPECTS = tuple(f"QN-C4-0{number}" for number in range(4, 10))
COMPOSITION = tuple(
    row
    for row, line in REQUIREMENTS.items()
    if row.startswith("QN-C4-")
    and line["decided_by"] in ("shapes", "shapes and committee")
    and line["severity_charter_label"] == "Violation"
)
_NUMBERS = {
    PREFIXES["xsd"] + name
    for name in (
        "integer",
        "decimal",
        "double",
        "float",
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "long",
        "int",
        "short",
        "byte",
        "unsignedLong",
        "unsignedInt",
        "unsignedShort",
        "unsignedByte",
    )
}
_REAL = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)"
_WRITTEN = {"decimal": _REAL, "double": _REAL + "([eE][+-]?[0-9]+)?", "float": _REAL + "([eE][+-]?[0-9]+)?"}
_BOUNDS: dict[str, tuple[int | None, int | None]] = {
    "nonNegativeInteger": (0, None), "positiveInteger": (1, None), "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1), "long": (-(2**63), 2**63 - 1), "int": (-(2**31), 2**31 - 1),
    "short": (-32768, 32767), "byte": (-128, 127), "unsignedLong": (0, 2**64 - 1), "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 65535), "unsignedByte": (0, 255),
}  # fmt: skip
DIGITS, DECIMALS = 15, 18
"""More digits are not a number that every engine can hold."""
_MOMENTS = {PREFIXES["xsd"] + name for name in ("date", "dateTime", "gYearMonth", "gYear", "string")}
_TEXTS = {PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString"}
_NAMES = ("rdfs:label", "foaf:name", "skos:prefLabel", "dcterms:title", "qn:legalName")


def worst(outcomes: Iterable[str]) -> str:
    """The worst of some outcomes; not applicable when there is none."""
    return min(outcomes, key=ORDER.index, default=NOT_APPLICABLE)


def fact(aspects: Iterable[str]) -> str:
    """One fact: it is not judged before all of it is stated."""
    found = list(aspects)
    return NOT_STATED if NOT_STATED in found else worst(found)


def best(outcomes: Iterable[str]) -> str:
    """The best of some candidates; not stated when there is none."""
    found = [outcome for outcome in outcomes if outcome != NOT_APPLICABLE]
    return max(found, key=ORDER.index, default=NOT_STATED)


def check(condition: bool) -> str:
    """Passed or failed."""
    return PASSED if condition else FAILED


def number(value: object) -> Decimal | None:
    """The finite number that a literal is, if it is one."""
    if not isinstance(value, Literal) or value.datatype.value not in _NUMBERS:
        return None
    kind = value.datatype.value.rpartition("#")[2]
    if not re.fullmatch(_WRITTEN.get(kind, "[+-]?[0-9]+"), value.value):
        return None
    try:
        found = Decimal(value.value)
    except InvalidOperation:
        return None
    whole = re.split("[.eE]", value.value.lstrip("+-"))[0]
    least, most = _BOUNDS.get(kind, (None, None))
    if (least is not None and found < least) or (most is not None and found > most):
        return None
    fraction = re.split("[eE]", value.value)[0].partition(".")[2]
    return found if found.is_finite() and len(whole) <= DIGITS and len(fraction) <= DECIMALS else None


def date(value: object) -> datetime.date | None:
    """The calendar date that a literal is, if it is one."""
    if not isinstance(value, Literal) or value.datatype != term("xsd:date"):
        return None
    zoned = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?", value.value)
    try:
        return datetime.date.fromisoformat(zoned[1]) if zoned else None
    except ValueError:
        return None


def one(values: Sequence[object], valid: Callable[[object], bool]) -> str:
    """One value of one figure: absent is not stated, a second one is not valid."""
    if not values:
        return NOT_STATED
    return check(len(values) == 1 and valid(values[0]))


def amount(values: Sequence[object], valid: Callable[[Decimal], bool]) -> str:
    """One number that is valid."""
    return one(values, lambda value: (found := number(value)) is not None and valid(found))


def is_text(value: object) -> bool:
    """Whether a value is text at all."""
    return isinstance(value, Literal) and value.datatype.value in _TEXTS


def is_blank(value: object) -> bool:
    """Whether a literal says nothing."""
    return isinstance(value, Literal) and not value.value.strip()


def is_true(value: object) -> bool:
    """Whether a value is the boolean true, in either form."""
    return isinstance(value, Literal) and value.datatype == term("xsd:boolean") and value.value in ("true", "1")


def text(values: Sequence[object]) -> str:
    """Some text: blank or absent is not stated, what is not text is not valid."""
    if any(isinstance(value, Literal) and is_text(value) and value.value.strip() for value in values):
        return PASSED
    return NOT_STATED if all(is_blank(value) for value in values) else FAILED


def siren(values: Sequence[object]) -> str:
    """One SIREN number: nine digits with a check digit (Luhn)."""
    plain = term("xsd:string")
    return one(values, lambda value: isinstance(value, Literal) and value.datatype == plain and _luhn(value.value))


def _luhn(digits: str) -> bool:
    if not re.fullmatch(r"[0-9]{9}", digits) or digits == "000000000":
        return False
    doubled = (int(digit) * (1 + index % 2) for index, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


class Graph:
    """The triples that are judged, by subject and predicate."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._stated: dict[object, dict[object, dict[object, None]]] = {}
        self._having: dict[str, list[tuple[object, dict[object, None]]]] = {}
        for subject, predicate, value in triples:
            self._stated.setdefault(subject, {}).setdefault(predicate, {})[value] = None

    def of(self, subject: object, *predicates: str) -> list[object]:
        """The values of a subject's properties, each once."""
        stated = self._stated.get(subject, {})
        if len(predicates) == 1:
            return list(stated.get(term(predicates[0]), {}))
        return list(dict.fromkeys(value for predicate in predicates for value in stated.get(term(predicate), {})))

    def subjects(self, predicate: str, value: object) -> list[object]:
        """The subjects that have a value."""
        if predicate not in self._having:
            wanted = term(predicate)
            self._having[predicate] = [(node, has[wanted]) for node, has in self._stated.items() if wanted in has]
        return [node for node, values in self._having[predicate] if value in values]

    def types(self, node: object) -> set[object]:
        """The classes of a node, with those above them."""
        return self.closure(self.of(node, "rdf:type"), "rdfs:subClassOf")

    def closure(self, nodes: Iterable[object], predicate: str) -> set[object]:
        """Some nodes and all that a property leads to."""
        found: set[object] = set()
        todo = list(nodes)
        while todo:
            node = todo.pop()
            if node not in found:
                found.add(node)
                todo += self.of(node, predicate)
        return found

    def has_type(self, node: object, *curies: str) -> bool:
        """Whether a node is of one of some classes."""
        return not self.types(node).isdisjoint(term(curie) for curie in curies)


def outcomes(triples: Iterable[Triple], profile: Profile, gate: Gate) -> dict[str, str]:
    """The outcome of each of the 68 rows."""
    return Oracle(Graph(triples), profile, gate).rows()


class Oracle:
    """One dossier in its graph, under a profile and a gate."""

    def __init__(self, graph: Graph, profile: Profile, gate: Gate) -> None:
        self.g = graph
        self.strict = profile == "strict"
        self.label = gate == "label"
        self.dossier: object = next(iter(graph.subjects("rdf:type", term("qn:Dossier"))), None)
        self.q: object = next(iter(self.of(self.dossier, "qn:concerns")), None)
        self.day = next((found for value in self.of(self.dossier, "qn:checkedOn") if (found := date(value))), None)
        self.awards = [found for value in self.of(self.dossier, "qn:awardProposedOn") if (found := date(value))]

    def of(self, subject: object, *predicates: str) -> list[object]:
        """The values of a subject's properties."""
        return self.g.of(subject, *predicates)

    def rows(self) -> dict[str, str]:
        """Every row; the derived ones last."""
        found = dict.fromkeys(REQUIREMENTS, PASSED)
        for part in (
            self.access, self.estate, self.networks, self.champion, self.knock_on, self.education, self.group,
            self.actors, self.animation, self.places, self.measures, self.devices, self.governance, self.officer,
            self.structure, self.separation, self.procedure, self.calendar,
        ):  # fmt: skip
            found |= part()
        found["QN-C1-06"] = worst(found[f"QN-C1-0{index}"] for index in (2, 3, 4))
        found["QN-C4-01"] = found["QN-C4-25"] = worst(found[row] for row in NINE)
        found["QN-C4-26"] = worst(found[row] for row in COMPOSITION)
        found["QN-P-07"] = found["QN-P-09"] = NOT_APPLICABLE
        if self.awards:
            found["QN-P-05"] = worst([found["QN-P-05"], *self.rest(found)])
        return found

    def rest(self, found: dict[str, str]) -> list[str]:
        """The other rows that decide at gate label."""
        weight = "severity_strict_label" if self.strict else "severity_charter_label"
        at_label = found if self.label else Oracle(self.g, "strict" if self.strict else "charter", "label").rows()
        return [at_label[row] for row, line in REQUIREMENTS.items() if line[weight] == "Violation" and row != "QN-P-05"]

    # What several rows share

    def realised(self, node: object) -> str:
        """A planned fact, or one dated ahead, fails for the label; for an application it is stated once it is dated."""
        if self.label and any(self.lies_ahead(value) for value in self.of(node, *OWN_DATES)):
            return FAILED
        statuses = self.of(node, "qn:status")
        unrealised = [status in (term("qn:Planned"), term("qn:InProgress")) for status in statuses]
        known = (
            [term("qn:Realised")] if self.label else [term(f"qn:{s}") for s in ("Realised", "InProgress", "Planned")]
        )
        if any(status not in known for status in statuses):
            return FAILED
        # What is also said to be realised counts for an application.
        if not unrealised or not all(unrealised):
            return PASSED
        return PASSED if any(date(value) for value in self.of(node, "qn:statusDate")) else NOT_STATED

    def committee(self, row: str, stated: str) -> str:
        """A qualitative row: what is stated waits for the committee, whose reasoned assertions count."""
        if stated != PASSED:
            return stated
        found: set[object] = set()
        for assertion in self.g.subjects("earl:test", term("qc:" + row)):
            if (
                self.dossier in self.of(assertion, "earl:subject")
                and self.g.has_type(assertion, "qn:CommitteeAssertion")
                and self.of(assertion, "prov:wasAttributedTo")
                and text(self.of(assertion, "qn:motive")) == PASSED
            ):
                found |= {o for result in self.of(assertion, "earl:result") for o in self.of(result, "earl:outcome")}
        if found == {term("earl:passed")}:
            return PASSED
        return FAILED if found == {term("earl:failed")} else CANNOT_TELL

    def name(self, node: object) -> str:
        """Whether a thing has a name."""
        return text(self.of(node, *_NAMES))

    def inside(self, place: object) -> str:
        """A place in the Quartier: a measurement decides, else the declaration."""
        if self.q in self.of(place, "qn:liesOutside"):
            return FAILED
        if self.q in self.of(place, "qn:liesWithin"):
            return PASSED
        declared = self.of(place, "geo:sfWithin")
        return check(self.q in declared) if declared else NOT_STATED

    @cached_property
    def metropoles(self) -> list[object]:
        """The métropole that leads, and those that join."""
        return self.of(self.q, "qn:metropole", "qn:associatedMetropole")

    def local(self, places: Sequence[object], *, region: bool) -> str:
        """Located in the métropole, or in its region where that is enough; without a métropole nothing is stated."""
        if not places or not self.metropoles:
            return NOT_STATED
        targets = {*self.metropoles, self.q}
        if region:
            targets |= self.g.closure(self.metropoles, "igeo:subdivisionDe")
        return check(any(not targets.isdisjoint(self.g.closure([p], "igeo:subdivisionDe")) for p in places))

    def participations(self, *roles: str) -> list[object]:
        """The participations in some roles."""
        wanted = {term(role) for role in roles}
        found = self.of(self.q, "qn:participation")
        return [p for p in found if not wanted.isdisjoint(self.of(p, "org:role"))]

    def holders(self, *roles: str) -> list[tuple[object, object]]:
        """Each participation in some roles, with its actor."""
        return [(p, actor) for p in self.participations(*roles) for actor in self.of(p, "org:member")]

    def organisation(self, actor: object) -> str:
        """An organisation; a person in its place fails."""
        if self.g.has_type(actor, "foaf:Person"):
            return FAILED
        return PASSED if self.g.has_type(actor, "org:Organization") else NOT_STATED

    @cached_property
    def members(self) -> set[object]:
        """The members of the grouping."""
        grouping = set(self.of(self.q, "qn:structure", "qn:governanceBody"))
        return {
            actor
            for group in grouping
            for participation in self.g.subjects("org:organization", group)
            if self.realised(participation) == PASSED
            for actor in self.of(participation, "org:member")
            if _is_node(actor)
        }

    def role(self, *roles: str) -> str:
        """At least one organisation in a role."""
        stated = [fact([self.realised(p), self.organisation(actor)]) for p, actor in self.holders(*roles)]
        return best([*stated, *self.held_by_nobody(*roles)])

    def held_by_nobody(self, *roles: str) -> list[str]:
        """Of each participation in some roles that names no actor: nothing is stated."""
        return [NOT_STATED for p in self.participations(*roles) if not self.of(p, "org:member")]

    # Criteria 1 to 3

    def access(self) -> dict[str, str]:
        """The boundary, the three journeys and the métropole."""
        found = {
            "QN-C1-01": self.boundary(),
            "QN-C1-05": best(self.metropole(m) for m in self.of(self.q, "qn:metropole")),
        }
        for row, target in (("QN-C1-02", "CityCentre"), ("QN-C1-03", "Airport"), ("QN-C1-04", "TgvStation")):
            journeys = [m for m in self.of(self.q, "qn:access") if term("qn:" + target) in self.of(m, "qn:target")]
            limit = LIMIT[row]
            found[row] = best(
                fact([self.realised(m), amount(self.of(m, "qn:minutes"), partial(_between, limit=limit))])
                for m in journeys
            )
        return found

    def boundary(self) -> str:
        """One current outline, valid and with an area."""
        outlines = self.of(self.q, "geo:hasGeometry")
        drawn = [self.outline(outline) for outline in outlines if self.of(outline, "geo:asWKT")]
        plans = {term("qn:Planned"), term("qn:InProgress")}
        current = [outline for outline in outlines if plans.isdisjoint(self.of(outline, "qn:status"))]
        if not drawn:
            return NOT_STATED
        if len(outlines) > 1:
            return check(PASSED in drawn and len(current) <= 1)
        return drawn[0]

    def outline(self, node: object) -> str:
        """An outline that is drawn once, valid and with an area."""
        stated = self.of(node, "geo:asWKT")
        one_wkt = len(stated) == 1 and isinstance(stated[0], Literal) and stated[0].datatype == term("geo:wktLiteral")
        valid = one_wkt and all(is_true(value) for value in self.of(node, "qn:boundaryIsValid"))
        area = amount(self.of(node, "qn:boundaryArea"), lambda n: n > 0)
        return fact([check(valid and area == PASSED), self.realised(node)])

    def metropole(self, node: object) -> str:
        """A métropole by its SIREN, which must be valid, or by its class."""
        stated = siren(self.of(node, "qn:siren"))
        if self.g.has_type(node, "igeo:Intercommunalite"):
            return PASSED if stated == NOT_STATED else stated
        other = self.g.has_type(node, "org:Organization", "foaf:Person") and not self.g.has_type(
            node, "qn:LocalAuthority"
        )
        return fact([stated, check(not other)])

    def estate(self) -> dict[str, str]:
        """The offer, its lots, agreements and area."""
        offers = self.of(self.q, "qn:offer")
        agreements = [self.agreement(a) for offer in offers for a in self.of(offer, "qn:hostingAgreement")]
        each = worst if self.strict and agreements else best
        return {
            "QN-C2-01": best(self.lot(lot) for offer in offers for lot in self.of(offer, "qn:lot")),
            "QN-C2-02": self.committee("QN-C2-02", best(text(self.of(o, "qn:attractiveness")) for o in offers)),
            "QN-C2-03": each(agreements),
            "QN-C2-04": best(self.area(offer) for offer in offers),
        }

    def lot(self, lot: object) -> str:
        """A lot with its area and conditions."""
        area = amount(self.of(lot, "qn:usableArea"), lambda n: n > 0)
        return fact([self.realised(lot), area, text(self.of(lot, "qn:conditions"))])

    def agreement(self, agreement: object) -> str:
        """An agreement of at most a month."""

        def flexible(value: object) -> bool:
            rank = amount(self.of(value, "qn:rank"), lambda n: n <= 3)
            return rank == PASSED

        return fact([self.realised(agreement), one(self.of(agreement, "qn:periodicity"), flexible)])

    def area(self, offer: object) -> str:
        """The usable area; for the label only delivered lots count where some are not."""
        limit = LIMIT["QN-C2-04"]
        stated = amount(self.of(offer, "qn:usableArea"), lambda n: n >= limit)
        lots = self.of(offer, "qn:lot")
        realised = [lot for lot in lots if self.realised(lot) == PASSED]
        areas = [self.of(lot, "qn:usableArea") for lot in realised]
        delivered = [number(area[0]) or Decimal() for area in areas if amount(area, lambda n: n > 0) == PASSED]
        if stated == PASSED and self.label and len(realised) < len(lots):
            stated = check(bool(delivered) and sum(delivered) >= limit)
        return fact([stated, self.realised(offer)])

    def networks(self) -> dict[str, str]:
        """The fixed and the mobile network, and how far they are."""
        found, statuses = {}, []
        for row, kind in (("QN-C3-01", "qn:FixedNetwork"), ("QN-C3-02", "qn:MobileNetwork")):
            networks = [n for n in self.of(self.q, "qn:network") if term(kind) in self.of(n, "qn:networkKind")]
            found[row] = best(amount(self.of(n, "qn:downloadRate"), lambda r: r > 0) for n in networks)
            statuses.append(best(self.deployed(network) for network in networks))
        return found | {"QN-C3-03": worst(statuses)}

    def deployed(self, network: object) -> str:
        """A network whose status is stated, and good enough for the gate."""
        known = {term("qn:Realised"), term("qn:Planned"), term("qn:InProgress")}
        return fact([one(self.of(network, "qn:status"), lambda status: status in known), self.realised(network)])

    # Criterion 4

    def champion(self) -> dict[str, str]:
        """One firm meets all the conditions; the rows report those that come nearest."""
        holders = self.holders("qn:TechChampion")
        aspects = {actor: self.aspects(actor) for _, actor in holders if _is_node(actor)}
        score = {actor: sum(outcome == PASSED for outcome in met.values()) for actor, met in aspects.items()}
        # Of those that meet as many, the ones that meet the first rows of the table.
        rank = {actor: (score[actor], [met[row] == PASSED for row in ASPECTS]) for actor, met in aspects.items()}
        nearest = [actor for actor in aspects if rank[actor] == max(rank.values(), default=None)]
        found = {row: best(aspects[actor][row] for actor in nearest) for row in ASPECTS}
        whole = [self.realised(p) for p, actor in holders if score.get(actor) == len(ASPECTS)]
        found["QN-C4-03"] = best(whole) if whole or not holders else FAILED
        return found

    def aspects(self, actor: object) -> dict[str, str]:
        """The six conditions of a Tech Champion on one firm."""
        return {
            "QN-C4-04": worst([self.enterprise(actor), siren(self.of(actor, "qn:siren"))]),
            "QN-C4-05": text(self.of(actor, "qn:mentoring")),
            "QN-C4-06": self.figure(actor, "qn:turnover", lambda n: n > LIMIT["QN-C4-06"]),
            "QN-C4-07": self.figure(actor, "qn:employees", lambda n: n > LIMIT["QN-C4-07"]),
            "QN-C4-08": self.figure(actor, "qn:growth", lambda n: n >= LIMIT["QN-C4-08"]),
            "QN-C4-09": self.figure(actor, "qn:shareAbroad", lambda n: LIMIT["QN-C4-09"] <= n <= 100),
        }

    def enterprise(self, actor: object) -> str:
        """An enterprise, and not a person, an association, a school or a public body besides."""
        if self.organisation(actor) == NOT_STATED:
            return NOT_STATED
        return check(self.g.has_type(actor, "qn:Enterprise") and not self.g.has_type(actor, *NOT_ENTERPRISES))

    def figure(self, actor: object, predicate: str, valid: Callable[[Decimal], bool]) -> str:
        """A figure of the last closed year, stated once."""
        records = [(record, self.of(record, "qn:fiscalYear")) for record in self.of(actor, "qn:figures")]
        if any(one(years, _is_year) == FAILED for _, years in records):
            return FAILED
        found = {record: number(years[0]) for record, years in records if years}
        closed = [year for year in found.values() if year is not None and (self.day is None or year < self.day.year)]
        # A record without a year may be the last; one of a year that has not ended is a forecast.
        last = [record for record, years in records if not years or (closed and found[record] == max(closed))]
        return amount([value for record in last for value in self.of(record, predicate)], valid)

    def knock_on(self) -> dict[str, str]:
        """The knock-on effect, stated and judged by the committee."""
        return {"QN-C4-02": self.committee("QN-C4-02", text(self.of(self.q, "qn:knockOnEffect")))}

    def education(self) -> dict[str, str]:
        """The higher-education actor and its department."""
        department = best(
            fact([self.realised(p), self.department(unit)])
            for p, actor in self.holders("qn:HigherEducation")
            if self.organisation(actor) == PASSED
            for unit in self.of(actor, "org:hasUnit")
        )
        return {"QN-C4-10": self.role("qn:HigherEducation"), "QN-C4-11": self.committee("QN-C4-11", department)}

    def department(self, unit: object) -> str:
        """A department with a name and a speciality."""
        return fact([self.realised(unit), self.name(unit), text(self.of(unit, "qn:speciality"))])

    def group(self) -> dict[str, str]:
        """The large group and its research in the Quartier."""
        sites = [
            fact([self.realised(p), self.organisation(actor), best(self.site(s) for s in own)]) if own else NOT_STATED
            for p, actor in self.holders("qn:LargeGroup")
            for own in [self.of(actor, "org:hasSite")]
        ]
        sites += self.held_by_nobody("qn:LargeGroup")
        return {"QN-C4-12": self.role("qn:LargeGroup"), "QN-C4-13": best(sites)}

    def site(self, site: object) -> str:
        """A site with research, in the Quartier."""
        activities = self.of(site, "qn:activity")
        research = check(term("qn:ResearchAndDevelopment") in activities) if activities else NOT_STATED
        return fact([self.realised(site), research, self.inside(site)])

    def actors(self) -> dict[str, str]:
        """School, incubator, investors, cluster, and who is a member."""
        angels = [
            self.local(self.of(a, "qn:locatedIn"), region=True) if present == PASSED else present
            for p, a in self.holders("qn:BusinessAngels")
            for present in [fact([self.realised(p), self.organisation(a)])]
        ]
        angels += self.held_by_nobody("qn:BusinessAngels")
        clusters = self.participations("qn:CompetitivenessCluster")
        return {
            "QN-C4-14": self.apart("qn:ProgrammingSchool", "qn:HigherEducation"),
            "QN-C4-15": self.role("qn:Incubator", "qn:Accelerator"),
            "QN-C4-16": worst(self.involved(row, *roles) for row, roles in ROLES[:4]),
            "QN-C4-17": self.role("qn:VentureCapital"),
            "QN-C4-18": self.apart("qn:SeedInvestment", "qn:VentureCapital"),
            "QN-C4-19": best(angels),
            "QN-C4-20": self.role("qn:CompetitivenessCluster"),
            "QN-C4-21": worst(self.coordinated(participation) for participation in clusters),
        }

    def coordinated(self, participation: object) -> str:
        """The coordination with a cluster."""
        actors = self.of(participation, "org:member")
        values = [value for actor in actors for value in self.of(actor, "qn:coordination")]
        return text(values) if all(is_text(value) or is_blank(value) for value in values) else FAILED

    def apart(self, role: str, other: str) -> str:
        """A role that, under « strict », an organisation may not hold beside another."""
        taken = {name for _, actor in self.holders(other) for name in self.names(actor)} if self.strict else set()
        stated = [
            worst([fact([self.realised(p), self.organisation(actor)]), check(taken.isdisjoint(self.names(actor)))])
            for p, actor in self.holders(role)
        ]
        return best([*stated, *self.held_by_nobody(role)])

    def names(self, actor: object) -> set[object]:
        """What tells that two actors are one: the node, its SIREN, and what is stated to be the same."""
        return {actor, *self.of(actor, "qn:siren", "owl:sameAs"), *self.g.subjects("owl:sameAs", actor)}

    def involved(self, row: str, *roles: str) -> str:
        """A member of the grouping: the actor that meets the other rows of its role, if one does."""
        holders = [(p, actor) for p, actor in self.holders(*roles) if _is_node(actor)]
        good = [actor for p, actor in holders if self.suits(row, p, actor)]
        return best(check(actor in self.members) for actor in (good or [actor for _, actor in holders]))

    def suits(self, row: str, participation: object, actor: object) -> bool:
        """Whether an actor meets the other rows of its role."""
        if fact([self.organisation(actor), self.realised(participation)]) != PASSED:
            return False
        if row == "QN-C4-10":
            return any(self.department(unit) == PASSED for unit in self.of(actor, "org:hasUnit"))
        if row == "QN-C4-12":
            return any(self.site(site) == PASSED for site in self.of(actor, "org:hasSite"))
        return True

    def animation(self) -> dict[str, str]:
        """The animator, its type and the animation."""
        animators = self.holders("qn:Animator")
        present = [
            actor
            for p, actor in animators
            if actor in self.members and fact([self.realised(p), self.organisation(actor)]) == PASSED
        ]
        return {
            "QN-C4-22": best(
                [
                    *self.held_by_nobody("qn:Animator"),
                    *(
                        fact([self.realised(p), self.organisation(actor), check(actor in self.members)])
                        for p, actor in animators
                    ),
                ]
            ),
            "QN-C4-23": best(self.animator_type(actor) for actor in (present or [actor for _, actor in animators])),
            "QN-C4-24": best(
                fact([self.realised(a), text(self.of(a, "dcterms:description")), text(self.of(a, "qn:community"))])
                for a in self.of(self.q, "qn:animation")
            ),
        }

    def animator_type(self, actor: object) -> str:
        """One of the types of the closed list."""
        types = self.of(actor, "qn:animatorType")
        admitted = {term("qn:ProfessionalAssociation"), term("qn:BuildingOperator"), term("qn:Cantine")}
        return check(not admitted.isdisjoint(types)) if types else NOT_STATED

    # Criteria 5 to 7

    def places(self) -> dict[str, str]:
        """The fab lab and the guest desks."""
        return {
            "QN-C5-01": best(
                fact([self.realised(lab), self.name(lab), self.inside(lab)]) for lab in self.of(self.q, "qn:fabLab")
            ),
            "QN-C6-03": best(self.desk(desk) for desk in self.of(self.q, "qn:guestDesk")),
        }

    def desk(self, desk: object) -> str:
        """Desks, counted, for other Quartiers."""
        guests = self.of(desk, "qn:reservedFor")
        count = amount(self.of(desk, "qn:deskCount"), lambda n: n > 0)
        named = check(any(not isinstance(g, Literal) and g != self.q for g in guests)) if guests else NOT_STATED
        return fact([self.realised(desk), count, named])

    def others(self, partners: Sequence[object]) -> str:
        """Other Quartiers and not the Quartier itself."""
        if not partners:
            return NOT_STATED
        return check(self.q not in partners and not any(isinstance(partner, Literal) for partner in partners))

    def measures(self) -> dict[str, str]:
        """The measures with other Quartiers."""
        measures = self.of(self.q, "qn:networkingMeasure")
        counting = self.counting_quartiers()
        named = [(self.realised(m), partner) for m in measures for partner in self.of(m, "qn:partner")]
        good = {partner for realised, partner in named if realised == PASSED} & counting
        enough = len(good) >= (2 if self.strict else 1)
        lacking = FAILED if any(realised != NOT_STATED for realised, _ in named) else NOT_STATED
        return {
            "QN-C6-01": PASSED if enough else lacking,
            "QN-C6-02": best(self.others(self.of(m, "qn:partner")) for m in measures),
        }

    def counting_quartiers(self) -> set[object]:
        """The other Quartiers that the context knows, each in one state, labelled or on their way."""
        way = (
            "InterestDeclared",
            "CallOpened",
            "ResponseFiled",
            "StructureConstituted",
            "CharterSigned",
            "CalendarSet",
            "InRealisation",
            "AllCriteriaRealised",
        )
        known = {q for q in self.g.subjects("rdf:type", term("qn:Quartier")) if len(self.of(q, "qn:state")) == 1}
        known -= {self.q}
        labelled = known.intersection(self.g.subjects("qn:state", term("qn:Labelled")))
        others = known & {other for state in way for other in self.g.subjects("qn:state", term("qn:" + state))}
        return labelled if self.strict and len(labelled) >= 2 else labelled | others

    def devices(self) -> dict[str, str]:
        """The devices, their links with the State and what they simplify."""
        devices = self.of(self.q, "qn:device")
        named = [fact([self.realised(d), self.name(d)]) for d in devices]
        wanted = 2 if self.strict else 1
        good = [outcome for outcome in named if outcome == PASSED]
        rest = [outcome for outcome in named if outcome != PASSED]
        lacking = best(rest) if rest else FAILED if good else NOT_STATED
        described = [fact([text(self.of(d, "qn:procedure")), text(self.of(d, "qn:simplification"))]) for d in devices]
        return {
            "QN-C7-01": PASSED if len(good) >= wanted else lacking,
            "QN-C7-02": worst(self.state_link(d) for d in devices) if devices else NOT_STATED,
            "QN-C7-03": self.committee("QN-C7-03", best(described)),
        }

    def state_link(self, device: object) -> str:
        """At least one body of the State."""
        bodies = self.of(device, "qn:linkedTo")
        if not bodies:
            return NOT_STATED
        state = [body for body in bodies if self.g.has_type(body, "qn:StateBody", "qn:SocialSecurityBody")]
        return check(any(not self.g.has_type(body, "qn:LocalAuthority") for body in state))

    # Criterion 8

    def governance(self) -> dict[str, str]:
        """The governance body, who sits in it, and where it is."""
        bodies = self.of(self.q, "qn:governanceBody")
        key = {actor for _, actor in self.holders(*KEY_ROLES)}
        sitting = [self.of(body, "org:hasMember") for body in bodies]
        return {
            "QN-C8-01": best(fact([self.realised(body), self.name(body)]) for body in bodies),
            "QN-C8-02": best(check(not key.isdisjoint(seats)) if seats else NOT_STATED for seats in sitting),
            "QN-C8-03": best(self.local(self.of(body, "qn:locatedIn"), region=False) for body in bodies),
        }

    def officer(self) -> dict[str, str]:
        """The Chief Digital Officer: one holder, appointed by local authorities, a local digital entrepreneur."""
        posts = self.of(self.q, "qn:cdoPost")
        holders = list(dict.fromkeys(holder for post in posts for holder in self.of(post, "org:heldBy")))
        acts = [
            act
            for post in posts
            for act in self.of(post, "qn:appointment")
            if not set(holders).isdisjoint(self.of(act, "qn:appointee"))
        ]
        spoilt = any(self.realised(act) == PASSED and self.appointment(act) == FAILED for act in acts)
        experiences = [self.experience(e) for holder in holders for e in self.of(holder, "qn:experience")]
        return {
            "QN-C8-04": self.held(posts),
            "QN-C8-05": FAILED if spoilt else best(self.appointment(act) for act in acts),
            "QN-C8-06": best(experiences),
            "QN-C8-07": self.persons(holders),
        }

    def held(self, posts: Sequence[object]) -> str:
        """One post that is held today, by one person; planned ones may stand beside it."""
        today = [self.of(post, "org:heldBy") for post in posts if self.realised(post) == PASSED]
        holders = [found for found in today if found]
        if not holders and (not posts or any(self.realised(post) == NOT_STATED for post in posts)):
            return NOT_STATED
        return check(len(holders) == 1 and len(holders[0]) == 1)

    def appointment(self, act: object) -> str:
        """The act that appoints the holder, by local authorities only."""
        authorities = self.of(act, "qn:appointedBy")
        alone = [
            self.g.has_type(a, "qn:LocalAuthority") and not self.g.has_type(a, "qn:StateBody") for a in authorities
        ]
        local = check(all(alone)) if authorities else NOT_STATED
        return fact([self.realised(act), local])

    def experience(self, node: object) -> str:
        """A company founded or led, digital and local."""
        roles, digital = self.of(node, "qn:companyRole"), self.of(node, "qn:digital")
        admitted = {term("qn:Founder"), term("qn:Leader")}
        return fact(
            [
                PASSED if self.of(node, "qn:company") else NOT_STATED,
                check(not admitted.isdisjoint(roles)) if roles else NOT_STATED,
                check(all(is_true(value) for value in digital)) if digital else NOT_STATED,
                self.local(self.of(node, "qn:locatedIn"), region=False),
            ]
        )

    def persons(self, holders: Sequence[object]) -> str:
        """A natural person, no organisation."""
        if any(self.g.has_type(holder, "org:Organization") for holder in holders):
            return FAILED
        return PASSED if any(self.g.has_type(holder, "foaf:Person") for holder in holders) else NOT_STATED

    # Structure and separation

    def structure(self) -> dict[str, str]:
        """The one structure, who set it up, after which response, in which form."""
        structures = self.of(self.q, "qn:structure")
        known = [
            fact([self.realised(s), text(self.of(s, "qn:legalName")), siren(self.of(s, "qn:siren"))])
            for s in structures
        ]
        return {
            "QN-G-01": worst([check(len(structures) == 1), *known]) if structures else NOT_STATED,
            "QN-G-02": best(self.authority(f) for s in structures for f in self.of(s, "qn:founder")),
            "QN-G-03": self.orders(structures),
            "QN-G-04": self.form(structures),
        }

    def authority(self, founder: object) -> str:
        """A local authority; of an agent of no known kind nothing is stated."""
        if self.g.has_type(founder, "qn:LocalAuthority"):
            return check(not self.g.has_type(founder, "qn:StateBody", "foaf:Person"))
        return check(False) if self.g.has_type(founder, "org:Organization", "foaf:Person") else NOT_STATED

    def form(self, structures: Sequence[object]) -> str:
        """One legal form, of whatever kind."""
        forms = [one(self.of(s, "qn:legalForm"), _is_node) for s in structures]
        return FAILED if FAILED in forms else best(forms)

    def orders(self, structures: Sequence[object]) -> str:
        """Every dated structure in order with the response."""
        dated = [outcome for s in structures if (outcome := self.in_order(s)) != NOT_STATED]
        return worst(dated) if dated else NOT_STATED

    def in_order(self, structure: object) -> str:
        """Created on the day of the response or later, or reused."""
        responses, creations = self.of(self.dossier, "qn:respondedOn"), self.of(structure, "qn:createdOn")
        if not responses or not creations:
            return NOT_STATED
        response, creation = [date(value) for value in responses], date(creations[0])
        if len(creations) > 1 or creation is None or None in response:
            return FAILED
        reused = any(is_true(value) for value in self.of(structure, "qn:reused"))
        return check(reused or all(found is not None and creation >= found for found in response))

    def separation(self) -> dict[str, str]:
        """No State in the development project; no action of the State and a local authority together."""
        projects, actions = self.of(self.q, "qn:developmentProject"), self.of(self.q, "qn:publicAction")
        return {
            "QN-G-05": worst(self.project(p) for p in projects) if projects else NOT_STATED,
            "QN-G-06": worst(self.action(a) for a in actions) if actions else NOT_STATED,
        }

    def project(self, project: object) -> str:
        """A project without the State."""
        bodies = self.of(project, "qn:participant")
        if any(isinstance(body, Literal) or self.g.has_type(body, "qn:StateBody") for body in bodies):
            return FAILED
        return PASSED if bodies and all(map(self.typed, bodies)) else NOT_STATED

    def typed(self, agent: object) -> bool:
        """Whether anything tells what an agent is."""
        return self.g.has_type(agent, "org:Organization", "foaf:Person")

    def action(self, action: object) -> str:
        """An action of the State or of a local authority, not of both."""
        bodies = self.of(action, "qn:carriedBy")
        state = any(self.g.has_type(body, "qn:StateBody") for body in bodies)
        authority = any(self.g.has_type(body, "qn:LocalAuthority") for body in bodies)
        if (state and authority) or any(isinstance(body, Literal) for body in bodies):
            return FAILED
        return PASSED if bodies and all(map(self.typed, bodies)) else NOT_STATED

    # Procedure

    def procedure(self) -> dict[str, str]:
        """The charter answered to, the call, the interest and the signature."""
        d = self.dossier
        kinds = {term("qn:CallForProjects"), term("qn:CallForExpressionsOfInterest")}
        return {
            "QN-P-01": one(self.of(d, "qn:answersCharter"), lambda charter: self.g.has_type(charter, "qn:Charter")),
            "QN-P-02": self.signed(self.of(d, "qn:charterSignature")),
            "QN-P-06": best(
                fact([self.realised(call), one(self.of(call, "qn:callKind"), lambda kind: kind in kinds)])
                for call in self.of(d, "qn:answersCall")
            ),
            "QN-P-08": best(
                fact(
                    [
                        PASSED if self.of(i, "qn:declaredBy") else NOT_STATED,
                        self.dated(self.of(i, "qn:declaredOn")),
                    ]
                )
                for i in self.of(d, "qn:interest")
            ),
        }

    def signed(self, signatures: Sequence[object]) -> str:
        """A signature with its date; none after the day of the check, nor on the day of an award or later."""
        dates = [date(value) for signature in signatures for value in self.of(signature, "qn:signedOn")]
        if any(d is None or (self.label and self.ahead(d)) or not self.before_awards(d) for d in dates):
            return FAILED
        return best(fact([self.realised(s), one(self.of(s, "qn:signedOn"), _is_date)]) for s in signatures)

    def dated(self, values: Sequence[object]) -> str:
        """Dates, all of which are valid."""
        return check(all(date(value) for value in values)) if values else NOT_STATED

    def lies_ahead(self, value: object) -> bool:
        """Whether what a dossier states for a date can only be still to come, however it is written."""
        if not isinstance(value, Literal) or value.datatype.value not in _MOMENTS or self.day is None:
            return False
        french = re.match(r"\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)", value.value)
        if french:
            return (int(french[3]), int(french[2]), int(french[1])) > (self.day.year, self.day.month, self.day.day)
        for form, precision in ((r"\d{4,}-\d\d-\d\d", 10), (r"\d{4,}-\d\d", 7), (r"\d{4,}", 4)):
            written = re.match(rf"\s*({form})(?!\d)", value.value)
            if written:
                year, limit = written[1].split("-")[0], self.day.isoformat()[:precision]
                return len(year) > 4 or written[1] > limit
        return False

    def ahead(self, day: datetime.date) -> bool:
        """After the day of the check."""
        return self.day is not None and day > self.day

    def before_awards(self, day: datetime.date) -> bool:
        """Strictly before every proposed award."""
        return all(day < award for award in self.awards)

    def calendar(self) -> dict[str, str]:
        """The calendar, the realisations and their order with the award."""
        calendars = self.of(self.dossier, "qn:calendar")
        realisations = self.of(self.dossier, "qn:realisation")
        criteria = [self.criterion(index, realisations) for index in range(1, 9)]
        dates = [found for r in realisations for value in self.of(r, "qn:realisedOn") if (found := date(value))]
        late = any(found > award for award in self.awards for found in dates)
        return {
            "QN-P-03": self.determined(calendars),
            "QN-P-04": worst([*criteria, *(self.realisation(r) for r in realisations)]),
            "QN-P-05": check(not late) if self.awards else NOT_APPLICABLE,
        }

    def determined(self, calendars: Sequence[object]) -> str:
        """A calendar determined before an award, with a dated milestone."""
        dates = [date(value) for calendar in calendars for value in self.of(calendar, "qn:determinedOn")]
        if any(d is None or not self.before_awards(d) for d in dates):
            return FAILED
        return best(
            fact([self.realised(c), one(self.of(c, "qn:determinedOn"), _is_date), self.milestones(c)])
            for c in calendars
        )

    def milestones(self, calendar: object) -> str:
        """At least one milestone with a date."""
        due = [self.of(milestone, "qn:dueOn") for milestone in self.of(calendar, "qn:milestone")]
        stated = [values for values in due if values]
        return check(any(all(date(v) for v in values) for values in stated)) if stated else NOT_STATED

    def criterion(self, index: int, realisations: Sequence[object]) -> str:
        """One criterion with a realisation and its date."""
        own = [r for r in realisations if term(f"qc:criterion-{index}") in self.of(r, "qn:ofCriterion")]
        dated = [r for r in own if self.of(r, "qn:realisedOn") and self.realised(r) != NOT_STATED]
        return PASSED if dated else NOT_STATED

    def realisation(self, realisation: object) -> str:
        """A stated realisation, by the day of the check and of the award."""

        def valid(value: object) -> bool:
            found = date(value)
            if found is None or any(found > award for award in self.awards):
                return False
            return not (self.label and self.ahead(found))

        stated = self.of(realisation, "qn:realisedOn")
        if not stated or one(stated, valid) == FAILED:
            return FAILED if stated else PASSED
        return FAILED if self.realised(realisation) == FAILED else PASSED


def _between(found: Decimal, limit: Decimal) -> bool:
    return 0 <= found < limit


def _is_date(value: object) -> bool:
    return date(value) is not None


def _is_year(value: object) -> bool:
    whole = isinstance(value, Literal) and value.datatype.value.rpartition("#")[2] in ("integer", *_BOUNDS)
    return whole and number(value) is not None and re.fullmatch("[0-9]{4}", getattr(value, "value", "")) is not None


def _is_node(value: object) -> bool:
    return not isinstance(value, Literal)
