"""How the addresses of cases are described in the published API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import Path, Query

from quartierkg.errors import (
    Conflict,
    Gone,
    NotAcceptable,
    NotAllowed,
    NotAuthorised,
    NotFound,
    ParameterFault,
    PreconditionFailed,
    TooLarge,
    Unanswered,
    UnknownFormat,
)
from quartierkg.intake.syntax import BY_MEDIA_TYPE
from quartierkg.media import HTML, JSON
from quartierkg.register.lifecycle import moves
from quartierkg.register.opinion import OPINIONS
from quartierkg.web import api, registry

_Responses = dict[int | str, dict[str, Any]]
WRITES: Final[_Responses] = api.OTHERWISE | {
    error.status: api.problem(error.title.en)
    for error in (
        *(ParameterFault, NotAuthorised, NotAllowed, NotFound, Conflict, Gone, PreconditionFailed, TooLarge),
        *(UnknownFormat, Unanswered),
    )
}
CASE: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "quartier": {"type": "string", "format": "uri"},
        "name": {"type": "string"},
        "state": {"type": ["string", "null"]},
        "entry": {"type": "integer", "description": "The journal's entry that changed it last: its ETag."},
        "published": {"type": "boolean"},
        "history": {"type": "array", "items": {"type": "object"}},
        "dossiers": {"type": "array", "items": {"type": "object"}},
        "opinions": {"type": "array", "items": {"type": "object"}},
        "evidence": {"type": "array", "items": {"type": "object"}},
        "proposal": {"type": ["object", "null"]},
    },
    "required": ["quartier", "name", "state", "entry", "published", "history"],
}
READ: Final[_Responses] = api.OTHERWISE | {
    error.status: api.problem(error.title.en) for error in (NotAuthorised, NotFound, ParameterFault, NotAcceptable)
}
SAID: Final[_Responses] = {
    200: {"description": "The case.", "content": {JSON.essence: {"schema": CASE}, HTML.essence: {}}},
    304: {"description": "The client holds it already."},
}
HELD: Final[_Responses] = {304: {"description": "The client holds the answer already."}}
MADE: Final[_Responses] = {201: {"description": "The case, as it is now.", "content": {JSON.essence: {"schema": CASE}}}}
LISTED: Final[_Responses] = {200: api.content("Some cases.", registry.OFFERED)}
NEXT: Final[_Responses] = {200: api.content("The moves.", (JSON,))}

Name = Annotated[str, Path(max_length=200, description="The Quartier, as it is called in addresses.")]
Quartier = Annotated[str, Query(max_length=2000, description="The Quartier, by its IRI.")]


def _object(required: Mapping[str, Any], optional: Mapping[str, Any]) -> dict[str, Any]:
    """The description of a body in JSON."""
    schema = {"type": "object", "properties": {**required, **optional}, "required": list(required)}
    return {"requestBody": {"required": True, "content": {JSON.essence: {"schema": schema}}}}


_TEXT: Final = {"type": "string"}
ERASED: Final[_Responses] = {error.status: api.problem(error.title.en) for error in (Gone, Unanswered)}
_DAY: Final = {"type": "string", "format": "date"}
_NAMED: Final = _TEXT | {"enum": list(moves())}
_OUTCOME: Final = _TEXT | {"enum": list(OPINIONS)}
MOVE: Final = _object({"move": _NAMED, "on": _DAY}, {"criterion": {"type": "integer"}, "motive": _TEXT})
PROPOSAL: Final = _object({"move": _NAMED, "on": _DAY}, {"motive": _TEXT})
OPINION: Final = _object({"requirement": _TEXT, "outcome": _OUTCOME, "motive": _TEXT}, {})
PUBLISHED: Final = _object({"published": {"type": "boolean"}}, {})
_BYTES: Final = {"type": "string", "format": "binary"}
_SYNTAXES: Final = {one: {"schema": _BYTES} for one in BY_MEDIA_TYPE}
RDF: Final = {"requestBody": {"required": True, "content": _SYNTAXES}}
BEGIN: Final = {"requestBody": {"required": True, "content": _SYNTAXES | MOVE["requestBody"]["content"]}}
ANY: Final = {"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": _BYTES}}}}
