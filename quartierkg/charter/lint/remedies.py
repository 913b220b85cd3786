"""The remedies beside the shapes: a misspelt one would be tried, serve nothing, and nobody would know why."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from importlib.resources.abc import Traversable
from typing import Final

from pyoxigraph import BlankNode, NamedNode

from quartierkg import layers
from quartierkg.charter.document import charter
from quartierkg.charter.lint.fault import Fault
from quartierkg.charter.lint.shapes import Shapes, layered, read, read_file
from quartierkg.charter.lint.terms import is_known, known
from quartierkg.charter.lint.turtle import Statement
from quartierkg.charter.lint.vocabulary import instead, short
from quartierkg.language import Text
from quartierkg.layers import Layer
from quartierkg.terms import PREFIXES, SHAPES, term

_KINDS: Final = frozenset((term("qn:Remedy"), term("qn:Mending"), term("qn:StandIn")))
_REMEDIES: Final = term("qn:remedies")


def holds(file: Traversable) -> bool:
    """Whether a file holds remedies, and no shapes."""
    return any(s.triple.predicate == term("rdf:type") and s.triple.object in _KINDS for s in read_file(file))


def check(version: str) -> Iterator[Fault]:
    """Every name in a version's remedies that means nothing."""
    yield from _faults(version, layered(version, layers.remedies(version)))


def check_files(version: str, files: Collection[Traversable]) -> Iterator[Fault]:
    """The same of some files, which may refer to the remedies and the shapes of a version."""
    if not files:
        return
    given = read([Layer(version, tuple(files))], version)
    stated = {s.triple.subject for s in given}
    shipped = layered(version, layers.remedies(version)).statements
    names = frozenset(str(file) for file in files)
    kept = (s for s in shipped if s.triple.subject not in stated)
    yield from (fault for fault in _faults(version, Shapes(version, (*kept, *given), names)) if fault.file in names)


def _faults(version: str, found: Shapes) -> Iterator[Fault]:
    shapes = layered(version, layers.base(version))
    served = {row.iri for row in charter(version).requirements} | set(shapes.rules)
    for statement in found.statements:
        yield from _predicate(found, statement)
        yield from _value(found, shapes, statement, served)


def _predicate(found: Shapes, statement: Statement) -> Iterator[Fault]:
    predicate = statement.triple.predicate
    if predicate.value not in known() or predicate.value.startswith(PREFIXES["sh"]):
        text = Text(f"terme {short(predicate)} non défini.", f"undefined term {short(predicate)}.")
        yield _fault(found, statement, text, instead(short(predicate), _near()), predicate)


def _value(found: Shapes, shapes: Shapes, statement: Statement, served: Collection[NamedNode]) -> Iterator[Fault]:
    value = statement.triple.object
    if not isinstance(value, NamedNode):
        return
    name = short(value)
    if statement.triple.predicate == _REMEDIES and value not in served:
        text = Text(f"{name} n’est ni une exigence ni une règle.", f"{name} is neither a requirement nor a rule.")
        yield _fault(found, statement, text, instead(name, sorted(map(short, served))))
    elif value.value.startswith(SHAPES) and value not in found.nodes and value not in shapes.nodes:
        text = Text(f"{name} n’existe pas.", f"there is no {name}.")
        names = [short(node) for node in (*found.nodes, *shapes.nodes) if isinstance(node, NamedNode)]
        yield _fault(found, statement, text, instead(name, names))
    elif not is_known(value):
        text = Text(f"terme {name} non défini.", f"undefined term {name}.")
        yield _fault(found, statement, text, instead(name, _near()))


def _fault(found: Shapes, statement: Statement, text: Text, remedy: Text, predicate: NamedNode | None = None) -> Fault:
    """A fault at its own statement, since a name may occur in several."""
    subject = statement.triple.subject
    name = found.name(subject) if isinstance(subject, NamedNode | BlankNode) else Text("", "")
    place = statement.object if predicate is None else statement.predicate
    return Fault(Text(f"{name.fr} : {text.fr}", f"{name.en}: {text.en}"), statement.file, place, remedy)


def _near() -> list[str]:
    return [short(NamedNode(each)) for each in known()]
