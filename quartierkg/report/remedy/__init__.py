"""What is missing for the label, told to people and to programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from quartierkg.charter.remedy.plan import Plan
from quartierkg.language import Language
from quartierkg.report.remedy import json, text, ttl

WRITERS: Final[dict[str, Callable[[Plan, Language], str]]] = {
    "text": text.write,
    "json": lambda plan, _: json.write(plan),
    "ttl": ttl.write,
}
"""The formats: a sheet, data, and a patch in Turtle with placeholders."""
