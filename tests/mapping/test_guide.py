"""The example of docs/mappings.md, run as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from tests.cli.conftest import Run, run

GUIDE = Path(__file__).parents[2] / "docs" / "mappings.md"
BLOCK = re.compile(r"^```\w+ file=(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

__all__ = ["run"]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The blocks of the guide as files in the folder that commands run in."""
    found = dict(BLOCK.findall(GUIDE.read_text(encoding="utf-8")))
    folder = tmp_path / "ponds"
    folder.mkdir()
    for name, text in found.items():
        place = folder if name.endswith(".rq") or name in {"about.ttl", "contexts.json"} else tmp_path
        (place / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return found


def test_the_example_of_the_guide_does_what_the_guide_says(run: Run, written: dict[str, str]) -> None:
    """The result and the list, from the files as they are shown."""
    done = run("convert", "--from", "ponds", "theirs.ttl", "--output", "made.ttl", "--unmapped", "list.txt")
    assert done.exit_code == 0, done.stderr
    assert done.stderr == "3 énoncés n’ont été repris par aucune règle de «\u00a0ponds\u00a0».\n"
    made, ours = (parse(Path(name).read_bytes(), format=RdfFormat.TURTLE) for name in ("made.ttl", "ours.ttl"))
    assert {str(quad) for quad in made} == {str(quad) for quad in ours}
    assert Path("list.txt").read_text(encoding="utf-8") == written["left.txt"]
    Path("theirs.jsonld").write_text(
        '{"@context": "http://ponds.example/context", "@id": "urn:weir", "@type": "Pond", "ares": 2}'
    )
    assert "qn:usableArea 200" in run("convert", "--from", "ponds", "theirs.jsonld").stdout
