"""The folder of a store whose tokens and trail are meant, and who sits at its command line."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Final

from quartierkg import settings
from quartierkg.access import Line, Role, Trail, moment
from quartierkg.access.audit import tidy
from quartierkg.errors import UsageFault
from quartierkg.language import Text

_NO_STORE: Final = Text("De quel entrepôt ?", "Of which store?")
_GIVE_STORE: Final = Text(
    "Donnez le répertoire du journal à --store, ou à QUARTIERKG_STORE.",
    "Give the folder of the journal to --store, or to QUARTIERKG_STORE.",
)


def folder(store: str | None) -> Path:
    """The folder of the store that is meant.

    :raises UsageFault: when none is.
    """
    found = settings.read({"store": store}).store
    if found is None:
        raise UsageFault(_NO_STORE, remedy=_GIVE_STORE)
    return found


def record(trail: Trail, command: str, what: str) -> None:
    """Let the trail know what was done at the command line, and by which user of the machine.

    :raises StoreFault: when the disk refuses it.
    """
    now = moment.written(moment.now())
    trail.append(Line(now, tidy(_user()), "", Role.OPERATOR.value, "CLI", command, 0, tidy(what)))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a machine may know no name for it (docs.python.org, getpass)
        return "operator"
