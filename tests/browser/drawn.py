"""A dossier that a seed draws: it meets every row of the charter's table, until faults are put into it.

What a row asks for is read from ``tests/expected/requirements.csv``, and what comes of a dossier is told by
``tests.charter.oracle``, which knows the charter and none of its shapes.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from quartierkg.charter import context
from quartierkg.charter.check import data_graph
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.source import Source
from tests.charter import oracle
from tests.charter.oracle import LIMIT, REQUIREMENTS, ROLES
from tests.samples import LONG, ROOT, read

SEEDS: Final = (5, 11, 23) if LONG else (5,)
_NETWORK: Final = ROOT / "data" / "contexts" / "network.ttl"
_LABELLED: Final = (("qid:val-claire", "Val-Claire"), ("qid:fort-sable", "Fort-Sable"), ("qid:mont-aube", "Mont-Aube"))
_NAMES: Final = ("Halle", "Écluse", "Forge", "Verrerie", "Rotonde", "Filature", "Corderie", "Minoterie")
_PLACES: Final = ("aux Vents", "des Brumes", "du Levant", "aux Grues", "de l’Anse", "des Tisserands")
_PREFIXES: Final = """@prefix d: <https://ville.example/{0}/> .
@prefix qid: <https://w3id.org/quartierkg/id/quartier/> . @prefix qc: <https://w3id.org/quartierkg/charter/1#> .
@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix igeo: <http://rdf.insee.fr/def/geo#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix geo: <http://www.opengis.net/ont/geosparql#> .
"""


@dataclass(frozen=True)
class Fault:
    """What fails one row, and what puts it right."""

    row: str
    good: str
    """The statement that is taken away: it occurs once."""
    bad: str
    """The one in its place."""
    typed: str
    """What one types in the field to have the good one again, in French."""

    @property
    def criterion(self) -> int:
        """The criterion of the row."""
        return int(REQUIREMENTS[self.row]["decides"])


@dataclass(frozen=True)
class Drawn:
    """A dossier that meets the charter, and some faults for it, of as many criteria."""

    seed: int

    @cached_property
    def name(self) -> str:
        """What its Quartier is called."""
        chosen = random.Random(f"name {self.seed}")
        return f"{chosen.choice(_NAMES)} {chosen.choice(_PLACES)}"

    @cached_property
    def _parts(self) -> tuple[str, dict[int, Fault], tuple[Fault, ...]]:
        draft = _Draft(self.seed, self.name)
        chosen = draft.chosen
        chosen.shuffle(draft.things)
        by_criterion = {fault.criterion: fault for fault in chosen.sample(draft.faults, len(draft.faults))}
        some = sorted(chosen.sample(sorted(by_criterion), len(by_criterion) if LONG else 2))
        text = _PREFIXES.format(self.seed) + "\n".join(draft.things) + "\n"
        return text, by_criterion, tuple(by_criterion[number] for number in some)

    @property
    def text(self) -> str:
        """The dossier, in Turtle."""
        return self._parts[0]

    def fault(self, criterion: int) -> Fault:
        """A fault of a criterion."""
        return self._parts[1][criterion]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Some faults, each of another criterion."""
        return self._parts[2]

    def failing(self, *faults: Fault) -> str:
        """The dossier with some faults."""
        return self.without(*((fault.good, fault.bad) for fault in faults))

    def lacking(self, thing: str, named: str) -> str:
        """The dossier without a thing.

        :param named: where the dossier names it.
        """
        kept = (line for line in self.without((named, "")).splitlines() if not line.startswith(f"d:{thing} a "))
        return "\n".join(kept)

    def without(self, *replaced: tuple[str, str]) -> str:
        """The dossier with some statements replaced, each of which it states once."""
        text = self.text
        for good, bad in replaced:
            assert text.count(good) == 1, good
            text = text.replace(good, bad)
        return text


def surroundings(seeds: Sequence[int] = SEEDS) -> str:
    """What the service knows beside the dossiers: the Quartiers of the release, and a committee that is content."""
    judged = [row for row, line in REQUIREMENTS.items() if "committee" in line["decided_by"]]
    said = [_NETWORK.read_text(encoding="utf-8"), "@prefix earl: <http://www.w3.org/ns/earl#> ."]
    said += ["@prefix prov: <http://www.w3.org/ns/prov#> ."]
    for seed in seeds:
        for row in judged:
            said.append(
                f"[] a qn:CommitteeAssertion ; earl:subject <https://ville.example/{seed}/dossier> ;"
                f" earl:test <https://w3id.org/quartierkg/charter/1#{row}> ; earl:result [ earl:outcome earl:passed ] ;"
                f' prov:wasAttributedTo <https://ville.example/member> ; qn:motive "Vu sur place."@fr .'
            )
    return "\n".join(said)


def expected(dossier: Dossier) -> dict[str, str]:
    """What the charter says of a dossier in these surroundings: the outcome of each row."""
    around = context.read([Source("network.ttl", surroundings().encode())])
    return oracle.outcomes(data_graph(dossier, around)[0], "charter", "label")


def levels(dossier: Dossier) -> dict[int, str]:
    """The outcome of each criterion: the worst of the rows that decide it."""
    found: dict[int, list[str]] = {}
    for row, outcome in expected(dossier).items():
        line = REQUIREMENTS[row]
        if line["decides"] and line["severity_charter_label"] == "Violation":
            found.setdefault(int(line["decides"]), []).append(outcome)
    return {number: oracle.worst(outcomes) for number, outcomes in sorted(found.items())}


def line(text: str, statement: str) -> int:
    """The line of a statement."""
    return text[: text.index(statement)].count("\n") + 1


def whole(text: str) -> Dossier:
    """A dossier from its text."""
    return read(text, "dossier.ttl")


def _siren(number: int) -> str:
    """A number with its check digit (Luhn)."""
    digits = f"{number:08d}"
    doubled = [int(digit) * (1 + index % 2) for index, digit in enumerate(digits)]
    return f"{digits}{-sum(one - 9 if one > 9 else one for one in doubled) % 10}"


class _Draft:
    """What a dossier is made on: its things, and every fault that may be put in."""

    def __init__(self, seed: int, name: str) -> None:
        self.chosen, self.name = random.Random(seed), name
        self._sirens = iter(map(_siren, self.chosen.sample(range(1000, 90_000_000), 40)))
        self.things: list[str] = []
        self.faults: list[Fault] = []
        for part in (_procedure, _place, _estate, _actors, _champion, _measures, _governance):
            part(self)

    def put(self, thing: str) -> None:
        """State a thing."""
        self.things.append(thing)

    def spoil(self, fault: Fault) -> None:
        """Name a fault."""
        self.faults.append(fault)

    def siren(self) -> str:
        """A number that nothing else has."""
        return next(self._sirens)

    def day(self, year: int) -> str:
        """A day of a year."""
        return f'"{year}-{self.chosen.randint(1, 12):02d}-{self.chosen.randint(1, 28):02d}"^^xsd:date'


def _procedure(on: _Draft) -> None:
    realised = " , ".join(
        f"[ a qn:Realisation ; qn:ofCriterion qc:criterion-{number} ; qn:realisedOn {on.day(2025)} ]"
        for number in range(1, 9)
    )
    on.put(
        f'd:dossier a qn:Dossier ; dcterms:title "Dossier {on.name}"@fr ; qn:concerns d:quartier ;\n'
        "    qn:answersCharter <https://w3id.org/quartierkg/charter/1> ; qn:answersCall d:appel ;\n"
        f"    qn:respondedOn {on.day(2021)} ; qn:interest d:interet ;\n"
        f"    qn:charterSignature d:signature ; qn:calendar d:calendrier ;\n    qn:realisation {realised} ."
    )
    on.put(
        'd:appel a qn:Call ; rdfs:label "Appel fictif"@fr ; qn:callKind qn:CallForProjects ;'
        f" qn:openedOn {on.day(2020)} ."
    )
    on.put(f"d:interet a qn:ExpressionOfInterest ; qn:declaredBy d:metropole ; qn:declaredOn {on.day(2020)} .")
    on.put(f"d:signature a qn:CharterSignature ; qn:signedOn {on.day(2023)} ; qn:signatory d:metropole .")
    on.put(
        f"d:calendrier a qn:Calendar ; qn:determinedOn {on.day(2024)} ; qn:milestone"
        f" [ a qn:Milestone ; qn:ofCriterion qc:criterion-1 ; qn:dueOn {on.day(2025)} ] ."
    )


def _place(on: _Draft) -> None:
    roles = " , ".join(f"d:p-{number}" for number in range(len(ROLES) + 1))
    on.put(
        f'd:quartier a qn:Quartier ; rdfs:label "{on.name}"@fr ; geo:hasGeometry d:perimetre ;\n'
        "    qn:metropole d:metropole ;\n"
        "    qn:access d:centre , d:aeroport , d:gare ; qn:offer d:offre ; qn:network d:fixe , d:mobile ;\n"
        f'    qn:knockOnEffect "{on.chosen.randint(5, 90)} jeunes pousses."@fr ; qn:participation {roles} ;\n'
        "    qn:animation d:saison ; qn:fabLab d:fablab ; qn:networkingMeasure d:mesure ; qn:device d:guichet ;\n"
        "    qn:structure d:structure ; qn:governanceBody d:conseil ; qn:cdoPost d:poste ;\n"
        "    qn:developmentProject d:projet ; qn:publicAction d:action ."
    )
    west, south = on.chosen.randint(-400, 600) / 100, on.chosen.randint(4400, 4900) / 100
    corners = ((0, 0), (0.02, 0), (0.02, 0.01), (0, 0.01), (0, 0))
    ring = ", ".join(f"{west + x:.2f} {south + y:.2f}" for x, y in corners)
    on.put(f'd:perimetre a geo:Geometry ; geo:asWKT "POLYGON (({ring}))"^^geo:wktLiteral .')
    on.put(
        f'd:metropole a igeo:Intercommunalite , qn:LocalAuthority ; rdfs:label "Métropole {on.name}"@fr ;'
        f' qn:siren "{on.siren()}" ; igeo:subdivisionDe d:region .'
    )
    on.put('d:region a igeo:Region ; rdfs:label "Région fictive"@fr .')
    for row, thing, target in (
        ("QN-C1-02", "centre", "qn:CityCentre"),
        ("QN-C1-03", "aeroport", "qn:Airport"),
        ("QN-C1-04", "gare", "qn:TgvStation"),
    ):
        limit = int(LIMIT[row])
        good, start = on.chosen.randrange(1, limit), f"d:{thing} a qn:AccessMeasure ; qn:target {target} ; qn:minutes"
        on.put(f"{start} {good} .")
        on.spoil(Fault(row, f"{start} {good}", f"{start} {limit + on.chosen.choice((0, 1, 40))}", str(good)))


def _estate(on: _Draft) -> None:
    limit = int(LIMIT["QN-C2-04"])
    area = limit + on.chosen.choice((0, 1, 12_345))
    start = 'd:offre a qn:RealEstateOffer ; rdfs:label "Offre"@fr ; qn:attractiveness "Loyers bas."@fr ; qn:usableArea'
    on.put(f"{start} {area} ; qn:lot d:lot ; qn:hostingAgreement d:convention .")
    on.spoil(Fault("QN-C2-04", f"{start} {area}", f"{start} {limit - on.chosen.choice((1, 20_000))}", str(area)))
    on.put(
        f'd:lot a qn:Lot ; rdfs:label "Lot"@fr ; qn:usableArea {area} ; qn:status qn:Realised ;'
        ' qn:conditions "Charges comprises."@fr .'
    )
    start = 'd:convention a qn:HostingAgreement ; rdfs:label "Convention"@fr ; qn:periodicity'
    good, typed = on.chosen.choice((("qn:Month", "mois"), ("qn:Week", "semaine")))
    on.put(f"{start} {good} .")
    on.spoil(Fault("QN-C2-03", f"{start} {good}", f"{start} {on.chosen.choice(('qn:Quarter', 'qn:Year'))}", typed))
    for thing, kind in (("fixe", "qn:FixedNetwork"), ("mobile", "qn:MobileNetwork")):
        rate = on.chosen.randrange(100, 9000)
        start = (
            f"d:{thing} a qn:NetworkDeployment ; qn:networkKind {kind} ; qn:downloadRate {rate} ;"
            f" qn:statusDate {on.day(2024)} ; qn:status"
        )
        on.put(f"{start} qn:Realised .")
        on.spoil(Fault("QN-C3-03", f"{start} qn:Realised", f"{start} qn:InProgress", "réalisé"))


def _actors(on: _Draft) -> None:
    for number, (_, roles) in enumerate((("", ("qn:TechChampion",)), *ROLES)):
        role, actor = on.chosen.choice(roles), f"d:actor-{number}"
        on.put(
            f"d:p-{number} a qn:Participation ; org:member {actor} ; org:role {role} ; org:organization d:structure ."
        )
        if role != "qn:TechChampion":
            class_ = "qn:HigherEducationInstitution" if role == "qn:HigherEducation" else "qn:Association"
            more = {
                "qn:HigherEducation": " ; org:hasUnit d:departement",
                "qn:LargeGroup": " ; org:hasSite d:labo",
                "qn:BusinessAngels": " ; qn:locatedIn d:region",
                "qn:Animator": " ; qn:animatorType qn:Cantine",
            }.get(role, "")
            on.put(f'{actor} a {class_} ; rdfs:label "Acteur {number}"@fr ; qn:siren "{on.siren()}"{more} .')
    on.put('d:departement a qn:Department ; rdfs:label "Département"@fr ; qn:speciality "Réseaux"@fr .')
    on.put(
        'd:labo a org:Site ; rdfs:label "Labo"@fr ; qn:activity qn:ResearchAndDevelopment ; geo:sfWithin d:quartier .'
    )
    on.put(
        'd:saison a qn:Animation ; rdfs:label "Saison"@fr ; dcterms:description "Un atelier par semaine."@fr ;'
        ' qn:community "Jeunes pousses"@fr .'
    )


def _champion(on: _Draft) -> None:
    on.put(
        f'd:actor-0 a qn:Enterprise ; rdfs:label "Vigie"@fr ; qn:legalName "Vigie" ; qn:siren "{on.siren()}" ;'
        ' qn:mentoring "Un associé par jeune pousse."@fr ; qn:figures d:comptes .'
    )
    figures = []
    for row, figure, least, most in (
        ("QN-C4-06", "turnover", 1, 9_000_000),
        ("QN-C4-07", "employees", 1, 300),
        ("QN-C4-08", "growth", 0, 60),
        ("QN-C4-09", "shareAbroad", 0, 60),
    ):
        limit = int(LIMIT[row])
        good, bad = limit + on.chosen.randint(least, most), limit - on.chosen.randint(1 - least, limit // 2)
        figures.append(f"qn:{figure} {good} ;")
        on.spoil(Fault(row, f"qn:{figure} {good} ;", f"qn:{figure} {bad} ;", str(good)))
    on.put(f"d:comptes a qn:AnnualFigures ; {' '.join(figures)} qn:fiscalYear {on.chosen.randint(2022, 2025)} .")


def _measures(on: _Draft) -> None:
    start = 'd:fablab a qn:FabLab ; rdfs:label "Atelier"@fr ; geo:sfWithin'
    on.put(f"{start} d:quartier .")
    on.spoil(Fault("QN-C5-01", f"{start} d:quartier", f"{start} d:metropole", on.name))
    start = 'd:mesure a qn:NetworkingMeasure ; rdfs:label "Annuaire commun"@fr ; qn:partner'
    other, called = on.chosen.choice(_LABELLED)
    on.put(f"{start} {other} .")
    on.spoil(Fault("QN-C6-01", f"{start} {other}", f"{start} qid:tour-de-sel", f"Quartier de {called}"))
    start = (
        'd:guichet a qn:SimplificationDevice ; rdfs:label "Guichet"@fr ; qn:procedure "Visas"@fr ;'
        ' qn:simplification "Un seul rendez-vous."@fr ; qn:linkedTo'
    )
    on.put(f"{start} d:prefecture .")
    on.put('d:prefecture a qn:StateBody ; rdfs:label "Préfecture fictive"@fr .')
    on.spoil(Fault("QN-C7-02", f"{start} d:prefecture", f"{start} d:metropole", "Préfecture fictive"))


def _governance(on: _Draft) -> None:
    on.put(
        f'd:structure a qn:Structure ; rdfs:label "GIP"@fr ; qn:legalName "GIP {on.name}" ; qn:siren "{on.siren()}" ;'
        f" qn:createdOn {on.day(2022)} ; qn:legalForm qn:Gip ; qn:founder d:metropole ."
    )
    seats = " , ".join(f"d:actor-{number}" for number in range(len(ROLES) + 1))
    on.put(
        f'd:conseil a qn:GovernanceBody ; rdfs:label "Conseil"@fr ; qn:institutedOn {on.day(2023)} ;'
        f" qn:locatedIn d:metropole ; org:hasMember {seats} ."
    )
    on.put('d:poste a qn:ChiefDigitalOfficerPost ; rdfs:label "CDO"@fr ; org:heldBy d:cdo ; qn:appointment d:acte .')
    on.put(
        f"d:acte a qn:Appointment ; qn:appointee d:cdo ; qn:appointedBy d:metropole ; qn:appointedOn {on.day(2023)} ."
    )
    on.put('d:cdo a foaf:Person ; foaf:name "Ysoline Brisefer" ; qn:experience d:parcours .')
    role = on.chosen.choice(("qn:Founder", "qn:Leader"))
    start = f"d:parcours a qn:EntrepreneurialExperience ; qn:company d:boussole ; qn:companyRole {role} ; qn:digital"
    on.put(f"{start} true ; qn:locatedIn d:metropole .")
    on.spoil(Fault("QN-C8-06", f"{start} true", f"{start} false", "oui"))
    on.put('d:boussole a qn:Enterprise ; rdfs:label "Boussole"@fr .')
    on.put('d:projet a qn:DevelopmentProject ; rdfs:label "Quais"@fr ; qn:participant d:metropole .')
    on.put('d:action a qn:PublicAction ; rdfs:label "Amorçage"@fr ; qn:carriedBy d:prefecture .')
