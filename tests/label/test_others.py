"""Our credentials before another implementation (``tests/vc``): one process of Node.js judges all variants at once.

Without Node.js, or where ``npm ci`` was not run there, the checks are skipped; with ``QUARTIERKG_VC=1`` they are not.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import Any

import pytest

from quartierkg.label import documents
from tests.label.variants import Variant, genuine, variants
from tests.samples import ROOT

FOLDER = ROOT / "tests" / "vc"
LIBRARY = FOLDER / "node_modules" / "@digitalbazaar" / "vc"


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    """What the other implementation says of each variant."""
    node = shutil.which("node") if LIBRARY.is_dir() else None
    if node is None and os.environ.get("QUARTIERKG_VC") != "1":
        pytest.skip(
            "Node.js or @digitalbazaar/vc is missing (npm ci --prefix tests/vc): no other opinion on our labels"
        )
    assert node is not None, "QUARTIERKG_VC=1, and the libraries are not there: npm ci --prefix tests/vc"
    question = {
        "contexts": {address: json.loads(documents.text(address)) for address in documents.CONTEXTS},
        "cases": [asked(one) for one in (*genuine(), *variants())],
    }
    command = [node, str(FOLDER / "verify.mjs")]
    done = subprocess.run(command, input=json.dumps(question), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return {answer["name"]: answer for answer in json.loads(done.stdout)}


def asked(one: Variant) -> dict[str, Any]:
    """A variant as the question of the other implementation."""
    form = "token" if isinstance(one.label, str) else "credential"
    return {
        "name": one.name,
        form: one.label,
        "controller": one.issuer.document(),
        "lists": one.lists,
        "at": one.at.isoformat(),
    }


def test_another_implementation_accepts_our_labels(answers: dict[str, dict[str, Any]]) -> None:
    """Both forms, with their status lists: verified, and marked in none."""
    for one in genuine():
        assert answers[one.name] == {"name": one.name, "verified": True, "marked": [], "error": None}


def test_another_implementation_refuses_every_variant(answers: dict[str, dict[str, Any]]) -> None:
    """What was tampered with, replayed, swapped, signed by others, expired or withdrawn: none of it passes."""
    asked = [one.name for one in variants() if one.general]
    assert len(asked) > 50
    assert [name for name in asked if answers[name]["verified"] and not answers[name]["marked"]] == []


def test_another_implementation_reads_our_status_lists(answers: dict[str, dict[str, Any]]) -> None:
    """It finds the bit of a withdrawal and that of a suspension, in lists that it verified."""
    marked = {name: answers[name]["marked"] for name in ("withdrawn", "suspended", "token: withdrawn")}
    assert marked == {"withdrawn": ["revocation"], "suspended": ["suspension"], "token: withdrawn": ["revocation"]}


def test_the_lock_names_no_host() -> None:
    """Whoever installs the libraries takes them out of the registry that they use."""
    lock = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    assert all("integrity" in package for name, package in lock["packages"].items() if name)
