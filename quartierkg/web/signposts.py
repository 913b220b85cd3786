"""Signposts of a thing's documents (signposting.org, FAIR profile, levels 1 and 2): typed links for machines.

The same links go into the Link header (RFC 8288) of each document and into a set of links of its own (RFC 9264).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.media import HTML, LINKSET, TURTLE, MediaType
from quartierkg.publish.profile import OWN, Profile, profiles
from quartierkg.snapshot import Snapshot
from quartierkg.terms import term
from quartierkg.web.negotiation import uri

_PAGE: Final = "https://schema.org/AboutPage"


@dataclass(frozen=True, slots=True)
class Signpost:
    """One typed link."""

    href: str
    rel: str
    type: str | None = None
    profile: str | None = None

    def header(self) -> str:
        """As the Link header has it."""
        parts = [f"<{uri(self.href)}>", f'rel="{self.rel}"']
        parts += [f'type="{self.type}"'] if self.type else []
        parts += [f'formats="{uri(self.profile)}"'] if self.profile else []
        return "; ".join(parts)

    def target(self) -> dict[str, str]:
        """As a set of links has it (RFC 9264, 4.2)."""
        found = {"href": uri(self.href)}
        found |= {"type": self.type} if self.type else {}
        return found | ({"profile": self.profile} if self.profile else {})


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents about one thing: one for each format, and of the data one for each view."""

    iri: NamedNode
    path: str
    """The path of the thing here, as a link writes it."""
    offered: Sequence[MediaType]
    views: Sequence[Profile] = field(default_factory=lambda: tuple(profiles().values()))
    """The views that the data are had in."""

    def address(self, media: MediaType, profile: Profile | None = None, page: int = 1) -> str:
        """Where a document is, or a later page of it: of our own view only there are such."""
        own = profile is None or profile.token == OWN
        query = f"?_profile={profile.token}" if profile is not None and not own else ""
        query = f"?page={page}" if own and page > 1 else query
        return f"{self.path}.{media.extensions[0]}{query}"

    def signposts(self, snapshot: Snapshot, chosen: MediaType, profile: Profile, page: int = 1) -> tuple[Signpost, ...]:
        """The links of one of the documents, or of a page of it."""
        return (
            Signpost(self.iri.value, "cite-as"),
            Signpost(self.iri.value + self.address(chosen, profile, page).removeprefix(self.path), "canonical"),
            *(Signpost(profile.iri.value, "profile") for _ in range(chosen.rdf is not None)),
            *self._alternates(chosen, profile, page),
            Signpost(self.address(TURTLE), "describedby", TURTLE.essence),
            Signpost(self.address(LINKSET), "linkset", LINKSET.essence),
            *self._about(snapshot, chosen),
        )

    def linkset(self, snapshot: Snapshot) -> dict[str, object]:
        """The links of the thing, and of its page (RFC 9264, 4.2)."""
        items = [
            Signpost(self.address(media, profile), "item", media.essence, profile.iri.value)
            for media in self.offered
            if media.rdf is not None
            for profile in self.views
        ]
        page = (*self._about(snapshot, HTML), Signpost(self.iri.value, "cite-as"), *items)
        found: dict[str, list[dict[str, str]]] = {}
        for signpost in page:
            found.setdefault(signpost.rel, []).append(signpost.target())
        whole = [{"href": self.address(HTML), "type": HTML.essence}]
        back = [{"anchor": item.href, "collection": whole} for item in items]
        return {"linkset": [{"anchor": self.address(HTML), **found}, *back]}

    def _alternates(self, chosen: MediaType, profile: Profile, page: int) -> Iterator[Signpost]:
        for media in self.offered:
            for other in self.views if media.rdf is not None else (profiles()[OWN],):
                if (media, other) != (chosen, profile) and media is not LINKSET:
                    view = other.iri.value if media.rdf is not None else None
                    yield Signpost(self.address(media, other, page), "alternate", media.essence, view)

    def _about(self, snapshot: Snapshot, chosen: MediaType) -> Iterator[Signpost]:
        """What kind of thing it is, the collection that it is of, and the licence of that."""
        if chosen is HTML:
            yield Signpost(_PAGE, "type")
        for class_ in _named(snapshot, self.iri, "rdf:type"):
            yield Signpost(class_.value, "type")
        for dataset in _named(snapshot, self.iri, "void:inDataset"):
            yield Signpost(dataset.value, "collection")
            for licence in _named(snapshot, dataset, "dcterms:license"):
                yield Signpost(licence.value, "license")


def _named(snapshot: Snapshot, thing: NamedNode, property_: str) -> list[NamedNode]:
    found = {quad.object for quad in snapshot.quads(thing, term(property_)) if isinstance(quad.object, NamedNode)}
    return sorted(found, key=str)
