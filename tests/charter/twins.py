"""A second thing beside the first, or in the place of it, with and without a fault; and changes aimed at conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.terms import PREFIXES, term
from tests.charter.case import (
    ASPECTS,
    AWKWARD,
    HERE,
    QID,
    TYPE,
    Case,
    base,
    copied_source,
    copy_of,
    name_of,
    renamed,
    text_of,
    typed,
    valued,
)


def _node(name: str) -> NamedNode:
    return NamedNode(HERE + name)


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


def twins() -> Iterator[Case]:
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
        copy, linked = copy_of(part), Triple(owner, term("qn:participation"), renamed(part))
        for lost in copy:
            rest = tuple(t for t in copy if t != lost)
            planned = Triple(part, term("qn:status"), plan)
            yield Case(f"{name_of(part)} planned, beside, no {text_of(lost)}", plus=(planned, linked, *rest))
            aside = Triple(renamed(part), term("qn:status"), plan)
            yield Case(f"no {text_of(lost)} of a planned one beside {name_of(part)}", plus=(linked, aside, *rest))
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
    dated = (plan, Triple(_node("autre-p"), term("qn:statusDate"), typed("2027-01-01", "date")))
    late = _say("autre-p", statusDate=typed("2026-06-02", "date"))
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
            yield Case(f"{name_of(actor)} a member by another participation {name}", less, second)
            planned = _say(part, status=term("qn:Planned"))
            yield Case(f"{name_of(actor)} planned, a member by another participation {name}", less, (*second, *planned))


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
            named = f"a second outline, {name_of(status)}, {str(wkt)[:30]}"
            yield Case(named, plus=said)
            yield Case(f"{named}, alone drawn", _of("perimetre", "geo:asWKT"), said)
            yield Case(f"{named}, beside a planned one", plus=(*said, *_say("perimetre", status=term("qn:Planned"))))
    siren = Literal("000000026")
    yield Case("a second SIREN of the métropole", plus=_say("metropole", siren=siren))
    types = frozenset(t for t in base().triples if t.subject == _node("metropole") and t.predicate == TYPE)
    for kinds in (("qn:LocalAuthority",), ("qn:Enterprise",), ("igeo:Intercommunalite",), ("foaf:Person",), ()):
        typed = tuple(Triple(_node("metropole"), TYPE, term(kind)) for kind in kinds)
        yield Case(f"the métropole of the kinds {kinds}", types, typed)
        yield Case(f"the métropole of the kinds {kinds}, no SIREN", types | _of("metropole", "qn:siren"), typed)
        towns = frozenset(t for t in base().triples if t.subject == _node("rivemer") and t.predicate == TYPE)
        both = (*typed, Triple(_node("rivemer"), TYPE, term("igeo:Commune")))
        yield Case(f"the métropole of the kinds {kinds}, a plain commune", types | towns, both)
    for siren in (Literal("000000000"), Literal("000000018\n"), Literal("000000026", language="fr")):
        for name in ("metropole", "champion", "structure"):
            yield Case(f"{name} of the SIREN {siren!s}", _of(name, "qn:siren"), _say(name, siren=siren))


def _second_lots() -> Iterator[Case]:
    """Lots without an area, with an impossible one, or dated ahead."""
    offer = _node("offre")
    for name, less, more in (
        ("without an area", _of("lot-b", "qn:usableArea"), ()),
        ("opened ahead", frozenset(), _say("lot-b", openedOn=typed("2030-01-01", "date"))),
        ("with two areas", frozenset(), _say("lot-b", usableArea=typed("12500.5", "decimal"))),
        ("with a text for an area", _of("lot-b", "qn:usableArea"), _say("lot-b", usableArea=Literal("12500"))),
        ("with a negative area", _of("lot-b", "qn:usableArea"), _say("lot-b", usableArea=typed("-1", "integer"))),
        ("of no area", _of("lot-b", "qn:usableArea"), _say("lot-b", usableArea=typed("0", "integer"))),
        ("much larger", _of("lot-b", "qn:usableArea"), _say("lot-b", usableArea=typed("60000", "integer"))),
        ("of two large areas", frozenset(), _say("lot-b", usableArea=typed("60000", "integer"))),
        ("exactly enough", _of("lot-b", "qn:usableArea"), _say("lot-b", usableArea=typed("50000", "integer"))),
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
            third = (Triple(offer, term("qn:lot"), _node("lot-c")), *_say("lot-c", usableArea=typed(area, kind)))
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
                    fiscalYear=typed(year, "integer"),
                    turnover=typed(turnover, "integer"),
                    employees=typed("61", "integer"),
                    growth=typed("30", "integer"),
                    shareAbroad=typed("47", "integer"),
                )
                for lost in (None, *said):
                    kept = tuple(t for t in said if t != lost)
                    yield Case(
                        f"{firm} with {turnover} for {year}, no {text_of(lost) if lost else 'loss'}",
                        plus=(*_say(firm, figures="autres-chiffres"), *kept),
                    )
                    bare = frozenset(
                        t for t in base().triples if t.subject == _node(firm) and name_of(t.predicate) == "figures"
                    )
                    yield Case(
                        f"{firm} with {turnover} for {year} alone, no {text_of(lost) if lost else 'loss'}",
                        bare,
                        (*_say(firm, figures="autres-chiffres"), *kept),
                    )
                    other = "p-second" if firm == "champion" else "p-champion"
                    alone = frozenset(t for t in base().triples if t.object == _node(other))
                    yield Case(
                        f"{firm} the only one, with {turnover} for {year} alone, "
                        f"no {text_of(lost) if lost else 'loss'}",
                        bare | alone,
                        (*_say(firm, figures="autres-chiffres"), *kept),
                    )


def _second_officers() -> Iterator[Case]:
    """A second post, planned or held; a second act of appointment, by others; participants that are but names."""
    owner = base().quartiers[0]
    linked = Triple(owner, term("qn:cdoPost"), _node("autre-poste"))
    dated = _say("autre-poste", statusDate=typed("2027-01-01", "date"))
    for holder in (None, "cdo", "autre-cdo"):
        held = () if holder is None else _say("autre-poste", org__heldBy=holder)
        for status in (None, term("qn:Planned"), term("qn:Realised")):
            said = (linked, *held, *(() if status is None else _say("autre-poste", status=status)))
            name = f"a second post, {name_of(status)}, of {holder}"
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
            yield Case(f"a second act by {authority}, {name_of(status)}", plus=act)
            yield Case(
                f"a second act by {authority}, {name_of(status)}, the first by nobody",
                _of("nomination", "qn:appointedBy"),
                act,
            )
            other = tuple(t for t in act if t.predicate != term("qn:appointee"))
            empty = tuple(t for t in other if t.predicate != term("qn:appointedBy"))
            first = _say("nomination", status=term("qn:Planned"))
            yield Case(f"a second act of nobody, {name_of(status)}, instead of {authority}", plus=(*empty, *first))
            yield Case(f"a second act by {authority}, {name_of(status)}, for nobody", plus=other)
    for name, link in (("amenagement", "participant"), ("action-etat", "carriedBy"), ("action-locale", "carriedBy")):
        for value in (Literal("État"), _node("inconnu"), _node("prefecture"), _node("metropole"), _node("cdo")):
            yield Case(f"{name} also with {name_of(value)}", plus=_say(name, **{link: value}))
            yield Case(f"{name} with {name_of(value)}", _of(name, f"qn:{link}"), _say(name, **{link: value}))
            yield Case(
                f"{name} with {name_of(value)} and an unknown one",
                _of(name, f"qn:{link}"),
                (*_say(name, **{link: value}), *_say(name, **{link: "inconnu"})),
            )


def crossed() -> Iterator[Case]:
    """Actors that change places, an act that appoints somebody else, a métropole with two faults."""
    member = term("org:member")
    for one, other in combinations([t for t in base().triples if t.predicate == member], 2):
        plus = (valued(one, other.object), valued(other, one.object))
        yield Case(f"{name_of(one.object)} and {name_of(other.object)} change places", frozenset((one, other)), plus)
    act = NamedNode(HERE + "nomination")
    someone = tuple(
        valued(t, NamedNode(HERE + "quelqu-un")) if name_of(t.predicate) == "appointee" else t
        for t in copy_of(act)
        if name_of(t.predicate) != "appointedBy"
    )
    link = next(t for t in base().triples if t.object == act)
    wrong = frozenset(t for t in base().triples if t.subject == act and name_of(t.predicate) == "appointedBy")
    state = valued(next(iter(wrong)), NamedNode(HERE + "prefecture"))
    yield Case("appointed by the State, another by nobody", wrong, (state, valued(link, renamed(act)), *someone))
    metropole = NamedNode(HERE + "metropole")
    stated = frozenset(
        t for t in base().triples if t.subject == metropole and name_of(t.predicate) in ("type", "siren")
    )
    kinds = [t for t in stated if t.predicate == TYPE and t.object == term("qn:LocalAuthority")]
    number = next(t for t in stated if t.predicate != TYPE)
    for value in (Literal("000000017"), typed("000000018", "token"), Literal("00000018"), Literal("00000001X")):
        yield Case(f"no intercommunalité, siren {value}", stated, (*kinds, valued(number, value)))
    yield Case("no intercommunalité", stated - {number}, tuple(kinds))
    yield Case("no intercommunalité, no siren", stated, tuple(kinds))


def _at(subject: str, *predicates: str) -> list[Triple]:
    """What the base states of a thing, by the local names of the properties."""
    return [t for t in base().triples if name_of(t.subject) == subject and name_of(t.predicate) in predicates]


def _spoiling(stated: Iterable[Triple], value: NamedNode | Literal) -> tuple[Triple, ...]:
    return tuple(valued(t, value) for t in stated)


GROUPING = term("org:organization")


def _bare_names() -> Iterator[Case]:
    """A name, or a blank one, in place of an actor, wherever the actor is a member."""
    for actor in ("universite", "groupe", "ecole", "incubateur", "cantine"):
        held = [t for t in base().triples if t.predicate == term("org:member") and t.object == _node(actor)]
        for name in ("École", ""):
            plus = tuple(valued(t, Literal(name)) for t in held)
            yield Case(f"{actor} the bare name {name!r}", frozenset(held), plus)
            yield Case(f"{actor} beside the bare name {name!r}", plus=plus)
            inside = [t for one in held for t in base().triples if t.subject == one.subject and t.predicate == GROUPING]
            bare = NamedNode(HERE + "p-nom")
            moved = (*plus, *(Triple(bare, t.predicate, t.object) for t in inside))
            member = Triple(bare, term("org:member"), Literal(name))
            yield Case(f"{actor} beside the bare name {name!r}, which is a member", frozenset(inside), (*moved, member))


def aimed() -> Iterator[Case]:
    """Two faults at once where it takes two to tell one condition from another."""
    yield from _bare_names()
    second = [t for t in base().triples if name_of(t.object) in ("p-second", "champion-2023")]
    part, wrong = NamedNode(HERE + "p-champion"), Literal("non", datatype=NamedNode(PREFIXES["xsd"] + "boolean"))
    copy = copy_of(part)
    linked = Triple(base().quartiers[0], term("qn:participation"), renamed(part))
    every = copied_source(part, ASPECTS)
    for good in (*ASPECTS, "nothing"):
        bad = [t for t in every if name_of(t.predicate) != good and t not in second]
        spoilt = _spoiling(bad, wrong)
        yield Case(f"champion with {good} and the rest wrong", frozenset((*second, *bad)), spoilt)
        none = (linked, *(t for t in copy if name_of(t.predicate) not in ASPECTS))
        yield Case(f"the same with {good}, beside one with nothing", frozenset((*second, *bad)), (*spoilt, *none))
    for lost in ASPECTS:
        bad = [t for t in every if name_of(t.predicate) == lost]
        only = (linked, *(t for t in copy if name_of(t.predicate) not in ASPECTS or name_of(t.predicate) == lost))
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
    yield Case("a share abroad that is a short", frozenset((*second, *share)), _spoiling(share, typed("47", "short")))
    year = _spoiling(_at("champion-2024", "fiscalYear"), typed("2023", "integer"))
    yield Case("figures of two years", frozenset(second), year)
    days = [*_at("dossier", "respondedOn"), *_at("structure", "createdOn")]
    for kind_of_day in ("dateTime", "string"):
        plus = tuple(valued(t, typed("2024-05-05T00:00:00", kind_of_day)) for t in days)
        yield Case(f"response and structure by {kind_of_day}", frozenset(days), plus)
    yield Case("no response, created never", frozenset(days), _spoiling(days[1:], wrong))
    due = [t for t in base().triples if name_of(t.predicate) == "dueOn"]
    yield Case("no milestone has a date", frozenset(due), _spoiling(due, wrong))
    yield Case("one milestone has no day, the others no date", frozenset(due), _spoiling(due[1:], wrong))
    early = _spoiling(_at("structure", "createdOn"), typed("2000-01-01", "date"))
    for truth in ("true", "1", "false"):
        reused = Triple(NamedNode(HERE + "structure"), term("qn:reused"), typed(truth, "boolean"))
        yield Case(
            f"structure of old, reused {truth}", frozenset(_at("structure", "createdOn", "reused")), (*early, reused)
        )
    reused = Triple(NamedNode(HERE + "structure"), term("qn:reused"), typed("true", "boolean"))
    for subject, name in (("dossier", "respondedOn"), ("structure", "createdOn")):
        (day,) = _at(subject, name)
        spoiled = (valued(day, typed("4 mars 2024", "string")), reused)
        yield Case(f"reused, {name} a text", frozenset((day,)), spoiled)
        yield Case(f"reused, {name} twice", plus=(valued(day, typed("2001-01-01", "date")), reused))
    bare = _spoiling(_at("port-lumiere", "structure"), NamedNode(HERE + "structure-nue"))
    yield Case("a second structure, bare", plus=bare)
    yield Case("digital twice", plus=_spoiling(_at("entreprise-cdo", "digital"), typed("1", "boolean")))
    coordination = Triple(NamedNode(HERE + "groupe"), term("qn:coordination"), wrong)
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
            t for link in drawn for t in base().triples if t.subject == link.object and name_of(t.predicate) == "asWKT"
        ]
        far = tuple(valued(t, Literal("POINT(2 48)", datatype=term("geo:wktLiteral"))) for t in shown)
        elsewhere = _spoiling(declared, NamedNode(QID + "val-claire"))
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
    town, county, region = (NamedNode(HERE + name) for name in ("bourg", "comte", "region"))
    metropole = NamedNode(HERE + "metropole")
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
    cdo = NamedNode(HERE + "cdo")
    beside = (valued(_at("p-angels", "member")[0], cdo), *(Triple(cdo, t.predicate, t.object) for t in located))
    yield Case("angels elsewhere, a person here", frozenset(located), (*_spoiling(located, county), *beside))
    yield Case("angels a person, nowhere", frozenset((*kind, *located)), person)
    unit, bare = term("org:hasUnit"), NamedNode(HERE + "bureau-nu")
    names = _at("departement", "label")
    for owner in ("groupe", "cdo"):
        more = (*_spoiling(names, AWKWARD[3]), Triple(NamedNode(HERE + owner), unit, bare))
        yield Case(f"department named by a number, {owner} with a bare unit", frozenset(names), more)
        joined = Triple(NamedNode(HERE + "p-universite"), member, NamedNode(HERE + owner))
        yield Case(f"the same, {owner} in the role", frozenset(names), (*more, joined))


def chosen_types() -> Iterator[Case]:
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
            if local == "role" and not any(name_of(t.object) in entries for t in own):
                continue
            first = next(t for t in stated if t.subject == subject)
            for entry in entries:
                yield Case(f"{name_of(subject)} {local} only {entry}", own, (valued(first, term("qn:" + entry)),))
