"""What is to be done at once: acts, the documents that they name, and what the graphs say differently then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Quad

from quartierkg.errors import Conflict, UsageFault
from quartierkg.intake.source import Source
from quartierkg.journal import Record
from quartierkg.language import Text
from quartierkg.register.act import Act
from quartierkg.register.case import Case
from quartierkg.register.refusal import Refusal
from quartierkg.register.surroundings import Around
from quartierkg.terms import ID


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be journaled in one step, as long as the case is the one that it was prepared on."""

    case: Case
    acts: tuple[Act, ...]
    documents: tuple[Source, ...] = ()
    stated: tuple[Quad, ...] = ()
    """What the published graphs say since."""
    unsaid: tuple[Quad, ...] = ()
    """What they say no longer."""
    around: Around | None = None
    """What its verdict rests on beside the case, where it rests on one."""

    @property
    def records(self) -> tuple[Record, ...]:
        """What the journal keeps, documents first."""
        by = self.acts[-1].by
        name = self.case.quartier.removeprefix(ID)
        kept = (
            Record("document", f"{name}: {one.name}", one.media_type or "", "", one.data, by, self.acts[-1].verb)
            for one in self.documents
        )
        return (*kept, *(act.record() for act in self.acts))

    @property
    def update(self) -> str | None:
        """What the graphs are changed by (SPARQL 1.1 Update, 3.1); None where they stay as they are."""
        parts = [
            f"{verb} DATA {{ {' '.join(map(_in_graph, quads))} }}"
            for verb, quads in (("DELETE", self.unsaid), ("INSERT", self.stated))
            if quads
        ]
        return " ;\n".join(parts) or None


class MoveRefused(UsageFault):
    """A move that the register does not make, with every reason."""

    status = 409
    kind = "move-refused"
    title = Text("Passage refusé", "Move refused")

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__(
            Text(
                " ".join(one.text.fr + _quoted(one, "fr") for one in refusals),
                " ".join(one.text.en + _quoted(one, "en") for one in refusals),
            ),
            remedy=_ways_out(refusals),
        )
        self.refusals = tuple(refusals)

    def __reduce__(self) -> tuple[object, ...]:
        """What makes it anew in another process."""
        return MoveRefused, (self.refusals,)


def _ways_out(refusals: Sequence[Refusal]) -> Text | None:
    """What can be done, each thing once; None where nothing is known."""
    found = dict.fromkeys(one.remedy for one in refusals if one.remedy is not None)
    return Text(" ".join(one.fr for one in found), " ".join(one.en for one in found)) if found else None


_QUOTES: Final = {"fr": " La charte : «\u00a0{}\u00a0»", "en": " The charter: “{}”"}


def _quoted(refusal: Refusal, language: str) -> str:
    row = refusal.requirement
    return "" if row is None else _QUOTES[language].format(row.quote.fr if language == "fr" else row.quote.en)


def stale(case: Case) -> Conflict:
    """The fault of a deed that was prepared on a case that is another one since."""
    return Conflict(
        Text(
            f"Le dossier de « {case.quartier} » a changé entre-temps.",
            f"The case of {case.quartier!r} has changed in between.",
        ),
        remedy=Text("Relisez-le, puis recommencez.", "Read it again, then try again."),
    )


def _in_graph(quad: Quad) -> str:
    return f"GRAPH {quad.graph_name} {{ {quad.triple} }}"
