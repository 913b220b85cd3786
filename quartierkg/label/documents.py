"""The JSON-LD contexts that a credential may name: bundled, and no others. Nothing is ever fetched.

Signatures are made over what terms mean; a context that someone else serves could change it
(Data Integrity 1.0, 2.4.1: contexts are validated against known ones).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from quartierkg.label.misfit import Misfit
from quartierkg.terms import BASE

CREDENTIALS: Final = "https://www.w3.org/ns/credentials/v2"
"""The base context of the Verifiable Credentials Data Model 2.0 (appendix B.1)."""
LABEL: Final = BASE + "label/v1"
"""Our own terms."""
CONTEXTS: Final = (CREDENTIALS, LABEL)
"""What every credential of ours names, in this order."""

_FILES: Final = {CREDENTIALS: "credentials-v2.jsonld", LABEL: "label-v1.jsonld"}

Loader = Callable[[str, Mapping[str, Any]], dict[str, Any]]
"""What answers an address with a document, as pyld asks for it."""


def text(address: str) -> str:
    """The file of a context, byte for byte as its publisher has it.

    :raises Misfit: when no such context is bundled.
    """
    if address not in _FILES:
        raise Misfit(f"context {address!r}")
    return (files("quartierkg.label") / "contexts" / _FILES[address]).read_text(encoding="utf-8")


def load(address: str, _: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to pyld for an address (JSON-LD 1.1 API, 9.4.5, RemoteDocument).

    :raises Misfit: when no such context is bundled.
    """
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": _document(address),
    }


@cache
def _document(address: str) -> Any:
    return json.loads(text(address))
