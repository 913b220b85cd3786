"""The remedies of a dossier for its page: worked out by a process of their own, for so long and no longer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quartierkg.charter.remedy.plan import plan
from quartierkg.errors import NotReady, QuartierError, TooLarge, Unanswered
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.report.remedy.advice import Advice, advice
from quartierkg.web import judge
from quartierkg.web.clerks import Clerks
from quartierkg.web.judge import Case
from quartierkg.web.latest import Latest
from quartierkg.web.shares import Shares
from quartierkg.workbook import reading

_MOST: Final = 64
_WAITING: Final = 32
"""So many may wait for theirs, whoever they are; of one client so many as :data:`_OF_ONE`."""
_OF_ONE: Final = 3
_SECONDS: Final = 8.0
"""Of CPU that are tried for."""
_PATIENCE: Final = 15.0
"""Seconds that an answer waits; what is worked out meanwhile goes on, for whoever asks again."""
_LARGEST: Final = 2 * 2**20
_LATER: Final = Text(
    "Les remèdes se cherchent encore : demandez-les de nouveau dans quelques secondes.",
    "The remedies are still being looked for: ask for them again in a few seconds.",
)
_TOO_LARGE: Final = Text(
    "Le dossier est trop grand pour que ses remèdes se cherchent ici : « quartierkg remedy » le fait.",
    "The dossier is too large for its remedies to be looked for here: “quartierkg remedy” does it.",
)
_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and how to charge it."""

    client: str
    spend: Callable[[float], None]
    """Is told how many seconds were worked for it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of the search, and what it took."""

    advice: Advice | QuartierError
    seconds: float


@dataclass(frozen=True, slots=True)
class Advising:
    """The question what a dossier lacks; it goes to another process whole."""

    case: Case
    data: Path | None

    def done(self) -> Found:
        """The answer: the advice, or why the dossier cannot be read or an engine fails."""
        begun = time.process_time()
        found: Advice | QuartierError
        try:
            dossier = reading.dossier(self.case.dossiers[0])
            found = advice(plan(dossier, judge.context(self.case, self.data), self.case.question, _SECONDS))
        except QuartierError as fault:
            found = fault
        return Found(found, time.process_time() - begun)


class Advisers:
    """Who works the remedies out; the register has clerks of its own, which nobody keeps busy by asking for advice."""

    def __init__(self, memory: int, data: Path | None) -> None:
        """Nobody yet.

        :param memory: how much their process may take, in MiB.
        :param data: the folder that replaces the bundled data.
        """
        self._clerks, self._data = Clerks(memory, count=1), data
        self._shares = Shares(1, _OF_ONE)
        # The shares say whose turn it is: each client waits for its own.
        self._latest: Latest[_Key, Advice] = Latest(_MOST, waiting=_WAITING, together=_MOST)

    def known(self, case: Case, dossier: Source) -> Advice | None:
        """The remedies of one dossier of a case, where somebody asked for them lately."""
        return self._latest.known(_key(_alone(case, dossier)))

    async def advice(self, case: Case, dossier: Source, asking: Asking) -> Advice:
        """The remedies of one dossier of a case.

        :raises TooLarge: when they are not looked for in so large a dossier.
        :raises Unanswered: when they are not found by now, or too many wait for theirs.
        :raises QuartierError: when the dossier cannot be read, or an engine fails.
        """
        if len(dossier.data) > _LARGEST:
            raise TooLarge(_TOO_LARGE)
        alone = _alone(case, dossier)
        try:
            making = self._latest.get(_key(alone), lambda: self._made(alone, asking))
            return await asyncio.wait_for(making, _PATIENCE)
        except TimeoutError as late:
            raise NotReady(_LATER) from late

    async def _made(self, alone: Case, asking: Asking) -> Advice:
        async with self._shares.mine(asking.client):
            begun = time.monotonic()
            try:
                found = await self._clerks.do(Advising(alone, self._data).done)
            except Unanswered:
                asking.spend(time.monotonic() - begun)
                raise
        asking.spend(found.seconds)
        if isinstance(found.advice, QuartierError):
            raise found.advice
        return found.advice

    async def stop(self) -> None:
        """End their process."""
        await self._clerks.stop()


def _alone(case: Case, dossier: Source) -> Case:
    return Case((dossier,), case.contexts, case.question, case.day, case.award)


def _key(alone: Case) -> _Key:
    (dossier,) = alone.dossiers
    digests = tuple(source.sha256 for source in (dossier, *alone.contexts))
    return (digests, dossier.name, dossier.media_type, alone.question, alone.day, alone.award)
