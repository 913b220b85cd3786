"""French names after « de » and « à »."""

from __future__ import annotations

import pytest

from quartierkg.preposition import of, to


@pytest.mark.parametrize(
    ("name", "after_of", "after_to"),
    [
        ("Écluse", "d’Écluse", "à Écluse"),
        ("Le Quai", "du Quai", "au Quai"),
        ("Les Anges", "des Anges", "aux Anges"),
        ("La Cale", "de La Cale", "à La Cale"),
        ("Université de l’Ouest", "de l’Université de l’Ouest", "à l’Université de l’Ouest"),
        ("Ville de Rennes", "de la Ville de Rennes", "à la Ville de Rennes"),
        ("Le", "de Le", "à Le"),
        ("Ondes", "d’Ondes", "à Ondes"),
    ],
)
def test_french_names_are_joined_to_what_stands_before_them(name: str, after_of: str, after_to: str) -> None:
    """« de » and « à » as French writes them before an article, a vowel and a common noun."""
    assert (of(name), to(name)) == (after_of, after_to)
