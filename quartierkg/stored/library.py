"""The stored queries of the release, read from ``data/queries/`` once.

Each is an ``sh:SPARQLExecutable`` (SHACL Advanced Features, 5) with the words of SHACL for its parameters: the local
name of ``sh:path`` is the name of the variable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from quartierkg import resources
from quartierkg.errors import NotFound
from quartierkg.language import Text
from quartierkg.query import Form
from quartierkg.stored.parameter import Kind, Option, Parameter
from quartierkg.stored.query import Column, StoredQuery
from quartierkg.terms import BASE, PREFIXES, last_part, term
from quartierkg.vocabulary import bundled

QUERIES: Final = BASE + "queries/"
_LISTED: Final = Text("/queries en donne la liste.", "/queries lists them.")
_COMMON_FILE: Final = "common"
_COMMON: Final = NamedNode(QUERIES + "common")
_TEXTS: Final = {
    term("sh:select"): Form.SELECT,
    term("sh:construct"): Form.CONSTRUCT,
    term("sh:ask"): Form.ASK,
}
_KINDS: Final = {
    term("xsd:date"): Kind.DATE,
    term("xsd:boolean"): Kind.BOOLEAN,
    term("xsd:integer"): Kind.INTEGER,
    term("xsd:decimal"): Kind.DECIMAL,
    term("xsd:string"): Kind.TEXT,
}

# A template of one statement, whose parts are variables.
_TEMPLATE: Final = re.compile(r"\bCONSTRUCT\s*\{\s*(\?\w+\s+\?\w+\s+\?\w+)\s*\.?\s*\}")

_Node = NamedNode | BlankNode


@cache
def library() -> Mapping[str, StoredQuery]:
    """Every stored query by its identifier, in their order."""
    files = resources.folder("data") / "queries"
    triples = [triple for file in resources.turtle_files(files) for triple in _stated(file.name.removesuffix(".ttl"))]
    graph = _Graph.of(triples)
    queries = sorted(graph.instances(term("qn:StoredQuery")), key=lambda node: node.value)
    read = (_query(graph, node) for node in queries)
    return MappingProxyType({query.id: query for query in read})


def stored_query(name: str, listing: Text = _LISTED) -> StoredQuery:
    """A stored query by its identifier, whatever its case.

    :param listing: where all of them are listed, as whoever asks reaches it.
    :raises NotFound: when there is none.
    """
    found = library().get(name.upper())
    if found is None:
        raise NotFound(
            Text("Il n’y a pas de question « {} ».", "There is no question “{}”.").filled(name[:64]),
            remedy=listing,
        )
    return found


def statements(name: str) -> Iterator[Triple]:
    """What the release states of a stored query, and of what all of them have in common.

    Blank nodes have the same names every time, of what is common also beside another query.
    """
    yield from _stated(name)
    yield from _stated(_COMMON_FILE)


@cache
def _stated(stem: str) -> tuple[Triple, ...]:
    """The statements of a file; its blank nodes are named after it, in the order in which it has them."""
    file = resources.folder("data") / "queries" / f"{stem}.ttl"
    names: dict[str, BlankNode] = {}
    triples = (quad.triple for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE))
    return tuple(_renamed(triple, stem, names) for triple in triples)


def _renamed(triple: Triple, stem: str, names: dict[str, BlankNode]) -> Triple:
    def renamed(node: BlankNode) -> BlankNode:
        return names.setdefault(node.value, BlankNode(f"{stem}x{len(names)}"))

    subject, found = triple.subject, triple.object
    return Triple(
        renamed(subject) if isinstance(subject, BlankNode) else subject,
        triple.predicate,
        renamed(found) if isinstance(found, BlankNode) else found,
    )


@dataclass(frozen=True, slots=True)
class _Graph:
    """The statements by what they are about."""

    about: Mapping[object, Mapping[NamedNode, Sequence[object]]]

    @classmethod
    def of(cls, triples: Sequence[Triple]) -> _Graph:
        about: dict[object, dict[NamedNode, list[object]]] = {}
        for triple in triples:
            about.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple.object)
        return cls(about)

    def instances(self, class_: NamedNode) -> Iterator[NamedNode]:
        for subject, said in self.about.items():
            if class_ in said.get(term("rdf:type"), ()) and isinstance(subject, NamedNode):
                yield subject

    def values(self, node: object, property_: str) -> Sequence[object]:
        return self.about.get(node, {}).get(term(property_), ())

    def one(self, node: object, property_: str) -> object | None:
        return next(iter(self.values(node, property_)), None)

    def literal(self, node: object, property_: str) -> str | None:
        found = self.one(node, property_)
        return found.value if isinstance(found, Literal | NamedNode) else None

    def text(self, node: object, property_: str) -> Text:
        """A text that must stand there in both languages."""
        said = {found.language: found.value for found in self.values(node, property_) if isinstance(found, Literal)}
        return Text(said["fr"], said["en"])

    def nodes(self, node: object, property_: str) -> tuple[NamedNode, ...]:
        found = (value for value in self.values(node, property_) if isinstance(value, NamedNode))
        return tuple(sorted(found, key=lambda value: value.value))

    def true(self, node: object, property_: str) -> bool:
        return self.literal(node, property_) == "true"


def _query(graph: _Graph, node: NamedNode) -> StoredQuery:
    written = next(predicate for predicate in _TEXTS if predicate in graph.about[node])
    text = _prologue(graph.about[node][written][0])
    timeless = graph.true(node, "qn:withoutState")
    own = [_parameter(graph, found) for found in graph.values(node, "sh:parameter")]
    columns = sorted(graph.values(node, "qn:column"), key=lambda column: _order(graph, column))
    needs = graph.values(node, "qn:needs")
    return StoredQuery(
        id=last_part(node),
        iri=node,
        title=graph.text(node, "rdfs:label"),
        explanation=graph.text(node, "rdfs:comment"),
        keywords=_keywords(graph, node),
        audiences=tuple(_option(audience) for audience in graph.nodes(node, "qn:askedBy")),
        requirements=graph.nodes(node, "qn:aboutRequirement"),
        across=graph.true(node, "qn:acrossQuartiers"),
        timeless=timeless,
        parameters=_parameters(graph, own, timeless=timeless),
        columns=tuple(_column(graph, column) for column in columns),
        form=_TEXTS[written],
        text=text,
        rows=_TEMPLATE.sub(r"SELECT \1", text, count=1),
        needs=graph.text(node, "qn:needs") if needs else None,
    )


def _keywords(graph: _Graph, node: NamedNode) -> tuple[Text, ...]:
    said: dict[str | None, list[str]] = {}
    for found in graph.values(node, "schema:keywords"):
        if isinstance(found, Literal):
            said.setdefault(found.language, []).append(found.value)
    return tuple(Text(fr, en) for fr, en in zip(said.get("fr", ()), said.get("en", ()), strict=True))


def _prologue(text: object) -> str:
    """The text behind the prefixes that it uses (``sh:prefixes``): it is whole by itself."""
    assert isinstance(text, Literal)
    body = text.value.strip("\n")
    used = [name for name in PREFIXES if re.search(rf"(?<![\w:/.-]){name}:", body)]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used) + "\n" + body + "\n"


def _parameters(graph: _Graph, own: Sequence[Parameter], *, timeless: bool) -> tuple[Parameter, ...]:
    """The parameters of a query before those that all have; its own word on one of these counts."""
    stated = {parameter.name: parameter for parameter in own}
    nodes = sorted(graph.values(_COMMON, "sh:parameter"), key=lambda node: _order(graph, node))
    common = [_parameter(graph, node, common=True) for node in nodes]
    kept = [stated.get(one.name, one) for one in common if not timeless or one.name in {"lang", "limit", "offset"}]
    names = {one.name for one in common}
    return (*(one for one in own if one.name not in names), *kept)


def _parameter(graph: _Graph, node: object, *, common: bool = False) -> Parameter:
    path = graph.one(node, "sh:path")
    assert isinstance(path, NamedNode)
    class_, datatype = graph.one(node, "sh:class"), graph.one(node, "sh:datatype")
    scheme = graph.nodes(node, "qn:optionScheme")
    options = tuple(option for one in scheme for option in _options(one)) + _listed(graph, node)
    kind = Kind.OPTION if options else _KINDS[datatype] if isinstance(datatype, NamedNode) else Kind.THING
    least, most = graph.literal(node, "sh:minInclusive"), graph.literal(node, "sh:maxInclusive")
    later = graph.one(node, "qn:notBefore")
    default = graph.one(node, "sh:defaultValue")
    return Parameter(
        name=_local(path),
        label=graph.text(node, "sh:name"),
        description=graph.text(node, "sh:description"),
        kind=kind,
        class_=class_ if isinstance(class_, NamedNode) else None,
        options=options,
        optional=graph.true(node, "sh:optional"),
        default=_written(default, options),
        default_query=_prologue(query) if (query := graph.one(node, "qn:defaultQuery")) else None,
        least=Decimal(least) if least else None,
        most=Decimal(most) if most else None,
        not_after=_local(later) if isinstance(later, NamedNode) else None,
        common=common,
    )


def _written(default: object, options: Sequence[Option]) -> str | None:
    if isinstance(default, NamedNode):
        return next(option.name for option in options if option.iri == default)
    return default.value if isinstance(default, Literal) else None


def _local(path: NamedNode) -> str:
    return path.value.rpartition("#")[2]


def _options(scheme: NamedNode) -> Iterator[Option]:
    """The members of a scheme; of the states also what one asks for together."""
    graph = _ontology()
    members = [node for node, said in graph.about.items() if scheme in said.get(term("skos:inScheme"), ())]
    if scheme == term("qn:States"):
        members += graph.instances(term("skos:Collection"))
    found = [node for node in members if isinstance(node, NamedNode)]
    yield from (_option(node) for node in found)


def _option(node: NamedNode) -> Option:
    graph = _ontology()
    collected = graph.nodes(node, "skos:member")
    name = graph.literal(node, "skos:notation") or last_part(node)
    said = bundled().labels.get(node) or _criteria().get(node, {})
    days = next(iter(graph.nodes(node, "qn:daysProperty")), None)
    return Option(name, Text(said.get("fr", name), said.get("en", name)), collected or (node,), node, days)


def _listed(graph: _Graph, node: object) -> tuple[Option, ...]:
    """The values of ``sh:in``, each a literal that says what it means."""
    found: list[Option] = []
    rest = graph.one(node, "sh:in")
    while isinstance(rest, BlankNode):
        value = graph.one(rest, "rdf:first")
        if isinstance(value, Literal):
            found.append(Option(value.value, Text.alike(value.value), (value,)))
        elif isinstance(value, NamedNode):
            found.append(_option(value))
        rest = graph.one(rest, "rdf:rest")
    return tuple(found)


@cache
def _criteria() -> Mapping[NamedNode, Mapping[str, str]]:
    """What the criteria of the charters are called, with their numbers; the newest version says it."""
    found: dict[NamedNode, Mapping[str, str]] = {}
    for file in resources.turtle_files(resources.folder("shapes")):
        if file.name != "charter.ttl":
            continue
        graph = _Graph.of([quad.triple for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE)])
        for node in graph.instances(term("qn:Criterion")):
            number, name = graph.literal(node, "qn:number"), graph.text(node, "skos:prefLabel")
            if isinstance(node, NamedNode):
                found[node] = {"fr": f"{number}. {name.fr}", "en": f"{number}. {name.en}"}
    return found


@cache
def _ontology() -> _Graph:
    files = resources.turtle_files(resources.folder("ontology"))
    return _Graph.of([quad.triple for file in files for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE)])


def _order(graph: _Graph, node: object) -> Decimal:
    return Decimal(graph.literal(node, "sh:order") or 0)


def _column(graph: _Graph, node: object) -> Column:
    class_, datatype = graph.one(node, "sh:class"), graph.one(node, "sh:datatype")
    return Column(
        name=graph.literal(node, "sh:codeIdentifier") or "",
        label=graph.text(node, "sh:name"),
        class_=class_ if isinstance(class_, NamedNode) else None,
        datatype=datatype if isinstance(datatype, NamedNode) else None,
    )
