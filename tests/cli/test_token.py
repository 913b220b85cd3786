"""Tokens and trail at the command line."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from quartierkg.access import Database, Tokens, Trail
from tests.cli.conftest import Run

CLAIRE = "https://w3id.org/quartierkg/id/quartier/val-claire"
CHAIR = ("token", "create", "--role", "chair", "--holder", "Ada Lovelace")


def made(run: Run, store: Path, *words: str) -> tuple[str, str]:
    """A token's id, and its secret."""
    done = run("--lang", "en", *words, "--store", store)
    assert done.exit_code == 0, done.stderr
    found = re.match(r"Token (\w+) made", done.stderr)
    assert found is not None
    return found[1], done.stdout.removesuffix("\n")


def test_a_secret_is_all_that_goes_to_standard_output(run: Run, tmp_path: Path) -> None:
    """So that it can be piped into a file; id, holder, role and end are told beside it, in the language of the run."""
    for language, said in (("fr", "Il ne sera plus jamais affiché."), ("en", "It will never be shown again.")):
        done = run("--lang", language, *CHAIR, "--store", tmp_path)
        assert re.fullmatch(r"qkg_[\w-]{43}\n", done.stdout)
        assert done.stdout.strip() not in done.stderr
        assert "Ada Lovelace" in done.stderr
        assert said in done.stderr


def test_a_token_counts_for_the_days_that_are_given(run: Run, tmp_path: Path) -> None:
    """For 90 where nothing is said; it speaks for the Quartier that was named."""
    made(run, tmp_path, *CHAIR)
    made(
        run,
        tmp_path,
        "token",
        "create",
        "--role",
        "applicant",
        "--holder",
        "Bob",
        "--quartier",
        "val-claire",
        "--days",
        "7",
    )
    rows = [line.split("\t") for line in run("token", "list", "--store", tmp_path).stdout.splitlines()]
    found = {row[3]: row for row in rows}
    for holder, role, quartier, days in (("Ada Lovelace", "chair", "", 90), ("Bob", "applicant", CLAIRE, 7)):
        assert found[holder][1:3] == ["valid", role]
        assert found[holder][4] == quartier
        created, expires = map(datetime.fromisoformat, found[holder][5:7])
        assert expires - created == timedelta(days=days)


def test_a_list_has_every_token_and_no_secret(run: Run, tmp_path: Path) -> None:
    """With its standing; one that was revoked says when and why."""
    name, secret = made(run, tmp_path, *CHAIR)
    done = run("token", "revoke", name, "--reason", "ordinateur perdu", "--store", tmp_path)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Ada Lovelace" in done.stderr
    listed = run("token", "list", "--store", tmp_path).stdout
    assert secret not in listed
    (row,) = [line.split("\t") for line in listed.splitlines()]
    assert (row[0], row[1], row[8]) == (name, "revoked", "ordinateur perdu")
    assert row[7].endswith("Z")


def test_it_works_while_the_store_is_open(run: Run, tmp_path: Path) -> None:
    """A server sees at once what the command line makes and revokes."""
    with Database(tmp_path) as desk:
        name, secret = made(run, tmp_path, *CHAIR)
        token = Tokens(desk).find(secret)
        assert token is not None
        assert token.revoked is None
        assert run("token", "revoke", name, "--reason", "x", "--store", tmp_path).exit_code == 0
        token = Tokens(desk).find(secret)
        assert token is not None
        assert token.revoked is not None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["token", "create", "--holder", "Ada"], "--role"),
        (["token", "create", "--role", "king", "--holder", "Ada"], "applicant, member, chair, operator"),
        (["token", "create", "--role", "chair"], "--holder"),
        (["token", "create", "--role", "applicant", "--holder", "Ada"], "--quartier"),
        (["token", "create", "--role", "applicant", "--holder", "Ada", "--quartier", "a b"], "--quartier"),
        (["token", "create", "--role", "member", "--holder", "Ada", "--quartier", "val-claire"], "--quartier"),
        (["token", "create", "--role", "member", "--holder", "Ada", "--days", "0"], "--days"),
        (["token", "create", "--role", "member", "--holder", "Ada", "--days", "-1"], "--days"),
        (["token", "create", "--role", "member", "--holder", "Ada", "--days", "9999999999"], "--days"),
        (["token", "revoke", "nobody", "--reason", "x"], "aucun"),
        (["token", "revoke"], "JETON"),
    ],
)
def test_what_makes_no_sense_exits_2_and_says_why(run: Run, tmp_path: Path, words: list[str], said: str) -> None:
    """One line on standard error; nothing is made."""
    done = run(*words, "--store", tmp_path / "store")
    assert (done.exit_code, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert said in line or "ni jetons ni trace" in line


@pytest.mark.parametrize(
    "words", [["token", "list"], ["token", "revoke", "x", "--reason", "x"], ["audit"], ["audit", "verify"], [*CHAIR]]
)
def test_a_store_has_to_be_named_and_to_be_there(run: Run, tmp_path: Path, words: list[str]) -> None:
    """Without one: exit 2; who only looks makes no folder."""
    assert "De quel entrepôt" in run(*words).stderr
    if "create" not in words:
        done = run(*words, "--store", tmp_path / "nowhere")
        assert (done.exit_code, done.stdout) == (2, "")
        assert not (tmp_path / "nowhere").exists()


def test_the_trail_has_what_the_command_line_did(run: Run, tmp_path: Path) -> None:
    """Who made and revoked which token, by tabs; it is proven to be whole, and a gap is told."""
    name, secret = made(run, tmp_path, *CHAIR)
    run("token", "revoke", name, "--reason", "perdu", "--store", tmp_path)
    listed = run("audit", "--store", tmp_path)
    assert listed.exit_code == 0
    assert secret not in listed.stdout
    rows = [line.split("\t") for line in listed.stdout.splitlines()]
    assert [(row[0], row[4], row[6], row[8]) for row in rows] == [
        ("1", "operator", "token create", f"{name} chair Ada Lovelace"),
        ("2", "operator", "token revoke", f"{name} perdu"),
    ]
    assert run("audit", "verify", "--store", tmp_path).stdout == "Entière\u00a0: 2 lignes.\n"
    with Database(tmp_path) as desk:
        (trigger,) = desk.rows("SELECT sql FROM sqlite_master WHERE name = 'audit_refuse_delete'")[0]
        with desk.writing() as connection:
            connection.execute("DROP TRIGGER audit_refuse_delete")
            connection.execute("DELETE FROM audit WHERE number = 1")
            connection.execute(trigger)
        assert [number for number, _ in Trail(desk).lines()] == [2]
    done = run("--lang", "en", "audit", "verify", "--store", tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Line 1 of the trail is missing." in done.stderr


def test_a_server_does_not_start_on_a_trail_with_a_gap(run: Run, own: Path) -> None:
    """Exit 2 with the line that is missing, before anything is listened on."""
    made(run, own, *CHAIR)
    with Database(own) as desk, desk.writing() as connection:
        connection.execute("DROP TRIGGER audit_refuse_update")
        connection.execute("UPDATE audit SET holder = 'nobody'")
        connection.execute(
            "CREATE TRIGGER audit_refuse_update BEFORE UPDATE ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
        )
    done = run("--lang", "en", "serve", "--port", "0", "--store", own)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Line 1 of the trail is not what was written." in done.stderr


def test_a_token_can_say_who_that_is_to_the_identity_provider(run: Run, tmp_path: Path) -> None:
    """Given as the provider says it, listed as one word that does not tell it; what is none is refused."""
    made(run, tmp_path, *CHAIR, "--subject", "https://login.example/realms/qn#1234")
    (row,) = [line.split("\t") for line in run("token", "list", "--store", tmp_path).stdout.splitlines()]
    digest = hashlib.sha256(b"https://login.example/realms/qn\n1234").hexdigest()
    assert row[-1] == f"oidc-{digest[:16]}"
    for wrong in ("1234", "https://login.example", "https://login.example#", "http://login.example#1", "#1"):
        done = run("--lang", "en", *CHAIR, "--subject", wrong, "--store", tmp_path)
        assert done.exit_code == 2
        assert "--subject" in done.stderr
