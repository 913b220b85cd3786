"""A stranger's bytes as a JSON document: capped, not deep, and read in one way only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from pyoxigraph import RdfFormat

from quartierkg import reasons
from quartierkg.errors import NotACredential, Place, SyntaxFault
from quartierkg.intake import nesting
from quartierkg.intake.limits import Limits
from quartierkg.intake.source import Source, too_large
from quartierkg.label.misfit import Misfit
from quartierkg.language import Text

LIMITS: Final = Limits(size=1024 * 1024, depth=16)
"""Far more than a credential has (4 kB, four levels); the list of what was withdrawn may be longer."""

_HALF: Final = re.compile("[\ud800-\udfff]")


def check_size(data: bytes, name: str) -> None:
    """Nothing, when the bytes are within the cap.

    :raises TooLarge: when they are not.
    """
    if len(data) > LIMITS.size:
        fault = too_large(name, LIMITS)
        fault.remedy = None
        raise fault


def read(data: bytes, name: str) -> dict[str, Any]:
    """The JSON object that some bytes are.

    :raises TooLarge: when they are over the cap.
    :raises SyntaxFault: when they are not JSON in UTF-8.
    :raises Refused: when they nest too deep.
    :raises NotACredential: when they are no object.
    :raises Misfit: when programs could read them differently: a name twice, a number that JSON does not know, half a
        character (RFC 7493, 2.1 to 2.3).
    """
    check_size(data, name)
    source = Source(name, data)
    nesting.check(source, RdfFormat.JSON_LD, LIMITS)
    try:
        text = data.decode("utf-8")
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_constant, parse_int=_number)
    except UnicodeDecodeError as fault:
        raise SyntaxFault(Text("Le fichier n’est pas en UTF-8.", "The file is not in UTF-8."), source=name) from fault
    except json.JSONDecodeError as fault:
        reason = reasons.of_json(fault)
        raise SyntaxFault(
            Text(f"JSON mal formé : {reason.fr}.", f"JSON not well-formed: {reason.en}."),
            source=name,
            place=Place(fault.lineno, fault.colno),
        ) from fault
    if not isinstance(found, dict):
        raise not_a_credential(name)
    return found


def not_a_credential(name: str) -> NotACredential:
    """The error for what is something else."""
    return NotACredential(
        Text("Ce n’est pas un certificat vérifiable.", "This is not a verifiable credential."),
        source=name,
        remedy=Text("Donnez le fichier JSON-LD ou vc+jwt d’un label.", "Give the JSON-LD or vc+jwt file of a label."),
    )


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names all differ."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found or _HALF.search(name) or (isinstance(value, str) and _HALF.search(value)):
            raise Misfit("name")
        found[name] = value
    return found


def _constant(written: str) -> None:
    raise Misfit(written)


def _number(written: str) -> int:
    """A whole number; one of thousands of digits is none that anybody means."""
    if len(written) > 20:
        raise Misfit("number")
    return int(written)


def not_a_key(name: str) -> NotACredential:
    """The error for what is given as a key and is none."""
    return NotACredential(
        Text("Ce n’est ni le document de l’émetteur ni sa clé.", "This is neither the issuer’s document nor its key."),
        source=name,
        remedy=Text(
            "Donnez son « controller document », une Multikey en JSON, ou la clé seule (z6Mk…).",
            "Give its controller document, a Multikey as JSON, or the bare key (z6Mk…).",
        ),
    )
