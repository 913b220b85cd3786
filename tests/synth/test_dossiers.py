"""The dossiers of a fictional network: their days are those of the history, and most are in order."""

from __future__ import annotations

from quartierkg.terms import CHARTER, term
from tests.synth.statements import SIZE, Node, Statements


def reached(stated: Statements, quartier: Node, state: str) -> str | None:
    """The day on which a Quartier reached a state."""
    events = stated.nodes(quartier, "qn:history")
    days = [
        day
        for one in events
        for day in stated.texts(one, "qn:happenedOn")
        if term(state) in stated.nodes(one, "qn:toState")
    ]
    return days[0] if days else None


def by_quartier(stated: Statements) -> dict[Node, Node]:
    """The dossier of each Quartier."""
    return {stated.nodes(dossier, "qn:concerns")[0]: dossier for dossier in stated.things("qn:Dossier")}


def disorderly(stated: Statements, quartier: Node, dossier: Node) -> bool:
    """Whether the label came before the signature of the charter, or before a criterion was realised."""
    labelled = reached(stated, quartier, "qn:Labelled")
    acts = stated.texts(dossier, "qn:charterSignature", "qn:signedOn")
    acts += stated.texts(dossier, "qn:realisation", "qn:realisedOn")
    return labelled is not None and max(acts) > labelled


def test_every_quartier_has_a_dossier(stated: Statements) -> None:
    """One, which answers the charter and a call that was open by then."""
    dossiers = by_quartier(stated)
    assert set(dossiers) == set(stated.things("qn:Quartier"))
    assert len(stated.things("qn:Dossier")) == SIZE
    for dossier in dossiers.values():
        assert stated.texts(dossier, "qn:answersCharter") == [CHARTER + "1"]
        (opened,) = stated.texts(dossier, "qn:answersCall", "qn:openedOn")
        (responded,) = stated.texts(dossier, "qn:respondedOn")
        assert opened <= responded
    assert 3 <= len(stated.things("qn:Call")) <= 20


def test_the_days_of_a_dossier_are_those_of_the_history(stated: Statements) -> None:
    """Interest, response, signature and calendar; a criterion is realised after the calendar was set."""
    for quartier, dossier in by_quartier(stated).items():
        signed = stated.texts(dossier, "qn:charterSignature", "qn:signedOn")
        calendar = stated.texts(dossier, "qn:calendar", "qn:determinedOn")
        realised = stated.texts(dossier, "qn:realisation", "qn:realisedOn")
        assert stated.texts(dossier, "qn:respondedOn") == [reached(stated, quartier, "qn:ResponseFiled")]
        assert calendar == [day for day in [reached(stated, quartier, "qn:CalendarSet")] if day]
        assert all(calendar[0] <= day for day in realised)
        declared = stated.texts(dossier, "qn:interest", "qn:declaredOn")
        assert declared in ([], [reached(stated, quartier, "qn:InterestDeclared")])
        if not disorderly(stated, quartier, dossier):
            last = reached(stated, quartier, "qn:AllCriteriaRealised")
            assert signed == [day for day in [reached(stated, quartier, "qn:CharterSigned")] if day]
            assert (len(realised) == 8) == (last is not None)
            assert last is None or max(realised) <= last


def test_a_few_labels_came_too_early(stated: Statements) -> None:
    """Before the signature, or before a criterion was realised: the questions about it find both."""
    found = [(q, d) for q, d in by_quartier(stated).items() if disorderly(stated, q, d)]
    assert 0.005 * SIZE <= len(found) <= 0.08 * SIZE
    early = [
        stated.texts(d, "qn:charterSignature", "qn:signedOn")[0] > (reached(stated, q, "qn:Labelled") or "")
        for q, d in found
    ]
    assert set(early) == {True, False}


def test_most_calendars_are_whole(stated: Statements) -> None:
    """A milestone for each of the eight criteria; some lack one or two."""
    whole = [len(stated.nodes(one, "qn:milestone", "qn:ofCriterion")) for one in stated.things("qn:Calendar")]
    assert set(whole) == {6, 7, 8}
    assert whole.count(8) >= 0.7 * len(whole)
