"""One task in a process of its own; its limits are tried by ``quartierkg convert`` (tests/cli/test_convert.py)."""

from __future__ import annotations

import multiprocessing
import os
from functools import partial

import pytest

from quartierkg.errors import WorkerLost
from quartierkg.workers import alone


def test_a_process_that_dies_is_told_and_leaves_nothing() -> None:
    """However it ends, whoever waits learns it at once."""
    others = set(multiprocessing.active_children())
    with pytest.raises(WorkerLost, match="nothing is written"):
        alone(partial(os._exit, 3), 120, 100)
    assert set(multiprocessing.active_children()) <= others
