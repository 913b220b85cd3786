"""Where the documents of a thing lie."""

from __future__ import annotations

import pytest

from quartierkg.site.places import Places, is_safe


@pytest.mark.parametrize("name", ["quartier/port-lumiere", "cœur", "c%C5%93ur", "x.ttl", "a b", "compte.rendu", "1"])
def test_a_name_is_that_of_its_file(name: str) -> None:
    """Where every file system can hold it."""
    assert Places.of([name]).stem(name) == f"id/{name}"


@pytest.mark.parametrize(
    "name",
    [
        *("..", "../x", "a/../../x", "/etc/passwd", "a//b", "a/", "./a", ".htaccess", "a/.git/b"),
        *("a\\b", "a:b", "a\nb", "a\x00b", "a?b", "a*b", 'a"b', "a<b", "a|b", "\x85"),
        *("con", "CON", "nul.txt", "a/lpt1", "com¹", "end.", "end ", "~x"),
        *("x" * 201, "/".join(["x" * 100] * 9), "é" * 101),
        *("a.html/b", "a.TTL/b", "data.json/x/y"),
    ],
)
def test_another_name_gives_way_to_a_digest(name: str) -> None:
    """Which is below the folder, too, and no name of a thing."""
    stem = Places.of([name]).stem(name)
    assert stem.startswith("id/~")
    assert len(stem) == len("id/~") + 32
    assert is_safe(name) is False
    assert is_safe(stem.removeprefix("id/")) is False


@pytest.mark.parametrize(("one", "other"), [("A/x", "a/X"), ("Straße", "STRASSE"), ("\u00e9", "e\u0301"), ("ſ", "S")])
def test_names_that_some_systems_take_for_one_are_kept_apart(one: str, other: str) -> None:
    """The first in order has its own, whatever order they come in."""
    found = Places.of([one, other])
    assert found == Places.of([other, one])
    first, second = sorted((one, other))
    assert found.stem(first) == f"id/{first}"
    assert found.stem(second).startswith("id/~")
