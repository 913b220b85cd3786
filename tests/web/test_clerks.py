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


GROWTH = """
import asyncio, threading
from pathlib import Path
from quartierkg.web.clerks import Clerks
def size():
    return int(Path("/proc/self/statm").read_text().split()[0]) * 4096
def grown():
    before, ready, ends = size(), threading.Barrier(9), threading.Event()
    def take():
        held = [bytes(400) + bytes(n) for n in range(2000)]
        ready.wait()
        ends.wait()
        del held
    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    ready.wait()
    found = size() - before
    ends.set()
    return found
async def main():
    clerks = Clerks(1024, 1)
    print(await clerks.do(grown))
    await clerks.stop()
if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux says how much it is")
def test_threads_take_no_address_space_that_they_do_not_use(tmp_path: Path) -> None:
    """Eight that allocate at once: their stacks (8 MiB each) and what they hold, not 64 MiB more of each."""
    script = tmp_path / "do.py"
    script.write_text(GROWTH, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], stdout=subprocess.PIPE, check=True)
    assert int(done.stdout) < 8 * (8 + 10 + 8) * 2**20 + 2 * 64 * 2**20
