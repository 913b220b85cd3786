"""The requirements of a charter, listed: as text for people, as JSON for programs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from quartierkg.charter import verdict
from quartierkg.charter.document import Charter, Requirement
from quartierkg.charter.outcome import Severity
from quartierkg.charter.rules import RuleSet
from quartierkg.charter.verdict import Row
from quartierkg.language import Language, Text
from quartierkg.report import words
from quartierkg.report.text import WIDTH

_APART: Final = Text("Hors critères", "Outside the criteria")
_CRITERION: Final = Text("Critère", "Criterion")
_NO_GATE: Final = Text("à aucune étape", "at no gate")
_AT_GATE: Final = Text("dès l’étape « {} »", "from the gate “{}”")


def as_text(charter: Charter, rules: RuleSet, language: Language) -> str:
    """The requirements by criterion, each with its sentence, its gate and its weight."""
    return "\n".join(_lines(charter, _weighed(charter, rules), language)) + "\n"


def as_json(charter: Charter, rules: RuleSet) -> str:
    """The same as JSON, in both languages."""
    return (
        json.dumps(
            {
                "version": charter.version,
                "title": _both(charter.title),
                "revises": charter.base,
                "illustrative": charter.illustrative,
                "profile": rules.profile,
                "gate": rules.gate,
                "criteria": [{"number": found.number, "label": _both(found.label)} for found in charter.criteria],
                "requirements": [_object(row) for row in _weighed(charter, rules)],
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def _weighed(charter: Charter, rules: RuleSet) -> tuple[Row, ...]:
    """Every row with the weight that the rules give it."""
    return verdict.rows(charter, rules.rules.values(), (), ())


def _lines(charter: Charter, rows: Iterable[Row], language: Language) -> Iterator[str]:
    rows = tuple(rows)
    yield charter.title.in_(language)
    groups = [(f"{_CRITERION.in_(language)} {c.number} – {c.label.in_(language)}", c.number) for c in charter.criteria]
    for title, number in (*groups, (_APART.in_(language), None)):
        yield from ("", title)
        shown = [row for row in rows if next(iter(row.requirement.shown_under), None) == number]
        for quote, under in groupby(shown, key=lambda row: row.requirement.quote):
            yield from ("", *_sentence(quote, language))
            yield from (_row(row, language) for row in under)


def _sentence(quote: Text, language: Language) -> list[str]:
    """The charter's sentence, exact in French, else translated."""
    said = words.quoted(quote, language)
    return textwrap.wrap(said, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)


def _row(row: Row, language: Language) -> str:
    found = row.requirement
    return f"    {found.id}  {found.label.in_(language)} – {_weight(found, row.severity, language)}"


def _weight(requirement: Requirement, severity: Severity | None, language: Language) -> str:
    gate = _NO_GATE.in_(language)
    if requirement.gate is not None:
        gate = _AT_GATE.in_(language).format(words.GATES[requirement.gate].in_(language))
    return f"{words.WEIGHTS[severity].in_(language)}, {gate}"


def _object(row: Row) -> dict[str, object]:
    found = row.requirement
    return {
        "id": found.id,
        "label": _both(found.label),
        "quote": _both(found.quote),
        "mustState": _both(found.must_state),
        "criteria": list(found.shown_under),
        "decides": found.decides,
        "gate": found.gate,
        "level": found.level,
        "decidedBy": found.decided_by,
        "severity": row.severity.value if row.severity else None,
    }


def _both(text: Text) -> dict[str, str]:
    return {"fr": text.fr, "en": text.en}
