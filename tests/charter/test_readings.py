"""The readings adopted where the charter is open: one subject or several, side fields, places, what is set aside.

Every expectation is written by hand from the charter. The table names all the rows that change; the others must stay.
"""

from __future__ import annotations

from collections import Counter

import pytest

from quartierkg.charter import context
from quartierkg.charter.check import Question, check
from quartierkg.charter.context import Context
from quartierkg.charter.outcome import Severity
from quartierkg.charter.rules import Gate
from quartierkg.charter.verdict import Verdict
from tests.charter.mutations import MUTATIONS, P_LG, P_PS, P_SE, C, Change, F, N, P, gone, planned, role
from tests.charter.test_rows import BASE, COMMITTEE, DECIDABLE, around, difference, judged
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
        (
            ("qn:metropole :metropole", "qn:metropole :metropole ; qn:associatedMetropole :voisine"),
            said(':voisine a igeo:Intercommunalite ; qn:siren "000000190"'),
        ),
        {},
    ),
    # The offer: one lot with area and conditions is enough; the declared total decides, a mismatch is a warning.
    "no offer": ((gone("    qn:offer :offre ;\n"),), NO_OFFER),
    "no lot": ((gone("    qn:lot :lot-a , :lot-b ;\n"),), {"QN-C2-01": N}),
    "one lot without area": ((gone("qn:usableArea 12500 ; "),), {}),
    "lots below zero": (
        (("qn:usableArea 40000", "qn:usableArea -40000"), ("qn:usableArea 12500", "qn:usableArea -12500")),
        {"QN-C2-01": F},
    ),
    "a total that the lots do not make": ((("qn:usableArea 52500", "qn:usableArea 60000"),), {}),
    "a lot under construction": (
        (("12500 ; qn:flexible true ; qn:status qn:Realised", "12500 ; qn:status qn:InProgress"),),
        {"QN-C2-04": F},
    ),
    "a lot of no status": (
        (("12500 ; qn:flexible true ; qn:status qn:Realised", "12500 ; qn:flexible true"),),
        {},
    ),
    "a quarterly agreement beside one without periodicity": (
        (("qn:periodicity qn:Month", "qn:periodicity qn:Quarter"), (" ; qn:periodicity qn:Week", "")),
        {"QN-C2-03": N},
    ),
    "one agreement of two periodicities": (
        (MONTH_ONLY, ("qn:periodicity qn:Month", "qn:periodicity qn:Month , qn:Year")),
        {"QN-C2-03": F},
    ),
    "a weekly agreement that is not offered": (
        (MONTH_ONLY, ("qn:periodicity qn:Month", "qn:periodicity qn:Quarter")),
        {"QN-C2-03": F},
    ),
    "a periodicity of its own with a rank": (
        (MONTH_ONLY, ("qn:periodicity qn:Month", "qn:periodicity :quinzaine"), said(":quinzaine qn:rank 3")),
        {"QN-C2-03": F},
    ),
    # Networks: stated whatever the status; the status is QN-C3-03.
    "no network": (
        (gone("    qn:network :reseau-fixe , :reseau-mobile ;\n"),),
        {"QN-C3-01": N, "QN-C3-02": N, "QN-C3-03": N},
    ),
    "a fixed network that is planned": (
        ((FIXED_DONE, 'qn:status qn:Planned ; qn:statusDate "2027-01-20"^^xsd:date'),),
        {"QN-C3-03": F},
    ),
    "a mobile network of an unknown status": (
        ((MOBILE_DONE, "qn:status <http://ailleurs.example/fait>"),),
        {"QN-C3-03": F},
    ),
    "a planned extension beside a network in service": (
        (
            besides(
                "qn:network",
                ":reseau-fixe",
                "[ a qn:NetworkDeployment ; qn:networkKind qn:FixedNetwork ; qn:downloadRate 8000 ;"
                ' qn:status qn:Planned ; qn:statusDate "2027-01-01"^^xsd:date ]',
            ),
        ),
        {},
    ),
    # The Tech Champion: one firm; the rows report the candidate that comes nearest.
    "the nearest lacks what the other has": (
        (
            ("qn:shareAbroad 47.5", "qn:shareAbroad 10"),
            (BY_YEAR, "qn:growth 41 ; qn:shareAbroad 90"),
        ),
        role(F, "QN-C4-03", "QN-C4-09"),
    ),
    "another firm is the champion": (
        (
            ("qn:turnover 8100000", "qn:turnover 100"),
            ('"Données maritimes"@fr ;', '"Données maritimes"@fr ; qn:mentoring "Chaque mois."@fr ;'),
            (
                f"qn:turnover 3400000 ; qn:employees 22 ; {BY_YEAR}",
                "qn:turnover 6000000 ; qn:employees 30 ; qn:growth 41 ; qn:shareAbroad 50",
            ),
        ),
        {},
    ),
    "only one candidate": ((gone(" :p-second ,"),), {}),
    "growth above a hundred per cent": ((("qn:growth 30.6", "qn:growth 130"),), {}),
    "growth below zero": ((("qn:growth 30.6", "qn:growth -5"),), role(F, "QN-C4-03", "QN-C4-08")),
    "employees below zero": ((("qn:employees 61", "qn:employees -61"),), role(F, "QN-C4-03", "QN-C4-07")),
    "turnover at the limit": ((("qn:turnover 8100000", "qn:turnover 5000000"),), role(F, "QN-C4-03", "QN-C4-06")),
    "share abroad impossible": ((("qn:shareAbroad 47.5", "qn:shareAbroad 140"),), role(F, "QN-C4-03", "QN-C4-09")),
    "figures of one year in two places": (
        (
            ("qn:fiscalYear 2024 ; qn:turnover 8100000 ; ", "qn:fiscalYear 2024 ; "),
            (
                "qn:figures :champion-2023 ,",
                "qn:figures [ a qn:AnnualFigures ; qn:fiscalYear 2024 ; qn:turnover 8100000 ] , :champion-2023 ,",
            ),
        ),
        {},
    ),
    "mentoring left blank": (
        (('"Trois associés accompagnent chacun une jeune pousse par an."@fr', '" "@fr'),),
        role(F, "QN-C4-03") | {"QN-C4-05": N},
    ),
    "champion a person": (((":champion a qn:Enterprise", ":champion a foaf:Person"),), role(F, "QN-C4-03", "QN-C4-04")),
    "champion a public body": (
        ((":champion a qn:Enterprise", ":champion a qn:OtherPublicBody"),),
        role(F, "QN-C4-03", "QN-C4-04"),
    ),
    # Composition: at least one actor, and what belongs together on that one.
    "department and membership on two universities": (
        (
            (" ; org:hasUnit :departement .", " ."),
            *actor("fac", "HigherEducation", "HigherEducationInstitution", "; org:hasUnit :departement"),
        ),
        {"QN-C4-16": F, "QN-C4-26": F},
    ),
    "site and membership on two groups": (
        ((" ; org:hasSite :labo .", " ."), *actor("autre-groupe", "LargeGroup", "Enterprise", "; org:hasSite :labo")),
        {"QN-C4-16": F, "QN-C4-26": F},
    ),
    "type and membership on two animators": (
        (
            (TYPES, "qn:animatorType qn:OtherAnimator"),
            *actor("club", "Animator", "Association", "; qn:animatorType qn:Cantine"),
        ),
        {"QN-C4-23": F, "QN-C4-26": F},
    ),
    "an incubator nearby beside a member": (actor("serre", "Incubator", "Association"), {}),
    "an animator from outside beside a member": (
        actor("prestataire", "Animator", "Enterprise", "; qn:animatorType qn:OtherAnimator"),
        {},
    ),
    "member of the governance body": (
        ((f"{P_PS} ; org:organization :structure", f"{P_PS} ; org:organization :conseil"),),
        {},
    ),
    "member of something else": (
        ((f"{P_PS} ; org:organization :structure", f"{P_PS} ; org:organization <http://ailleurs.example/club>"),),
        {"QN-C4-16": F, "QN-C4-26": F},
    ),
    "a research site elsewhere beside one in the Quartier": (
        (
            (
                "org:hasSite :labo",
                f"org:hasSite [ a org:Site ; qn:activity qn:ResearchAndDevelopment ; {ELSEWHERE} ] , :labo",
            ),
        ),
        {},
    ),
    "a research site that is declared only": (((SITE_POINT, ""),), {}),
    "a research site that is measured only": (((SITE_PLACE, "qn:ResearchAndDevelopment"),), {}),
    "a research site of no place": (
        ((SITE_PLACE + SITE_POINT, "qn:ResearchAndDevelopment"),),
        {"QN-C4-13": N, "QN-C4-26": N},
    ),
    "a research site in another Quartier": (
        ((SITE_PLACE + SITE_POINT, "qn:ResearchAndDevelopment ; geo:sfWithin qid:val-claire"),),
        {"QN-C4-13": F, "QN-C4-26": F},
    ),
    "one organisation as university and school": (((P_PS, P_PS.replace(":ecole ;", ":universite ;")),), {}),
    "one organisation for seed and venture capital": (((P_SE, P_SE.replace(":amorcage ;", ":capital ;")),), {}),
    "angels of the commune": ((("qn:locatedIn :region .", "qn:locatedIn :rivemer ."),), {}),
    "angels of another commune of the region": (
        (
            ("qn:locatedIn :region .", "qn:locatedIn :commune-voisine ."),
            said(":commune-voisine a igeo:Commune ; igeo:subdivisionDe :region"),
        ),
        {},
    ),
    "angels of another region": (
        (
            ("qn:locatedIn :region .", "qn:locatedIn :commune-lointaine ."),
            said(":commune-lointaine a igeo:Commune ; igeo:subdivisionDe :autre-region"),
        ),
        role(F, "QN-C4-19"),
    ),
    "angels of the metropole": ((("qn:locatedIn :region .", "qn:locatedIn :metropole ."),), {}),
    "a second cluster without coordination": (
        actor("second-pole", "CompetitivenessCluster", "Association"),
        {"QN-C4-21": N},
    ),
    "an animator that runs the building": (((TYPES, "qn:animatorType qn:BuildingOperator"),), {}),
    "an animator of a type of its own": (
        ((TYPES, "qn:animatorType <http://ailleurs.example/club>"),),
        {"QN-C4-23": F, "QN-C4-26": F},
    ),
    # The fab lab: in the Quartier, declared or measured; a measurement decides.
    "a fab lab elsewhere beside one in the Quartier": (
        (besides("qn:fabLab", ":fablab", f'[ a qn:FabLab ; rdfs:label "Autre"@fr ; {ELSEWHERE} ]'),),
        {},
    ),
    "a fab lab elsewhere beside one of no place": (
        (
            ("POINT (-4.508 47.908)", "POINT (2.35 48.85)"),
            besides("qn:fabLab", ":fablab", '[ a qn:FabLab ; rdfs:label "Autre"@fr ]'),
        ),
        {"QN-C5-01": N},
    ),
    "a fab lab of no place": (((f"{LAB_PLACE} ;\n{LAB_POINT}", '"Fab lab du Phare"@fr ;\n'),), {"QN-C5-01": N}),
    "a fab lab in another Quartier": (
        ((f"{LAB_PLACE} ;\n{LAB_POINT}", '"Fab lab du Phare"@fr ; geo:sfWithin qid:val-claire ;\n'),),
        {"QN-C5-01": F},
    ),
    # Networking: the best measure counts.
    "one measure with itself": (((MENTORS, 'mentors"@fr ; qn:partner qid:port-lumiere'),), {}),
    "one measure with nobody": (((MENTORS, 'mentors"@fr'),), {}),
    "measures with nobody": (
        ((f" ; {PARTNERS}", ""), (MENTORS, 'mentors"@fr')),
        {"QN-C6-01": N, "QN-C6-02": N},
    ),
    "a candidate as the only partner": (
        ((PARTNERS, "qn:partner qid:haute-roche"), (MENTORS, 'mentors"@fr ; qn:partner qid:haute-roche')),
        {},
    ),
    # Devices: each is linked to the State; one is described.
    "a device of the State and a local authority": (
        (("qn:linkedTo :prefecture", "qn:linkedTo :prefecture , :metropole"),),
        {},
    ),
    "a device of a chamber of commerce": (
        (("qn:linkedTo :urssaf", "qn:linkedTo :chambre"), said(":chambre a qn:OtherPublicBody")),
        {"QN-C7-02": F},
    ),
    "one device failed, one not stated": (
        (("qn:linkedTo :prefecture", "qn:linkedTo :metropole"), (" ; qn:linkedTo :urssaf", "")),
        {"QN-C7-02": F},
    ),
    "one device described": (((' ; qn:simplification "Déclaration accompagnée sur place."@fr', ""),), {}),
    "procedure and simplification on two devices": (
        (
            (' ; qn:simplification "Déclaration accompagnée sur place."@fr', ""),
            gone('qn:procedure "Création d’entreprise"@fr , "Visas de talents"@fr ; '),
        ),
        {"QN-C7-03": N},
    ),
    "one device planned beside another": ((planned('rdfs:label "Permanence sociale"@fr'),), {}),
    # Governance and the Chief Digital Officer.
    "only the cluster sits": (((SEATS, ":pole"),), {"QN-C8-02": F}),
    "a candidate that fails sits": (((SEATS, ":second"),), {}),
    "nobody sits": (((f" ;\n    org:hasMember {SEATS}", ""),), {"QN-C8-02": N}),
    "seat in the metropole": (
        (('"2024-07-02"^^xsd:date ; qn:locatedIn :rivemer', '"2024-07-02"^^xsd:date ; qn:locatedIn :metropole'),),
        {},
    ),
    "two posts with a holder each": (
        (
            besides(
                "qn:cdoPost",
                ":poste",
                "[ a qn:ChiefDigitalOfficerPost ; org:heldBy :cdo-bis ; qn:appointment [ a qn:Appointment ;"
                " qn:appointee :cdo-bis ; qn:appointedBy :metropole ] ]",
            ),
            said(':cdo-bis a foaf:Person ; foaf:name "Autre (fictif)" ; qn:experience :entreprise-cdo'),
        ),
        {"QN-C8-04": F},
    ),
    "appointed by the structure": (
        (("qn:appointedBy :metropole , :rivemer", "qn:appointedBy :structure"),),
        {"QN-C8-05": F},
    ),
    "appointed by nobody": ((gone("qn:appointedBy :metropole , :rivemer ; "),), {"QN-C8-05": N}),
    "no act of appointment": (((" ; qn:appointment :nomination", ""),), {"QN-C8-05": N}),
    "a predecessor whom the State appointed": (
        (
            (
                "qn:appointment :nomination",
                "qn:appointment [ a qn:Appointment ; qn:appointee :ancien ; qn:appointedBy :prefecture ] , :nomination",
            ),
            said(':ancien a foaf:Person ; foaf:name "Ancien (fictif)"'),
        ),
        {},
    ),
    "no experience": (((" ; qn:experience :entreprise-cdo", ""),), {"QN-C8-06": N}),
    "an experience elsewhere beside a local one": (
        (("qn:experience :entreprise-cdo", f"qn:experience {ABROAD} , :entreprise-cdo"),),
        {},
    ),
    "two half experiences": (
        (
            ("qn:experience :entreprise-cdo", f"qn:experience {ABROAD} , :entreprise-cdo"),
            (EXPERIENCE, EXPERIENCE.replace("true", "false")),
        ),
        {"QN-C8-06": F},
    ),
    # Structure and separation.
    "structure with a wrong SIREN": ((('"000000034"', '"000000035"'),), {"QN-G-01": F}),
    "structure of no name": ((gone('qn:legalName "GIP Port-Lumière (fictif)" ; '),), {"QN-G-01": N}),
    "other founders beside": (
        (("qn:founder :metropole , :rivemer", "qn:founder :metropole , :champion , :prefecture"),),
        {},
    ),
    "a reused structure beside an answer without a date that is one": (
        (
            ('qn:respondedOn "2024-03-04"^^xsd:date', 'qn:respondedOn "4 mars 2024"'),
            ('qn:createdOn "2024-06-18"^^xsd:date', 'qn:createdOn "2024-06-18"^^xsd:date ; qn:reused true'),
        ),
        {"QN-G-03": F},
    ),
    "structure not reused": (
        (('qn:createdOn "2024-06-18"^^xsd:date', 'qn:createdOn "2020-03-03"^^xsd:date ; qn:reused false'),),
        {"QN-G-03": F},
    ),
    "a legal form of its own": ((("qn:legalForm qn:Gip", "qn:legalForm <http://ailleurs.example/forme>"),), {}),
    "the Caisse takes part in the project": (
        (("qn:participant :metropole , :structure", "qn:participant :metropole , :agence"),),
        {},
    ),
    "social security takes part in the project": (
        (("qn:participant :metropole , :structure", "qn:participant :metropole , :urssaf"),),
        {},
    ),
    "a second project with the State": (
        (
            besides(
                "qn:developmentProject",
                ":amenagement",
                "[ a qn:DevelopmentProject ; qn:participant :prefecture ]",
            ),
        ),
        {"QN-G-05": F},
    ),
    "an action of the State and the structure": (
        (("qn:carriedBy :prefecture", "qn:carriedBy :prefecture , :structure"),),
        {},
    ),
    "no action stated": (((" ;\n    qn:publicAction :action-etat , :action-locale", ""),), {"QN-G-06": N}),
    # Procedure.
    "a charter of another's": (
        (("qn:answersCharter <https://w3id.org/quartierkg/charter/1>", "qn:answersCharter <http://x.example/c>"),),
        {"QN-P-01": F},
    ),
    "no signature": ((gone("    qn:charterSignature :signature ;\n"),), {"QN-P-02": N}),
    "a calendar before the signature": ((('qn:determinedOn "2024-10-01"', 'qn:determinedOn "2024-01-01"'),), {}),
    "a calendar on no date": ((gone('    qn:determinedOn "2024-10-01"^^xsd:date ;\n'),), {"QN-P-03": N}),
    "milestones on no date": (
        ((MILESTONES, "[ a qn:Milestone ; qn:ofCriterion qc:criterion-1 ]"),),
        {"QN-P-03": N},
    ),
    "realised today": ((('qn:realisedOn "2025-07-15"', 'qn:realisedOn "2026-06-01"'),), {}),
    "realised in words": ((('qn:realisedOn "2025-07-15"^^xsd:date', 'qn:realisedOn "juillet 2025"'),), {"QN-P-04": F}),
    "one criterion to come, one missing": (
        (('qn:realisedOn "2025-07-15"', 'qn:realisedOn "2026-07-15"'), gone(" :realisation-6 ,")),
        {"QN-P-04": F},
    ),
    "a call of no kind": ((gone("    qn:callKind qn:CallForProjects ;\n"),), {"QN-P-06": N}),
    # What a dossier cannot say of itself is set aside.
    "its own label": (
        (
            said(
                "qid:port-lumiere qn:state qn:Labelled ; qn:history [ a qn:LifecycleEvent ;"
                ' qn:toState qn:Labelled ; qn:happenedOn "2025-12-01"^^xsd:date ]'
            ),
        ),
        {},
    ),
    "a label for its partner": (
        (
            (PARTNERS, "qn:partner qid:saint-fictif"),
            (MENTORS, 'mentors"@fr ; qn:partner qid:saint-fictif'),
            said("qid:saint-fictif a qn:Quartier ; qn:state qn:Labelled"),
        ),
        {"QN-C6-01": F},
    ),
    "a partner that it invents": (
        (
            (PARTNERS, "qn:partner :invente"),
            (MENTORS, 'mentors"@fr ; qn:partner :invente'),
            said(":invente a qn:Quartier ; qn:state qn:Labelled"),
        ),
        {"QN-C6-01": F},
    ),
    "its own measurement": (
        (("POINT (-4.508 47.908)", "POINT (2.35 48.85)"), said(":fablab qn:liesWithin qid:port-lumiere")),
        {"QN-C5-01": F},
    ),
    "its own conclusion": (
        (("qn:growth 30.6", "qn:growth 1"), said(":champion qn:shows qc:QN-C4-08")),
        role(F, "QN-C4-03", "QN-C4-08"),
    ),
    # A fact dated after the day of the check is a plan; on the day itself it is done.
    "a fab lab that opens at a moment of tomorrow": (
        (('qn:openedOn "2024-12-02"^^xsd:date', 'qn:openedOn "2026-06-02T09:00:00"^^xsd:dateTime'),),
        {"QN-C5-01": F},
    ),
    "a fab lab that opens next year, in words": (
        (('qn:openedOn "2024-12-02"^^xsd:date', 'qn:openedOn "01/02/2027"'),),
        {"QN-C5-01": F},
    ),
    "a fab lab that opened at a moment": (
        (('qn:openedOn "2024-12-02"^^xsd:date', 'qn:openedOn "2024-12-02T09:00:00"^^xsd:dateTime'),),
        {},
    ),
    "two firms that complete each other": (
        (
            ("qn:turnover 8100000 ; qn:employees 61 ;", "qn:turnover 8100000 ; qn:employees 12 ;"),
            (
                'rdfs:label "Amer Données (fictive)"@fr ;',
                'rdfs:label "Amer Données (fictive)"@fr ; qn:mentoring "Oui"@fr ;',
            ),
            ("qn:turnover 3400000 ; qn:employees 22 ;", "qn:turnover 3400000 ; qn:employees 220 ;"),
            ("qn:growth 41 ; qn:shareAbroad 18", "qn:growth 41 ; qn:shareAbroad 81"),
        ),
        role(F, "QN-C4-03", "QN-C4-07"),  # the first of the rows on which they differ is the turnover
    ),
    "a school that is but a name": (
        ((":p-ecole a qn:Participation ; org:member :ecole", ':p-ecole a qn:Participation ; org:member "École"'),),
        {**role(N, "QN-C4-14"), "QN-C4-16": N},
    ),
    "a fab lab that opens tomorrow": ((('qn:openedOn "2024-12-02"', 'qn:openedOn "2026-06-02"'),), {"QN-C5-01": F}),
    "a fab lab that opens today": ((('qn:openedOn "2024-12-02"', f'qn:openedOn "{DAY}"'),), {}),
    "a network deployed tomorrow": (((FIXED_DONE, FIXED_DONE.replace("2025-01-20", "2026-06-02")),), {"QN-C3-03": F}),
    "a governance instituted tomorrow": (
        (('qn:institutedOn "2024-07-02"', 'qn:institutedOn "2026-06-02"'),),
        {"QN-C8-01": F},
    ),
    "an appointment of tomorrow": ((('qn:appointedOn "2024-07-02"', 'qn:appointedOn "2026-06-02"'),), {"QN-C8-05": F}),
    "a structure created tomorrow": ((('qn:createdOn "2024-06-18"', 'qn:createdOn "2026-06-02"'),), {"QN-G-01": F}),
    "a calendar determined tomorrow": (
        (('qn:determinedOn "2024-10-01"', 'qn:determinedOn "2026-06-02"'),),
        {"QN-P-03": F},
    ),
    "a milestone ahead": ((('qn:dueOn "2025-03-30"', 'qn:dueOn "2027-03-30"'),), {}),
    # A forecast counts for nothing, beside the figures of the year before and alone.
    "figures of next year": ((("qn:fiscalYear 2024 ; qn:turnover 8", "qn:fiscalYear 2027 ; qn:turnover 8"),), {}),
    "figures of this year alone": (
        (
            ("qn:fiscalYear 2024 ; qn:turnover 8", "qn:fiscalYear 2026 ; qn:turnover 8"),
            ("qn:figures :champion-2023 , :champion-2024", "qn:figures :champion-2024"),
        ),
        role(F, "QN-C4-03")
        | {"QN-C4-06": N, "QN-C4-07": N, "QN-C4-08": N, "QN-C4-09": N},  # of two as near, the mentor
    ),
    "its own day": (
        (
            ('qn:realisedOn "2025-07-15"', 'qn:realisedOn "2026-07-15"'),
            said(':dossier qn:checkedOn "2030-01-01"^^xsd:date'),
        ),
        {"QN-P-04": F},
    ),
}


@pytest.mark.parametrize("name", READINGS)
def test_a_reading_changes_the_rows_that_the_charter_says_and_no_other(name: str) -> None:
    """The rows named change to the outcome named; all the others stay as they were."""
    replacements, expected = READINGS[name]
    assert difference(judged(changed(*replacements)), BASE) == expected


def test_every_row_that_can_is_seen_failing_and_not_stated() -> None:
    """Both tables together show each row in both ways.

    The committee's refusals and the awards are shown apart, and QN-P-05 is never stated by a dossier.
    """
    seen = [pair for table in (MUTATIONS, READINGS) for _, expected in table.values() for pair in expected.items()]
    refused = {"QN-C2-02", "QN-C4-02", "QN-C7-03"}
    for outcome, elsewhere in ((F, {"QN-P-05", *refused}), (N, {"QN-P-05"})):
        assert set(DECIDABLE) - {row for row, came in seen if came == outcome} == elsewhere


SIDE_FIELDS: dict[str, tuple[str, str]] = {
    "qn:travelMode qn:Car": ("qn:travelMode qn:Car ;", "QN-C1-03"),
    "operator of a network": (
        ' ;\n    qn:operator :operateur ; qn:coverage "Tout le périmètre"@fr',
        "QN-C3-02",
    ),
    "operator of the fab lab": ("qn:operator :cantine ; ", "QN-C5-01"),
    "opening of the fab lab": ('qn:openedOn "2024-12-02"^^xsd:date ; ', "QN-C5-01"),
    "date of the governance": ('qn:institutedOn "2024-07-02"^^xsd:date ; ', "QN-C8-01"),
    "date of the appointment": (' ; qn:appointedOn "2024-07-02"^^xsd:date', "QN-C8-05"),
    "opening of the call": ('    qn:openedOn "2024-01-15"^^xsd:date ;\n', "QN-P-06"),
    "signatories": (" ;\n    qn:signatory :metropole , :structure", "QN-P-02"),
    "a milestone": (" , :jalon-8", "QN-P-03"),
}
REMARKS: dict[str, tuple[Change, dict[tuple[str, str | None], int]]] = {
    "one device": ((("qn:device :guichet , :guichet-social", "qn:device :guichet"),), {("Info", "QN-C7-01"): 1}),
    "a sum on the tolerance": ((("qn:usableArea 52500", "qn:usableArea 52501"),), {}),
    "a sum beyond the tolerance": (
        (("qn:usableArea 52500", "qn:usableArea 52501.01"),),
        {("Warning", "QN-C2-04"): 1},
    ),
    "a structure reused": (
        (('qn:createdOn "2024-06-18"^^xsd:date', 'qn:createdOn "2020-03-03"^^xsd:date ; qn:reused true'),),
        {("Warning", "QN-G-03"): 1},
    ),
    "a structure that is a SEM": ((("qn:legalForm qn:Gip", "qn:legalForm qn:Sem"),), {}),
    "a structure that is neither GIP nor SEM": (
        (("qn:legalForm qn:Gip", "qn:legalForm qn:Scic"),),
        {("Info", "QN-G-04"): 1},
    ),
    "eight key actors that do not sit": ((((SEATS, ":metropole , :angels")),), {("Warning", "QN-C8-02"): 8}),
    "university and school in one": (
        READINGS["one organisation as university and school"][0],
        {("Warning", "QN-C4-14"): 1},
    ),
    "seed and venture capital in one": (
        READINGS["one organisation for seed and venture capital"][0],
        {("Warning", "QN-C4-18"): 1},
    ),
    "a growth that may be a fraction": ((("qn:growth 41", "qn:growth 0.41"),), {("Warning", "QN-C4-08"): 1}),
    "a growth of one": ((("qn:growth 41", "qn:growth 1"),), {("Warning", "QN-C4-08"): 1}),
    "a share that may be a fraction": (
        ((BY_YEAR, "qn:growth 41 ; qn:shareAbroad 0.18"),),
        {("Warning", "QN-C4-09"): 1},
    ),
    "a share of nothing": (((BY_YEAR, "qn:growth 41 ; qn:shareAbroad 0"),), {}),
    "a wrong SIREN of the university": (
        (('qn:siren "000000067"', 'qn:siren "000000068"'),),
        {("Warning", None): 1},
    ),
    "two SIREN of the school": (
        (('qn:siren "000000083"', 'qn:siren "000000083" , "000000141"'),),
        {("Warning", None): 1},
    ),
    "an agreement by a duration beside good ones": (
        (("qn:periodicity qn:Week", 'qn:periodicity "P1M"^^xsd:duration'),),
        {("Warning", "QN-C2-03"): 1},
    ),
    "an access time measured tomorrow": (
        (("qn:minutes 24", 'qn:minutes 24 ; qn:measuredOn "2026-06-02"^^xsd:date'),),
        {("Warning", None): 1},
    ),
    "an answer before the call": (
        (('qn:openedOn "2024-01-15"', 'qn:openedOn "2024-03-05"'),),
        {("Warning", "QN-P-06"): 1},
    ),
    "an answer on the day of the call": ((('qn:openedOn "2024-01-15"', 'qn:openedOn "2024-03-04"'),), {}),
    "an interest after the answer": (
        (('qn:declaredOn "2023-11-20"', 'qn:declaredOn "2024-03-05"'),),
        {("Warning", "QN-P-08"): 1},
    ),
    "a signatory younger than the signature": (
        (('qn:createdOn "2024-06-18"', 'qn:createdOn "2024-09-13"'),),
        {("Warning", "QN-P-02"): 1},
    ),
    "an answer before the call, beside a call of no date": (
        (
            ('qn:openedOn "2024-01-15"', 'qn:openedOn "2024-03-05"'),
            said(':dossier qn:answersCall [ a qn:Call ; qn:callKind qn:CallForProjects ; qn:openedOn "en mars" ]'),
        ),
        {("Warning", "QN-P-06"): 2},  # and the date that is none
    ),
    "a signatory younger than the signature, beside one of no date": (
        (
            ('qn:createdOn "2024-06-18"', 'qn:createdOn "2024-09-13"'),
            said(':metropole qn:createdOn "il y a longtemps"'),
        ),
        {("Warning", "QN-P-02"): 1},
    ),
}
ONCE: dict[str, tuple[Change, dict[tuple[str, str | None], int]]] = {
    "a signature": ((('"2024-09-12"^^xsd:date', '"12/09/2024"'),), {("Violation", "QN-P-02"): 1}),
    "a determination": (
        (('qn:determinedOn "2024-10-01"^^xsd:date', 'qn:determinedOn "01/10/2024"'),),
        {("Violation", "QN-P-03"): 1},
    ),
    "an answer": (
        (('qn:respondedOn "2024-03-04"^^xsd:date', 'qn:respondedOn "04/03/2024"'),),
        {("Violation", "QN-G-03"): 1},
    ),
}
"""Texts in the place of dates, and what is said of them where an award is proposed."""


def verdict_on(*replacements: tuple[str, str], gate: Gate = "label", around_it: Context | None = None) -> Verdict:
    """The verdict on the base dossier after some changes."""
    return check(read(changed(*replacements)), around_it or around(), Question("charter", gate))


def remarks(found: Verdict) -> Counter[tuple[str, str | None]]:
    """How many findings there are of each severity on each row."""
    return Counter((finding.severity.value, finding.requirement) for finding in found.findings)


@pytest.mark.parametrize("name", SIDE_FIELDS)
def test_a_side_field_that_is_missing_is_a_warning(name: str) -> None:
    """Mode, operator, dates of acts and openings, signatories and single milestones never decide."""
    left_out, row = SIDE_FIELDS[name]
    found = verdict_on((left_out, ""))
    assert found.outcome.value == "met"
    assert {r.requirement.id: r.outcome.value for r in found.rows} == BASE
    assert remarks(found) - remarks(verdict_on()) == {("Warning", row): 1}


@pytest.mark.parametrize("name", REMARKS)
def test_a_remark_is_made_and_does_not_decide(name: str) -> None:
    """What the charter reports without refusing it is a finding, and the dossier is met."""
    replacements, expected = REMARKS[name]
    found = verdict_on(*replacements)
    assert found.outcome.value == "met"
    assert dict(remarks(found) - remarks(verdict_on())) == expected


@pytest.mark.parametrize("name", ONCE)
def test_what_is_no_date_is_said_once_and_never_called_late(name: str) -> None:
    """A text in place of a date fails its row by one finding; no order of dates is spoken of."""
    replacements, expected = ONCE[name]
    proposed = around(award="2026-05-20")
    found = verdict_on(*replacements, around_it=proposed)
    assert dict(remarks(found) - remarks(verdict_on(around_it=proposed))) == expected
    told = [finding.message.fr for finding in found.findings if finding.severity is Severity.VIOLATION]
    assert not any("postérieure" in message or "avant la remise" in message for message in told)


def test_a_text_among_dates_does_not_excuse_a_late_one() -> None:
    """QN-P-04 at gate application: a planned realisation whose date is a text, beside one after the proposed award."""
    late = ('qn:realisedOn "2025-07-15"^^xsd:date', 'qn:realisedOn "2025-12-15"^^xsd:date')
    text = said(':rx a qn:Realisation ; qn:status qn:Planned ; qn:realisedOn "bientôt" . :dossier qn:realisation :rx')
    proposed = around(award="2025-12-01")
    for changes in ((late,), (late, text)):
        assert judged(changed(*changes), proposed, gate="application")["QN-P-04"] == F


def states(*labelled: str) -> Context:
    """The committee's context, in which only these Quartiers are labelled and the others are on their way."""
    lines = []
    for line in COMMITTEE.splitlines():
        name = line.removeprefix("qid:").split(" ", 1)[0]
        if line.startswith("qid:") and (name in labelled or "qn:Labelled" in line):
            line = line.rpartition("qn:state ")[0] + (
                "qn:state qn:Labelled ." if name in labelled else "qn:state qn:InRealisation ."
            )
        lines.append(line)
    return around("\n".join(lines))


TWO = (PARTNERS, "qn:partner qid:val-claire , qid:haute-roche")


@pytest.mark.parametrize(
    ("partners", "labelled", "expected"),
    [
        (TWO, (), P),
        (TWO, ("val-claire",), P),
        (TWO, ("val-claire", "port-lumiere"), P),
        (TWO, ("val-claire", "mont-aube"), F),
        (TWO, ("val-claire", "haute-roche"), P),
        ((PARTNERS, "qn:partner qid:val-claire"), (), F),
        ((PARTNERS, "qn:partner qid:haute-roche"), (), P),
        ((PARTNERS, "qn:partner qid:val-claire , qid:port-lumiere"), (), F),
    ],
)
def test_the_strict_reading_counts_other_quartiers(
    partners: tuple[str, str], labelled: tuple[str, ...], expected: str
) -> None:
    """Two others over all measures; only labelled ones once two others are labelled, and never the Quartier itself."""
    assert judged(changed(partners), states(*labelled), "strict")["QN-C6-01"] == expected


def test_no_partner_counts_where_no_quartier_is_known() -> None:
    """A context without Quartiers leaves a dossier without partners."""
    nothing = around("@prefix qn: <https://w3id.org/quartierkg/ontology#> .\n<urn:c> a qn:CheckContext .")
    assert judged(changed(), nothing)["QN-C6-01"] == F


STRICT: dict[str, tuple[Change, str, str]] = {
    "an agreement of no periodicity": (((" ; qn:periodicity qn:Week", ""),), "QN-C2-03", N),
    "one agreement too long, one of no periodicity": (
        ((" ; qn:periodicity qn:Week", ""), ("qn:periodicity qn:Month", "qn:periodicity qn:Quarter")),
        "QN-C2-03",
        F,
    ),
    "no agreement": (MUTATIONS["no agreement"][0], "QN-C2-03", N),
    "two devices of which one is planned": ((planned('rdfs:label "Permanence sociale"@fr'),), "QN-C7-01", F),
    "no device": (MUTATIONS["no device"][0], "QN-C7-01", N),
    "nothing stated of a project": (MUTATIONS["no project stated"][0], "QN-G-05", N),
    "nothing stated of actions": (READINGS["no action stated"][0], "QN-G-06", N),
    "the State in the project": (MUTATIONS["the State develops"][0], "QN-G-05", F),
    "a mixed action": (MUTATIONS["a mixed action"][0], "QN-G-06", F),
    "a seed team of its own beside the shared one": (
        (
            (":p-pole , :p-cantine", ":p-pole , :p-double , :p-cantine"),
            said(":p-double a qn:Participation ; org:member :capital ; org:role qn:SeedInvestment"),
        ),
        "QN-C4-18",
        P,
    ),
}


@pytest.mark.parametrize("name", STRICT)
def test_the_strict_reading_decides_its_rows(name: str) -> None:
    """Each agreement, two devices, separate teams, and the separation of powers decide under « strict »."""
    replacements, row, expected = STRICT[name]
    found = check(read(changed(*replacements)), around(), Question("strict", "label"))
    assert {r.requirement.id: r.outcome.value for r in found.rows}[row] == expected
    assert found.outcome.value == ("met" if expected == P else "notMet")


@pytest.mark.parametrize("name", ["the State develops", "a mixed action", "no project stated", "an action of nobody"])
def test_the_separation_of_powers_is_a_warning_under_charter(name: str) -> None:
    """« préconisations »: reported, and the dossier is met."""
    assert verdict_on(*MUTATIONS[name][0]).outcome.value == "met"


@pytest.mark.parametrize(
    ("replacements", "decision"),
    [
        (MUTATIONS["no metropole"][0], "notMet"),
        (READINGS["metropole with a wrong SIREN"][0], "notMet"),
        (MUTATIONS["no charter"][0], "notMet"),
        (MUTATIONS["unknown charter"][0], "notMet"),
        (MUTATIONS["no call"][0], "notMet"),
        (MUTATIONS["call of another kind"][0], "notMet"),
        (MUTATIONS["no interest"][0], "met"),
        (MUTATIONS["station too far"][0], "met"),
        (MUTATIONS["no champion"][0], "met"),
        (MUTATIONS["two structures"][0], "met"),
    ],
)
def test_an_application_is_blocked_by_its_own_rows_only(replacements: Change, decision: str) -> None:
    """Métropole, charter and call block an application; what blocks the label is reported as a warning."""
    found = verdict_on(*replacements, gate="application")
    assert found.outcome.value == decision
    decides = {row.requirement.id for row in found.rows if row.decides}
    assert decides == {"QN-C1-05", "QN-P-01", "QN-P-06"}


def assertion(row: str) -> str:
    """The committee's assertion on a row, as the example context has it."""
    start = COMMITTEE.index(f":avis-{row}")
    return COMMITTEE[start : COMMITTEE.index("\n\n", start) + 2]


def again(row: str, *replacements: tuple[str, str], name: str = "autre") -> str:
    """One more assertion on a row, made from the first."""
    text = assertion(row).replace(f":avis-{row}", f":avis-{name}").replace("membre-1", "membre-2")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text


REFUSES = ("earl:outcome earl:passed", "earl:outcome earl:failed")
UNREASONED = ("qn:motive", "rdfs:comment")
OPINIONS: dict[str, tuple[str, dict[str, str]]] = {
    "two agree": (COMMITTEE + again("c2-02"), {}),
    "a refusal without motive beside a reasoned assent": (COMMITTEE + again("c2-02", REFUSES, UNREASONED), {}),
    "a reasoned refusal beside an assent without motive": (
        COMMITTEE.replace(assertion("c2-02"), assertion("c2-02").replace(*UNREASONED)) + again("c2-02", REFUSES),
        {"QN-C2-02": F},
    ),
    "no outcome": (
        COMMITTEE.replace(
            assertion("c2-02"), assertion("c2-02").replace("earl:outcome earl:passed", "a earl:TestResult")
        ),
        {"QN-C2-02": C},
    ),
    "the ecosystem refused": (
        COMMITTEE.replace(assertion("c4-02"), assertion("c4-02").replace(*REFUSES)),
        {"QN-C4-02": F},
    ),
    "the department refused": (
        COMMITTEE.replace(assertion("c4-11"), assertion("c4-11").replace(*REFUSES)),
        {"QN-C4-11": F, "QN-C4-26": F},
    ),
    "the simplification refused": (
        COMMITTEE.replace(assertion("c7-03"), assertion("c7-03").replace(*REFUSES)),
        {"QN-C7-03": F},
    ),
    "a refusal of a row that data decide": (COMMITTEE + again("c2-02", REFUSES, ("QN-C2-02", "QN-C1-03")), {}),
}


@pytest.mark.parametrize("name", OPINIONS)
def test_the_committee_decides_the_qualitative_rows_and_no_other(name: str) -> None:
    """Reasoned assertions with an outcome count, on the four rows that data cannot decide."""
    text, expected = OPINIONS[name]
    assert difference(judged(changed(), around(text)), BASE) == expected


def test_the_committee_lifts_no_row_that_data_decide() -> None:
    """A positive assertion on a failed travel time changes nothing."""
    favour = COMMITTEE + again("c2-02", ("QN-C2-02", "QN-C1-03"))
    assert difference(judged(changed(("qn:minutes 24", "qn:minutes 45")), around(favour)), BASE) == FAR


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("QN-C2-02", "attractiveness not stated"),
        ("QN-C4-02", "knock-on effect not stated"),
        ("QN-C4-11", "department without speciality"),
        ("QN-C7-03", "simplification not stated"),
    ],
)
def test_the_committee_does_not_fill_in_what_is_absent(row: str, name: str) -> None:
    """A positive assertion on a row whose text is absent does not count."""
    assert judged(changed(*MUTATIONS[name][0]))[row] == N
    assert judged(changed(*MUTATIONS[name][0]), context.bundled(day=DAY))[row] == N


def test_a_dossier_is_no_committee() -> None:
    """An assertion that the dossier makes of itself is set aside and reported."""
    praise = said(
        ":eloge a qn:CommitteeAssertion ; <http://www.w3.org/ns/earl#subject> :dossier ;"
        " <http://www.w3.org/ns/earl#test> qc:QN-C2-02 ; <http://www.w3.org/ns/earl#result>"
        " [ <http://www.w3.org/ns/earl#outcome> <http://www.w3.org/ns/earl#passed> ] ;"
        ' <http://www.w3.org/ns/prov#wasAttributedTo> :cdo ; qn:motive "Parfait."@fr'
    )
    found = verdict_on(praise, around_it=context.bundled(day=DAY))
    assert {r.requirement.id: r.outcome.value for r in found.rows}["QN-C2-02"] == C
    assert any("CommitteeAssertion" in str(value) for finding in found.findings for value in finding.found)


def test_a_member_who_cannot_tell_leaves_the_row_open() -> None:
    """One member passes the row, another cannot tell: they do not agree."""
    doubt = COMMITTEE + again("c2-02", ("earl:outcome earl:passed", "earl:outcome earl:cantTell"))
    assert judged(changed(), around(doubt))["QN-C2-02"] == C


@pytest.mark.parametrize(
    ("replacements", "around_it", "expected"),
    [
        ((("qn:minutes 24", "qn:minutes 90"),), around(award="2026-05-20"), F),
        ((), context.bundled(day=DAY, award="2026-05-20"), C),
        ((), around(award="2026-05-20"), P),
    ],
)
def test_an_award_is_judged_by_the_verdict_at_the_label(
    replacements: Change, around_it: Context, expected: str
) -> None:
    """QN-P-05 at gate application: an award needs what the label needs."""
    assert judged(changed(*replacements), around_it, gate="application")["QN-P-05"] == expected
