"""The state of the work: a dossier, written so that it is read again with the same name for every thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.form import Form
from quartierkg.intake import dossier as dossiers
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.source import Source
from quartierkg.language import Language
from quartierkg.media import TURTLE
from quartierkg.publish.writing import gathered, unnamed, write
from quartierkg.terms import BLANK, is_blank, term
from quartierkg.workbook import address, reading
from quartierkg.workbook.standing import Standing

_TYPE: Final = term("rdf:type")
_NAME: Final = "dossier.ttl"


@dataclass(frozen=True, eq=False)
class State:
    """A dossier on its way, with the form by which it is filled in."""

    form: Form
    root: NamedNode
    triples: tuple[Triple, ...]

    @cached_property
    def standing(self) -> Standing:
        """Its things, each with its sheet and its names."""
        return Standing(self.form, self.triples, self.base)

    @property
    def base(self) -> str:
        """The address below which new things have theirs."""
        return address.below("") if is_blank(self.root) else address.base_of(self.root)

    @cached_property
    def text(self) -> str:
        """It, as Turtle."""
        return write(unnamed(self.triples), TURTLE).decode()

    @cached_property
    def called(self) -> dict[object, str | None]:
        """What stands for things in answers, once it was looked for."""
        return {}

    @property
    def source(self) -> Source:
        """It, as if it had been handed in."""
        return Source(_NAME, self.text.encode(), TURTLE.essence)

    @property
    def dossier(self) -> Dossier:
        """It, as the other parts of the product know a dossier."""
        return dossiers.stated(self.root, self.triples, self.source)

    @cached_property
    def read_again(self) -> Dossier:
        """It, as whoever reads its text has it: in the order of the text."""
        return dossiers.read(self.source)

    @cached_property
    def by_address(self) -> dict[str, NamedNode]:
        """The things that have a sheet, by their addresses as findings tell them."""
        return {node.value: node for node in self.standing.things}

    @cached_property
    def nodes(self) -> dict[str, NamedNode]:
        """Every thing by what tells it from all others."""
        terms = (node for triple in self.triples for node in (triple.subject, triple.object))
        return {self.standing.identifier(node): node for node in terms if isinstance(node, NamedNode)}


def made(form: Form, root: NamedNode, triples: Iterable[Triple]) -> tuple[State, dict[str, str]]:
    """The state that some statements make: by what they are about, and what has no address named in that order.

    With it come the new names of what has no address, by the old ones.
    """
    names: dict[NamedNode, NamedNode] = {}
    found = tuple(_renamed(triple, names) for triple in gathered(dict.fromkeys(triples)))
    state = State(form, names.get(root, root), found)
    called = state.standing.identifier
    return state, {called(old): called(new) for old, new in names.items()}


def read(form: Form, source: Source) -> State:
    """The state that a file or a text holds, be it RDF or a workbook.

    :raises Unreadable: when it cannot be read safely, or holds no dossier.
    """
    found = reading.dossier(source)
    return made(form, found.iri, found.triples)[0]


def empty(form: Form, name: str, language: Language, quartier: str | None = None) -> State:
    """A dossier of which nothing is known but, where it is given, what its Quartier is called.

    :param quartier: the address of the Quartier, where it has one already.
    """
    base = f"{quartier.rstrip('/#')}/" if quartier is not None else address.below(name)
    root, about = NamedNode(f"{base}dossier"), NamedNode(quartier or f"{base}quartier")
    said = [
        Triple(root, _TYPE, term("qn:Dossier")),
        Triple(root, term("qn:concerns"), about),
        Triple(about, _TYPE, term("qn:Quartier")),
    ]
    if name:
        said.append(Triple(about, term("rdfs:label"), Literal(name, language=language)))
    return made(form, root, said)[0]


def _renamed(triple: Triple, names: dict[NamedNode, NamedNode]) -> Triple:
    subject, found = triple.subject, triple.object
    if isinstance(subject, NamedNode):
        subject = _node(subject, names)
    return Triple(subject, triple.predicate, _node(found, names) if isinstance(found, NamedNode) else found)


def _node(node: NamedNode, names: dict[NamedNode, NamedNode]) -> NamedNode:
    return names.setdefault(node, NamedNode(f"{BLANK}d{len(names)}")) if is_blank(node) else node
