"""Who said what a page shows: sources, each with a number that stands beside the facts that are from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from quartierkg.language import Language
from quartierkg.publish.card import Card, Node
from quartierkg.publish.labels import label
from quartierkg.publish.value import Value, href
from quartierkg.snapshot import Snapshot
from quartierkg.terms import BASE, term

_SOURCES: Final = (term("dcterms:source"), term("prov:wasDerivedFrom"))
_SAYS: Final = term("prov:wasAttributedTo")
_DATASET: Final = term("void:inDataset")
_DATE: Final = term("qn:sourceDate")
_WEB: Final = ("http://", "https://")


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

    def of(self, node: Node, card: Card | None = None) -> tuple[int, ...]:
        """The numbers of the sources that a thing itself names; none where it names none.

        :param card: what is known of the thing, where that was looked up already.
        """
        known = card or Card(self._snapshot, node)
        sources, speakers = known.nodes(*_SOURCES), known.nodes(_SAYS)
        return self._cited(sources, speakers, _date(known)) if sources or speakers else ()

    def _of_datasets(self, node: Node) -> tuple[int, ...]:
        found: list[int] = []
        for dataset in Card(self._snapshot, node).nodes(_DATASET):
            known = Card(self._snapshot, dataset)
            found += self._cited(known.nodes(*_SOURCES) or [dataset], [], _date(known))
        return tuple(dict.fromkeys(found))

    def _cited(self, sources: Sequence[NamedNode], speakers: Sequence[NamedNode], date: str | None) -> tuple[int, ...]:
        names = ", ".join(label(self._snapshot, one, self._language) for one in speakers)
        if not sources:
            return (self._number(names, None, date),) if names else ()
        return tuple(dict.fromkeys(self._number(names or self._name(one), self._address(one), date) for one in sources))

    def _number(self, who: str, address: Value | None, date: str | None) -> int:
        key = (who, address, date)
        if key not in self._found:
            self._found[key] = Citation(len(self._found) + 1, who, address, date)
        return self._found[key].number

    def _address(self, source: NamedNode) -> Value:
        invented = source.value.startswith(BASE) and Card(self._snapshot, source).invented
        return Value(source.value, href(source), invented=invented)

    def _name(self, source: NamedNode) -> str:
        """A source by its name, one elsewhere by its site."""
        if source.value.startswith(_WEB) and not source.value.startswith(BASE):
            try:
                return urlsplit(source.value).netloc.removeprefix("www.").rstrip(".") or source.value
            except ValueError:  # an IRI whose host no URL may have
                return source.value
        return label(self._snapshot, source, self._language)


def _date(known: Card) -> str | None:
    return min((literal.value for literal in known.literals(_DATE)), default=None)
