"""Thousands of dossiers made from the conforming one, each with what the charter says of it.

The changes are made on triples: statements deleted, replaced and doubled, facts planned, types added, whole facts
cloned with one fault and set beside the good ones, pairs of such changes, and several contexts.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import combinations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg.charter import context, document, verdict
from quartierkg.charter.check import data_graph
from quartierkg.charter.context import Context
from quartierkg.charter.engines import Engine
from quartierkg.charter.rules import Gate, Profile, RuleSet
from quartierkg.charter.rules import rules as all_rules
from quartierkg.intake import lexical
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.source import Source
from quartierkg.terms import PREFIXES, term
from tests.charter import oracle
from tests.samples import BASE, DAY, ROOT, read

SEED = 20130612
PAIRS = 1500
SEVERAL = frozenset(
    {"QN-C2-03", "QN-G-01", "QN-G-05", "QN-G-06", "QN-P-04", "QN-C3-03", "QN-C4-16", "QN-C4-21", "QN-C8-04"}
)
"""Rows that judge several facts at once, each agreement or network or actor or post, and say of each what it lacks."""

_HERE = "https://w3id.org/quartierkg/id/port-lumiere/"
_QID = "https://w3id.org/quartierkg/id/quartier/"
_TYPE = term("rdf:type")


def _typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(PREFIXES["xsd"] + datatype))


AWKWARD: tuple[NamedNode | Literal, ...] = (
    _typed("NaN", "double"),
    Literal("12"),
    _typed("-5", "integer"),
    _typed("0", "integer"),
    _typed("26", "integer"),
    _typed("50", "decimal"),
    _typed("1000000", "integer"),
    _typed("99999999999999999999", "integer"),
    _typed("2099-01-01", "date"),
    _typed("2000-01-01", "date"),
    _typed("true", "boolean"),
    _typed("false", "boolean"),
    Literal(" ", language="fr"),
    Literal("000000019"),
    NamedNode("http://ailleurs.example/"),
    term("qn:Planned"),
    term("qn:Year"),
    term("qn:OtherAnimator"),
    term("qn:Accelerator"),
    term("qn:CallForExpressionsOfInterest"),
    NamedNode(_HERE + "cdo"),
    NamedNode(_HERE + "prefecture"),
    NamedNode(_HERE + "metropole"),
    NamedNode(_HERE + "champion"),
    NamedNode(_HERE + "region"),
    NamedNode(_QID + "port-lumiere"),
    NamedNode(_QID + "val-claire"),
)
BESIDE = (0, 1, 2, 8, 12, 14, 19, 21, 22, 25)
"""Which of them are also set beside a statement."""
SPOILT = (0, 8, 14, 20)
"""Which of them spoil a clone."""
KINDS = tuple(
    term(kind)
    for kind in (
        "foaf:Person",
        "qn:StateBody",
        "qn:SocialSecurityBody",
        "qn:LocalAuthority",
        "qn:Enterprise",
        "org:Organization",
        "igeo:Intercommunalite",
        "qn:Association",
        "qn:HigherEducationInstitution",
        "qn:OtherPublicBody",
    )
)
_OWNED = frozenset(
    term(predicate)
    for predicate in (
        "org:member",
        "qn:figures",
        "org:hasUnit",
        "org:hasSite",
        "geo:hasGeometry",
        "qn:lot",
        "qn:hostingAgreement",
        "qn:milestone",
        "org:heldBy",
        "qn:appointment",
        "qn:experience",
    )
)
"""What a clone of a fact takes along."""
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
_UNTOUCHED = (term("qn:concerns"),)


@dataclass(frozen=True)
class Case:
    """The conforming dossier with some statements less and some more, in a context."""

    name: str
    without: frozenset[Triple] = frozenset()
    plus: tuple[Triple, ...] = ()
    context: str = "committee"
    kind: str = "context"
    """What was done to it."""

    def with_other(self, other: Case) -> Case:
        """Both changes at once."""
        return Case(
            f"{self.name} & {other.name}", self.without | other.without, self.plus + other.plus, self.context, "pairs"
        )

    def graph(self) -> tuple[Triple, ...]:
        """The triples to judge."""
        triples = tuple(triple for triple in base().triples if triple not in self.without)
        stated = tuple(dict.fromkeys(triples + self.plus))
        charters = tuple(
            triple.object.value
            for triple in stated
            if triple.predicate == term("qn:answersCharter") and isinstance(triple.object, NamedNode)
        )
        changed = Dossier(base().iri, base().quartiers, charters, stated, base().source)
        return data_graph(changed, contexts()[self.context])[0]


@dataclass(frozen=True)
class Judged:
    """A case with the triples to judge and what the charter says of them."""

    case: Case
    data: str
    expected: dict[str, str]


@cache
def base() -> Dossier:
    """The conforming dossier, as the intake reads it."""
    return read(BASE.read_bytes())


@cache
def contexts() -> dict[str, Context]:
    """The contexts of the battery, by name."""
    text = (ROOT / "data" / "contexts" / "committee.ttl").read_text(encoding="utf-8")
    start, end = text.index(":avis-c2-02"), text.index("qid:port-lumiere a")
    head, opinions, network = text[:start], text[start:end], text[end:]
    contrary = opinions.replace(":avis-", ":contre-").replace("earl:passed", "earl:failed")

    def around(said: str, states: str = network, award: str | None = None) -> Context:
        return context.read([Source("context.ttl", (head + said + states).encode())], day=DAY, award=award)

    found = {
        "committee": around(opinions),
        "silent": around(""),
        "negative": around(contrary),
        "mixed": around(opinions + contrary),
        "without motive": around(_blanked(opinions)),
        "negative without motive": around(_blanked(contrary)),
        "motive a number": around(_blanked(opinions, "3")),
        "without author": around(opinions.replace("prov:wasAttributedTo", "rdfs:seeAlso")),
        "both outcomes": around(opinions.replace("earl:outcome earl:passed", "earl:outcome earl:passed , earl:failed")),
        "undecided": around(opinions.replace("earl:passed", "earl:cantTell")),
        "without outcome": around(opinions.replace("earl:outcome", "rdfs:seeAlso")),
        "of another kind": around(opinions.replace("qn:CommitteeAssertion", "earl:Assertion")),
        "on another dossier": around(opinions.replace("earl:subject :dossier", "earl:subject :autre")),
        "on another row": around(opinions.replace("earl:test qc:QN-C", "earl:test qc:QN-P")),
        "swapped": around(opinions.replace("C2-02", "x").replace("C7-03", "C2-02").replace("x", "C7-03")),
        "nobody labelled": around(opinions, network.replace("qn:Labelled", "qn:InRealisation")),
        "one labelled": around(opinions, _labelled(network, "val-claire")),
        "two labelled": around(opinions, _labelled(network, "mont-aube", "val-claire")),
        "itself labelled": around(opinions, _labelled(network, "port-lumiere", "val-claire")),
        "all withdrawn": around(opinions, network.replace("qn:Labelled", "qn:Withdrawn")),
        "no state": around(opinions, network.replace("qn:state", "rdfs:seeAlso")),
        "no kind": around(opinions, network.replace("a qn:Quartier ;", "")),
        "two states": around(opinions, network.replace("qn:state", "qn:state qn:Withdrawn , ")),
        "labelled in two states": around(opinions, network.replace("qn:Labelled", "qn:Labelled , qn:Suspended")),
        "two states, both good": around(opinions, network.replace("qn:state", "qn:state qn:CalendarSet , ")),
    }
    for award in ("2024-09-12", "2024-09-13", "2024-10-01", "2024-10-02", "2025-10-14", "2025-10-15", "2026-05-20"):
        found[f"award {award}"] = around(opinions, award=award)
    found["silent award"] = around("", award="2026-05-20")
    twice = ':r a qn:ProposedAward ; qn:proposedFor :dossier ; qn:proposedDate "2025-01-01"^^xsd:date .\n'
    xsd = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    found["two awards"] = around(xsd + twice + opinions, award="2026-05-20")
    for state in ("InterestDeclared", "CallOpened", "ResponseFiled", "StructureConstituted", "CharterSigned"):
        found[f"all {state}"] = around(opinions, _all(network, state))
    for state in ("CalendarSet", "InRealisation", "AllCriteriaRealised", "Suspended"):
        found[f"all {state}"] = around(opinions, _all(network, state))
    return found


def _blanked(opinions: str, motive: str = '" "@fr') -> str:
    lines = (
        f"    qn:motive {motive} ." if line.strip().startswith("qn:motive") else line for line in opinions.split("\n")
    )
    return "\n".join(lines)


def _labelled(network: str, *names: str) -> str:
    lines = network.replace("qn:Labelled", "qn:InRealisation").split("\n")
    return "\n".join(
        line.rpartition("qn:state")[0] + "qn:state qn:Labelled ."
        if line.startswith(tuple("qid:" + n + " " for n in names))
        else line
        for line in lines
    )


def _all(network: str, state: str) -> str:
    lines = (
        line.rpartition("qn:state")[0] + f"qn:state qn:{state} ." if "qn:state" in line else line
        for line in network.split("\n")
    )
    return "\n".join(lines)


@cache
def cases() -> tuple[Case, ...]:
    """Every case, always the same and in the same order."""
    kinds = {
        "deleted": _deleted(),
        "planned": _planned(),
        "ahead": _ahead(),
        "replaced": _replaced(),
        "beside": _beside(),
        "typed": _typed_again(),
        "cloned": _cloned(),
        "scored": _scored(),
        "shared": _shared(),
        "partnered": _partnered(),
        "written": _written(),
        "outlined": _outlined(),
        "siblings": _siblings(),
        "seated": _seated(),
        "unlinked": _unlinked(),
        "weakened": _weakened(),
        "involved": _involved(),
        "doubled": _doubled(),
        "twins": _twins(),
        "listed": _chosen_types(),
        "crossed": _crossed(),
        "aimed": _aimed(),
        "named": _named_otherwise(),
        "opinions": _opinions(),
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
    alone = Case("alone", frozenset(t for t in base().triples if (_short(t.subject), _short(t.object)) in SECOND))
    subjects = {_short(t.subject) for t in alone.without} | LEFT
    yield replace(alone, kind="alone")
    for kind in ("deleted", "planned", "replaced", "cloned", "typed", "written"):
        for case in made[kind]:
            touched = {_short(t.subject).removesuffix("-bis") for t in (*case.without, *case.plus)}
            if touched & subjects:
                yield replace(alone.with_other(case), kind=f"alone, {kind}")
    spoilt = [(_short(t.subject), case) for case in made["deleted"] if len(case.without) == 1 for t in case.without]
    for case in made["cloned"]:
        subject = {_short(t.subject).removesuffix("-bis") for t in case.plus}
        own = [one for touched, one in spoilt if touched in subject]
        chosen = random.Random(case.name).choice(own)
        yield replace(chosen.with_other(alone).with_other(case), kind="alone, both")


def judged(case: Case, profile: Profile, gate: Gate) -> Judged:
    """A case with what the charter says of it."""
    graph = case.graph()
    return Judged(case, lexical.text(graph), oracle.outcomes(graph, profile, gate))


def found(engine: Engine, rules: RuleSet, data: str) -> dict[str, str]:
    """What the shapes say: the outcome of each row."""
    rows = _rows(engine, rules, data)
    if any(row.needs_the_rest for row in rows):
        at_label = (
            rows if rules.gate == "label" else _rows(engine, all_rules(rules.version, rules.profile, "label"), data)
        )
        rows = verdict.with_the_rest(rows, at_label)
    return {row.requirement.id: row.outcome.value for row in rows}


def contradictions(engine: Engine, rules: RuleSet, data: str) -> set[str]:
    """The rows of which the shapes say two things at once, where they judge one fact."""
    fired = {result.shape for result in engine.results(rules, data)}
    said: dict[str, set[object]] = {}
    for rule in rules.rules.values():
        if rule.iri.value in fired and rule.yields is not None and rule.judges is not None:
            said.setdefault(_short(rule.judges), set()).add(rule.yields)
    return {row for row, outcomes in said.items() if len(outcomes) > 1} - SEVERAL


def _rows(engine: Engine, rules: RuleSet, data: str) -> tuple[verdict.Row, ...]:
    fired = {NamedNode(result.shape) for result in engine.results(rules, data)}
    charter = document.charter(rules.version)
    return verdict.rows(charter, rules.rules.values(), fired & rules.rules.keys(), fired)


def _statements() -> list[Triple]:
    return [
        triple
        for triple in base().triples
        if triple.predicate not in _UNTOUCHED and triple.object != term("qn:Dossier")
    ]


def _short(node: object) -> str:
    return node.value.rpartition("/")[2].rpartition("#")[2] if isinstance(node, NamedNode) else str(node)[:30]


def _named(triple: Triple) -> str:
    return " ".join(_short(node) for node in (triple.subject, triple.predicate, triple.object))


def _deleted() -> Iterator[Case]:
    for triple in _statements():
        yield Case(f"no {_named(triple)}", frozenset((triple,)))
    for subject, predicate in dict.fromkeys((t.subject, t.predicate) for t in _statements()):
        whole = frozenset(t for t in _statements() if (t.subject, t.predicate) == (subject, predicate))
        if len(whole) > 1:
            yield Case(f"no {_short(subject)} {_short(predicate)}", whole)


def _replaced() -> Iterator[Case]:
    for triple in _statements():
        for value in AWKWARD:
            if value != triple.object:
                yield Case(f"{_named(triple)} -> {_short(value)}", frozenset((triple,)), (_with(triple, value),))


def _beside() -> Iterator[Case]:
    for triple in _statements():
        for value in (AWKWARD[index] for index in BESIDE):
            if value != triple.object:
                yield Case(f"{_named(triple)} + {_short(value)}", plus=(_with(triple, value),))


def _with(triple: Triple, value: NamedNode | BlankNode | Literal | Triple) -> Triple:
    return Triple(triple.subject, triple.predicate, value)


def _subjects() -> list[NamedNode]:
    return list(dict.fromkeys(t.subject for t in base().triples if isinstance(t.subject, NamedNode)))


def _planned() -> Iterator[Case]:
    status, day = term("qn:status"), term("qn:statusDate")
    for subject in _subjects():
        without = frozenset(t for t in base().triples if t.subject == subject and t.predicate in (status, day))
        for other in (term("qn:planned"), Literal("planned"), term("qn:Month")):
            yield Case(f"{_short(subject)} of the status {_short(other)}", without, (Triple(subject, status, other),))
        for value in ("qn:Planned", "qn:InProgress"):
            plan = Triple(subject, status, term(value))
            dated = Triple(subject, day, _typed("2027-01-01", "date"))
            yield Case(f"{_short(subject)} {value} dated", without, (plan, dated))
            yield Case(f"{_short(subject)} {value} undated", without, (plan,))
        yield Case(f"{_short(subject)} also planned", without, (plan, Triple(subject, status, term("qn:Realised"))))


def _ahead() -> Iterator[Case]:
    """Each date on the day of the check, on the next, and far away, alone and beside what is there; years alike."""
    for triple in _statements():
        value = triple.object
        if not isinstance(value, Literal):
            continue
        others: list[Literal] = []
        if _short(value.datatype) == "date":
            days = (DAY, "2026-06-02", "2126-01-01", "2026-06-31", f"{DAY}+14:00", f"{DAY}-14:00", "2026-06-02Z")
            others = [_typed(day, "date") for day in (*days, "-2024-01-01", "0000-01-01", "12024-01-01", f"{DAY}\n")]
        elif triple.predicate == term("qn:fiscalYear"):
            others = [_typed(year, "integer") for year in ("2022", "2023", "2025", "2026", "2027", "2126", "abc")]
        for other in others:
            yield Case(f"{_named(triple)} on {other.value}", frozenset((triple,)), (_with(triple, other),))
            yield Case(f"{_named(triple)} also on {other.value}", plus=(_with(triple, other),))
    for subject in _subjects():
        ahead = Triple(subject, term("qn:statusDate"), _typed("2026-06-02", "date"))
        yield Case(f"{_short(subject)} dated ahead", plus=(ahead,))
        own = frozenset(t for t in base().triples if t.subject == subject and t.predicate == term("qn:status"))
        yield Case(f"{_short(subject)} dated ahead, without a status", own, (ahead,))


def _typed_again() -> Iterator[Case]:
    for subject in _subjects():
        own = frozenset(t for t in base().triples if t.subject == subject and t.predicate == _TYPE)
        for kind in KINDS:
            yield Case(f"{_short(subject)} also {_short(kind)}", plus=(Triple(subject, _TYPE, kind),))
            if term("qn:Dossier") not in (t.object for t in own):
                yield Case(f"{_short(subject)} only {_short(kind)}", own, (Triple(subject, _TYPE, kind),))


def _cloned() -> Iterator[Case]:
    """Each fact a second time, as it is, and with one statement deleted or spoilt or planned."""
    owners = {base().iri, *base().quartiers}
    links = [t for t in _statements() if (t.subject in owners or t.predicate in _OWNED) and _is_fact(t.object)]
    for link in links:
        assert isinstance(link.object, NamedNode)
        copy = _copy(link.object)
        if not copy:
            continue
        linked = Triple(link.subject, link.predicate, _renamed(link.object))
        yield Case(f"{_short(link.object)} twice", plus=(linked, *copy))
        yield Case(f"{_short(link.object)} empty beside", plus=(linked,))
        for index, triple in enumerate(copy):
            rest = (*copy[:index], *copy[index + 1 :])
            yield Case(f"beside, no {_named(triple)}", plus=(linked, *rest))
            for value in (AWKWARD[number] for number in SPOILT):
                spoilt = (linked, *rest, _with(triple, value))
                yield Case(f"beside, {_named(triple)} -> {_short(value)}", plus=spoilt)
        for node in dict.fromkeys(t.subject for t in copy):
            plan = Triple(node, term("qn:status"), term("qn:Planned"))
            yield Case(f"beside, {_short(node)} planned", plus=(linked, *copy, plan))


def _is_fact(node: object) -> bool:
    return isinstance(node, NamedNode) and any(t.subject == node for t in base().triples)


def _copy(node: NamedNode) -> tuple[Triple, ...]:
    nodes = [node]
    for one in nodes:
        owned = (t.object for t in base().triples if t.subject == one and t.predicate in _OWNED)
        nodes += [n for n in owned if isinstance(n, NamedNode) and n not in nodes]
    inside = frozenset(nodes)
    return tuple(
        Triple(
            _renamed(t.subject),
            t.predicate,
            _renamed(t.object) if isinstance(t.object, NamedNode) and t.object in inside else t.object,
        )
        for t in base().triples
        if isinstance(t.subject, NamedNode) and t.subject in inside
    )


def _renamed(node: NamedNode) -> NamedNode:
    return NamedNode(node.value + "-bis")


def _scored() -> Iterator[Case]:
    """Several champions that each lack something, and what each lacks."""
    champion = NamedNode(_HERE + "p-champion")
    copy = _copy(champion)
    linked = Triple(base().quartiers[0], term("qn:participation"), _renamed(champion))
    lacking = [Case(f"no {_named(t)}", frozenset((t,))) for t in _copy_source(champion, ASPECTS)]
    beside = [
        Case(f"bis no {_named(t)}", plus=(linked, *(o for o in copy if o != t)))
        for t in copy
        if _short(t.predicate) in ASPECTS
    ]
    yield from (one.with_other(other) for one in lacking for other in beside)
    chosen = random.Random(SEED)
    for one, two in zip(chosen.choices(lacking, k=60), chosen.choices(lacking, k=60), strict=True):
        yield one.with_other(two).with_other(chosen.choice(beside))


def _shared() -> Iterator[Case]:
    """Actors that take the role of another, in its place or beside it."""
    member, role = term("org:member"), term("org:role")
    held = [t for t in base().triples if t.predicate == member]
    for one in held:
        for other in held:
            if one.object == other.object:
                continue
            name = f"{_short(other.object)} for {_short(one.object)}"
            yield Case(name, frozenset((one,)), (Triple(one.subject, member, other.object),))
            roles = [t.object for t in base().triples if (t.subject, t.predicate) == (one.subject, role)]
            extra = tuple(Triple(other.subject, role, found) for found in roles)
            yield Case(f"{_short(other.object)} beside {_short(one.object)}", plus=extra)
            alone = frozenset(t for t in base().triples if t.subject == one.subject)
            yield Case(f"{_short(other.object)} also for {_short(one.object)}", alone, extra)


def _partnered() -> Iterator[Case]:
    """Measures with one or two other Quartiers of every state, in networks of several sizes."""
    names = (
        "val-claire",
        "haute-roche",
        "mont-aube",
        "plaine-haute",
        "ancre-noire",
        "saint-fictif",
        "port-lumiere",
        "inconnu",
    )
    partner = term("qn:partner")
    measures = [NamedNode(_HERE + name) for name in ("mesure-1", "mesure-2")]
    without = frozenset(t for t in base().triples if t.predicate == partner)
    status = Triple(measures[1], term("qn:status"), term("qn:Planned"))
    running = [Triple(measures[0], partner, NamedNode(_QID + name)) for name in ("haute-roche", "plaine-haute")]
    ahead = [Triple(measures[1], partner, NamedNode(_QID + name)) for name in ("val-claire", "mont-aube")]
    yield Case("candidates now, labelled partners planned", without, (*running, *ahead, status))
    yield Case("two candidates", without, tuple(running), "labelled in two states")
    for around in ("committee", "nobody labelled", "one labelled", "two labelled", "itself labelled"):
        for one in names:
            for other in names:
                plus = tuple(
                    Triple(measure, partner, NamedNode(_QID + name))
                    for measure, name in zip(measures, (one, other), strict=True)
                )
                yield Case(f"partners {one}, {other}", without, plus, around)


NUMBERS = ("decimal", "double", "float", "integer", "nonNegativeInteger", "positiveInteger", "long", "int")


def _written() -> Iterator[Case]:
    """Each literal in other words: as every kind of number, as a blank or another text, as a wrong date, twice."""
    for triple in _statements():
        if not isinstance(triple.object, Literal):
            continue
        kind, value = _short(triple.object.datatype), triple.object.value
        if kind in NUMBERS:
            same = [Literal(value, datatype=NamedNode(PREFIXES["xsd"] + name)) for name in NUMBERS]
            same = [found for found in same if "." not in value or _short(found.datatype) in NUMBERS[:3]]
            odd = [_typed(value, "string"), _typed(value, "short"), _typed("INF", "double"), _typed("1e99", "double")]
            point = "" if "." in value else "."
            odd += [_typed(f"{value}{point}{'0' * count}", "decimal") for count in (0, 1, 15, 20)]
            odd += [_typed(f"+{value}", kind), _typed(f" {value}", kind), _typed(f"{value}\n", kind), _typed("x", kind)]
            others = [*same, *odd]
            yield Case(f"{_named(triple)} + 1", plus=(_with(triple, _more(value)),))
        elif kind in ("string", "langString"):
            others = [Literal(text) for text in ("", " ", "\t\n", "dit")] + [Literal("", language="fr")]
            others += [Literal("said", language="en"), _typed("dit", "token"), _typed(value, "token")]
            yield Case(f"{_named(triple)} + said", plus=(_with(triple, Literal("said", language="en")),))
        elif kind == "date":
            others = [_typed(f"{value}T00:00:00", "dateTime"), _typed(value, "string"), _typed("2025", "gYear")]
            yield Case(f"{_named(triple)} + earlier", plus=(_with(triple, _typed("2020-02-03", "date")),))
        else:
            others = [_typed("1", "boolean"), _typed("0", "boolean"), _typed("true", "string")]
        for other in others:
            yield Case(f"{_named(triple)} written {other}", frozenset((triple,)), (_with(triple, other),))


def _more(value: str) -> Literal:
    return _typed(str(Decimal(value) + 1), "decimal")


def _outlined() -> Iterator[Case]:
    """Other outlines of the boundary: not closed, crossing, without area, far away, in other words, two of them."""
    (drawn,) = [t for t in base().triples if (_short(t.subject), _short(t.predicate)) == ("perimetre", "asWKT")]
    wkt = term("geo:wktLiteral")
    good = drawn.object.value if isinstance(drawn.object, Literal) else ""
    outlines = {
        "crossing": "POLYGON((0 45, 1 46, 1 45, 0 46, 0 45))",
        "not closed": "POLYGON((0 45, 1 45, 1 46, 0 46))",
        "empty": "POLYGON EMPTY",
        "a point": "POINT(0 45)",
        "a line": "LINESTRING(0 45, 1 46)",
        "a speck": "POLYGON((0 45, 0.0000001 45, 0.0000001 45.0000001, 0 45))",
        "off the earth": "POLYGON((0 95, 1 95, 1 96, 0 95))",
        "words": "autour du port",
        "elsewhere": "POLYGON((0 45, 0.1 45, 0.1 45.1, 0 45))",
    }
    for name, outline in outlines.items():
        shape = Literal(outline, datatype=wkt)
        yield Case(f"outline {name}", frozenset((drawn,)), (_with(drawn, shape),))
        yield Case(f"also an outline {name}", plus=(_with(drawn, shape),))
    for other in [t for t in base().triples if t.predicate == drawn.predicate and t != drawn]:
        for where in ("POINT(2 48)", "POINT EMPTY", "ici"):
            yield Case(f"{_named(other)} {where}", frozenset((other,)), (_with(other, Literal(where, datatype=wkt)),))
    yield Case("outline a string", frozenset((drawn,)), (_with(drawn, Literal(good)),))
    yield Case("outline twice in other words", plus=(_with(drawn, Literal(good + " ", datatype=wkt)),))


def _siblings() -> Iterator[Case]:
    """One of several facts spoilt, while another of them lacks a statement or is planned for no day."""
    links: dict[tuple[object, NamedNode], list[NamedNode]] = {}
    for triple in _statements():
        if isinstance(triple.object, NamedNode) and _is_fact(triple.object):
            links.setdefault((triple.subject, triple.predicate), []).append(triple.object)
    members = [found[0] for (_, predicate), found in links.items() if predicate == term("org:member")]
    groups = [*(group for group in links.values() if len(group) > 1), list(dict.fromkeys(members))]
    chosen = random.Random(SEED)
    plan = (term("qn:status"), term("qn:Planned"))
    for group in groups:
        for one in group:
            for other in group:
                spoilt = [t for t in base().triples if t.subject == one]
                lacking = [t for t in base().triples if t.subject == other and not isinstance(t.object, Literal)]
                if one == other or not spoilt:
                    continue
                for lost in (None, *lacking):
                    wrong = chosen.choice(spoilt)
                    value = AWKWARD[chosen.choice(SPOILT)]
                    less = frozenset((wrong, lost)) if lost else frozenset((wrong,))
                    more = (_with(wrong, value), *(() if lost else (Triple(other, *plan),)))
                    name = _named(lost) if lost else f"{_short(other)} planned"
                    yield Case(f"{_named(wrong)} -> {_short(value)}, no {name}", less, more)
                    person = frozenset(t for t in spoilt if t.predicate == _TYPE)
                    typed = (Triple(one, _TYPE, term("foaf:Person")), *more[1:])
                    yield Case(f"{_short(one)} a person, no {name}", (less - {wrong}) | person, typed)
                for bad in (t for t in spoilt if isinstance(t.object, Literal)):
                    same = frozenset(t for t in base().triples if (t.subject, t.predicate) == (other, bad.predicate))
                    if same:
                        name = f"{_short(other)} {_short(bad.predicate)}"
                        yield Case(f"{_named(bad)} -> -5, no {name}", same | {bad}, (_with(bad, AWKWARD[2]),))


def _seated() -> Iterator[Case]:
    """One actor alone in the governance, in its role and out of it."""
    seat, member = term("org:hasMember"), term("org:member")
    seats = [t for t in base().triples if t.predicate == seat]
    for held in [t for t in base().triples if t.predicate == member]:
        one = Triple(seats[0].subject, seat, held.object)
        yield Case(f"only {_short(held.object)} sits", frozenset(seats), (one,))
        linked = {t for t in base().triples if t.object == held.subject}
        yield Case(f"only {_short(held.object)} sits, without its role", frozenset((*seats, *linked)), (one,))
        other = next(t.object for t in base().triples if t.predicate == member and t.object != held.object)
        two = (one, Triple(seats[0].subject, seat, other))
        yield Case(f"{_short(held.object)} and {_short(other)} sit", frozenset(seats), two)


def _unlinked() -> Iterator[Case]:
    """A fact that nothing links to the Quartier any more, or something else does, while another stands in its place."""
    owner = base().quartiers[0]
    for link in _statements():
        if link.subject != owner or not isinstance(link.object, NamedNode) or not _is_fact(link.object):
            continue
        copy = _copy(link.object)
        beside = Triple(owner, link.predicate, _renamed(link.object))
        for triple in copy:
            plus = (beside, *(t for t in copy if t != triple))
            yield Case(f"{_short(link.object)} unlinked, beside, no {_named(triple)}", frozenset((link,)), plus)
            elsewhere = Triple(NamedNode(_HERE + "ailleurs"), link.predicate, link.object)
            yield Case(
                f"{_short(link.object)} elsewhere, beside, no {_named(triple)}", frozenset((link,)), (elsewhere, *plus)
            )
    champions = frozenset(
        t for t in _statements() if t.subject == owner and _short(t.object) in ("p-champion", "p-second")
    )
    linked = tuple(Triple(NamedNode(_HERE + "ailleurs"), t.predicate, t.object) for t in champions)
    known = Triple(NamedNode(_HERE + "p-incubateur"), term("org:member"), NamedNode(_HERE + "champion"))
    yield Case("the champion in another role only", champions, (known,))
    yield Case("the champion in another role here, a champion elsewhere", champions, (*linked, known))


ASPECTS = ("mentoring", "siren", "turnover", "employees", "growth", "shareAbroad")


def _weakened() -> Iterator[Case]:
    """A champion that lacks some aspects, alone, beside a clone that lacks others, and beside a bystander with one."""
    champion, group = NamedNode(_HERE + "champion"), NamedNode(_HERE + "groupe")
    part = NamedNode(_HERE + "p-champion")
    second = frozenset(t for t in base().triples if t.object == NamedNode(_HERE + "p-second"))
    linked = Triple(base().quartiers[0], term("qn:participation"), _renamed(part))
    copy = _copy(part)
    chosen = random.Random(SEED)
    for size in range(len(ASPECTS) + 1):
        for lost in combinations(ASPECTS, size):
            less = second | frozenset(_copy_source(part, lost))
            name = f"champion without {', '.join(lost) or 'nothing'}"
            yield Case(name, less)
            other = chosen.sample(ASPECTS, k=chosen.randrange(len(ASPECTS) + 1))
            plus = (linked, *(t for t in copy if _short(t.predicate) not in other))
            yield Case(f"{name}, a second one without {', '.join(other)}", less, plus)
    nothing = second | frozenset(_copy_source(part, ASPECTS))
    figures = NamedNode(_HERE + "champion-2024")
    for aspect in ASPECTS:
        own = next(t for t in _copy_source(part, [aspect]) if t.subject in (champion, figures))
        year = next(t for t in base().triples if t.subject == figures and _short(t.predicate) == "fiscalYear")
        node = NamedNode(_HERE + "chiffres")
        held = Triple(group, term("qn:figures"), node)
        of_year = (held, Triple(node, year.predicate, year.object), Triple(node, own.predicate, own.object))
        plus = of_year if own.subject == figures else (Triple(group, own.predicate, own.object),)
        yield Case(f"bystander with {aspect}", nothing, plus)
    undated = Triple(part, term("qn:status"), term("qn:Planned"))
    dated = Triple(part, term("qn:statusDate"), _typed("2027-01-01", "date"))
    for plan in ((undated,), (undated, dated)):
        yield Case("champion planned", second, plan)
        for held in [t for t in base().triples if t.predicate == term("org:member") and t.subject != part]:
            yield Case(f"champion planned, but also {_short(held.subject)}", second, (*plan, _with(held, champion)))


def _named_otherwise() -> Iterator[Case]:
    """A name stated by another property, or by one that gives no name."""
    names = [term(name) for name in ("rdfs:label", "skos:prefLabel", "foaf:name", "dcterms:title", "qn:legalName")]
    for triple in _statements():
        if triple.predicate not in names:
            continue
        whole = frozenset(t for t in base().triples if t.subject == triple.subject and t.predicate in names)
        for other in (*names, term("rdfs:comment")):
            if other != triple.predicate:
                named = Triple(triple.subject, other, triple.object)
                yield Case(f"{_short(triple.subject)} named by {_short(other)}", whole, (named,))
                plan = Triple(triple.subject, term("qn:status"), term("qn:Planned"))
                yield Case(f"{_short(triple.subject)} planned, named by {_short(other)}", whole, (named, plan))


def _opinions() -> Iterator[Case]:
    """What the committee judges, not stated or spoilt, under every opinion."""
    judged = ("attractiveness", "knockOnEffect", "procedure", "simplification", "speciality")
    for around in contexts():
        for predicate in judged:
            stated = frozenset(t for t in base().triples if _short(t.predicate) == predicate)
            yield Case(f"no {predicate} at all", stated, context=around)
            spoilt = tuple(_with(t, AWKWARD[3]) for t in stated)
            yield Case(f"{predicate} a number", stated, spoilt, around)


def _involved() -> Iterator[Case]:
    """Two actors in one role: which of them is a member of the grouping, and which is good for something."""
    member, belongs = term("org:member"), term("org:organization")
    plan = term("qn:status")
    for held in [t for t in base().triples if t.predicate == member]:
        part, actor = held.subject, held.object
        if not isinstance(part, NamedNode) or not isinstance(actor, NamedNode):
            continue
        linked = Triple(base().quartiers[0], term("qn:participation"), _renamed(part))
        copy = _copy(part)
        outside = frozenset(t for t in base().triples if t.subject == part and t.predicate == belongs)
        name = _short(part)
        yield Case(f"{name} without its actor", frozenset((held,)))
        kind = term("qn:animatorType")
        spoilt = {
            "of another type": tuple(_with(t, term("qn:OtherAnimator")) if t.predicate == kind else t for t in copy),
            "of no type": tuple(t for t in copy if t.predicate != kind),
            "planned": (*copy, Triple(_renamed(part), plan, term("qn:Planned"))),
            "a person": tuple(
                _with(t, term("foaf:Person")) if (t.subject, t.predicate) == (_renamed(actor), _TYPE) else t
                for t in copy
            ),
        } | {
            f"no {_short(t.predicate)}": tuple(o for o in copy if o != t) for t in copy if t.subject == _renamed(actor)
        }
        for how, wrong in spoilt.items():
            own = tuple(t for t in wrong if t.predicate != belongs)
            yield Case(f"{name} outside, a second one inside but {how}", outside, (linked, *wrong))
            yield Case(f"{name} inside, a second one outside and {how}", plus=(linked, *own))
            yield Case(f"{name} outside, a second one outside and {how}", outside, (linked, *own))
            alone = frozenset(t for t in base().triples if t.object == part)
            yield Case(f"{name} as it would be {how}", alone, (linked, *wrong))
            yield Case(f"{name} as it would be outside and {how}", alone, (linked, *own))
        other = Triple(NamedNode(_HERE + "p-autre"), member, actor)
        elsewhere = (other, *(Triple(other.subject, belongs, t.object) for t in outside))
        yield Case(f"{name} a member by another participation", outside, elsewhere)


def _doubled() -> Iterator[Case]:
    """A participation that names two actors: a person, a stranger, an organisation of somewhere else or of nowhere."""
    region = next(t.object for t in base().triples if t.predicate == term("qn:locatedIn"))
    assert isinstance(region, NamedNode)
    names = ("one", "other")
    said: dict[str, list[tuple[str, NamedNode | Literal]]] = {
        "person": [("rdf:type", term("foaf:Person"))],
        "person here": [("rdf:type", term("foaf:Person")), ("qn:locatedIn", region)],
        "stranger": [("rdfs:label", Literal("Inconnu"))],
        "stranger elsewhere": [("qn:locatedIn", NamedNode("http://ailleurs.example/"))],
        "stranger here": [("qn:locatedIn", region)],
        "organisation": [("rdf:type", term("qn:Association"))],
        "organisation elsewhere": [
            ("rdf:type", term("qn:Association")),
            ("qn:locatedIn", NamedNode("http://ailleurs.example/")),
        ],
    }
    for held in [t for t in base().triples if t.predicate == term("org:member")]:
        for kinds in combinations(said, 2):
            plus: list[Triple] = []
            for name, kind in zip(names, kinds, strict=True):
                actor = NamedNode(_HERE + name)
                plus += [_with(held, actor), *(Triple(actor, term(p), value) for p, value in said[kind])]
            yield Case(f"{_short(held.subject)} held by a {kinds[0]} and a {kinds[1]}", frozenset((held,)), tuple(plus))


def _node(name: str) -> NamedNode:
    return NamedNode(_HERE + name)


def _of(name: str, *predicates: str) -> frozenset[Triple]:
    """What the base says of a node, by some properties."""
    wanted = {term(predicate) for predicate in predicates}
    return frozenset(t for t in base().triples if t.subject == _node(name) and t.predicate in wanted)


def _say(name: str, **said: NamedNode | Literal | str) -> tuple[Triple, ...]:
    """Statements about a node: properties of ours, or with a prefix before two underscores; a text names a node."""
    return tuple(
        Triple(
            _node(name),
            term(key.replace("__", ":") if "__" in key else f"qn:{key}"),
            _node(value) if isinstance(value, str) else value,
        )
        for key, value in said.items()
    )


def _twins() -> Iterator[Case]:
    """A second thing beside the first, or in the place of it: actors, participations, lots, posts, acts, outlines."""
    yield from _second_actors()
    yield from _second_participations()
    yield from _second_places()
    yield from _second_lots()
    yield from _second_figures()
    yield from _second_officers()


def _second_actors() -> Iterator[Case]:
    """Two actors of one role, of which one lacks something and the other is planned; one actor under two names."""
    plan = term("qn:Planned")
    owner = base().quartiers[0]
    for held in [t for t in base().triples if t.predicate == term("org:member")]:
        part = held.subject
        assert isinstance(part, NamedNode)
        copy, linked = _copy(part), Triple(owner, term("qn:participation"), _renamed(part))
        for lost in copy:
            rest = tuple(t for t in copy if t != lost)
            planned = Triple(part, term("qn:status"), plan)
            yield Case(f"{_short(part)} planned, beside, no {_named(lost)}", plus=(planned, linked, *rest))
            aside = Triple(_renamed(part), term("qn:status"), plan)
            yield Case(f"no {_named(lost)} of a planned one beside {_short(part)}", plus=(linked, aside, *rest))
    for one, other in (("amorcage", "capital"), ("ecole", "universite")):
        same = next(t.object for t in base().triples if t.subject == _node(other) and t.predicate == term("qn:siren"))
        assert isinstance(same, Literal)
        yield Case(f"{one} of the SIREN of {other}", _of(one, "qn:siren"), _say(one, siren=same))
        yield Case(f"{one} the same as {other}", plus=_say(one, owl__sameAs=other))
        place = f"p-{other}"
        both = (*_say(place, org__member=one), *_say(one, rdfs__seeAlso=other))
        yield Case(f"{one} in the place of {other}", _of(place, "org:member") | _of(one, "qn:siren"), both)
        yield Case(f"{other} the same as {one}", plus=_say(other, owl__sameAs=one))


def _second_participations() -> Iterator[Case]:
    """A member of the grouping by another participation: a planned one, or one of somebody else's structure."""
    plan = Triple(_node("autre-p"), term("qn:status"), term("qn:Planned"))
    dated = (plan, Triple(_node("autre-p"), term("qn:statusDate"), _typed("2027-01-01", "date")))
    late = _say("autre-p", statusDate=_typed("2026-06-02", "date"))
    for part in ("p-universite", "p-groupe", "p-ecole", "p-incubateur", "p-cantine"):
        actor = next(t.object for t in base().triples if (t.subject, t.predicate) == (_node(part), term("org:member")))
        assert isinstance(actor, NamedNode)
        less = _of(part, "org:organization")
        member = Triple(_node("autre-p"), term("org:member"), actor)
        for name, group, more in (
            ("", "structure", ()),
            ("of the council", "conseil", ()),
            ("planned", "structure", (plan,)),
            ("planned with a date", "structure", dated),
            ("dated ahead", "structure", late),
            ("elsewhere", "ailleurs", _say("zzz", structure="ailleurs")),
            ("of a council elsewhere", "ailleurs", _say("zzz", governanceBody="ailleurs")),
            ("of nothing", "ailleurs", ()),
        ):
            second = (member, *_say("autre-p", org__organization=group), *more)
            yield Case(f"{_short(actor)} a member by another participation {name}", less, second)
            planned = _say(part, status=term("qn:Planned"))
            yield Case(f"{_short(actor)} planned, a member by another participation {name}", less, (*second, *planned))


def _second_places() -> Iterator[Case]:
    """A seat in somebody else's métropole; a second outline; a place with its geometry said in another way."""
    for name in ("conseil", "angels", "entreprise-cdo"):
        away = _say(name, locatedIn="paris")
        for link in ("metropole", "associatedMetropole"):
            yield Case(
                f"{name} in the {link} of somebody else",
                _of(name, "qn:locatedIn"),
                (*away, *_say("zzz", **{link: "paris"})),
            )
        own = Triple(base().quartiers[0], term("qn:associatedMetropole"), _node("paris"))
        yield Case(f"{name} in an associated métropole", _of(name, "qn:locatedIn"), (*away, own))
    linked = Triple(base().quartiers[0], term("geo:hasGeometry"), _node("trace"))
    square = Literal("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))", datatype=term("geo:wktLiteral"))
    for wkt in (None, square, Literal("POINT (0 0)", datatype=term("geo:wktLiteral"))):
        drawn = () if wkt is None else _say("trace", geo__asWKT=wkt)
        for status in (None, term("qn:Planned"), term("qn:InProgress"), term("qn:Realised")):
            said = (linked, *drawn, *(() if status is None else _say("trace", status=status)))
            named = f"a second outline, {_short(status)}, {str(wkt)[:30]}"
            yield Case(named, plus=said)
            yield Case(f"{named}, alone drawn", _of("perimetre", "geo:asWKT"), said)
            yield Case(f"{named}, beside a planned one", plus=(*said, *_say("perimetre", status=term("qn:Planned"))))
    siren = Literal("000000026")
    yield Case("a second SIREN of the métropole", plus=_say("metropole", siren=siren))
    types = frozenset(t for t in base().triples if t.subject == _node("metropole") and t.predicate == _TYPE)
    for kinds in (("qn:LocalAuthority",), ("qn:Enterprise",), ("igeo:Intercommunalite",), ("foaf:Person",), ()):
        typed = tuple(Triple(_node("metropole"), _TYPE, term(kind)) for kind in kinds)
        yield Case(f"the métropole of the kinds {kinds}", types, typed)
        yield Case(f"the métropole of the kinds {kinds}, no SIREN", types | _of("metropole", "qn:siren"), typed)
        towns = frozenset(t for t in base().triples if t.subject == _node("rivemer") and t.predicate == _TYPE)
        both = (*typed, Triple(_node("rivemer"), _TYPE, term("igeo:Commune")))
        yield Case(f"the métropole of the kinds {kinds}, a plain commune", types | towns, both)
    for siren in (Literal("000000000"), Literal("000000018\n"), Literal("000000026", language="fr")):
        for name in ("metropole", "champion", "structure"):
            yield Case(f"{name} of the SIREN {siren!s}", _of(name, "qn:siren"), _say(name, siren=siren))


def _second_lots() -> Iterator[Case]:
    """Lots without an area, with an impossible one, or dated ahead."""
    offer = _node("offre")
    for name, less, more in (
        ("without an area", _of("lot-b", "qn:usableArea"), ()),
        ("opened ahead", frozenset(), _say("lot-b", openedOn=_typed("2030-01-01", "date"))),
        ("with two areas", frozenset(), _say("lot-b", usableArea=_typed("12500.5", "decimal"))),
        ("with a text for an area", _of("lot-b", "qn:usableArea"), _say("lot-b", usableArea=Literal("12500"))),
        ("with a negative area", _of("lot-b", "qn:usableArea"), _say("lot-b", usableArea=_typed("-1", "integer"))),
        ("of no area", _of("lot-b", "qn:usableArea"), _say("lot-b", usableArea=_typed("0", "integer"))),
        ("much larger", _of("lot-b", "qn:usableArea"), _say("lot-b", usableArea=_typed("60000", "integer"))),
        ("of two large areas", frozenset(), _say("lot-b", usableArea=_typed("60000", "integer"))),
        ("exactly enough", _of("lot-b", "qn:usableArea"), _say("lot-b", usableArea=_typed("50000", "integer"))),
    ):
        yield Case(f"lot-b {name}", less, more)
        for planned in ("lot-a", "lot-b"):
            plan = _say(planned, status=term("qn:Planned"))
            yield Case(f"lot-b {name}, {planned} planned", less | _of(planned, "qn:status"), (*more, *plan))
        for area, kind in (
            ("-12500", "decimal"),
            ("12500", "decimal"),
            ("49999.99", "decimal"),
            ("50000", "decimal"),
            ("INF", "double"),
        ):
            third = (Triple(offer, term("qn:lot"), _node("lot-c")), *_say("lot-c", usableArea=_typed(area, kind)))
            yield Case(f"lot-b {name}, lot-c of {area}", less, (*more, *third))
            plan = _say("lot-b", status=term("qn:Planned"))
            gone = less | _of("lot-b", "qn:status")
            yield Case(f"lot-b {name} and planned, lot-c of {area}", gone, (*more, *plan, *third))
            first = _say("lot-a", status=term("qn:Planned"))
            gone = less | _of("lot-a", "qn:status")
            yield Case(f"lot-b {name}, lot-a planned, lot-c of {area}", gone, (*more, *first, *third))


def _second_figures() -> Iterator[Case]:
    """Figures of another year beside those of the last closed one, better or worse."""
    for year in ("2021", "2025", "2026", "2027", "20x5"):
        for turnover in ("1000", "9000000"):
            for firm in ("champion", "second"):
                said = _say(
                    "autres-chiffres",
                    fiscalYear=_typed(year, "integer"),
                    turnover=_typed(turnover, "integer"),
                    employees=_typed("61", "integer"),
                    growth=_typed("30", "integer"),
                    shareAbroad=_typed("47", "integer"),
                )
                for lost in (None, *said):
                    kept = tuple(t for t in said if t != lost)
                    yield Case(
                        f"{firm} with {turnover} for {year}, no {_named(lost) if lost else 'loss'}",
                        plus=(*_say(firm, figures="autres-chiffres"), *kept),
                    )
                    bare = frozenset(
                        t for t in base().triples if t.subject == _node(firm) and _short(t.predicate) == "figures"
                    )
                    yield Case(
                        f"{firm} with {turnover} for {year} alone, no {_named(lost) if lost else 'loss'}",
                        bare,
                        (*_say(firm, figures="autres-chiffres"), *kept),
                    )
                    other = "p-second" if firm == "champion" else "p-champion"
                    alone = frozenset(t for t in base().triples if t.object == _node(other))
                    yield Case(
                        f"{firm} the only one, with {turnover} for {year} alone, no {_named(lost) if lost else 'loss'}",
                        bare | alone,
                        (*_say(firm, figures="autres-chiffres"), *kept),
                    )


def _second_officers() -> Iterator[Case]:
    """A second post, planned or held; a second act of appointment, by others; participants that are but names."""
    owner = base().quartiers[0]
    linked = Triple(owner, term("qn:cdoPost"), _node("autre-poste"))
    dated = _say("autre-poste", statusDate=_typed("2027-01-01", "date"))
    for holder in (None, "cdo", "autre-cdo"):
        held = () if holder is None else _say("autre-poste", org__heldBy=holder)
        for status in (None, term("qn:Planned"), term("qn:Realised")):
            said = (linked, *held, *(() if status is None else _say("autre-poste", status=status)))
            name = f"a second post, {_short(status)}, of {holder}"
            yield Case(name, plus=said)
            yield Case(f"{name}, with a date", plus=(*said, *dated))
            yield Case(f"{name}, the first planned", plus=(*said, *_say("poste", status=term("qn:Planned"))))
            yield Case(f"{name}, the first held by nobody", _of("poste", "org:heldBy"), said)
            yield Case(f"{name}, the first held by two", plus=(*said, *_say("poste", org__heldBy="autre-cdo")))
    for authority in ("prefecture", "structure", "rivemer", "inconnu", "champion"):
        for status in (None, term("qn:Planned")):
            act = (
                *_say("poste", appointment="autre-acte"),
                *_say("autre-acte", appointee="cdo", appointedBy=authority),
                *(() if status is None else _say("autre-acte", status=status)),
            )
            yield Case(f"a second act by {authority}, {_short(status)}", plus=act)
            yield Case(
                f"a second act by {authority}, {_short(status)}, the first by nobody",
                _of("nomination", "qn:appointedBy"),
                act,
            )
            other = tuple(t for t in act if t.predicate != term("qn:appointee"))
            empty = tuple(t for t in other if t.predicate != term("qn:appointedBy"))
            first = _say("nomination", status=term("qn:Planned"))
            yield Case(f"a second act of nobody, {_short(status)}, instead of {authority}", plus=(*empty, *first))
            yield Case(f"a second act by {authority}, {_short(status)}, for nobody", plus=other)
    for name, link in (("amenagement", "participant"), ("action-etat", "carriedBy"), ("action-locale", "carriedBy")):
        for value in (Literal("État"), _node("inconnu"), _node("prefecture"), _node("metropole"), _node("cdo")):
            yield Case(f"{name} also with {_short(value)}", plus=_say(name, **{link: value}))
            yield Case(f"{name} with {_short(value)}", _of(name, f"qn:{link}"), _say(name, **{link: value}))
            yield Case(
                f"{name} with {_short(value)} and an unknown one",
                _of(name, f"qn:{link}"),
                (*_say(name, **{link: value}), *_say(name, **{link: "inconnu"})),
            )


def _crossed() -> Iterator[Case]:
    """Actors that change places, an act that appoints somebody else, a métropole with two faults."""
    member = term("org:member")
    for one, other in combinations([t for t in base().triples if t.predicate == member], 2):
        plus = (_with(one, other.object), _with(other, one.object))
        yield Case(f"{_short(one.object)} and {_short(other.object)} change places", frozenset((one, other)), plus)
    act = NamedNode(_HERE + "nomination")
    someone = tuple(
        _with(t, NamedNode(_HERE + "quelqu-un")) if _short(t.predicate) == "appointee" else t
        for t in _copy(act)
        if _short(t.predicate) != "appointedBy"
    )
    link = next(t for t in base().triples if t.object == act)
    wrong = frozenset(t for t in base().triples if t.subject == act and _short(t.predicate) == "appointedBy")
    state = _with(next(iter(wrong)), NamedNode(_HERE + "prefecture"))
    yield Case("appointed by the State, another by nobody", wrong, (state, _with(link, _renamed(act)), *someone))
    metropole = NamedNode(_HERE + "metropole")
    stated = frozenset(t for t in base().triples if t.subject == metropole and _short(t.predicate) in ("type", "siren"))
    kinds = [t for t in stated if t.predicate == _TYPE and t.object == term("qn:LocalAuthority")]
    number = next(t for t in stated if t.predicate != _TYPE)
    for value in (Literal("000000017"), _typed("000000018", "token"), Literal("00000018"), Literal("00000001X")):
        yield Case(f"no intercommunalité, siren {value}", stated, (*kinds, _with(number, value)))
    yield Case("no intercommunalité", stated - {number}, tuple(kinds))
    yield Case("no intercommunalité, no siren", stated, tuple(kinds))


def _at(subject: str, *predicates: str) -> list[Triple]:
    """What the base states of a thing, by the local names of the properties."""
    return [t for t in base().triples if _short(t.subject) == subject and _short(t.predicate) in predicates]


def _spoiling(stated: Iterable[Triple], value: NamedNode | Literal) -> tuple[Triple, ...]:
    return tuple(_with(t, value) for t in stated)


def _aimed() -> Iterator[Case]:
    """Two faults at once where it takes two to tell one condition from another."""
    second = [t for t in base().triples if _short(t.object) in ("p-second", "champion-2023")]
    part, wrong = NamedNode(_HERE + "p-champion"), Literal("non", datatype=NamedNode(PREFIXES["xsd"] + "boolean"))
    copy = _copy(part)
    linked = Triple(base().quartiers[0], term("qn:participation"), _renamed(part))
    every = _copy_source(part, ASPECTS)
    for good in (*ASPECTS, "nothing"):
        bad = [t for t in every if _short(t.predicate) != good and t not in second]
        spoilt = _spoiling(bad, wrong)
        yield Case(f"champion with {good} and the rest wrong", frozenset((*second, *bad)), spoilt)
        none = (linked, *(t for t in copy if _short(t.predicate) not in ASPECTS))
        yield Case(f"the same with {good}, beside one with nothing", frozenset((*second, *bad)), (*spoilt, *none))
    for lost in ASPECTS:
        bad = [t for t in every if _short(t.predicate) == lost]
        only = (linked, *(t for t in copy if _short(t.predicate) not in ASPECTS or _short(t.predicate) == lost))
        yield Case(f"champion with {lost} wrong", frozenset((*second, *bad)), (*_spoiling(bad, wrong), *only))
        plan = Triple(part, term("qn:status"), term("qn:Planned"))
        yield Case(f"champion planned and without {lost}", frozenset((*second, *bad)), (plan,))
    kind, number = _at("champion", "type"), _at("champion", "siren")
    person = _spoiling(kind[:1], term("foaf:Person"))
    yield Case("champion a person without siren", frozenset((*second, *kind, *number)), person)
    for owner in ("champion", "structure"):
        another = _spoiling(_at(owner, "siren"), Literal("000000018"))
        yield Case(f"{owner} with two sirens", frozenset(second), another)
    share = _at("champion-2024", "shareAbroad")
    yield Case("a share abroad that is a short", frozenset((*second, *share)), _spoiling(share, _typed("47", "short")))
    year = _spoiling(_at("champion-2024", "fiscalYear"), _typed("2023", "integer"))
    yield Case("figures of two years", frozenset(second), year)
    days = [*_at("dossier", "respondedOn"), *_at("structure", "createdOn")]
    for kind_of_day in ("dateTime", "string"):
        plus = tuple(_with(t, _typed("2024-05-05T00:00:00", kind_of_day)) for t in days)
        yield Case(f"response and structure by {kind_of_day}", frozenset(days), plus)
    yield Case("no response, created never", frozenset(days), _spoiling(days[1:], wrong))
    due = [t for t in base().triples if _short(t.predicate) == "dueOn"]
    yield Case("no milestone has a date", frozenset(due), _spoiling(due, wrong))
    yield Case("one milestone has no day, the others no date", frozenset(due), _spoiling(due[1:], wrong))
    early = _spoiling(_at("structure", "createdOn"), _typed("2000-01-01", "date"))
    for told in ("true", "1", "false"):
        reused = Triple(NamedNode(_HERE + "structure"), term("qn:reused"), _typed(told, "boolean"))
        yield Case(
            f"structure of old, reused {told}", frozenset(_at("structure", "createdOn", "reused")), (*early, reused)
        )
    bare = _spoiling(_at("port-lumiere", "structure"), NamedNode(_HERE + "structure-nue"))
    yield Case("a second structure, bare", plus=bare)
    yield Case("digital twice", plus=_spoiling(_at("entreprise-cdo", "digital"), _typed("1", "boolean")))
    coordination = Triple(NamedNode(_HERE + "groupe"), term("qn:coordination"), wrong)
    yield Case("coordination of no cluster", plus=(coordination,))
    networks = ("reseau-fixe", "reseau-mobile")
    for one, other in (networks, networks[::-1]):
        status, missing = _at(one, "status"), _at(other, "status")
        yield Case(
            f"{one} of no status, {other} of none", frozenset((*status, *missing)), _spoiling(status, term("qn:Year"))
        )
    yield from _placed()


def _placed() -> Iterator[Case]:
    """Places and where they lie: measured, declared, both, neither, with another fault."""
    member = term("org:member")
    for place in ("labo", "fablab"):
        declared, drawn = _at(place, "sfWithin"), _at(place, "hasGeometry")
        shown = [
            t for link in drawn for t in base().triples if t.subject == link.object and _short(t.predicate) == "asWKT"
        ]
        far = tuple(_with(t, Literal("POINT(2 48)", datatype=term("geo:wktLiteral"))) for t in shown)
        elsewhere = _spoiling(declared, NamedNode(_QID + "val-claire"))
        faults: dict[str, tuple[tuple[Triple, ...], tuple[Triple, ...]]] = {"": ((), ())}
        faults |= {f", no {predicate}": (tuple(_at(place, predicate)), ()) for predicate in ("activity", "label")}
        faults[", another activity"] = (
            tuple(_at(place, "activity")),
            _spoiling(_at(place, "activity"), term("qn:Year")),
        )
        for fault, (less, more) in faults.items():
            yield Case(f"{place} drawn far, not declared{fault}", frozenset((*declared, *shown, *less)), (*far, *more))
            yield Case(f"{place} drawn far{fault}", frozenset((*shown, *less)), (*far, *more))
            yield Case(f"{place} not declared{fault}", frozenset((*declared, *less)), more)
            yield Case(f"{place} not drawn{fault}", frozenset((*drawn, *less)), more)
            yield Case(
                f"{place} elsewhere, not drawn{fault}", frozenset((*declared, *drawn, *less)), (*elsewhere, *more)
            )
            yield Case(f"{place} nowhere{fault}", frozenset((*declared, *drawn, *less)), more)
    located = _at("angels", "locatedIn")
    part_of = term("igeo:subdivisionDe")
    town, county, region = (NamedNode(_HERE + name) for name in ("bourg", "comte", "region"))
    metropole = NamedNode(_HERE + "metropole")
    chains: dict[str, tuple[NamedNode, tuple[Triple, ...]]] = {
        "the métropole": (metropole, ()),
        "a town of it": (town, (Triple(town, part_of, metropole),)),
        "a town of the region": (town, (Triple(town, part_of, region),)),
        "a town of a county of the region": (town, (Triple(town, part_of, county), Triple(county, part_of, region))),
        "another region": (town, (Triple(town, part_of, county),)),
    }
    for name, (seat, links) in chains.items():
        yield Case(f"angels in {name}", frozenset(located), (*_spoiling(located, seat), *links))
    above, own = _at("metropole", "subdivisionDe"), _at("port-lumiere", "metropole", "associatedMetropole")
    yield Case("angels in the métropole, no region", frozenset((*located, *above)), _spoiling(located, metropole))
    kind = _at("angels", "type")
    person = _spoiling(kind[:1], term("foaf:Person"))
    yield Case("angels a person, no métropole", frozenset((*kind, *own)), person)
    cdo = NamedNode(_HERE + "cdo")
    beside = (_with(_at("p-angels", "member")[0], cdo), *(Triple(cdo, t.predicate, t.object) for t in located))
    yield Case("angels elsewhere, a person here", frozenset(located), (*_spoiling(located, county), *beside))
    yield Case("angels a person, nowhere", frozenset((*kind, *located)), person)
    unit, bare = term("org:hasUnit"), NamedNode(_HERE + "bureau-nu")
    names = _at("departement", "label")
    for owner in ("groupe", "cdo"):
        more = (*_spoiling(names, AWKWARD[3]), Triple(NamedNode(_HERE + owner), unit, bare))
        yield Case(f"department named by a number, {owner} with a bare unit", frozenset(names), more)
        joined = Triple(NamedNode(_HERE + "p-universite"), member, NamedNode(_HERE + owner))
        yield Case(f"the same, {owner} in the role", frozenset(names), (*more, joined))


def _chosen_types() -> Iterator[Case]:
    """Each entry of a closed list in the place of the one that the base has."""
    closed = {
        "animatorType": ("ProfessionalAssociation", "BuildingOperator", "Cantine", "OtherAnimator"),
        "callKind": ("CallForProjects", "CallForExpressionsOfInterest"),
        "companyRole": ("Founder", "Leader"),
        "periodicity": ("Day", "Week", "Month", "Quarter", "Year"),
        "role": ("Incubator", "Accelerator"),
    }
    for local, entries in closed.items():
        stated = [
            t for t in base().triples if t.predicate == term("qn:" + local) or t.predicate == term("org:" + local)
        ]
        for subject in dict.fromkeys(t.subject for t in stated):
            own = frozenset(t for t in stated if t.subject == subject)
            if local == "role" and not any(_short(t.object) in entries for t in own):
                continue
            first = next(t for t in stated if t.subject == subject)
            for entry in entries:
                yield Case(f"{_short(subject)} {local} only {entry}", own, (_with(first, term("qn:" + entry)),))


def _copy_source(node: NamedNode, predicates: Iterable[str]) -> list[Triple]:
    clones = {t.subject for t in _copy(node)}
    return [
        t
        for t in base().triples
        if isinstance(t.subject, NamedNode) and _renamed(t.subject) in clones and _short(t.predicate) in predicates
    ]
