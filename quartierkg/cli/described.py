"""The manual, as the commands themselves say it."""

from __future__ import annotations

from collections.abc import Iterator

import click

import quartierkg
from quartierkg.cli.command import Group, Spoken
from quartierkg.cli.examples import EXAMPLES
from quartierkg.cli.parameter import Argument, Option
from quartierkg.language import Text
from quartierkg.manual import Entry, Manual, Page


def manual(program: Spoken) -> Manual:
    """The pages of a program, and of every command below it."""
    with click.Context(program, info_name=program.name, obj="en") as ctx:
        return Manual(quartierkg.__version__, tuple(_pages(program, ctx, program.name or "")))


def _pages(command: Spoken, ctx: click.Context, name: str) -> Iterator[Page]:
    below = list(_below(command, ctx))
    parameters = command.params
    yield Page(
        name,
        command.about,
        command.more,
        Text(" ".join(command.usage("fr")), " ".join(command.usage("en"))),
        tuple(Entry(one.shown, one.about) for one in parameters if isinstance(one, Argument)),
        tuple(Entry(one.written, one.told) for one in parameters if isinstance(one, Option)),
        tuple(Entry(Text.alike(called), found.about) for called, found in below),
        tuple(Entry(Text.alike(line), about) for about, line in EXAMPLES.get(name, ())),
    )
    for called, found in below:
        yield from _pages(found, ctx, f"{name} {called}")


def _below(command: Spoken, ctx: click.Context) -> Iterator[tuple[str, Spoken]]:
    if not isinstance(command, Group):
        return
    for called in command.list_commands(ctx):
        found = command.get_command(ctx, called)
        assert isinstance(found, Spoken)
        yield called, found
