"""The Quartier that an applicant's token is made for, as an operator names it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from quartierkg.errors import UsageFault
from quartierkg.language import Text
from quartierkg.terms import ID

_PLACE: Final = "quartier/"


def named(name: str) -> str:
    """The IRI of a Quartier: ``val-claire`` and ``quartier/val-claire`` are ours; a dossier may use any other.

    It need not be known yet: a Quartier declares its interest with such a token.

    :raises UsageFault: when it is no IRI.
    """
    iri = name if "://" in name else ID + _PLACE + name.removeprefix(_PLACE)
    try:
        if name and name.strip() == name and urlsplit(iri).scheme in {"http", "https"}:
            return NamedNode(iri).value
    except ValueError:
        pass
    raise UsageFault(
        Text(f"--quartier : « {name} » ne nomme pas un Quartier.", f"--quartier: {name!r} does not name a Quartier."),
        remedy=Text("Par exemple : val-claire.", "For example: val-claire."),
    )
