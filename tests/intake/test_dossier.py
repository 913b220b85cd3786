"""One file, one dossier."""

from __future__ import annotations

import pytest

from quartierkg.errors import NotADossier
from tests.samples import changed, read, verdict


def test_a_file_without_a_dossier_is_unreadable() -> None:
    """RDF that holds no qn:Dossier cannot be judged."""
    with pytest.raises(NotADossier, match="no dossier"):
        read("<http://a.example/> <http://b.example/> 1 .")


def test_a_file_with_two_dossiers_is_unreadable() -> None:
    """Two dossiers in one file are not guessed between."""
    with pytest.raises(NotADossier, match="2 dossiers"):
        read(changed() + "<http://a.example/> a qn:Dossier .")


def test_two_quartiers_in_one_dossier_are_not_met() -> None:
    """A dossier is about one Quartier: a second one is a fault of form that decides."""
    found = verdict(
        changed(("qn:concerns qid:port-lumiere", "qn:concerns qid:port-lumiere , :autre")) + ":autre a qn:Quartier ."
    )
    assert found.outcome.value == "notMet"
    assert any(finding.shape and finding.shape.endswith("Form-quartier") for finding in found.findings)


def test_an_untyped_quartier_is_judged_and_not_met() -> None:
    """A Quartier that is not typed meets every shape all the same, and its missing type decides."""
    text = changed(("qid:port-lumiere a qn:Quartier ;", "qid:port-lumiere"))
    found = verdict(text.replace("qid:port-lumiere", "<http://inconnu.example/quartier>"))
    assert found.outcome.value == "notMet"
    assert any(finding.shape and finding.shape.endswith("Form-type") for finding in found.findings)


def test_a_dossier_without_a_quartier_passes_no_row_of_it() -> None:
    """No vacuous pass: a row whose shape met no focus node is not stated."""
    found = verdict(changed(("    qn:concerns qid:port-lumiere ;\n", "")))
    of_quartier = {r.requirement.id: r.outcome.value for r in found.rows if r.requirement.decides and r.severity}
    assert set(of_quartier.values()) == {"notStated"}
    assert found.outcome.value == "notMet"
