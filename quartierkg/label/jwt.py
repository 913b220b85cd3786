"""The second form of a credential: ``vc+jwt`` (Securing Verifiable Credentials using JOSE and COSE, 3.1.1)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from quartierkg.label import multibase, part, reading
from quartierkg.label.keys import Signer
from quartierkg.label.misfit import Misfit

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

    def holds(self, public: Ed25519PublicKey) -> bool:
        """Whether its signature is made with a key."""
        pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        try:
            jws.deserialize_compact(self.text, OKPKey.import_key(pem), algorithms=[ALGORITHM])
        except JoseError:
            return False
        return True


def issue(unsigned: part.Document, signer: Signer, at: datetime) -> str:
    """A credential as a signed token.

    :param unsigned: the credential without a proof.
    """
    pem = signer.secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    payload = json.dumps({**unsigned, _ISSUED: int(at.timestamp())}, ensure_ascii=False, separators=(",", ":"))
    header = {**_HEADER, "kid": signer.method}
    return jws.serialize_compact(header, payload.encode(), OKPKey.import_key(pem), algorithms=[ALGORITHM])


def read(data: bytes, name: str) -> Token:
    """A token taken apart.

    :raises TooLarge: when it is over the cap.
    :raises Unreadable: when its parts are not JSON.
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
    found = reading.read(document, name)
    issued = found.pop(_ISSUED, None)
    if not isinstance(issued, int) or isinstance(issued, bool) or not 0 <= issued < 2**33:
        raise Misfit("iat")
    return Token(text, method, datetime.fromtimestamp(issued, UTC), found)
