"""Validation reports as engines write them."""

from __future__ import annotations

import pytest

from quartierkg.intake.limits import DOSSIER
from quartierkg.intake.parse import statements
from quartierkg.intake.source import Source
from quartierkg.report.w3c import Report, read

PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
"""
TWO = (
    PREFIXES
    + """
[] a sh:ValidationReport ; sh:conforms false ; sh:result [
    a sh:ValidationResult ; sh:resultSeverity sh:Warning ; sh:focusNode ex:anna ; sh:resultPath foaf:name ;
    sh:value "=Anna|*A*" ; sh:resultMessage "Trop court."@fr , "Too short."@en , "Short." ;
    sh:sourceConstraintComponent sh:MinLengthConstraintComponent ; sh:sourceShape [ a sh:PropertyShape ]
] , [
    a sh:ValidationResult ; sh:resultSeverity sh:Violation ; sh:focusNode [ rdfs:label "Le toit"@fr , "The roof"@en ] ;
    sh:value 3.5 ; sh:resultMessage "<b>Nein</b>"@de ; sh:sourceShape ex:Roof ;
    sh:sourceConstraintComponent sh:NodeConstraintComponent ; sh:detail [
        a sh:ValidationResult ; sh:resultSeverity sh:Info ; sh:focusNode ex:beam ; sh:resultMessage "Inner." ;
        sh:sourceConstraintComponent sh:ClassConstraintComponent
    ]
] .
"""
)
CONFORMING = PREFIXES + "[] a sh:ValidationReport ; sh:conforms true ."


def parsed(text: str, name: str = "report.ttl") -> tuple[Report, ...]:
    """The reports of a document."""
    return read(statements(Source(name, text.encode()), DOSSIER))


@pytest.fixture(scope="session")
def two() -> tuple[Report, ...]:
    """A report with a warning and a violation that has a detail."""
    return parsed(TWO)


@pytest.fixture(scope="session")
def conforming() -> tuple[Report, ...]:
    """A report without results."""
    return parsed(CONFORMING)
