"""What is kept of a revision: found again, a few things only, and gone with the revision."""

from __future__ import annotations

from starlette.testclient import TestClient

from quartierkg.web.network.kept import keep, kept, look


def test_it_is_made_once(network: TestClient) -> None:
    """The second time it is found; under another key it is made."""
    snapshot = network.app.state.service.snapshot  # type: ignore[attr-defined]
    made: list[str] = []

    def make() -> str:
        made.append("x")
        return "made"

    assert [kept(snapshot, ("test", "a"), make), kept(snapshot, ("test", "a"), make)] == ["made", "made"]
    assert len(made) == 1
    kept(snapshot, ("test", "b"), make)
    assert len(made) == 2


def test_what_nobody_asks_for_goes(network: TestClient) -> None:
    """After some dozens of other things it is not there any more."""
    snapshot = network.app.state.service.snapshot  # type: ignore[attr-defined]
    for number in range(100):
        keep(snapshot, ("test", number), number)
    assert look(snapshot, ("test", 99)) == 99
    assert look(snapshot, ("test", 1)) is None
