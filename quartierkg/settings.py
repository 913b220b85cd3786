"""What an instance is told when it starts: command-line arguments before ``QUARTIERKG_*`` before defaults."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from quartierkg import imprint, reasons
from quartierkg.endpoint import Endpoint
from quartierkg.errors import UsageFault
from quartierkg.imprint import IMPRINT, Imprint
from quartierkg.language import Text
from quartierkg.limits import LIMITS, WHOLE, Limits

PREFIX: Final = "QUARTIERKG_"
_MOST: Final = 1_000_000
NAMES: Final = (
    "host",
    "port",
    "store",
    "data",
    "base",
    "contact",
    "log",
    "token_file",
    "update",
    "test_suite",
    "service",
    "budget",
    "write_rate",
    "proposal_days",
    "keep_days",
    "oidc_issuer",
    "oidc_audience",
    "oidc_role",
    "oidc_quartier",
    "proxy",
    "store_graphs",
    "store_update",
    "store_login",
    "journal",
    *IMPRINT,
    *LIMITS,
)
LOGS: Final = ("off", "json")
_SHORTEST: Final = 16
_YEAR: Final = 366


@dataclass(frozen=True, slots=True)
class Settings:
    """One instance: where it listens, where it keeps its store, what it bundles, under which address it is seen."""

    host: str = "127.0.0.1"
    port: int = 8000
    store: Path | None = None
    """The folder of the journal and of the index built from it; None: a temporary one."""
    endpoint: Endpoint | None = None
    """Another server that keeps the published graphs and answers the queries."""
    data: Path | None = None
    base: str = "http://127.0.0.1:8000"
    contact: str | None = None
    """Whom to tell of a weakness or an error: an address to write to or to call, as a URI; None: nobody is named."""
    imprint: Imprint = field(default_factory=Imprint)
    """What the pages of the law name."""
    limits: Limits = field(default_factory=Limits)
    log: bool = False
    """Whether each request is logged."""
    token: str | None = field(default=None, repr=False)
    """What an operator shows to write; None: nobody writes."""
    update: bool = False
    """Whether the operator may send SPARQL updates."""
    services: tuple[str, ...] = ()
    """The servers that queries may ask by SERVICE."""
    budget: float | None = None
    """How many seconds of processing one client may use in a minute; None: as many as it likes."""
    write_rate: float | None = 120.0
    """How many writes a token may make in a minute, save an operator's; None: as many as it likes."""
    proposal_days: float = 30.0
    """For how many days another person may approve what one person proposed."""
    keep_days: int = 7
    """How many days a result of a check is kept where that is asked for; 0: none is."""
    oidc_issuer: str | None = None
    """The identity provider whose signed tokens count beside those of the store; None: nobody's do."""
    oidc_audience: str | None = None
    """What its tokens have to be made for."""
    oidc_role: str = "quartierkg_role"
    """The claim of its tokens that names a role."""
    oidc_quartier: str = "quartierkg_quartier"
    """The claim that names an applicant's Quartier."""
    proxies: tuple[str, ...] = ()
    """The proxies that are believed about who asks: addresses or networks."""
    test_suite: bool = False
    """Whether this is an empty store for conformance tests: a plain default graph, and anybody here may write."""


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
    test_suite = _switch("test-suite", given.get("test_suite", ""))
    if test_suite:
        _check_test_suite(host, given)
    endpoint = _endpoint(given)
    return Settings(
        host=host,
        port=port,
        store=_store(given, endpoint),
        endpoint=endpoint,
        data=_data(given.get("data")),
        base=_base(given.get("base", f"http://{_in_url(host)}:{port}")),
        contact=_contact(given["contact"]) if "contact" in given else None,
        imprint=imprint.read(given),
        limits=_limits(given),
        log=_log(given.get("log", LOGS[0])),
        token=_token(given.get("token_file")),
        update=test_suite or _switch("update", given.get("update", "")),
        services=_services(given.get("service", "")),
        budget=amount("budget", given["budget"]) if "budget" in given else None,
        write_rate=amount("write-rate", given["write_rate"]) if "write_rate" in given else DEFAULTS.write_rate,
        proposal_days=(
            amount("proposal-days", given["proposal_days"]) if "proposal_days" in given else DEFAULTS.proposal_days
        ),
        keep_days=_days(given["keep_days"]) if "keep_days" in given else DEFAULTS.keep_days,
        oidc_issuer=_issuer(given),
        oidc_audience=given.get("oidc_audience"),
        oidc_role=given.get("oidc_role", DEFAULTS.oidc_role),
        oidc_quartier=given.get("oidc_quartier", DEFAULTS.oidc_quartier),
        proxies=_proxies(given.get("proxy", "")),
        test_suite=test_suite,
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
            f"--port : « {value} » n’est pas un nombre de 0 à 65535.",
            f"--port: {value!r} is not a number from 0 to 65535.",
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


def _services(value: str) -> tuple[str, ...]:
    """The addresses of other servers, separated by spaces."""
    for address in value.split():
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.netloc or set(address) & set('<>"{}|\\^`'):
            raise UsageFault(
                Text(
                    f"--service : « {address} » n’est pas une adresse http.",
                    f"--service: {address!r} is not an http address.",
                )
            )
    return tuple(value.split())


def _proxies(value: str) -> tuple[str, ...]:
    """Addresses and networks of proxies, separated by commas or spaces."""
    found = tuple(value.replace(",", " ").split())
    for address in found:
        try:
            ipaddress.ip_network(address)
        except ValueError as error:
            raise UsageFault(
                Text(
                    f"--proxy : « {address} » n’est ni une adresse IP ni un réseau.",
                    f"--proxy: {address!r} is neither an IP address nor a network.",
                )
            ) from error
    return found


def _switch(name: str, value: str) -> bool:
    """What is on or off; from the environment, ``1`` or ``0``."""
    if value.lower() in {"1", "true", "on", "yes"}:
        return True
    if value.lower() in {"", "0", "false", "off", "no"}:
        return False
    raise UsageFault(
        Text(f"--{name} : « {value} » n’est ni 1 ni 0.", f"--{name}: {value!r} is neither 1 nor 0."),
    )


def _issuer(given: Mapping[str, str]) -> str | None:
    """The address of an identity provider, which goes with what its tokens are made for."""
    issuer = given.get("oidc_issuer")
    if issuer is None:
        return None
    parts = urlsplit(_address("oidc-issuer", issuer))
    if parts.query or parts.fragment or (parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "::1"}):
        raise UsageFault(
            Text(
                f"--oidc-issuer : « {issuer} » n’est pas une adresse https.",
                f"--oidc-issuer: {issuer!r} is not an https address.",
            )
        )
    if "oidc_audience" not in given:
        raise UsageFault(
            Text("--oidc-issuer demande aussi --oidc-audience.", "--oidc-issuer needs --oidc-audience too."),
            remedy=Text(
                "Sans elle, un jeton fait pour un autre service compterait ici.",
                "Without it, a token that was made for another service would count here.",
            ),
        )
    return issuer


def _check_test_suite(host: str, given: Mapping[str, str]) -> None:
    """Without a token anybody may write: so nobody else may reach it, and there is nothing to be lost."""
    if urlsplit(given.get("store", "")).scheme.startswith("sparql+"):
        raise UsageFault(Text("--test-suite demande un entrepôt embarqué.", "--test-suite needs an embedded store."))
    for name in ("token_file", "data"):
        if name in given:
            option = name.replace("_", "-")
            raise UsageFault(
                Text(f"--test-suite et --{option} s’excluent.", f"--test-suite and --{option} exclude each other.")
            )
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise UsageFault(
            Text(
                f"--test-suite n’écoute que cette machine : « {host} » n’est pas une adresse de bouclage.",
                f"--test-suite listens to this machine only: {host!r} is no loopback address.",
            ),
            remedy=Text("Donnez --host 127.0.0.1.", "Give --host 127.0.0.1."),
        )


def _token(value: str | None) -> str | None:
    """The operator's token, from the first line of a file that others should not read."""
    if value is None:
        return None
    token = _first_line("token-file", value).strip()
    if len(token) < _SHORTEST or not token.isascii() or not token.isprintable() or " " in token:
        raise UsageFault(
            Text(
                f"--token-file : « {value} » ne commence pas par un jeton d’au moins {_SHORTEST} caractères.",
                f"--token-file: the first line of {value!r} is no token of at least {_SHORTEST} characters.",
            ),
            remedy=Text(
                'Par exemple : python3 -c "import secrets; print(secrets.token_urlsafe(32))" > jeton',
                'For example: python3 -c "import secrets; print(secrets.token_urlsafe(32))" > token',
            ),
        )
    return token


def _first_line(setting: str, value: str) -> str:
    """The first line of a file that holds a secret."""
    try:
        lines = Path(value).expanduser().read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = (
            reasons.of_system(error) if isinstance(error, OSError) else Text("ce n’est pas de l’UTF-8", "not UTF-8")
        )
        raise UsageFault(
            Text(
                f"--{setting} : « {value} » ne se lit pas ({reason.fr}).",
                f"--{setting}: {value!r} cannot be read ({reason.en}).",
            )
        ) from error
    return lines[0] if lines else ""


def _limits(given: Mapping[str, str]) -> Limits:
    """What one query may take, and how many may wait."""
    found = {name: amount(name, given[name]) for name in LIMITS if name in given}
    whole = {name: int(value) for name, value in found.items() if name in WHOLE}
    return replace(Limits(), **found | whole)  # type: ignore[arg-type]


def amount(name: str, value: str) -> float:
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


def _days(value: str) -> int:
    """How many days, none among them; whoever keeps for longer than a year keeps for good, which nobody was told."""
    if value.isascii() and value.isdigit() and len(value) <= len(str(_YEAR)) and int(value) <= _YEAR:
        return int(value)
    raise UsageFault(
        Text(
            f"--keep-days : « {value} » n’est pas un nombre entier de 0 à {_YEAR}.",
            f"--keep-days: {value!r} is not a whole number from 0 to {_YEAR}.",
        )
    )


def _store(given: Mapping[str, str], endpoint: Endpoint | None) -> Path | None:
    """The folder of the journal: the store's, or the one beside another server."""
    setting = "store" if endpoint is None else "journal"
    return _folder(setting, given[setting]) if setting in given else None


def _endpoint(given: Mapping[str, str]) -> Endpoint | None:
    """The server that ``sparql+http://…`` names, with its other addresses."""
    store = given.get("store", "")
    scheme, _, address = store.partition("+")
    if scheme == "sparql" and urlsplit(address).scheme in {"http", "https"}:
        return Endpoint(
            _address("store", address),
            _address("store-graphs", given["store_graphs"]) if "store_graphs" in given else None,
            _address("store-update", given["store_update"]) if "store_update" in given else None,
            _login(given.get("store_login")),
        )
    if "://" in store:
        raise UsageFault(
            Text(
                f"--store : « {store} » n’est ni un répertoire ni l’adresse d’un serveur SPARQL.",
                f"--store: {store!r} is neither a folder nor the address of a SPARQL server.",
            ),
            remedy=Text(
                "Pour un serveur : --store sparql+http://127.0.0.1:7878/query.",
                "For a server: --store sparql+http://127.0.0.1:7878/query.",
            ),
        )
    alone = [name for name in ("store_graphs", "store_update", "store_login", "journal") if name in given]
    if alone:
        option = "--" + alone[0].replace("_", "-")
        raise UsageFault(
            Text(
                f"{option} n’a de sens que pour un entrepôt distant.", f"{option} makes sense for a remote store only."
            ),
            remedy=Text("Donnez --store sparql+http://…", "Give --store sparql+http://…"),
        )
    return None


def _address(setting: str, value: str) -> str:
    """An http address without a name and password in it: command lines are seen by others."""
    try:
        parts = urlsplit(value)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole or not value.isascii() or not value.isprintable() or " " in value:
        raise UsageFault(
            Text(
                f"--{setting} : « {value} » n’est pas une adresse http.",
                f"--{setting}: {value!r} is not an http address.",
            )
        )
    if parts.username is not None or parts.password is not None:
        raise UsageFault(
            Text(f"--{setting} : l’adresse porte un mot de passe.", f"--{setting}: the address carries a password."),
            remedy=Text(
                "Écrivez « nom:mot de passe » dans un fichier et donnez-le à --store-login.",
                "Write name:password into a file and give it to --store-login.",
            ),
        )
    return value


def _login(value: str | None) -> tuple[str, str] | None:
    """Name and password: the first line of a file, with a colon between them."""
    if value is None:
        return None
    name, colon, password = _first_line("store-login", value).partition(":")  # a space may be of the password
    if not colon or not name:
        raise UsageFault(
            Text(
                f"--store-login : « {value} » ne commence pas par « nom:mot de passe ».",
                f"--store-login: the first line of {value!r} is not name:password.",
            )
        )
    return name, password


def _data(value: str | None) -> Path | None:
    """The folder that replaces the bundled data; it must exist."""
    if value is None:
        return None
    path = _folder("data", value)
    if not path.is_dir():
        raise UsageFault(
            Text(f"--data : le répertoire « {value} » n’existe pas.", f"--data: the folder {value!r} does not exist.")
        )
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
        Text(f"--base : « {value} » n’est pas une adresse http.", f"--base: {value!r} is not an http address."),
        remedy=Text("Par exemple : https://example.org/quartierkg", "For example: https://example.org/quartierkg"),
    )


def _contact(value: str) -> str:
    """An address to write to or to call (RFC 9116, 2.5.3): mailto, tel or https."""
    scheme, _, rest = value.partition(":")
    known = scheme.lower() in {"mailto", "tel", "https"} and rest.strip("/") and value.isascii() and value.isprintable()
    if known and not set(value) & set(' <>"{}|\\^`'):
        return value
    raise UsageFault(
        Text(
            f"--contact : « {value} » n’est pas une adresse mailto:, tel: ou https:.",
            f"--contact: {value!r} is not an address that begins with mailto:, tel: or https:.",
        )
    )


def _in_url(host: str) -> str:
    """A host as an address writes it: an IPv6 address stands in brackets (RFC 3986, 3.2.2)."""
    return f"[{host}]" if ":" in host else host
