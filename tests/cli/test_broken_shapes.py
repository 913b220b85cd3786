"""The shapes are linted before anything is served or judged with them: a broken one stops the product at its start.

An installation finds its shapes beside the package, so a copy of the clone with its own shapes is all that is needed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quartierkg.charter.linted import RECORD
from tests.charter.lint import copied
from tests.samples import BASE, journey

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "QUARTIERKG_"))}
# In a shape without a name.
FAULT = (
    "criterion-7.ttl",
    '(qn:linkedTo)."@en ;\n    sh:property [ sh:path qn:linkedTo ; sh:maxCount 0',
    '(qn:linkedTo)."@en ;\n    sh:property [ sh:path qn:linkedTo ; sh:maxcount 0',
)
COLUMN = len("    sh:property [ sh:path qn:linkedTo ; ") + 1


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of the product with shapes of its own."""
    return copied.installation(tmp_path)


def start(clone: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the copy to its end."""
    environment = {**ENVIRONMENT, "PYTHONPATH": str(clone), "LC_ALL": "en_GB.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "quartierkg", *map(str, words)]
    return subprocess.run(command, capture_output=True, env=environment, cwd=clone, timeout=120, encoding="utf-8")


@pytest.mark.parametrize("words", [("serve", "--port", "0"), ("validate", BASE)], ids=["serve", "validate"])
def test_a_broken_shape_stops_the_start(clone: Path, words: tuple[str, ...]) -> None:
    """Exit code 2, the file and the line on standard error, and nothing listened on or judged."""
    line = copied.broken(clone / "shapes", *FAULT)
    done = start(clone, *words)
    assert done.returncode == 2
    assert f"{clone / 'shapes' / '1' / 'criterion-7.ttl'}:{line + 1}:{COLUMN}: " in done.stderr
    assert "sh:maxcount" in done.stderr
    assert done.stdout == ""


def test_a_file_that_is_not_turtle_stops_the_start(clone: Path) -> None:
    """A syntax error is told in the same way, not as an error of the program."""
    line = copied.broken(clone / "shapes", *FAULT[:2], "sh:property ] [ sh:minCount 1")
    done = start(clone, "serve", "--port", "0")
    assert done.returncode == 2
    assert f"criterion-7.ttl:{line}:" in done.stderr
    assert "Traceback" not in done.stderr


@journey
def test_changed_shapes_without_a_fault_are_used_and_can_be_recorded(clone: Path) -> None:
    """A change is linted at each start until --record renews the digest."""
    changed = clone / "shapes" / "1" / "criterion-7.ttl"
    changed.write_text(changed.read_text(encoding="utf-8") + "\n# A remark.\n", encoding="utf-8")
    record = clone / "shapes" / "1" / RECORD
    before = record.read_text(encoding="ascii")
    assert start(clone, "validate", BASE).returncode == 0
    assert record.read_text(encoding="ascii") == before
    done = start(clone, "shapes", "lint", "--record")
    assert (done.returncode, done.stdout) == (0, "")
    assert str(record) in done.stderr
    assert record.read_text(encoding="ascii") != before


def test_broken_shapes_are_never_recorded(clone: Path) -> None:
    """--record with a fault prints the fault, exits 2 and leaves the digest as it was."""
    record = clone / "shapes" / "1" / RECORD
    before = record.read_text(encoding="ascii")
    copied.broken(clone / "shapes", *FAULT)
    done = start(clone, "shapes", "lint", "--record")
    assert done.returncode == 2
    assert "criterion-7.ttl:" in done.stdout
    assert record.read_text(encoding="ascii") == before
