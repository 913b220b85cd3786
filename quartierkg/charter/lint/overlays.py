"""Overlays (``profile/*.ttl``, ``gate/*.ttl``) change what the base states; they state nothing of what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from quartierkg.charter.lint.fault import Fault
from quartierkg.charter.lint.shapes import Shapes
from quartierkg.charter.lint.turtle import Statement
from quartierkg.language import Text
from quartierkg.terms import term


def check(version: str, base: Iterable[Statement], overlay: Iterable[Statement]) -> Iterator[Fault]:
    """Subjects of an overlay that it does not declare and that the base does not have."""
    shapes = Shapes(version, tuple(overlay))
    known = {statement.triple.subject for statement in base}
    for node, values in shapes.nodes.items():
        if isinstance(node, NamedNode) and node not in known and term("rdf:type") not in values:
            text = Text(
                "absente de la base, que cette surcouche modifie.", "not in the base that this overlay changes."
            )
            remedy = Text("Corrigez le nom, ou déclarez la forme ici.", "Correct the name, or declare the shape here.")
            yield shapes.fault(node, text, remedy)
