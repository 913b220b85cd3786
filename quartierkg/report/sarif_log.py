"""The parts of a SARIF log that say nothing of a verdict: tool, places, notifications (SARIF 2.1.0)."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import quartierkg
from quartierkg.errors import Place
from quartierkg.language import Language
from quartierkg.terms import BASE

VERSION: Final = "2.1.0"
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_NAME: Final = "quartierkg"

Object = dict[str, Any]


def write(runs: Sequence[Object]) -> str:
    """The log of some runs (3.13)."""
    return json.dumps({"$schema": SCHEMA, "version": VERSION, "runs": runs}, ensure_ascii=False, indent=2) + "\n"


def driver(language: Language, rules: Sequence[Object]) -> Object:
    """The tool itself, with its rules in one language (3.18.2)."""
    return {
        "name": _NAME,
        "version": quartierkg.__version__,
        "informationUri": BASE,
        "language": language,
        "rules": list(rules),
    }


def translation(language: Language, rules: Sequence[Object]) -> Object:
    """The rules in another language (3.14.9, 3.19.4)."""
    return {
        "name": _NAME,
        "language": language,
        "contents": ["localizedData"],
        "associatedComponent": {"name": _NAME},
        "rules": list(rules),
    }


def invocation(notifications: Sequence[Object]) -> Object:
    """How the run went (3.20): it succeeded when everything could be read."""
    return {"executionSuccessful": not notifications, "toolExecutionNotifications": list(notifications)}


def notification(kind: str, said: str, source: str | None, place: Place | None) -> Object:
    """What hindered the run (3.58): a file that could not be read."""
    found: Object = {"descriptor": {"id": kind}, "level": "error", "message": {"text": said}}
    if source:
        where = {"artifactLocation": {"uri": address(source)}, "region": region(place)}
        found["locations"] = [{"physicalLocation": where}]
    return found


def region(place: Place | None) -> Object:
    """Where in a file something stands (3.30); the first line stands for the whole file."""
    return {"startLine": place.line, "startColumn": place.column} if place else {"startLine": 1}


def address(name: str) -> str:
    """A file as a URI reference, relative to where the run was started where it lies below (3.4.3)."""
    path = Path(name)
    if path.is_absolute():
        here = Path.cwd()
        if not path.is_relative_to(here):
            return path.as_uri()
        path = path.relative_to(here)
    # A colon in the first segment would read as a scheme (RFC 3986, 4.2): it is escaped with the rest.
    return quote(os.path.normpath(path).replace(os.sep, "/"))


def fingerprint(*parts: str) -> str:
    """A short digest of what a result is recognised by (3.27.17)."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
