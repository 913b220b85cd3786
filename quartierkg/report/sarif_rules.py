"""The rules of SARIF: a descriptor for each requirement of the charter, and one for each finding that has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quartierkg.charter.document import Charter, Requirement
from quartierkg.charter.outcome import Severity
from quartierkg.charter.verdict import Verdict
from quartierkg.language import Language, Text
from quartierkg.report import words
from quartierkg.report.entry import Entry
from quartierkg.report.sarif_log import Object
from quartierkg.terms import CHARTER

# What never decides is told all the same.
LEVELS: Final[dict[Severity | None, str]] = {
    Severity.VIOLATION: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
    None: "note",
}
_FORM: Final = "dossier-form"
_ASIDE: Final = "statement-set-aside"


def rules(charter: Charter, verdicts: Sequence[Verdict], language: Language) -> list[Object]:
    """A descriptor for each row of a charter, in its order, and those of the form and of what was set aside (3.49).

    :param verdicts: of one run, which weigh the rows all alike.
    """
    rows = verdicts[0].rows if verdicts else ()
    levels = {row.requirement.id: LEVELS[row.severity] for row in rows}
    described = [_rule(charter, found, levels.get(found.id), language) for found in charter.requirements]
    apart = ((_FORM, words.FORM, words.FORM_ABOUT), (_ASIDE, words.SET_ASIDE, words.SET_ASIDE_ABOUT))
    return [*described, *(_plain(*entry, language) for entry in apart)]


def rule_id(entry: Entry) -> str:
    """The rule that an entry is about."""
    if entry.row is not None:
        return entry.row.requirement.id
    return _FORM if entry.finding is not None and entry.finding.shape else _ASIDE


def _rule(charter: Charter, found: Requirement, level: str | None, language: Language) -> Object:
    described: Object = {
        "id": found.id,
        "shortDescription": {"text": found.label.in_(language)},
        "fullDescription": {"text": words.quoted(found.quote, language)},
        "help": {"text": words.titled(words.REQUIRED, found.must_state.in_(language), language)},
        "helpUri": f"{CHARTER}{charter.version}#{found.id}",
    }
    if level is not None:
        described["defaultConfiguration"] = {"level": level}
    return described


def _plain(name: str, label: Text, about: Text, language: Language) -> Object:
    return {
        "id": name,
        "shortDescription": {"text": label.in_(language)},
        "fullDescription": {"text": about.in_(language)},
        "help": {"text": about.in_(language)},
    }
