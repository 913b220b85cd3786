"""The limits of an instance, and the page that lists them."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest

from quartierkg import settings
from quartierkg.errors import UsageFault
from quartierkg.limits import LIMITS, Limits
from quartierkg.query import guard
from quartierkg.web import body
from tests.samples import ROOT

PAGE = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_of_the_instance_is_listed_with_its_default(name: str) -> None:
    """Option, variable and default stand in one line."""
    (line,) = re.findall(rf"^\| `--{name}`.*$", PAGE, flags=re.MULTILINE)
    assert f"`QUARTIERKG_{name.upper()}`" in line
    value = asdict(Limits())[name]
    assert name == "workers" or f"{value:,g}" in line


@pytest.mark.parametrize("cap", [name for name in vars(guard) if name.startswith("MAX_")])
def test_a_cap_of_the_guard_is_listed(cap: str) -> None:
    """The table holds each number that the guard knows."""
    assert f"| {getattr(guard, cap):,}" in PAGE


def test_the_sizes_of_bodies_are_listed() -> None:
    """What may be sent at most."""
    assert f"{body.QUERY // 1024} KiB" in PAGE
    assert f"{body.UPLOAD // 1024 // 1024} MiB (413)" in PAGE


@pytest.mark.parametrize(
    ("name", "value"), [("workers", "0"), ("workers", "1.5"), ("deadline", "soon"), ("memory", "-1")]
)
def test_a_limit_that_is_none_is_refused_by_name(name: str, value: str) -> None:
    """From the command line or the environment, before anything is opened."""
    for arguments, environment in (({name: value}, {}), ({}, {f"QUARTIERKG_{name.upper()}": value})):
        with pytest.raises(UsageFault) as raised:
            settings.read(arguments, environment)
        assert f"--{name}" in raised.value.text.en
        assert value in raised.value.text.en


def test_limits_are_read_from_options_before_variables() -> None:
    """The command line wins; what is not given keeps its default."""
    read = settings.read({"deadline": "2.5", "queue": None}, {"QUARTIERKG_DEADLINE": "7", "QUARTIERKG_QUEUE": "3"})
    assert read.limits == Limits(deadline=2.5, queue=3)
