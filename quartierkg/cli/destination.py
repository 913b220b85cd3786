"""Where a report goes: standard output, or a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from quartierkg.cli import output
from quartierkg.cli.files import STDIN
from quartierkg.errors import UsageFault
from quartierkg.language import Text


@dataclass(frozen=True, slots=True)
class Destination:
    """A file, or None for standard output."""

    file: str | None
    binary: bool = False

    def __post_init__(self) -> None:
        if self.binary and self.seen:
            raise UsageFault(
                Text("Ce format ne s’affiche pas dans un terminal.", "This format cannot be shown in a terminal."),
                remedy=Text("Donnez un fichier avec --output.", "Give a file with --output."),
            )

    @property
    def seen(self) -> bool:
        """Whether a person at a terminal sees what is written."""
        return self.file in (None, STDIN) and output.on_terminal(sys.stdout)

    def write(self, content: str | bytes) -> None:
        """Write the report.

        :raises UsageFault: when it cannot be written.
        """
        with self.opened() as write:
            write(content)

    @contextmanager
    def opened(self) -> Iterator[Callable[[str | bytes], None]]:
        """What writes the report piece by piece; a file is replaced when all of it is there.

        :raises UsageFault: when it cannot be written.
        """
        if self.file is None or self.file == STDIN:
            # What no terminal shows is the same bytes on every system: Windows would change the line ends of text.
            yield output.write if self.seen else lambda content: output.write(output.encoded(content))
        else:
            with output.saving(self.file) as write:
                yield write
