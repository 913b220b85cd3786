"""The processes that prepare what is done in the register."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

DO = """
import asyncio, os
from functools import partial
from quartierkg.web.clerks import Clerks
async def main():
    clerks = Clerks(1024, 1)
    print(await clerks.do(partial(os.write, 2, b"said by a library")))
    await clerks.stop()
if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.parametrize("before", [0, 200_000])
def test_what_a_library_prints_never_ends_a_clerk(tmp_path: Path, before: int) -> None:
    """Whatever the service's log is, and however long: a clerk may write no file, and its words go nowhere."""
    script, log = tmp_path / "do.py", tmp_path / "log"
    script.write_text(DO, encoding="utf-8")
    log.write_bytes(b"x" * before)
    with log.open("ab") as errors:
        done = subprocess.run([sys.executable, str(script)], stdout=subprocess.PIPE, stderr=errors, check=False)
    assert done.stdout.split() == [b"17"]
    assert b"library" not in log.read_bytes()
