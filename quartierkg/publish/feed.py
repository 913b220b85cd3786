"""What is new, as a feed tells it: the revisions of what is published, and what happened to the labels.

Invented events stand beside real ones, as in the graph, and each entry says which it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode

from quartierkg.journal import Entry
from quartierkg.language import LANGUAGES, Language, Text, marked, typeset
from quartierkg.publish.labels import label, text
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK, PUBLIC, REGISTER, TITLES
from quartierkg.snapshot.unpublished import Unpublished
from quartierkg.terms import BASE, last_part, term

_TYPE: Final = term("rdf:type")
_DAY: Final = len("YYYY-MM-DD")
_REVISION: Final = Text("Révision {}", "Revision {}")
_OF: Final = Text("{} : {}", "{}: {}")
_VERDICT: Final = Text("Verdict sur {} : {}", "Verdict on {}: {}")
_BY: Final = Text("Selon la charte, version {}.", "By the charter, version {}.")
_SOMEBODY: Final = Text("un Quartier", "a Quartier")
_GRAPHS: Final = Text("Graphes : {}.", "Graphs: {}.")
# What an entry of the journal is to those who read the feed; names of files and of people stay in the journal.
_KINDS: Final[Mapping[str, Text]] = {
    "bundled": Text("fichiers livrés avec quartierkg : {}", "files that come with quartierkg: {}"),
    "load": Text("fichiers chargés par l’exploitant : {}", "files loaded by the operator: {}"),
    "synth": Text("réseaux fictifs engendrés : {}", "fictional networks made: {}"),
    "write": Text("écritures : {}", "writes: {}"),
}
# What happens to labels, in which graph it stands, and by which property it has its day.
_EVENTS: Final = (
    (term("qn:LabelEvent"), NETWORK, term("qn:eventDate")),
    (term("qn:LifecycleEvent"), NETWORK, term("qn:happenedOn")),
    (term("qn:Verdict"), REGISTER, term("qn:judgedOn")),
)
_known: Final[WeakKeyDictionary[Snapshot, tuple[Happening, ...]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a label: a thing of the graph, and the moment that its day begins at the earliest."""

    thing: NamedNode
    class_: NamedNode
    moment: str


@dataclass(frozen=True, slots=True)
class Change:
    """A revision: what made it, and the one before it."""

    number: int
    before: int
    chain: str
    moment: str
    kinds: Mapping[str, int]
    graphs: tuple[NamedNode, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the feed, in one language."""

    id: str
    title: str
    summary: str
    moment: str
    path: str
    """Where it is read, below the address of the service."""
    data: str | None
    """Where it is had as data."""
    illustrative: bool | None
    """Whether it is invented; None where that makes no sense."""


@dataclass(frozen=True, slots=True)
class News:
    """All that a feed of one moment could tell, the latest first."""

    snapshot: Snapshot
    found: Sequence[Happening | Change]

    @classmethod
    def of(cls, snapshot: Snapshot, entries: Sequence[Entry]) -> News:
        """What a journal and its snapshot tell; of a snapshot that shows less, what it shows."""
        changes = (change for change in revisions(entries) if change.number <= snapshot.revision)
        both: list[Happening | Change] = [*changes, *happenings(snapshot)]
        return cls(snapshot, sorted(both, key=_order, reverse=True))

    def items(self, language: Language, start: int, stop: int) -> list[Item]:
        """Some of the entries, in a language."""
        return [
            _revision(one, language) if isinstance(one, Change) else _happening(self.snapshot, one, language)
            for one in self.found[start:stop]
        ]


def revisions(entries: Sequence[Entry]) -> Iterator[Change]:
    """The revisions that a journal went through, the oldest first: what was journaled at once makes one."""
    before = 0
    shown = (entry for entry in entries if entry.shown)
    for moment, group in groupby(shown, key=lambda entry: entry.fields.time):
        found = list(group)
        graphs = {entry.fields.graph for entry in found}
        yield Change(
            found[-1].number,
            before,
            found[-1].chain,
            moment,
            Counter(entry.fields.kind for entry in found),
            tuple(graph for graph in PUBLIC if graph.value in graphs),
        )
        before = found[-1].number


def happenings(snapshot: Snapshot) -> tuple[Happening, ...]:
    """What happened to labels until the day of the revision, as far as it has a day; looked for once."""
    found = _known.get(snapshot)
    if found is None:
        hidden = Unpublished.of(snapshot).nodes
        every = (one for one in _happenings(snapshot) if one.thing not in hidden)
        found = _known[snapshot] = tuple(one for one in every if one.moment <= snapshot.date)
    return found


def _happenings(snapshot: Snapshot) -> Iterator[Happening]:
    for class_, graph, dated in _EVENTS:
        days = {quad.subject: quad.object for quad in snapshot.quads(None, dated, None, graph)}
        for quad in snapshot.quads(None, _TYPE, class_, graph):
            day = days.get(quad.subject) or _object(snapshot, quad.subject, "qn:sourceDate")
            if isinstance(quad.subject, NamedNode) and isinstance(day, Literal) and _is_day(day.value):
                yield Happening(quad.subject, class_, _beginning(day.value))


def _order(one: Happening | Change) -> tuple[str, str]:
    """By the moment; what is of one moment, in a fixed order."""
    return (one.moment, f"{one.number:012}" if isinstance(one, Change) else one.thing.value)


def _is_day(value: str) -> bool:
    """Whether a date is one of our calendar, as precise as it may be: some go further back."""
    parts = value[:_DAY].split("-")
    return len(parts[0]) == len("YYYY") and all(part.isascii() and part.isdigit() for part in parts)


def _beginning(value: str) -> str:
    """The first moment of a day, month or year: an entry needs a whole one (RFC 4287, 3.3)."""
    return value[:_DAY] + "YYYY-01-01"[len(value[:_DAY]) :] + "T00:00:00Z"


def _revision(change: Change, language: Language) -> Item:
    kinds = [_KINDS[kind].filled(count).in_(language) for kind, count in change.kinds.items()]
    said = " ; ".join(kinds) if language == "fr" else "; ".join(kinds)
    titles = ", ".join(TITLES[graph].in_(language) for graph in change.graphs)
    summary = f"{said[:1].upper()}{said[1:]}." + (f" {_GRAPHS.in_(language).format(titles)}" if titles else "")
    return Item(
        f"{BASE}feed.atom#revision-{change.chain}",
        _REVISION.filled(change.number).in_(language),
        typeset(summary) if language == "fr" else summary,
        change.moment,
        f"/changes?from={change.before}&to={change.number}",
        None,
        None,
    )


def _happening(snapshot: Snapshot, one: Happening, language: Language) -> Item:
    illustrative = any(
        isinstance(quad.object, Literal) and quad.object.value in {"true", "1"}
        for quad in snapshot.quads(one.thing, term("qn:illustrative"))
    )
    title = _title(snapshot, one)
    name = marked(title.in_(language), language) if illustrative else title.in_(language)
    path = "/" + one.thing.value.removeprefix(BASE)
    summary = _summary(snapshot, one)
    said = summary.in_(language) if summary else name
    return Item(one.thing.value, name, said, one.moment, f"{path}.html", f"{path}.ttl", illustrative)


def _summary(snapshot: Snapshot, one: Happening) -> Text | None:
    """What more there is to say of it: the version that a verdict goes by, a description, or else what it is."""
    charter = _object(snapshot, one.thing, "dcterms:conformsTo")
    if isinstance(charter, NamedNode):
        return _BY.filled(last_part(charter))
    described = text(snapshot, one.thing, term("dcterms:description"))
    return described or text(snapshot, one.class_, term("rdfs:label"))


def _title(snapshot: Snapshot, one: Happening) -> Text:
    """What happened, and to whom where its own name does not say."""
    if one.class_ == term("qn:Verdict"):
        dossier = _object(snapshot, one.thing, "qn:onDossier")
        quartier = _object(snapshot, dossier, "qn:concerns")
        outcome = _object(snapshot, one.thing, "qn:outcome")
        return _VERDICT.filled(_called(snapshot, quartier), _called(snapshot, outcome))
    state = _object(snapshot, one.thing, "qn:toState")
    if state is None:
        return _called(snapshot, one.thing)
    owners = (quad.subject for quad in snapshot.quads(None, term("qn:history"), one.thing, NETWORK))
    return _OF.filled(_called(snapshot, next(owners, None)), _called(snapshot, state))


def _called(snapshot: Snapshot, node: object) -> Text:
    if not isinstance(node, NamedNode):
        return _SOMEBODY
    return Text(*(label(snapshot, node, language) for language in LANGUAGES))


def _object(snapshot: Snapshot, subject: object, property_: str) -> NamedNode | Literal | None:
    """A value of a property, the first of several; None without a subject."""
    if not isinstance(subject, NamedNode):
        return None
    quads = snapshot.quads(subject, term(property_))
    found = sorted((quad.object for quad in quads if isinstance(quad.object, NamedNode | Literal)), key=str)
    return next(iter(found), None)
