"""Another server that keeps the published graphs: its addresses, and what opens it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server that speaks the SPARQL 1.1 Protocol."""

    query: str
    """Where queries go."""
    graphs: str | None = None
    """Where graphs are written (Graph Store HTTP Protocol)."""
    update: str | None = None
    """Where updates go; used for writing where there is no such address."""
    login: tuple[str, str] | None = field(default=None, repr=False)
    """Name and password, where the server asks for them."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that is asked."""
        return tuple(address for address in (self.query, self.graphs, self.update) if address is not None)

    def value(self) -> dict[str, Any]:
        """The server for another process."""
        return asdict(self)

    @classmethod
    def read(cls, value: dict[str, Any]) -> Self:
        """The server that :meth:`value` wrote."""
        login = value["login"]
        return cls(value["query"], value["graphs"], value["update"], tuple(login) if login else None)
