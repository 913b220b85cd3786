"""Commands that show their help in both languages; click's own speak English only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, Protocol

import click
from click.core import ParameterSource

from quartierkg.cli.parameter import Argument, Option, common, language_of
from quartierkg.errors import UsageFault
from quartierkg.language import Language, Text

_USAGE: Final = Text("Emploi : ", "Usage: ")
_OPTIONS: Final = Text("Options", "Options")
_ARGUMENTS: Final = Text("Arguments", "Arguments")
_COMMANDS: Final = Text("Commandes", "Commands")
# click writes the colon itself.
_BEFORE_COLON: Final = Text("\u00a0", "")
_PLACEHOLDERS: Final = Text("[OPTIONS]", "[OPTIONS]")
_COMMAND: Final = Text("COMMANDE [ARGUMENTS]…", "COMMAND [ARGUMENTS]…")
_EXTRA: Final = Text("De trop : {}.", "Too many arguments: {}.")
_NO_COMMAND: Final = Text(
    "La commande « {} » n’existe pas (commandes : {}).", "There is no command {!r} (commands: {})."
)


class Action(Protocol):
    """What a command does, made from its options by their names."""

    def run(self, language: Language) -> int:
        """Do it.

        :returns: the exit code.
        """


class Spoken(click.Command):
    """What commands and groups share: help in the language of the run."""

    about: Text
    more: Text | None = None

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The whole help."""
        language = language_of(ctx)
        formatter.write_usage(ctx.command_path, " ".join(self.usage(language)), _USAGE.in_(language))
        for text in (self.about, self.more):
            if text is not None:
                formatter.write_paragraph()
                with formatter.indentation():
                    formatter.write_text(text.in_(language))
        for title, rows in self.lists(ctx):
            if rows:
                with formatter.section(title.in_(language) + _BEFORE_COLON.in_(language)):
                    formatter.write_dl(rows)

    def usage(self, language: Language) -> Iterator[str]:
        """What stands behind the name of the command."""
        yield _PLACEHOLDERS.in_(language)
        for argument in _arguments(self):
            yield argument.shown.in_(language)

    def lists(self, ctx: click.Context) -> Iterator[tuple[Text, list[tuple[str, str]]]]:
        """The lists of the help, each with its title."""
        language = language_of(ctx)
        yield (
            _ARGUMENTS,
            [(found.shown.in_(language), found.about.in_(language)) for found in _arguments(self)],
        )
        options = [parameter for parameter in self.params if isinstance(parameter, Option)]
        yield _OPTIONS, [option.get_help_record(ctx) for option in options]


class Command(Spoken):
    """A command that makes an action from its options and runs it."""

    def __init__(
        self,
        name: str,
        about: Text,
        action: Callable[..., Action],
        parameters: Sequence[click.Parameter] = (),
        more: Text | None = None,
    ) -> None:
        super().__init__(
            name,
            params=[*parameters, *common()],
            add_help_option=False,
            context_settings={"allow_extra_args": True},
        )
        self.about = about
        self.action = action
        self.more = more

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments.

        :raises UsageFault: when there are more than the command takes.
        """
        rest = super().parse_args(ctx, args)
        if rest:
            raise too_many(rest)
        return rest

    def invoke(self, ctx: click.Context) -> int:
        """Do what the command is for."""
        return self.action(**ctx.params).run(language_of(ctx))


class Group(Spoken, click.Group):
    """A command that leads to others; alone it does what it is for, or shows its help where it only leads."""

    def __init__(
        self,
        name: str,
        about: Text,
        commands: Sequence[Command],
        options: Sequence[Option] = (),
        action: Callable[..., Action] | None = None,
    ) -> None:
        super().__init__(
            name,
            commands=list(commands),
            params=[*options, *common()],
            add_help_option=False,
            invoke_without_command=True,
            callback=_show_help_alone if action is None else partial(_act_alone, action),
        )
        self.about = about

    def usage(self, language: Language) -> Iterator[str]:
        """What stands behind the name of the group."""
        yield from super().usage(language)
        yield _COMMAND.in_(language)

    def lists(self, ctx: click.Context) -> Iterator[tuple[Text, list[tuple[str, str]]]]:
        """The options, then the commands in the order in which they are meant to be met."""
        yield from super().lists(ctx)
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        yield (
            _COMMANDS,
            [(name, found.about.in_(language_of(ctx))) for name, found in commands if isinstance(found, Spoken)],
        )

    def list_commands(self, _: click.Context) -> list[str]:
        """The commands, in the order in which they were given."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names.

        :raises UsageFault: when there is none of that name.
        """
        if self.get_command(ctx, args[0]) is None:
            known = ", ".join(self.list_commands(ctx))
            raise UsageFault(_NO_COMMAND.filled(args[0], known))
        return super().resolve_command(ctx, args)


def too_many(words: Sequence[str]) -> UsageFault:
    """The refusal of words that nothing takes."""
    return UsageFault(_EXTRA.filled(" ".join(words)))


def _arguments(command: click.Command) -> list[Argument]:
    return [parameter for parameter in command.params if isinstance(parameter, Argument)]


def _act_alone(action: Callable[..., Action], **asked: object) -> int:
    """Do what a group is for, unless it leads to a command, which takes options of its own.

    :raises UsageFault: when options stand before that command: they would count for nothing.
    """
    ctx = click.get_current_context()
    if ctx.invoked_subcommand is None:
        return action(**asked).run(language_of(ctx))
    for name in asked:
        if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise UsageFault(
                Text(
                    f"--{name} se place après « {ctx.invoked_subcommand} », si cette commande l’admet.",
                    f"--{name} goes after {ctx.invoked_subcommand!r}, where that command takes it.",
                )
            )
    return 0


def _show_help_alone() -> None:
    ctx = click.get_current_context()
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(UsageFault.exit_code)
