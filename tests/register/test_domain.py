"""What a dossier may speak of, and what is another's."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from quartierkg.errors import Refused
from quartierkg.intake.dossier import Dossier, read
from quartierkg.intake.source import Source
from quartierkg.register import domain
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.terms import ID, term
from tests.register.conftest import APPLICANT, Office, dossier

LABEL = term("rdfs:label")


def speaking(office: Office, said: str) -> Source:
    """A dossier of a Quartier that says something more."""
    own = f"<{office.quartier}> a <{term('qn:Quartier').value}> ; <{LABEL.value}> 'Havre'@fr ."
    head = f"<{ID}x/dossier> a <{term('qn:Dossier').value}> ; <{term('qn:concerns').value}> <{office.quartier}> . {own}"
    return Source("d.ttl", f"{head} {said}".encode(), "text/turtle")


def named(subject: str, text: str = "Autre") -> str:
    """A name for something."""
    return f"<{subject}> <{LABEL.value}> '{text}'@fr ."


def found(office: Office, source: Source, before: Dossier | None = None) -> list[str]:
    """The subjects of which somebody else has to speak."""
    foreign = domain.foreign(office.archive.snapshot, office.quartier, read(source), before)
    return [str(one.subject) for one in foreign]


def test_what_the_network_has_of_others_is_not_a_dossiers_to_change(office: Office) -> None:
    """Of another Quartier, of its things, of a territory, of what the register names: also where there is none yet."""
    name = office.quartier.rpartition("/")[2]
    for subject in (
        *(f"{ID}quartier/val-claire", f"{ID}quartier/nowhere", f"{ID}quartier/val-claire/event-99"),
        *(f"{ID}territory/lille", f"{ID}label/val-claire/1", f"{ID}holder/Ana", f"{office.quartier}/event-1"),
        f"{office.quartier}/verdict-3",
    ):
        source = speaking(office, named(subject))
        assert found(office, source) == [f"<{subject}>"]
        with pytest.raises(Refused):
            office.desk.file(office.case(), source, APPLICANT)
    for subject in (f"{ID}{name}/cantine", f"{ID}x/cantine", f"{office.quartier}/cantine", "https://other.example/x"):
        assert found(office, speaking(office, named(subject))) == []


def test_what_the_network_has_of_another_host_is_not_a_dossiers_to_change(office: Office) -> None:
    """Neither a Quartier that is named there, nor by calling itself what is another's."""
    elsewhere = Office(office.archive)
    elsewhere.quartier = elsewhere.quartier.replace("https://w3id.org/quartierkg/id", "https://lille.example")
    elsewhere.make("DeclareInterest", "2023-11-01", APPLICANT)
    assert found(office, speaking(office, named(elsewhere.quartier))) == [f"<{elsewhere.quartier}>"]
    for other in (elsewhere.quartier, f"{ID}quartier/val-claire"):
        posing = speaking(office, named(other))
        posing = Source(posing.name, posing.data.replace(f"{ID}x/dossier".encode(), other.encode()), posing.media_type)
        assert f"<{other}>" in found(office, posing)
    assert found(elsewhere, speaking(elsewhere, named(elsewhere.quartier))) == []


def test_what_the_network_says_may_be_said_again(office: Office) -> None:
    """Several Quartiers share an actor; what the dossier before said is its Quartier's own."""
    lille = f"{ID}territory/lille"
    label = next(office.archive.snapshot.quads(NamedNode(lille), LABEL, None, NETWORK)).object
    assert found(office, speaking(office, f"<{lille}> <{LABEL.value}> {label} .")) == []
    before = read(speaking(office, named(lille, "Avant")))
    assert found(office, speaking(office, named(lille)), before) == []
    assert found(office, dossier(office.quartier)) == []
