"""The documents of things, which are many: made by several processes, each of a part of the site at a time."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from posixpath import basename
from types import SimpleNamespace
from typing import Final, NamedTuple
from urllib.parse import quote, urlencode

from pyoxigraph import NamedNode, Triple
from starlette.requests import Request

from quartierkg.errors import EngineFault
from quartierkg.language import LANGUAGES, Language, Text
from quartierkg.media import GRAPHS, HTML, LINKSET, MediaType
from quartierkg.publish import Description, describe, write
from quartierkg.publish.document import document
from quartierkg.publish.profile import OWN, profiles
from quartierkg.site.asking import scope
from quartierkg.site.folder import Folder, writing
from quartierkg.site.links import OFFERED, Links, thing_file
from quartierkg.site.part import Part, Tally
from quartierkg.site.recalled import Recalled
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ID
from quartierkg.web.routes.resources import body
from quartierkg.web.signposts import Documents
from quartierkg.workers.orphan import end_with_parent

_APP: Final = SimpleNamespace(state=SimpleNamespace())
"""What a page asks the application for: nothing."""
_MOST: Final = 61
"""Windows cannot wait for more processes (concurrent.futures, ProcessPoolExecutor)."""


class Task(NamedTuple):
    """A part of the things, and the state of things that it is made for."""

    part: str
    key: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Things:
    """What is made of things: from which revision, with links to where, into which folder."""

    revision: Path
    links: Links
    root: Path

    def done(self, tasks: Sequence[Task], processes: int) -> Iterator[tuple[Task, Tally]]:
        """Each task, once it is done.

        :raises UsageFault: when a file cannot be written, or is somebody else's.
        :raises EngineFault: when a process ends before its task does.
        """
        count = min(processes, len(tasks), _MOST)
        if count < 2:
            yield from self._alone(tasks)
            return
        # Started anew rather than copied: a copy of a process that has threads (the engine's) may hang.
        fresh = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(count, mp_context=fresh, initializer=_start, initargs=(self,))
        try:
            waiting = {pool.submit(_do, task): task for task in tasks}
            for future in as_completed(waiting):
                yield waiting.pop(future), future.result()
        except BrokenExecutor as fault:
            raise _died() from fault
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _alone(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Tally]]:
        maker = Maker(Recalled.open(self.revision), self.links, Folder(self.root)) if tasks else None
        for task in tasks:
            assert maker is not None
            yield task, maker.do(task)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the documents of things."""

    snapshot: Snapshot
    links: Links
    folder: Folder

    def do(self, task: Task) -> Tally:
        """Bring a part up to date.

        :raises UsageFault: when a file cannot be written, or is somebody else's.
        """
        things = [(name, found) for name in task.names if (found := describe(self.snapshot, NamedNode(ID + name)))]
        planned = [file for name, found in things for file in self._files(name, found.namers.pages)]
        made = (document for name, found in things for document in self.documents(name, found))
        with writing(self.folder.root):
            return Part(self.folder, task.part).update(task.key, planned, made)

    def documents(self, name: str, found: Description) -> Iterator[tuple[str, bytes]]:
        """The documents of a thing, each in all its pages: the data by syntax, HTML by language; and its links."""
        # From one document of a thing to another is a step inside a folder.
        own = profiles()[OWN]
        beside = Documents(found.iri, f"./{quote(basename(self.links.places.stem(name)))}", OFFERED, (own,))
        linkset = body(_request(name, LANGUAGES[0]), self.snapshot, beside, found, LINKSET, own)
        yield thing_file(self.links.places, name, LINKSET, LANGUAGES[0]), _bytes(linkset)
        for page in range(1, found.namers.pages + 1):
            yield from self._data(name, found, page)
            yield from self._html(name, found, page)

    def _data(self, name: str, found: Description, page: int) -> Iterator[tuple[str, bytes]]:
        said: tuple[Triple, ...] = ()
        for media in GRAPHS:
            if not said or found.namers.pages > 1:  # the pages name each other by their files
                said = document(self.snapshot, found, page, partial(self._whole, name, media))
            yield thing_file(self.links.places, name, media, LANGUAGES[0], page), write(said, media)

    def _html(self, name: str, found: Description, page: int) -> Iterator[tuple[str, bytes]]:
        served = Documents(found.iri, f"/id/{quote(name)}", OFFERED)
        for language in LANGUAGES:
            text = body(_request(name, language, page), self.snapshot, served, found, HTML, profiles()[OWN], page)
            assert isinstance(text, str)
            file = thing_file(self.links.places, name, HTML, language, page)
            yield file, self.links.page(text, file, language).encode()

    def _whole(self, name: str, media: MediaType, _: NamedNode, page: int) -> NamedNode:
        """The whole address of a page's file: data are read away from the folder."""
        file = thing_file(self.links.places, name, media, LANGUAGES[0], page)
        return NamedNode(f"{self.links.base}/{quote(file)}")

    def _files(self, name: str, pages: int) -> Iterator[str]:
        for media in OFFERED:
            for language in LANGUAGES if media is HTML else LANGUAGES[:1]:
                for page in range(1, 2 if media is LINKSET else pages + 1):
                    yield thing_file(self.links.places, name, media, language, page)


def _bytes(made: bytes | str) -> bytes:
    return made.encode() if isinstance(made, str) else made


def _request(name: str, language: Language, page: int = 1) -> Request:
    asked = [*([("page", page)] if page > 1 else []), *([("lang", language)] if language != LANGUAGES[0] else [])]
    return Request(scope(f"/id/{name}.html", urlencode(asked), app=_APP))


def _died() -> EngineFault:
    return EngineFault(
        Text("Un processus s’est arrêté brutalement.", "A process died."),
        remedy=Text(
            "Relancez la commande : elle reprend où elle en était.", "Run the command again: it goes on where it was."
        ),
    )


# --- In the other process

_maker: Maker | None = None


def _start(things: Things) -> None:
    """Open what is read; Ctrl-C is for the process that gave the work, and nobody works on without that one."""
    global _maker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    _maker = Maker(Recalled.open(things.revision), things.links, Folder(things.root))


def _do(task: Task) -> Tally:
    assert _maker is not None
    return _maker.do(task)
