"""Is a label genuine and in force: every variant has its own answer."""

from __future__ import annotations

import pytest

from quartierkg.label import verification
from quartierkg.label.state import State
from tests.label import samples
from tests.label.variants import Variant, genuine, variants


@pytest.mark.parametrize("one", [*genuine(), *variants()], ids=lambda one: one.name)
def test_each_variant_is_told_for_what_it_is(one: Variant) -> None:
    """Valid only what is genuine and in force; everything else for its own reason."""
    lists = [samples.source(found) for found in one.lists]
    found = verification.verify(samples.source(one.label), one.issuer, lists, at=one.at)
    assert found.state is one.state
    assert (found.credential is None) == (one.state in {State.TAMPERED, State.UNKNOWN_ISSUER})
