"""Which view of a thing a request wants (W3C Content Negotiation by Profile, 7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from starlette.requests import Request

from quartierkg.errors import NotAcceptable
from quartierkg.language import Text
from quartierkg.publish.profile import OWN, Profile, by_name, profiles

PARAMETER: Final = "_profile"
VARY: Final = {"Vary": "Accept, Accept-Language, Accept-Profile"}
_LONGEST: Final = 4_000
_OFFERED: Final = Text("Vues proposées ({}) : {}.", "Views offered ({}): {}.")


def profile_of(request: Request) -> Profile:
    """The view of the answer: ``?_profile=`` (a token or an address) before Accept-Profile, by default ours.

    A header that names no view of ours is passed over, as its clause allows; a parameter that does so is refused.

    :raises NotAcceptable: when the parameter names no view of ours; the error names what is offered.
    """
    asked = request.query_params.get(PARAMETER)
    if asked is not None:
        found = by_name(asked)
        if found is None:
            raise NotAcceptable(_OFFERED.filled(PARAMETER, ", ".join(profiles())))
        return found
    wanted = sorted(_wanted(request), key=lambda entry: -entry[0])
    return wanted[0][1] if wanted else profiles()[OWN]


def _wanted(request: Request) -> Iterator[tuple[float, Profile]]:
    """The views that the header names, with their weights."""
    header = ", ".join(request.headers.getlist("accept-profile"))[:_LONGEST]
    for entry in header.split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        found, quality = by_name(name.strip('<>"')), _quality(parameters)
        if found is not None and quality > 0:
            yield quality, found


def _quality(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(float(value), 1.0)
            except ValueError:
                return 0.0
    return 1.0
