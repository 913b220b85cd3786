"""The folder that a site is written to: file by file, each replaced in one step, and none that is somebody else's."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from quartierkg import reasons
from quartierkg.errors import StoreFault, UsageFault
from quartierkg.journal.lock import WriterLock
from quartierkg.language import Text

OWN: Final = ".quartierkg"
"""What is kept about the site, inside its folder."""
_NEW: Final = "new"
_TOGETHER: Final = 2_000
"""So many files are written aside in one folder."""

Content = bytes | Path
"""What a file is to hold: bytes, or those of another file."""


class Kept(NamedTuple):
    """A file as it was written: its digest (SHA-256) and its size; an empty digest where that is not known."""

    digest: str
    size: int


UNKNOWN: Final = Kept("", -1)


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a site."""

    root: Path
    _checked: set[Path] = field(default_factory=set, repr=False, compare=False)
    _begun: Iterator[int] = field(default_factory=count, repr=False, compare=False)

    @property
    def own(self) -> Path:
        """Where what is known of the site is kept."""
        return self.root / OWN

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Have the folder for oneself; it is made where it is not there.

        :raises UsageFault: when it holds something and is no site, or when another process writes it.
        """
        with writing(self.root):
            if self.root.exists() and not self.root.is_dir():
                raise UsageFault(Text("Ce n’est pas un répertoire.", "This is no folder."), source=str(self.root))
            if not self.own.is_dir() and self.root.is_dir() and any(self.root.iterdir()):
                raise _not_a_site(self.root)
            self.own.mkdir(parents=True, exist_ok=True)
            lock = _locked(self.own)
            try:
                shutil.rmtree(self.own / _NEW, ignore_errors=True)
                (self.own / _NEW).mkdir(exist_ok=True)
                yield
                shutil.rmtree(self.own / _NEW, ignore_errors=True)
            finally:
                lock.release()

    def put(self, path: str, content: Content, before: Kept | None) -> tuple[Kept, bool]:
        """Have a file hold something; what it holds then, and whether it had to be written.

        :param before: what this site last wrote there; None where it wrote nothing.
        :raises UsageFault: when it lies outside the folder.
        """
        found = _kept(content)
        target = self._target(path)
        if before is not None and self._holds(target, found, before):
            return found, False
        fresh = self._aside()
        if isinstance(content, Path):
            shutil.copyfile(content, fresh)
        else:
            fresh.write_bytes(content)
        fresh.replace(target)
        return found, True

    def require_free(self, paths: Iterable[str]) -> None:
        """Nothing, where no file is at any of the paths.

        :raises UsageFault: where there is one: it is somebody else's.
        """
        for path in paths:
            if os.path.lexists(self.root / path):
                raise _foreign(self.root, path)

    def has(self, path: str, kept: Kept) -> bool:
        """Whether a file is there, with its size."""
        try:
            return (self.root / path).stat().st_size == kept.size
        except OSError:
            return False

    def remove(self, path: str) -> None:
        """Remove a file that this site wrote, and the folders that are empty then."""
        target = self._target(path, make=False)
        target.unlink(missing_ok=True)
        for parent in target.parents:
            if parent == self.root:
                break
            with suppress(OSError):  # what is in it is not ours, or another's page
                parent.rmdir()
                self._checked.discard(parent)

    def save(self, name: str, text: str) -> None:
        """Replace something that is kept about the site, in one step."""
        target = self.own / name
        target.parent.mkdir(exist_ok=True)
        fresh = self.own / _NEW / f"{target.name}.{os.getpid()}"
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)

    def _aside(self) -> Path:
        """Where a file is written before it is moved: never long in the same folder.

        A file system looks for room beside a folder (ext4); where that is full, each new file there takes as long as a
        page does.
        """
        number = next(self._begun)
        folder = self.own / _NEW / f"{os.getpid()}-{number // _TOGETHER}"
        if number % _TOGETHER == 0:
            folder.mkdir(exist_ok=True)
        return folder / "file"

    def _holds(self, target: Path, wanted: Kept, before: Kept) -> bool:
        """Whether a file holds what it should; a digest is taken only where a run was broken off."""
        if before.digest:
            return before == wanted and self.has(target.relative_to(self.root).as_posix(), wanted)
        return target.is_file() and not target.is_symlink() and _kept(target) == wanted

    def _target(self, path: str, *, make: bool = True) -> Path:
        """The file of a path.

        :raises UsageFault: when that lies outside the folder, by its name or by a link that somebody put there.
        """
        target = self.root / path
        if path.startswith("/") or "\\" in path or {"", ".", "..", OWN} & set(path.split("/")):
            raise _outside(self.root, path)
        if target.parent not in self._checked:
            if make:
                target.parent.mkdir(parents=True, exist_ok=True)
            if not target.parent.resolve().is_relative_to(self.root.resolve()):
                raise _outside(self.root, path)
            self._checked.add(target.parent)
        return target


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """What the system refuses, as a fault of the command.

    :raises UsageFault: when it refuses something.
    """
    try:
        yield
    except OSError as error:
        reason = reasons.of_system(error)
        said = Text(f"Le site ne peut être écrit ({reason.fr}).", f"The site cannot be written ({reason.en}).")
        raise UsageFault(said, source=str(error.filename or root)) from error


def _kept(content: Content) -> Kept:
    if isinstance(content, bytes):
        return Kept(sha256(content).hexdigest(), len(content))
    with content.open("rb") as file:
        return Kept(file_digest(file, "sha256").hexdigest(), content.stat().st_size)


def _locked(own: Path) -> WriterLock:
    try:
        return WriterLock(own / "lock")
    except StoreFault as fault:
        raise UsageFault(
            Text("Un autre processus écrit ce site.", "Another process is writing this site."), source=str(own.parent)
        ) from fault


def _not_a_site(root: Path) -> UsageFault:
    return UsageFault(
        Text(
            "Ce répertoire n’est pas vide, et aucun site n’y a été publié.",
            "This folder is not empty, and no site was published to it.",
        ),
        source=str(root),
        remedy=Text("Donnez-en un qui est vide, ou nouveau.", "Give one that is empty, or new."),
    )


def _foreign(root: Path, path: str) -> UsageFault:
    return UsageFault(
        Text(
            "Ce fichier n’est pas du site, et serait remplacé.", "This file is not of the site, and would be replaced."
        ),
        source=str(root / path),
        remedy=Text("Rangez-le ailleurs.", "Put it elsewhere."),
    )


def _outside(root: Path, path: str) -> UsageFault:
    return UsageFault(
        Text("Ce fichier serait hors du répertoire du site.", "This file would lie outside the folder of the site."),
        source=str(root / path),
    )
