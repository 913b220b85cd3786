"""``quartierkg mcp``: the product as the tools of an assistant."""

from __future__ import annotations

from dataclasses import dataclass

from quartierkg.cli import options
from quartierkg.cli.command import Command
from quartierkg.cli.parameter import Option
from quartierkg.errors import UsageFault
from quartierkg.language import Language, Text


@dataclass(frozen=True, slots=True)
class Mcp:
    """Which service answers the assistant."""

    url: str | None
    store: str | None
    data: str | None

    def run(self, language: Language) -> int:
        """Serve an assistant on standard input and output until it closes them.

        :raises UsageFault: when both a service and a store are named, or the address is none.
        :raises NotInstalled: when the extra is not there.
        """
        from quartierkg.assistant import run  # an extra, and slow to load
        from quartierkg.assistant.service import joined, started

        if self.url is not None:
            if self.store is not None or self.data is not None:
                raise UsageFault(
                    Text(
                        "--url et --store (ou --data) s’excluent.", "--url and --store (or --data) exclude each other."
                    ),
                )
            run(joined(self.url, language))
            return 0
        given = [word for name in ("store", "data") for word in _given(name, getattr(self, name))]
        with started(given, language) as service:
            run(service)
        return 0


def _given(name: str, value: str | None) -> tuple[str, ...]:
    return () if value is None else (f"--{name}", value)


command = Command(
    "mcp",
    Text(
        "Offre le graphe à un assistant, par le Model Context Protocol.",
        "Offers the graph to an assistant, by the Model Context Protocol.",
    ),
    Mcp,
    (
        Option(
            "--url",
            value=Text("URL", "URL"),
            about=Text(
                "Un service qui répond déjà ; à défaut, un service est démarré sur cette machine.",
                "A service that runs already; by default one is started on this machine.",
            ),
        ),
        options.store(),
        options.data(),
    ),
)
