"""The context that a command judges in: the files that it is given, else what comes with the product."""

from __future__ import annotations

from collections.abc import Sequence

from quartierkg import settings
from quartierkg.charter import context
from quartierkg.charter.context import Context
from quartierkg.cli import files


def given(names: Sequence[str], media_type: str, *, day: str | None, award: str | None) -> Context:
    """The given contexts together, else the bundled one.

    :raises Unreadable: when one of them cannot be read.
    :raises UsageFault: when a date is none.
    """
    if not names:
        return context.bundled(settings.data_folder(), day=day, award=award)
    return context.read([files.read(name, media_type) for name in names], day=day, award=award)
