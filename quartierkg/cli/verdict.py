"""``quartierkg verdict replay``: a decision of the register, recomputed from what the journal keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quartierkg.charter.outcome import DECISION_NAMES, Decision
from quartierkg.cli import options, output
from quartierkg.cli.command import Command, Group
from quartierkg.cli.journal import folder
from quartierkg.cli.parameter import Argument
from quartierkg.errors import NotFound
from quartierkg.journal import Ledger
from quartierkg.language import Language, Text
from quartierkg.register.case import Case
from quartierkg.register.documents import Documents
from quartierkg.register.register import Register
from quartierkg.register.replay import Replayed, decision, replay, same_shapes

_SAME: Final = Text("Même verdict : {}, au {}.", "The same verdict: {}, as of {}.")
_OTHER: Final = Text("Un autre verdict : {} alors, {} aujourd’hui.", "Another verdict: {} then, {} today.")
_DIFFERS: Final = Text("Diffère : {}", "Differs: {}")
_SHAPES: Final = Text(
    "Les formes de la charte ne sont plus celles d’alors.", "The shapes of the charter are not those of then."
)
_ENGINES: Final = Text("Moteurs : {} ; alors : {}.", "Engines: {}; then: {}.")
_DIFFERENT: Final = 1


@dataclass(frozen=True, slots=True)
class Replay:
    """Which decision."""

    decision: str
    store: str | None

    def run(self, language: Language) -> int:
        """Recompute it, and compare.

        :raises NotFound: when there is no such decision, or it rests on no verdict.
        :raises Gone: when the bytes that it needs were erased.
        :raises StoreFault: when the journal is damaged.
        """
        with Ledger.open(folder(self.store)) as ledger:
            ledger.verify()
            case, entry = _found(Register.of(ledger), self.decision)
            found = replay(case, decision(case, entry), Documents(ledger).data)
        then, now = (DECISION_NAMES[Decision(one.outcome)] for one in (found.then, found.now))
        said = _SAME.filled(now, found.then.day) if found.same else _OTHER.filled(then, now)
        output.write(said.in_(language) + "\n")
        for name in found.differences:
            output.write(_DIFFERS.filled(name).in_(language) + "\n")
        if not same_shapes(found.then):
            output.say(_SHAPES.in_(language))
        output.say(_ENGINES.filled(*_engines(found)).in_(language))
        return 0 if found.same else _DIFFERENT


def _found(register: Register, said: str) -> tuple[Case, int]:
    """The case of a decision, and its entry."""
    for case in register.cases.values():
        for event in case.happened:
            if event.move and str(event.entry) == said:
                return case, event.entry
    raise NotFound(
        Text(f"Il n’y a pas de décision « {said} ».", f"There is no decision {said!r}."),
        remedy=Text(
            "Donnez le numéro de son entrée : « quartierkg journal list ».",
            "Give the number of its entry: “quartierkg journal list”.",
        ),
    )


def _engines(found: Replayed) -> tuple[str, str]:
    return tuple(  # type: ignore[return-value]
        ", ".join(f"{one['name']} {one['version']}" for one in judgement.engines)
        for judgement in (found.now, found.then)
    )


command = Group(
    "verdict",
    Text("Recalcule les verdicts du registre.", "Recomputes the verdicts of the register."),
    (
        Command(
            "replay",
            Text(
                "Recalcule le verdict d’une décision d’après le journal, et le compare.",
                "Recomputes the verdict of a decision by the journal, and compares it.",
            ),
            Replay,
            (
                Argument(
                    "decision",
                    Text("DÉCISION", "DECISION"),
                    Text("Numéro de l’entrée du journal.", "Number of the journal’s entry."),
                ),
                options.store(),
            ),
        ),
    ),
)
