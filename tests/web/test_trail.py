"""The pages above a page."""

from __future__ import annotations

import pytest

from quartierkg.web.trail import trail


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/queries/CQ01", ["/queries"]),
        ("/queries", []),
        ("/graph/network", ["/catalogue"]),
        ("/changes", ["/dumps"]),
        ("/charter/1", ["/charter"]),
        ("/id/quartier/brume", ["/search"]),
        ("/nothing", []),
    ],
)
def test_a_page_stands_below_the_list_that_it_is_in(path: str, above: list[str]) -> None:
    """A question below the questions, a graph below the catalogue; a list itself below the home page alone."""
    assert [address for address, _ in trail(path, live=True)] == above


def test_where_nobody_searches_nothing_stands_below_the_search() -> None:
    """A folder of files has no search."""
    assert trail("/id/quartier/brume", live=False) == ()
