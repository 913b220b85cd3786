"""Changes of the conforming dossier, each with the rows that it changes: a table written by hand from the charter."""

from __future__ import annotations

Change = tuple[tuple[str, str], ...]
F, N, C, P, NA = "failed", "notStated", "cantTell", "passed", "notApplicable"

UMBRELLAS = ("QN-C4-01", "QN-C4-25", "QN-C4-26")


def role(outcome: str, *rows: str) -> dict[str, str]:
    """Rows of roles that the umbrella rows derive from, with the umbrellas."""
    return dict.fromkeys((*rows, *UMBRELLAS), outcome)


def gone(line: str) -> tuple[str, str]:
    """A statement left out."""
    return (line, "")


def planned(before: str) -> tuple[str, str]:
    """A fact that is only planned, with its date."""
    return (before, before + ' ; qn:status qn:Planned ; qn:statusDate "2027-06-30"^^xsd:date')


P_HE = ":p-universite a qn:Participation ; org:member :universite ; org:role qn:HigherEducation"
P_LG = ":p-groupe a qn:Participation ; org:member :groupe ; org:role qn:LargeGroup"
P_PS = ":p-ecole a qn:Participation ; org:member :ecole ; org:role qn:ProgrammingSchool"
P_IN = ":p-incubateur a qn:Participation ; org:member :incubateur ; org:role qn:Incubator"
P_VC = ":p-capital a qn:Participation ; org:member :capital ; org:role qn:VentureCapital"
P_SE = ":p-amorcage a qn:Participation ; org:member :amorcage ; org:role qn:SeedInvestment"
P_BA = ":p-angels a qn:Participation ; org:member :angels ; org:role qn:BusinessAngels"
P_CL = ":p-pole a qn:Participation ; org:member :pole ; org:role qn:CompetitivenessCluster"
P_AN = ":p-cantine a qn:Participation ; org:member :cantine ; org:role qn:Animator"
P_TC = ":p-champion a qn:Participation ; org:member :champion ; org:role qn:TechChampion"
P_T2 = ":p-second a qn:Participation ; org:member :second ; org:role qn:TechChampion"
MEMBER = " ; org:organization :structure"
LOTS = (
    ("qn:usableArea 40000 ; qn:flexible true ; qn:status qn:Realised", "qn:usableArea 40000 ; qn:status qn:Planned"),
    ("qn:usableArea 12500 ; qn:flexible true ; qn:status qn:Realised", "qn:usableArea 12500 ; qn:status qn:Planned"),
)

MUTATIONS: dict[str, tuple[Change, dict[str, str]]] = {
    # Criterion 1
    "two outlines": (
        (
            (
                "geo:hasGeometry :perimetre",
                'geo:hasGeometry :perimetre , [ geo:asWKT "POLYGON ((0 0, 1 0, 1 1, 0 0))"^^geo:wktLiteral ]',
            ),
        ),
        {"QN-C1-01": F},
    ),
    "no outline": ((gone("    geo:hasGeometry :perimetre ;\n"),), {"QN-C1-01": N}),
    "no time to the centre": ((("qn:access :acces-centre , ", "qn:access "),), {"QN-C1-02": N, "QN-C1-06": N}),
    "far from the centre": ((("qn:minutes 9.5", "qn:minutes 31"),), {"QN-C1-02": F, "QN-C1-06": F}),
    "airport at the limit": ((("qn:minutes 24", "qn:minutes 30"),), {"QN-C1-03": F, "QN-C1-06": F}),
    "airport without minutes": ((gone("qn:minutes 24 ; "),), {"QN-C1-03": N, "QN-C1-06": N}),
    "airport line planned": ((planned("qn:minutes 24"),), {"QN-C1-03": F, "QN-C1-06": F}),
    "station too far": ((("qn:minutes 12 ", "qn:minutes 30 "),), {"QN-C1-04": F, "QN-C1-06": F}),
    "no station": (((", :acces-gare", ""),), {"QN-C1-04": N, "QN-C1-06": N}),
    "no metropole": (
        (gone("    qn:metropole :metropole ;\n"),),
        {"QN-C1-05": N, "QN-C8-03": N, "QN-C8-06": N, "QN-C4-19": N, "QN-C4-01": N, "QN-C4-25": N, "QN-C4-26": N},
    ),
    "metropole with a wrong SIREN": ((('qn:siren "000000018"', 'qn:siren "000000019"'),), {"QN-C1-05": F}),
    # Criterion 2
    "lots without conditions": (
        (
            gone('\n    qn:conditions "Plateaux divisibles, charges comprises."@fr ;'),
            gone('\n    qn:conditions "Bureaux fermés et salles communes."@fr ;'),
        ),
        {"QN-C2-01": N},
    ),
    "lots planned": (LOTS, {"QN-C2-01": F, "QN-C2-04": F}),
    "attractiveness not stated": (
        (
            (
                ' ;\n    qn:attractiveness "Loyers d’un tiers sous le marché local, services partagés, deux mois offerts aux jeunes pousses."@fr',
                "",
            ),
        ),
        {"QN-C2-02": N},
    ),
    "attractiveness blank": (
        (
            (
                '"Loyers d’un tiers sous le marché local, services partagés, deux mois offerts aux jeunes pousses."@fr',
                '" "@fr',
            ),
        ),
        {"QN-C2-02": N},
    ),
    "no agreement": (((" ;\n    qn:hostingAgreement :convention-mois , :convention-semaine", ""),), {"QN-C2-03": N}),
    "agreements without periodicity": (
        (gone(" ; qn:periodicity qn:Month"), gone(" ; qn:periodicity qn:Week")),
        {"QN-C2-03": N},
    ),
    "agreements planned": ((planned("qn:periodicity qn:Month"), planned("qn:periodicity qn:Week")), {"QN-C2-03": F}),
    "area below the limit": ((("qn:usableArea 52500", "qn:usableArea 49999.99"),), {"QN-C2-04": F}),
    "agreements by the quarter": (
        (
            ("qn:periodicity qn:Month", "qn:periodicity qn:Quarter"),
            ("qn:periodicity qn:Week", "qn:periodicity qn:Year"),
        ),
        {"QN-C2-03": F},
    ),
    "no total": ((("    qn:usableArea 52500 ;\n", ""),), {"QN-C2-04": N}),
    # Criterion 3
    "fixed rate negative": ((("qn:downloadRate 8000", "qn:downloadRate -8000"),), {"QN-C3-01": F}),
    "fixed rate missing": ((gone(" ; qn:downloadRate 8000"),), {"QN-C3-01": N}),
    "mobile rate a text": ((("qn:downloadRate 900", 'qn:downloadRate "900"'),), {"QN-C3-02": F}),
    "mobile network in progress": (
        (
            (
                'qn:status qn:Realised ; qn:statusDate "2025-02-10"',
                'qn:status qn:InProgress ; qn:statusDate "2025-02-10"',
            ),
        ),
        {"QN-C3-03": F},
    ),
    "mobile status missing": (
        (('qn:status qn:Realised ; qn:statusDate "2025-02-10"', 'qn:statusDate "2025-02-10"'),),
        {"QN-C3-03": N},
    ),
    # Criteria 4 and 8
    "knock-on effect not stated": (
        (
            gone(
                '    qn:knockOnEffect "Quarante jeunes pousses nées en trois ans autour des bassins ; chaque acteur s’engage à en accompagner deux."@fr ;\n'
            ),
        ),
        {
            "QN-C4-02": N,
        },
    ),
    "no champion": (
        ((P_TC, P_TC.replace("TechChampion", "Accelerator")), (P_T2, P_T2.replace("TechChampion", "Accelerator"))),
        role(N, "QN-C4-03", *(f"QN-C4-0{n}" for n in range(4, 10))),
    ),
    "champion planned": ((planned(P_TC), planned(P_T2)), role(F, "QN-C4-03")),
    "champion an association": (
        ((":champion a qn:Enterprise", ":champion a qn:Association"),),
        role(F, "QN-C4-03", "QN-C4-04"),
    ),
    "champion without SIREN": ((gone(' ; qn:siren "000000042"'),), role(F, "QN-C4-03") | {"QN-C4-04": N}),
    "champion with a wrong SIREN": ((('"000000042"', '"000000043"'),), role(F, "QN-C4-03", "QN-C4-04")),
    "champion no mentor": (
        (gone('    qn:mentoring "Trois associés accompagnent chacun une jeune pousse par an."@fr ;\n'),),
        role(F, "QN-C4-03") | {"QN-C4-05": N},
    ),
    "champion mentors blankly": (
        (('qn:mentoring "Trois associés accompagnent chacun une jeune pousse par an."@fr', 'qn:mentoring " "@fr'),),
        role(F, "QN-C4-03") | {"QN-C4-05": N},
    ),
    "champion mentors as a number": (
        (('qn:mentoring "Trois associés accompagnent chacun une jeune pousse par an."@fr', "qn:mentoring 3"),),
        role(F, "QN-C4-03", "QN-C4-05"),
    ),
    "turnover at the limit": (
        (("qn:turnover 8100000", "qn:turnover 5000000"),),
        {"QN-C4-06": F, **role(F, "QN-C4-03")},
    ),
    "employees at the limit": ((("qn:employees 61", "qn:employees 25"),), {"QN-C4-07": F, **role(F, "QN-C4-03")}),
    "growth below the limit": ((("qn:growth 30.6", "qn:growth 24.99"),), {"QN-C4-08": F, **role(F, "QN-C4-03")}),
    "share below the limit": (
        (("qn:shareAbroad 47.5", "qn:shareAbroad 39.99"),),
        {"QN-C4-09": F, **role(F, "QN-C4-03")},
    ),
    "turnover missing": ((gone("qn:turnover 8100000 ; "),), role(F, "QN-C4-03") | {"QN-C4-06": N}),
    "employees missing": ((gone("qn:employees 61 ; "),), role(F, "QN-C4-03") | {"QN-C4-07": N}),
    "growth missing": ((gone("qn:growth 30.6 ; "),), role(F, "QN-C4-03") | {"QN-C4-08": N}),
    "share missing": ((gone(" ; qn:shareAbroad 47.5"),), role(F, "QN-C4-03") | {"QN-C4-09": N}),
    "higher education a person": (
        ((":universite a qn:HigherEducationInstitution", ":universite a foaf:Person"),),
        role(F, "QN-C4-10") | {"QN-C4-11": N},
    ),
    "no higher education": ((gone(" :p-universite ,"),), role(N, "QN-C4-10", "QN-C4-11", "QN-C4-16")),
    "department without speciality": (
        ((' ;\n    qn:speciality "Systèmes distribués et données ouvertes"@fr', ""),),
        {"QN-C4-11": N, "QN-C4-26": N},
    ),
    "department planned": ((planned("org:unitOf :universite"),), {"QN-C4-11": F, "QN-C4-26": F}),
    "large group planned": ((planned(P_LG),), role(F, "QN-C4-12", "QN-C4-13", "QN-C4-16")),
    "no large group": ((gone(" :p-groupe ,"),), role(N, "QN-C4-12", "QN-C4-13", "QN-C4-16")),
    "no research site": ((gone(" ; org:hasSite :labo"),), {"QN-C4-13": N, "QN-C4-26": N}),
    "research site outside": ((("POINT (-4.512 47.905)", "POINT (-4.512 47.925)"),), {"QN-C4-13": F, "QN-C4-26": F}),
    "site without research": (
        (("qn:activity qn:ResearchAndDevelopment", "qn:activity qn:OtherActivity"),),
        {"QN-C4-13": F, "QN-C4-26": F},
    ),
    "school a person": (((":ecole a qn:Association", ":ecole a foaf:Person"),), role(F, "QN-C4-14")),
    "no school": ((gone(" :p-ecole ,"),), role(N, "QN-C4-14", "QN-C4-16")),
    "incubator planned": ((planned(P_IN),), role(F, "QN-C4-15", "QN-C4-16")),
    "no incubator": ((gone(" :p-incubateur ,"),), role(N, "QN-C4-15", "QN-C4-16")),
    "an accelerator will do": (((P_IN, P_IN.replace("Incubator", "Accelerator")),), {}),
    "school only nearby": (((P_PS + MEMBER, P_PS),), {"QN-C4-16": F, "QN-C4-26": F}),
    "higher education only nearby": (((P_HE + MEMBER, P_HE),), {"QN-C4-16": F, "QN-C4-26": F}),
    "venture capital planned": ((planned(P_VC),), role(F, "QN-C4-17")),
    "no venture capital": ((gone(" :p-capital ,"),), role(N, "QN-C4-17")),
    "seed a person": (((":amorcage a qn:Enterprise", ":amorcage a foaf:Person"),), role(F, "QN-C4-18")),
    "no seed": ((gone(" :p-amorcage ,"),), role(N, "QN-C4-18")),
    "angels elsewhere": (
        (("qn:locatedIn :region .", "qn:locatedIn <http://ailleurs.example/region> ."),),
        role(F, "QN-C4-19"),
    ),
    "angels without place": (((" ; qn:locatedIn :region .", " ."),), role(N, "QN-C4-19")),
    "angels in another commune of the region": (
        (("qn:locatedIn :region .", "qn:locatedIn [ a igeo:Commune ; igeo:subdivisionDe :region ] ."),),
        {},
    ),
    "angels in a commune of another EPCI of the region": (
        (("qn:locatedIn :region .", "qn:locatedIn [ igeo:subdivisionDe [ igeo:subdivisionDe :region ] ] ."),),
        {},
    ),
    "angel a person": (((":angels a qn:Association", ":angels a foaf:Person"),), role(F, "QN-C4-19")),
    "no cluster": ((gone(" :p-pole ,"),), {"QN-C4-20": N, "QN-C4-21": NA}),
    "cluster a person": (((":pole a qn:Association", ":pole a foaf:Person"),), {"QN-C4-20": F}),
    "cluster without coordination": (
        ((' ;\n    qn:coordination "Un comité commun se réunit chaque trimestre."@fr', ""),),
        {"QN-C4-21": N},
    ),
    "coordination a number": (
        (('qn:coordination "Un comité commun se réunit chaque trimestre."@fr', "qn:coordination 4"),),
        {"QN-C4-21": F},
    ),
    "animator from outside": (((P_AN + MEMBER, P_AN),), role(F, "QN-C4-22")),
    "no animator": ((gone(" , :p-cantine"),), role(N, "QN-C4-22", "QN-C4-23")),
    "animator of another type": (
        (("qn:animatorType qn:Cantine , qn:ProfessionalAssociation", "qn:animatorType qn:OtherAnimator"),),
        {"QN-C4-23": F, "QN-C4-26": F},
    ),
    "animator without type": (
        ((" ;\n    qn:animatorType qn:Cantine , qn:ProfessionalAssociation", ""),),
        {"QN-C4-23": N, "QN-C4-26": N},
    ),
    "no programme": (
        (
            gone(
                '    dcterms:description "Deux soirées par mois, un festival en juin, des ateliers chaque semaine."@fr ;\n'
            ),
        ),
        {"QN-C4-24": N},
    ),
    "animation planned": ((planned('rdfs:label "Saison des bassins"@fr'),), {"QN-C4-24": F}),
    # Criterion 5
    "fab lab outside": ((("POINT (-4.508 47.908)", "POINT (-4.508 47.930)"),), {"QN-C5-01": F}),
    "no fab lab": ((gone("    qn:fabLab :fablab ;\n"),), {"QN-C5-01": N}),
    "fab lab planned": ((planned('rdfs:label "Fab lab du Phare"@fr'),), {"QN-C5-01": F}),
    "fab lab without name": ((gone('rdfs:label "Fab lab du Phare"@fr ; '),), {"QN-C5-01": N}),
    # Criterion 6
    "partners withdrawn": (
        (
            ("qn:partner qid:val-claire , qid:haute-roche , qid:belle-ecluse", "qn:partner qid:saint-fictif"),
            ('mentors"@fr ; qn:partner qid:val-claire', 'mentors"@fr ; qn:partner qid:ancre-noire'),
        ),
        {"QN-C6-01": F},
    ),
    "partners unknown": (
        (
            ("qn:partner qid:val-claire , qid:haute-roche , qid:belle-ecluse", "qn:partner <http://inconnu.example/q>"),
            ('mentors"@fr ; qn:partner qid:val-claire', 'mentors"@fr ; qn:partner <http://inconnu.example/q>'),
        ),
        {"QN-C6-01": F},
    ),
    "its own partner": (
        (
            ("qn:partner qid:val-claire , qid:haute-roche , qid:belle-ecluse", "qn:partner qid:port-lumiere"),
            ('mentors"@fr ; qn:partner qid:val-claire', 'mentors"@fr ; qn:partner qid:port-lumiere'),
        ),
        {"QN-C6-01": F, "QN-C6-02": F},
    ),
    "itself beside others": (
        (
            (
                "qn:partner qid:val-claire , qid:haute-roche , qid:belle-ecluse",
                "qn:partner qid:val-claire , qid:port-lumiere",
            ),
            ('mentors"@fr ; qn:partner qid:val-claire', 'mentors"@fr ; qn:partner qid:val-claire , qid:port-lumiere'),
        ),
        {"QN-C6-02": F},
    ),
    "no measure": ((gone("    qn:networkingMeasure :mesure-1 , :mesure-2 ;\n"),), {"QN-C6-01": N, "QN-C6-02": N}),
    "measures planned": (
        (planned('rdfs:label "Résidences croisées"@fr'), planned('rdfs:label "Annuaire commun des mentors"@fr')),
        {"QN-C6-01": F},
    ),
    "no guest desk": ((gone("    qn:guestDesk :bureau ;\n"),), {"QN-C6-03": N}),
    "guest desks below zero": ((("qn:deskCount 12", "qn:deskCount -12"),), {"QN-C6-03": F}),
    # Criterion 7
    "devices planned": (
        (planned('rdfs:label "Guichet unique des entreprises"@fr'), planned('rdfs:label "Permanence sociale"@fr')),
        {"QN-C7-01": F},
    ),
    "no device": (
        (gone("    qn:device :guichet , :guichet-social ;\n"),),
        {"QN-C7-01": N, "QN-C7-02": N, "QN-C7-03": N},
    ),
    "one device of two elsewhere": ((("qn:linkedTo :urssaf", "qn:linkedTo :metropole"),), {"QN-C7-02": F}),
    "one device of two linked to nobody": ((gone(" ; qn:linkedTo :urssaf"),), {"QN-C7-02": N}),
    "the Caisse is not the State": ((("qn:linkedTo :prefecture", "qn:linkedTo :agence"),), {"QN-C7-02": F}),
    "simplification not stated": (
        (
            (' ; qn:simplification "Un seul rendez-vous, réponse en cinq jours."@fr', ""),
            (' ; qn:simplification "Déclaration accompagnée sur place."@fr', ""),
        ),
        {"QN-C7-03": N},
    ),
    # Criterion 8
    "governance planned": ((planned('rdfs:label "Conseil du Quartier"@fr'),), {"QN-C8-01": F}),
    "governance without name": ((gone('rdfs:label "Conseil du Quartier"@fr ; '),), {"QN-C8-01": N}),
    "no governance": ((gone("    qn:governanceBody :conseil ;\n"),), {"QN-C8-01": N, "QN-C8-02": N, "QN-C8-03": N}),
    "no key actor sits": (
        (
            (
                ":champion , :universite , :groupe , :ecole , :incubateur , :capital , :amorcage , :angels , :cantine , :metropole",
                ":metropole",
            ),
        ),
        {"QN-C8-02": F},
    ),
    "one key actor sits": (
        (
            (
                ":champion , :universite , :groupe , :ecole , :incubateur , :capital , :amorcage , :angels , :cantine , :metropole",
                ":metropole , :angels",
            ),
        ),
        {},
    ),
    "seat elsewhere": (
        (('"2024-07-02"^^xsd:date ; qn:locatedIn :rivemer', '"2024-07-02"^^xsd:date ; qn:locatedIn :region'),),
        {"QN-C8-03": F},
    ),
    "seat not stated": (
        (('"2024-07-02"^^xsd:date ; qn:locatedIn :rivemer', '"2024-07-02"^^xsd:date'),),
        {"QN-C8-03": N},
    ),
    "vacant post": (((" ; org:heldBy :cdo", ""),), {"QN-C8-04": F, "QN-C8-05": N, "QN-C8-06": N, "QN-C8-07": N}),
    "no post": ((gone("    qn:cdoPost :poste ;\n"),), {"QN-C8-04": N, "QN-C8-05": N, "QN-C8-06": N, "QN-C8-07": N}),
    "two holders": ((("org:heldBy :cdo", "org:heldBy :cdo , <http://autre.example/p>"),), {"QN-C8-04": F}),
    "appointed by the State too": (
        (("qn:appointedBy :metropole , :rivemer", "qn:appointedBy :metropole , :prefecture"),),
        {"QN-C8-05": F},
    ),
    "appointment of another": ((("qn:appointee :cdo", "qn:appointee :champion"),), {"QN-C8-05": N}),
    "entrepreneur elsewhere": (
        (("qn:digital true ; qn:locatedIn :rivemer", "qn:digital true ; qn:locatedIn <http://ailleurs.example/>"),),
        {"QN-C8-06": F},
    ),
    "entrepreneur not digital": ((("qn:digital true", "qn:digital false"),), {"QN-C8-06": F}),
    "experience incomplete": ((gone(" ; qn:companyRole qn:Founder"),), {"QN-C8-06": N}),
    "holder an organisation": (((":cdo a foaf:Person", ":cdo a qn:Enterprise"),), {"QN-C8-07": F}),
    "holder of no kind": (((":cdo a foaf:Person ; foaf:name", ":cdo foaf:name"),), {"QN-C8-07": N}),
    # Structure
    "two structures": (
        (
            (
                "qn:structure :structure",
                'qn:structure :structure , [ a qn:Structure ; qn:legalName "Autre" ; qn:siren "000000182" ; qn:createdOn "2024-07-01"^^xsd:date ; qn:legalForm qn:Sem ; qn:founder :metropole ]',
            ),
        ),
        {"QN-G-01": F},
    ),
    "structure without SIREN": ((gone(' ; qn:siren "000000034"'),), {"QN-G-01": N}),
    "structure planned": ((planned("qn:legalForm qn:Gip"),), {"QN-G-01": F}),
    "founded by a company": ((("qn:founder :metropole , :rivemer", "qn:founder :champion"),), {"QN-G-02": F}),
    "no founder": ((gone(" ; qn:founder :metropole , :rivemer"),), {"QN-G-02": N}),
    "structure before the response": ((('qn:createdOn "2024-06-18"', 'qn:createdOn "2024-03-03"'),), {"QN-G-03": F}),
    "structure on the day of the response": ((('qn:createdOn "2024-06-18"', 'qn:createdOn "2024-03-04"'),), {}),
    "structure reused": (
        (('qn:createdOn "2024-06-18"^^xsd:date', 'qn:createdOn "2020-03-03"^^xsd:date ; qn:reused true'),),
        {},
    ),
    "no response date": ((gone('    qn:respondedOn "2024-03-04"^^xsd:date ;\n'),), {"QN-G-03": N}),
    "no legal form": ((gone(" ; qn:legalForm qn:Gip"),), {"QN-G-04": N}),
    "another legal form": ((("qn:legalForm qn:Gip", "qn:legalForm qn:Scic"),), {}),
    "two legal forms": ((("qn:legalForm qn:Gip", "qn:legalForm qn:Gip , qn:Sem"),), {"QN-G-04": F}),
    "the State develops": (
        (("qn:participant :metropole , :structure", "qn:participant :metropole , :prefecture"),),
        {"QN-G-05": F},
    ),
    "no project stated": ((gone("    qn:developmentProject :amenagement ;\n"),), {"QN-G-05": N}),
    "a mixed action": ((("qn:carriedBy :metropole", "qn:carriedBy :metropole , :prefecture"),), {"QN-G-06": F}),
    "an action of nobody": ((gone(" ; qn:carriedBy :metropole"),), {"QN-G-06": N}),
    # Procedure
    "unknown charter": (
        (
            (
                "qn:answersCharter <https://w3id.org/quartierkg/charter/1>",
                "qn:answersCharter <https://w3id.org/quartierkg/charter/99>",
            ),
        ),
        {"QN-P-01": F},
    ),
    "two charters": (
        (
            (
                "qn:answersCharter <https://w3id.org/quartierkg/charter/1>",
                "qn:answersCharter <https://w3id.org/quartierkg/charter/1> , <http://autre.example/>",
            ),
        ),
        {"QN-P-01": F},
    ),
    "no charter": ((gone("    qn:answersCharter <https://w3id.org/quartierkg/charter/1> ;\n"),), {"QN-P-01": N}),
    "signature to come": ((('qn:signedOn "2024-09-12"', 'qn:signedOn "2026-06-02"'),), {"QN-P-02": F}),
    "signature today": ((('qn:signedOn "2024-09-12"', 'qn:signedOn "2026-06-01"'),), {}),
    "signature without date": ((gone('    qn:signedOn "2024-09-12"^^xsd:date ;\n'),), {"QN-P-02": N}),
    "signature at a time": (
        (('qn:signedOn "2024-09-12"^^xsd:date', 'qn:signedOn "2024-09-12T10:00:00"^^xsd:dateTime'),),
        {"QN-P-02": F},
    ),
    "no calendar": ((gone("    qn:calendar :calendrier ;\n"),), {"QN-P-03": N}),
    "calendar planned": ((planned('qn:determinedOn "2024-10-01"^^xsd:date'),), {"QN-P-03": F}),
    "one milestone is enough": (
        ((":jalon-1 , :jalon-2 , :jalon-3 , :jalon-4 , :jalon-5 , :jalon-6 , :jalon-7 , :jalon-8", ":jalon-3"),),
        {},
    ),
    "no milestone": (
        (
            gone(
                " ;\n    qn:milestone :jalon-1 , :jalon-2 , :jalon-3 , :jalon-4 , :jalon-5 , :jalon-6 , :jalon-7 , :jalon-8"
            ),
        ),
        {"QN-P-03": N},
    ),
    "one criterion not realised": ((gone(" :realisation-5 ,"),), {"QN-P-04": N}),
    "one realisation to come": ((('qn:realisedOn "2025-07-15"', 'qn:realisedOn "2026-07-15"'),), {"QN-P-04": F}),
    "call of another kind": ((("qn:callKind qn:CallForProjects", "qn:callKind qn:Gip"),), {"QN-P-06": F}),
    "a call for expressions of interest": (
        (("qn:callKind qn:CallForProjects", "qn:callKind qn:CallForExpressionsOfInterest"),),
        {},
    ),
    "no call": ((gone("    qn:answersCall :appel ;\n"),), {"QN-P-06": N}),
    "no interest": ((gone("    qn:interest :interet ;\n"),), {"QN-P-08": N}),
    "interest on no date": ((('qn:declaredOn "2023-11-20"^^xsd:date', 'qn:declaredOn "en novembre"'),), {"QN-P-08": F}),
}
