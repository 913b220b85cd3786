"""The two files at the top of the repository by which catalogues and readers know the software."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

import quartierkg
from tests.samples import ROOT

yaml: Any = pytest.importorskip("yaml")
PROJECT: Any = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# The lists of the standard (publiccode.yml, core: platforms, developmentStatus, softwareType).
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
TYPES = {"standalone/web", "standalone/backend", "standalone/desktop", "standalone/other", "library", "addon"}


def read(name: str) -> Any:
    """One of the files."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_publiccode_has_what_its_standard_asks_for() -> None:
    """Every mandatory key is there, of its kind and with a value of its list."""
    found = read("publiccode.yml")
    mandatory = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description"}
    assert mandatory | {"legal", "maintenance", "localisation"} <= found.keys()
    assert found["developmentStatus"] in STATUSES
    assert found["softwareType"] in TYPES
    assert {"web", "linux"} <= set(found["platforms"])
    assert found["localisation"]["localisationReady"] is True
    assert found["maintenance"]["type"] == "community"
    assert all(contact["name"] for contact in found["maintenance"]["contacts"])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_publiccode_describes_the_software_in_both_languages(language: str) -> None:
    """Of the lengths that the standard sets: 35, 150 and from 500 to 10,000 characters."""
    found = read("publiccode.yml")
    description = found["description"][language]
    assert language in found["localisation"]["availableLanguages"]
    assert len(description["genericName"]) <= 35
    assert len(description["shortDescription"]) <= 150
    assert 500 <= len(description["longDescription"]) <= 10_000
    assert description["features"]


def test_publiccode_says_what_the_project_says() -> None:
    """Name, licence and version stand in pyproject.toml and in the package; they are not said twice in two ways."""
    found = read("publiccode.yml")
    assert found["name"] == PROJECT["name"]
    assert found["legal"]["license"] == PROJECT["license"]
    assert found["softwareVersion"] == quartierkg.__version__


def test_the_citation_has_what_its_format_asks_for() -> None:
    """Citation File Format 1.2.0: the format's version, a message, a title and at least one author."""
    found = read("CITATION.cff")
    assert {"cff-version", "message", "title", "authors"} <= found.keys()
    assert found["cff-version"] == "1.2.0"
    assert found["type"] == "software"
    assert all(author.keys() & {"name", "family-names"} for author in found["authors"])


def test_the_citation_says_what_the_project_says() -> None:
    """Title, version, licence, description, authors and keywords are those of pyproject.toml."""
    found = read("CITATION.cff")
    assert found["title"] == PROJECT["name"]
    assert found["version"] == quartierkg.__version__
    assert found["license"] == PROJECT["license"]
    assert found["abstract"] == PROJECT["description"]
    assert [author["name"] for author in found["authors"]] == [author["name"] for author in PROJECT["authors"]]
    assert found["keywords"] == PROJECT["keywords"]
