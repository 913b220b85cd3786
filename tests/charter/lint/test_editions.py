"""A version that revises another, linted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Triple

from quartierkg import edition
from quartierkg.charter.lint import editions
from quartierkg.terms import term

VERSION = "2-illustrative"


def test_what_is_shipped_names_anew_whatever_it_changes() -> None:
    """No fault in any version."""
    assert [fault for version in edition.versions() for fault in editions.check(version)] == []


def test_a_requirement_that_is_changed_under_its_old_name_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """QN-C5-01 becomes an asset without a name of its own: the fault names it and the way out."""
    found = edition.edition(VERSION)
    level = (term("qc:QN-C5-01"), term("qn:level"))
    changed = tuple(
        Triple(*level, term("qn:Asset")) if (triple.subject, triple.predicate) == level else triple
        for triple in found.statements
    )
    broken = replace(found, statements=changed)
    monkeypatch.setattr(editions, "edition", lambda version: broken if version == VERSION else edition.edition(version))
    (fault,) = editions.check(VERSION)
    assert fault.text.en == "QN-C5-01: changed by version 2-illustrative without a name of its own there."
    assert fault.remedy is not None
    assert "prov:wasRevisionOf" in fault.remedy.en
