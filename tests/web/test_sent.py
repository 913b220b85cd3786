"""The members of a request to the register, each of its kind."""

from __future__ import annotations

import pytest

from quartierkg.errors import ParameterFault
from quartierkg.web.sent import members

OPTIONAL = ("criterion", "published", "motive")


@pytest.mark.parametrize(
    ("sent", "said", "remedy"),
    [
        (b'{"criterion": "4"}', "'criterion' is not a whole number.", "without quotes: 4"),
        (b'{"criterion": true}', "'criterion' is not a whole number.", "without quotes: 4"),
        (b'{"published": "true"}', "'published' is not a boolean.", "true or false"),
        (b'{"motive": 4}', "'motive' is not a text.", "between quotes"),
    ],
)
def test_a_member_of_another_kind_is_told_which_it_should_be(sent: bytes, said: str, remedy: str) -> None:
    """By name, with how it is written."""
    with pytest.raises(ParameterFault) as fault:
        members(sent, (), OPTIONAL)
    assert fault.value.text.en == said
    assert fault.value.remedy is not None
    assert remedy in fault.value.remedy.en
