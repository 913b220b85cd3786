"""Paths: a property shape has one, and one that means something (SHACL, 2.3 and 2.3.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import BlankNode, NamedNode

from quartierkg.charter.lint.fault import Fault
from quartierkg.charter.lint.shapes import Shapes, Value
from quartierkg.charter.lint.terms import PATH_FORMS
from quartierkg.charter.rules import Node
from quartierkg.language import Text
from quartierkg.terms import term

# What counts or compares the values of a path means nothing on a node shape (SHACL, 4.2, 4.4.5, 4.5.3, 4.5.4, 4.7.3).
_NEEDS: Final = (
    "minCount", "maxCount", "qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount",
    "lessThan", "lessThanOrEquals",
)  # fmt: skip
_STATE_PATH: Final = Text(
    "Ajoutez sh:path, ou mettez la contrainte dans sh:property.", "Add sh:path, or put the constraint in sh:property."
)
_ONE_FORM: Final = Text(
    "Un chemin est une propriété, une liste d’au moins deux chemins, ou une seule des formes de SHACL 2.3.1.",
    "A path is a property, a list of at least two paths, or one of the forms of SHACL 2.3.1.",
)


def check(shapes: Shapes) -> Iterator[Fault]:
    """Missing paths, paths that are none, and qualified constraints that are only half there."""
    for node, values in shapes.subjects.items():
        if term("sh:path") in values:
            for path in values[term("sh:path")]:
                if not _is_path(path, shapes, ()):
                    yield shapes.fault(node, Text("chemin mal formé.", "malformed path."), _ONE_FORM, term("sh:path"))
        else:
            yield from _without(shapes, node)
        yield from _qualified(shapes, node)


def _without(shapes: Shapes, node: Node) -> Iterator[Fault]:
    missing = Text("sh:path manque.", "sh:path is missing.")
    for name in _NEEDS:
        if shapes.values(node, "sh:" + name):
            yield shapes.fault(node, missing, _STATE_PATH, term("sh:" + name))
            return
    if term("sh:PropertyShape") in shapes.values(node, "rdf:type"):
        yield shapes.fault(node, missing, _STATE_PATH)
    elif any(node in shapes.values(parent, "sh:property") for parent in shapes.parents.get(node, [])):
        text = Text("une propriété (sh:property) sans sh:path.", "a property shape (sh:property) without sh:path.")
        yield shapes.fault(node, text, _STATE_PATH)


def _qualified(shapes: Shapes, node: Node) -> Iterator[Fault]:
    shape = shapes.values(node, "sh:qualifiedValueShape")
    bounds = [name for name in ("qualifiedMinCount", "qualifiedMaxCount") if shapes.values(node, "sh:" + name)]
    if bool(shape) != bool(bounds):
        text = Text("contrainte qualifiée incomplète.", "incomplete qualified constraint.")
        remedy = Text(
            "sh:qualifiedValueShape va avec sh:qualifiedMinCount ou sh:qualifiedMaxCount.",
            "sh:qualifiedValueShape goes with sh:qualifiedMinCount or sh:qualifiedMaxCount.",
        )
        yield shapes.fault(node, text, remedy, term("sh:" + (bounds[0] if bounds else "qualifiedValueShape")))


def _is_path(path: Value, shapes: Shapes, above: tuple[Value, ...]) -> bool:
    """Whether a node is a well-formed path; none refers to itself."""
    if isinstance(path, NamedNode):
        return path != term("rdf:nil")
    if not isinstance(path, BlankNode) or path in above:
        return False
    above = (*above, path)
    if shapes.values(path, "rdf:first"):
        steps = shapes.items(path)
        return steps is not None and len(steps) > 1 and all(_is_path(step, shapes, above) for step in steps)
    stated = shapes.of(path)
    forms = [(name, value) for name in PATH_FORMS for value in shapes.values(path, "sh:" + name)]
    if len(forms) != 1 or len(stated) != 1:
        return False
    name, value = forms[0]
    if name == "alternativePath":
        branches = shapes.items(value)
        return branches is not None and len(branches) > 1 and all(_is_path(b, shapes, above) for b in branches)
    return _is_path(value, shapes, above)
