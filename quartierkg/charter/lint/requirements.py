"""What a shape that is run for itself must carry (docs/interfaces.md, "Annotations of shapes")."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg.charter.document import charter
from quartierkg.charter.lint.fault import Fault
from quartierkg.charter.lint.shapes import Shapes
from quartierkg.charter.lint.terms import ANNOTATIONS, is_known
from quartierkg.charter.lint.vocabulary import shown
from quartierkg.charter.outcome import BY_TERM, Outcome
from quartierkg.charter.rules import Node
from quartierkg.language import LANGUAGES, Text
from quartierkg.terms import term

# A violated shape never makes a row pass.
_OUTCOMES: Final = frozenset(found for found, outcome in BY_TERM.items() if outcome is not Outcome.PASSED)
_CONSTRAINTS: Final = tuple(
    term("sh:" + name)
    for name in (
        "minCount", "maxCount", "minInclusive", "maxInclusive", "minExclusive", "maxExclusive",
        "qualifiedMinCount", "qualifiedMaxCount", "in", "hasValue",
    )
)  # fmt: skip
_TARGETS: Final = ("sh:targetClass", "sh:targetObjectsOf", "sh:targetSubjectsOf")


def check(shapes: Shapes) -> Iterator[Fault]:
    """What is missing from a rule, or said of it wrongly."""
    rows = charter(shapes.version).by_iri
    for node in shapes.subjects:
        yield from _annotations(shapes, node)
        yield from _requirement(shapes, node, rows)
        if shapes.values(node, "sh:select"):
            yield from _messages(shapes, node)
    for rule in shapes.rules:
        yield from _messages(shapes, rule)
        yield from _rule(shapes, rule)
        yield from _targets(shapes, rule)


def unjudged(shapes: Shapes) -> Iterator[Fault]:
    """Rows that the charter leaves to the shapes and that no shape can fail."""
    failing = (term("earl:failed"), term("qn:notStated"))
    judged = {
        value
        for rule in shapes.rules
        if any(outcome in failing for outcome in shapes.values(rule, "qn:yields"))
        for value in shapes.values(rule, "qn:judges")
    }
    for row in charter(shapes.version).requirements:
        if row.decided_by not in ("ByDerivation", "ByNobody") and row.iri not in judged:
            yield Fault(
                Text(f"{row.id} : aucune forme n’en juge.", f"{row.id}: no shape judges it."),
                remedy=Text(
                    "Ajoutez une forme qui porte qn:judges et qn:yields.", "Add a shape with qn:judges and qn:yields."
                ),
            )


def _annotations(shapes: Shapes, node: Node) -> Iterator[Fault]:
    for predicate in ANNOTATIONS:
        values = shapes.of(node).get(predicate, [])
        name = shown(predicate)
        if len(values) > 1:
            text = Text(f"{name} répété.", f"{name} stated twice.")
            yield shapes.fault(node, text, Text("Gardez une valeur.", "Keep one value."), predicate)
        if values and not shapes.is_shape(node):
            text = Text(f"{name} hors d’une forme.", f"{name} outside a shape.")
            yield shapes.fault(node, text, Text("Écrivez-le sur une forme.", "State it of a shape."), predicate)
    for value in shapes.values(node, "qn:yields"):
        if value not in _OUTCOMES:
            text = Text(f"issue inconnue {shown(value)}.", f"unknown outcome {shown(value)}.")
            admitted = ", ".join(sorted(shown(outcome) for outcome in _OUTCOMES))
            remedy = Text(f"Issues admises : {admitted}.", f"Outcomes admitted: {admitted}.")
            yield shapes.fault(node, text, remedy, term("qn:yields"), value)
    for value in shapes.values(node, "qn:threshold"):
        if not any(predicate in shapes.of(value) for predicate in _CONSTRAINTS):
            text = Text(f"seuil inconnu {shown(value)}.", f"unknown threshold {shown(value)}.")
            remedy = Text("Renvoyez à la forme qui porte la borne.", "Refer to the shape that carries the bound.")
            yield shapes.fault(node, text, remedy, term("qn:threshold"), value)


def _requirement(shapes: Shapes, node: Node, rows: Container[object]) -> Iterator[Fault]:
    for value in shapes.values(node, "qn:judges"):
        if value not in rows:
            text = Text(f"exigence inconnue {shown(value)}.", f"unknown requirement {shown(value)}.")
            remedy = Text("« quartierkg charter » les énumère.", "'quartierkg charter' lists them.")
            yield shapes.fault(node, text, remedy, term("qn:judges"), value)


def _messages(shapes: Shapes, node: Node) -> Iterator[Fault]:
    said = [value.language for value in shapes.values(node, "sh:message") if isinstance(value, Literal)]
    remedy = Text("Écrivez un message en @fr et un en @en.", "Write one message in @fr and one in @en.")
    if any(language not in said for language in LANGUAGES):
        text = Text("message absent en français ou en anglais.", "message missing in French or English.")
        yield shapes.fault(node, text, remedy, term("sh:message"))
    elif len(said) > len(LANGUAGES):
        text = Text("plus d’un message par langue.", "more than one message for a language.")
        yield shapes.fault(node, text, remedy, term("sh:message"))


def _rule(shapes: Shapes, rule: NamedNode) -> Iterator[Fault]:
    if not shapes.values(rule, "sh:severity"):
        text = Text("gravité absente.", "severity missing.")
        remedy = Text("Ajoutez sh:severity, même sh:Violation.", "Add sh:severity, even sh:Violation.")
        yield shapes.fault(rule, text, remedy)
    if not shapes.values(rule, "qn:judges") and not rule.value.rpartition("#")[2].startswith("Form-"):
        text = Text("lien à une exigence absent.", "no link to a requirement.")
        remedy = Text(
            "Ajoutez qn:judges ; seules les formes de la mise en forme (qns:Form-…) s’en passent.",
            "Add qn:judges; only shapes of the form of a dossier (qns:Form-…) go without.",
        )
        yield shapes.fault(rule, text, remedy)


def _targets(shapes: Shapes, rule: NamedNode) -> Iterator[Fault]:
    """A target that no dossier can reach: the rule would never fire."""
    for curie in _TARGETS:
        for value in shapes.values(rule, curie):
            if isinstance(value, NamedNode) and not is_known(value):
                text = Text(
                    f"ne se déclenche jamais : la cible {shown(value)} n’est pas définie.",
                    f"can never fire: its target {shown(value)} is not defined.",
                )
                remedy = Text(
                    "Nommez une classe ou une propriété de l’ontologie.", "Name a class or a property of the ontology."
                )
                yield shapes.fault(rule, text, remedy, term(curie), value)
