"""What differs between two versions of the charter, for people: the requirements, then what it does to dossiers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from quartierkg.charter.comparison import Comparison, RowChange
from quartierkg.charter.difference import Change, Difference, Field, Kind, Reading, RowDifference, Values
from quartierkg.charter.outcome import DECISION_NAMES, OUTCOME_NAMES, Severity
from quartierkg.charter.rules import GATES, PROFILES
from quartierkg.charter.verdict import Row
from quartierkg.language import Language, Text
from quartierkg.report import words
from quartierkg.report.text import wrapped

_TITLE: Final = Text("Différences entre deux versions de la charte", "Differences between two versions of the charter")
_BEFORE: Final = Text("avant", "before")
_AFTER: Final = Text("après", "after")
_NONE: Final = Text("Aucune différence.", "No difference.")
_KINDS: Final = {
    Kind.ADDED: Text("Exigences ajoutées", "Requirements added"),
    Kind.REMOVED: Text("Exigences retirées", "Requirements removed"),
    Kind.CHANGED: Text("Exigences modifiées", "Requirements changed"),
}
FIELDS: Final = {
    Field.THRESHOLD: Text("seuil", "threshold"),
    Field.SHAPES: Text("formes SHACL modifiées", "SHACL shapes changed"),
    Field.SEVERITY: Text("poids", "weight"),
    Field.GATE: Text("dès l’étape", "from the gate"),
    Field.LEVEL: Text("niveau", "level"),
    Field.COMPARATOR: Text("comparaison", "comparison"),
    Field.DECIDED_BY: Text("appréciée par", "decided by"),
    Field.DECIDES: Text("critère décidé", "criterion decided"),
    Field.CRITERIA: Text("montrée sous les critères", "shown under the criteria"),
    Field.DERIVED_FROM: Text("découle de", "follows from"),
    Field.QUOTE: Text("phrase", "sentence"),
    Field.LABEL: Text("intitulé", "name"),
    Field.MUST_STATE: Text("à déclarer", "to be stated"),
    Field.READING: Text("lecture retenue", "reading adopted"),
}
_CONCEPTS: Final = frozenset((Field.LEVEL, Field.COMPARATOR, Field.DECIDED_BY))
_NOTHING: Final = Text("(rien)", "(nothing)")
_ABSENT: Final = Text("exigence absente", "no such requirement")
_IN_PROFILE: Final = Text("profil {}", "profile {}")
_AT_GATE: Final = Text("étape « {} »", "gate “{}”")
_DOSSIERS: Final = Text(
    "Dossiers dont une exigence change d’issue", "Dossiers in which a requirement comes out otherwise"
)
_OF: Final = Text("{} sur {}", "{} of {}")
_SAME: Final = Text("rien ne change", "nothing changes")


def as_text(found: Difference, compared: Sequence[Comparison], language: Language) -> str:
    """The differences, and what they do to some dossiers where there are any."""
    lines = [*_heading(found, language), *_requirements(found, language)]
    if compared:
        lines += _dossiers(compared, language)
    return "\n".join(lines) + "\n"


def _heading(found: Difference, language: Language) -> Iterator[str]:
    yield _TITLE.in_(language)
    for name, charter in ((_BEFORE, found.before), (_AFTER, found.after)):
        yield from wrapped(f"{name.in_(language):<7}{charter.title.in_(language)}", 9, "  ")


def _requirements(found: Difference, language: Language) -> Iterator[str]:
    if not found.rows:
        yield from ("", _NONE.in_(language))
    for kind, title in _KINDS.items():
        rows = found.of(kind)
        if rows:
            yield from ("", f"{title.in_(language)} ({len(rows)})")
        for row in rows:
            yield ""
            yield from _row(row, language)


def _row(row: RowDifference, language: Language) -> Iterator[str]:
    shown = row.after or row.before
    assert shown is not None  # one of the two versions has it
    yield from wrapped(f"{row.id}  {shown.label.in_(language)}", 4, "  ")
    for change in row.changes:
        if row.kind is Kind.CHANGED or change.field is not Field.LABEL:
            yield from wrapped(
                words.titled(FIELDS[change.field], _change(row.kind, change, language), language), 8, "    "
            )


def _change(kind: Kind, change: Change, language: Language) -> str:
    """Before and after, or the one that there is; with profile and gate where they matter."""
    sides = {
        Kind.ADDED: (change.after,),
        Kind.REMOVED: (change.before,),
        Kind.CHANGED: (change.before, change.after),
    }[kind]
    if change.field is Field.SHAPES:  # what they say stands in the shapes
        sides = (tuple(dict.fromkeys((*change.before, *change.after))),)
    said = " → ".join(_values(change.field, values, language) for values in sides)
    where = _where(change.readings)
    return f"{said} ({where.in_(language)})" if where else said


def _values(field: Field, values: Values, language: Language) -> str:
    return ", ".join(_value(field, value).in_(language) for value in values) or _NOTHING.in_(language)


def _value(field: Field, value: Text) -> Text:
    """A value as a reader knows it."""
    if field is Field.SEVERITY:
        return words.WEIGHTS[Severity(value.en)]
    if field is Field.GATE:
        return words.GATES[value.en]
    if field is Field.QUOTE:
        return Text(words.quoted(value, "fr"), words.quoted(value, "en"))
    return words.concept(value.en) if field in _CONCEPTS else value


def _where(readings: Sequence[Reading]) -> Text | None:
    """The profiles and gates of a difference, as shortly as they can be named."""
    if not readings:
        return None
    profiles = {profile for profile, _ in readings}
    gates = {gate for _, gate in readings}
    whole = len(readings) == len(profiles) * len(gates)
    names: list[Text] = []
    if whole and len(profiles) < len(PROFILES):
        names += [_IN_PROFILE.filled(_same(profile)) for profile in sorted(profiles)]
    if whole and len(gates) < len(GATES):
        names += [_AT_GATE.filled(words.GATES[gate]) for gate in sorted(gates)]
    if not whole:
        names = [_same(f"{profile}/{gate}") for profile, gate in readings]
    return Text(", ".join(name.fr for name in names), ", ".join(name.en for name in names))


def _dossiers(compared: Sequence[Comparison], language: Language) -> Iterator[str]:
    changed = sum(1 for entry in compared if entry.rows or entry.decision_changes)
    yield ""
    yield words.titled(_DOSSIERS, _OF.in_(language).format(changed, len(compared)), language)
    for entry in compared:
        yield ""
        yield from wrapped(_named(entry).in_(language), 4, "  ")
        yield from wrapped(_decisions(entry).in_(language), 6, "    ")
        for change in entry.rows:
            yield from wrapped(_outcomes(change, language), 8, "    ")


def _named(entry: Comparison) -> Text:
    """The file, and the Quartier that it is about."""
    name = entry.after.quartier_name or words.UNNAMED
    return Text(f"{entry.after.source_name} – {name.fr}", f"{entry.after.source_name} – {name.en}")


def _decisions(entry: Comparison) -> Text:
    before, after = DECISION_NAMES[entry.before.outcome], DECISION_NAMES[entry.after.outcome]
    if entry.decision_changes:
        return Text(f"{before.fr} → {after.fr}", f"{before.en} → {after.en}")
    return after if entry.rows else Text(f"{after.fr}, {_SAME.fr}", f"{after.en}, {_SAME.en}")


def _outcomes(change: RowChange, language: Language) -> str:
    row = change.after or change.before
    assert row is not None
    label = f"{row.requirement.id}  {row.requirement.label.in_(language)}"
    sides = " → ".join(_outcome(side).in_(language) for side in (change.before, change.after))
    return words.titled(_same(label), sides, language)


def _outcome(row: Row | None) -> Text:
    if row is None:
        return _ABSENT
    outcome, weight = OUTCOME_NAMES[row.outcome], words.WEIGHTS[row.severity]
    return Text(f"{outcome.fr} ({weight.fr})", f"{outcome.en} ({weight.en})")


def _same(said: str) -> Text:
    return Text.alike(said)
