"""Lists in JSON, some at a time: ``limit``, ``offset``, and where the next ones are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final, TypeVar

from fastapi import Query

from quartierkg.errors import ParameterFault
from quartierkg.language import Text

_T = TypeVar("_T")
Limit = Annotated[int, Query(description="How many are given.")]
Offset = Annotated[int, Query(description="How many are passed over.")]
MOST: Final = 100
"""So many are given at once, at most."""


def check(limit: int, offset: int) -> None:
    """Nothing, where both are what they can be.

    :raises ParameterFault: when one is not.
    """
    for name, value, fits in (("limit", limit, 1 <= limit <= MOST), ("offset", offset, offset >= 0)):
        if not fits:
            raise ParameterFault(
                Text(
                    f"« {value} » : limit va de 1 à {MOST}, offset commence à 0.",
                    f"{value}: limit is from 1 to {MOST}, offset from 0 on.",
                ),
                source=name,
            )


def some(
    path: str, found: Sequence[_T], told: Callable[[_T], dict[str, Any]], limit: int, offset: int
) -> dict[str, Any]:
    """Some of what there is, as a value.

    :raises ParameterFault: when the limit or the offset is none.
    """
    check(limit, offset)
    after = offset + limit
    following = f"{path}?limit={limit}&offset={after}" if after < len(found) else None
    return {"items": [told(one) for one in found[offset:after]], "total": len(found), "next": following}
