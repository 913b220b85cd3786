"""The second form of a credential: ``vc+jwt`` (Securing Verifiable Credentials using JOSE and COSE, 3.1.1)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from nacl.signing import VerifyKey

from quartierkg.errors import Unreadable
from quartierkg.label import multibase, part, reading, signature
from quartierkg.label.misfit import Misfit
from quartierkg.label.signature import Signer

MEDIA_TYPE: Final = "application/vc+jwt"
ALGORITHM: Final = "Ed25519"
"""RFC 9864, 2.2; the older name ``EdDSA`` does not say which curve."""
_HEADER: Final = {"alg": ALGORITHM, "typ": "vc+jwt", "cty": "vc"}
_ISSUED: Final = "iat"
_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A token that was taken apart; nothing of it is believed yet."""

    text: str
    method: str
    """Which key it says it is signed with."""
    signed: datetime
    document: dict[str, Any]
    """The credential in it."""

    def holds(self, public: VerifyKey) -> bool:
        """Whether its signature is made with a key (RFC 7515, 5.2)."""
        signed, _, value = self.text.rpartition(".")
        return signature.holds(public, signed.encode("ascii"), multibase.from_base64url(f"u{value}"))


def issue(unsigned: part.Document, signer: Signer, at: datetime) -> str:
    """A credential as a signed token (RFC 7515, 5.1).

    :param unsigned: the credential without a proof.
    """
    header = {**_HEADER, "kid": signer.method}
    payload = {**unsigned, _ISSUED: int(at.timestamp())}
    signed = f"{_part(header)}.{_part(payload)}"
    return f"{signed}.{_written(signer.sign(signed.encode('ascii')))}"


def _part(value: part.Document) -> str:
    return _written(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _written(data: bytes) -> str:
    """Base 64 as tokens have it: what multibase writes, without its first letter."""
    return multibase.base64url(data)[1:]


def read(data: bytes, name: str) -> Token:
    """A token taken apart.

    :raises TooLarge: when it is over the cap.
    :raises Unreadable: when its header is not JSON: it may be anything.
    :raises Misfit: when its header says more or else than ours: another algorithm, or a key that it brings along.
    """
    reading.check_size(data, name)
    text = data.decode("ascii")
    parts = text.split(".")
    if len(parts) != _PARTS:
        raise Misfit("token")
    header, document, _ = (multibase.from_base64url(f"u{one}") for one in parts)
    told = reading.read(header, name)
    method = part.iri(told.pop("kid", None))
    if told != _HEADER:
        raise Misfit("header")
    try:
        found = reading.read(document, name)
    except Unreadable as fault:  # its header says that it is one of ours: what cannot be read was changed
        raise Misfit("payload") from fault
    issued = found.pop(_ISSUED, None)
    if not isinstance(issued, int) or isinstance(issued, bool) or not 0 <= issued < 2**33:
        raise Misfit("iat")
    return Token(text, method, datetime.fromtimestamp(issued, UTC), found)
