"""A page of the manual: a command, and all that it takes."""

from __future__ import annotations

from dataclasses import dataclass

from quartierkg.language import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that may be written on a command line, and what it does."""

    written: Text
    about: Text


@dataclass(frozen=True, slots=True)
class Page:
    """A command."""

    name: str
    """All its words: ``quartierkg shapes lint``."""
    about: Text
    more: Text | None
    usage: Text
    """What follows the name."""
    arguments: tuple[Entry, ...]
    options: tuple[Entry, ...]
    commands: tuple[Entry, ...]
    """Those below it."""
    examples: tuple[Entry, ...]

    @property
    def id(self) -> str:
        """Its name in one word, by which man and links know it."""
        return self.name.replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Manual:
    """Every page, a command before those below it."""

    version: str
    pages: tuple[Page, ...]

    def above(self, page: Page) -> Page | None:
        """The command that a command is below."""
        above = page.name.rpartition(" ")[0]
        return next((one for one in self.pages if one.name == above), None)
