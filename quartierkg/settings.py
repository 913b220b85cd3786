"""What an instance is told when it starts: command-line arguments before ``QUARTIERKG_*`` before defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from quartierkg.errors import UsageFault
from quartierkg.language import Text
from quartierkg.limits import LIMITS, WHOLE, Limits

PREFIX: Final = "QUARTIERKG_"
_MOST: Final = 1_000_000
NAMES: Final = ("host", "port", "store", "data", "base", "log", *LIMITS)
LOGS: Final = ("off", "json")


@dataclass(frozen=True, slots=True)
class Settings:
    """One instance: where it listens, where it keeps its store, what it bundles, under which address it is seen."""

    host: str = "127.0.0.1"
    port: int = 8000
    store: Path | None = None
    data: Path | None = None
    base: str = "http://127.0.0.1:8000"
    limits: Limits = field(default_factory=Limits)
    log: bool = False
    """Whether each request is logged."""


DEFAULTS: Final = Settings()


def read(arguments: Mapping[str, str | int | Path | None], environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of an instance, checked.

    :param arguments: what the command line gave, by name; None counts as not given.
    :param environment: where ``QUARTIERKG_HOST`` and the like are looked up; the process's own by default.
    :raises UsageFault: when a value cannot be used; the error names the setting.
    """
    given = _given(arguments, os.environ if environment is None else environment)
    host = given.get("host", DEFAULTS.host)
    port = _port(given.get("port", str(DEFAULTS.port)))
    return Settings(
        host=host,
        port=port,
        store=_store(given.get("store")),
        data=_data(given.get("data")),
        base=_base(given.get("base", f"http://{_in_url(host)}:{port}")),
        limits=_limits(given),
        log=_log(given.get("log", LOGS[0])),
    )


def data_folder(environment: Mapping[str, str] | None = None) -> Path | None:
    """The folder that ``QUARTIERKG_DATA`` gives in place of the bundled data, for commands without ``--data``.

    :raises UsageFault: when there is no such folder.
    """
    return _data(_given({}, os.environ if environment is None else environment).get("data"))


def _given(arguments: Mapping[str, str | int | Path | None], environment: Mapping[str, str]) -> dict[str, str]:
    """Each setting that was given, as text; an empty environment variable counts as not given."""
    found = {name: environment[PREFIX + name.upper()] for name in NAMES if environment.get(PREFIX + name.upper())}
    return found | {name: str(value) for name, value in arguments.items() if name in NAMES and value is not None}


def _port(value: str) -> int:
    """A TCP port."""
    if value.isascii() and value.isdigit() and len(value) <= len("65535") and int(value) < 2**16:
        return int(value)
    raise UsageFault(
        Text(
            f"Le port « {value} » n’est pas un nombre de 0 à 65535.", f"Port {value!r} is not a number from 0 to 65535."
        )
    )


def _log(value: str) -> bool:
    """Whether requests are logged, and how."""
    if value not in LOGS:
        names = ", ".join(LOGS)
        raise UsageFault(
            Text(
                f"--log : « {value} » n’existe pas (valeurs : {names}).",
                f"--log: there is no {value!r} (values: {names}).",
            )
        )
    return value != LOGS[0]


def _limits(given: Mapping[str, str]) -> Limits:
    """What one query may take, and how many may wait."""
    found = {name: _amount(name, given[name]) for name in LIMITS if name in given}
    whole = {name: int(value) for name, value in found.items() if name in WHOLE}
    return replace(Limits(), **found | whole)  # type: ignore[arg-type]


def _amount(name: str, value: str) -> float:
    """A limit: above zero, and whole where it counts things."""
    try:
        found = float(value)
    except ValueError:
        found = 0.0
    if not 0 < found < _MOST or (name in WHOLE and found != int(found)):
        raise UsageFault(
            Text(
                f"--{name} : « {value} » n’est pas un nombre{' entier' if name in WHOLE else ''} au-dessus de zéro.",
                f"--{name}: {value!r} is not a{' whole' if name in WHOLE else ''} number above zero.",
            )
        )
    return found


def _store(value: str | None) -> Path | None:
    """The store's folder; a remote store is not served by this version."""
    if value is None:
        return None
    if urlsplit(value).scheme.startswith("sparql+") or "://" in value:
        raise UsageFault(
            Text(
                f"L’entrepôt « {value} » est distant ; cette version ne sert que l’entrepôt embarqué.",
                f"The store {value!r} is remote; this version serves the embedded store only.",
            ),
            remedy=Text("Donnez un répertoire à --store.", "Give --store a folder."),
        )
    return _folder("store", value)


def _data(value: str | None) -> Path | None:
    """The folder that replaces the bundled data; it must exist."""
    if value is None:
        return None
    path = _folder("data", value)
    if not path.is_dir():
        raise UsageFault(Text(f"Le répertoire « {value} » n’existe pas.", f"The folder {value!r} does not exist."))
    return path


def _folder(setting: str, value: str) -> Path:
    """A path at which a folder is or may be made."""
    path = Path(value).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise UsageFault(
            Text(f"--{setting} : « {value} » n’est pas un répertoire.", f"--{setting}: {value!r} is not a folder.")
        )
    return path


def _base(value: str) -> str:
    """The address under which the instance is seen, without a closing slash."""
    parts = urlsplit(value)
    if parts.scheme in {"http", "https"} and parts.netloc and not parts.query and not parts.fragment:
        return value.rstrip("/")
    raise UsageFault(
        Text(f"L’adresse publique « {value} » n’est pas une adresse http.", f"Base {value!r} is not an http address.")
    )


def _in_url(host: str) -> str:
    """A host as an address writes it: an IPv6 address stands in brackets (RFC 3986, 3.2.2)."""
    return f"[{host}]" if ":" in host else host
