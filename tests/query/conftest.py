"""A snapshot of two graphs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quartierkg.snapshot import Archive, Snapshot

NETWORK = '@prefix ex: <http://example.org/> . ex:a ex:p "one" . ex:b ex:p "two", 3 .'
STATIONS = '@prefix ex: <http://example.org/> . ex:station ex:p "gare" .'


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Three statements in graph/network, one in graph/stations."""
    root: Path = tmp_path_factory.mktemp("data")
    for name, content in (("real", NETWORK), ("stations", STATIONS)):
        (root / "network" / name).mkdir(parents=True)
        (root / "network" / name / "data.ttl").write_text(content)
    with Archive(None, root) as archive:
        yield archive.snapshot
