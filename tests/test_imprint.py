"""What the operator says for the pages of the law."""

from __future__ import annotations

import pytest

from quartierkg import settings
from quartierkg.errors import UsageFault
from quartierkg.imprint import IMPRINT, Imprint


def test_nothing_is_said_for_an_operator_who_says_nothing() -> None:
    """No name is made up."""
    assert settings.read({}, {}).imprint == Imprint(None, None, None, None, None)


@pytest.mark.parametrize("name", IMPRINT)
def test_each_line_is_taken_as_it_is_given(name: str) -> None:
    """From the command line and the environment alike, with the spaces of French typography."""
    said = "Ville d’Écluse, 1 rue du Quai ; tél. 02\u00a000\u202f00 {x} <b>"
    assert getattr(settings.read({name: said}, {}).imprint, name) == said
    assert getattr(settings.read({}, {f"QUARTIERKG_{name.upper()}": f" {said} "}).imprint, name) == said


@pytest.mark.parametrize("said", [" ", "a\nb", "a\x00", "\u202ea", "a" * 501, "\ud800"])
def test_what_is_no_line_of_text_is_refused(said: str) -> None:
    """Nothing that breaks a line, hides or turns what follows; the error names the option."""
    with pytest.raises(UsageFault, match="--data-officer"):
        settings.read({"data_officer": said}, {})
