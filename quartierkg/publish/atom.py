"""A feed as an Atom document (RFC 4287), in pages where it is long (RFC 5005, 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote
from xml.etree.ElementTree import Element

from quartierkg.errors import NotFound
from quartierkg.language import LANGUAGES, Language, Text
from quartierkg.media import ATOM, HTML, TURTLE
from quartierkg.publish import elements
from quartierkg.publish.elements import add, written
from quartierkg.publish.feed import Item, News
from quartierkg.terms import ONTOLOGY

PAGE: Final = 50
"""So many entries are on a page."""
_ATOM: Final = "http://www.w3.org/2005/Atom"
_TITLE: Final = Text("Quartiers Numériques : révisions et labels", "Quartiers Numériques: revisions and labels")
_SUBTITLE: Final = Text(
    "Ce qui change dans les données, et ce qui arrive aux labels. Les Quartiers de la charte sont inventés, et chaque "
    "entrée le dit ; les territoires sont réels.",
    "What changes in the data, and what happens to the labels. The Quartiers of the charter are invented, and each "
    "entry says so; the territories are real.",
)
_AUTHOR: Final = Text("Les contributeurs de quartierkg", "The quartierkg contributors")
_SORTS: Final = {True: Text("fictif", "fictional"), False: Text("réel", "real")}
_IRI: Final = "%!#$&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Feed:
    """One page of a feed."""

    news: News
    base: str
    """What the addresses of the service begin with, without a closing slash."""
    language: Language
    page: int = 1

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-len(self.news.found) // PAGE))

    def written(self) -> bytes:
        """The document.

        :raises NotFound: when there are fewer pages.
        """
        if not 1 <= self.page <= self.last:
            raise NotFound(Text("Le flux a {} pages.", "The feed has {} pages.").filled(self.last))
        root = elements.root("feed", xmlns=_ATOM)
        root.set("xml:lang", self.language)
        add(root, "id", self._address(1))
        add(root, "title", _TITLE.in_(self.language))
        add(root, "subtitle", _SUBTITLE.in_(self.language))
        add(root, "updated", self.news.found[0].moment if self.news.found else "1970-01-01T00:00:00Z")
        add(add(root, "author"), "name", _AUTHOR.in_(self.language))
        self._links(root)
        for item in self.news.items(self.language, (self.page - 1) * PAGE, self.page * PAGE):
            self._entry(root, item)
        return written(root)

    def _links(self, root: Element) -> None:
        """Itself, its other languages, the page that it is about, and its other pages."""
        self._link(root, "self", self._address(self.page), ATOM.essence)
        self._link(root, "alternate", f"{self.base}/?lang={self.language}", HTML.essence)
        for language in LANGUAGES:
            if language != self.language:
                self._link(root, "alternate", self._address(1, language), ATOM.essence, hreflang=language)
        pages = {"first": 1, "previous": self.page - 1, "next": self.page + 1, "last": self.last}
        for relation, page in pages.items():
            if 1 <= page <= self.last and self.last > 1:
                self._link(root, relation, self._address(page), ATOM.essence)

    def _entry(self, root: Element, item: Item) -> None:
        entry = add(root, "entry")
        add(entry, "id", item.id)
        add(entry, "title", item.title)
        add(entry, "updated", item.moment)
        add(entry, "published", item.moment)
        address = self.base + quote(item.path, safe=_IRI)
        self._link(entry, "alternate", f"{address}{'&' if '?' in address else '?'}lang={self.language}", HTML.essence)
        if item.data is not None:
            self._link(entry, "alternate", self.base + quote(item.data, safe=_IRI), TURTLE.essence)
        if item.illustrative is not None:
            said = {"term": str(item.illustrative).lower(), "scheme": f"{ONTOLOGY}illustrative"}
            add(entry, "category", **said, label=_SORTS[item.illustrative].in_(self.language))
        add(entry, "summary", item.summary)

    def _link(self, parent: Element, relation: str, address: str, essence: str, **more: str) -> None:
        add(parent, "link", rel=relation, href=address, type=essence, **more)

    def _address(self, page: int, language: Language | None = None) -> str:
        number = f"&page={page}" if page > 1 else ""
        return f"{self.base}/feed.atom?lang={language or self.language}{number}"
