"""Names on pictures."""

from __future__ import annotations

import pytest

from quartierkg.web.network.names import short


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Quartier de Port-Lumière", "Port-Lumière"),
        ("Quartier de la Tour-de-Sel", "Tour-de-Sel"),
        ("Quartier de l’Ancre-Noire", "Ancre-Noire"),
        ("Quartier des Quatre-Vents", "Quatre-Vents"),
        ("Val-Claire Quartier", "Val-Claire"),
        ("Quartier Aulne d’Argent 1 (fictif)", "Aulne d’Argent 1"),
        ("Rennes – Saint-Malo", "Rennes – Saint-Malo"),
        ("Quartier", "Quartier"),
        ("", ""),
    ],
)
def test_what_all_have_in_common_is_left_out(name: str, shown: str) -> None:
    """The word Quartier, and what a mark tells already."""
    assert short(name) == shown
