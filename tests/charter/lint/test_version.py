"""The lint of a whole version: what only shows when profile and gate are laid over the base."""

from __future__ import annotations

from pathlib import Path

import pytest

from quartierkg import resources
from quartierkg.charter.lint import lint
from tests.charter.lint import copied


@pytest.fixture
def shapes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shapes that stands in for ours."""
    found = resources.folder
    copy = copied.shapes(tmp_path)
    monkeypatch.setattr(resources, "folder", lambda name: copy if name == "shapes" else found(name))
    return copy


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("criterion-5.ttl", "sh:path qn:fabLab ; sh:maxCount 0", "sh:path qn:fabLab ; sh:maxcount 0", "sh:maxcount"),
        ("gate/application.ttl", "qns:C7-01-failed sh:severity", "qns:C7-01-falied sh:severity", "not in the base"),
        ("profile/strict.ttl", "qns:EnoughDevices sh:q", "qns:EnougDevices sh:q", "not in the base"),
        ("profile/strict.ttl", "qns:TwoLabelledElsewhere a", "qns:TwoLabelledElswhere a", "nothing refers to"),
        (
            "profile/strict.ttl",
            "qns:EnoughDevices sh:qualifiedMinCount 2",
            "qns:EnoughDevices sh:minCount 2.5",
            "improper",
        ),
        ("gate/label.ttl", "qns:PlannedWithoutDate sh:in ()", "qns:PlannedWithoutDate sh:in 3", "improper"),
    ],
)
def test_a_fault_is_found_in_the_file_that_states_it(shapes: Path, file: str, old: str, new: str, words: str) -> None:
    """Base, profile and gate are linted together, and each fault names the file and the line where it stands."""
    line = copied.broken(shapes, file, old, new)
    found = [fault for fault in lint("1") if words in fault.text.en]
    assert {fault.file for fault in found} == {str(shapes / "1" / file)}
    assert {fault.place.line for fault in found if fault.place} == {line}


def test_an_overlay_of_a_shape_that_was_renamed_is_found(shapes: Path) -> None:
    """When the base renames a shape, what overlays still say of the old name is a fault of theirs."""
    copied.broken(shapes, "criterion-5.ttl", "qns:C5-01-failed a", "qns:C5-01-renamed a")
    found = [fault for fault in lint("1") if "not in the base" in fault.text.en]
    assert [Path(fault.file or "").name for fault in found] == ["application.ttl"]


def test_a_row_that_no_shape_judges_is_found(shapes: Path) -> None:
    """Without its shapes a decidable row is a fault: nothing passes for want of a rule."""
    path = shapes / "1" / "criterion-5.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("qn:judges qc:QN-C5-01", "qn:judges qc:QN-C5-02"), "utf-8")
    assert "QN-C5-01: no shape judges it." in [fault.text.en for fault in lint("1")]


def test_every_file_that_does_not_parse_is_told(shapes: Path) -> None:
    """Two broken files are two faults; nothing is said of shapes that were read in part."""
    for name in ("criterion-5.ttl", "form.ttl"):
        path = shapes / "1" / name
        path.write_text(path.read_text(encoding="utf-8") + "\nqns:Probe sh:path ] .", encoding="utf-8")
    assert [Path(fault.file or "").name for fault in lint("1")] == ["criterion-5.ttl", "form.ttl"]
