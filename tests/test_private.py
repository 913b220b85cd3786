"""A file for its owner alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from quartierkg import private
from quartierkg.errors import StoreFault


@pytest.mark.skipif(sys.platform == "win32", reason="rights of this kind are not those of Windows")
def test_nobody_else_may_read_it_even_where_it_was_there_before(tmp_path: Path) -> None:
    """A new file in a new folder, and one that everybody could read; what is in it stays."""
    fresh, known = tmp_path / "folder" / "fresh", tmp_path / "known"
    known.write_text("kept")
    known.chmod(0o644)
    for path in (fresh, known):
        private.touch(path)
        assert path.stat().st_mode & 0o777 == 0o600
    assert known.read_text() == "kept"


def test_what_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A folder in the place of the file."""
    with pytest.raises(StoreFault) as caught:
        private.touch(tmp_path)
    assert str(tmp_path) in caught.value.text.fr
    assert str(tmp_path) in caught.value.text.en
