"""What one client may have computed: so many seconds of the workers in a minute, whatever the number of its queries."""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Callable
from typing import Final

from starlette.requests import Request

from quartierkg.errors import OverBudget
from quartierkg.language import Text

_MINUTE: Final = 60.0
# So many clients are remembered; then those who owe nothing any more are forgotten.
_CLIENTS: Final = 10_000
_SPENT: Final = Text(
    "Ce client a employé ses {} s de calcul par minute.", "This client has used its {} s of processing in a minute."
)


class Budget:
    """What each client owes: it grows with what is computed for it, and melts as the minute passes."""

    def __init__(self, seconds: float | None, clock: Callable[[], float] = time.monotonic) -> None:
        """A budget.

        :param seconds: how many seconds a client may use in a minute; None: as many as it likes.
        """
        self._seconds, self._clock = seconds, clock
        self._owed: dict[str, tuple[float, float]] = {}

    def check(self, client: str) -> None:
        """Nothing, where a client may ask.

        :raises OverBudget: when it has used its budget; the error says when it may ask again.
        """
        if self._seconds is None:
            return
        owed = self._now(client)
        if owed >= self._seconds:
            fault = OverBudget(_SPENT.filled(f"{self._seconds:g}"))
            fault.retry_after = max(1, math.ceil((owed - self._seconds) / self._seconds * _MINUTE))
            raise fault

    def spend(self, client: str, seconds: float) -> None:
        """A worker was busy for a client."""
        if self._seconds is None:
            return
        if len(self._owed) >= _CLIENTS:
            self._owed = {name: owed for name, owed in self._owed.items() if self._now(name) > 0}
        self._owed[client] = (self._now(client) + seconds, self._clock())

    def _now(self, client: str) -> float:
        """What a client owes by now."""
        owed, since = self._owed.get(client, (0.0, 0.0))
        assert self._seconds is not None
        return max(0.0, owed - (self._clock() - since) * self._seconds / _MINUTE)


def asking(request: Request) -> str:
    """Who asks, by the address that a request comes from."""
    return client_of(request.client.host if request.client else "")


def client_of(address: str) -> str:
    """Who asks, by its address; of IPv6 the network of a household, whose addresses one client may change at will."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    mapped = getattr(found, "ipv4_mapped", None)
    if mapped is not None:
        return str(mapped)
    return str(ipaddress.ip_network(f"{found}/64", strict=False)) if found.version == 6 else address
