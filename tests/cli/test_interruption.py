"""Ctrl-C in the middle of something."""

from __future__ import annotations

import signal

import pytest

from quartierkg.cli.interruption import held


def test_what_was_begun_is_finished() -> None:
    """The interruption comes after it, and the next one comes at once."""
    done = []

    def interrupted() -> None:
        with held():
            signal.raise_signal(signal.SIGINT)
            done.append("whole")

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert done == ["whole"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_without_an_interruption_nothing_happens() -> None:
    """Ctrl-C is handled afterwards as it was before."""
    with held():
        pass
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_whoever_ignores_it_still_does() -> None:
    """A run under nohup, for instance."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with held():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
