"""``quartierkg``: the group of all commands, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final, NoReturn

import click

import quartierkg
from quartierkg.cli import faults, output, spoken
from quartierkg.cli.command import Group, Spoken
from quartierkg.cli.parameter import Option
from quartierkg.errors import QuartierError, UsageFault
from quartierkg.language import Language, Text

_ABOUT: Final = Text(
    "Juge les dossiers « Quartier Numérique » d’après la charte, et publie leur réseau en données liées.",
    "Judges “Quartier Numérique” dossiers by the charter, and publishes their network as linked data.",
)
_VERSION: Final = Text("Affiche la version.", "Shows the version.")
_INTERRUPTED: Final = Text("Interrompu.", "Interrupted.")
# What a shell reports for a process that Ctrl-C ended.
_BY_INTERRUPT: Final = 130

# Each command stands in the module of its name and is loaded when it is asked for.
_COMMANDS: Final = (
    *(
        "validate",
        "remedy",
        "report",
        "serve",
        "query",
        "ask",
        "load",
        "dump",
        "publish",
        "changes",
        "synth",
        "charter",
        "shapes",
        "label",
        "mcp",
    ),
    *("dossier", "import", "export", "convert"),
    *("journal", "verdict", "backup", "restore", "rebuild"),
    *("token", "audit"),
    *("help", "manual"),
)


# A word that Python keeps for itself names no module.
_MODULES: Final = {"import": "importing"}


class Program(Group):
    """The command line as a whole."""

    def list_commands(self, _: click.Context) -> list[str]:
        """The commands."""
        return list(_COMMANDS)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, loaded now."""
        if cmd_name not in _COMMANDS:
            return None
        found = import_module(f"quartierkg.cli.{_MODULES.get(cmd_name, cmd_name)}").command
        assert isinstance(found, Spoken)
        return found

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: Any, **__: Any) -> NoReturn:
        """Run and leave with the exit code; click calls this for every way of starting."""
        language = spoken.language(sys.argv[1:] if args is None else args, os.environ)
        output.prepare()
        sys.exit(self._run(args, prog_name, language))

    def _run(self, args: Sequence[str] | None, prog_name: str | None, language: Language) -> int:
        """The error boundary."""
        try:
            return int(super().main(args, prog_name, standalone_mode=False, obj=language) or 0)
        except QuartierError as fault:
            output.complain(fault, language)
            return fault.exit_code
        except click.ClickException as fault:
            output.say(faults.said(fault).in_(language))
            return UsageFault.exit_code
        except click.Abort:
            output.say(_INTERRUPTED.in_(language))
            return _BY_INTERRUPT


def _show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(f"quartierkg {quartierkg.__version__}")
        ctx.exit()


main = Program(
    "quartierkg",
    _ABOUT,
    (),
    (Option("--version", about=_VERSION, is_flag=True, is_eager=True, expose_value=False, callback=_show_version),),
)
