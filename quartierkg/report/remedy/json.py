"""What is missing for the label, for programs, by the schema beside this file (JSON Schema 2020-12)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from quartierkg.charter.finding import Finding
from quartierkg.charter.remedy.change import Value, is_new
from quartierkg.charter.remedy.example import Limit
from quartierkg.charter.remedy.plan import Plan, Step
from quartierkg.charter.verdict import Row
from quartierkg.language import Text
from quartierkg.report.remedy.told import Teller, Told, unheard
from quartierkg.terms import is_blank

SCHEMA_VERSION: Final = "1"
_SCHEMA: Final = "remedy.schema.json"

Object = dict[str, Any]


def write(plan: Plan) -> str:
    """The remedies of one dossier, in both languages."""
    return json.dumps(value(plan), ensure_ascii=False, indent=2) + "\n"


def schema() -> str:
    """The JSON Schema of what :func:`write` writes."""
    return (files("quartierkg.report.remedy") / _SCHEMA).read_text(encoding="utf-8")


def value(plan: Plan) -> Object:
    """The remedies of one dossier, as the objects that JSON has."""
    verdict, teller = plan.verdict, Teller(plan)
    ids = {row.requirement.iri: row.requirement.id for row in verdict.rows}
    return {
        "schemaVersion": SCHEMA_VERSION,
        "dossier": verdict.dossier,
        "quartier": verdict.quartier,
        "source": {"file": verdict.source_name, "sha256": verdict.source_sha256, "mediaType": verdict.media_type},
        "charter": verdict.charter.version,
        "profile": verdict.profile,
        "gate": verdict.gate,
        "day": verdict.day,
        "contextGraphSha256": verdict.context_sha256,
        "outcome": verdict.outcome.value,
        "remedies": [_step(step, teller, ids) for step in plan.steps],
        "unread": [_unread(finding) for finding in unheard(verdict)],
        "following": _ids(plan.following),
        "withoutRemedy": _ids(plan.without),
        "awaiting": _ids(plan.awaiting),
        "afterwards": plan.afterwards.value,
        "complete": plan.complete,
    }


def _unread(finding: Finding) -> Object:
    place = finding.position
    return {
        "node": finding.focus,
        "label": _both(finding.focus_label),
        "path": finding.path,
        "message": _both(finding.message),
        "position": None if place is None else place.value(),
    }


def _ids(rows: Iterable[Row]) -> list[str]:
    return [row.requirement.id for row in rows]


def _step(step: Step, teller: Teller, ids: dict[NamedNode, str]) -> Object:
    return {
        "effort": {"iri": step.effort.iri.value, "rank": step.effort.rank, "label": _both(step.effort.label)},
        "label": _both(step.remedy.label),
        "requirements": [ids[row] for row in step.rows if row in ids],
        "changes": [_change(told, teller) for told in teller.told(step)],
    }


def _change(told: Told, teller: Teller) -> Object:
    change = told.change
    wanted = teller.wanted(change)
    limit = change.stands_for.threshold if isinstance(change.stands_for, Limit) else None
    place = told.place
    return {
        "node": _node(change.node),
        "label": _both(told.thing),
        "path": change.predicate.value,
        "pathLabel": _both(told.predicate),
        "found": [_written(found) for found in change.removed],
        "adds": _node(change.makes) if change.makes is not None else None,
        "wanted": None if wanted is None or change.makes is not None else _both(wanted),
        "threshold": None if limit is None else {"comparator": f"sh:{limit.comparator}", "limit": limit.limit},
        "unit": limit.unit if limit is not None else None,
        "missing": None if told.missing is None else _both(told.missing),
        "message": _both(told.said),
        "position": None if place is None else place.value(),
    }


def _node(node: NamedNode) -> str | None:
    """A thing by its address; one that is brought in by a name within this answer, one without an address by none."""
    if is_new(node):
        return "_:" + node.value.removeprefix("urn:quartierkg:").replace(":", "")
    return None if is_blank(node) else node.value


def _written(found: Value) -> str | None:
    return found.value if isinstance(found, Literal) else _node(found)


def _both(text: Text) -> Object:
    return {"fr": text.in_("fr"), "en": text.en}
