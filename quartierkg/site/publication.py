"""A run: what there is to publish, which parts of the folder are as they should be, and the others made anew."""

from __future__ import annotations

import asyncio
import datetime
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final
from zlib import crc32

from quartierkg import resources
from quartierkg.settings import Settings
from quartierkg.site.documents import Documents
from quartierkg.site.folder import Content, Folder, writing
from quartierkg.site.links import Links
from quartierkg.site.part import Part, Tally
from quartierkg.site.places import Places
from quartierkg.site.source import Source, opened
from quartierkg.site.things import Task, Things

_SITE: Final = "site.json"
_DOCUMENTS: Final = "documents"
_TOGETHER: Final = 400
"""So many things, about, are in a part when a site is begun; its parts stay as many."""
_MOST_PARTS: Final = 1024

Watch = Callable[[int, int], None]
"""Told how many things are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a run."""

    revision: int
    things: int
    documents: Tally
    pages: Tally
    """The documents of things."""

    @property
    def total(self) -> Tally:
        """All files."""
        return self.documents.plus(self.pages)


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published, where to, and by how many processes."""

    settings: Settings
    root: Path
    processes: int = 1

    def run(self, watch: Watch = lambda _, __: None) -> Written:
        """Bring the folder up to date.

        :raises UsageFault: when the folder is not a site's, is being written, or holds a file in the way.
        :raises StoreFault: when the store cannot be read.
        :raises EngineFault: when a document cannot be made.
        """
        folder = Folder(self.root.absolute())
        with folder.taken(), opened(self.settings) as source:
            return _Run(self, folder, source).go(watch)


def publish(settings: Settings, root: Path, processes: int = 1) -> Written:
    """Write the site of a store to a folder, or bring it up to date there.

    :raises QuartierError: as :meth:`Publication.run` does.
    """
    return Publication(settings, root, processes).run()


@dataclass(frozen=True, slots=True)
class _Run:
    asked: Publication
    folder: Folder
    source: Source

    def go(self, watch: Watch) -> Written:
        places = Places.of(self.source.names())
        documents = Documents(self.source, self.asked.settings)
        links = Links(places, documents.paths(), documents.files(), self.asked.settings.base)
        made = self._documents(documents, links)
        pages = self._things(places, links, watch)
        written = Written(self.source.snapshot.revision, len(places.names), made, pages)
        self._remember(written)
        return written

    def _documents(self, documents: Documents, links: Links) -> Tally:
        settings = self.asked.settings
        named = json.dumps(asdict(settings.imprint))
        key = self._key(settings.base, settings.contact or "", named, datetime.date.today().isoformat())
        part = Part(self.folder, _DOCUMENTS)
        current = part.is_current(key)
        if current is not None:
            return Tally(current)
        with writing(self.folder.root):
            found = asyncio.run(_all(documents, links))
            return part.update(key, list(found), found.items())

    def _things(self, places: Places, links: Links, watch: Watch) -> Tally:
        key = self._key(self.asked.settings.base, *sorted(places.apart))
        tasks = list(_tasks(places.names, self._parts(len(places.names)), key))
        done, total = 0, Tally()
        left: list[Task] = []
        for task in tasks:
            current = Part(self.folder, task.part).is_current(task.key)
            if current is None:
                left.append(task)
            else:
                done, total = done + len(task.names), total.plus(Tally(current))
        watch(done, len(places.names))
        things = Things(self.source.snapshot.directory, links, self.folder.root)
        for task, tally in things.done(left, self.asked.processes):
            done, total = done + len(task.names), total.plus(tally)
            watch(done, len(places.names))
        return total

    def _key(self, *more: str) -> str:
        """What the state of things is called by: the revision, the programme, and what else counts."""
        return sha256("\n".join((self.source.snapshot.chain, programme(), *more)).encode()).hexdigest()

    def _parts(self, things: int) -> int:
        """How many parts the things are in: as many as when the site was begun."""
        try:
            return int(json.loads((self.folder.own / _SITE).read_text(encoding="utf-8"))["parts"])
        except (OSError, ValueError, LookupError, TypeError):
            parts = min(max(things // _TOGETHER, 1), _MOST_PARTS)
            self.folder.save(_SITE, json.dumps({"parts": parts}) + "\n")
            return parts

    def _remember(self, written: Written) -> None:
        """Say which revision the site is of; written last."""
        found = {
            "parts": self._parts(written.things),
            "revision": written.revision,
            "date": self.source.snapshot.date,
            "base": self.asked.settings.base,
            "things": written.things,
            "files": written.total.files,
        }
        text = json.dumps(found, indent=1) + "\n"
        target = self.folder.own / _SITE
        if target.read_text(encoding="utf-8") != text:
            self.folder.save(_SITE, text)


async def _all(documents: Documents, links: Links) -> dict[str, Content]:
    return {path: content async for path, content in documents.made(links)}


def _tasks(names: frozenset[str], parts: int, key: str) -> Iterator[Task]:
    """The things by parts: a thing is in the same one in every run, whatever others there are."""
    found: dict[int, list[str]] = defaultdict(list)
    for name in sorted(names):
        found[crc32(name.encode("utf-8", "surrogatepass")) % parts].append(name)
    for number in range(parts):
        yield Task(f"{number:04}", key, found[number])


def programme() -> str:
    """What the programme itself is called by: another one may make other pages of the same data."""
    digest = sha256()
    for folder in (files("quartierkg"), resources.folder("ontology"), resources.folder("shapes")):
        for entry in _below(folder):
            digest.update(entry.name.encode() + b"\0" + sha256(entry.read_bytes()).digest())
    return digest.hexdigest()


def _below(folder: Traversable) -> Sequence[Traversable]:
    found: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir() and entry.name not in ("__pycache__", "resources"):
            found.extend(_below(entry))
        elif entry.is_file():
            found.append(entry)
    return found
