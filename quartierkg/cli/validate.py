"""``quartierkg validate``: dossiers in, verdicts out."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

import click

from quartierkg.charter.check import Question
from quartierkg.charter.engines import Choice
from quartierkg.charter.linted import require_all_linted
from quartierkg.charter.rules import Gate, Profile
from quartierkg.cli import context, files, output
from quartierkg.cli.command import Command
from quartierkg.cli.course import Course, Result
from quartierkg.cli.crew import Hands
from quartierkg.cli.destination import Destination
from quartierkg.cli.job import Crew, Job, Wait
from quartierkg.cli.sink import Collected, Sink, Streamed
from quartierkg.cli.validation import MORE, PARAMETERS, SUMMARISED, TEXT
from quartierkg.errors import EngineFault, QuartierError, Unreadable, UsageFault
from quartierkg.language import Language, Text
from quartierkg.report import pieces, writer
from quartierkg.report.format import WRITTEN, Format

# From so many files on, a person at a terminal sees how far it got.
_MANY: Final = 20
_JUDGING: Final = Text("Dossiers", "Dossiers")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Validate:
    """What was asked: which files, how they are to be judged, and by whom."""

    files: tuple[str, ...]
    engine: Choice
    profile: Profile
    gate: Gate
    format: str
    target: str | None
    context: tuple[str, ...]
    award_date: str | None
    day: str | None
    media_type: str
    jobs: int | None
    cluster: str | None
    fail_fast: bool
    summary_only: bool

    def run(self, language: Language) -> int:
        """Judge every file; one that cannot be judged never stops the others, unless that was asked for.

        :raises ShapesFault: when the shapes are broken: nothing is judged then.
        """
        found = self._format()
        hands = Hands(self.jobs, self.cluster)
        destination = Destination(self.target, binary=found.binary)
        # The geometry library starts threads for linear algebra that it never does here: a tenth of the whole run.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        require_all_linted()
        around = context.given(self.context, self.media_type, day=self.day, award=self.award_date)
        names = files.named(self.files)
        question = Question(self.profile, self.gate, self.engine)
        job = Job(around, question, "" if self.summary_only else found.name, language, alone=len(names) == 1)
        course = Course()
        with destination.opened() as write, hands.at_work(job, len(names)) as crew:
            sink = _sink(found, language, write)
            shown = not (destination.seen and found.streams and job.format)  # there, the sheets are the progress
            with _progress(len(names), language, shown=shown) as step:
                course.follow(_results(names, crew, self.media_type), sink, step, fail_fast=self.fail_fast)
            course.tally.not_looked_at = len(names) - course.looked_at
            course.complain(language, all_of_them=not (self.format == TEXT and destination.seen))
            sink.end(course.tally)
        if course.interrupted:
            raise KeyboardInterrupt
        return EngineFault.exit_code if course.failures else course.tally.exit_code

    def _format(self) -> Format:
        """The format; what cannot be written is said before the work."""
        found = WRITTEN[self.format]
        writer(found.name)
        if self.summary_only and found.name not in SUMMARISED:
            known = ", ".join(SUMMARISED)
            raise UsageFault(
                Text(f"--summary-only : formats {known} seulement.", f"--summary-only: formats {known} only.")
            )
        return found


def _results(names: Sequence[str], crew: Crew, media_type: str) -> Iterator[Result]:
    """What came of each file, in the order of the files; as many are under way as the crew takes."""
    begun: deque[tuple[str, Wait | Unreadable | EngineFault]] = deque()
    for name in names:
        begun.append((name, _guarded(name, partial(_begin, crew, name, media_type))))
        if len(begun) >= crew.ahead:
            yield _settled(*begun.popleft())
    while begun:
        yield _settled(*begun.popleft())


def _begin(crew: Crew, name: str, media_type: str) -> Wait:
    return crew.begin(files.read(name, media_type))


def _settled(name: str, begun: Wait | Unreadable | EngineFault) -> Result:
    return begun if isinstance(begun, QuartierError) else _guarded(name, begun)


def _guarded(name: str, work: Callable[[], T]) -> T | Unreadable | EngineFault:
    """What some work on a file comes to, or what went wrong; that costs this file alone.

    :raises QuartierError: when no file could be judged that way.
    """
    try:
        return work()
    except Unreadable as fault:
        return fault
    except EngineFault as fault:
        fault.source = name
        return fault
    except QuartierError:
        raise
    except Exception as error:  # a defect of ours: it is told, and costs this file alone
        return _unforeseen(error, name)


def _sink(found: Format, language: Language, write: Callable[[str | bytes], None]) -> Sink:
    written = pieces(found.name)
    return Collected(writer(found.name), language, write) if written is None else Streamed(written, language, write)


@contextmanager
def _progress(count: int, language: Language, *, shown: bool) -> Iterator[Callable[[], None]]:
    """A bar with the time that is left on standard error, when there are many files and a person is looking."""
    if shown and count > _MANY and output.on_terminal(sys.stderr):
        with click.progressbar(
            length=count, label=_JUDGING.in_(language), show_pos=True, show_percent=True, file=sys.stderr
        ) as bar:
            yield lambda: bar.update(1)
    else:
        yield lambda: None


def _unforeseen(error: Exception, name: str) -> EngineFault:
    said = f"{type(error).__name__}: {error}"
    return EngineFault(
        Text(f"Erreur imprévue (« {said} »).", f"Unforeseen error ({said})."),
        source=name,
        remedy=Text("Signalez-la avec ce fichier.", "Report it with this file."),
    )


command = Command(
    "validate",
    Text("Juge des dossiers d’après la charte.", "Judges dossiers by the charter."),
    Validate,
    PARAMETERS,
    MORE,
)
