"""Tokens of an identity provider: believed when it signed them for us, and never otherwise."""

from __future__ import annotations

import base64
import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from quartierkg.access import Issuer, Role, Trust
from quartierkg.access.issuer import is_safe, looks_signed
from quartierkg.errors import NotInstalled
from tests.access.conftest import Clock
from tests.access.provider import AUDIENCE, CLAIRE, CONFIGURATION, KEYS, Provider, new_keys, running, shared_secret


@pytest.fixture(scope="module")
def keys() -> dict[str, Any]:
    """Keys, made once: that takes time."""
    return new_keys()


@pytest.fixture
def provider(keys: dict[str, Any]) -> Iterator[Provider]:
    """A provider that is up."""
    with running(dict(keys)) as found:
        yield found


@pytest.fixture
def issuer(provider: Provider, clock: Clock) -> Issuer:
    """The provider as a service knows it, with its keys."""
    found = Issuer(Trust(provider.address, AUDIENCE), clock=clock.monotonic)
    assert found.refresh()
    return found


@pytest.mark.parametrize("kid", ["rsa", "ec", "ed"])
def test_a_token_that_the_provider_signed_is_believed(provider: Provider, issuer: Issuer, kid: str) -> None:
    """Whatever kind of key it signs with: holder, role and end are those of the claims."""
    shown = provider.signed(kid)
    assert looks_signed(shown)
    token = issuer.token(shown)
    assert token is not None
    assert (token.holder, token.role, token.quartier) == ("Ada Lovelace", Role.MEMBER, None)
    assert token.standing(datetime.now(UTC)) == "valid"
    assert 0 < token.expires.timestamp() - time.time() <= 300


def test_a_person_is_who_the_provider_says_whatever_the_name(provider: Provider, issuer: Issuer) -> None:
    """Somebody who renames themselves stays one person; two of one name are two."""
    ada, again, other = (
        issuer.token(provider.signed(**claims)) for claims in ({}, {"name": "Somebody Else"}, {"sub": "another"})
    )
    assert ada is not None
    assert again is not None
    assert other is not None
    assert ada.person == again.person != other.person
    assert ada.id == again.id != other.id
    assert "248289761001" not in repr(ada)


def test_an_applicant_speaks_for_the_quartier_of_the_claim(provider: Provider, issuer: Issuer) -> None:
    """By its short name or its IRI; without one it is no token; a role among others is found."""
    for name in ("val-claire", CLAIRE):
        token = issuer.token(provider.signed(quartierkg_role=["staff", "applicant"], quartierkg_quartier=name))
        assert token is not None
        assert (token.role, token.quartier) == (Role.APPLICANT, CLAIRE)
    for wrong in (None, "", "a b", 3, ["val-claire"]):
        assert issuer.token(provider.signed(quartierkg_role="applicant", quartierkg_quartier=wrong)) is None


def test_one_that_has_expired_is_known_as_such(provider: Provider, issuer: Issuer) -> None:
    """So that its holder can be told to log in again."""
    now = int(time.time())
    token = issuer.token(provider.signed(iat=now - 600, exp=now - 1))
    assert token is not None
    assert token.standing(datetime.now(UTC)) == "expired"


NOW = time.time()


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"aud": ["another", "quartierkg2"]},
        {"sub": None},
        {"sub": ""},
        {"sub": 3},
        {"exp": None},
        {"exp": "tomorrow"},
        {"exp": True},
        {"exp": 1e300},
        {"exp": NOW + 25 * 3600},
        {"iat": None},
        {"iat": NOW + 3600, "exp": NOW + 7200},
        {"nbf": NOW + 3600},
        {"quartierkg_role": None},
        {"quartierkg_role": "king"},
        {"quartierkg_role": ["member", "chair"]},
        {"quartierkg_role": {"member": True}},
    ],
    ids=range(20),
)
def test_what_is_not_for_us_or_not_now_is_not_believed(provider: Provider, issuer: Issuer, claims: Any) -> None:
    """Another issuer, audience or role, nobody's name, a life without end, or one that has not begun."""
    assert issuer.token(provider.signed(**claims)) is None


def encoded(value: object) -> str:
    """A part of a token."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_what_the_provider_did_not_sign_is_not_believed(provider: Provider, issuer: Issuer) -> None:
    """No signature, another one, changed claims, a key that the token brings along, the public key as a secret."""
    good = provider.signed()
    head, body, signature = good.split(".")
    own = RSAKey.generate_key(2048)
    claims = provider.claims(quartierkg_role="operator")
    public = provider.keys["rsa"][1].as_pem(private=False)
    forged = [
        f"{encoded({'alg': 'none', 'kid': 'rsa'})}.{encoded(claims)}.",
        f"{head}.{encoded(claims)}.{signature}",
        f"{head}.{body}.{signature[:-8]}AAAAAAAA",
        f"{head}.{body}.",
        jwt.encode({"alg": "RS256", "kid": "rsa"}, claims, own),
        jwt.encode({"alg": "RS256", "kid": "rsa", "jwk": dict(own.as_dict(private=False))}, claims, own),
        jwt.encode({"alg": "RS256"}, claims, provider.keys["rsa"][1]),
        jwt.encode({"alg": "HS256", "kid": "rsa"}, claims, shared_secret(b"k" * 64), algorithms=["HS256"]),
        f"{encoded({'alg': 'HS256', 'kid': 'rsa'})}.{encoded(claims)}.{encoded(public.decode())}",
        jwt.encode({"alg": "RS384", "kid": "rsa"}, claims, provider.keys["rsa"][1], algorithms=["RS384"]),
    ]
    assert issuer.token(good) is not None
    assert [issuer.token(shown) for shown in forged] == [None] * len(forged)


@pytest.mark.parametrize(
    "shown",
    [
        "..",
        "a.b.c",
        "é.é.é",
        "." * 100,
        "[" * 3000 + ".x.y",
        encoded([]) + ".x.y",
        encoded({"kid": {}}) + ".x.y",
        encoded({"kid": "rsa"}) + ".x.y",
        encoded({"kid": "rsa", "alg": ["RS256"]}) + ".e30.x",
        "x" * 20_000 + ".y.z",
        base64.urlsafe_b64encode(b"[" * 5000).decode() + ".x.y",
        encoded({"kid": "rsa", "alg": "RS256", "b64": False, "crit": ["b64"]}) + ".e30.x",
    ],
)
def test_whatever_is_shown_no_fault_comes_of_it(issuer: Issuer, shown: str) -> None:
    """It is no token, and asks for no keys that could be there."""
    assert issuer.token(shown) is None
    issuer.lacks_key(shown)


def test_a_new_key_is_fetched_once_it_is_used(provider: Provider, issuer: Issuer, clock: Clock) -> None:
    """The provider rotates its keys; tokens that name none that is there do not make it be asked without end."""
    provider.keys["new"] = ("RS256", RSAKey.generate_key(2048))
    shown = provider.signed("new")
    assert issuer.token(shown) is None
    assert not issuer.lacks_key(shown)  # the keys were fetched a moment ago
    clock.turn(seconds=30)
    before = len(provider.asked)
    assert issuer.lacks_key(shown)
    for _ in range(5):
        issuer.refresh()
    assert issuer.token(shown) is not None
    assert provider.asked[before:] == [CONFIGURATION, KEYS]
    del provider.keys["rsa"]
    clock.turn(seconds=30)
    issuer.refresh()
    provider.keys["rsa"] = new_keys()["rsa"]
    assert issuer.token(provider.signed("rsa")) is None


def wrong(status: int = 200, data: bytes = b"", **headers: str) -> Any:
    """An answer of the provider that is not as it should be."""
    return lambda: (status, headers, data)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        (CONFIGURATION, wrong(500)),
        (CONFIGURATION, wrong(302, Location=KEYS)),
        (CONFIGURATION, wrong(data=b"{")),
        (CONFIGURATION, wrong(data=b"[" * 200_000)),
        (CONFIGURATION, wrong(data=b"{}" + b" " * 300_000)),
        (CONFIGURATION, wrong(data=b'{"issuer": "https://elsewhere.example", "jwks_uri": "http://127.0.0.1/"}')),
        (KEYS, wrong(404)),
        (KEYS, wrong(302, Location="http://127.0.0.1:9/")),
        (KEYS, wrong(data=b"[]")),
        (KEYS, wrong(data=b"\xff\xfe")),
        (KEYS, wrong(data=b"x" * 300_000)),
    ],
)
def test_a_provider_that_fails_leaves_the_keys_that_were_known(
    provider: Provider, issuer: Issuer, clock: Clock, path: str, answer: Any
) -> None:
    """And nobody is let in by what it says then; a service that never had keys believes nobody."""
    shown = provider.signed()
    provider.answers[path] = answer
    clock.turn(minutes=5)
    issuer.refresh()
    assert issuer.token(shown) is not None
    fresh = Issuer(Trust(provider.address, AUDIENCE), clock=clock.monotonic)
    assert not fresh.refresh()
    assert fresh.token(shown) is None


def test_only_keys_that_sign_are_taken(provider: Provider, clock: Clock) -> None:
    """Not a shared secret, not one for encryption, not one without a name; what is not understood spoils no other."""
    rsa = provider.published()[0]
    listed = [
        "x",
        {},
        {"kty": "RSA", "kid": "half"},
        {"kty": "oct", "kid": "oct", "k": "c2VjcmV0"},
        rsa | {"kid": "enc", "use": "enc"},
        {name: value for name, value in rsa.items() if name != "kid"},
        rsa,
    ]
    provider.answers[KEYS] = wrong(data=json.dumps({"keys": listed}).encode())
    found = Issuer(Trust(provider.address, AUDIENCE), clock=clock.monotonic)
    assert found.refresh()
    assert found._keys.keys() == {"rsa"}


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://login.example/keys", True),
        ("http://127.0.0.1:8080/keys", True),
        ("http://login.example/keys", False),
        ("http://127.0.0.1.example/keys", False),
        ("file:///etc/passwd", False),
        ("https:///keys", False),
        ("http://[::1]/keys", True),
        ("http://[::1/keys", False),
    ],
)
def test_keys_come_by_https_or_from_this_machine(address: str, safe: bool) -> None:
    """Whoever could change them on the way would be the provider."""
    assert is_safe(address) is safe


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the start, and not when somebody shows a token."""
    monkeypatch.setitem(sys.modules, "joserfc", None)
    with pytest.raises(NotInstalled, match="oidc"):
        Issuer(Trust("https://login.example", AUDIENCE))
