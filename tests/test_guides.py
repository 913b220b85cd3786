"""The documents for those who work on the product or report on it: what they name is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from quartierkg.settings import NAMES
from tests.samples import ROOT

GUIDES: Final = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "THREAT_MODEL.md")),
    *(ROOT / "docs" / name for name in ("architecture.md", "notices.md", "tutorials/README.md")),
]
_FOLDERS: Final = r"(?:\.ci|benchmarks|data|deploy|docs|frontend|ontology|quartierkg|requirements|shapes|tests)"
# What is made on each machine, and what a placeholder stands in.
_ABSENT: Final = re.compile(r"NQNN|criterion-N|static/built|/{ID}")


def text(guide: Path) -> str:
    """A guide without its blocks of commands."""
    return re.sub(r"^```.*?^```", "", guide.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.relative_to(ROOT).as_posix())
def test_every_file_that_a_guide_names_is_there(guide: Path) -> None:
    """Links from where it stands, and paths of the clone between backticks."""
    said = text(guide)
    links = {link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", said) if "://" not in link}
    assert [link for link in links if link and not (guide.parent / link).exists()] == []
    paths = set(re.findall(rf"`({_FOLDERS}/[\w./-]*)(?:::\w+)?`", said))
    assert [path for path in paths if not _ABSENT.search(path) and not (ROOT / path).exists()] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.relative_to(ROOT).as_posix())
def test_every_part_that_a_guide_links_has_its_heading(guide: Path) -> None:
    """Whoever follows a link arrives at what it is about."""
    lost = []
    for link, part in re.findall(r"\]\(([^)#\s]*\.md)?#([^)\s]+)\)", text(guide)):
        target = guide.parent / link if link else guide
        headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
        known = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
        if part not in known:
            lost.append(f"{link}#{part}")
    assert lost == []


def test_an_option_that_a_guide_names_is_one() -> None:
    """Of the pages of the law: each is a setting of the service."""
    options = re.findall(r"`--([a-z-]+)`", (ROOT / "docs" / "notices.md").read_text(encoding="utf-8"))
    assert {option.replace("-", "_") for option in options} <= set(NAMES)
