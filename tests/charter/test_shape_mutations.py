"""Every constraint of the shapes matters: without it, some dossier comes out otherwise than the oracle says.

A mutant lacks one constraint, or one member of a list. It is judged row by row with the shapes of that row alone.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from quartierkg.charter import engines
from quartierkg.charter.engines.fast import FastEngine
from quartierkg.charter.outcome import Outcome, worst
from quartierkg.charter.rules import Gate, Profile, RuleSet, assemble, rules
from quartierkg.errors import EngineFault
from quartierkg.terms import term
from tests.charter import battery
from tests.charter.mutants import mutants
from tests.samples import LONG, ROOT

SEED = battery.SEED
SHARE = 1 if LONG else 40
OVERLAYS: tuple[tuple[Profile, Gate], ...] = (
    ("strict", "label"),
    ("charter", "application"),
    ("strict", "application"),
)
MOST = 4000 if LONG else 600
"""How many cases a mutant may survive for one row."""

EQUIVALENT: dict[str, str] = {}
"""Mutants that no dossier can notice (a part of their name), each with the reason."""

_CHAMPION = {f"QN-C4-0{number}" for number in range(3, 10)}
_COMMON = tuple(
    term(name)
    for name in ("rdf:type", "qn:status", "qn:statusDate", "qn:participation", "org:member", "org:role", "rdfs:label")
)


@dataclass
class Loss:
    """One mutation of the shapes, with what is left of the shapes of each row that it bears on."""

    name: str
    left: dict[str, tuple[Triple, ...]]


@cache
def every(profile: Profile, gate: Gate) -> list[Loss]:
    """The mutations of a rule set; those of an overlay only where it differs from the base."""
    base = rules("1", profile, gate)
    found: dict[frozenset[Triple], Loss] = {}
    for row in sorted({_row(rule.judges) for rule in base.rules.values() if rule.yields is not None}):
        own = frozenset(_plain(whole(row, profile, gate)))
        for mutant in mutants(whole(row, profile, gate)):
            change = own.symmetric_difference(mutant.triples)
            found.setdefault(change, Loss(mutant.name, {})).left[row] = mutant.triples
    if (profile, gate) == ("charter", "label"):
        return list(found.values())
    known = Counter(loss.name for loss in every("charter", "label"))
    rest: list[Loss] = []
    for loss in found.values():
        known[loss.name] -= 1
        if known[loss.name] < 0:
            rest.append(loss)
    return rest


def narrowed(base: RuleSet, triples: tuple[Triple, ...], row: str) -> RuleSet:
    """The shapes of one row, with all that they reach."""
    start = [rule.iri for rule in base.rules.values() if rule.yields is not None and _row(rule.judges) == row]
    todo: list[object] = [*start, *([term("qns:Candidates")] if row in _CHAMPION else [])]
    by_subject: dict[object, list[Triple]] = {}
    for triple in triples:
        by_subject.setdefault(triple.subject, []).append(triple)
    reached: dict[object, None] = {}
    while todo:
        node = todo.pop()
        if node not in reached:
            reached[node] = None
            todo += [t.object for t in by_subject.get(node, ()) if isinstance(t.object, NamedNode | BlankNode)]
    kept = tuple(triple for triple in triples if triple.subject in reached)
    return assemble(base.version, base.profile, base.gate, kept)


def _row(judges: NamedNode | None) -> str:
    return judges.value.rpartition("#")[2] if judges is not None else "form"


def _came_to(engine: FastEngine, ruleset: RuleSet, data: str) -> str:
    fired = {NamedNode(result.shape) for result in engine.results(ruleset, data)}
    own = [rule for rule in ruleset.rules.values() if rule.yields is not None]
    if not all(canary in fired for rule in own for canary in rule.canaries):
        return Outcome.NOT_STATED.value
    yielded = {rule.yields for rule in own if rule.iri in fired and rule.yields is not None}
    if Outcome.NOT_APPLICABLE in yielded:
        return Outcome.NOT_APPLICABLE.value
    return worst(yielded or {Outcome.PASSED}).value


@cache
def judged(index: int, profile: Profile, gate: Gate) -> battery.Judged:
    """A case of the battery by its number."""
    return battery.judged(battery.cases()[index], profile, gate)


@cache
def order(row: str, profile: Profile, gate: Gate) -> tuple[int, ...]:
    """The cases to try for a row: first those that touch what its shapes speak of."""
    base = rules("1", profile, gate)
    spoken = {t.object for t in narrowed(base, _plain(base), row).triples} - set(_COMMON)
    near: dict[str, list[int]] = {}
    for index, case in enumerate(battery.cases()):
        about = _about(case)
        if not about or not about.isdisjoint(spoken):
            near.setdefault(case.kind, []).append(index)
    shuffled = random.Random(SEED)
    for some in near.values():
        shuffled.shuffle(some)
    return tuple(index for turn in zip_longest(*near.values()) for index in turn if index is not None)


@cache
def _about(case: battery.Case) -> set[object]:
    """What a case is about: the predicates that it touches, and the links and roles of the facts that it touches."""
    triples = (*case.without, *case.plus)
    found: set[object] = {triple.predicate for triple in triples}
    for subject in {triple.subject for triple in triples}:
        found |= _topics().get(str(subject).replace("-bis", ""), set())
    return found


@cache
def _topics() -> dict[str, set[object]]:
    """For each fact of the base the properties that lead to it, and the roles of each actor."""
    found: dict[str, set[object]] = {}
    triples = battery.base().triples
    for triple in triples:
        found.setdefault(str(triple.object), set()).add(triple.predicate)
        if triple.predicate == term("org:role"):
            found.setdefault(str(triple.subject), set()).add(triple.object)
            for other in triples:
                if (other.subject, other.predicate) == (triple.subject, term("org:member")):
                    found.setdefault(str(other.object), set()).add(triple.object)
    return found


def _plain(base: RuleSet) -> tuple[Triple, ...]:
    return tuple(
        t for t in base.triples if not any("canary" in str(n) or "never" in str(n) for n in (t.subject, t.object))
    )


@cache
def whole(row: str, profile: Profile, gate: Gate) -> RuleSet:
    """The shapes of one row as they are."""
    base = rules("1", profile, gate)
    return narrowed(base, _plain(base), row)


@cache
def engine() -> FastEngine:
    """The engine that holds the shapes as they are."""
    return FastEngine()


def noticed(loss: Loss, profile: Profile, gate: Gate) -> bool:
    """Whether some case comes out otherwise than the oracle expects, and only because of the mutation."""
    return any(_noticed(row, left, profile, gate) for row, left in sorted(loss.left.items()))


def _noticed(row: str, left: tuple[Triple, ...], profile: Profile, gate: Gate) -> bool:
    ruleset = assemble("1", profile, gate, left)
    own = FastEngine()
    for index in order(row, profile, gate)[:MOST]:
        case = judged(index, profile, gate)
        try:
            found = _came_to(own, ruleset, case.data)
        except EngineFault:
            return True  # the engine refuses what is left
        expected = case.expected.get(row)
        if expected != found:
            right = came_to(index, row, profile, gate)
            if right != found and expected in (None, right):
                return True
    return False


@cache
def came_to(index: int, row: str, profile: Profile, gate: Gate) -> str:
    """What the shapes as they are say of one row of a case."""
    return _came_to(engine(), whole(row, profile, gate), judged(index, profile, gate).data)


def survivors(chosen: list[Loss], profile: Profile, gate: Gate) -> Iterator[str]:
    """The mutations that no case notices."""
    for loss in chosen:
        if not any(part in loss.name for part in EQUIVALENT) and not noticed(loss, profile, gate):
            yield f"{loss.name} ({', '.join(sorted(loss.left)[:3])})"


@pytest.mark.parametrize(("profile", "gate"), [("charter", "label"), *OVERLAYS])
def test_every_constraint_is_noticed_when_it_is_gone(profile: Profile, gate: Gate) -> None:
    """No mutant of the base, nor of what an overlay changes, survives the battery."""
    if not isinstance(engines.available()[0], FastEngine):
        pytest.skip("the fast engine is not installed")
    found = every(profile, gate)
    chosen = random.Random(SEED).sample(found, -(-len(found) // SHARE))
    surviving = list(survivors(chosen, profile, gate))
    print(f"seed {SEED}, {len(chosen)} of {len(found)} mutants, {profile}, {gate}, {len(surviving)} not noticed")
    # A short run tries few cases for each mutation: what it does not notice the long run must.
    assert len(surviving) <= (0 if LONG else len(chosen) // 4), "\n".join(surviving)


FILES = sorted(file.name for file in (ROOT / "shapes" / "1").glob("*.ttl") if file.name != "charter.ttl")


@pytest.mark.parametrize("file", FILES)
def test_a_lost_file_of_shapes_is_noticed(file: str) -> None:
    """Without one file of shapes, some row of the charter is judged by nothing, or some dossier comes out otherwise."""
    lost = {
        quad.subject
        for quad in parse(path=ROOT / "shapes" / "1" / file, format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
    }
    base = rules("1", "strict", "label")
    left = assemble("1", "strict", "label", tuple(t for t in _plain(base) if t.subject not in lost))
    judging = {_row(rule.judges) for rule in base.rules.values() if rule.yields is not None}
    if judging != {_row(rule.judges) for rule in left.rules.values() if rule.yields is not None}:
        return
    cases = (judged(index, "strict", "label") for index in range(0, len(battery.cases()), 97))
    assert any(differs(left, case) for case in cases)


def differs(left: RuleSet, case: battery.Judged) -> bool:
    """Whether a case comes out otherwise; an engine that refuses what is left says so as well."""
    try:
        return battery.found(engine(), left, case.data) != case.expected
    except EngineFault:
        return True
