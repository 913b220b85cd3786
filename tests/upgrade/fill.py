"""A small store of the release at hand: how the later fixtures beside this file were made (README.md)."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from quartierkg.access import Database, Role, Tokens, Trail
from quartierkg.access.audit import Line
from quartierkg.intake.source import Source
from quartierkg.snapshot import Archive
from tests.register.conftest import ONE, TWO, Office

SECRET = "secret.txt"
NAME = "name.txt"
KEPT = b"# a dossier"


def fill(store: Path, data: Path) -> None:
    """A label that two people awarded, a token that counts and one that does not, a trail, and what is kept."""
    with Archive(store, data) as archive:
        office = Office(archive)
        office.until_all_realised()
        office.keep(office.desk.propose(office.case(), "Award", "2026-05-20", ONE))
        office.keep(office.desk.approve(office.case(), TWO))
    with Database(store) as desk:
        kept, secret = Tokens(desk).create(ONE.name, Role.MEMBER)
        gone, _ = Tokens(desk).create(TWO.name, Role.MEMBER)
        Tokens(desk).revoke(gone.id, "left")
        Trail(desk).append(Line("2026-05-20T12:00:00Z", ONE.name, kept.id, "member", "POST", "/dossiers/a", 201))
    (store / SECRET).write_text(secret, encoding="utf-8")
    if find_spec("quartierkg.kept") is not None:
        _keep(store)


def _keep(store: Path) -> None:
    from quartierkg.kept import Piece, Shelf

    piece = Piece((Source("dossier.ttl", KEPT),), (), {"profile": "charter"}, b"{}")
    (store / NAME).write_text(Shelf(store, 7).put(piece, "192.0.2.1"), encoding="utf-8")


if __name__ == "__main__":
    fill(Path(sys.argv[1]), Path(sys.argv[2]))
