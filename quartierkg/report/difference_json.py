"""What differs between two versions of the charter, for programs: in both languages, with SHACL's and our own names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from quartierkg.charter.comparison import Comparison
from quartierkg.charter.difference import Change, Difference, Field, RowDifference, Values
from quartierkg.charter.document import Charter, Requirement
from quartierkg.charter.verdict import Row
from quartierkg.errors import Unreadable
from quartierkg.language import Text

_TEXTS: Final = frozenset((Field.THRESHOLD, Field.QUOTE, Field.LABEL, Field.MUST_STATE, Field.READING))

Object = dict[str, object]


def as_json(found: Difference, compared: Sequence[Comparison], unreadable: Sequence[Unreadable]) -> str:
    """The differences, what they do to some dossiers, and the files that could not be judged."""
    whole = {
        "before": _charter(found.before),
        "after": _charter(found.after),
        "requirements": [_row(row) for row in found.rows],
        "dossiers": [_dossier(entry) for entry in compared],
        "unreadable": [{"file": fault.source, "message": _both(fault.text)} for fault in unreadable],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _charter(charter: Charter) -> Object:
    return {"version": charter.version, "title": _both(charter.title), "illustrative": charter.illustrative}


def _row(row: RowDifference) -> Object:
    return {
        "id": row.id,
        "kind": row.kind.value,
        "before": _iri(row.before),
        "after": _iri(row.after),
        "changes": [_change(change) for change in row.changes],
    }


def _change(change: Change) -> Object:
    return {
        "field": change.field.value,
        "before": _values(change.field, change.before),
        "after": _values(change.field, change.after),
        "readings": [{"profile": profile, "gate": gate} for profile, gate in change.readings],
    }


def _values(field: Field, values: Values) -> list[object]:
    return [_both(value) if field in _TEXTS else value.en for value in values]


def _dossier(entry: Comparison) -> Object:
    return {
        "file": entry.after.source_name,
        "dossier": entry.after.dossier,
        "quartier": entry.after.quartier,
        "profile": entry.after.profile,
        "gate": entry.after.gate,
        "day": entry.after.day,
        "before": entry.before.outcome.value,
        "after": entry.after.outcome.value,
        "requirements": [
            {
                "id": next(row.requirement.id for row in (change.after, change.before) if row),
                "before": _outcome(change.before),
                "after": _outcome(change.after),
            }
            for change in entry.rows
        ],
    }


def _outcome(row: Row | None) -> Object | None:
    if row is None:
        return None
    return {"outcome": row.outcome.value, "severity": row.severity.value if row.severity else None}


def _iri(row: Requirement | None) -> str | None:
    return row.iri.value if row else None


def _both(text: Text) -> dict[str, str]:
    return {"fr": text.fr, "en": text.en}
