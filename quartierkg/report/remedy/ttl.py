"""What is missing for the label, as a patch in Turtle: every value is a placeholder, so that it passes nothing.

A placeholder is a literal of the datatype ``qn:Placeholder``; intake sets aside every statement that holds one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from quartierkg.charter.remedy.change import Change, is_new
from quartierkg.charter.remedy.plan import Plan, Step
from quartierkg.language import Language, Text
from quartierkg.report import words
from quartierkg.report.remedy.told import Teller, Told
from quartierkg.report.text import plain
from quartierkg.terms import PREFIXES, is_blank, term

_TYPE: Final = term("rdf:type")
_CONCERNS: Final = term("qn:concerns")
_PLACEHOLDER: Final = term("qn:Placeholder")
# What tells of which thing a new one is: the role of a participation, the criterion of a milestone.
_NAMING: Final = frozenset(
    term(name) for name in ("rdf:type", "org:role", "qn:networkKind", "qn:target", "qn:ofCriterion", "qn:activity")
)
_PREFIXES: Final = {
    prefix: PREFIXES[prefix] for prefix in ("qn", "qc", "rdfs", "dcterms", "foaf", "org", "geo", "igeo")
}
_HEAD: Final = Text(
    "Rustine pour le dossier {}. Chaque valeur est à compléter (qn:Placeholder) : tant qu’elle ne l’est pas, "
    "l’énoncé est écarté et rien n’est rempli. N’écrivez que ce qui est vrai.",
    "Patch for the dossier {}. Every value is to be filled in (qn:Placeholder): until it is, the statement is set "
    "aside and nothing is satisfied. Write only what is true.",
)
_NOTHING: Final = Text(
    "Rien de ce que le dossier peut déclarer ne manque.", "Nothing that the dossier can state is missing."
)
_AWAY: Final = Text("À retirer du dossier : {}", "To be taken out of the dossier: {}")
_REPLACED: Final = Text("À remplacer dans le dossier : {}", "To be replaced in the dossier: {}")
_FIRST: Final = Text(
    "Donnez d’abord au Quartier son adresse (IRI) dans le dossier, puis demandez de nouveau ce qui manque.",
    "First give the Quartier its address (IRI) in the dossier, then ask again for what is missing.",
)
_WITHOUT: Final = Text(
    "Dans le dossier même ({}, sans adresse) : {}", "In the dossier itself ({}, without an address): {}"
)
_FILL: Final = Text("À compléter : {}", "To be filled in: {}")
_LINE_FEED: Final = re.compile(r"\s+")


def write(plan: Plan, language: Language) -> str:
    """The patch of one dossier, with what it is for in comments."""
    teller, steps = Teller(plan), _addressed(plan.steps)
    open_ = _open_things(steps)
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in _PREFIXES.items())
    parts = [_comment(_HEAD.in_(language).format(plan.verdict.dossier or plan.verdict.source_name)) + prefixes]
    for step in steps:
        ids = ", ".join(row.value.rpartition("#")[2] for row in step.rows)
        lines = [f"{step.remedy.label.in_(language)} ({ids}{words.AND.in_(language)}{step.effort.label.in_(language)})"]
        lines += _asides(teller.told(step), open_, language)
        parts.append("".join(map(_comment, lines)) + _turtle(_triples(step, teller, open_, language)))
    if len(steps) < len(plan.steps):
        parts.append(_comment(_FIRST.in_(language)))
    elif not steps:
        parts.append(_comment(_NOTHING.in_(language)))
    return "\n".join(parts)


def _addressed(steps: Sequence[Step]) -> Sequence[Step]:
    """The steps that a patch can say: where the dossier has no Quartier, it has to be named by its address first."""
    naming = [step for step in steps if any(c.predicate == _CONCERNS and c.makes is not None for c in step.changes)]
    return naming or steps


def _open_things(steps: Iterable[Step]) -> frozenset[NamedNode]:
    """The new things of which some value is to be filled in, and those that lead to one: only these may stand.

    A new thing of which nothing more is asked is a placeholder itself.
    """
    changes = [change for step in steps for change in step.changes if is_new(change.node)]
    found: set[NamedNode] = {
        change.node for change in changes if change.makes is None and _kept(change, frozenset()) is None
    }
    described = {change.node for change in changes if change.predicate != _TYPE}
    found |= {change.node for change in changes if change.makes is not None and change.makes not in described}
    while True:
        leading = {change.node for change in changes if change.makes in found}
        if leading <= found:
            return frozenset(found)
        found |= leading


def _triples(step: Step, teller: Teller, holding: Collection[NamedNode], language: Language) -> Iterator[Triple]:
    """The statements of a step."""
    for change in step.changes:
        if change.added is None or is_blank(change.node) or (is_new(change.node) and change.node not in holding):
            continue
        wanted = teller.wanted(change) if change.makes is None else teller.kind(change, step.changes)
        kept = _kept(change, holding)
        yield Triple(_node(change.node), change.predicate, kept or _placeholder(wanted, language))


def _kept(change: Change, holding: Collection[NamedNode]) -> NamedNode | BlankNode | None:
    """The value where it may stand: a new thing with more to be said of it, and what tells which thing that is."""
    if change.makes is not None:
        return _node(change.makes) if change.makes in holding else None
    naming = is_new(change.node) and change.predicate in _NAMING and change.stands_for is None
    return change.added if naming and isinstance(change.added, NamedNode) else None


def _node(node: NamedNode) -> NamedNode | BlankNode:
    return BlankNode(node.value.rpartition("urn:quartierkg:")[2].replace(":", "")) if is_new(node) else node


def _placeholder(said: Text | None, language: Language) -> Literal:
    wanted = said.in_(language) if said is not None else ""
    return Literal(_FILL.in_(language).format(wanted), datatype=_PLACEHOLDER)


def _asides(told: Iterable[Told], holding: Collection[object], language: Language) -> Iterator[str]:
    """What a patch cannot say: what is to be taken out, and what is asked of things that have no address."""
    for one in told:
        said = words.titled(one.predicate, one.said.in_(language), language)
        line = f", {one.place.said.in_(language)}" if one.place is not None else ""
        if is_blank(one.change.node):
            made = one.change.makes
            name = f" (_:{_node(made).value})" if made is not None and made in holding else ""
            yield _WITHOUT.in_(language).format(one.thing.in_(language) + line, said + name)
        elif one.change.removed and one.change.added is not None:
            yield _REPLACED.in_(language).format(f"{one.thing.in_(language)}{line} – {said}")
        elif one.change.removed:
            yield _AWAY.in_(language).format(f"{one.thing.in_(language)}{line} – {said}")


def _comment(said: str) -> str:
    return f"# {plain(_LINE_FEED.sub(' ', said)).strip()}\n"


def _turtle(triples: Iterable[Triple]) -> str:
    """The statements as Turtle writes them, without the prefixes, which stand at its head."""
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=_PREFIXES) or b""
    return "\n".join(line for line in written.decode().split("\n") if not line.startswith("@prefix"))
