"""The controller document of the issuer: which keys sign in its name, and until when (Controlled Identifiers 1.0)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from nacl.signing import VerifyKey

from quartierkg.label import moment, multibase, part, reading
from quartierkg.label.misfit import Misfit
from quartierkg.terms import BASE

ISSUER: Final = BASE + "issuer"
"""Who awards the label, unless an instance is set up otherwise."""
CONTEXT: Final = "https://www.w3.org/ns/cid/v1"
MEDIA_TYPE: Final = "application/cid"
"""Controlled Identifiers 1.0, appendix on media types; it is JSON-LD as well."""

# The multicodec of an Ed25519 public key, before its 32 bytes (Controlled Identifiers 1.0, 2.2.2, Multikey).
_ED25519: Final = b"\xed\x01"
_LENGTH: Final = 32


@dataclass(frozen=True, slots=True)
class Method:
    """One key of an issuer (2.2, verification methods), named by its issuer and by itself."""

    controller: str
    key: str
    """The public key as a Multikey writes it."""
    expires: datetime | None = None
    """From then on the key signs nothing; what it signed before counts."""
    revoked: datetime | None = None
    """The key is known to others: nothing that it signs or signed counts any more."""

    @property
    def id(self) -> str:
        """Its address: that of the controller with the key as fragment, so that none stands for another."""
        return f"{self.controller}#{self.key}"

    @property
    def public(self) -> VerifyKey:
        """What verifies.

        :raises Misfit: when the key is no Ed25519 key.
        """
        data = multibase.from_base58(self.key)
        if not data.startswith(_ED25519) or len(data) != len(_ED25519) + _LENGTH:
            raise Misfit("key")
        return VerifyKey(data[len(_ED25519) :])

    def signs(self, at: datetime) -> bool:
        """Whether what it signed at a moment counts."""
        return self.revoked is None and (self.expires is None or at < self.expires)

    def document(self) -> dict[str, Any]:
        """The verification method as JSON (2.2)."""
        dates = {"expires": self.expires, "revoked": self.revoked}
        return {
            "id": self.id,
            "type": "Multikey",
            "controller": self.controller,
            "publicKeyMultibase": self.key,
            **{name: moment.write(value) for name, value in dates.items() if value is not None},
        }


@dataclass(frozen=True, slots=True)
class Controller:
    """An issuer and its keys, the newest last."""

    id: str
    methods: tuple[Method, ...]

    def method(self, id: str) -> Method | None:
        """The key of an address, if it is one of the issuer's."""
        return next((one for one in self.methods if one.id == id), None)

    def document(self) -> dict[str, Any]:
        """The controller document (2.1): every key stays in it, so that what it signed can be verified."""
        return {
            "@context": [CONTEXT],
            "id": self.id,
            "verificationMethod": [one.document() for one in self.methods],
            "assertionMethod": [one.id for one in self.methods if one.revoked is None],
        }

    def rotated(self, key: str, at: datetime) -> Controller:
        """The issuer with a new key, from a moment on; those before sign no longer."""
        expires = moment.after(at)
        ended = [one if one.expires or one.revoked else replace(one, expires=expires) for one in self.methods]
        return Controller(self.id, (*ended, Method(self.id, key)))

    def revoking(self, key: str, at: datetime) -> Controller:
        """The issuer with a key that nobody is to trust again."""
        return Controller(self.id, tuple(replace(one, revoked=at) if one.key == key else one for one in self.methods))


def multikey(public: VerifyKey) -> str:
    """A public key as a Multikey writes it."""
    return multibase.base58(_ED25519 + bytes(public))


def read(data: bytes, name: str) -> Controller:
    """A pinned issuer: its controller document, one of its Multikeys as JSON, or the bare key of :data:`ISSUER`.

    A key counts only when the document lists it for assertions (Controlled Identifiers 1.0, 2.3.2).

    :raises Unreadable: when it is none of these.
    """
    bare = data.strip()
    try:
        if bare.startswith(b"z"):
            return _checked(Controller(ISSUER, (Method(ISSUER, bare.decode("ascii")),)))
        found = reading.read(data, name)
        if found.get("type") == "Multikey":
            method = _method(found, part.iri(found.get("controller")))
            return _checked(Controller(method.controller, (method,)))
        return _checked(_controller(found))
    except (Misfit, UnicodeDecodeError) as error:
        fault = reading.not_a_key(name)
        raise fault from error


def _controller(document: part.Document) -> Controller:
    id = part.iri(document.get("id"))
    asserting = part.items(document.get("assertionMethod"))
    methods = (part.mapping(one) for one in part.items(document.get("verificationMethod")))
    return Controller(id, tuple(_method(one, id) for one in methods if one.get("id") in asserting))


def _method(document: part.Document, controller: str) -> Method:
    found = Method(
        controller,
        part.text(document.get("publicKeyMultibase")),
        moment.read(document["expires"]) if "expires" in document else None,
        moment.read(document["revoked"]) if "revoked" in document else None,
    )
    if (document.get("id"), document.get("type"), document.get("controller")) != (found.id, "Multikey", controller):
        raise Misfit("verification method")
    return found


def _checked(found: Controller) -> Controller:
    for one in found.methods:
        _ = one.public
    return found
