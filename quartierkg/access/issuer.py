"""An identity provider that the operator trusts: its signed tokens (JWT) count beside those of the store.

OpenID Connect Core 1.0 and Discovery 1.0; RFC 7519 (JWT), checked as RFC 8725 advises: the algorithms are fixed, issuer
and audience are compared, and a key is one of those that the provider publishes, never one that a token brings along.
"""

from __future__ import annotations

import base64
import json
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from typing import Any, Final
from urllib.parse import urlsplit

from quartierkg.access.quartier import named
from quartierkg.access.token import Role, Token
from quartierkg.access.token import subject as subject_of
from quartierkg.errors import NotInstalled, UsageFault
from quartierkg.language import Text

_ALGORITHMS: Final = ("RS256", "PS256", "ES256", "Ed25519")
_KEY_TYPES: Final = frozenset(("RSA", "EC", "OKP"))
_MOST_KEYS: Final = 64
_LONGEST: Final = 8192
_DOCUMENT: Final = 256 * 1024
_SECONDS: Final = 5.0
# A token that names a key that is not known has the keys fetched again, but not more often than this.
_AGAIN: Final = 30.0
# What cannot be revoked here must end by itself.
_LIFE: Final = timedelta(hours=24)
_LEEWAY: Final = timedelta(seconds=60)
_NAME: Final = 120

Fetch = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Trust:
    """Which provider is believed, and what its tokens have to say."""

    issuer: str
    """Its address, as its tokens give it in ``iss``."""
    audience: str
    """What they have to be made for (``aud``)."""
    role: str = "quartierkg_role"
    """The claim with one of our roles."""
    quartier: str = "quartierkg_quartier"
    """The claim with the Quartier of an applicant."""


@dataclass(slots=True)
class Issuer:
    """The provider, with the keys that it publishes."""

    trust: Trust
    fetch: Fetch = field(default_factory=lambda: get)
    clock: Callable[[], float] = time.monotonic
    _keys: Mapping[str, Any] = field(default_factory=dict)
    _tried: float | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """See that tokens can be read at all.

        :raises NotInstalled: when the extra is not there.
        """
        try:
            import joserfc  # noqa: F401
        except ImportError as error:
            raise NotInstalled(
                Text("--oidc-issuer demande un complément.", "--oidc-issuer needs an extra."),
                remedy=Text("pip install 'quartierkg[oidc]'", "pip install 'quartierkg[oidc]'"),
            ) from error

    def lacks_key(self, shown: str) -> bool:
        """Whether the keys should be fetched before a token is read: it names one that is not known."""
        key = _header(shown).get("kid")
        waited = self._tried is None or self.clock() - self._tried >= _AGAIN
        return isinstance(key, str) and key not in self._keys and waited

    def refresh(self) -> bool:
        """Fetch the keys, unless they were fetched a moment ago. This waits for the network.

        :returns: whether there are keys; the provider's faults are not ours, and leave those that were known.
        """
        with self._lock:
            if self._tried is None or self.clock() - self._tried >= _AGAIN:
                self._tried = self.clock()
                with suppress(OSError, ValueError, HTTPException):
                    self._keys = self._published()
            return bool(self._keys)

    def token(self, shown: str) -> Token | None:
        """What a signed token says, whether it has expired or not; None: it is none that is believed."""
        if len(shown) > _LONGEST:
            return None
        from joserfc import jwt
        from joserfc.errors import JoseError

        key = self._keys.get(str(_header(shown).get("kid")))
        if key is None:
            return None
        try:
            claims = jwt.decode(shown, key, algorithms=list(_ALGORITHMS)).claims
        except (JoseError, ValueError):
            return None
        return self._believed(claims)

    def _believed(self, claims: Mapping[str, Any]) -> Token | None:
        """The token that claims make, where they are of this provider, for us, and in time (RFC 7519, 4.1)."""
        audience = claims.get("aud")
        meant = audience if isinstance(audience, list) else [audience]
        subject, role = claims.get("sub"), self._role(claims)
        starts, expires = _moment(claims.get("iat")), _moment(claims.get("exp"))
        if claims.get("iss") != self.trust.issuer or self.trust.audience not in meant or role is None:
            return None
        if not isinstance(subject, str) or not subject or starts is None or expires is None:
            return None
        now = datetime.now(UTC)
        if expires - starts > _LIFE or max(starts, _moment(claims.get("nbf")) or starts) > now + _LEEWAY:
            return None
        quartier = self._quartier(claims) if role is Role.APPLICANT else None
        if role is Role.APPLICANT and quartier is None:
            return None
        who = subject_of(self.trust.issuer, subject)
        return Token(who, _holder(claims, subject), role, quartier, starts, expires, subject=who)

    def _role(self, claims: Mapping[str, Any]) -> Role | None:
        """The one role that a claim names; of two nobody could say which is meant."""
        value = claims.get(self.trust.role)
        said = value if isinstance(value, list) else [value]
        found = {role for role in Role if role.value in said}
        return found.pop() if len(found) == 1 else None

    def _quartier(self, claims: Mapping[str, Any]) -> str | None:
        value = claims.get(self.trust.quartier)
        try:
            return named(value) if isinstance(value, str) else None
        except UsageFault:
            return None

    def _published(self) -> dict[str, Any]:
        """The keys by which the provider signs (OpenID Connect Discovery 1.0, 4; RFC 7517, 5)."""
        from joserfc.errors import JoseError
        from joserfc.jwk import JWKRegistry

        about = _object(self.fetch(self.trust.issuer.rstrip("/") + "/.well-known/openid-configuration"))
        address = about.get("jwks_uri")
        if about.get("issuer") != self.trust.issuer or not isinstance(address, str) or not is_safe(address):
            raise ValueError("not the configuration of that issuer")
        listed = _object(self.fetch(address)).get("keys")
        found: dict[str, Any] = {}
        for key in listed[:_MOST_KEYS] if isinstance(listed, list) else ():
            # A secret that is shared signs nothing here, and what is for encryption does not either.
            if not isinstance(key, dict) or key.get("kty") not in _KEY_TYPES or key.get("use", "sig") != "sig":
                continue
            try:
                found[str(key["kid"])] = JWKRegistry.import_key(key)
            except (JoseError, ValueError, KeyError):
                continue  # a key of a kind that we do not know is no fault of the others
        return found


def looks_signed(shown: str) -> bool:
    """Whether what is shown is a JWT, and not a secret of the store."""
    return shown.count(".") == 2


def is_safe(address: str) -> bool:
    """Whether what comes from an address is what its owner sent: by https, or from this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in {"127.0.0.1", "::1"}))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Keys come from where the configuration says, and from nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing."""


def get(address: str) -> bytes:
    """A small document from the provider.

    :raises OSError: when it does not come, or not in time.
    :raises ValueError: when it is too large.
    """
    opener = urllib.request.build_opener(_NoRedirect)
    ends = time.monotonic() + _SECONDS
    with opener.open(urllib.request.Request(address, headers={"Accept": "application/json"}), timeout=_SECONDS) as got:
        data = b""
        while piece := got.read1(_DOCUMENT):
            data += piece
            if len(data) > _DOCUMENT:
                raise ValueError("too large")
            if time.monotonic() > ends:
                raise TimeoutError
    return data


def _object(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def _header(shown: str) -> Mapping[str, Any]:
    """What a token says of its key, not yet believed."""
    head = shown.partition(".")[0]
    if len(shown) > _LONGEST:
        return {}
    try:
        return _object(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except ValueError:
        return {}


def _moment(value: object) -> datetime | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _holder(claims: Mapping[str, Any], subject: str) -> str:
    """How the person is called; what tells people apart is the subject."""
    name = claims.get("name")
    said = " ".join((name if isinstance(name, str) else subject).split())
    return "".join(sign for sign in said if sign.isprintable())[:_NAME] or "?"
