"""A part of a site: its files, what each holds, and for which state of things they were made.

A part is begun, written and closed. What is begun is written down first, so that a run that was broken off is known to
have written no other files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from quartierkg.site.folder import UNKNOWN, Content, Folder, Kept

_PARTS: Final = "parts"


class Tally(NamedTuple):
    """What came of a part, or of several."""

    files: int = 0
    written: int = 0
    removed: int = 0

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.files + other.files, self.written + other.written, self.removed + other.removed)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the site in a folder."""

    folder: Folder
    name: str

    def is_current(self, key: str) -> int | None:
        """How many files the part has, where all of them are there and of this state; otherwise None."""
        made_for, held = self._read()
        if made_for != key or self._begun() or not all(self.folder.has(path, kept) for path, kept in held.items()):
            return None
        return len(held)

    def update(self, key: str, planned: Sequence[str], made: Iterable[tuple[str, Content]]) -> Tally:
        """Write the files of the part, and remove those that it has no longer.

        :param key: what the state of things is called by.
        :param planned: the paths of all of them.
        :param made: each path with what the file is to hold.
        :raises UsageFault: when a file is somebody else's.
        """
        _, held = self._read()
        before = held | dict.fromkeys(self._begun(), UNKNOWN)  # what was begun may be as it was, or not
        self.folder.require_free(path for path in planned if path not in before)
        self.folder.save(self._name("begun"), "".join(f"{path}\n" for path in {**dict.fromkeys(planned), **before}))
        after: dict[str, Kept] = {}
        written = 0
        for path, content in made:
            after[path], fresh = self.folder.put(path, content, before.get(path))
            written += fresh
        gone = [path for path in before if path not in after]
        for path in gone:
            self.folder.remove(path)
        self.folder.save(self._name("files"), "".join(_lines(key, after)))
        (self.folder.own / self._name("begun")).unlink()
        return Tally(len(after), written, len(gone))

    def _name(self, ending: str) -> str:
        return f"{_PARTS}/{self.name}.{ending}"

    def _begun(self) -> list[str]:
        try:
            return (self.folder.own / self._name("begun")).read_text(encoding="utf-8").split("\n")[:-1]
        except FileNotFoundError:
            return []

    def _read(self) -> tuple[str, dict[str, Kept]]:
        try:
            lines = (self.folder.own / self._name("files")).read_text(encoding="utf-8").split("\n")
        except FileNotFoundError:
            return "", {}
        held = (line.split(" ", 2) for line in lines[1:] if line)
        return lines[0], {path: Kept(digest, int(size)) for digest, size, path in held}


def _lines(key: str, held: Mapping[str, Kept]) -> Iterator[str]:
    yield f"{key}\n"
    for path, kept in held.items():
        yield f"{kept.digest} {kept.size} {path}\n"
