"""What a command writes: results to standard output, everything else to standard error."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

import click

from quartierkg import reasons
from quartierkg.errors import QuartierError, UsageFault
from quartierkg.language import Language, Text
from quartierkg.report.text import plain


def prepare() -> None:
    """Make both streams take every character: UTF-8, save on a terminal that has an encoding of its own."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def write(content: str | bytes) -> None:
    """Write a result. A reader that has gone (``| head``) wants no more of it: that is no error.

    :raises UsageFault: when the output cannot be written, on a full disk for instance.
    """
    try:
        click.echo(content, nl=False)
    except BrokenPipeError:
        # The interpreter flushes once more when it ends (docs.python.org, signal, "Note on SIGPIPE").
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as fault:
        reason = reasons.of_system(fault)
        raise UsageFault(
            Text(f"La sortie ne peut être écrite ({reason.fr}).", f"The output cannot be written ({reason.en}).")
        ) from fault


def encoded(content: str | bytes) -> bytes:
    """A result as the bytes of a file."""
    return content.encode("utf-8", "replace") if isinstance(content, str) else content


@contextmanager
def saving(name: str) -> Iterator[Callable[[str | bytes], None]]:
    """What writes a result to a file, whole or not at all: who reads it meanwhile finds what was there before.

    :raises UsageFault: when it cannot be written.
    """
    target = Path(os.path.realpath(name))
    if not target.parent.is_dir():
        folder = target.parent
        raise UsageFault(
            Text(
                f"{name} ne peut être écrit : le répertoire {folder} n’existe pas.",
                f"{name} cannot be written: there is no folder {folder}.",
            ),
            remedy=Text("Créez-le d’abord.", "Make it first."),
        )
    try:
        with _replaced(target) as file:
            yield lambda content: _put(file, content)
    except OSError as fault:
        reason = reasons.of_system(fault)
        raise UsageFault(
            Text(f"{name} ne peut être écrit ({reason.fr}).", f"{name} cannot be written ({reason.en}).")
        ) from fault


def _put(file: BinaryIO, content: str | bytes) -> None:
    file.write(encoded(content))


@contextmanager
def _replaced(target: Path) -> Iterator[BinaryIO]:
    if target.exists() and not target.is_file():  # a pipe or a device has no whole that could be replaced
        with target.open("wb") as file:
            yield file
        return
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with fresh.open("xb") as file:
            yield file
        if target.exists():
            shutil.copymode(target, fresh)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def complain(fault: QuartierError, language: Language) -> None:
    """Say what went wrong, on one line."""
    say(fault.line(language))


def say(text: str) -> None:
    """Tell a person."""
    click.echo(plain(text), err=True)


def on_terminal(stream: TextIO | None) -> bool:
    """Whether a person is looking; a stream that was closed before the start is None."""
    return stream is not None and stream.isatty()
