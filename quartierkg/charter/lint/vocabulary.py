"""Unknown terms: a misspelt one checks nothing and says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from pyoxigraph import BlankNode, Literal, NamedNode

from quartierkg.charter.lint.fault import Fault
from quartierkg.charter.lint.shapes import Shapes
from quartierkg.charter.lint.terms import ADMITTED, ANNOTATIONS, OTHER_PREDICATES, VALUES, is_known, known
from quartierkg.charter.rules import Node
from quartierkg.language import Text
from quartierkg.terms import PREFIXES, SHAPES, term

_SH = PREFIXES["sh"]


def check(shapes: Shapes) -> Iterator[Fault]:
    """Predicates and values that nobody defines."""
    for node, values in shapes.subjects.items():
        for predicate, found in values.items():
            yield from _predicate(shapes, node, predicate)
            for value in found:
                if isinstance(value, NamedNode):
                    yield from _value(shapes, node, predicate, value)


def _predicate(shapes: Shapes, node: Node, predicate: NamedNode) -> Iterator[Fault]:
    local = predicate.value.removeprefix(_SH)
    if predicate.value.startswith(_SH):
        if local not in ADMITTED:
            text = Text(f"terme inconnu ou non admis sh:{local}.", f"unknown or unsupported term sh:{local}.")
            yield shapes.fault(node, text, instead("sh:" + local, ["sh:" + name for name in ADMITTED]), predicate)
    elif predicate not in ANNOTATIONS and predicate not in OTHER_PREDICATES:
        name = short(predicate)
        text = Text(f"annotation inconnue ou non admise {name}.", f"unknown or unsupported annotation {name}.")
        yield shapes.fault(node, text, instead(name, [short(each) for each in ANNOTATIONS]), predicate)


def _value(shapes: Shapes, node: Node, predicate: NamedNode, value: NamedNode) -> Iterator[Fault]:
    name = short(value)
    if value.value.startswith(_SH):
        admitted = VALUES.get(predicate, frozenset())
        if value.value.removeprefix(_SH) not in admitted:
            text = Text(f"terme {name} inconnu ou hors de sa place.", f"term {name} unknown or out of place.")
            yield shapes.fault(node, text, instead(name, ["sh:" + each for each in admitted]), predicate, value)
    elif value.value.startswith(SHAPES):
        if value not in shapes.nodes:
            text = Text(f"forme {name} absente.", f"there is no shape {name}.")
            names = [short(each) for each in shapes.nodes if isinstance(each, NamedNode)]
            yield shapes.fault(node, text, instead(name, names), predicate, value)
    elif not is_known(value):
        text = Text(f"terme {name} non défini.", f"undefined term {name}.")
        near = [short(NamedNode(each)) for each in known()]
        yield shapes.fault(node, text, instead(name, near), predicate, value)


def instead(name: str, candidates: list[str]) -> Text:
    """The way out: the nearest name, where one is near."""
    near = get_close_matches(name, candidates, n=1)
    if near:
        return Text(f"Vouliez-vous dire {near[0]} ?", f"Did you mean {near[0]}?")
    return Text("Corrigez le nom ou retirez-le.", "Correct the name or remove it.")


def short(iri: NamedNode) -> str:
    """An IRI by its prefixed name, where it has one."""
    for prefix, namespace in PREFIXES.items():
        if iri.value.startswith(namespace):
            return f"{prefix}:{iri.value.removeprefix(namespace)}"
    return f"<{iri.value}>"


def shown(value: NamedNode | BlankNode | Literal) -> str:
    """A value as a person writes it."""
    if isinstance(value, NamedNode):
        return short(value)
    return "[ … ]" if isinstance(value, BlankNode) else str(value).replace(str(term("xsd:integer")), "xsd:integer")
