"""Parameters that several addresses take, as the published API describes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Depends, Query

from quartierkg.charter.engines import CHOICES
from quartierkg.charter.rules import GATES, PROFILES
from quartierkg.language import LANGUAGES


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
