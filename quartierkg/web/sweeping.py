"""What has had its time is swept away, also where nobody looks for it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Final

from starlette.concurrency import run_in_threadpool

from quartierkg.errors import StoreFault
from quartierkg.kept import Shelf

_HOUR: Final = 3600.0


async def each_hour(shelf: Shelf) -> None:
    """Sweep the shelf, now and every hour; where nothing was ever kept there is no file to look into."""
    while True:
        with suppress(StoreFault):  # whoever asks for something to be kept is told
            if shelf.is_used:
                await run_in_threadpool(shelf.sweep)
        await asyncio.sleep(_HOUR)
