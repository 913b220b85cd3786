"""What outcomes are called: one word in each language, wherever they are told."""

from __future__ import annotations

import pytest

from quartierkg import vocabulary
from quartierkg.charter.outcome import BY_TERM, DECISION_NAMES, OUTCOME_NAMES, Decision, Outcome
from quartierkg.language import LANGUAGES, Language
from quartierkg.report import words as reports
from quartierkg.terms import term
from quartierkg.web import words as pages
from quartierkg.web.network import words as network

TERMS = {Decision.MET: "qn:Met", Decision.AWAITING: "qn:Awaiting", Decision.NOT_MET: "qn:NotMet"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_reports_and_graphs_have_one_word_for_each_outcome(language: Language) -> None:
    """That of the ontology: of a requirement, of a criterion, and of a whole dossier."""
    said = vocabulary.bundled()
    for iri, outcome in BY_TERM.items():
        word = getattr(OUTCOME_NAMES[outcome], language)
        assert said.label(iri, language) == word
        assert getattr(reports.COLUMNS[outcome], language) == word
        assert getattr(pages.OUTCOMES[outcome.value], language) == word
        assert getattr(network.OUTCOMES[outcome.value][0], language) == word
    for decision, name in TERMS.items():
        assert said.label(term(name), language) == getattr(DECISION_NAMES[decision], language)
    assert len({getattr(one, language) for one in OUTCOME_NAMES.values()}) == len(Outcome)
