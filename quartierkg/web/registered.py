"""What the register's pages call things: states, moves, roles, guards, outcomes, and the sentences of the charter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from quartierkg import vocabulary
from quartierkg.access import Role
from quartierkg.charter.document import CURRENT, Requirement, charter
from quartierkg.charter.outcome import DECISION_NAMES, OUTCOME_NAMES, Decision, Outcome
from quartierkg.language import Language, Text
from quartierkg.publish.description import is_named
from quartierkg.publish.labels import label
from quartierkg.publish.view import href
from quartierkg.register.lifecycle import moves, state_name
from quartierkg.register.prospect import conditions
from quartierkg.snapshot import Snapshot
from quartierkg.terms import BASE, CHARTER, ONTOLOGY, term
from quartierkg.web import authority
from quartierkg.web import register_words as words

_TRUE: Final = Literal("true", datatype=term("xsd:boolean"))
_FINE: Final = frozenset((Outcome.PASSED.value, Outcome.NOT_APPLICABLE.value))


class Name(NamedTuple):
    """A Quartier as a page names it."""

    text: str
    href: str | None
    """Its page among the things of the network; None where the network does not name it."""
    illustrative: bool


class Sentence(NamedTuple):
    """A sentence of the charter, and the requirement that it stands for."""

    id: str
    label: Text
    quote: Text
    href: str


class Row(NamedTuple):
    """A line of a verdict."""

    name: str
    label: Text
    outcome: Text
    fine: bool
    href: str


def name(snapshot: Snapshot, quartier: str, language: Language) -> Name:
    """What the published graphs say of a Quartier: its name, and whether it is invented."""
    node = NamedNode(quartier)
    invented = next(snapshot.quads(node, term("qn:illustrative"), _TRUE), None) is not None
    return Name(label(snapshot, node, language), href(node) if is_named(snapshot, node) else None, invented)


def state(local: str | None) -> Text | None:
    """A state of the label, by its local name."""
    return None if local is None else state_name(NamedNode(ONTOLOGY + local))


def move(local: str | None) -> Text | None:
    """A move; None for what was known before the register was opened."""
    found = moves().get(local or "")
    return found.label if found is not None else None


def term_name(local: str) -> Text:
    """A term of the ontology, by its local name."""
    words, node = vocabulary.bundled(), NamedNode(ONTOLOGY + local)
    return Text(words.label(node, "fr") or local, words.label(node, "en") or local)


def guards(move_: str) -> tuple[Text, ...]:
    """What guards a move, by name."""
    found = moves()[move_].guards if move_ in moves() else ()
    return tuple(term_name(guard.value.removeprefix(ONTOLOGY)) for guard in sorted(found, key=str))


def role(local: str) -> Text:
    """A role at the desk."""
    return authority.ROLES[Role(local)]


def roles(names: Iterable[str]) -> Text:
    """Some roles, in a list."""
    found = [role(one) for one in names]
    return Text(", ".join(one.fr for one in found), ", ".join(one.en for one in found))


def outcome(said: str) -> Text:
    """How a requirement or a criterion came out."""
    return OUTCOME_NAMES[Outcome(said)]


def verdict(said: str) -> Text:
    """How a dossier came out."""
    return DECISION_NAMES[Decision(said)]


def sentences(state_: str, version: str = CURRENT) -> tuple[Sentence, ...]:
    """What the charter asks for before a state is reached; a sentence that several rows share is told once."""
    found: dict[str, Sentence] = {}
    for row in conditions(NamedNode(ONTOLOGY + state_), version):
        found.setdefault(row.quote.fr, sentence(row))
    return tuple(found.values())


def sentence(row: Requirement) -> Sentence:
    """The sentence of a requirement."""
    return Sentence(row.id, row.label, row.quote, _anchor(row.iri.value))


def criteria(judgement: Mapping[str, Any]) -> tuple[Row, ...]:
    """The criteria of a verdict."""
    known = {one.number: one.label for one in charter(judgement["charter"]).criteria}
    version = judgement["charter"]
    judged = _judged(judgement)
    return tuple(
        Row(
            number,
            known[int(number)],
            outcome(said) if int(number) in judged else words.NOT_JUDGED,
            said in _FINE,
            f"/charter/{version}#criterion-{number}",
        )
        for number, said in judgement["criteria"].items()
    )


def rows(judgement: Mapping[str, Any], *, fine: bool) -> tuple[Row, ...]:
    """The requirements of a verdict that are settled, or those that are not."""
    known = {row.id: row for row in charter(judgement["charter"]).requirements}
    return tuple(
        Row(id_, known[id_].label, outcome(said), said in _FINE, _anchor(known[id_].iri.value))
        for id_, said in judgement["rows"].items()
        if (said in _FINE) is fine and id_ in known
    )


def requirement(iri: str) -> Sentence | None:
    """A requirement by its IRI; None where no version of the charter has it."""
    version = iri.removeprefix(CHARTER).partition("#")[0]
    found = (row for row in charter(version).requirements if row.iri.value == iri)
    return next((sentence(row) for row in found), None)


def counts(judgement: Mapping[str, Any]) -> tuple[tuple[int, Text], ...]:
    """How many criteria came out how, in the order of the outcomes."""
    judged = _judged(judgement)
    counted = Counter(said for number, said in judgement["criteria"].items() if int(number) in judged)
    found = [(counted[one.value], OUTCOME_NAMES[one]) for one in Outcome if counted[one.value]]
    others = len(judgement["criteria"]) - counted.total()
    return (*found, (others, words.NOT_JUDGED)) if others else tuple(found)


def _judged(judgement: Mapping[str, Any]) -> frozenset[int | None]:
    """The criteria that the gate of a verdict judges: those of which a requirement decides there."""
    rows = charter(judgement["charter"]).requirements
    return frozenset(row.decides for row in rows if row.id in judgement["rows"])


def _anchor(iri: str) -> str:
    """Where a page of ours has what an IRI of the charter names."""
    return "/" + iri.removeprefix(BASE)
