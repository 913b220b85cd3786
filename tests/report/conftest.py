"""Verdicts to report on, judged once."""

from __future__ import annotations

import pytest

from quartierkg.charter.verdict import Verdict
from quartierkg.errors import Place, SyntaxFault, Unreadable
from quartierkg.language import Text
from quartierkg.report import Batch
from tests.samples import changed, verdict

AREA = ("qn:usableArea 52500", "qn:usableArea 32000")
BARE = "<urn:d> a <https://w3id.org/quartierkg/ontology#Dossier> ."
UNNAMED = """@prefix qn: <https://w3id.org/quartierkg/ontology#> .
[] a qn:Dossier ; qn:concerns [ a qn:Quartier ; qn:offer [ qn:usableArea 12 ; qn:lot [ qn:usableArea 12 ] ] ] ."""

HOSTILE = r"""@prefix qn: <https://w3id.org/quartierkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:d> a qn:Dossier ; qn:concerns <urn:q> . <urn:q> a qn:Quartier ;
    rdfs:label "=1+1 <script>alert(1)</script> [a](javascript:b) *c* | &amp; \u0001\u202E" ;
    qn:offer [ rdfs:label "@SUM(A1)<b>\u0007" ; qn:usableArea 12 ; qn:lot [ rdfs:label "-2+3" ; qn:usableArea 7 ] ] ."""


@pytest.fixture(scope="session")
def awaiting() -> Verdict:
    """The conforming example, which awaits its committee."""
    return verdict(changed())


@pytest.fixture(scope="session")
def failing() -> Verdict:
    """The same with 32,000 m² in place of 52,500."""
    return verdict(changed(AREA))


@pytest.fixture(scope="session")
def bare() -> Verdict:
    """A dossier that says nothing at all, not even which Quartier it is about."""
    return verdict(BARE)


@pytest.fixture(scope="session")
def unnamed() -> Verdict:
    """A dossier of blank nodes."""
    return verdict(UNNAMED)


@pytest.fixture(scope="session")
def aside() -> Verdict:
    """A dossier with a statement that it cannot make."""
    return verdict(changed() + "<urn:x> <http://www.w3.org/2002/07/owl#imports> <urn:y> .")


@pytest.fixture(scope="session")
def hostile() -> Verdict:
    """A dossier whose words would be a formula, markup, a control code or writing turned round."""
    return verdict(HOSTILE)


@pytest.fixture(scope="session")
def unreadable() -> Unreadable:
    """A file that got no verdict."""
    return SyntaxFault(Text("Mal formé.", "Not well-formed."), source="bad.ttl", place=Place(3, 14))


@pytest.fixture(scope="session")
def batch(
    awaiting: Verdict, failing: Verdict, bare: Verdict, unnamed: Verdict, aside: Verdict, unreadable: Unreadable
) -> Batch:
    """All of them together."""
    return Batch((awaiting, failing, bare, unnamed, aside), (unreadable,))
