"""Every constraint of the shapes matters: without it, some dossier of the battery comes out otherwise than the oracle says.

A mutant lacks one constraint, or one member of a list. It is judged row by row with the shapes of that row alone.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from pyoxigraph import BlankNode, NamedNode, Triple

from quartierkg.charter import engines
from quartierkg.charter.engines.fast import FastEngine
from quartierkg.charter.outcome import Outcome, worst
from quartierkg.charter.rules import Gate, Profile, RuleSet, assemble, layer_files, rules
from quartierkg.terms import term
from tests.charter import battery
from tests.charter.mutants import Mutant, mutants
from tests.samples import LONG

SEED = battery.SEED
SHARE = 1 if LONG else 10
OVERLAYS: tuple[tuple[Profile, Gate], ...] = (
    ("strict", "label"),
    ("charter", "application"),
    ("strict", "application"),
)
MOST = 4000 if LONG else 1200
"""How many cases a mutant may survive for one row."""

EQUIVALENT: dict[str, str] = {}
"""Mutants that no dossier can notice (a part of their name), each with the reason."""

_CHAMPION = {f"QN-C4-0{number}" for number in range(3, 10)}
_AGAIN = (term("qn:status"), term("qn:statusDate"), term("rdf:type"), term("qn:participation"), term("org:member"))


def every(profile: Profile, gate: Gate) -> list[Mutant]:
    """The mutants of a rule set; those of an overlay only where it differs from the base."""
    found = list(mutants(rules("1", profile, gate)))
    if (profile, gate) == ("charter", "label"):
        return found
    known = Counter(mutant.name for mutant in every("charter", "label"))
    rest: list[Mutant] = []
    for mutant in found:
        known[mutant.name] -= 1
        if known[mutant.name] < 0:
            rest.append(mutant)
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


def outcome(ruleset: RuleSet, data: str) -> str:
    """What the shapes of one row, or those of the form, come to."""
    engine = FastEngine()
    return _came_to(engine, ruleset, data)


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
    spoken = {t.object for t in narrowed(base, _plain(base), row).triples} | set(_AGAIN)
    near: list[int] = []
    around: list[int] = []
    for index, case in enumerate(battery.cases()):
        touched = {triple.predicate for triple in (*case.without, *case.plus)}
        if not touched:
            around.append(index)
        elif not touched.isdisjoint(spoken):
            near.append(index)
    random.Random(SEED).shuffle(near)
    return (*around, *near)


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


def noticed(mutant: Mutant, profile: Profile, gate: Gate) -> bool:
    """Whether some case comes out otherwise than the oracle expects, and only because of the mutation."""
    base = rules("1", profile, gate)
    for row in sorted(mutant.rows):
        ruleset = narrowed(base, mutant.triples, row)
        own = FastEngine()
        for index in order(row, profile, gate)[:MOST]:
            case = judged(index, profile, gate)
            try:
                found = _came_to(own, ruleset, case.data)
            except Exception:
                return True
            expected = case.expected.get(row)
            if expected != found:
                right = _came_to(engine(), whole(row, profile, gate), case.data)
                if right != found and expected in (None, right):
                    return True
    return False


def survivors(chosen: list[Mutant], profile: Profile, gate: Gate) -> Iterator[str]:
    """The mutants that no case notices."""
    for mutant in chosen:
        if not any(part in mutant.name for part in EQUIVALENT) and not noticed(mutant, profile, gate):
            yield f"{mutant.name} ({', '.join(sorted(mutant.rows)[:3])})"


@pytest.mark.parametrize(("profile", "gate"), [("charter", "label"), *OVERLAYS])
def test_every_constraint_is_noticed_when_it_is_gone(profile: Profile, gate: Gate) -> None:
    """No mutant of the base, nor of what an overlay changes, survives the battery."""
    if not isinstance(engines.available()[0], FastEngine):
        pytest.skip("the fast engine is not installed")
    found = every(profile, gate)
    chosen = random.Random(SEED).sample(found, -(-len(found) // SHARE))
    print(f"seed {SEED}, {len(chosen)} of {len(found)} mutants, {profile}, {gate}")
    surviving = list(survivors(chosen, profile, gate))
    assert not surviving, "\n".join(surviving)
