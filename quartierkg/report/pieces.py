"""A format that is written as verdicts come in: a head, a piece for each verdict, and a foot with the counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from quartierkg.charter.verdict import Verdict
from quartierkg.language import Language
from quartierkg.report.batch import Batch, Ending


class Foot(Protocol):
    """What stands after the last piece."""

    def __call__(self, ending: Ending, language: Language, *, after: bool) -> str:
        """The text of it.

        :param after: whether there is a piece before it.
        """


class Pieces(NamedTuple):
    """The parts of a report, of which only one is in memory at a time."""

    head: Callable[[Language], str]
    piece: Callable[[Verdict, Language], str]
    between: str
    """What stands between two pieces."""
    foot: Foot

    def whole(self, batch: Batch, language: Language) -> str:
        """The report of a batch that is there already."""
        body = self.between.join(self.piece(verdict, language) for verdict in batch.verdicts)
        return self.head(language) + body + self.foot(batch, language, after=bool(batch.verdicts))


def nothing(_: Language) -> str:
    """The head of a format that has none."""
    return ""
