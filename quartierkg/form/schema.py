"""The JSON Schema (draft 2020-12) of a dossier as JSON, made from the form.

It says what may stand where. It asks for nothing that the charter asks for: what is missing is for a verdict to say.
"""

from __future__ import annotations

from typing import Any, Final

from pyoxigraph import NamedNode

from quartierkg.form import names
from quartierkg.form.field import Field, Kind
from quartierkg.form.model import Form, Sheet
from quartierkg.language import Language, Text
from quartierkg.terms import BASE, CONTEXT, curie, last_part, term

Object = dict[str, Any]

ADDRESS: Final = BASE + "schemas/dossier.json"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TITLE: Final = Text("Dossier « Quartier Numérique »", "“Quartier Numérique” dossier")
_ABOUT: Final = Text(
    "JSON-LD avec notre contexte. Tiré de l’ontologie et des formes ; ne demande rien de ce que la charte exige.",
    "JSON-LD under our context. Made from ontology and shapes; it asks for nothing that the charter requires.",
)
_DOSSIER: Final = term("qn:Dossier")
# A name that is no name of the context: with a prefix, or an address (JSON-LD 1.1, 4.1.5).
_OTHER_NAMES: Final = {"^(?:[A-Za-z][A-Za-z0-9+.-]*:|@type$|@id$)": True}
_NUMBER: Final = r"^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$"
_DATE: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})?$"
_IRI: Final = {"type": "string", "pattern": "^(?:_:|[A-Za-z][A-Za-z0-9+.-]*:).+$"}


def schema(form: Form, language: Language) -> Object:
    """The schema, with titles and help in a language."""
    return _Schema(form, language).whole()


class _Schema:
    def __init__(self, form: Form, language: Language) -> None:
        self._form, self._language = form, language

    def whole(self) -> Object:
        root = self._form.of(_DOSSIER)
        assert root is not None  # the ontology's form has it
        several: Object = {"@graph": {"type": "array", "items": {"$ref": "#/$defs/thing"}}}
        context = {"@context": {"anyOf": [{"const": CONTEXT}, {"type": "array", "contains": {"const": CONTEXT}}]}}
        return {
            "$schema": _DIALECT,
            "$id": ADDRESS,
            "title": _TITLE.in_(self._language),
            "description": _ABOUT.in_(self._language),
            "type": "object",
            "properties": context,
            "required": ["@context"],
            "if": {"required": ["@graph"]},
            "then": {"properties": several},
            "else": {"$ref": f"#/$defs/{_name(root)}", "required": ["type"]},
            "$defs": {
                "iri": _IRI,
                "text": self._tagged(),
                "anything": self._anything(),
                "thing": {"anyOf": [{"$ref": f"#/$defs/{_name(sheet)}"} for sheet in self._form.all]},
                **{_name(sheet): self._sheet(sheet) for sheet in self._form.all},
            },
        }

    def _tagged(self) -> Object:
        """A text, in a language or in none."""
        value = {"@value": {"type": "string"}, "@language": {"type": "string"}, "@type": {"type": "string"}}
        return {
            "anyOf": [
                {"type": "string"},
                {"type": "object", "properties": value, "required": ["@value"], "additionalProperties": False},
            ]
        }

    def _sheet(self, sheet: Sheet) -> Object:
        fields = {names.of(field.property).name: self._field(field) for field in sheet.fields}
        found: Object = {
            "title": sheet.name.in_(self._language),
            "type": "object",
            "$ref": "#/$defs/anything",
            "properties": fields,
            "unevaluatedProperties": False,
        }
        if sheet.help is not None:
            found["description"] = sheet.help.in_(self._language)
        return found

    def _anything(self) -> Object:
        """What anything may have: a name, classes, and any property that a dossier may use."""
        others = {names.of(property_).name: True for property_ in self._form.terms}
        type_ = {"type": "string"}
        types = {"anyOf": [type_, {"type": "array", "items": type_}]}
        return {
            "properties": {**others, "id": {"$ref": "#/$defs/iri"}, "type": types, "@context": True},
            "patternProperties": _OTHER_NAMES,
        }

    def _field(self, field: Field) -> Object:
        value = self._value(field)
        found: Object = {"title": field.label.in_(self._language), "anyOf": [value, {"type": "array", "items": value}]}
        if field.help is not None:
            unit = f" ({field.unit})" if field.unit else ""
            found["description"] = field.help.in_(self._language) + unit
        if field.requirements:
            found["$comment"] = ", ".join(row.id for row in field.requirements)
        return found

    def _value(self, field: Field) -> Object:
        if field.kind is Kind.CHOICE and field.choices:
            called = [name for choice in field.choices for name in _called(choice.node)]
            return {"anyOf": [{"enum": called}, _object({"id": {"enum": called}})]}
        if field.kind in (Kind.REFERENCE, Kind.CHOICE):
            return {"anyOf": [{"$ref": "#/$defs/iri"}, *self._things(field)]}
        return _plain(field)

    def _things(self, field: Field) -> list[Object]:
        """What may be described where it is named: a thing of the sheet, or of any below it."""
        below = [sheet for sheet in self._form.all if any(self._is_below(sheet, class_) for class_ in field.classes)]
        return [{"$ref": f"#/$defs/{_name(sheet)}"} for sheet in below] or [{"$ref": "#/$defs/thing"}]

    def _is_below(self, sheet: Sheet, class_: NamedNode) -> bool:
        wanted = self._form.of(class_)
        line = [one for own in sheet.classes for one in self._form.line(own)]
        return wanted is not None and any(one in wanted.classes for one in line)


def _plain(field: Field) -> Object:
    """A value that is no thing: as JSON has it, or with its datatype."""
    if field.kind is Kind.BOOLEAN:
        return {"anyOf": [{"type": "boolean"}, _typed({"enum": ["true", "false", "1", "0", True, False]})]}
    if field.kind in (Kind.NUMBER, Kind.INTEGER):
        plain = {"type": "integer" if field.kind is Kind.INTEGER else "number"}
        return {"anyOf": [plain, _typed({"anyOf": [{"type": "number"}, {"type": "string", "pattern": _NUMBER}]})]}
    if field.kind is Kind.DATE:
        day = {"type": "string", "pattern": _DATE}
        return {"anyOf": [day, _typed(day)]}
    if field.kind is Kind.MOMENT:
        return _typed({"type": "string"})
    return {"$ref": "#/$defs/text"}


def _typed(value: Object) -> Object:
    return _object({"@value": value, "@type": {"type": "string"}})


def _object(properties: Object) -> Object:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _called(node: NamedNode) -> tuple[str, ...]:
    """What a concept may be written as."""
    return tuple(dict.fromkeys((names.of(node).name, curie(node), node.value)))


def _name(sheet: Sheet) -> str:
    return last_part(sheet.class_)
