"""Who said what a page shows: sources, each with a number that stands beside the facts that are from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import BlankNode, Literal, NamedNode

from quartierkg.language import Language
from quartierkg.publish.labels import label
from quartierkg.publish.value import Value, href
from quartierkg.snapshot import Snapshot
from quartierkg.terms import BASE, term

_SOURCES: Final = (term("dcterms:source"), term("prov:wasDerivedFrom"))
_SAYS: Final = term("prov:wasAttributedTo")
_DATASET: Final = term("void:inDataset")
_DATE: Final = term("qn:sourceDate")
_WEB: Final = ("http://", "https://")

_Node = NamedNode | BlankNode


@dataclass(frozen=True, slots=True)
class Citation:
    """One source: who said it, where, and when."""

    number: int
    who: str
    """The person or body, else the name of the source, else the site that it is on."""
    address: Value | None
    date: str | None
    """As precise as it is known."""


class Citations:
    """The sources of one page, in the order in which its facts name them."""

    def __init__(self, snapshot: Snapshot, iri: NamedNode, language: Language) -> None:
        self._snapshot = snapshot
        self._language = language
        self._found: dict[tuple[object, ...], Citation] = {}
        self.default = self.of(iri) or self._of_datasets(iri)
        """The numbers of what everything is from that says nothing else of itself."""

    @property
    def all(self) -> tuple[Citation, ...]:
        """The sources by their numbers."""
        return tuple(self._found.values())

    def of(self, node: _Node) -> tuple[int, ...]:
        """The numbers of the sources that a thing itself names; none where it names none."""
        sources = self._nodes(node, *_SOURCES)
        speakers = self._nodes(node, _SAYS)
        return self._cited(sources, speakers, self._date(node))

    def _of_datasets(self, node: _Node) -> tuple[int, ...]:
        found: list[int] = []
        for dataset in self._nodes(node, _DATASET):
            sources = self._nodes(dataset, *_SOURCES) or (dataset,)
            found += self._cited(sources, (), self._date(dataset))
        return tuple(dict.fromkeys(found))

    def _cited(self, sources: Iterable[NamedNode], speakers: Iterable[NamedNode], date: str | None) -> tuple[int, ...]:
        names = ", ".join(label(self._snapshot, one, self._language) for one in speakers)
        pages = tuple(sources)
        if not pages:
            return (self._number(names, None, date),) if names else ()
        return tuple(dict.fromkeys(self._number(names or self._name(one), _address(one), date) for one in pages))

    def _number(self, who: str, address: Value | None, date: str | None) -> int:
        key = (who, address, date)
        if key not in self._found:
            self._found[key] = Citation(len(self._found) + 1, who, address, date)
        return self._found[key].number

    def _name(self, source: NamedNode) -> str:
        """A source by its name, one elsewhere by its site."""
        if source.value.startswith(_WEB) and not source.value.startswith(BASE):
            return urlsplit(source.value).netloc.removeprefix("www.").rstrip(".")
        return label(self._snapshot, source, self._language)

    def _nodes(self, node: _Node, *properties: NamedNode) -> tuple[NamedNode, ...]:
        return tuple(sorted(dict.fromkeys(self._values(node, properties)), key=lambda one: one.value))

    def _values(self, node: _Node, properties: Iterable[NamedNode]) -> Iterator[NamedNode]:
        for property_ in properties:
            for quad in self._snapshot.quads(node, property_):
                if isinstance(quad.object, NamedNode):
                    yield quad.object

    def _date(self, node: _Node) -> str | None:
        dates = {quad.object.value for quad in self._snapshot.quads(node, _DATE) if isinstance(quad.object, Literal)}
        return min(dates, default=None)


def _address(source: NamedNode) -> Value:
    return Value(source.value, href(source))
