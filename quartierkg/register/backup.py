"""A store, copied whole while others write to it, and put back: journal, tokens, trail, drafts, keys of the label.

The index, the dumps and what else is worked out of the journal are not copied: they are made of it again.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from quartierkg.access import Access, database
from quartierkg.journal import Verified
from quartierkg.journal import backup as journals
from quartierkg.label import keys
from quartierkg.register.drafts import Drafts


@dataclass(frozen=True, slots=True)
class Copy:
    """What was copied."""

    journal: Verified
    desk: bool
    """Whether there were tokens and a trail."""
    drafts: int
    keys: bool
    """Whether it holds the label's keys."""


def backed_up(store: Path, folder: Path, *, secret: bool = True) -> Copy:
    """A copy of a store, verified; a service may go on writing meanwhile.

    :param secret: whether the label's keys go with it.
    :raises UsageFault: when the folder holds something.
    :raises StoreFault: when a part of the store is damaged, or the disk refuses the copy.
    """
    with ExitStack() as held:
        has_desk = (store / database.FILE).is_file()
        access = held.enter_context(_opened(store)) if has_desk else None
        held.enter_context(journals.made(folder))
        with ExitStack() as alone:
            if access is not None:
                # Nobody begins anything under a key while both are copied: a reply is never ahead of its deed.
                alone.enter_context(access.writing())
                access.copied(folder)
            journals.copy(store, folder)
        # After the journal: whatever signed a label that it holds is there.
        return _rest(store, folder, has_desk, secret=secret)


def restored(copy: Path, store: Path) -> Copy:
    """The store of a copy, verified; the next start builds its index.

    :raises UsageFault: when the store's folder holds something.
    :raises StoreFault: when the copy is damaged, or the disk refuses it.
    """
    has_desk = (copy / database.FILE).is_file()
    with journals.made(store):
        journals.copy(copy, store)
        if has_desk:
            database.put_back(copy, store)
            _opened(store).close()
        return _rest(copy, store, has_desk, secret=True)


def _opened(store: Path) -> database.Database:
    """The desk of a store, looked at whole.

    :raises StoreFault: when it is damaged, with the row or the line that is.
    """
    return Access.open(store).database


def _rest(source: Path, target: Path, has_desk: bool, *, secret: bool) -> Copy:
    has_keys = secret and (source / keys.FOLDER / keys.DOCUMENT).is_file()
    if has_keys:
        keys.copied(source / keys.FOLDER, target / keys.FOLDER)
    drafts = Drafts(source).copied(Drafts(target))
    return Copy(journals.verified(target), has_desk, drafts, has_keys)
