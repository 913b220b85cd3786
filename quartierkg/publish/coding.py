"""How the files of a dump are compressed: gzip, which everybody reads, and Zstandard, which is smaller and faster."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

if sys.version_info >= (3, 14):
    from compression.zstd import CompressionParameter, ZstdCompressor
else:
    from zstandard import ZstdCompressor

_GZIP_LEVEL: Final = 6
_GZIP_FILE: Final = 31
"""The library's word for a file of gzip (zlib, ``wbits``). Its date stays 0: the same content gives the same bytes."""
_ZSTD_LEVEL: Final = 9


class Packer(Protocol):
    """What compresses one file, piece by piece."""

    def compress(self, data: bytes, /) -> bytes:
        """What comes out so far."""

    def flush(self) -> bytes:
        """The end of the file."""


@dataclass(frozen=True, slots=True)
class Coding:
    """A format of compressed files."""

    name: str
    extension: str
    essence: str
    """Its media type: the file itself is what is served, not a coding of its transfer (RFC 9110, 8.4)."""
    packer: Callable[[], Packer]


def _gzip() -> Packer:
    return zlib.compressobj(_GZIP_LEVEL, wbits=_GZIP_FILE)


def _zstd() -> Packer:
    """With a checksum, as gzip has one (RFC 8878, 3.1.1)."""
    if sys.version_info >= (3, 14):
        parameter = CompressionParameter
        return ZstdCompressor(options={parameter.compression_level: _ZSTD_LEVEL, parameter.checksum_flag: 1})
    return ZstdCompressor(level=_ZSTD_LEVEL, write_checksum=True).compressobj()


GZIP: Final = Coding("gzip", "gz", "application/gzip", _gzip)  # RFC 6713
ZSTD: Final = Coding("Zstandard", "zst", "application/zstd", _zstd)  # RFC 8878
CODINGS: Final = (GZIP, ZSTD)


def by_extension(name: str) -> Coding | None:
    """The coding that a file name's last extension says; None where it says none."""
    return next((coding for coding in CODINGS if name.endswith(f".{coding.extension}")), None)
