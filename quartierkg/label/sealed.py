"""A signed document of a stranger, in either form, opened but not believed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from nacl.signing import VerifyKey

from quartierkg.errors import NotACredential
from quartierkg.intake.source import Source
from quartierkg.label import jwt, moment, part, proof, reading
from quartierkg.label.misfit import Misfit

Form = Literal["json-ld", "vc+jwt"]

_TOKEN: Final = re.compile(rb"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*){2}")


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a document says of its own signature, and what it says besides."""

    form: Form
    document: dict[str, Any]
    """The credential without what secures it."""
    method: str
    """Which key it says it is signed with."""
    signed: datetime
    secured: part.Document | jwt.Token
    """The whole of it, as it was signed."""

    @property
    def issuer(self) -> str:
        """Who it says it is of."""
        return part.iri(self.document.get("issuer"))

    def holds(self, public: VerifyKey) -> bool:
        """Whether its signature is made with a key, over all that it says.

        :raises Misfit: when it cannot be read as what was signed.
        """
        if isinstance(self.secured, jwt.Token):
            return self.secured.holds(public)
        return proof.verify(self.secured, public)


def read(source: Source) -> Sealed:
    """A document opened.

    :raises Unreadable: when it is no credential in either form.
    :raises Misfit: when it is one, and not such as we make them.
    """
    reading.check_size(source.data, source.name)
    data = source.data.strip()
    if _TOKEN.fullmatch(data):
        token = jwt.read(data, source.name)
        try:
            document = _credential(token.document, source.name)
        except NotACredential as fault:  # its header says that it is one
            raise Misfit("type") from fault
        return Sealed("vc+jwt", document, token.method, token.signed, token)
    found = _credential(reading.read(data, source.name), source.name)
    options = proof.options_of(found)
    document = {name: value for name, value in found.items() if name != "proof"}
    return Sealed("json-ld", document, part.iri(options["verificationMethod"]), moment.read(options["created"]), found)


def _credential(document: dict[str, Any], name: str) -> dict[str, Any]:
    types = document.get("type")
    if not isinstance(types, list | str) or "VerifiableCredential" not in types:
        raise reading.not_a_credential(name)
    return document
