"""A lint of the shapes: what an engine would pass over in silence is found here, before anything is judged.

Young engines fail open: a misspelt ``sh:mincount`` or ``sh:minCount "abc"`` checks nothing and says nothing. Each
profile and gate is linted as it is run, so that overlays are held to the same rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from quartierkg import vocabulary
from quartierkg.charter.document import charter
from quartierkg.charter.outcome import Outcome
from quartierkg.charter.rules import GATES, PROFILES, Node, Rule, RuleSet, Values, layer_files, rules
from quartierkg.errors import Place
from quartierkg.language import Text
from quartierkg.terms import PREFIXES, term

_SH: Final = PREFIXES["sh"]
_QN: Final = PREFIXES["qn"]

_COUNTS: Final = frozenset(("minCount", "maxCount", "qualifiedMinCount", "qualifiedMaxCount", "minLength", "maxLength"))
_BOUNDS: Final = frozenset(("minInclusive", "maxInclusive", "minExclusive", "maxExclusive"))
_SHAPES: Final = frozenset(("property", "node", "not", "qualifiedValueShape"))
_LISTS: Final = frozenset(("and", "or", "xone", "in", "alternativePath"))
_IRIS: Final = frozenset(
    ("class", "datatype", "nodeKind", "lessThan", "lessThanOrEquals", "equals", "disjoint", "severity")
)
_TARGETS: Final = frozenset(("targetClass", "targetObjectsOf", "targetSubjectsOf", "targetNode"))
_SPARQL: Final = frozenset(("sparql", "select", "prefixes", "declare", "prefix", "namespace"))
_RULES: Final = frozenset(("rule", "subject", "predicate", "object", "condition", "order", "construct"))
_OTHER: Final = frozenset(
    ("path", "inversePath", "zeroOrMorePath", "hasValue", "pattern", "flags", "message", "deactivated")
)
# Every term of SHACL that the shapes may use: those on which both engines pass the W3C suite.
ALLOWED: Final = _COUNTS | _BOUNDS | _SHAPES | _LISTS | _IRIS | _TARGETS | _SPARQL | _RULES | _OTHER
_ANNOTATIONS: Final = frozenset(_QN + name for name in ("judges", "yields", "foundBy", "threshold"))
# A repetition inside a repetition can take exponential time.
_EXPLOSIVE: Final = re.compile(r"\([^()]*[*+][^()]*\)[*+{]")
_ROLE_CONSTANT: Final = re.compile(r"NOT\s+EXISTS\s*\{\s*\?\w+\s+org:role\s+qn:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the shapes, and where."""

    text: Text
    file: str | None = None
    place: Place | None = None


def lint(version: str) -> tuple[Fault, ...]:
    """Every fault of a version's shapes, under each profile and gate; none for shapes that may be used.

    :raises ShapesFault: when a file does not parse.
    """
    found: dict[str, Fault] = {}
    for profile in PROFILES:
        for gate in GATES:
            ruleset = rules(version, profile, gate)
            for node, text in _faults(ruleset):
                found.setdefault(text.en, _located(text, node, version))
    return tuple(found[key] for key in sorted(found))


def _faults(ruleset: RuleSet) -> Iterator[tuple[Node, Text]]:
    nodes = ruleset.nodes
    for node, values in nodes.items():
        if isinstance(node, NamedNode) and node.value.startswith("urn:quartierkg:"):
            continue
        for check in _NODE_CHECKS:
            yield from ((node, text) for text in check(_name(node), values, nodes))
    for rule in ruleset.rules.values():
        yield from ((rule.iri, text) for text in _rule_faults(rule, ruleset))
    yield from _unjudged(ruleset)
    yield from _recursion(nodes)


def _unknown_terms(name: str, values: Values, _: dict[Node, Values]) -> Iterator[Text]:
    known = vocabulary.bundled().labels
    for predicate in values:
        local = predicate.value.removeprefix(_SH)
        if predicate.value.startswith(_SH) and local not in ALLOWED:
            yield Text(
                f"{name} : terme inconnu ou non admis sh:{local}.", f"{name}: unknown or unsupported term sh:{local}."
            )
        if predicate.value.startswith(_QN) and predicate.value not in _ANNOTATIONS:
            yield Text(
                f"{name} : annotation inconnue {predicate.value}.", f"{name}: unknown annotation {predicate.value}."
            )
    for predicate, found in values.items():
        for value in found:
            if isinstance(value, NamedNode) and value.value.startswith(_QN) and value not in known:
                yield Text(
                    f"{name} : terme {value.value} non défini.",
                    f"{name}: undefined term {value.value} ({predicate.value}).",
                )


def _wrong_values(name: str, values: Values, nodes: dict[Node, Values]) -> Iterator[Text]:
    for predicate, found in values.items():
        local = predicate.value.removeprefix(_SH)
        for value in found:
            if predicate.value.startswith(_SH) and not _fits(local, value, nodes):
                yield Text(
                    f"{name} : valeur impropre pour sh:{local} : {value}.",
                    f"{name}: improper value for sh:{local}: {value}.",
                )
        if (
            local in _COUNTS | _BOUNDS | {"path", "nodeKind", "datatype", "pattern", "qualifiedValueShape"}
            and len(found) > 1
        ):
            yield Text(f"{name} : sh:{local} répété.", f"{name}: sh:{local} stated twice.")


def _fits(local: str, value: object, nodes: dict[Node, Values]) -> bool:
    """Whether a value is of the kind that a term of SHACL takes (SHACL, 4, the syntax rules)."""
    if local in _COUNTS:
        return isinstance(value, Literal) and value.datatype == term("xsd:integer") and value.value.isdigit()
    if local in _BOUNDS:
        return isinstance(value, Literal) and re.fullmatch(r"[-+]?\d+(\.\d+)?", value.value) is not None
    if local in _SHAPES:
        return isinstance(value, NamedNode | BlankNode) and _is_shape(nodes.get(value))
    if local in _LISTS:
        # An empty list means something for sh:in alone: that nothing is admitted (SHACL, 4.8.3).
        return _is_list(value, nodes) or (local == "in" and value == term("rdf:nil"))
    if local in _IRIS:
        return isinstance(value, NamedNode)
    return True


def _is_shape(values: Values | None) -> bool:
    return values is not None and any(predicate.value.startswith(_SH) for predicate in values)


def _is_list(value: object, nodes: dict[Node, Values]) -> bool:
    seen = 0
    while value != term("rdf:nil"):
        values = nodes.get(value) if isinstance(value, NamedNode | BlankNode) else None
        if values is None or term("rdf:first") not in values or len(values.get(term("rdf:rest"), [])) != 1:
            return False
        value = values[term("rdf:rest")][0]
        seen += 1
    return seen > 0


def _paths(name: str, values: Values, nodes: dict[Node, Values]) -> Iterator[Text]:
    needs = _COUNTS - {"minLength", "maxLength"} | _BOUNDS | {"qualifiedValueShape"}
    used = {predicate.value.removeprefix(_SH) for predicate in values if predicate.value.startswith(_SH)}
    if term("sh:path") not in values and used & (needs - _BOUNDS):
        yield Text(f"{name} : sh:path manque.", f"{name}: sh:path is missing.")
    if ("qualifiedValueShape" in used) != bool(used & {"qualifiedMinCount", "qualifiedMaxCount"}):
        yield Text(f"{name} : contrainte qualifiée incomplète.", f"{name}: incomplete qualified constraint.")
    for value in values.get(term("sh:property"), []):
        if isinstance(value, NamedNode | BlankNode) and term("sh:path") not in nodes.get(value, {}):
            yield Text(f"{name} : une propriété sans sh:path.", f"{name}: a property shape without sh:path.")


def _texts(name: str, values: Values, _: dict[Node, Values]) -> Iterator[Text]:
    for value in values.get(term("sh:pattern"), []):
        if isinstance(value, Literal) and (_EXPLOSIVE.search(value.value) or not _compiles(value.value)):
            yield Text(
                f"{name} : expression dangereuse ou fausse : {value.value}.",
                f"{name}: dangerous or wrong pattern: {value.value}.",
            )
    for value in values.get(term("sh:select"), []):
        if not isinstance(value, Literal) or "$this" not in value.value:
            yield Text(f"{name} : requête sans $this.", f"{name}: a query without $this.")
        elif _ROLE_CONSTANT.search(value.value):
            yield Text(f"{name} : NOT EXISTS à partir d’un rôle.", f"{name}: NOT EXISTS that starts from a role.")


_NODE_CHECKS: Final[tuple[Callable[[str, Values, dict[Node, Values]], Iterator[Text]], ...]] = (
    _unknown_terms,
    _wrong_values,
    _paths,
    _texts,
)


def _rule_faults(rule: Rule, ruleset: RuleSet) -> Iterator[Text]:
    """What a shape that is run for itself must carry."""
    values = ruleset.nodes[rule.iri]
    name = _name(rule.iri)
    if not (rule.message.fr and rule.message.en):
        yield Text(
            f"{name} : message absent en français ou en anglais.", f"{name}: message missing in French or English."
        )
    if term("sh:severity") not in values:
        yield Text(f"{name} : gravité absente.", f"{name}: severity missing.")
    if rule.judges is not None and rule.judges not in charter(ruleset.version).by_iri:
        yield Text(f"{name} : exigence inconnue.", f"{name}: unknown requirement.")
    if rule.judges is None and not rule.iri.value.rpartition("#")[2].startswith("Form-"):
        yield Text(f"{name} : lien à une exigence absent.", f"{name}: no link to a requirement.")
    if rule.threshold is not None and not _is_shape(ruleset.nodes.get(rule.threshold)):
        yield Text(f"{name} : seuil inconnu.", f"{name}: unknown threshold.")


def _unjudged(ruleset: RuleSet) -> Iterator[tuple[Node, Text]]:
    """Rows that the charter leaves to the shapes and that no shape can fail."""
    judged = {rule.judges for rule in ruleset.rules.values() if rule.yields in (Outcome.FAILED, Outcome.NOT_STATED)}
    for row in charter(ruleset.version).requirements:
        if row.decided_by not in ("ByDerivation", "ByNobody") and row.iri not in judged:
            yield row.iri, Text(f"{row.id} : aucune forme n’en juge.", f"{row.id}: no shape judges it.")


def _recursion(nodes: dict[Node, Values]) -> Iterator[tuple[Node, Text]]:
    """Shapes that refer to themselves, which SHACL leaves undefined (SHACL, 3.4.3)."""
    done: set[Node] = set()
    for start in nodes:
        if isinstance(start, NamedNode) and start not in done and _cycles(start, nodes, done, ()):
            yield start, Text(f"{_name(start)} : forme récursive.", f"{_name(start)}: recursive shape.")


def _cycles(node: Node, nodes: dict[Node, Values], done: set[Node], above: tuple[Node, ...]) -> bool:
    if node in above:
        return True
    if node in done:
        return False
    found = any(_cycles(child, nodes, done, (*above, node)) for child in _children(nodes.get(node, {})))
    done.add(node)
    return found


def _children(values: Values) -> Iterable[Node]:
    names = (*_SHAPES, "and", "or", "xone")
    predicates = {term("sh:" + name) for name in names} | {term("rdf:first"), term("rdf:rest")}
    return (
        v
        for p in predicates
        for v in values.get(p, [])
        if isinstance(v, NamedNode | BlankNode) and v != term("rdf:nil")
    )


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _name(node: Node) -> str:
    return node.value.rpartition("#")[2] if isinstance(node, NamedNode) else "(forme sans nom / unnamed shape)"


def _located(text: Text, node: Node, version: str) -> Fault:
    """The fault with the file and line where its shape is stated."""
    if not isinstance(node, NamedNode):
        return Fault(text)
    wanted = f"qns:{_name(node)} "
    for layer in (layers for profile in PROFILES for gate in GATES for layers in layer_files(version, profile, gate)):
        for file in layer:
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if line.startswith(wanted):
                    return Fault(text, str(file), Place(number, 1))
    return Fault(text)
