"""Keys: what is asked twice is done once."""

from __future__ import annotations

import pytest

from quartierkg.access import Asked, Database, Replies, Reply
from quartierkg.errors import Conflict, ParameterFault
from tests.access.conftest import Clock

REPLY = Reply(201, (("location", "/dossiers/1"), ("etag", '"a"')), b'{"version": 1}')


def asked(
    key: str = "k", token: str = "t", method: str = "POST", address: str = "/dossiers?x=1", body: bytes = b"a"
) -> Asked:
    """A request."""
    return Asked.of(token, key, method, address, body)


@pytest.fixture
def replies(desk: Database, clock: Clock) -> Replies:
    """What a server has answered: nothing yet."""
    return Replies(desk, clock)


def test_the_same_request_has_the_same_answer(replies: Replies) -> None:
    """Status, headers and body as they were; quotes around a key are not of it (RFC 9651, 3.3.3)."""
    assert replies.begin(asked()) is None
    replies.settle(asked(), REPLY)
    assert replies.begin(asked()) == REPLY
    assert replies.begin(asked('"k"')) == REPLY


@pytest.mark.parametrize(
    "other", [asked(method="PUT"), asked(address="/dossiers?x=2"), asked(body=b"b")], ids=["method", "address", "body"]
)
def test_a_key_is_of_one_request(replies: Replies, other: Asked) -> None:
    """Another one with it is a conflict, while the first is being done and after."""
    replies.begin(asked())
    with pytest.raises(Conflict, match="another request"):
        replies.begin(other)
    replies.settle(asked(), REPLY)
    with pytest.raises(Conflict, match="another request"):
        replies.begin(other)


def test_a_key_is_of_one_token(replies: Replies) -> None:
    """Two people may choose the same, and neither learns what the other was answered."""
    replies.begin(asked())
    replies.settle(asked(), REPLY)
    assert replies.begin(asked(token="u")) is None


def test_what_is_being_done_is_not_begun_again(replies: Replies) -> None:
    """The second one is told to wait."""
    replies.begin(asked())
    with pytest.raises(Conflict, match="being carried out"):
        replies.begin(asked())


def test_a_key_of_what_was_not_done_is_free(replies: Replies) -> None:
    """With the same request or another."""
    replies.begin(asked())
    replies.release(asked())
    assert replies.begin(asked(body=b"b")) is None


def test_what_failed_in_the_midst_is_not_done_again(replies: Replies) -> None:
    """It may have been done: who asks is told to look first."""
    replies.begin(asked())
    replies.abandon(asked())
    with pytest.raises(Conflict, match="cut off") as raised:
        replies.begin(asked())
    assert raised.value.remedy is not None


def test_what_a_server_that_is_gone_began_is_not_done_again(replies: Replies, desk: Database, clock: Clock) -> None:
    """Killed in the midst of it; what it had answered is still known."""
    replies.begin(asked("settled"))
    replies.settle(asked("settled"), REPLY)
    replies.begin(asked("begun"))
    after = Replies(desk, clock)
    assert after.begin(asked("settled")) == REPLY
    with pytest.raises(Conflict, match="cut off"):
        after.begin(asked("begun"))


def test_an_answer_is_kept_for_a_day(replies: Replies, clock: Clock, desk: Database) -> None:
    """Then the key is free, and nothing is left of it."""
    replies.begin(asked())
    replies.settle(asked(), REPLY)
    clock.turn(hours=24)
    assert replies.begin(asked()) == REPLY
    clock.turn(seconds=1)
    assert replies.begin(asked("other")) is None
    assert desk.rows("SELECT key FROM replies") == [("other",)]


@pytest.mark.parametrize("key", ["", " ", '""', "é", "a\x00b", "k" * 256])
def test_what_is_no_key_is_refused(key: str) -> None:
    """Empty, too long, or not of printable ASCII; the header is named."""
    with pytest.raises(ParameterFault) as raised:
        asked(key)
    assert raised.value.source == "Idempotency-Key"
