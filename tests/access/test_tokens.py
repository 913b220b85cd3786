"""Tokens: made for a person, found by their secret, ended by time or by hand."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from quartierkg.access import Database, Role, Token, Tokens
from quartierkg.access.quartier import named
from quartierkg.access.token import subject
from quartierkg.errors import Conflict, NotFound, StoreFault, UsageFault
from tests.access.conftest import Clock

CLAIRE = "https://w3id.org/quartierkg/id/quartier/val-claire"


@pytest.fixture
def tokens(desk: Database, clock: Clock) -> Tokens:
    """The tokens of a desk, by a clock of the test."""
    return Tokens(desk, clock)


def test_a_token_is_found_by_its_secret_and_nothing_else(tokens: Tokens) -> None:
    """With holder, role and Quartier; neither its id, its digest nor a part of the secret is one."""
    token, secret = tokens.create("Ada Lovelace", Role.APPLICANT, CLAIRE)
    found = tokens.find(secret)
    assert found == token
    assert (found.holder, found.role, found.quartier) == ("Ada Lovelace", "applicant", CLAIRE)
    digest = hashlib.sha256(secret.encode()).hexdigest()
    for other in (token.id, digest, secret[:-1], secret + "A", secret.upper(), "", "\ud800", "x" * 10_000):
        assert tokens.find(other) is None


def test_a_secret_has_256_bits_and_is_kept_nowhere(tokens: Tokens, tmp_path: Path) -> None:
    """Behind a prefix that scanners know; the files hold its SHA-256 and not itself."""
    secrets = {tokens.create("Ada", Role.CHAIR)[1] for _ in range(20)}
    assert len(secrets) == 20
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in secrets:
        assert re.fullmatch(r"qkg_[\w-]{43}", secret)
        assert len(base64.urlsafe_b64decode(secret.removeprefix("qkg_") + "=")) == 256 // 8
        assert hashlib.sha256(secret.encode()).hexdigest().encode() in held
        assert secret.encode() not in held
        assert secret.removeprefix("qkg_").encode() not in held


def test_a_list_never_has_a_secret(tokens: Tokens) -> None:
    """What is known of a token cannot be shown as one."""
    _, secret = tokens.create("Ada", Role.MEMBER)
    (listed,) = tokens.all()
    assert secret not in repr(listed)
    assert hashlib.sha256(secret.encode()).hexdigest() not in repr(listed)


def test_a_token_ends_on_its_day(tokens: Tokens, clock: Clock) -> None:
    """A second before it counts, from that moment on it has expired."""
    token, secret = tokens.create("Ada", Role.MEMBER, days=2)
    clock.turn(days=2, seconds=-1)
    assert token.standing(clock()) == "valid"
    assert tokens.any_of(Role.MEMBER)
    clock.turn(seconds=1)
    assert (found := tokens.find(secret)) is not None
    assert found.standing(clock()) == "expired"
    assert not tokens.any_of(Role.MEMBER)


def test_a_revocation_counts_at_once_wherever_the_file_is_open(tokens: Tokens, tmp_path: Path, clock: Clock) -> None:
    """Another process revokes it; the next look here sees that, with the reason, for good."""
    token, secret = tokens.create("Ada", Role.OPERATOR)
    assert tokens.any_of(Role.OPERATOR)
    with Database(tmp_path) as another:
        Tokens(another, clock).revoke(token.id, "the  laptop was\nlost")
    assert (found := tokens.find(secret)) is not None
    assert (found.standing(clock()), found.reason, found.revoked) == ("revoked", "the laptop was lost", clock())
    assert not tokens.any_of(Role.OPERATOR)
    with pytest.raises(Conflict):
        tokens.revoke(token.id, "again")


def test_a_revocation_has_a_token_and_a_reason(tokens: Tokens) -> None:
    """Otherwise nothing is revoked."""
    token, _ = tokens.create("Ada", Role.OPERATOR)
    with pytest.raises(UsageFault, match="Why"):
        tokens.revoke(token.id, " \n")
    with pytest.raises(NotFound, match="nobody"):
        tokens.revoke("nobody", "lost")
    assert tokens.all() == (token,)


@pytest.mark.parametrize(
    ("holder", "role", "quartier", "days"),
    [
        ("", Role.MEMBER, None, 90),
        (" \t", Role.MEMBER, None, 90),
        ("a\x1b[31m", Role.MEMBER, None, 90),
        ("a" * 121, Role.MEMBER, None, 90),
        ("Ada", Role.APPLICANT, None, 90),
        ("Ada", Role.MEMBER, CLAIRE, 90),
        ("Ada", Role.CHAIR, CLAIRE, 90),
        ("Ada", Role.OPERATOR, CLAIRE, 90),
        ("Ada", Role.MEMBER, None, 0),
        ("Ada", Role.MEMBER, None, 3651),
    ],
)
def test_what_makes_no_token_is_refused(
    tokens: Tokens, holder: str, role: Role, quartier: str | None, days: int
) -> None:
    """No person, a Quartier that does not go with the role, no end."""
    with pytest.raises(UsageFault):
        tokens.create(holder, role, quartier, days)
    assert tokens.all() == ()


@pytest.mark.parametrize("other", ["ada lovelace", "Ada  Lovelace ", "ADA LOVELACE"])
def test_one_person_is_not_two_however_the_name_is_written(tokens: Tokens, other: str) -> None:
    """Who holds two tokens does not make the two people of an award."""
    first, second = (tokens.create(name, Role.MEMBER)[0] for name in ("Ada Lovelace", other))
    assert first.person == second.person
    composed, apart = (tokens.create(name, Role.MEMBER)[0] for name in ("Zo\u00e9", "Zoe\u0301"))
    assert composed.person == apart.person


@pytest.mark.parametrize(("role", "speaks"), [(Role.MEMBER, True), (Role.CHAIR, True), (Role.OPERATOR, True)])
def test_only_an_applicant_is_bound_to_a_quartier(tokens: Tokens, role: Role, speaks: bool) -> None:
    """It speaks for its own and for no other; the committee and the operator for whichever."""
    applicant: Token = tokens.create("Ada", Role.APPLICANT, CLAIRE)[0]
    assert applicant.speaks_for(CLAIRE)
    assert not applicant.speaks_for(CLAIRE + "x")
    assert not applicant.speaks_for("")
    assert tokens.create("Bob", role)[0].speaks_for(CLAIRE) is speaks


@pytest.mark.parametrize("name", ["val-claire", "quartier/val-claire", CLAIRE])
def test_a_quartier_is_named_short_or_whole(name: str) -> None:
    """By the end of its address, or by its IRI."""
    assert named(name) == CLAIRE


@pytest.mark.parametrize("name", ["", " val-claire", "val claire", "a>b", "file://x/y", "https://a b/"])
def test_what_names_no_quartier_is_refused(name: str) -> None:
    """No IRI comes of it, or none of the web."""
    with pytest.raises(UsageFault, match="--quartier"):
        named(name)


def test_a_token_says_whom_the_identity_provider_means(tokens: Tokens) -> None:
    """Two of one subject are one person under two names; it stays when the token is revoked; a changed one is named."""
    who = subject("https://login.example", "1234")
    first, second = (tokens.create(name, Role.MEMBER, subject=who)[0] for name in ("Ada Lovelace", "Ada King"))
    assert first.person == second.person == who
    assert tokens.revoke(first.id, "lost").subject == who
    assert [one.subject for one in tokens.all()] == [who, who]
    assert subject("https://login.example", "12345") != who != subject("https://login.example1", "234")
    with tokens.database.writing() as connection:
        connection.execute("UPDATE subjects SET subject = 'oidc-other' WHERE token = ?", (second.id,))
    with pytest.raises(StoreFault, match=second.id):
        tokens.check()


@pytest.mark.parametrize("holder", ["Ada <oidc-0123456789abcdef>", "<", "a > b"])
def test_no_name_poses_as_a_subject(tokens: Tokens, holder: str) -> None:
    """What sets a subject off in the register is in nobody's name."""
    with pytest.raises(UsageFault, match="holder"):
        tokens.create(holder, Role.MEMBER)
