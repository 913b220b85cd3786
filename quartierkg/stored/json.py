"""Stored queries and their answers as JSON: plain values, things with their address and name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quartierkg.language import Language, Text
from quartierkg.stored.answer import Answer, Cell, Row
from quartierkg.stored.parameter import Parameter
from quartierkg.stored.query import Column, StoredQuery
from quartierkg.terms import curie

Object = dict[str, Any]


def of_answer(answer: Answer, language: Language, *, revision: int, following: str | None) -> Object:
    """An answer: what was asked with which values, the columns, and the rows by column.

    :param following: where the rows behind these are.
    """
    query = answer.query
    return {
        "id": query.id,
        "title": query.title.in_(language),
        "revision": revision,
        "parameters": dict(answer.values.said),
        "columns": [_column(column) for column in answer.columns],
        "items": [item(answer.columns, row, language) for row in answer.rows],
        "next": following,
    }


def item(columns: Any, row: Row, language: Language) -> Object:
    """A row by its columns; what is absent is null."""
    return {column.name: _value(cell, language) for column, cell in zip(columns, row, strict=True)}


def of_query(query: StoredQuery) -> Object:
    """What a question is and what it takes."""
    return {
        "id": query.id,
        "iri": query.iri.value,
        "title": _both(query.title),
        "explanation": _both(query.explanation),
        "keywords": [_both(keyword) for keyword in query.keywords],
        "askedBy": [audience.name for audience in query.audiences],
        "requirements": [curie(node).partition(":")[2] or node.value for node in query.requirements],
        "acrossQuartiers": query.across,
        "parameters": [_parameter(parameter) for parameter in query.parameters],
        "columns": [_column(column) for column in query.columns],
        "form": query.form.value,
        "needs": _both(query.needs) if query.needs else None,
    }


def _value(cell: Cell | None, language: Language) -> Any:
    if cell is None:
        return None
    if cell.iri is None:
        return cell.native
    found = {"iri": cell.iri.value, "label": cell.name.in_(language) if cell.name else None}
    return found | ({"illustrative": True} if cell.invented else {})


def _both(text: Text) -> Mapping[str, str]:
    return {"fr": text.in_("fr"), "en": text.in_("en")}


def _column(column: Column) -> Object:
    found: Object = {"name": column.name, "label": _both(column.label)}
    if column.class_ is not None:
        found["class"] = curie(column.class_)
    if column.datatype is not None:
        found["datatype"] = curie(column.datatype)
    return found


def _parameter(parameter: Parameter) -> Object:
    found: Object = {
        "name": parameter.name,
        "label": _both(parameter.label),
        "description": _both(parameter.description),
        "type": parameter.kind.value,
        "optional": parameter.optional,
        "default": parameter.default,
    }
    if parameter.class_ is not None:
        found["class"] = curie(parameter.class_)
    if parameter.options:
        found["values"] = [{"name": option.name, "label": _both(option.label)} for option in parameter.options]
    return found
