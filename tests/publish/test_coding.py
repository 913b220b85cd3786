"""How files are compressed."""

from __future__ import annotations

import gzip
import sys

import pytest

from quartierkg.publish.coding import CODINGS, GZIP, ZSTD, Coding, by_extension

TEXT = b"Quartier " * 10_000


def packed(coding: Coding) -> bytes:
    """A text, in two pieces."""
    packer = coding.packer()
    return packer.compress(TEXT[:5000]) + packer.compress(TEXT[5000:]) + packer.flush()


def unpacked(coding: Coding, data: bytes) -> bytes:
    """What a program of others makes of it."""
    if coding is GZIP:
        return gzip.decompress(data)
    if sys.version_info >= (3, 14):
        from compression import zstd

        return zstd.decompress(data)
    import zstandard

    return zstandard.ZstdDecompressor().decompressobj().decompress(data)


@pytest.mark.parametrize("coding", CODINGS, ids=lambda coding: coding.name)
def test_what_is_packed_unpacks(coding: Coding) -> None:
    """Whole, and much smaller meanwhile."""
    data = packed(coding)
    assert unpacked(coding, data) == TEXT
    assert len(data) < len(TEXT) / 50


@pytest.mark.parametrize("coding", CODINGS, ids=lambda coding: coding.name)
def test_the_same_content_gives_the_same_bytes(coding: Coding) -> None:
    """No date and no name of a file is among them."""
    assert packed(coding) == packed(coding)
    if coding is GZIP:
        assert packed(coding)[3:8] == bytes(5)  # no flag, and 0 for the time (RFC 1952, 2.3)


@pytest.mark.parametrize(
    ("name", "coding"),
    [("a.nq.gz", GZIP), ("a.zst", ZSTD), ("a.nq", None), ("gz", None), ("", None), ("a.gz.nq", None)],
)
def test_a_name_says_its_coding(name: str, coding: Coding | None) -> None:
    """By its last extension."""
    assert by_extension(name) is coding
