"""A case of the battery: the conforming dossier with some statements less and some more, in one of several contexts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg.charter import context
from quartierkg.charter.check import data_graph
from quartierkg.charter.context import Context
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.source import Source
from quartierkg.terms import PREFIXES, term
from tests.samples import BASE, DAY, ROOT, read

SEED = 20130612


HERE = "https://w3id.org/quartierkg/id/port-lumiere/"


QID = "https://w3id.org/quartierkg/id/quartier/"


TYPE = term("rdf:type")


def typed(value: str, datatype: str) -> Literal:
    """A literal of a datatype of XML Schema."""
    return Literal(value, datatype=NamedNode(PREFIXES["xsd"] + datatype))


AWKWARD: tuple[NamedNode | Literal, ...] = (
    typed("NaN", "double"),
    Literal("12"),
    typed("-5", "integer"),
    typed("0", "integer"),
    typed("26", "integer"),
    typed("50", "decimal"),
    typed("1000000", "integer"),
    typed("99999999999999999999", "integer"),
    typed("2099-01-01", "date"),
    typed("2000-01-01", "date"),
    typed("true", "boolean"),
    typed("false", "boolean"),
    Literal(" ", language="fr"),
    Literal("000000019"),
    NamedNode("http://ailleurs.example/"),
    term("qn:Planned"),
    term("qn:Year"),
    term("qn:OtherAnimator"),
    term("qn:Accelerator"),
    term("qn:CallForExpressionsOfInterest"),
    NamedNode(HERE + "cdo"),
    NamedNode(HERE + "prefecture"),
    NamedNode(HERE + "metropole"),
    NamedNode(HERE + "champion"),
    NamedNode(HERE + "region"),
    NamedNode(QID + "port-lumiere"),
    NamedNode(QID + "val-claire"),
)


OWNED = frozenset(
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


def name_of(node: object) -> str:
    """A node in short."""
    return node.value.rpartition("/")[2].rpartition("#")[2] if isinstance(node, NamedNode) else str(node)[:30]


def text_of(triple: Triple) -> str:
    """A statement in short."""
    return " ".join(name_of(node) for node in (triple.subject, triple.predicate, triple.object))


def valued(triple: Triple, value: NamedNode | BlankNode | Literal | Triple) -> Triple:
    """The statement with another value."""
    return Triple(triple.subject, triple.predicate, value)


def copy_of(node: NamedNode) -> tuple[Triple, ...]:
    """A clone of a fact, with what belongs to it."""
    nodes = [node]
    for one in nodes:
        owned = (t.object for t in base().triples if t.subject == one and t.predicate in OWNED)
        nodes += [n for n in owned if isinstance(n, NamedNode) and n not in nodes]
    inside = frozenset(nodes)
    return tuple(
        Triple(
            renamed(t.subject),
            t.predicate,
            renamed(t.object) if isinstance(t.object, NamedNode) and t.object in inside else t.object,
        )
        for t in base().triples
        if isinstance(t.subject, NamedNode) and t.subject in inside
    )


def renamed(node: NamedNode) -> NamedNode:
    """The name of a thing's clone."""
    return NamedNode(node.value + "-bis")


ASPECTS = ("mentoring", "siren", "turnover", "employees", "growth", "shareAbroad")


def copied_source(node: NamedNode, predicates: Iterable[str]) -> list[Triple]:
    """What a clone has of some properties."""
    clones = {t.subject for t in copy_of(node)}
    return [
        t
        for t in base().triples
        if isinstance(t.subject, NamedNode) and renamed(t.subject) in clones and name_of(t.predicate) in predicates
    ]
