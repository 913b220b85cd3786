"""A verdict for the register: by both engines, on the exact bytes, and kept so that anybody can have it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from pyoxigraph import NamedNode, Triple

from quartierkg.charter import context as contexts
from quartierkg.charter import rules
from quartierkg.charter.check import Question, check, data_graph
from quartierkg.charter.engines import Choice
from quartierkg.charter.finding import Finding
from quartierkg.charter.outcome import Outcome, Severity
from quartierkg.charter.rules import Gate, Profile
from quartierkg.charter.verdict import Verdict
from quartierkg.errors import Refused
from quartierkg.intake import dossier as dossiers
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.register.case import Judgement
from quartierkg.report import register as written

_FOUND: Final = Text("Trouvé : {}.", "Found: {}.")
_VALUES: Final = 3


@dataclass(frozen=True, slots=True)
class Ruling:
    """What came of it."""

    dossier: Dossier = field(repr=False)
    verdict: Verdict = field(repr=False)
    judgement: Judgement

    @property
    def found(self) -> dict[str, Text]:
        """What it found of each requirement that is not passed, by its identifier; of the dossier's form under none."""
        told: dict[str, Text] = {}
        for finding in self.verdict.findings:
            if finding.severity is Severity.VIOLATION and finding.yields is not Outcome.NOT_APPLICABLE:
                told.setdefault(finding.requirement or "", _said(finding))
        return told

    def statements(self, iri: NamedNode, *, illustrative: bool) -> Iterator[Triple]:
        """What the register states of the verdict, once it is public."""
        return written.triples(self.verdict, iri, illustrative=illustrative)


def judge(
    source: Source,
    context: Source,
    gate: Gate,
    day: str,
    *,
    award: str | None = None,
    profile: Profile = "charter",
    version: str | None = None,
    engine: Choice = "both",
) -> Ruling:
    """The verdict on a dossier, in a context.

    :param award: the day of the award that is proposed.
    :param version: the version of the charter, where it is not for the dossier, and for today, to choose it.
    :param engine: whatever is filed or awarded is judged by both.
    :raises Unreadable: when the dossier cannot be read.
    :raises EngineFault: when the engines disagree: then nothing is decided.
    """
    found = dossiers.read(source)
    around = contexts.read([context], day=day, award=award)
    verdict = check(found, around, Question(profile=profile, gate=gate, engine=engine, version=version))
    return Ruling(found, verdict, _kept(verdict, award))


def require_own(source: Source, context: Source, day: str) -> Dossier:
    """The dossier of some bytes, where every statement is one that it may make.

    What ``validate`` sets aside and reports is refused here: another's IRIs, its own award, the schema's terms.

    :raises Unreadable: when the bytes are no dossier.
    :raises Refused: when a statement is not the dossier's to make; the error names the first.
    """
    found = dossiers.read(source)
    aside = [one for one in data_graph(found, contexts.read([context], day=day))[1] if not one.judged]
    if aside:
        first = aside[0]
        raise Refused(
            Text(
                f"{len(aside)} énoncé(s) que le dossier ne peut faire, dont : {first.triple}. {first.reason.fr}",
                f"{len(aside)} statement(s) that a dossier cannot make, among them: {first.triple}. {first.reason.en}",
            ),
            source=source.name,
            remedy=Text(
                "« quartierkg validate » les montre tous ; enlevez-les.",
                "“quartierkg validate” shows all of them; remove them.",
            ),
        )
    return found


def kept(judgement: Judgement) -> dict[str, Any]:
    """A verdict as an act keeps it."""
    return asdict(judgement)


def _said(finding: Finding) -> Text:
    values = [one.label.with_unit(one.unit) for one in finding.found[:_VALUES]]
    if not values:
        return finding.message
    values = [one.shortened() for one in values]
    more = _FOUND.filled(Text(", ".join(one.fr for one in values), ", ".join(one.en for one in values)))
    return Text(f"{finding.message.fr} {more.fr}", f"{finding.message.en} {more.en}")


def _kept(verdict: Verdict, award: str | None) -> Judgement:
    return Judgement(
        gate=verdict.gate,
        profile=verdict.profile,
        day=verdict.day,
        outcome=verdict.outcome.value,
        criteria={str(one.number): one.outcome.value for one in verdict.criteria},
        rows={row.requirement.id: row.outcome.value for row in verdict.rows if row.decides},
        charter=verdict.charter.version,
        shapes_sha256=rules.digest(verdict.charter.version),
        source_sha256=verdict.source_sha256,
        context_sha256=verdict.context_sha256,
        engines=[{"name": engine.name, "version": engine.version} for engine in verdict.engines],
        award=award,
    )
