"""Ed25519 signatures (RFC 8032), by libsodium."""

from __future__ import annotations

from dataclasses import dataclass, field

from nacl.exceptions import BadSignatureError
from nacl.exceptions import ValueError as WrongLength
from nacl.signing import SigningKey, VerifyKey


@dataclass(frozen=True, slots=True)
class Signer:
    """A secret key and the address under which its public half is found."""

    method: str
    secret: SigningKey = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """The signature of some bytes."""
        return self.secret.sign(data).signature


def holds(public: VerifyKey, data: bytes, value: bytes) -> bool:
    """Whether a signature is that of some bytes, made with the secret half of a key."""
    try:
        public.verify(data, value)
    except (BadSignatureError, WrongLength):
        return False
    return True
