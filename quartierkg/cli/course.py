"""How a run over many files goes, from the first result to the last, or to where it was stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quartierkg.charter.outcome import Decision
from quartierkg.cli import output
from quartierkg.cli.interruption import held
from quartierkg.cli.job import Judged
from quartierkg.cli.sink import Sink
from quartierkg.errors import EngineFault, Unreadable
from quartierkg.language import Language, Text
from quartierkg.report import Tally

Result = Judged | Unreadable | EngineFault
"""What came of one file."""


class Course:
    """How a run goes: what is counted of it, and what went wrong."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.failures: list[EngineFault] = []
        self.looked_at = 0
        self.interrupted = False

    def follow(self, results: Iterable[Result], sink: Sink, step: Callable[[], None], *, fail_fast: bool) -> None:
        """Take the results one by one, until Ctrl-C or, where that is asked for, the first bad one."""
        try:
            for result in results:
                with held():
                    self._take(result, sink)
                step()
                if fail_fast and not _passed(result):
                    return
        except KeyboardInterrupt:
            self.interrupted = True

    def complain(self, language: Language, *, all_of_them: bool) -> None:
        """Say what went wrong.

        :param all_of_them: whether to name the unreadable files too; a sheet that somebody sees does it itself.
        """
        for fault in (*(self.tally.unreadable if all_of_them else ()), *self.failures):
            output.complain(fault, language)
        if self.tally.not_looked_at:
            output.say(_left(self.tally.not_looked_at).in_(language))

    def _take(self, result: Result, sink: Sink) -> None:
        if isinstance(result, Judged):
            for told in result.ignored:
                output.say(told)
            sink.add(result)
            self.tally.add(result.outcome, result.criteria, result.charter)
        elif isinstance(result, Unreadable):
            self.tally.unreadable.append(result)
        else:
            self.failures.append(result)
        self.looked_at += 1


def _passed(result: Result) -> bool:
    return isinstance(result, Judged) and result.outcome is not Decision.NOT_MET


def _left(count: int) -> Text:
    if count == 1:
        return Text("1 fichier n’a pas été examiné.", "1 file was not looked at.")
    return Text(f"{count} fichiers n’ont pas été examinés.", f"{count} files were not looked at.")
