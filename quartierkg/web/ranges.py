"""Which part of a file a request is for (RFC 9110, 14.2): downloads go on where they broke off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from quartierkg.errors import RangeNotSatisfiable
from quartierkg.language import Text

# What is no range of bytes is passed over, so that the whole file is sent (RFC 9110, 14.2).
_RANGE: Final = re.compile(r"(?:[0-9]{1,18}-[0-9]{0,18}|-[0-9]{1,18})", re.ASCII)
_MOST: Final = 16
"""So many parts are sent at once; who asks for more gets the whole."""


def wanted(headers: Mapping[str, str], size: int, tag: str, modified: str) -> str | None:
    """The ``Range`` that holds, with those of its parts that the file has; None where the whole file is wanted.

    :param tag: the entity tag of the file.
    :param modified: its date; a client that has not got this file, but another, gets the whole (RFC 9110, 13.1.5).
    :raises RangeNotSatisfiable: when the file has none of the parts.
    """
    unit, _, asked = headers.get("range", "").partition("=")
    condition = headers.get("if-range", tag)
    parts = [part.strip() for part in asked.split(",") if part.strip()]
    if unit.strip().lower() != "bytes" or not 0 < len(parts) <= _MOST or condition not in (tag, modified):
        return None
    if not all(_is_range(part) for part in parts):
        return None
    held = [part for part in parts if _begins(part, size)]
    if not held:
        fault = RangeNotSatisfiable(Text("Le fichier compte {} octets.", "The file has {} bytes.").filled(size))
        fault.size = size
        raise fault
    return f"bytes={', '.join(held)}"


def _is_range(part: str) -> bool:
    first, _, last = part.partition("-")
    return bool(_RANGE.fullmatch(part)) and not (first and last and int(first) > int(last))


def _begins(part: str, size: int) -> bool:
    """Whether the file has the first byte of a part."""
    first, _, last = part.partition("-")
    return int(first) < size if first else int(last) > 0 and size > 0
