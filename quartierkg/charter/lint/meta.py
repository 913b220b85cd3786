"""The shapes of SHACL's own syntax (SHACL, appendix C), run by an engine through its door.

pySHACL bundles that graph; its public ``meta_validate`` gives a text without places, so the file itself is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from quartierkg import ntriples
from quartierkg.charter import engines
from quartierkg.charter.engines import Entry
from quartierkg.charter.lint.fault import Fault
from quartierkg.charter.lint.shapes import Shapes
from quartierkg.charter.rules import Node
from quartierkg.language import Text
from quartierkg.terms import PREFIXES


def check(shapes: Shapes) -> Iterator[Fault]:
    """What the shapes of SHACL's syntax find.

    :raises EngineFault: when the engine fails.
    """
    report = engines.available()[0].report(_syntax(), shapes.text)
    for entry in report.entries:
        yield _fault(shapes, entry)


@cache
def _syntax() -> str:
    data = (files("pyshacl") / "assets" / "shacl-shacl.ttl").read_bytes()
    return ntriples.text(quad.triple for quad in parse(data, format=RdfFormat.TURTLE))


def _fault(shapes: Shapes, entry: Entry) -> Fault:
    component = entry.component.rpartition("#")[2].removesuffix("ConstraintComponent>")
    path = entry.path.replace(f"<{PREFIXES['sh']}", "sh:").replace(">", "")
    about = f" ({path})" if path else ""
    text = Text(
        f"contraire à la syntaxe de SHACL, contrainte {component}{about}.",
        f"against the syntax of SHACL, constraint {component}{about}.",
    )
    remedy = Text("Voyez l’annexe C de SHACL.", "See appendix C of SHACL.")
    node: Node = BlankNode(entry.focus[2:]) if entry.focus.startswith("_:") else NamedNode(entry.focus[1:-1])
    predicate = NamedNode(entry.path[1:-1]) if entry.path.startswith("<") else None
    return shapes.fault(node, text, remedy, predicate)
