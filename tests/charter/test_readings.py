"""The readings adopted where the charter is open: one subject or several, side fields, places, what a dossier cannot say.

Every expectation is written by hand from the charter. The table names all the rows that change; the others must stay.
"""

from __future__ import annotations

from collections import Counter

import pytest

from quartierkg.charter import context
from quartierkg.charter.check import Question, check
from quartierkg.charter.context import Context
from quartierkg.charter.rules import Gate, Profile
from quartierkg.charter.verdict import Verdict
from tests.charter.test_rows import (
    BASE,
    COMMITTEE,
    DECIDABLE,
    MUTATIONS,
    P_LG,
    P_PS,
    P_SE,
    UMBRELLAS,
    C,
    Change,
    F,
    N,
    P,
    around,
    difference,
    gone,
    judged,
    planned,
    role,
)
from tests.samples import DAY, changed, read

OUTLINE = "POLYGON ((-4.520 47.900, -4.500 47.900, -4.500 47.912, -4.520 47.912, -4.520 47.900))"
OUTLINE_END = '-4.520 47.900))"^^geo:wktLiteral'
MONTH_ONLY = ("qn:hostingAgreement :convention-mois , :convention-semaine", "qn:hostingAgreement :convention-mois")
BY_YEAR = "qn:growth 41 ; qn:shareAbroad 18"
TYPES = "qn:animatorType qn:Cantine , qn:ProfessionalAssociation"
LAB_PLACE = '"Fab lab du Phare"@fr ; geo:sfWithin qid:port-lumiere'
LAB_POINT = '    geo:hasGeometry [ a geo:Geometry ; geo:asWKT "POINT (-4.508 47.908)"^^geo:wktLiteral ] ;\n'
SITE_PLACE = "qn:ResearchAndDevelopment ; geo:sfWithin qid:port-lumiere"
SITE_POINT = ' ;\n    geo:hasGeometry [ a geo:Geometry ; geo:asWKT "POINT (-4.512 47.905)"^^geo:wktLiteral ]'
ELSEWHERE = 'geo:hasGeometry [ a geo:Geometry ; geo:asWKT "POINT (2.35 48.85)"^^geo:wktLiteral ]'
PARTNERS = "qn:partner qid:val-claire , qid:haute-roche , qid:belle-ecluse"
MENTORS = 'mentors"@fr ; qn:partner qid:val-claire'
SEATS = (
    ":champion , :universite , :groupe , :ecole , :incubateur , :capital , :amorcage , :angels , :cantine , :metropole"
)
MILESTONES = ":jalon-1 , :jalon-2 , :jalon-3 , :jalon-4 , :jalon-5 , :jalon-6 , :jalon-7 , :jalon-8"
FIXED_DONE = 'qn:status qn:Realised ; qn:statusDate "2025-01-20"^^xsd:date'
MOBILE_DONE = 'qn:status qn:Realised ; qn:statusDate "2025-02-10"^^xsd:date'
EXPERIENCE = "qn:companyRole qn:Founder ; qn:digital true ; qn:locatedIn :rivemer"
ABROAD = (
    "[ a qn:EntrepreneurialExperience ; qn:company :boussole ; qn:companyRole qn:Founder ; qn:digital true ;"
    " qn:locatedIn <http://ailleurs.example/> ]"
)
NO_OFFER = dict.fromkeys(("QN-C2-01", "QN-C2-02", "QN-C2-03", "QN-C2-04"), N)
FAR = dict.fromkeys(("QN-C1-03", "QN-C1-06"), F)


def outline(written: str) -> tuple[str, str]:
    """Another outline of the Quartier."""
    return (OUTLINE, written)


def besides(prop: str, first: str, other: str) -> tuple[str, str]:
    """A second value of a property of the Quartier, before the first."""
    return (f"{prop} {first}", f"{prop} {other} , {first}")


def said(statement: str) -> tuple[str, str]:
    """A further statement of the dossier."""
    return (":amenagement a qn:DevelopmentProject", f"{statement} .\n:amenagement a qn:DevelopmentProject")


def actor(name: str, held: str, kind: str, extra: str = "") -> Change:
    """A further actor in a role, which is no member of the grouping."""
    return (
        (":p-pole , :p-cantine", f":p-pole , :p-{name} , :p-cantine"),
        (P_LG, f":p-{name} a qn:Participation ; org:member :{name} ; org:role qn:{held} .\n{P_LG}"),
        said(f':{name} a qn:{kind} ; rdfs:label "Un autre (fictif)"@fr {extra}'),
    )


READINGS: dict[str, tuple[Change, dict[str, str]]] = {
    # A boundary is one valid outline with an area, in WGS 84.
    "outline crosses itself": (
        (outline("POLYGON ((-4.52 47.9, -4.50 47.912, -4.50 47.9, -4.52 47.912, -4.52 47.9))"),),
        {"QN-C1-01": F},
    ),
    "outline empty": ((outline("POLYGON EMPTY"),), {"QN-C1-01": F}),
    "outline without area": (
        (outline("POLYGON ((-4.52 47.9, -4.50 47.9, -4.52 47.9, -4.52 47.9))"),),
        {"QN-C1-01": F},
    ),
    "outline a point": ((outline("POINT (-4.510 47.905)"),), {"QN-C1-01": F}),
    "outline in words": ((outline("autour des bassins"),), {"QN-C1-01": F}),
    "outline of no datatype": (((OUTLINE_END, '-4.520 47.900))"'),), {"QN-C1-01": F}),
    "outline in Lambert 93": (
        (outline(f"<http://www.opengis.net/def/crs/EPSG/0/2154> {OUTLINE}"),),
        {"QN-C1-01": F},
    ),
    "outline in CRS84 by name": ((outline(f"<http://www.opengis.net/def/crs/OGC/1.3/CRS84> {OUTLINE}"),), {}),
    "outline in two parts": (
        (
            outline(
                "MULTIPOLYGON (((-4.52 47.9, -4.5 47.9, -4.5 47.912, -4.52 47.912, -4.52 47.9)),"
                " ((-4.48 47.9, -4.47 47.9, -4.47 47.91, -4.48 47.9)))"
            ),
        ),
        {},
    ),
    "outline drawn twice": (
        ((OUTLINE_END, f'{OUTLINE_END} , "POLYGON ((0 0, 1 0, 1 1, 0 0))"^^geo:wktLiteral'),),
        {"QN-C1-01": F},
    ),
    "geometry without a drawing": (
        ((f' ;\n    geo:asWKT "{OUTLINE}"^^geo:wktLiteral', ""),),
        {"QN-C1-01": N},
    ),
    # Of several journeys to one target the best counts.
    "a far airport beside a near one": (
        (besides("qn:access", ":acces-centre", "[ a qn:AccessMeasure ; qn:target qn:Airport ; qn:minutes 90 ]"),),
        {},
    ),
    "a malformed journey beside a good one": (
        (besides("qn:access", ":acces-centre", '[ a qn:AccessMeasure ; qn:target qn:Airport ; qn:minutes "loin" ]'),),
        {},
    ),
    "a far airport beside one without minutes": (
        (
            ("qn:minutes 24", "qn:minutes 45"),
            besides("qn:access", ":acces-centre", "[ a qn:AccessMeasure ; qn:target qn:Airport ]"),
        ),
        {"QN-C1-03": N, "QN-C1-06": N},
    ),
    "two far airports": (
        (
            ("qn:minutes 24", "qn:minutes 45"),
            besides("qn:access", ":acces-centre", "[ a qn:AccessMeasure ; qn:target qn:Airport ; qn:minutes 50 ]"),
        ),
        FAR,
    ),
    "a journey to nowhere": ((("qn:target qn:Airport ; ", ""),), {"QN-C1-03": N, "QN-C1-06": N}),
    "one time failed, one not stated": (
        (("qn:minutes 24", "qn:minutes 45"), ("qn:minutes 9.5 ; ", "")),
        {"QN-C1-02": N, "QN-C1-03": F, "QN-C1-06": F},
    ),
    "metropole with a wrong SIREN": ((('"000000018"', '"000000019"'),), {"QN-C1-05": F}),
    "metropole by its class alone": ((gone('    qn:siren "000000018" ;\n'),), {}),
    "a metropole that joins": (
        (besides("qn:associatedMetropole", "", '[ a igeo:Intercommunalite ; qn:siren "000000190" ] ;')[:0] or (
            ("qn:metropole :metropole", "qn:metropole :metropole ; qn:associatedMetropole :metropole-voisine"),
            said(':metropole-voisine a igeo:Intercommunalite ; qn:siren "000000190"'),
        )),
        {},
    ),
}
