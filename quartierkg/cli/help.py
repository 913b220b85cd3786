"""``quartierkg help``: what a command takes, as ``--help`` says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from quartierkg.cli.command import Command, Group, too_many
from quartierkg.cli.parameter import Argument
from quartierkg.language import Language, Text


@dataclass(frozen=True, slots=True)
class Help:
    """The words of the command that is meant; none for the program."""

    words: Sequence[str]

    def run(self, _: Language) -> int:
        """Show the help.

        :raises UsageFault: when there is no such command.
        """
        ctx = click.get_current_context().find_root()
        for word in self.words:
            ctx = _below(ctx, word)
        click.echo(ctx.get_help())
        return 0


def _below(ctx: click.Context, word: str) -> click.Context:
    group = ctx.command
    if not isinstance(group, Group):
        raise too_many((word,))
    name, command, _ = group.resolve_command(ctx, [word])
    assert command is not None
    return click.Context(command, parent=ctx, info_name=name)


command = Command(
    "help",
    Text("Affiche l’aide d’une commande.", "Shows the help of a command."),
    Help,
    (
        Argument(
            "words",
            Text("[COMMANDE]…", "[COMMAND]…"),
            Text("Les mots de la commande : shapes lint.", "The words of the command: shapes lint."),
            nargs=-1,
        ),
    ),
)
