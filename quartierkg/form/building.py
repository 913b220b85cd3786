"""From the ontology and the shapes to the form.

A property is a field of a class when its domain says so, when the ontology's own form names it there
(``ontology/form.ttl``), or when a shape of the charter looks at it on things of that class. No property is named here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg import edition, vocabulary
from quartierkg.charter import context, document
from quartierkg.charter.document import Charter, Requirement
from quartierkg.charter.rules import GATES, PROFILES, RuleSet, rules
from quartierkg.form.field import Choice, Field, Kind, kind
from quartierkg.form.model import Form, Owner, Sheet
from quartierkg.form.source import Source, ontology
from quartierkg.form.walk import Step, Walk
from quartierkg.language import Text
from quartierkg.terms import NAMING, PREFIXES, term

_EVERYWHERE: Final = term("rdfs:Resource")
_CONCEPT: Final = term("skos:Concept")
_PROPERTIES: Final = (term("owl:DatatypeProperty"), term("owl:ObjectProperty"))
# What no form asks for: what a thing is called a member of, and what classes and shapes are.
_NEVER: Final = tuple(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "sh"))
_LATER: Final = 50
"""The place of a sheet that nobody gave one."""


def sources(version: str | None = None) -> tuple[tuple[Triple, ...], tuple[Triple, ...], tuple[RuleSet, ...], Charter]:
    """What the form of a version is made from: the ontology, what is known beside it, the shapes and the charter.

    :raises UsageFault: when there is no such version.
    """
    charter = document.charter(version or document.CURRENT)
    known = (*edition.edition(charter.version).statements, *context.bundled().triples)
    return ontology(), known, tuple(rules(charter.version, PROFILES[0], gate) for gate in reversed(GATES)), charter


def build(ontology: Iterable[Triple], known: Iterable[Triple], rulesets: Iterable[RuleSet], charter: Charter) -> Form:
    """The form that an ontology and some shapes make.

    :param known: the charter, and the things that a dossier may name without describing them.
    """
    known = tuple(known)
    return _Builder(Source((*ontology, *known)), Source(known), tuple(rulesets), charter).form()


class _Builder:
    def __init__(self, source: Source, known: Source, rulesets: Sequence[RuleSet], charter: Charter) -> None:
        self._source, self._known, self._rulesets = source, known, rulesets
        self._rows = charter.by_iri
        self._reserved = frozenset(
            node for node in source.having_any("qn:contextOnly") if source.is_true(node, "qn:contextOnly")
        )
        self._shapes: dict[NamedNode, object] = {}
        self._order: dict[NamedNode, int] = {}
        self._targets: dict[NamedNode, tuple[NamedNode, ...]] = {}
        self._keys: dict[NamedNode, NamedNode] = {}
        self._fields: dict[NamedNode, dict[NamedNode, Field]] = {}

    def form(self) -> Form:
        """The whole."""
        self._declare()
        self._imply()
        self._from_domains()
        self._from_shapes_of_the_form()
        self._from_rules()
        self._everywhere()
        return Form(
            tuple(sorted(self._sheets(), key=lambda sheet: sheet.order)),
            self._terms(),
            {one: tuple(self._above(one)) for one in self._classes()},
            {one: self._source.name(one) for one in self._classes()},
        )

    # --- Sheets

    def _declare(self) -> None:
        """The sheets that the ontology's form names."""
        for shape in self._source.having("rdf:type", term("sh:NodeShape")):
            targets = tuple(self._source.nodes(shape, "sh:targetClass"))
            if targets:
                self._add_sheet(targets, self._source.whole(shape, "sh:order", _LATER))
                self._shapes[targets[0]] = shape

    def _imply(self) -> None:
        """A sheet for every other class that a property leads to."""
        for property_ in self._properties():
            for class_ in self._source.nodes(property_, "rdfs:range"):
                ours = term("owl:Class") in self._source.values(class_, "rdf:type")
                if ours and class_ != _CONCEPT and class_ not in self._reserved and self._key(class_) is None:
                    self._add_sheet((class_,), _LATER)

    def _add_sheet(self, targets: tuple[NamedNode, ...], order: int) -> None:
        self._targets[targets[0]], self._order[targets[0]] = targets, order
        self._fields[targets[0]] = {}
        self._keys.update(dict.fromkeys(targets, targets[0]))

    def _key(self, class_: NamedNode) -> NamedNode | None:
        """The first class of the sheet on which the things of a class stand."""
        level, seen = [class_], {class_}
        while level:
            for one in level:
                if one in self._keys:
                    return self._keys[one]
            level = [above for one in level for above in self._above(one) if above not in seen]
            seen.update(level)
        return None

    def _above(self, class_: NamedNode) -> list[NamedNode]:
        return self._source.nodes(class_, "rdfs:subClassOf")

    def _classes(self) -> Iterator[NamedNode]:
        """Every class that something is below or above of, and every one of a sheet."""
        below = (node for node in self._source.having_any("rdfs:subClassOf") if isinstance(node, NamedNode))
        return iter(dict.fromkeys((*below, *(one for targets in self._targets.values() for one in targets))))

    def _sheets(self) -> Iterator[Sheet]:
        inside = self._inside()
        for key, targets in self._targets.items():
            if key == _EVERYWHERE:
                continue
            shape = self._shapes.get(key)
            yield Sheet(
                targets,
                self._source.text(shape, "sh:name") or _capitalised(self._source.name(key)),
                self._source.text(shape, "sh:description") or self._source.text(key, "skos:definition"),
                tuple(sorted(self._fields[key].values(), key=lambda field: field.order)),
                self._natures(key),
                self._owner(key),
                key in inside,
                self._order[key],
            )

    def _natures(self, key: NamedNode) -> tuple[Choice, ...]:
        """The classes of a sheet and those below them that have no sheet of their own."""
        found = [one for one in self._classes() if one not in self._reserved and self._key(one) == key]
        if len(found) < 2:
            return ()
        return tuple(Choice(one, self._source.name(one)) for one in found)

    def _owner(self, key: NamedNode) -> Owner | None:
        """What the things of a sheet belong to: what alone names them, or is said to own them."""
        leading = [
            (holder, field)
            for holder, fields in self._fields.items()
            for field in fields.values()
            if field.owns is not False
            and holder not in (key, _EVERYWHERE)
            and [self._key(one) for one in field.classes] == [key]
        ]
        chosen = [pair for pair in leading if pair[1].owns] or leading
        if len(chosen) != 1:
            return None
        holder, field = chosen[0]
        return Owner(field.property, holder, self._source.name(holder))

    # --- Fields

    def _properties(self) -> Iterator[NamedNode]:
        """The properties of the ontology that a dossier may use."""
        for node in self._source.having_any("rdf:type"):
            a_property = any(kind_ in _PROPERTIES for kind_ in self._source.values(node, "rdf:type"))
            if isinstance(node, NamedNode) and a_property and node not in self._reserved:
                yield node

    def _from_domains(self) -> None:
        for property_ in self._properties():
            for class_ in self._source.nodes(property_, "rdfs:domain"):
                key = self._key(class_) if class_ not in self._reserved else None
                if key is not None:
                    self._fields[key].setdefault(property_, self._field(property_, None))

    def _from_shapes_of_the_form(self) -> None:
        for key, shape in self._shapes.items():
            for node in self._source.blanks(shape, "sh:property"):
                for property_ in self._source.nodes(node, "sh:path"):
                    fields = self._fields[key]
                    place = self._source.whole(node, "sh:order", fields[property_].order if property_ in fields else 0)
                    fields[property_] = replace(self._field(property_, node), order=place)

    def _from_rules(self) -> None:
        for ruleset in self._rulesets:
            self._from(ruleset)

    def _from(self, ruleset: RuleSet) -> None:
        walk = Walk(ruleset, self._ahead, self._back, self._met)
        for iri in ruleset.rules:
            stated = ruleset.nodes[iri]
            starts = {self._key(node) for node in _named(stated.get(term("sh:targetClass"), ()))}
            for leading in _named(stated.get(term("sh:targetObjectsOf"), ())):
                starts |= {class_ for key in self._targets for class_ in self._ahead(key, leading)}
            for led in _named(stated.get(term("sh:targetSubjectsOf"), ())):
                starts |= {key for key, fields in self._fields.items() if led in fields}
            walk.rule(iri, frozenset(start for start in starts if start is not None))

    def _ahead(self, key: NamedNode, property_: NamedNode) -> Iterator[NamedNode]:
        field = self._fields.get(key, {}).get(property_)
        found = (self._key(class_) for class_ in field.classes) if field is not None else ()
        return (one for one in found if one is not None)

    def _back(self, key: NamedNode, property_: NamedNode) -> Iterator[NamedNode]:
        return (holder for holder in self._targets if key in self._ahead(holder, property_))

    def _met(self, step: Step) -> None:
        """A shape looks at a property of a class: what it serves is noted, and a field made where there is none."""
        fields = self._fields[step.class_]
        if step.property not in fields and (step.chosen or not self._may_be_new(step.property)):
            return
        field = fields.get(step.property) or self._field(step.property, None)
        field = _narrowed(field, step)
        row = self._rows.get(step.judges) if step.judges is not None else None
        fields[step.property] = field.for_(row) if isinstance(row, Requirement) else field

    def _may_be_new(self, property_: NamedNode) -> bool:
        """Whether a shape that looks at a property makes a field of it: it has no domain that says where it belongs."""
        apart = property_ in self._reserved or property_ in NAMING or property_.value.startswith(_NEVER)
        return not apart and not self._source.values(property_, "rdfs:domain")

    def _everywhere(self) -> None:
        """What may be said of anything that has a sheet of its own."""
        inside = self._inside()
        for property_, field in self._fields.get(_EVERYWHERE, {}).items():
            for key, fields in self._fields.items():
                if key != _EVERYWHERE and key not in inside:
                    fields.setdefault(property_, field)

    def _inside(self) -> frozenset[NamedNode | None]:
        return frozenset(self._key(class_) for field in self._all() if field.in_row for class_ in field.classes)

    def _all(self) -> Iterator[Field]:
        return (field for fields in self._fields.values() for field in fields.values())

    def _terms(self) -> dict[NamedNode, Field]:
        """Every property that may be used: as sheets have it, else as the ontology describes it."""
        found = {property_: self._field(property_, None) for property_ in self._properties()}
        return found | {field.property: field for field in self._all() if not field.in_row}

    def _field(self, property_: NamedNode, shape: object) -> Field:
        """A field, as the ontology describes its property and as the form's own shape does."""
        source, words = self._source, vocabulary.bundled()
        classes = source.nodes(shape, "sh:class") or self._ranges(property_)
        datatype = next(iter(source.nodes(shape, "sh:datatype")), None) or self._datatype(property_)
        concepts = _CONCEPT in classes
        listed = bool(source.nodes(property_, "qn:valuesFrom")) and not source.nodes(shape, "sh:class")
        leads = bool(classes) or term("owl:ObjectProperty") in source.values(property_, "rdf:type")
        found = kind(
            datatype,
            measured=bool(source.values(property_, "qudt:hasUnit")),
            leads=leads,
            listed=listed or concepts,
        )
        return Field(
            property_,
            source.text(shape, "sh:name") or source.name(property_),
            source.text(shape, "sh:description") or source.text(property_, "skos:definition"),
            found,
            datatype,
            () if found is Kind.CHOICE else tuple(classes),
            tuple(self._choices(property_, classes, listed=found is Kind.CHOICE)),
            words.units.get(property_),
            in_row=source.is_true(shape, "qn:inRow"),
            owns=source.truth(shape, "qn:owns"),
            group=next(iter(source.values(shape, "sh:group")), None),
        )

    def _ranges(self, property_: NamedNode) -> list[NamedNode]:
        found = self._source.nodes(property_, "rdfs:range")
        return [node for node in found if not _is_datatype(node)]

    def _datatype(self, property_: NamedNode) -> NamedNode | None:
        return next((node for node in self._source.nodes(property_, "rdfs:range") if _is_datatype(node)), None)

    def _choices(self, property_: NamedNode, classes: Sequence[NamedNode], *, listed: bool) -> Iterator[Choice]:
        """A closed list, or what is known already of the classes that a property leads to."""
        if listed:
            schemes = self._source.nodes(property_, "qn:valuesFrom")
            found = (node for scheme in schemes for node in self._source.having("skos:inScheme", scheme))
        else:
            found = (node for class_ in classes for node in self._known.having("rdf:type", class_))
        return (Choice(node, self._source.name(node)) for node in found if isinstance(node, NamedNode))


def _capitalised(text: Text) -> Text:
    return Text(text.fr[:1].upper() + text.fr[1:], text.en[:1].upper() + text.en[1:])


def _narrowed(field: Field, step: Step) -> Field:
    """A field with what a shape says of it: the one value that it looks for, and the datatype where none was known."""
    most = [int(value.value) for value in step.stated.get(term("sh:maxCount"), ()) if isinstance(value, Literal)]
    if 1 in most:
        field = replace(field, most=1)
    datatype = next(_named(step.stated.get(term("sh:datatype"), ())), None)
    if field.kind is Kind.STRING and field.datatype is None and datatype is not None:
        field = replace(field, datatype=datatype, kind=kind(datatype, measured=False, leads=False, listed=False))
    return field


def _named(values: Iterable[NamedNode | BlankNode | Literal]) -> Iterator[NamedNode]:
    return (value for value in values if isinstance(value, NamedNode))


def _is_datatype(node: NamedNode) -> bool:
    return node.value.startswith(PREFIXES["xsd"]) or node in (
        term("rdf:langString"),
        term("geo:wktLiteral"),
        term("rdfs:Literal"),
    )
