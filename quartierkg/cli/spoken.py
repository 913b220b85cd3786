"""The language of a run: ``--lang`` before the locale; English where the locale is English, else French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from quartierkg.language import DEFAULT, LANGUAGES, Language

OPTION: Final = "--lang"
# The order in which a locale is looked up (POSIX.1, 8.2).
_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language in which help, messages and reports are written.

    It is needed before the arguments are read in earnest, for what is wrong with them is told in it.
    """
    return _asked(arguments) or _of_locale(environment)


def _asked(arguments: Sequence[str]) -> Language | None:
    """The last language that the arguments name; what follows ``--`` is no option."""
    options = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    named = [value for option, value in pairwise(options) if option == OPTION]
    named += [option.partition("=")[2] for option in options if option.startswith(f"{OPTION}=")]
    return next((known for value in reversed(named) for known in LANGUAGES if value == known), None)


def _of_locale(environment: Mapping[str, str]) -> Language:
    named = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return "en" if named.lower().startswith("en") else DEFAULT
