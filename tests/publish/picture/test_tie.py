"""Ties: who is linked to whom, by whom it is declared, and which of them are drawn."""

from __future__ import annotations

from quartierkg.publish.picture.tie import DESKS, NETWORKED, SHARED, Tie, chosen, declared, partners, shared, strongest

PAIRS = [("a", "b"), ("b", "a"), ("a", "c")]
PRESENCES = [("a", "x"), ("b", "x"), ("c", "x"), ("a", "y"), ("b", "y"), ("d", "z")]


def test_a_link_that_both_declare_is_one_tie() -> None:
    """And one that a single side declares goes from that one."""
    assert set(declared(PAIRS, NETWORKED)) == {Tie("a", "b", NETWORKED, True), Tie("a", "c", NETWORKED, False)}


def test_actors_in_common_are_counted_by_pair() -> None:
    """Two for a and b, one for the other pairs; only among those that are wanted."""
    assert set(shared(PRESENCES, ("a", "b", "c", "d"))) == {
        Tie("a", "b", SHARED, True, 2),
        Tie("a", "c", SHARED, True),
        Tie("b", "c", SHARED, True),
    }
    assert list(shared(PRESENCES, ("c", "d"))) == []


def test_nobody_is_a_partner_of_itself() -> None:
    """By what is declared, and by actors."""
    assert partners(PAIRS, PRESENCES) == {"a": {"b", "c"}, "b": {"a", "c"}, "c": {"a", "b"}}
    assert partners([("a", "b")], []) == {"a": {"b"}, "b": {"a"}}


def test_the_most_linked_are_drawn_and_the_centre_first() -> None:
    """By what is declared before what is only shared, then by address; never more than were asked for."""
    linked = {"a": {"b", "c", "d"}, "b": {"a"}, "c": {"a", "d"}, "d": {"a", "c"}}
    assert chosen(linked, {"d": {"a"}, "a": {"d"}}, 3) == ("a", "d", "c")
    assert chosen(linked, {"c": {"b"}, "b": {"c"}}, 3, "d") == ("d", "c", "a")
    assert chosen(linked, {}, 10, "nobody") == ("nobody",)


def test_the_strongest_ties_are_kept() -> None:
    """Those of the centre, then what is declared, by both first, then by the number of actors."""
    ties = [Tie("b", "c", SHARED, True, 9), Tie("a", "b", DESKS, False), Tie("b", "d", NETWORKED, True)]
    assert strongest(ties, 2) == (ties[2], ties[1])
    assert strongest(ties, 1, "c") == (ties[0],)
