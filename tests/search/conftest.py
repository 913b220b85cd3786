"""Small networks, written out, and the index of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from quartierkg.search import Found, Index, build
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import COMMITTEE, NETWORK
from quartierkg.terms import BASE, ID, PREFIXES

PREFIX = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in PREFIXES.items())
PREFIX += f"@prefix id: <{ID}> .\n"

TODAY = date(2026, 11, 27)

ONTOLOGY = """
igeo:Intercommunalite rdfs:subClassOf qn:LocalAuthority .
qn:FabLab rdfs:subClassOf geo:Feature .
qn:Labelled qn:stateRank 9 . qn:Suspended qn:stateRank 10 .
qn:Incubator a skos:Concept , org:Role ; skos:prefLabel "incubateur"@fr , "incubator"@en ;
    skos:definition "Incubateur d’entreprises."@fr , "A business incubator."@en .
qn:Animator a skos:Concept , org:Role ; skos:prefLabel "animateur des communautés"@fr , "community animator"@en .
earl:passed skos:notation "passed" . earl:failed skos:notation "failed" .
"""
CHARTER = """
qc:criterion-3 a qn:Criterion ; skos:prefLabel "Ultra haut débit fixe et mobile"@fr , "Ultra-high-speed access"@en .
qc:QN-C3-01 a qn:Requirement ; dcterms:identifier "QN-C3-01" ; skos:prefLabel "Débit descendant"@fr ;
    qn:quote "Un accès à l’ultra haut débit, fixe et mobile."@fr .
qc:S06 a qn:Sentence ; qn:text "Phrase du texte"@fr ; skos:prefLabel "Phrase"@fr .
"""
NETWORK_FACTS = """
id:brume a qn:Quartier ; rdfs:label "Quartier de la Brume-Dorée"@fr , "Golden Mist Quartier"@en ; qn:illustrative true ;
    qn:metropole id:eauvive ; qn:fabLab id:fablab ; qn:participation id:p1 , id:p2 ; qn:history id:h1 , id:h2 , id:h3 .
id:ecluse a qn:Quartier ; rdfs:label "Quartier de l’Écluse"@fr , "Lock Quartier"@en ; qn:illustrative true ;
    qn:metropole id:rochemont ; qn:participation id:p3 ; qn:history id:h4 .
id:h1 a qn:LifecycleEvent ; rdfs:label "signée"@fr ;
    qn:toState qn:CharterSigned ; qn:happenedOn "2024-05-01"^^xsd:date .
id:h2 a qn:LifecycleEvent ; qn:toState qn:Labelled ; qn:happenedOn "2025-05-01"^^xsd:date .
id:h3 a qn:LifecycleEvent ; qn:toState qn:Withdrawn ; qn:happenedOn "2030-05-01"^^xsd:date .
id:h4 a qn:LifecycleEvent ; qn:toState qn:Suspended ; qn:happenedOn "2025-05-01"^^xsd:date .
id:p1 a qn:Participation ; rdfs:label "Le Phare : incubateur"@fr ; org:member id:phare ; org:role qn:Incubator .
id:p2 a qn:Participation ; org:member id:cairn ; org:role qn:Animator .
id:p3 a qn:Participation ; org:member id:phare ; org:role qn:Animator .
id:phare a qn:Association ; rdfs:label "Le Phare"@fr , "The Lighthouse"@en ;
    qn:siren "000002824" ; qn:illustrative true ;
    dcterms:description "Accompagne la fabrication de logiciels libres."@fr , "Helps to make free software."@en .
id:cairn a qn:Enterprise ; rdfs:label "Cairn Calcul"@fr ; qn:sector "Logiciel de calcul intensif"@fr .
id:fablab a qn:FabLab , geo:Feature ; rdfs:label "Fab lab de la Brume"@fr ; qn:illustrative true ;
    qn:machine "Découpe laser"@fr , "Imprimante 3D"@fr .
id:eauvive a igeo:Intercommunalite , qn:LocalAuthority ; rdfs:label "Métropole d’Eauvive"@fr ;
    igeo:subdivisionDe id:nord .
id:rochemont a igeo:Intercommunalite ; rdfs:label "Métropole de Rochemont"@fr ; igeo:subdivisionDe id:nord .
id:nord a igeo:Region ; rdfs:label "Nord-Imaginaire"@fr .
"""
REGISTER = """
id:v1 a qn:Verdict ; qn:onDossier id:d1 ; qn:judgedOn "2025-01-01"^^xsd:date ;
    qn:criterionOutcome [ qn:onCriterion qc:criterion-3 ; earl:outcome earl:failed ] .
id:v2 a qn:Verdict ; qn:onDossier id:d1 ; qn:judgedOn "2025-02-01"^^xsd:date ;
    qn:criterionOutcome [ qn:onCriterion qc:criterion-3 ; earl:outcome earl:passed ] ,
        [ qn:onCriterion qc:criterion-3 ; earl:outcome earl:passed ] .
id:v3 a qn:Verdict ; qn:onDossier id:d2 ; qn:judgedOn "2025-02-01"^^xsd:date ;
    qn:criterionOutcome [ qn:onCriterion qc:criterion-3 ; earl:outcome earl:failed ] .
id:d1 qn:concerns id:brume . id:d2 qn:concerns id:ecluse .
"""

Opened = Callable[..., Index]


def revision(
    network: str = NETWORK_FACTS,
    *,
    ontology: str = ONTOLOGY,
    charter: str = CHARTER,
    register: str = REGISTER,
    committee: str = "",
    number: int = 7,
) -> Snapshot:
    """A revision with these statements in its graphs."""
    store = Store()
    graphs = {"ontology": ontology, "charter": charter, "register": register}
    named = {NamedNode(f"{BASE}graph/{name}"): text for name, text in graphs.items()}
    for graph, text in {NETWORK: network, COMMITTEE: committee, **named}.items():
        store.load(PREFIX + text, RdfFormat.TURTLE, to_graph=graph)
    return Snapshot(store, Path(), number, "2026-11-27T00:00:00Z", f"chain-{number}", {})


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """What indexes statements and opens the index."""
    with ExitStack() as open_things:

        def open_(network: str = NETWORK_FACTS, **others: str) -> Index:
            path = tmp_path / "search.sqlite"
            build(revision(network, **others), path, TODAY)  # type: ignore[arg-type]
            return open_things.enter_context(Index.open(path))

        yield open_


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The index of the network above."""
    path = tmp_path_factory.mktemp("search") / "search.sqlite"
    build(revision(), path, TODAY)
    with Index.open(path) as opened:
        yield opened


def names(found: Found) -> list[str]:
    """The hits, by the ends of their IRIs."""
    return [hit.iri.removeprefix(ID).rpartition("#")[2] for hit in found.hits]
