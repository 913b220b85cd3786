"""Answers that are compressed for those who accept it."""

from __future__ import annotations

from starlette.testclient import TestClient

GZIP = {"Accept-Encoding": "gzip"}
LONG = "/sparql?query=SELECT*%7B%3Fs%3Fp%3Fo%7DLIMIT+400&format=csv"


def test_an_answer_is_the_same_compressed_or_not(client: TestClient) -> None:
    """It says which it is, and that it depends on what was accepted."""
    plain, small = client.get(LONG), client.get(LONG, headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert small.content == plain.content
    assert int(small.headers["Content-Length"]) < len(plain.content) / 2
    assert "Accept-Encoding" in small.headers["Vary"]


def test_either_form_has_a_validator_of_its_own(client: TestClient) -> None:
    """The tag of one is none of the other's, and each is answered by 304 with itself."""
    tags = {}
    for name, headers in (("plain", {}), ("gzip", GZIP)):
        tags[name] = client.get(LONG, headers=headers).headers["ETag"]
        again = client.get(LONG, headers=headers | {"If-None-Match": tags[name]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tags[name]
    assert tags["gzip"] == tags["plain"].removesuffix('"') + '-gzip"'


def test_what_is_short_stays_as_it_is(client: TestClient) -> None:
    """It would grow."""
    assert "Content-Encoding" not in client.get("/sparql?query=ASK%7B%7D&format=csv", headers=GZIP).headers
