"""The sitemap: every page that a crawler may look at, with when it last changed and in which languages it is had.

An index names the parts (sitemaps.org protocol 0.9). Things that are invented stand in parts of their own, which say so
in their names.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import Final, Self
from urllib.parse import quote
from weakref import WeakKeyDictionary
from xml.etree.ElementTree import Element

from pyoxigraph import Literal, NamedNode, QuerySolutions

from quartierkg.errors import NotFound
from quartierkg.language import LANGUAGES, Text
from quartierkg.publish import elements
from quartierkg.publish.elements import add, written
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK, REGISTER, STATIONS
from quartierkg.snapshot.unpublished import Unpublished
from quartierkg.terms import BASE, ID, term

PAGES: Final = "pages"
"""The name of the part that holds the documents."""
LARGEST: Final = 5_000
"""So many addresses are in a part: a tenth of what the protocol allows, so that long ones stay below its bytes too."""
_LONGEST: Final = 2_000
"""A longer address is left out: the protocol takes fewer than 2,048 characters."""
_MAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_GRAPHS: Final = (NETWORK, STATIONS, REGISTER)
_ALL: Final = "SELECT DISTINCT ?s { GRAPH ?g { ?s ?p ?o } }"
_FICTIONAL: Final = f"SELECT DISTINCT ?s {{ GRAPH ?g {{ ?s {term('qn:illustrative')} true }} }}"
# What stands in a path as it is (RFC 3986, 3.3); a percent sign opens an octet that is encoded already.
_PATH: Final = "%!$&'()*+,/:;=@~"
_known: Final[WeakKeyDictionary[Snapshot, Sitemap]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The things of one revision, in parts; kept small, since there may be a million."""

    parts: Mapping[str, bytes]

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """Every thing with a page, save what is not to be published; it takes a second for each 100,000."""
        hidden = {node.value for node in Unpublished.of(snapshot).nodes}
        fictional = set(_things(snapshot, _FICTIONAL)) - hidden
        real = (thing for thing in _things(snapshot, _ALL) if thing not in fictional and thing not in hidden)
        return cls(dict((*_packed("real", real), *_packed("fictional", fictional))))

    def things(self, part: str) -> list[NamedNode]:
        """The things of a part.

        :raises NotFound: when there is no such part.
        """
        if part not in self.parts:
            raise NotFound(Text(f"Le plan du site n’a pas de partie « {part} ».", f"The sitemap has no part {part!r}."))
        return [NamedNode(thing) for thing in zlib.decompress(self.parts[part]).decode().split("\n")]


def sitemap(snapshot: Snapshot) -> Sitemap:
    """The things of a revision, looked for once."""
    found = _known.get(snapshot)
    if found is None:
        found = _known[snapshot] = Sitemap.of(snapshot)
    return found


def index(snapshot: Snapshot, base: str) -> bytes:
    """The index of the parts.

    :param base: what the addresses of the service begin with, without a closing slash.
    """
    root = elements.root("sitemapindex", xmlns=_MAP)
    for part in (PAGES, *sitemap(snapshot).parts):
        entry = add(root, "sitemap")
        add(entry, "loc", f"{base}/sitemap-{part}.xml")
        _changed(entry, snapshot.date)
    return written(root)


def documents(snapshot: Snapshot, base: str, paths: Sequence[str]) -> bytes:
    """The part that holds the documents: they change with the revision."""
    return _part((f"{base}{path}", snapshot.date) for path in paths)


def things(snapshot: Snapshot, base: str, part: str) -> bytes:
    """A part that holds things: each changes with its dataset, or else with the revision.

    :raises NotFound: when there is no such part.
    """
    dates: dict[NamedNode, str | None] = {}
    found = sitemap(snapshot).things(part)
    return _part((_page(base, thing), _modified(snapshot, thing, dates) or snapshot.date) for thing in found)


def _things(snapshot: Snapshot, query: str) -> Iterator[str]:
    """The things that a query finds; the engine takes much longer to sort them than it takes to sort them here."""
    solutions = snapshot.store.query(query, named_graphs=list(_GRAPHS))
    assert isinstance(solutions, QuerySolutions)
    for solution in solutions:
        thing = solution["s"]
        if isinstance(thing, NamedNode) and thing.value.startswith(ID):
            yield thing.value


def _packed(sort: str, things: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Things in the order of their addresses, in parts."""
    ordered, number = iter(sorted(things)), count(1)
    while part := list(islice(ordered, LARGEST)):
        yield f"{sort}-{next(number)}", zlib.compress("\n".join(part).encode())


def _part(pages: Iterator[tuple[str, str]]) -> bytes:
    root = elements.root("urlset", xmlns=_MAP, xhtml=_XHTML)
    for address, changed in pages:
        if len(address) <= _LONGEST:
            entry = add(root, "url")
            add(entry, "loc", address)
            _changed(entry, changed)
            for language in LANGUAGES:
                add(entry, "xhtml:link", rel="alternate", hreflang=language, href=f"{address}?lang={language}")
            add(entry, "xhtml:link", rel="alternate", hreflang="x-default", href=address)
    return written(root)


def _changed(entry: Element, moment: str) -> None:
    """When it last changed, where that is known (W3C date and time formats)."""
    if moment:
        add(entry, "lastmod", moment)


def _page(base: str, thing: NamedNode) -> str:
    """The page of a thing: its own address only leads there."""
    return f"{base}/{quote(thing.value.removeprefix(BASE), safe=_PATH)}.html"


def _modified(snapshot: Snapshot, thing: NamedNode, dates: dict[NamedNode, str | None]) -> str | None:
    """When what is known of a thing last changed at its source: the latest of its datasets."""
    found = [quad.object for quad in snapshot.quads(thing, term("void:inDataset"))]
    known = []
    for dataset in found:
        if isinstance(dataset, NamedNode):
            if dataset not in dates:
                dates[dataset] = _date(snapshot, dataset)
            known.append(dates[dataset])
    return max(filter(None, known), default=None)


def _date(snapshot: Snapshot, dataset: NamedNode) -> str | None:
    dates = (quad.object for quad in snapshot.quads(dataset, term("dcterms:modified")))
    days = (one.value for one in dates if isinstance(one, Literal) and one.datatype == term("xsd:date"))
    return max(days, default=None)
