"""The addresses of rows: given, short, made from names, or none."""

from __future__ import annotations

import pytest

from quartierkg.terms import BLANK, term
from quartierkg.workbook import address
from quartierkg.workbook.address import Addresses
from quartierkg.workbook.cell import Bad
from tests.workbook.growth import lines_run

BASE = "https://x.example/d/"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Hangar des Lanternes", "hangar-des-lanternes"),
        ("L’Œuvre d’été", "l-oeuvre-d-ete"),
        ("  R&D / 2024 ", "r-d-2024"),
        ("日本", ""),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_name_becomes_a_part_of_an_address(name: str, part: str) -> None:
    """Letters without accents, digits and hyphens."""
    assert address.slug(name) == part


def test_an_identifier_is_short_whole_or_of_a_blank_node() -> None:
    """Below the address of the dossier, an address of its own, or a name within the workbook."""
    found = Addresses(BASE)
    assert found.given("lot-a").value == f"{BASE}lot-a"
    assert found.given("https://y.example/z").value == "https://y.example/z"
    assert found.given("<tag:y,2024:z>").value == "tag:y,2024:z"
    assert found.given("_:n").value.startswith(BLANK)
    assert found.given("_:n") == found.given("_:n") != found.given("_:m")


@pytest.mark.parametrize("identifier", ["deux mots", "a:b", "<x>", "a|b", " ", "50%", "http://[::1", "<http://[::1>"])
def test_what_is_no_address_is_told(identifier: str) -> None:
    """Spaces, brackets, unknown prefixes, and what no IRI may hold (RFC 3987)."""
    with pytest.raises(Bad):
        Addresses(BASE).given(identifier)


def test_things_of_one_name_are_one_and_of_one_slug_are_not() -> None:
    """A name gives the same address each time; another name that would give it gets a number."""
    found = Addresses(BASE)
    lot = term("qn:Lot")
    assert found.named(lot, "a b") == found.named(lot, "a b")
    assert found.named(lot, "a-b").value == f"{BASE}lot/a-b-2"
    assert found.named(term("qn:RealEstateOffer"), "a b").value == f"{BASE}real-estate-offer/a-b"


def test_a_known_thing_goes_by_its_address_or_by_a_prefix_of_ours() -> None:
    """Anything else names nothing."""
    assert address.known("qn:Month") == term("qn:Month")
    assert address.known("mois") is None
    assert address.known("http://[::1") is None
    assert not address.is_absolute("http://[::1")
    assert address.known("nobody:x") is None
    assert address.known("https://x.example/a b") is None


def test_names_that_leave_nothing_for_an_address_are_numbered_one_after_the_other() -> None:
    """Names in another script: the numbers go on from the last, and pass over what is taken already."""
    found, lot, many = Addresses(BASE), term("qn:Lot"), 300
    assert found.named(lot, "x 2").value == f"{BASE}lot/x-2"
    made = [found.named(lot, chr(0x4E00 + number)).value for number in range(many)]
    assert made == [f"{BASE}lot/x", *(f"{BASE}lot/x-{number}" for number in range(3, many + 2))]


def test_twice_as_many_such_names_are_twice_the_work() -> None:
    """No name is looked for from the first number again: tens of thousands would take minutes."""

    def numbered(many: int) -> int:
        found, lot = Addresses(BASE), term("qn:Lot")
        return lines_run(lambda: [found.named(lot, chr(0x4E00 + number)) for number in range(many)])

    assert numbered(600) < 2.5 * numbered(300)
