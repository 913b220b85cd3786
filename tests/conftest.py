"""What holds for every test."""

from __future__ import annotations

import gc


def pytest_collection_finish() -> None:
    """Leave what the tests are made of to itself: each of the thousands of collections would look through it again.

    A store is closed by a whole collection (``quartierkg.snapshot.revision``), which took half a second among all the
    tests, and takes as long as in a service without them.
    """
    gc.collect()
    gc.freeze()
