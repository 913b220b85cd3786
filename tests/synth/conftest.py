"""A fictional network, made once."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad

from quartierkg.snapshot.graphs import NETWORK
from quartierkg.synth import network
from tests.synth.statements import SIZE, Statements


@pytest.fixture(scope="session")
def quads() -> list[Quad]:
    """A network."""
    return list(network(SIZE, 7, NETWORK))


@pytest.fixture(scope="session")
def stated(quads: list[Quad]) -> Statements:
    """The same, to look things up in."""
    return Statements(quads)
