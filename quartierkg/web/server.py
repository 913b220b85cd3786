"""``quartierkg serve``: the application on a socket."""

from __future__ import annotations

import gc
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from typing import Final

import uvicorn

from quartierkg import layout, reasons
from quartierkg import settings as reading
from quartierkg.access import database as access_database
from quartierkg.charter.linted import require_all_linted
from quartierkg.errors import UsageFault
from quartierkg.journal import database as journal_database
from quartierkg.journal import journal
from quartierkg.kept import database as kept_database
from quartierkg.language import Text
from quartierkg.remote import Remote
from quartierkg.settings import Settings
from quartierkg.snapshot import open_store
from quartierkg.snapshot.renewal import Told, silent
from quartierkg.web import authority, parsing, requests
from quartierkg.web.app import create_app
from quartierkg.web.streaming import BrokenOff

_FORMATS: Final = {
    journal.FILE: journal_database.FORMAT,
    access_database.FILE: access_database.FORMAT,
    kept_database.FILE: kept_database.FORMAT,
}
_LOG: Final = logging.getLogger(__name__)


def serve(settings: Settings, announce: Callable[[str], None] | None = None, told: Told = silent) -> None:
    """Serve until the process is told to stop.

    :param announce: told the address once it is listened on; port 0 takes a free one.
    :param told: told what is changed of a store that was filled before.
    :raises ShapesFault: when the shapes are broken; nothing is listened on then.
    :raises StoreFault: when the store is damaged, or open elsewhere.
    :raises RemoteFault: when the server that is to keep the graphs does not.
    :raises UsageFault: when the address cannot be listened on, or an extra is missing.
    """
    require_all_linted()
    if settings.store is not None:  # before anything of the store is written
        layout.require_known(settings.store, _FORMATS)
    with (
        _stopped_by_signals(),
        _listen(settings.host, settings.port) as listening,
        open_store(settings, told) as archive,
        closing(authority.opened(settings, archive.directory)) as access,
    ):
        if settings.log:
            requests.keep()
        settings = _settled(settings, listening.getsockname()[1])
        remote = Remote.join(settings.endpoint, archive.snapshot) if settings.endpoint is not None else None
        app = create_app(settings, archive, remote, access)
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=5,
            proxy_headers=bool(settings.proxies),
            forwarded_allow_ips=list(settings.proxies),
            http=parsing.protocol(),
            ws="none",
            h11_max_incomplete_event_size=parsing.HEAD,
        )
        if announce is not None:
            announce(settings.base)
        logging.getLogger("uvicorn.error").addFilter(_told_once)
        # What is loaded by now stays: collections that look through all of it hold every answer up, each time longer.
        gc.collect()
        gc.freeze()
        uvicorn.Server(config).run(sockets=[listening])


def _told_once(record: logging.LogRecord) -> bool:
    """An answer that is broken off is no fault of the application: a line says it, without a trace."""
    fault = record.exc_info[1] if record.exc_info else None
    if isinstance(fault, BrokenOff):
        _LOG.warning("an answer was broken off: %s", fault)
        return False
    return True


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Let SIGTERM end the server as Ctrl-C does, so that the store is closed and a temporary one removed.

    uvicorn stops by itself, then raises the signal again for whoever handled it before.
    """

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, stop)
    with suppress(KeyboardInterrupt):
        yield


def _settled(settings: Settings, port: int) -> Settings:
    """The settings with the port that the system gave, where it was asked to choose."""
    if settings.port:
        return settings
    base = reading.read({"host": settings.host, "port": port}, {}).base
    return replace(settings, port=port, base=base)


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens; a port in use is said before anything is built."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        # Looked up first: create_server hides which of the two failed.
        socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
        listening = socket.create_server((host, port), family=family, backlog=2048)
        # Connections take this over. The event loop would set it only on a socket that names its protocol, and without
        # it head and body of an answer wait for each other's acknowledgement: 40 ms each time.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except (socket.gaierror, UnicodeError) as error:  # UnicodeError: what no name can be (RFC 5890)
        raise UsageFault(
            Text(f"L’hôte « {host} » est inconnu de cette machine.", f"This machine knows no host {host!r}."),
            remedy=Text(
                "Donnez à --host une adresse de cette machine : 127.0.0.1, ou 0.0.0.0 pour toutes.",
                "Give --host an address of this machine: 127.0.0.1, or 0.0.0.0 for all of them.",
            ),
        ) from error
    except OSError as error:
        reason = reasons.of_system(error)
        raise UsageFault(
            Text(
                f"Impossible d’écouter sur {host}:{port} ({reason.fr}).",
                f"Cannot listen on {host}:{port} ({reason.en}).",
            ),
            remedy=Text(
                "Choisissez une autre adresse ou un autre port : --host, --port (ou QUARTIERKG_HOST, QUARTIERKG_PORT).",
                "Choose another address or port: --host, --port (or QUARTIERKG_HOST, QUARTIERKG_PORT).",
            ),
        ) from error
