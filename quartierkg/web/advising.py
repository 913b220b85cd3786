"""The remedies of a dossier for its page: worked out by a process of their own, for so long and no longer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quartierkg.charter.remedy.plan import plan
from quartierkg.errors import QuartierError
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.report.remedy.advice import Advice, advice
from quartierkg.web import judge
from quartierkg.web.clerks import Clerks
from quartierkg.web.judge import Case
from quartierkg.web.latest import Latest
from quartierkg.workbook import reading

_MOST: Final = 64
_SECONDS: Final = 8.0
"""Of CPU that are tried for."""
_PATIENCE: Final = 5.0
"""Seconds that a page waits; what is worked out meanwhile goes on, for whoever looks at the page again."""
_LARGEST: Final = 2 * 2**20
_LATER: Final = Text(
    "Les remèdes se calculent encore : vérifiez de nouveau, ou rechargez la page d’un résultat gardé, dans quelques "
    "secondes.",
    "The remedies are still being worked out: check again, or reload the page of a kept result, in a few seconds.",
)
_TOO_LARGE: Final = Text(
    "Le dossier est trop grand pour que ses remèdes se cherchent ici : « quartierkg remedy » le fait.",
    "The dossier is too large for its remedies to be looked for here: “quartierkg remedy” does it.",
)


@dataclass(frozen=True, slots=True)
class Advising:
    """The question what a dossier lacks; it goes to another process whole."""

    case: Case
    data: Path | None

    def done(self) -> Advice:
        """The answer.

        :raises QuartierError: when the dossier cannot be read, or an engine fails.
        """
        dossier = reading.dossier(self.case.dossiers[0])
        return advice(plan(dossier, judge.context(self.case, self.data), self.case.question, _SECONDS))


class Advisers:
    """Who works the remedies out; the register has clerks of its own, which nobody keeps busy by asking for advice."""

    def __init__(self, memory: int, data: Path | None) -> None:
        """Nobody yet.

        :param memory: how much their process may take, in MiB.
        :param data: the folder that replaces the bundled data.
        """
        self._clerks, self._data = Clerks(memory, count=1), data
        self._latest: Latest[tuple[object, ...], Advice] = Latest(_MOST)

    async def advice(self, case: Case, dossier: Source) -> Advice | Text:
        """The remedies of one dossier of a case, or why there are none to show."""
        if len(dossier.data) > _LARGEST:
            return _TOO_LARGE
        alone = Case((dossier,), case.contexts, case.question, case.day, case.award)
        digests = tuple(source.sha256 for source in (dossier, *case.contexts))
        key = (digests, dossier.name, dossier.media_type, case.question, case.day, case.award)
        try:
            making = self._latest.get(key, lambda: self._clerks.do(Advising(alone, self._data).done))
            return await asyncio.wait_for(making, _PATIENCE)
        except TimeoutError:
            return _LATER
        except QuartierError as fault:
            return fault.text

    async def stop(self) -> None:
        """End their process."""
        await self._clerks.stop()
