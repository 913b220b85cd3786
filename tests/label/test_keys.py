"""The keys of the issuer: kept to themselves, changed without losing what they signed."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from quartierkg.errors import StoreFault, UsageFault
from quartierkg.label import credential, keys, verification
from quartierkg.label.state import State
from tests.label import samples
from tests.label.samples import LABEL, NOW

posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a first key."""
    keys.create(tmp_path / "keys")
    return tmp_path / "keys"


def secrets(folder: Path) -> list[Path]:
    """The files of secret keys."""
    return sorted(path for path in folder.iterdir() if path.name != "controller.json")


@posix
def test_nobody_else_reads_a_secret(folder: Path) -> None:
    """Neither folder nor file is open to others, whatever the process's mask is."""
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in secrets(folder)] == [0o600]


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_secret_that_others_can_read_is_refused(folder: Path, mode: int) -> None:
    """It may be known to them already; the file is named."""
    (path,) = secrets(folder)
    path.chmod(mode)
    with pytest.raises(StoreFault, match=path.name):
        keys.read(folder)


@posix
def test_a_link_in_place_of_a_secret_is_refused(folder: Path, tmp_path: Path) -> None:
    """What it leads to may be anybody's."""
    (path,) = secrets(folder)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreFault):
        keys.read(folder)


def test_a_secret_is_never_shown(folder: Path) -> None:
    """Not in what Python prints of it, and not in the document that is published."""
    (path,) = secrets(folder)
    secret = json.loads(path.read_text(encoding="utf-8"))["secretKeyMultibase"]
    found = keys.read(folder)
    assert secret not in repr(found)
    assert bytes(found.signer.secret).hex() not in repr(found)
    assert secret not in (folder / "controller.json").read_text(encoding="utf-8")


def test_keys_are_read_as_they_were_made(folder: Path) -> None:
    """What the key signs is verified by the published document."""
    made = keys.read(folder)
    signed = samples.issued(by=made)
    found = verification.verify(samples.source(signed), made.controller, at=NOW)
    assert found.state is State.STATUS_UNKNOWN
    assert found.key == made.signer.method


def test_a_key_is_not_made_twice(folder: Path) -> None:
    """The first one stays."""
    before = keys.read(folder).controller
    with pytest.raises(UsageFault):
        keys.create(folder)
    assert keys.read(folder).controller == before


def test_after_a_rotation_the_old_key_verifies_and_signs_no_more(folder: Path) -> None:
    """A label from before is genuine; one that the old key signs later is not."""
    old = keys.read(folder)
    before = samples.issued(by=old)
    new = keys.rotate(folder, NOW + timedelta(days=1))
    assert new.signer.method != old.signer.method
    assert keys.read(folder).controller == new.controller
    later = NOW + timedelta(days=2)
    states = [
        verification.verify(samples.source(signed), new.controller, at=later).state
        for signed in (
            before,
            credential.issue(LABEL, old.signer, later),
            credential.issue(LABEL, new.signer, later),
        )
    ]
    assert states == [State.STATUS_UNKNOWN, State.UNKNOWN_ISSUER, State.STATUS_UNKNOWN]


def test_what_is_signed_in_the_second_of_a_rotation_counts(folder: Path) -> None:
    """Moments are written to the second: the old key's last label is not lost to that."""
    old = keys.read(folder)
    signed = credential.issue(LABEL, old.signer, NOW.replace(microsecond=1))
    new = keys.rotate(folder, NOW.replace(microsecond=900_000))
    found = verification.verify(samples.source(signed), new.controller, at=NOW + timedelta(days=1))
    assert found.state is State.STATUS_UNKNOWN


def test_nothing_counts_that_a_revoked_key_signed(folder: Path) -> None:
    """Whenever it says that it did: who has the key writes any date."""
    old = keys.read(folder)
    signed = samples.issued(by=old)
    keys.rotate(folder, NOW)
    after = keys.revoke(folder, old.controller.methods[0].key, NOW + timedelta(days=1))
    assert verification.verify(samples.source(signed), after, at=NOW).state is State.UNKNOWN_ISSUER
    assert after.document()["assertionMethod"] == [after.methods[1].id]
    assert keys.read(folder).controller.method(after.methods[0].id) is None


def test_the_key_that_signs_is_not_revoked(folder: Path) -> None:
    """Another takes its place first; and a key that is not there is none."""
    for key in (keys.read(folder).controller.methods[0].key, "z6MkNobody"):
        with pytest.raises(UsageFault):
            keys.revoke(folder, key, NOW)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("secret", "{}"),
        ("secret", "no JSON"),
        ("secret", '{"secretKeyMultibase": "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"}'),
        ("secret", '{"secretKeyMultibase": 5}'),
        ("controller", "{}"),
        ("controller", "[]"),
        ("controller", ""),
    ],
)
def test_keys_that_are_damaged_are_told(folder: Path, name: str, text: str) -> None:
    """No traceback, and no signature by half a key."""
    (path,) = secrets(folder) if name == "secret" else [folder / "controller.json"]
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoreFault):
        keys.read(folder)


def test_the_secret_of_another_key_is_told(folder: Path, tmp_path: Path) -> None:
    """What it would sign, nobody could verify."""
    keys.create(tmp_path / "other")
    (path,), (other,) = secrets(folder), secrets(tmp_path / "other")
    path.write_bytes(other.read_bytes())
    with pytest.raises(StoreFault):
        keys.read(folder)


def test_a_folder_without_keys_is_told(tmp_path: Path) -> None:
    """It says which."""
    with pytest.raises(StoreFault, match="nothing"):
        keys.read(tmp_path / "nothing")


def test_a_key_that_nobody_keeps_signs_as_well() -> None:
    """For tests and trials: an issuer of one's own."""
    made = keys.generate("https://elsewhere.example/issuer")
    signed = samples.issued(replace(LABEL, issuer=made.controller.id), by=made)
    assert verification.verify(samples.source(signed), made.controller, at=NOW).state is State.STATUS_UNKNOWN
