"""What is wrong with a command line, in both languages; click says it in English only."""

from __future__ import annotations

import click

from quartierkg.cli.parameter import Argument
from quartierkg.language import Text


def said(error: click.ClickException) -> Text:
    """What click has to say, by the kind of its error."""
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(error.possibilities or ())
        return Text(
            f"L’option {error.option_name} n’existe pas{f' (proches : {near})' if near else ''}.",
            f"There is no option {error.option_name}{f' (similar: {near})' if near else ''}.",
        )
    if isinstance(error, click.MissingParameter):
        return _missing(error.param)
    if isinstance(error, click.BadOptionUsage):
        return _misused(error)
    return Text(
        f"La ligne de commande n’est pas comprise ({error.format_message()}).",
        f"The command line is not understood ({error.format_message()}).",
    )


def _missing(parameter: click.Parameter | None) -> Text:
    if isinstance(parameter, Argument):
        return Text(f"Il manque : {parameter.shown.fr}", f"Missing: {parameter.shown.en}")
    name = parameter.opts[0] if parameter else "?"
    return Text(f"Il manque : {name}", f"Missing: {name}")


def _misused(error: click.BadOptionUsage) -> Text:
    """An option that lacks its value, or has one that it does not take."""
    name = error.option_name
    if "requires" in error.message:
        return Text(f"L’option {name} attend une valeur.", f"The option {name} needs a value.")
    return Text(f"L’option {name} ne prend pas de valeur.", f"The option {name} takes no value.")
