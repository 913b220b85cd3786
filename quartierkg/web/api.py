"""The description of the API (OpenAPI 3.1): what the framework cannot see of bodies, parameters and problems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from fastapi import FastAPI
from starlette.types import ASGIApp

from quartierkg.errors import NotAcceptable, NotAllowed, NotAuthorised, QuartierError, QueryFault, TooLarge
from quartierkg.media import GRAPHS, HTML, PROBLEM, RDF, MediaType
from quartierkg.query import protocol
from quartierkg.stored import Parameter, StoredQuery
from quartierkg.stored.parameter import Kind as ParameterKind
from quartierkg.web import prefix

Object = dict[str, Any]

_PROBLEM: Final[Object] = {
    "title": "Problem",
    "description": "Problem details (RFC 9457); the kinds are listed at /problems.",
    "type": "object",
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "remedy": {"type": "string", "description": "The way out."},
        "source": {"type": "string", "description": "The file that it is about."},
        "line": {"type": "integer"},
        "column": {"type": "integer"},
        "parameter": {"type": "string", "description": "The parameter, or the member of a body, that it is about."},
        "refusals": {"type": "array", "items": {"type": "object"}, "description": "Of a move, each reason why not."},
    },
    "required": ["type", "title", "status", "detail"],
}


_SECURITY: Final = "token"
_SCHEME: Final[Object] = {
    "type": "http",
    "scheme": "bearer",
    "description": "A token of the register, or of the operator (RFC 6750).",
}


class Api(FastAPI):
    """The framework's application, whose description is put right, seen under the address that it is given."""

    def __init__(self, base: str, **options: Any) -> None:
        super().__init__(**options)
        self._base = base

    def build_middleware_stack(self) -> ASGIApp:
        """Every layer, the framework's own among them, sees addresses as they are within."""
        return prefix.Prefixed(super().build_middleware_stack(), prefix.of_base(self._base))

    def openapi(self) -> Object:
        """The description, made once."""
        if self.openapi_schema is None:
            found = super().openapi()
            found["servers"] = [{"url": self._base}]
            components = found.setdefault("components", {})
            components.setdefault("schemas", {})["Problem"] = _PROBLEM
            components["securitySchemes"] = {_SECURITY: _SCHEME}
            for path in found["paths"].values():
                for method, operation in path.items():
                    operation |= _secured(method, operation)
                    for parameter in operation.get("parameters", ()):
                        parameter["schema"] = _given(parameter["schema"])
        return self.openapi_schema or {}


def _secured(method: str, operation: Object) -> Object:
    """What an operation that may answer 401 asks for: who reads may show a token, who writes has to."""
    if str(NotAuthorised.status) not in operation["responses"]:
        return {}
    return {"security": [{_SECURITY: []}] if method != "get" else [{}, {_SECURITY: []}]}


def formats(offered: Sequence[MediaType], *faults: type[QuartierError], kept: bool = True) -> dict[int | str, Object]:
    """The answers of an operation: its formats, and the problems that it has on purpose.

    :param kept: whether a client that holds the answer is told so with 304.
    """
    titles: dict[int, list[str]] = {}
    raised: tuple[type[QuartierError], ...] = (NotAcceptable, *faults)
    for fault in raised:
        titles.setdefault(fault.status, []).append(fault.title.en)
    problems = {status: problem(" or ".join(said)) for status, said in sorted(titles.items())}
    found: dict[int | str, Object] = {200: content("The answer, negotiated.", offered)}
    if kept:
        found[304] = {"description": "The client holds the answer already."}
    return found | problems | OTHERWISE


def content(description: str, offered: Sequence[MediaType]) -> Object:
    """An answer in some formats."""
    return {"description": description, "content": {media.essence: {} for media in offered}}


def problem(description: str) -> Object:
    """A problem, as details for programs and as a page for browsers."""
    details = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": description, "content": {PROBLEM.essence: details, HTML.essence: {}}}


# Whatever else may go wrong: another method, a fault of ours.
OTHERWISE: Final[dict[int | str, Object]] = {"default": problem("Any other problem")}

_GRAPHS: Final = {
    "default-graph-uri": "A graph of the default graph, in place of those that the query names.",
    "named-graph-uri": "A named graph, in place of those that the query names.",
}
_URIS: Final[Object] = {"type": "array", "items": {"type": "string", "format": "uri"}}
_QUERY: Final[Object] = {"type": "string", "description": "A SPARQL 1.1 query; SERVICE is refused."}
_USING: Final = {
    "using-graph-uri": "A graph of the default graph of an update.",
    "using-named-graph-uri": "A named graph of an update.",
}
_UPDATE: Final[Object] = {"type": "string", "description": "A SPARQL 1.1 update, of the operator; LOAD is refused."}


def _parameter(name: str, description: str, schema: Object) -> Object:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


_NAMING: Final = [_parameter(name, description, _URIS) for name, description in _GRAPHS.items()]
# SPARQL 1.1 Protocol, 2.1: by GET, by POST of a form, by POST of the query itself.
SPARQL_GET: Final[Object] = {"parameters": [_parameter("query", _QUERY["description"], {"type": "string"}), *_NAMING]}
SPARQL_POST: Final[Object] = {
    "parameters": [*_NAMING, *(_parameter(name, description, _URIS) for name, description in _USING.items())],
    "requestBody": {
        "required": True,
        "content": {
            protocol.FORM: {
                "schema": {
                    "type": "object",
                    "properties": {"query": _QUERY, "update": _UPDATE} | dict.fromkeys((*_GRAPHS, *_USING), _URIS),
                }
            },
            protocol.DIRECT: {"schema": _QUERY},
            protocol.UPDATE: {"schema": _UPDATE},
        },
    },
}


def stored(query: StoredQuery) -> Object:
    """The parameters of a stored query, each with its type and, where it is fixed, its default as an example."""
    found = [_parameter(parameter.name, parameter.description.en, _schema(parameter)) for parameter in query.parameters]
    formats_ = "Format of the answer as a file extension, before Accept; rq is the SPARQL text."
    return {"parameters": [*found, _parameter("format", formats_, {"type": "string"})]}


_TYPES: Final[dict[ParameterKind, Object]] = {
    ParameterKind.DATE: {"type": "string", "format": "date"},
    ParameterKind.BOOLEAN: {"type": "boolean"},
    ParameterKind.INTEGER: {"type": "integer"},
    ParameterKind.DECIMAL: {"type": "number"},
    ParameterKind.THING: {"type": "string"},
    ParameterKind.TEXT: {"type": "string", "maxLength": 200},
}


def _schema(parameter: Parameter) -> Object:
    if parameter.options:
        names = [option.name for option in parameter.options]
        return {"type": "string", "enum": names} | ({"default": parameter.default} if parameter.default else {})
    schema = dict(_TYPES[parameter.kind])
    for name, limit in (("minimum", parameter.least), ("maximum", parameter.most)):
        if limit is not None:
            schema[name] = int(limit)
    example = {"today": None}.get(parameter.default or "", parameter.default)
    if parameter.kind is ParameterKind.THING:
        example = "quartier/port-lumiere"
    return schema | ({"examples": [example]} if example else {})


# What comes of a write; 204 has no body.
WRITTEN: Final[dict[int | str, Object]] = {
    **{error.status: problem(error.title.en) for error in (QueryFault, NotAuthorised, NotAllowed, TooLarge)},
    **OTHERWISE,
}
UPDATE_POST: Final[Object] = {
    "parameters": [_parameter(name, description, _URIS) for name, description in _USING.items()],
    "requestBody": {
        "required": True,
        "content": {
            protocol.FORM: {
                "schema": {
                    "type": "object",
                    "properties": {"update": _UPDATE} | dict.fromkeys(_USING, _URIS),
                    "required": ["update"],
                }
            },
            protocol.UPDATE: {"schema": _UPDATE},
        },
    },
}
# Graph Store HTTP Protocol, 4.2: the graph that the address names.
GRAPH: Final[Object] = {
    "parameters": [
        _parameter("graph", "The IRI of the graph.", {"type": "string", "format": "uri"}),
        _parameter("default", "The default graph, in place of ?graph=.", {"type": "string", "enum": [""]}),
    ]
}
GRAPH_SENT: Final[Object] = GRAPH | {
    "requestBody": {
        "required": True,
        "content": {media.essence: {"schema": {"type": "string"}} for media in GRAPHS},
    }
}


CREATED: Final[dict[int | str, Object]] = {
    201: {"description": "The same, and it is kept: Location says where."},
    303: {"description": "A page that is kept: Location says where."},
}


def validate_post(choices: dict[str, Sequence[str]], taken: Sequence[MediaType]) -> Object:
    """The body of ``POST /validate``: a dossier as it is, or a form.

    :param choices: the options that a form may also carry, each with its values.
    :param taken: the formats of a dossier.
    """
    fields: Object = {name: {"type": "string", "enum": list(values)} for name, values in choices.items()}
    fields |= {name: {"type": "string", "format": "date"} for name in ("day", "award-date")}
    fields["keep"] = {"type": "string", "enum": ["0", "1"], "description": "Whether the result is kept."}
    text: Object = {
        **{
            name: {"type": "string", "description": "Files as data: URLs, with spaces between them."}
            for name in ("data", "context-data")
        },
        "text": {"type": "string", "description": "A dossier as text."},
        "syntax": {
            "type": "string",
            "enum": ["guess", *(media.essence for media in RDF)],
            "description": "The syntax of text.",
        },
    }
    files: Object = {
        name: {"type": "array", "items": {"type": "string", "contentMediaType": "application/octet-stream"}}
        for name in ("file", "context")
    }
    sent = {essence: {"schema": {"type": "string"}} for media in taken for essence in media.essences}
    return {
        "requestBody": {
            "required": True,
            "content": {
                **sent,
                "multipart/form-data": {"schema": {"type": "object", "properties": files | text | fields}},
                protocol.FORM: {"schema": {"type": "object", "properties": text | fields}},
            },
        }
    }


def _given(schema: Object) -> Object:
    """A parameter that is left out is absent, never null: its schema is that of its values."""
    kinds: list[Object] = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) != 1:
        return schema
    return kinds[0] | {name: value for name, value in schema.items() if name not in {"anyOf", "title"}}
