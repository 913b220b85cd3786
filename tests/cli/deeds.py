"""Work that goes wrong on purpose; other processes import it from here."""

from __future__ import annotations

import os
import time
from pathlib import Path

from quartierkg.charter.outcome import Decision
from quartierkg.cli.job import Judged
from quartierkg.errors import Place, SyntaxFault
from quartierkg.intake.source import Source
from quartierkg.language import Text


def work(source: Source) -> Judged:
    """Whatever the bytes of a file say."""
    said = source.data.decode()
    if said == "slow":
        time.sleep(0.5)
    if said == "die":
        os._exit(1)
    if said.startswith("die once"):
        once = Path(said.removeprefix("die once "))
        if not once.exists():
            once.touch()
            os._exit(1)
    if said == "break":
        raise ZeroDivisionError("by zero")
    if said == "bad":
        raise SyntaxFault(Text("Mal formé.", "Not well-formed."), source=source.name, place=Place(3, 14))
    return Judged(Decision.MET, (), "1", piece=f"{source.name} {os.getpid()}")
