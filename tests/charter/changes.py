"""One change of the conforming dossier after another: deleted, replaced, doubled, planned, cloned with a fault."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.terms import PREFIXES, term
from tests.charter.case import (
    ASPECTS,
    AWKWARD,
    HERE,
    OWNED,
    QID,
    SEED,
    TYPE,
    Case,
    base,
    contexts,
    copied_source,
    copy_of,
    name_of,
    renamed,
    text_of,
    typed,
    valued,
)
from tests.samples import DAY

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


_UNTOUCHED = (term("qn:concerns"),)


def _statements() -> list[Triple]:
    return [
        triple
        for triple in base().triples
        if triple.predicate not in _UNTOUCHED and triple.object != term("qn:Dossier")
    ]


def deleted() -> Iterator[Case]:
    """Each statement left out."""
    for triple in _statements():
        yield Case(f"no {text_of(triple)}", frozenset((triple,)))
    for subject, predicate in dict.fromkeys((t.subject, t.predicate) for t in _statements()):
        whole = frozenset(t for t in _statements() if (t.subject, t.predicate) == (subject, predicate))
        if len(whole) > 1:
            yield Case(f"no {name_of(subject)} {name_of(predicate)}", whole)


def replaced() -> Iterator[Case]:
    """Each value replaced by awkward ones."""
    for triple in _statements():
        for value in AWKWARD:
            if value != triple.object:
                yield Case(f"{text_of(triple)} -> {name_of(value)}", frozenset((triple,)), (valued(triple, value),))


def beside() -> Iterator[Case]:
    """Awkward values beside each value."""
    for triple in _statements():
        for value in (AWKWARD[index] for index in BESIDE):
            if value != triple.object:
                yield Case(f"{text_of(triple)} + {name_of(value)}", plus=(valued(triple, value),))


def _subjects() -> list[NamedNode]:
    return list(dict.fromkeys(t.subject for t in base().triples if isinstance(t.subject, NamedNode)))


def planned() -> Iterator[Case]:
    """Each thing planned, with a date and without."""
    status, day = term("qn:status"), term("qn:statusDate")
    for subject in _subjects():
        without = frozenset(t for t in base().triples if t.subject == subject and t.predicate in (status, day))
        for other in (term("qn:planned"), Literal("planned"), term("qn:Month")):
            yield Case(f"{name_of(subject)} of the status {name_of(other)}", without, (Triple(subject, status, other),))
        for value in ("qn:Planned", "qn:InProgress"):
            plan = Triple(subject, status, term(value))
            dated = Triple(subject, day, typed("2027-01-01", "date"))
            yield Case(f"{name_of(subject)} {value} dated", without, (plan, dated))
            yield Case(f"{name_of(subject)} {value} undated", without, (plan,))
        yield Case(f"{name_of(subject)} also planned", without, (plan, Triple(subject, status, term("qn:Realised"))))


def ahead() -> Iterator[Case]:
    """Each date on the day of the check, on the next, and far away, alone and beside what is there; years alike."""
    for triple in _statements():
        value = triple.object
        if not isinstance(value, Literal):
            continue
        others: list[Literal] = []
        if name_of(value.datatype) == "date":
            days = (DAY, "2026-06-02", "2126-01-01", "2026-06-31", f"{DAY}+14:00", f"{DAY}-14:00", "2026-06-02Z")
            others = [typed(day, "date") for day in (*days, "-2024-01-01", "0000-01-01", "12024-01-01", f"{DAY}\n")]
        elif triple.predicate == term("qn:fiscalYear"):
            others = [typed(year, "integer") for year in ("2022", "2023", "2025", "2026", "2027", "2126", "abc")]
        for other in others:
            yield Case(f"{text_of(triple)} on {other.value}", frozenset((triple,)), (valued(triple, other),))
            yield Case(f"{text_of(triple)} also on {other.value}", plus=(valued(triple, other),))
    for subject in _subjects():
        ahead = Triple(subject, term("qn:statusDate"), typed("2026-06-02", "date"))
        yield Case(f"{name_of(subject)} dated ahead", plus=(ahead,))
        own = frozenset(t for t in base().triples if t.subject == subject and t.predicate == term("qn:status"))
        yield Case(f"{name_of(subject)} dated ahead, without a status", own, (ahead,))


def typed_again() -> Iterator[Case]:
    """Each thing of one kind more, or of another."""
    for subject in _subjects():
        own = frozenset(t for t in base().triples if t.subject == subject and t.predicate == TYPE)
        for kind in KINDS:
            yield Case(f"{name_of(subject)} also {name_of(kind)}", plus=(Triple(subject, TYPE, kind),))
            if term("qn:Dossier") not in (t.object for t in own):
                yield Case(f"{name_of(subject)} only {name_of(kind)}", own, (Triple(subject, TYPE, kind),))


def cloned() -> Iterator[Case]:
    """Each fact a second time, as it is, and with one statement deleted or spoilt or planned."""
    owners = {base().iri, *base().quartiers}
    links = [t for t in _statements() if (t.subject in owners or t.predicate in OWNED) and _is_fact(t.object)]
    for link in links:
        assert isinstance(link.object, NamedNode)
        copy = copy_of(link.object)
        if not copy:
            continue
        linked = Triple(link.subject, link.predicate, renamed(link.object))
        yield Case(f"{name_of(link.object)} twice", plus=(linked, *copy))
        yield Case(f"{name_of(link.object)} empty beside", plus=(linked,))
        for index, triple in enumerate(copy):
            rest = (*copy[:index], *copy[index + 1 :])
            yield Case(f"beside, no {text_of(triple)}", plus=(linked, *rest))
            for value in (AWKWARD[number] for number in SPOILT):
                spoilt = (linked, *rest, valued(triple, value))
                yield Case(f"beside, {text_of(triple)} -> {name_of(value)}", plus=spoilt)
        for node in dict.fromkeys(t.subject for t in copy):
            plan = Triple(node, term("qn:status"), term("qn:Planned"))
            yield Case(f"beside, {name_of(node)} planned", plus=(linked, *copy, plan))


def _is_fact(node: object) -> bool:
    return isinstance(node, NamedNode) and any(t.subject == node for t in base().triples)


def scored() -> Iterator[Case]:
    """Several champions that each lack something, and what each lacks."""
    champion = NamedNode(HERE + "p-champion")
    copy = copy_of(champion)
    linked = Triple(base().quartiers[0], term("qn:participation"), renamed(champion))
    lacking = [Case(f"no {text_of(t)}", frozenset((t,))) for t in copied_source(champion, ASPECTS)]
    beside = [
        Case(f"bis no {text_of(t)}", plus=(linked, *(o for o in copy if o != t)))
        for t in copy
        if name_of(t.predicate) in ASPECTS
    ]
    yield from (one.with_other(other) for one in lacking for other in beside)
    chosen = random.Random(SEED)
    for one, two in zip(chosen.choices(lacking, k=60), chosen.choices(lacking, k=60), strict=True):
        yield one.with_other(two).with_other(chosen.choice(beside))


def shared() -> Iterator[Case]:
    """Actors that take the role of another, in its place or beside it."""
    member, role = term("org:member"), term("org:role")
    held = [t for t in base().triples if t.predicate == member]
    for one in held:
        for other in held:
            if one.object == other.object:
                continue
            name = f"{name_of(other.object)} for {name_of(one.object)}"
            yield Case(name, frozenset((one,)), (Triple(one.subject, member, other.object),))
            roles = [t.object for t in base().triples if (t.subject, t.predicate) == (one.subject, role)]
            extra = tuple(Triple(other.subject, role, found) for found in roles)
            yield Case(f"{name_of(other.object)} beside {name_of(one.object)}", plus=extra)
            alone = frozenset(t for t in base().triples if t.subject == one.subject)
            yield Case(f"{name_of(other.object)} also for {name_of(one.object)}", alone, extra)


def partnered() -> Iterator[Case]:
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
    measures = [NamedNode(HERE + name) for name in ("mesure-1", "mesure-2")]
    without = frozenset(t for t in base().triples if t.predicate == partner)
    status = Triple(measures[1], term("qn:status"), term("qn:Planned"))
    running = [Triple(measures[0], partner, NamedNode(QID + name)) for name in ("haute-roche", "plaine-haute")]
    ahead = [Triple(measures[1], partner, NamedNode(QID + name)) for name in ("val-claire", "mont-aube")]
    yield Case("candidates now, labelled partners planned", without, (*running, *ahead, status))
    yield Case("two candidates", without, tuple(running), "labelled in two states")
    for around in ("committee", "nobody labelled", "one labelled", "two labelled", "itself labelled"):
        for one in names:
            for other in names:
                plus = tuple(
                    Triple(measure, partner, NamedNode(QID + name))
                    for measure, name in zip(measures, (one, other), strict=True)
                )
                yield Case(f"partners {one}, {other}", without, plus, around)


NUMBERS = ("decimal", "double", "float", "integer", "nonNegativeInteger", "positiveInteger", "long", "int")


def written() -> Iterator[Case]:
    """Each literal in other words: as every kind of number, as a blank or another text, as a wrong date, twice."""
    for triple in _statements():
        if not isinstance(triple.object, Literal):
            continue
        kind, value = name_of(triple.object.datatype), triple.object.value
        if kind in NUMBERS:
            same = [Literal(value, datatype=NamedNode(PREFIXES["xsd"] + name)) for name in NUMBERS]
            same = [found for found in same if "." not in value or name_of(found.datatype) in NUMBERS[:3]]
            odd = [typed(value, "string"), typed(value, "short"), typed("INF", "double"), typed("1e99", "double")]
            point = "" if "." in value else "."
            odd += [typed(f"{value}{point}{'0' * count}", "decimal") for count in (0, 1, 15, 20)]
            odd += [typed(f"+{value}", kind), typed(f" {value}", kind), typed(f"{value}\n", kind), typed("x", kind)]
            others = [*same, *odd]
            yield Case(f"{text_of(triple)} + 1", plus=(valued(triple, _more(value)),))
        elif kind in ("string", "langString"):
            others = [Literal(text) for text in ("", " ", "\t\n", "dit")] + [Literal("", language="fr")]
            others += [Literal("said", language="en"), typed("dit", "token"), typed(value, "token")]
            yield Case(f"{text_of(triple)} + said", plus=(valued(triple, Literal("said", language="en")),))
        elif kind == "date":
            others = [typed(f"{value}T00:00:00", "dateTime"), typed(value, "string"), typed("2025", "gYear")]
            others += [
                typed("2031-01-01T00:00:00", "dateTime"),
                typed("1/7/2031", "string"),
                typed("2031-02", "string"),
            ]
            yield Case(f"{text_of(triple)} + earlier", plus=(valued(triple, typed("2020-02-03", "date")),))
        else:
            others = [typed("1", "boolean"), typed("0", "boolean"), typed("true", "string")]
        for other in others:
            yield Case(f"{text_of(triple)} written {other}", frozenset((triple,)), (valued(triple, other),))


def _more(value: str) -> Literal:
    return typed(str(Decimal(value) + 1), "decimal")


def outlined() -> Iterator[Case]:
    """Other outlines of the boundary: not closed, crossing, without area, far away, in other words, two of them."""
    (drawn,) = [t for t in base().triples if (name_of(t.subject), name_of(t.predicate)) == ("perimetre", "asWKT")]
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
        yield Case(f"outline {name}", frozenset((drawn,)), (valued(drawn, shape),))
        yield Case(f"also an outline {name}", plus=(valued(drawn, shape),))
    for other in [t for t in base().triples if t.predicate == drawn.predicate and t != drawn]:
        for where in ("POINT(2 48)", "POINT EMPTY", "ici"):
            yield Case(f"{text_of(other)} {where}", frozenset((other,)), (valued(other, Literal(where, datatype=wkt)),))
    yield Case("outline a string", frozenset((drawn,)), (valued(drawn, Literal(good)),))
    yield Case("outline twice in other words", plus=(valued(drawn, Literal(good + " ", datatype=wkt)),))


def siblings() -> Iterator[Case]:
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
                    more = (valued(wrong, value), *(() if lost else (Triple(other, *plan),)))
                    name = text_of(lost) if lost else f"{name_of(other)} planned"
                    yield Case(f"{text_of(wrong)} -> {name_of(value)}, no {name}", less, more)
                    person = frozenset(t for t in spoilt if t.predicate == TYPE)
                    typed = (Triple(one, TYPE, term("foaf:Person")), *more[1:])
                    yield Case(f"{name_of(one)} a person, no {name}", (less - {wrong}) | person, typed)
                for bad in (t for t in spoilt if isinstance(t.object, Literal)):
                    same = frozenset(t for t in base().triples if (t.subject, t.predicate) == (other, bad.predicate))
                    if same:
                        name = f"{name_of(other)} {name_of(bad.predicate)}"
                        yield Case(f"{text_of(bad)} -> -5, no {name}", same | {bad}, (valued(bad, AWKWARD[2]),))


def seated() -> Iterator[Case]:
    """One actor alone in the governance, in its role and out of it."""
    seat, member = term("org:hasMember"), term("org:member")
    seats = [t for t in base().triples if t.predicate == seat]
    for held in [t for t in base().triples if t.predicate == member]:
        one = Triple(seats[0].subject, seat, held.object)
        yield Case(f"only {name_of(held.object)} sits", frozenset(seats), (one,))
        linked = {t for t in base().triples if t.object == held.subject}
        yield Case(f"only {name_of(held.object)} sits, without its role", frozenset((*seats, *linked)), (one,))
        other = next(t.object for t in base().triples if t.predicate == member and t.object != held.object)
        two = (one, Triple(seats[0].subject, seat, other))
        yield Case(f"{name_of(held.object)} and {name_of(other)} sit", frozenset(seats), two)


def unlinked() -> Iterator[Case]:
    """A fact that nothing links to the Quartier any more, or something else does, while another stands in its place."""
    owner = base().quartiers[0]
    for link in _statements():
        if link.subject != owner or not isinstance(link.object, NamedNode) or not _is_fact(link.object):
            continue
        copy = copy_of(link.object)
        beside = Triple(owner, link.predicate, renamed(link.object))
        for triple in copy:
            plus = (beside, *(t for t in copy if t != triple))
            yield Case(f"{name_of(link.object)} unlinked, beside, no {text_of(triple)}", frozenset((link,)), plus)
            elsewhere = Triple(NamedNode(HERE + "ailleurs"), link.predicate, link.object)
            yield Case(
                f"{name_of(link.object)} elsewhere, beside, no {text_of(triple)}",
                frozenset((link,)),
                (elsewhere, *plus),
            )
    champions = frozenset(
        t for t in _statements() if t.subject == owner and name_of(t.object) in ("p-champion", "p-second")
    )
    linked = tuple(Triple(NamedNode(HERE + "ailleurs"), t.predicate, t.object) for t in champions)
    known = Triple(NamedNode(HERE + "p-incubateur"), term("org:member"), NamedNode(HERE + "champion"))
    yield Case("the champion in another role only", champions, (known,))
    yield Case("the champion in another role here, a champion elsewhere", champions, (*linked, known))


def weakened() -> Iterator[Case]:
    """A champion that lacks some aspects, alone, beside a clone that lacks others, and beside a bystander with one."""
    champion, group = NamedNode(HERE + "champion"), NamedNode(HERE + "groupe")
    part = NamedNode(HERE + "p-champion")
    second = frozenset(t for t in base().triples if t.object == NamedNode(HERE + "p-second"))
    linked = Triple(base().quartiers[0], term("qn:participation"), renamed(part))
    copy = copy_of(part)
    chosen = random.Random(SEED)
    for size in range(len(ASPECTS) + 1):
        for lost in combinations(ASPECTS, size):
            less = second | frozenset(copied_source(part, lost))
            name = f"champion without {', '.join(lost) or 'nothing'}"
            yield Case(name, less)
            other = chosen.sample(ASPECTS, k=chosen.randrange(len(ASPECTS) + 1))
            plus = (linked, *(t for t in copy if name_of(t.predicate) not in other))
            yield Case(f"{name}, a second one without {', '.join(other)}", less, plus)
    nothing = second | frozenset(copied_source(part, ASPECTS))
    figures = NamedNode(HERE + "champion-2024")
    for aspect in ASPECTS:
        own = next(t for t in copied_source(part, [aspect]) if t.subject in (champion, figures))
        year = next(t for t in base().triples if t.subject == figures and name_of(t.predicate) == "fiscalYear")
        node = NamedNode(HERE + "chiffres")
        held = Triple(group, term("qn:figures"), node)
        of_year = (held, Triple(node, year.predicate, year.object), Triple(node, own.predicate, own.object))
        plus = of_year if own.subject == figures else (Triple(group, own.predicate, own.object),)
        yield Case(f"bystander with {aspect}", nothing, plus)
    undated = Triple(part, term("qn:status"), term("qn:Planned"))
    dated = Triple(part, term("qn:statusDate"), typed("2027-01-01", "date"))
    for plan in ((undated,), (undated, dated)):
        yield Case("champion planned", second, plan)
        for held in [t for t in base().triples if t.predicate == term("org:member") and t.subject != part]:
            yield Case(f"champion planned, but also {name_of(held.subject)}", second, (*plan, valued(held, champion)))


def named_otherwise() -> Iterator[Case]:
    """A name stated by another property, or by one that gives no name."""
    names = [term(name) for name in ("rdfs:label", "skos:prefLabel", "foaf:name", "dcterms:title", "qn:legalName")]
    for triple in _statements():
        if triple.predicate not in names:
            continue
        whole = frozenset(t for t in base().triples if t.subject == triple.subject and t.predicate in names)
        for other in (*names, term("rdfs:comment")):
            if other != triple.predicate:
                named = Triple(triple.subject, other, triple.object)
                yield Case(f"{name_of(triple.subject)} named by {name_of(other)}", whole, (named,))
                plan = Triple(triple.subject, term("qn:status"), term("qn:Planned"))
                yield Case(f"{name_of(triple.subject)} planned, named by {name_of(other)}", whole, (named, plan))


def opinions() -> Iterator[Case]:
    """What the committee judges, not stated or spoilt, under every opinion."""
    judged = ("attractiveness", "knockOnEffect", "procedure", "simplification", "speciality")
    for around in contexts():
        for predicate in judged:
            stated = frozenset(t for t in base().triples if name_of(t.predicate) == predicate)
            yield Case(f"no {predicate} at all", stated, context=around)
            spoilt = tuple(valued(t, AWKWARD[3]) for t in stated)
            yield Case(f"{predicate} a number", stated, spoilt, around)


def involved() -> Iterator[Case]:
    """Two actors in one role: which of them is a member of the grouping, and which is good for something."""
    member, belongs = term("org:member"), term("org:organization")
    plan = term("qn:status")
    for held in [t for t in base().triples if t.predicate == member]:
        part, actor = held.subject, held.object
        if not isinstance(part, NamedNode) or not isinstance(actor, NamedNode):
            continue
        linked = Triple(base().quartiers[0], term("qn:participation"), renamed(part))
        copy = copy_of(part)
        outside = frozenset(t for t in base().triples if t.subject == part and t.predicate == belongs)
        name = name_of(part)
        yield Case(f"{name} without its actor", frozenset((held,)))
        kind = term("qn:animatorType")
        spoilt = {
            "of another type": tuple(valued(t, term("qn:OtherAnimator")) if t.predicate == kind else t for t in copy),
            "of no type": tuple(t for t in copy if t.predicate != kind),
            "planned": (*copy, Triple(renamed(part), plan, term("qn:Planned"))),
            "a person": tuple(
                valued(t, term("foaf:Person")) if (t.subject, t.predicate) == (renamed(actor), TYPE) else t
                for t in copy
            ),
        } | {
            f"no {name_of(t.predicate)}": tuple(o for o in copy if o != t) for t in copy if t.subject == renamed(actor)
        }
        for how, wrong in spoilt.items():
            own = tuple(t for t in wrong if t.predicate != belongs)
            yield Case(f"{name} outside, a second one inside but {how}", outside, (linked, *wrong))
            yield Case(f"{name} inside, a second one outside and {how}", plus=(linked, *own))
            yield Case(f"{name} outside, a second one outside and {how}", outside, (linked, *own))
            alone = frozenset(t for t in base().triples if t.object == part)
            yield Case(f"{name} as it would be {how}", alone, (linked, *wrong))
            yield Case(f"{name} as it would be outside and {how}", alone, (linked, *own))
        other = Triple(NamedNode(HERE + "p-autre"), member, actor)
        elsewhere = (other, *(Triple(other.subject, belongs, t.object) for t in outside))
        yield Case(f"{name} a member by another participation", outside, elsewhere)


def doubled() -> Iterator[Case]:
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
                actor = NamedNode(HERE + name)
                plus += [valued(held, actor), *(Triple(actor, term(p), value) for p, value in said[kind])]
            yield Case(
                f"{name_of(held.subject)} held by a {kinds[0]} and a {kinds[1]}", frozenset((held,)), tuple(plus)
            )
