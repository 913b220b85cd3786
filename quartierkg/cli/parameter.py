"""Options and arguments with their help in both languages; click's own speaks English only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, cast

import click

from quartierkg.cli import spoken
from quartierkg.errors import UsageFault
from quartierkg.language import LANGUAGES, Language, Text

_DEFAULT: Final = Text("par défaut : {}", "default: {}")
_LANG: Final = Text(
    "Langue des réponses ; à défaut, celle du système.", "Language of the answers; by default, the system’s."
)
_HELP: Final = Text("Affiche cette aide.", "Shows this help.")
_NO_VALUE: Final = Text("{} : « {} » n’existe pas (valeurs : {}).", "{}: there is no “{}” (values: {}).")


def language_of(ctx: click.Context) -> Language:
    """The language of a run."""
    return cast(Language, ctx.find_root().obj)


class Option(click.Option):
    """An option with its help in both languages."""

    def __init__(
        self, *names: str, about: Text, value: Text | None = None, values: Sequence[str] = (), **settings: Any
    ) -> None:
        """An option.

        :param value: what stands for its value in the help.
        :param values: the only values that it takes.
        """
        if values:
            settings["callback"] = _one_of(values)
        super().__init__(names, **settings)
        self.about = about
        self.value = Text("|".join(values), "|".join(values)) if values else value

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """How the option is written, and what it does."""
        language = language_of(ctx)
        return self.written.in_(language), self.told.in_(language)

    @property
    def written(self) -> Text:
        """How the option is written, with what stands for its value."""
        names = Text.alike(", ".join(self.opts))
        return Text("{} {}", "{} {}").filled(names, self.value) if self.value else names

    @property
    def told(self) -> Text:
        """What it does, and what holds without it."""
        default = self.default if isinstance(self.default, str) else ""
        if not default:
            return self.about
        shown = _DEFAULT.filled(default)
        return Text(f"{self.about.fr} [{shown.fr}]", f"{self.about.en} [{shown.en}]")


class Argument(click.Argument):
    """An argument with its name and its help in both languages."""

    def __init__(self, name: str, shown: Text, about: Text, **settings: Any) -> None:
        super().__init__([name], **settings)
        self.shown = shown
        self.about = about


def common() -> tuple[Option, ...]:
    """The options of every command. The language was found before (``spoken``): here it is only checked."""
    return (
        Option(spoken.OPTION, about=_LANG, values=LANGUAGES, expose_value=False),
        Option("-h", "--help", about=_HELP, is_flag=True, is_eager=True, expose_value=False, callback=_show_help),
    )


def _one_of(values: Sequence[str]) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """A check that a value is one of those that there are."""

    def checked(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
        if value is None or value in values:
            return value
        found = (parameter.opts[0], value, ", ".join(values))
        raise UsageFault(_NO_VALUE.filled(*found))

    return checked


def _show_help(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()
