"""A fictional network that another generator made."""

from __future__ import annotations

from pathlib import Path

import pytest

from quartierkg import synth
from quartierkg.errors import StoreFault
from quartierkg.journal import Journal, Record
from quartierkg.snapshot import generator
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.synth import Recipe
from quartierkg.synth.recipe import FORMAT


def journaled(store: Path, *formats: int) -> Path:
    """A store in whose journal one network after another was made."""
    with Journal(store) as journal:
        for one in formats:
            said = Recipe(2, 1, one).written()
            journal.append([Record("synth", "synth", synth.MEDIA_TYPE, NETWORK.value, said, "who", "why")])
    return store


@pytest.mark.parametrize("formats", [(), (FORMAT,), (FORMAT - 1, FORMAT)])
def test_a_network_of_this_generator_is_accepted(tmp_path: Path, formats: tuple[int, ...]) -> None:
    """Also none, and one that took the place of another generator's."""
    generator.require_own(journaled(tmp_path / "store", *formats))


def test_a_network_of_another_generator_is_refused(tmp_path: Path) -> None:
    """With both ways out, in both languages."""
    with pytest.raises(StoreFault) as caught:
        generator.require_own(journaled(tmp_path / "store", FORMAT - 1))
    remedy = caught.value.remedy
    assert remedy is not None
    assert "quartierkg synth --store" in remedy.fr
    assert "la version de quartierkg qui a engendré le réseau" in remedy.fr
    assert "quartierkg synth --store" in remedy.en
    assert "the release of quartierkg that made the network" in remedy.en


def test_no_store_is_refused_for_its_absence(tmp_path: Path) -> None:
    """It is made by whoever opens it, and not here."""
    generator.require_own(tmp_path / "none")
    assert not (tmp_path / "none").exists()
