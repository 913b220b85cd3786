"""Which dossiers of the battery notice that a constraint of the shapes is gone.

``witnesses.csv`` keeps, for each group of rows, the few that notice everything, so that every run can ask them all.
After a change of the shapes or of the battery ``python -m tests.charter.witnesses`` searches the battery for what they
no longer notice and writes the file anew.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain, zip_longest
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode, Triple

from quartierkg.charter.outcome import Outcome
from quartierkg.charter.rules import Gate, Profile, RuleSet, assemble, rules
from quartierkg.intake import lexical
from quartierkg.terms import term
from tests.charter import battery, oracle
from tests.charter.mutants import Bundle, Member, mutants, outcome

FILE = Path(__file__).with_name("witnesses.csv")
SIDES: tuple[tuple[Profile, Gate], ...] = (
    ("strict", "label"),
    ("charter", "label"),
    ("strict", "application"),
    ("charter", "application"),
)
CHAMPION = "QN-C4-03 to QN-C4-09"
RULES = {
    CHAMPION: ("qns:Candidates", "qns:Aspects", "qns:Closeness", "qns:Nearest"),
    "QN-C2-04": ("qns:Lots", "qns:LotSums"),
}
"""The shapes that add facts for a group."""
FEW = 400
"""How many cases are tried for every mutant before the search goes on, twenty times as far, with those left."""
_COMMON = tuple(
    term(name)
    for name in ("rdf:type", "qn:status", "qn:statusDate", "qn:participation", "org:member", "org:role", "rdfs:label")
)


MEASURED: dict[object, set[object]] = {
    term("geo:asWKT"): {
        term(name) for name in ("qn:liesWithin", "qn:liesOutside", "qn:boundaryIsValid", "qn:boundaryArea")
    },
    **{term(name): {term("qn:datedAhead")} for name in (*oracle.OWN_DATES, "qn:fiscalYear")},
    term("qn:fiscalYear"): {term("qn:datedAhead"), term("qn:supersededBy")},
}
"""What is measured of a statement."""


class Witness(NamedTuple):
    """A case that notices something, and under which profile and gate, in which rows."""

    profile: Profile
    gate: Gate
    group: str
    case: str


def group_of(row: str) -> str:
    """The rows that are judged together: the conditions of a champion share their rules."""
    return CHAMPION if row in {f"QN-C4-0{number}" for number in range(3, 10)} else row


@cache
def shapes(group: str, profile: Profile, gate: Gate) -> RuleSet:
    """The shapes of a group of rows, with all that they reach."""
    base = rules("1", profile, gate)
    todo: list[object] = [
        rule.iri
        for rule in base.rules.values()
        if rule.yields is not None and rule.judges is not None and group_of(_local(rule.judges)) == group
    ]
    todo += [term(name) for name in RULES.get(group, ())]
    by_subject = _by_subject(profile, gate)
    reached: dict[object, None] = {}
    while todo:
        node = todo.pop()
        if node not in reached:
            reached[node] = None
            todo += [t.object for t in by_subject.get(node, ()) if isinstance(t.object, NamedNode | BlankNode)]
    return assemble("1", profile, gate, tuple(t for node in by_subject if node in reached for t in by_subject[node]))


@cache
def _by_subject(profile: Profile, gate: Gate) -> dict[object, list[Triple]]:
    """What the shapes state of each thing, under one profile and gate."""
    found: dict[object, list[Triple]] = {}
    for triple in plain(rules("1", profile, gate)):
        found.setdefault(triple.subject, []).append(triple)
    return found


def plain(base: RuleSet) -> tuple[Triple, ...]:
    """Shapes without the canaries, which only tell that an engine ran."""
    return tuple(
        t for t in base.triples if not any("canary" in str(n) or "never" in str(n) for n in (t.subject, t.object))
    )


def groups() -> list[str]:
    """Every group of rows that shapes decide."""
    found = (
        group_of(_local(rule.judges))
        for rule in rules("1", "strict", "label").rules.values()
        if rule.yields is not None and rule.judges is not None
    )
    return sorted(set(found))


def _local(node: NamedNode) -> str:
    return node.value.rpartition("#")[2]


class Hunt:
    """The mutants of one group under one profile and gate that nothing noticed yet."""

    def __init__(
        self,
        group: str,
        profile: Profile,
        gate: Gate,
        noticed: set[str],
        chosen: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self.group, self.profile, self.gate, self.noticed = group, profile, gate, noticed
        base = shapes(group, profile, gate)
        self._base = Member("", 0, base.triples, base)
        self._left = [
            Member(mutant.name, number, mutant.triples, base)
            for number, mutant in enumerate(mutants(base), 1)
            if mutant.name not in noticed and chosen(mutant.name)
        ]
        self._bundle: Bundle | None = None

    @property
    def left(self) -> list[str]:
        """The names of those that are left."""
        return [member.name for member in self._left if member.name not in self.noticed]

    def ask(self, case: battery.Case) -> bool:
        """Whether a case notices one of them; those that it notices are done with."""
        self._left = [member for member in self._left if member.name not in self.noticed]
        if not self._left:
            return False
        if self._bundle is None or len(self._left) < 0.7 * len(self._bundle.members):
            self._bundle = self._compiled()
        graph = case.graph()
        (_, right), *others = self._bundle.judge(lexical.text(graph))
        expected: dict[str, str] | None = None
        before = len(self.noticed)
        for member, told in others:
            if member.name in self.noticed or told == right:
                continue
            expected = expected or oracle.outcomes(graph, self.profile, self.gate)
            if any(_wrong(said, expected[row], right[row]) for row, said in told.items()):
                self.noticed.add(member.name)
        return len(self.noticed) > before

    def _compiled(self) -> Bundle:
        """The bundle; a member that the engine refuses is noticed by that."""
        try:
            return Bundle([self._base, *self._left])
        except ValueError:
            for member in self._left:
                try:
                    Bundle([member])
                except ValueError:
                    self.noticed.add(member.name)
            self._left = [member for member in self._left if member.name not in self.noticed]
            return Bundle([self._base, *self._left])


def _wrong(said: frozenset[Outcome], expected: str, right: frozenset[Outcome]) -> bool:
    """Whether what is said of a row is not what the oracle says, or more than the whole shapes say."""
    return outcome(said) != expected or (len(said) > 1 and len(right) < len(said))


def survivors(asked: Iterable[Witness], chosen: Callable[[str], bool] = lambda _: True) -> list[str]:
    """The mutants, or those that are chosen by their names, that no witness notices under any profile and gate."""
    noticed: set[str] = set()
    by_name = {case.name: case for case in battery.cases()}
    wanted: dict[tuple[Profile, Gate, str], list[str]] = {}
    for witness in asked:
        wanted.setdefault(witness[:3], []).append(witness.case)
    every: dict[str, None] = {}
    for profile, gate in SIDES:
        for group in groups():
            hunt = Hunt(group, profile, gate, noticed, chosen)
            every.update(dict.fromkeys(hunt.left))
            for name in wanted.get((profile, gate, group), ()):
                if name in by_name:
                    hunt.ask(by_name[name])
    return [name for name in every if name not in noticed]


def search(known: Iterable[Witness], *, say: bool = False) -> tuple[list[Witness], list[str]]:
    """The witnesses of the whole battery, and the mutants that no case of it notices."""
    noticed: set[str] = set()
    found: list[Witness] = []
    by_name = {case.name: case for case in battery.cases()}
    known = list(known)
    left: dict[str, None] = {}
    for most in (0, FEW, 20 * FEW):
        left.clear()
        for profile, gate in SIDES:
            for group in groups():
                hunt = Hunt(group, profile, gate, noticed)
                names = [w.case for w in known if w[:3] == (profile, gate, group)] if most == 0 else []
                cases = [by_name[n] for n in names if n in by_name] or order(group, profile, gate)[:most]
                for case in cases:
                    if not hunt.left:
                        break
                    if hunt.ask(case):
                        found.append(Witness(profile, gate, group, case.name))
                left.update(dict.fromkeys(hunt.left))
        if say:
            write(found)
            print(f"{most} cases each: {len(noticed)} noticed, {len(found)} witnesses", file=sys.stderr)
            print(*(name for name in left if name not in noticed), "", sep="\n", file=sys.stderr, flush=True)
    return found, [name for name in left if name not in noticed]


@cache
def order(group: str, profile: Profile, gate: Gate) -> tuple[battery.Case, ...]:
    """The cases to try for a group: those that touch what its shapes speak of, one of each kind in turn."""
    spoken = {t.object for t in shapes(group, profile, gate).triples} - set(_COMMON)
    near: dict[str, list[battery.Case]] = {}
    for case in battery.cases():
        about = _about(case)
        if not about or not about.isdisjoint(spoken):
            near.setdefault(case.kind, []).append(case)
    shuffled = random.Random(battery.SEED)
    for some in near.values():
        shuffled.shuffle(some)
    return tuple(case for case in chain.from_iterable(zip_longest(*near.values())) if case is not None)


@cache
def _about(case: battery.Case) -> frozenset[object]:
    """What a case is about: the predicates that it touches, and the links and roles of the facts that it touches."""
    triples = (*case.without, *case.plus)
    found: set[object] = {triple.predicate for triple in triples}
    for measured, facts in MEASURED.items():
        found |= facts if measured in found else set()
    for subject in {triple.subject for triple in triples}:
        found |= _topics().get(str(subject).replace("-bis", ""), set())
    return frozenset(found)


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


def read() -> Iterator[Witness]:
    """The witnesses of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            profile: Profile = "strict" if row["profile"] == "strict" else "charter"
            gate: Gate = "label" if row["gate"] == "label" else "application"
            yield Witness(profile, gate, row["rows"], row["case"])


def write(found: Iterable[Witness]) -> None:
    """Write the file anew."""
    with FILE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("profile", "gate", "rows", "case"))
        table.writerows(found)


if __name__ == "__main__":
    kept, unseen = search(read() if FILE.exists() else [], say=True)
    write(kept)
    print("\n".join(unseen))
