"""What the rules of a mapping make of the statements of a file, and which of these none of them used."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolution, QuerySolutions, Store, Triple

from quartierkg.errors import Place, QueryFault, TooLarge
from quartierkg.intake import parse
from quartierkg.intake.limits import DOSSIER, Limits
from quartierkg.intake.position import Positions
from quartierkg.intake.source import Source
from quartierkg.language import Text, number
from quartierkg.mapping.mapping import Mapping
from quartierkg.mapping.rule import Rule, statement
from quartierkg.terms import BLANK, term

_TYPE: Final = term("rdf:type")


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A statement that no rule used, and where it stands, in a syntax that tells."""

    triple: Triple
    place: Place | None


@dataclass(frozen=True, slots=True)
class Conversion:
    """The statements in our vocabulary, in the order of what they come from, and those that are left."""

    triples: tuple[Triple, ...]
    unmapped: tuple[Unmapped, ...]


@dataclass(frozen=True, slots=True)
class _Derived:
    """What one solution of a rule rests on, by the numbers of the statements, and what is made of it."""

    used: tuple[int, ...]
    made: tuple[Triple, ...]


def convert(source: Source, mapping: Mapping, limits: Limits = DOSSIER) -> Conversion:
    """What a mapping makes of a source.

    :raises Unreadable: when the source cannot be read, or more comes of it than a dossier may hold.
    :raises QueryFault: when a rule cannot be evaluated.
    """
    read = parse.statements(source, limits, blank="d", contexts=mapping.contexts)
    plain = _as_stored([_alike(triple, mapping) for triple in read])
    numbers: dict[Triple, list[int]] = {}
    for at, triple in enumerate(plain):
        numbers.setdefault(triple, []).append(at)
    store = Store()
    store.bulk_extend(_quad(triple) for triple in plain)
    found: list[_Derived] = []
    for one in (one for rule in mapping.rules for one in _derived(rule, store, numbers)):
        # A few statements about one thing can be paired in very many ways: what comes of them is capped as they are.
        if len(found) == 2 * limits.statements:
            raise _too_many(source, limits)
        found.append(one)
    found.sort(key=lambda one: one.used)
    written: dict[object, object] = {
        stored.object: own.object for stored, own in zip(plain, read, strict=True) if _is_literal(own)
    }
    made = dict.fromkeys(_as_written(triple, written) for one in found for triple in one.made)
    if len(made) > limits.statements:
        raise _too_many(source, limits)
    used = {at for one in found for first in one.used for at in numbers[plain[first]]}
    places = Positions(source)
    left = [Unmapped(triple, places.value(at)) for at, triple in enumerate(read) if at not in used]
    return Conversion(tuple(made), tuple(sorted(left, key=_place)))


def _derived(rule: Rule, store: Store, numbers: dict[Triple, list[int]]) -> Iterator[_Derived]:
    """What each solution comes to."""
    for bound in _solutions(rule, store):
        blank = f"{BLANK}c{_digest(rule, bound)}"
        used = [statement(pattern, bound, blank) for pattern in rule.used]
        made = [statement(pattern, bound, blank) for pattern in rule.made]
        # All or nothing: a statement counts as used only where all that the rule makes of it could be made.
        if None not in made:
            at = tuple(numbers[triple][0] for triple in used if triple in numbers)
            yield _Derived(at, tuple(triple for triple in made if triple is not None))


def _solutions(rule: Rule, store: Store) -> Iterator[dict[str, object]]:
    try:
        found = store.query(rule.text)
        assert isinstance(found, QuerySolutions)
        names = [variable.value for variable in found.variables]
        for solution in found:
            yield _bound(solution, names)
    except (SyntaxError, RuntimeError, ValueError) as fault:
        raise QueryFault(
            Text(f"La règle échoue (« {fault} »).", f"The rule fails: {fault}."), source=rule.name
        ) from fault


def _bound(solution: QuerySolution, names: Sequence[str]) -> dict[str, object]:
    return {name: solution[name] for name in names if solution[name] is not None}


def _digest(rule: Rule, bound: dict[str, object]) -> str:
    """A name for what a rule makes anew out of a solution: the same at each run."""
    said = "\n".join((rule.name, *(f"{name} {bound[name]}" for name in sorted(bound))))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _place(one: Unmapped) -> tuple[int, int]:
    """Where a statement stands: a parser gives what is in brackets before what they belong to."""
    return (one.place.line, one.place.column) if one.place is not None else (0, 0)


def _alike(triple: Triple, mapping: Mapping) -> Triple:
    """The statement with property and class in the namespaces that the rules know; what it is about stays."""
    predicate, found = triple.predicate, triple.object
    if predicate == _TYPE and isinstance(found, NamedNode):
        found = _renamed(found, mapping)
    return Triple(triple.subject, _renamed(predicate, mapping), found)


def _renamed(node: NamedNode, mapping: Mapping) -> NamedNode:
    for namespace, ours in mapping.alike.items():
        if node.value.startswith(namespace):
            return NamedNode(ours + node.value[len(namespace) :])
    return node


def _as_stored(triples: Sequence[Triple]) -> list[Triple]:
    """The statements as the engine gives them back: it writes numbers and dates its own way."""
    literals = list({triple.object: None for triple in triples if _is_literal(triple)})
    store = Store()
    store.bulk_extend(Quad(_number(at), _number(0), literal) for at, literal in enumerate(literals))
    plain = {quad.subject: quad.object for quad in store}
    given = {literal: plain[_number(at)] for at, literal in enumerate(literals)}
    return [Triple(triple.subject, triple.predicate, given.get(triple.object, triple.object)) for triple in triples]


def _as_written(triple: Triple, written: dict[object, object]) -> Triple:
    """The statement with its value as the file has it."""
    found = written.get(triple.object, triple.object)
    return Triple(triple.subject, triple.predicate, found) if isinstance(found, Literal) else triple


def _is_literal(triple: Triple) -> bool:
    return isinstance(triple.object, Literal)


def _number(at: int) -> NamedNode:
    return NamedNode(f"{BLANK}{at}")


def _quad(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())


def _too_many(source: Source, limits: Limits) -> TooLarge:
    return TooLarge(
        Text(
            f"Il en naîtrait plus de {number(str(limits.statements), 'fr')} triplets.",
            f"More than {number(str(limits.statements), 'en')} triples would come of it.",
        ),
        source=source.name,
        remedy=Text("Convertissez chaque dossier à part.", "Convert each dossier on its own."),
    )
