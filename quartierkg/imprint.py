"""Who answers for an instance, as its operator says it: what the pages of the law have to name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from quartierkg.errors import UsageFault
from quartierkg.language import Text

_LONGEST: Final = 500
# French sets telephone numbers and abbreviations with them; Python counts them among what is not printed.
_SPACES: Final = str.maketrans("\u00a0\u202f", "  ")


@dataclass(frozen=True, slots=True)
class Imprint:
    """Each a line of text, shown as it is given; None: the operator does not say it."""

    publisher: str | None = None
    """Who publishes the service: name, address, telephone."""
    director: str | None = None
    """The director of publication."""
    hosting: str | None = None
    """Who hosts it: name, address, telephone."""
    data_officer: str | None = None
    """How the data protection officer is reached."""
    legal_bases: str | None = None
    """On which legal bases personal data are processed."""


IMPRINT: Final = tuple(field.name for field in fields(Imprint))


def read(given: Mapping[str, str]) -> Imprint:
    """What was given of it, by name.

    :raises UsageFault: when something is no line of text; the error names the option.
    """
    return Imprint(**{name: _line(name.replace("_", "-"), given[name]) for name in IMPRINT if name in given})


def _line(option: str, value: str) -> str:
    said = value.strip()
    if said and len(said) <= _LONGEST and said.translate(_SPACES).isprintable():
        return said
    raise UsageFault(
        Text(
            f"--{option} n’est pas une ligne de texte de 1 à {_LONGEST} caractères.",
            f"--{option} is not a line of text of 1 to {_LONGEST} characters.",
        )
    )
