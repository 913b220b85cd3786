"""Parameters that several addresses take, as the published API describes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Depends, Query
from starlette.datastructures import ImmutableMultiDict, UploadFile

from quartierkg.charter.engines import CHOICES
from quartierkg.charter.rules import GATES, PROFILES
from quartierkg.errors import UsageFault
from quartierkg.language import LANGUAGES, Text


def _enum(values: Sequence[str]) -> dict[str, Any]:
    return {"enum": list(values)}


async def _shown(
    lang: Annotated[
        str | None,
        Query(description="Language of the answer, before Accept-Language.", json_schema_extra=_enum(LANGUAGES)),
    ] = None,
    format: Annotated[str | None, Query(description="Format of the answer as a file extension, before Accept.")] = None,
) -> None:
    """Declared for the description; read where the answer is negotiated."""


SHOWN = [Depends(_shown)]


ProfileName = Annotated[str | None, Query(description="Reading of the charter.", json_schema_extra=_enum(PROFILES))]
GateName = Annotated[str | None, Query(description="What the verdict is for.", json_schema_extra=_enum(GATES))]


async def _chosen(
    profile: ProfileName = None,
    gate: GateName = None,
    engine: Annotated[str | None, Query(description="Who judges.", json_schema_extra=_enum(CHOICES))] = None,
) -> None:
    """Declared for the description; read where the dossier is judged."""


CHOSEN = [Depends(_chosen)]


def once(fields: ImmutableMultiDict[str, str] | ImmutableMultiDict[str, str | UploadFile], name: str) -> str:
    """What a parameter says; empty when it is not given.

    :raises UsageFault: when it is given twice, or as a file.
    """
    values = fields.getlist(name)
    if len(values) > 1:
        raise UsageFault(
            Text(f"Le paramètre « {name} » est donné deux fois.", f"The parameter {name!r} is given twice."),
        )
    value = values[0] if values else ""
    if isinstance(value, UploadFile):
        said = f"The parameter {name!r} is a word, not a file."
        raise UsageFault(Text(f"Le paramètre « {name} » est un mot, non un fichier.", said))
    return value
