"""Thousands of dossiers made from the conforming one, each with what the charter says of it.

The changes are made on triples: statements deleted, replaced and doubled, facts planned, types added, whole facts
cloned with one fault and set beside the good ones, pairs of such changes, and several contexts.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from pyoxigraph import NamedNode

from quartierkg.charter import document, verdict
from quartierkg.charter.engines import Engine
from quartierkg.charter.rules import Gate, Profile, RuleSet
from quartierkg.charter.rules import rules as all_rules
from quartierkg.intake import lexical
from tests.charter import changes, oracle, twins
from tests.charter.case import SEED, Case, Judged, base, contexts, name_of

__all__ = ["SEED", "Case", "Judged", "base", "cases", "contexts", "found", "judged", "said"]

PAIRS = 1500


SEVERAL = frozenset(
    {"QN-C2-03", "QN-G-01", "QN-G-05", "QN-G-06", "QN-P-04", "QN-C3-03", "QN-C4-16", "QN-C4-21", "QN-C8-04"}
)
"""Rows that judge several facts at once, each agreement or network or actor or post, and say of each what it lacks."""


SECOND = {
    ("offre", "lot-b"),
    ("offre", "convention-semaine"),
    ("mesure-1", "haute-roche"),
    ("mesure-1", "belle-ecluse"),
    ("port-lumiere", "mesure-2"),
    ("port-lumiere", "guichet-social"),
    ("port-lumiere", "p-second"),
    ("port-lumiere", "action-locale"),
    ("cantine", "ProfessionalAssociation"),
    ("champion", "champion-2023"),
    ("nomination", "rivemer"),
    ("structure", "rivemer"),
    ("amenagement", "structure"),
    ("bureau", "haute-roche"),
}
"""The links that make a second fact of the base."""


LEFT = {"lot-a", "convention-mois", "guichet", "p-champion", "action-etat", "champion-2024"}
"""What stands alone without them."""


@cache
def cases() -> tuple[Case, ...]:
    """Every case, always the same and in the same order."""
    kinds = {
        "deleted": changes.deleted(),
        "planned": changes.planned(),
        "ahead": changes.ahead(),
        "replaced": changes.replaced(),
        "beside": changes.beside(),
        "typed": changes.typed_again(),
        "cloned": changes.cloned(),
        "scored": changes.scored(),
        "shared": changes.shared(),
        "partnered": changes.partnered(),
        "written": changes.written(),
        "outlined": changes.outlined(),
        "siblings": changes.siblings(),
        "seated": changes.seated(),
        "unlinked": changes.unlinked(),
        "weakened": changes.weakened(),
        "involved": changes.involved(),
        "doubled": changes.doubled(),
        "twins": twins.twins(),
        "listed": twins.chosen_types(),
        "crossed": twins.crossed(),
        "aimed": twins.aimed(),
        "named": changes.named_otherwise(),
        "opinions": changes.opinions(),
    }
    made = {kind: [replace(case, kind=kind) for case in found] for kind, found in kinds.items()}
    single = [case for found in made.values() for case in found]
    chosen = random.Random(SEED)
    pairs = [
        one.with_other(other)
        for one, other in zip(chosen.choices(single, k=PAIRS), chosen.choices(single, k=PAIRS), strict=True)
    ]
    around = [Case("base", context=name) for name in contexts()]
    mixed = [replace(case, context=name, kind="mixed") for name in contexts() for case in chosen.sample(single, 40)]
    found = (*around, *single, *_alone(made), *pairs, *mixed)
    return tuple(_told_apart(found))


def _told_apart(found: Iterable[Case]) -> Iterator[Case]:
    """Each case once, with a name of its own."""
    seen: Counter[str] = Counter()
    known: set[Case] = set()
    for case in found:
        bare = replace(case, name="", kind="")
        if bare in known:
            continue
        known.add(bare)
        name = f"{case.name} ({case.context})"
        seen[name] += 1
        yield replace(case, name=name if seen[name] == 1 else f"{name} no. {seen[name]}")


def _alone(made: dict[str, list[Case]]) -> Iterator[Case]:
    """The same where the base has no second fact that would make up for the first."""
    alone = Case("alone", frozenset(t for t in base().triples if (name_of(t.subject), name_of(t.object)) in SECOND))
    subjects = {name_of(t.subject) for t in alone.without} | LEFT
    yield replace(alone, kind="alone")
    for kind in ("deleted", "planned", "replaced", "cloned", "typed", "written"):
        for case in made[kind]:
            touched = {name_of(t.subject).removesuffix("-bis") for t in (*case.without, *case.plus)}
            if touched & subjects:
                yield replace(alone.with_other(case), kind=f"alone, {kind}")
    spoilt = [(name_of(t.subject), case) for case in made["deleted"] if len(case.without) == 1 for t in case.without]
    for case in made["cloned"]:
        subject = {name_of(t.subject).removesuffix("-bis") for t in case.plus}
        own = [one for touched, one in spoilt if touched in subject]
        chosen = random.Random(case.name).choice(own)
        yield replace(chosen.with_other(alone).with_other(case), kind="alone, both")


def judged(case: Case, profile: Profile, gate: Gate) -> Judged:
    """A case with what the charter says of it."""
    graph = case.graph()
    return Judged(case, lexical.text(graph), oracle.outcomes(graph, profile, gate))


@dataclass(frozen=True)
class Said:
    """What the shapes say of a case."""

    outcomes: dict[str, str]
    """The outcome of each row."""
    twice: set[str]
    """The rows of which they say two things at once, where they judge one fact."""


def said(engine: Engine, rules: RuleSet, data: str) -> Said:
    """What one run of the shapes says, filled up at the gate of the label where a row waits for all others."""
    fired = _fired(engine, rules, data)
    rows = _rows(rules, fired)
    if any(row.needs_the_rest for row in rows):
        whole = all_rules(rules.version, rules.profile, "label")
        at_label = rows if rules.gate == "label" else _rows(whole, _fired(engine, whole, data))
        rows = verdict.with_the_rest(rows, at_label)
    return Said({row.requirement.id: row.outcome.value for row in rows}, _twice(rules, fired))


def found(engine: Engine, rules: RuleSet, data: str) -> dict[str, str]:
    """What the shapes say: the outcome of each row."""
    return said(engine, rules, data).outcomes


def _twice(rules: RuleSet, fired: set[NamedNode]) -> set[str]:
    told: dict[str, set[object]] = {}
    for rule in rules.rules.values():
        if rule.iri in fired and rule.yields is not None and rule.judges is not None:
            told.setdefault(name_of(rule.judges), set()).add(rule.yields)
    return {row for row, outcomes in told.items() if len(outcomes) > 1} - SEVERAL


def _fired(engine: Engine, rules: RuleSet, data: str) -> set[NamedNode]:
    return {NamedNode(result.shape) for result in engine.results(rules, data)}


def _rows(rules: RuleSet, fired: set[NamedNode]) -> tuple[verdict.Row, ...]:
    charter = document.charter(rules.version)
    return verdict.rows(charter, rules.rules.values(), fired & rules.rules.keys(), fired)
