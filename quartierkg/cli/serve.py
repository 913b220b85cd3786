"""``quartierkg serve``: the network and the validation over HTTP."""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import dataclass
from typing import Final

from quartierkg import settings
from quartierkg.cli import options, output
from quartierkg.cli.command import Command
from quartierkg.cli.parameter import Option
from quartierkg.language import Language, Text

_SERVING: Final = Text("quartierkg répond à {} (Ctrl+C pour arrêter)", "quartierkg answers at {} (Ctrl+C to stop)")


@dataclass(frozen=True, slots=True)
class Serve:
    """Where to listen and what to serve; what is not given comes from the environment."""

    host: str | None
    port: str | None
    base: str | None
    store: str | None
    data: str | None

    def run(self, language: Language) -> int:
        """Serve until the process is told to stop."""
        given = {"host": self.host, "port": self.port, "base": self.base, "store": self.store, "data": self.data}
        read = settings.read(given)
        from quartierkg.web.server import serve  # the framework takes longer to load than most commands to run

        serve(read, lambda address: output.write(_SERVING.in_(language).format(address) + "\n"))
        _leave()
        return 0


def _leave() -> None:
    """End at once when a query is still being answered: everything is closed by now, and the engine stops for nobody.

    The interpreter would wait for the query's thread.
    """
    if any(thread.name.startswith("AnyIO worker") for thread in threading.enumerate()):
        sys.stdout.flush()
        os._exit(0)


command = Command(
    "serve",
    Text("Sert le réseau et la vérification par HTTP.", "Serves the network and the validation over HTTP."),
    Serve,
    (
        Option(
            "--host",
            value=Text("ADRESSE", "ADDRESS"),
            about=Text(
                f"Adresse d’écoute (ou QUARTIERKG_HOST) [par défaut : {settings.DEFAULTS.host}]",
                f"Address to listen on (or QUARTIERKG_HOST) [default: {settings.DEFAULTS.host}]",
            ),
        ),
        Option(
            "--port",
            value=Text("PORT", "PORT"),
            about=Text(
                f"Port d’écoute, 0 pour un port libre (ou QUARTIERKG_PORT) [par défaut : {settings.DEFAULTS.port}]",
                f"Port to listen on, 0 for a free one (or QUARTIERKG_PORT) [default: {settings.DEFAULTS.port}]",
            ),
        ),
        Option(
            "--base",
            value=Text("URL", "URL"),
            about=Text(
                "Adresse publique du service (ou QUARTIERKG_BASE).",
                "Public address of the service (or QUARTIERKG_BASE).",
            ),
        ),
        options.store(),
        options.data(),
    ),
)
