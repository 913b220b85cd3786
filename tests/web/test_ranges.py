"""Which part of a file a request is for."""

from __future__ import annotations

import pytest

from quartierkg.errors import RangeNotSatisfiable
from quartierkg.web.ranges import wanted

TAG = '"abc"'
DATE = "Sat, 28 Nov 2026 01:07:25 GMT"


def asked(header: str | None, condition: str | None = None, size: int = 100) -> str | None:
    """What a file of so many bytes sends."""
    headers = {} if header is None else {"range": header}
    return wanted(headers if condition is None else headers | {"if-range": condition}, size, TAG, DATE)


@pytest.mark.parametrize(
    ("header", "part"),
    [
        (None, None),
        ("bytes=0-9", "bytes=0-9"),
        ("bytes=90-", "bytes=90-"),
        ("bytes=-5", "bytes=-5"),
        ("bytes=-500", "bytes=-500"),
        ("bytes=0-99999", "bytes=0-99999"),
        ("Bytes = 0-0", "bytes=0-0"),
        ("bytes=0-1,5-6 , 90-", "bytes=0-1, 5-6, 90-"),
        ("bytes=0-1,,5-6", "bytes=0-1, 5-6"),
        ("bytes=0-1,500-600", "bytes=0-1"),
    ],
)
def test_a_range_is_what_it_says(header: str | None, part: str | None) -> None:
    """As far as the file goes (RFC 9110, 14.1.2); of several those that it has."""
    assert asked(header) == part


@pytest.mark.parametrize(
    "header",
    [
        *("", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=0-1,x", "bytes=1", "bytes=+1-2"),
        *("items=0-9", "bytes 0-9", "bytes=0-1;q=1", "bytes=²-³", "bytes=" + "9" * 5000 + "-"),
        "bytes=" + ",".join(f"{n}-{n}" for n in range(17)),
    ],
)
def test_what_is_no_range_is_passed_over(header: str) -> None:
    """The whole file is sent: another unit, a fault, or more parts than are sent (RFC 9110, 14.2)."""
    assert asked(header) is None


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0", "bytes=200-,300-"])
def test_what_the_file_does_not_have_is_refused(header: str) -> None:
    """The error tells its length, so that who has all of it knows."""
    with pytest.raises(RangeNotSatisfiable) as caught:
        asked(header)
    assert caught.value.size == 100


@pytest.mark.parametrize("condition", [TAG, DATE])
def test_who_holds_the_beginning_of_this_file_gets_the_rest(condition: str) -> None:
    """By its tag or its date (RFC 9110, 13.1.5)."""
    assert asked("bytes=50-", condition) == "bytes=50-"


@pytest.mark.parametrize("condition", ['"other"', f"W/{TAG}", "abc", "Sat, 28 Nov 2020 01:07:25 GMT", ""])
@pytest.mark.parametrize("header", ["bytes=50-", "bytes=200-"])
def test_who_holds_the_beginning_of_another_file_gets_the_whole(condition: str, header: str) -> None:
    """Two halves of two files are none; a weak tag names no bytes."""
    assert asked(header, condition) is None


def test_a_file_without_bytes_has_no_part() -> None:
    """Not even its end."""
    for header in ("bytes=0-", "bytes=-1"):
        with pytest.raises(RangeNotSatisfiable):
            asked(header, size=0)
