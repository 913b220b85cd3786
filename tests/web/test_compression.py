"""Answers that are compressed for those who accept it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

GZIP = {"Accept-Encoding": "gzip"}
ZSTD = {"Accept-Encoding": "gzip, deflate, br, zstd"}
LONG = "/sparql?query=SELECT*%7B%3Fs%3Fp%3Fo%7DLIMIT+400&format=csv"


def unpacked(content: bytes) -> bytes:
    """What an answer holds: not every client unpacks Zstandard (RFC 8878, 3.1.1: its magic number)."""
    if not content.startswith(b"\x28\xb5\x2f\xfd"):
        return content
    zstandard = pytest.importorskip("zstandard")
    found: bytes = zstandard.ZstdDecompressor().decompressobj().decompress(content)
    return found


@pytest.mark.parametrize(("accepted", "encoding"), [(GZIP, "gzip"), (ZSTD, "zstd")])
def test_an_answer_is_the_same_compressed_or_not(client: TestClient, accepted: dict[str, str], encoding: str) -> None:
    """It says which it is, and that it depends on what was accepted; a browser gets the better of the two."""
    plain, small = client.get(LONG), client.get(LONG, headers=accepted)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == encoding
    assert unpacked(small.content) == plain.content
    assert int(small.headers["Content-Length"]) < len(plain.content) / 2
    assert "Accept-Encoding" in small.headers["Vary"]


def test_each_form_has_a_validator_of_its_own(client: TestClient) -> None:
    """The tag of one is none of the others', and each is answered by 304 with itself."""
    tags = {}
    forms: dict[str, dict[str, str]] = {"plain": {}, "gzip": GZIP, "zstd": ZSTD}
    for name, headers in forms.items():
        tags[name] = client.get(LONG, headers=headers).headers["ETag"]
        again = client.get(LONG, headers=headers | {"If-None-Match": tags[name]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tags[name]
    for name in ("gzip", "zstd"):
        assert tags[name] == tags["plain"].removesuffix('"') + f'-{name}"'


def test_a_client_that_takes_no_coding_gets_none(client: TestClient) -> None:
    """A weight of zero excludes."""
    for accepted in ("zstd;q=0, gzip;q=0", "identity", "br"):
        assert "Content-Encoding" not in client.get(LONG, headers={"Accept-Encoding": accepted}).headers
    some = client.get(LONG, headers={"Accept-Encoding": "zstd;q=0, gzip"})
    assert some.headers["Content-Encoding"] == "gzip"


def test_what_is_short_stays_as_it_is(client: TestClient) -> None:
    """It would grow."""
    assert "Content-Encoding" not in client.get("/sparql?query=ASK%7B%7D&format=csv", headers=GZIP).headers
