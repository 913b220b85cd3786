"""Work that goes on beside the service, in a process of its own that ends with it."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import quartierkg


async def run(module: str, *arguments: str) -> None:
    """Have another process run a module, until it is done; end that one with this."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *arguments),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(Path(quartierkg.__file__).parent.parent)},
    )
    try:
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
