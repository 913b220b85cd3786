"""Bytes as text that says how it is written (Controlled Identifiers 1.0, 2.4)."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

from quartierkg.label.misfit import Misfit

_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BASE: Final = len(_ALPHABET)
_VALUES: Final = {character: value for value, character in enumerate(_ALPHABET)}
_BASE64URL: Final = re.compile("[A-Za-z0-9_-]*")
# Decoding takes time by the square of the length; keys and signatures have less than a hundred characters.
_LONGEST: Final = 128


def base58(data: bytes) -> str:
    """Bytes in base 58 as Bitcoin writes it, after the letter ``z``."""
    number = int.from_bytes(data, "big")
    digits = ""
    while number:
        number, digit = divmod(number, _BASE)
        digits = _ALPHABET[digit] + digits
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + _ALPHABET[0] * zeros + digits


def from_base58(text: str) -> bytes:
    """The bytes that :func:`base58` wrote.

    :raises Misfit: when the text is not of that kind.
    """
    digits = text[1:]
    if not text.startswith("z") or len(digits) > _LONGEST or not set(digits) <= _VALUES.keys():
        raise Misfit("multibase")
    number = 0
    for digit in digits:
        number = number * _BASE + _VALUES[digit]
    zeros = len(digits) - len(digits.lstrip(_ALPHABET[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url(data: bytes) -> str:
    """Bytes in base 64 for addresses without padding, after the letter ``u``."""
    return "u" + base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """The bytes that :func:`base64url` wrote.

    :raises Misfit: when the text is not of that kind.
    """
    digits = text[1:]
    if not text.startswith("u") or not _BASE64URL.fullmatch(digits):
        raise Misfit("multibase")
    try:
        found = base64.urlsafe_b64decode(digits + "=" * (-len(digits) % 4))
    except binascii.Error as error:
        raise Misfit("multibase") from error
    if base64url(found) != text:  # bits that count for nothing, so that two texts would mean the same
        raise Misfit("multibase")
    return found
