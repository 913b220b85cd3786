"""Where a setting came from: the variables of a settings file, which nobody sees who reads the message of an option."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from quartierkg.errors import UsageFault
from quartierkg.language import Text
from quartierkg.settings import NAMES, PREFIX

# What else is read under the prefix: by run.py, by the command line, by the build, and by the tests (CONTRIBUTING.md).
_RUN: Final = frozenset(("venv", "lang", "frontend", "worker_remote"))
_TESTS: Final = frozenset(
    (
        "browser",
        "dcat_ap",
        "endpoint",
        "facts",
        "html",
        "long",
        "notebooks",
        "pictures",
        "servers",
        "source",
        "vc",
        "w3c",
    )
)
_OPTION: Final = re.compile(r"--([a-z-]+)")
_STRAY: Final = Text("{} n’est pas un réglage et ne compte pas.", "{} is no setting, and does not count.")
_MEANT: Final = Text("{} Vouliez-vous dire {} ?", "{} Did you mean {}?")
_WHERE: Final = Text(
    "Cette variable est dans l’environnement ; l’unité de systemd la lit dans /etc/quartierkg/settings.env.",
    "This variable is in the environment; the unit of systemd reads it from /etc/quartierkg/settings.env.",
)


def strays(environment: Mapping[str, str]) -> Iterator[Text]:
    """Variables that look like settings and are none: a typing error leaves a setting at its default, unseen."""
    for variable in sorted(environment):
        name = variable.removeprefix(PREFIX).lower()
        if not variable.startswith(PREFIX) or name in NAMES or name in _RUN | _TESTS:
            continue
        said = _STRAY.filled(variable)
        close = get_close_matches(name, NAMES, n=1)
        yield (
            Text(*(_MEANT.in_(tongue).format(said.in_(tongue), PREFIX + close[0].upper()) for tongue in ("fr", "en")))
            if close
            else said
        )


def traced(fault: UsageFault, given: Mapping[str, object], environment: Mapping[str, str]) -> UsageFault:
    """The fault of a setting, with the variable that it came from as its source."""
    named = _OPTION.match(fault.text.en)
    name = named[1].replace("-", "_") if named else ""
    variable = PREFIX + name.upper()
    if name in NAMES and given.get(name) is None and environment.get(variable) and fault.source is None:
        fault.source = variable
        fault.remedy = fault.remedy or _WHERE
    return fault
