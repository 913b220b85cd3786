"""Bytes as text that says how it is written."""

from __future__ import annotations

import pytest

from quartierkg.label import multibase
from quartierkg.label.misfit import Misfit

# The Base58 Encoding Scheme (draft-msporny-base58-03), 5, test vectors.
VECTORS = [
    (b"Hello World!", "2NEpo7TZRRrLZSi2U"),
    (b"The quick brown fox jumps over the lazy dog.", "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z"),
    (bytes.fromhex("0000287fb4cd"), "11233QC4"),
]


@pytest.mark.parametrize(("data", "text"), VECTORS)
def test_base_58_is_that_of_the_draft(data: bytes, text: str) -> None:
    """Its published vectors, zeros at the beginning included, both ways."""
    assert multibase.base58(data) == f"z{text}"
    assert multibase.from_base58(f"z{text}") == data


def test_base_64_is_that_of_addresses() -> None:
    """RFC 4648, 5: the two letters of its own, no padding."""
    assert multibase.base64url(bytes([0xFB, 0xFF, 0xFE, 1])) == "u-__-AQ"
    assert multibase.from_base64url("u-__-AQ") == bytes([0xFB, 0xFF, 0xFE, 1])


@pytest.mark.parametrize("text", ["", "z0", "zO", "zI", "zl", "z é", "m11", "z" + "1" * 129])
def test_what_is_not_base_58_is_told(text: str) -> None:
    """Letters that it leaves out, another prefix, and what is longer than any key."""
    with pytest.raises(Misfit):
        multibase.from_base58(text)


@pytest.mark.parametrize("text", ["", "u=", "uAA==", "u+/", "uA", "uAR", "zAQ"])
def test_what_is_not_base_64_is_told(text: str) -> None:
    """Padding, other alphabets, half a byte, and bits at the end that count for nothing."""
    with pytest.raises(Misfit):
        multibase.from_base64url(text)
