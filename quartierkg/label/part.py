"""The parts of a document that is read: each as what it must be, or a misfit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from quartierkg.label.misfit import Misfit
from quartierkg.language import Text

# An absolute IRI in ASCII as this package writes them: what JSON-LD would resolve or drop is not among them.
_IRI: Final = re.compile(r"(?:https?://[A-Za-z0-9.:\[\]-]+|urn:[a-z0-9-]+:)[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*", re.ASCII)
_SAFE: Final = "._~:/?#@!$&'()*+,;=%-"
_SHA256: Final = re.compile("[0-9a-f]{64}")

Document = Mapping[str, Any]


def mapping(value: object) -> Document:
    """An object.

    :raises Misfit: when it is none.
    """
    if not isinstance(value, dict):
        raise Misfit("object")
    return value


def items(value: object) -> list[Any]:
    """A list.

    :raises Misfit: when it is none.
    """
    if not isinstance(value, list):
        raise Misfit("list")
    return value


def text(value: object) -> str:
    """A text.

    :raises Misfit: when it is none.
    """
    if not isinstance(value, str):
        raise Misfit("text")
    return value


def iri(value: object) -> str:
    """An absolute IRI.

    :raises Misfit: when it is none.
    """
    found = text(value)
    if not _IRI.fullmatch(found):
        raise Misfit("iri")
    return found


def uri(found: str) -> str:
    """An IRI in ASCII (RFC 3987, 3.1); under both an answer of ours is the same."""
    return quote(found, safe=_SAFE)


def sha256(value: object) -> str:
    """A SHA-256 in hexadecimal.

    :raises Misfit: when it is none.
    """
    found = text(value)
    if not _SHA256.fullmatch(found):
        raise Misfit("sha256")
    return found


def told(value: Text) -> list[dict[str, str]]:
    """A text in both languages as JSON-LD writes it (JSON-LD 1.1, 4.2.4)."""
    return [{"@value": value.fr, "@language": "fr"}, {"@value": value.en, "@language": "en"}]


def reason(value: Text) -> str | list[dict[str, str]]:
    """Why somebody decided, as JSON-LD writes it: in what language they wrote is not known, and not said."""
    return value.fr if value.fr == value.en else told(value)


def reason_heard(value: object) -> Text:
    """The text that :func:`reason` wrote.

    :raises Misfit: when it is written otherwise.
    """
    return Text.alike(value) if isinstance(value, str) else heard(value)


def by_language(reason: Text) -> dict[str, str]:
    """Why somebody decided, for programs: ``und``, where the language is not known (BCP 47, ISO 639-3)."""
    return {"und": reason.fr} if reason.fr == reason.en else {"fr": reason.in_("fr"), "en": reason.en}


def settled(value: Text) -> Text:
    """A text as it is signed: with the spaces of French in it, for who reads it again adds none."""
    return Text(value.in_("fr"), value.in_("en"))


def heard(value: object) -> Text:
    """The text that :func:`told` wrote.

    :raises Misfit: when it is written otherwise.
    """
    french, english = (text(mapping(one).get("@value")) for one in _two(value))
    return Text(french, english)


def _two(value: object) -> list[Any]:
    found = items(value)
    if len(found) != 2:
        raise Misfit("languages")
    return found
