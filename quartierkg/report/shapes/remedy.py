"""Examples of what satisfies a requirement, as a reader of Turtle has them: what only a territory knows is in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg.charter.remedy.example import Branch, Limit, Remedy, Sketch, StandIn, remedies
from quartierkg.charter.rules import RuleSet
from quartierkg.language import Text
from quartierkg.report.w3c.graph import iri, literal
from quartierkg.terms import last_part, term

_HOLDERS: Final = (Text("le dossier", "the dossier"), Text("le Quartier", "the Quartier"))


@dataclass(frozen=True, slots=True)
class Outline:
    """A remedy: what to do, and what would then be stated."""

    id: str
    """Its local name, which is the anchor of its entry too."""
    label: Text
    stated: tuple[Text, ...]


def outlines(rules: RuleSet) -> dict[NamedNode, tuple[Outline, ...]]:
    """The remedies by what they remedy: a requirement, or a rule of form."""
    found: dict[NamedNode, list[Outline]] = {}
    for remedy in remedies(rules.version, rules.profile, rules.gate).remedies:
        for one in remedy.remedies:
            found.setdefault(one, []).append(_outline(remedy))
    return {one: tuple(told) for one, told in found.items()}


def _outline(remedy: Remedy) -> Outline:
    sketches = zip(_HOLDERS, (remedy.of_dossier, remedy.of_quartier), strict=True)
    stated = tuple(line for holder, sketch in sketches if sketch for line in _lines(holder, sketch))
    return Outline(last_part(remedy.iri), remedy.label, stated)


def _lines(holder: Text, sketch: Sketch) -> Iterator[Text]:
    """A statement of the dossier or of the Quartier for each property."""
    for branch in sketch.branches:
        yield Text("{} {}", "{} {}").filled(holder, _branch(branch))


def _branch(branch: Branch) -> Text:
    property_ = "a" if branch.predicate == term("rdf:type") else iri(branch.predicate)
    return Text("{} {}", "{} {}").filled(property_, _value(branch.value))


def _value(value: object) -> Text:
    if isinstance(value, Sketch):
        inner = [_branch(branch) for branch in value.branches]
        return Text(*(f"[ {' ; '.join(said)} ]" for said in ([one.fr for one in inner], [one.en for one in inner])))
    if isinstance(value, StandIn):
        return Text("« {} »", "“{}”").filled(value.label)
    if isinstance(value, Limit):
        return Text("« {} »", "“{}”").filled(value.threshold.whole)
    return Text.alike(
        literal(value) if isinstance(value, Literal) else iri(value) if isinstance(value, NamedNode) else ""
    )
