"""Who counts as one person."""

from __future__ import annotations

import pytest

from quartierkg.register.guard import alike

ONE = "<oidc-0123456789abcdef>"
TWO = "<oidc-fedcba9876543210>"


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Ada Lovelace", "ADA LOVELACE", True),
        ("Ada Lovelace", "Ada King", False),
        # The provider tells, whatever the name is by now.
        (f"Ada Lovelace {ONE}", f"Ada King {ONE}", True),
        (f"Ada Lovelace {ONE}", f"Ada Lovelace {TWO}", False),
        # Of a token that does not say whom the provider means, the name decides, and against two.
        (f"Ada Lovelace {ONE}", "ada lovelace", True),
        ("Ada Lovelace", f"Ada Lovelace {TWO}", True),
        (f"Ada Lovelace {ONE}", "Ada King", False),
        # A name that is given at the provider cannot pose as somebody else.
        (f"Ada {TWO} {ONE}", f"Ada {TWO}", False),
        (f"Ada {TWO} {ONE}", f"Bob {ONE}", True),
    ],
)
def test_two_people_are_told_apart_by_the_provider_or_by_their_name(name: str, other: str, *, same: bool) -> None:
    """Where it cannot be told, they count as one: nobody decides twice."""
    assert alike(name, other) is same
    assert alike(other, name) is same
