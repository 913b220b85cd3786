"""Outlines: where there is one, it is where the country is."""

from __future__ import annotations

import pytest

from quartierkg.publish.picture.outline import outline


def test_france_is_where_it_is() -> None:
    """The mainland and Corsica, within the corners that any atlas gives."""
    mainland, *islands = sorted(outline("FR"), key=len, reverse=True)
    longitudes, latitudes = zip(*mainland, strict=True)
    assert -5.2 < min(longitudes) < -4.4
    assert 8 < max(longitudes) < 8.4
    assert 42 < min(latitudes) < 43
    assert 51 < max(latitudes) < 51.3
    assert any(41 < south < 43.1 and 8.5 < east < 9.7 for ring in islands for east, south in ring)


@pytest.mark.parametrize("code", ["GP", "WF", "ZZ"])
def test_what_has_no_outline_is_drawn_without(code: str) -> None:
    """A territory that the library has no outline of, and a code that there is not."""
    assert outline(code) == ()
