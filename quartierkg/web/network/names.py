"""Names on pictures, where there is little room."""

from __future__ import annotations

import re
from typing import Final

# What every Quartier is called as well, in French and in English, and what a mark tells of those that are invented.
_COMMON: Final = re.compile(
    r"^Quartier (?:de la |de l’|de |du |des )?(?=\S)|(?<=\S) Quartier$| \((?:fictif|fictive|fictional)\)$"
)


def short(name: str) -> str:
    """A name without the word that all Quartiers have in theirs."""
    found = _COMMON.sub("", name)
    return found[:1].upper() + found[1:]
